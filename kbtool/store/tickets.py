"""The tickets of the store: reading and forgetting."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, insert, literal, or_, select, tuple_

from kbtool.errors import UnknownNameError
from kbtool.model.ticket import Person, State, Ticket
from kbtool.store import ticket_rows
from kbtool.store.database import Store
from kbtool.store.schema import forgotten, tickets
from kbtool.store.schema import links as link_table
from kbtool.store.schema import people as people_table
from kbtool.store.upsert import Counts, upsert

__all__ = [
    "Counts", "Summary", "count", "forget", "get", "iterate", "last_changes", "newest", "people", "refs",
    "refs_of_requester", "resolve", "sources", "split", "summaries", "upsert",
]  # fmt: skip

_PAGE = 200
_SIMILAR = 500
_NONE_KNOWN = "“kbtool tickets list” shows what the store holds."


@dataclass(frozen=True, slots=True)
class Summary:
    """A ticket in a list."""

    ref: str
    state: State
    subject: str
    queue: str
    language: str
    created: datetime | None
    updated: datetime | None


def split(ref: str) -> tuple[str, str]:
    """Return source and id of a reference such as rt:4711; a message behind “#” is left out by the caller."""
    source, _, ident = ref.partition(":")
    return source, ident


def get(store: Store, ref: str) -> Ticket:
    """Return a ticket; raises UnknownNameError with the closest references."""
    source, ident = split(ref)
    query = select(tickets.c.payload, tickets.c.cleaned).where(
        tickets.c.source == source, tickets.c.id == ident
    )
    with store.reading() as connection:
        found = connection.execute(query).first()
    if found is None:
        raise _unknown(store, ref)
    return ticket_rows.ticket(found.payload, found.cleaned)


def resolve(store: Store, name: str) -> str:
    """Return the reference people mean: a whole one, or an id that only one source has."""
    source, ident = split(name)
    query = select(tickets.c.source).where(tickets.c.id == (ident or source))
    with store.reading() as connection:
        sources = list(connection.execute(query).scalars())
    if ident and source in sources:
        return name
    if not ident and len(sources) == 1:
        return f"{sources[0]}:{name}"
    raise _unknown(store, name)


def _unknown(store: Store, ref: str) -> UnknownNameError:
    """Return the error with the closest references; only likely ones are compared, so it stays quick."""
    source, ident = split(ref)
    ident = ident or source
    start = ident[: max(1, len(ident) - 1)]
    likely = or_(
        tickets.c.id == ident, tickets.c.id.startswith(start, autoescape=True), tickets.c.source == source
    )
    order = (
        tickets.c.id != ident,
        ~tickets.c.id.startswith(start, autoescape=True),
        tickets.c.source,
        tickets.c.id,
    )
    query = select(tickets.c.source, tickets.c.id).where(likely).order_by(*order).limit(_SIMILAR)
    with store.reading() as connection:
        known = [f"{row.source}:{row.id}" for row in connection.execute(query)]
    same_id = [found for found in known if split(found)[1] == ident]
    if same_id:
        hint = "Did you mean " + " or ".join(f"“{found}”" for found in same_id[:3]) + "?"
        return UnknownNameError("ticket", ref, (), hint=hint)
    return UnknownNameError("ticket", ref, known, hint=_NONE_KNOWN)


def count(store: Store, *, states: Collection[State] | None = None) -> int:
    """Return the number of tickets."""
    query = _in_states(select(func.count()).select_from(tickets), states)
    with store.reading() as connection:
        return int(connection.execute(query).scalar_one())


def iterate(store: Store, *, states: Collection[State] | None = None) -> Iterator[Ticket]:
    """Yield tickets in the order of source and id, some at a time; the store may be written meanwhile."""
    query = _in_states(select(tickets.c.source, tickets.c.id, tickets.c.payload, tickets.c.cleaned), states)
    for row in _pages(store, query):
        yield ticket_rows.ticket(row.payload, row.cleaned)


def refs(store: Store) -> Iterator[str]:
    """Yield the references of all tickets in the same order."""
    for row in _pages(store, select(tickets.c.source, tickets.c.id)):
        yield f"{row.source}:{row.id}"


def last_changes(store: Store) -> Iterator[tuple[str, datetime | None]]:
    """Yield each ticket's reference and the latest of its times; None where it has none."""
    columns = tickets.c
    for row in _pages(
        store, select(columns.source, columns.id, columns.created, columns.updated, columns.resolved)
    ):
        times = [datetime.fromisoformat(time) for time in (row.created, row.updated, row.resolved) if time]
        yield f"{row.source}:{row.id}", max(times, default=None)


def newest(store: Store, *, before: datetime) -> datetime | None:
    """Return the latest of all tickets' times that is not after a time; None where there is none."""
    limit = ticket_rows.utc(before)
    columns = (tickets.c.created, tickets.c.updated, tickets.c.resolved)
    query = select(*(func.max(case((column <= limit, column))) for column in columns))
    with store.reading() as connection:
        found = [time for time in connection.execute(query).one() if time]
    return datetime.fromisoformat(max(found)) if found else None


def sources(store: Store) -> list[str]:
    """Return the names of the sources that any ticket has."""
    with store.reading() as connection:
        return list(
            connection.execute(select(tickets.c.source).distinct().order_by(tickets.c.source)).scalars()
        )


def summaries(
    store: Store, *, states: Collection[State] | None = None, source: str = "", query: str = ""
) -> Iterator[Summary]:
    """Yield a source's tickets, as a list shows them, whose subject, messages or people hold a text."""
    columns = [
        tickets.c[name]
        for name in ("source", "id", "state", "subject", "queue", "language", "created", "updated")
    ]
    if query:
        columns += [tickets.c.payload, tickets.c.cleaned]
    statement = _in_states(select(*columns), states)
    if source:
        statement = statement.where(tickets.c.source == source)
    if query:
        statement = statement.where(_may_hold(query))
    for row in _pages(store, statement):
        if not query or _holds(row, query.casefold()):
            yield _summary(row)


def _may_hold(query: str) -> ColumnElement[bool]:
    """Return a condition that no matching ticket fails; what it cannot compare exactly, `_holds` does."""
    folded = query.casefold().replace("ss", "%")  # "ß" folds to it
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "%" for letter in folded)
    return tickets.c.payload.ilike(literal(f"%{plain}%"))


def _holds(row: Any, folded: str) -> bool:  # noqa: ANN401 - a row of the query
    found = ticket_rows.ticket(row.payload, row.cleaned)
    people = [text for person in found.people for text in (person.name, person.email)]
    texts = (found.subject, *(message.body for message in found.messages), *people)
    return any(folded in text.casefold() for text in texts)


def _summary(row: Any) -> Summary:  # noqa: ANN401 - a row of the query
    times = [datetime.fromisoformat(time) if time else None for time in (row.created, row.updated)]
    return Summary(f"{row.source}:{row.id}", State(row.state), row.subject, row.queue, row.language, *times)


def _in_states(query: Select[Any], states: Collection[State] | None) -> Select[Any]:
    return query if states is None else query.where(tickets.c.state.in_([state.value for state in states]))


def _pages(store: Store, query: Select[Any]) -> Iterator[Any]:
    """Yield rows in the order of their key, a page at a time: no transaction stays open between pages."""
    query = query.order_by(tickets.c.source, tickets.c.id).limit(_PAGE)
    page = query
    while True:
        with store.reading() as connection:
            rows = connection.execute(page).all()
        yield from rows
        if len(rows) < _PAGE:
            return
        last = (rows[-1].source, rows[-1].id)
        page = query.where(tuple_(tickets.c.source, tickets.c.id) > last)


def people(store: Store, *, without: Collection[str] = ()) -> Iterator[Person]:
    """Yield everybody that the metadata of any ticket names, each once; of any but some, at least once."""
    if without:
        yield from _people_of_others(store, frozenset(without))
        return
    table = people_table.c
    columns = (table.name, table.email, table.phone, table.organisation, table.address, table.customer_number)
    with store.reading() as connection:
        for row in connection.execution_options(yield_per=1000).execute(
            select(*columns).distinct().order_by(*columns)
        ):
            yield Person(*row)


def _people_of_others(store: Store, refs: frozenset[str]) -> Iterator[Person]:
    table = people_table.c
    query = select(
        table.source, table.ticket, table.name, table.email, table.phone, table.organisation, table.address,
        table.customer_number,
    )  # fmt: skip
    with store.reading() as connection:
        for source, ticket, *person in connection.execution_options(yield_per=1000).execute(query):
            if f"{source}:{ticket}" not in refs:
                yield Person(*person)


def refs_of_requester(store: Store, email: str) -> list[str]:
    """Return the tickets that somebody with this address has asked, in any case of letters."""
    table = people_table.c
    query = select(table.source, table.ticket).where(
        table.email_folded == email.strip().casefold(), table.is_requester
    )
    with store.reading() as connection:
        return [
            f"{row.source}:{row.ticket}"
            for row in connection.execute(query.order_by(table.source, table.ticket))
        ]


def forget(store: Store, ref: str) -> None:
    """Remove a ticket, its people and its links for good; later runs leave it out.

    Raises UnknownNameError for a ticket that is not there.
    """
    source, ident = split(ref)
    with store.writing() as connection:
        found = connection.execute(delete(tickets).where(tickets.c.source == source, tickets.c.id == ident))
        for table in (people_table, link_table):
            connection.execute(delete(table).where(table.c.source == source, table.c.ticket == ident))
        if found.rowcount:
            connection.execute(insert(forgotten).values(source=source, id=ident))
    if not found.rowcount:
        raise _unknown(store, ref)
    store.erase()
