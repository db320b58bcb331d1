"""Which article answers which ticket."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from kbtool.store.database import Store
from kbtool.store.schema import links as table
from kbtool.store.tickets import split


@dataclass(frozen=True, slots=True)
class Link:
    """An article that answers a ticket."""

    article: str
    ref: str


def link(store: Store, article: str, refs: Iterable[str]) -> None:
    """Record that an article answers tickets; what is recorded already stays."""
    rows = [{"article": article, "source": source, "ticket": ident} for source, ident in map(split, refs)]
    if rows:
        with store.writing() as connection:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def unlink(store: Store, article: str, refs: Iterable[str]) -> None:
    """Take back that an article answers tickets."""
    keys = list(map(split, refs))
    with store.writing() as connection:
        connection.execute(
            delete(table).where(table.c.article == article, tuple_(table.c.source, table.c.ticket).in_(keys))
        )


def links(store: Store) -> Iterator[Link]:
    """Yield all links in the order of article and ticket."""
    columns = table.c
    with store.reading() as connection:
        query = select(table).order_by(columns.article, columns.source, columns.ticket)
        rows = connection.execute(query).all()
    yield from (Link(row.article, f"{row.source}:{row.ticket}") for row in rows)


def linked_tickets(store: Store, article: str) -> tuple[str, ...]:
    """Return the tickets an article answers."""
    columns = table.c
    query = select(columns.source, columns.ticket).where(columns.article == article)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(columns.source, columns.ticket)).all()
    return tuple(f"{row.source}:{row.ticket}" for row in rows)
