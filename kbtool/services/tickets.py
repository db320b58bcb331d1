"""Look at the tickets of the store, hand them on, and forget them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kbtool.errors import UnknownNameError
from kbtool.model.ticket import State, Ticket
from kbtool.model.ticket_json import to_dict
from kbtool.project import Project
from kbtool.redact.apply import apply
from kbtool.redact.known import Known
from kbtool.services import clock, content, drafts, forgotten, keys, outcomes, privacy, quiz_bank, reopen
from kbtool.settings import Settings
from kbtool.store import files, rejects, tickets
from kbtool.store.database import Store
from kbtool.store.tickets import Summary


@dataclass(frozen=True, slots=True)
class Traces:
    """What holds something of tickets.

    Paths of `articles` that name them and of `drafts` drawn from them; ids of quiz `items` about the articles.
    """

    tickets: tuple[str, ...]
    articles: tuple[str, ...]
    drafts: tuple[str, ...]
    items: tuple[str, ...] = ()


def summaries(
    project: Project, *, states: Collection[State] = (), source: str = "", query: str = ""
) -> Iterator[Summary]:
    """Yield the tickets in these states, of a source, whose subject, messages or people hold a text.

    Raises UnknownNameError for a source that no ticket has.
    """
    with Store.open(project, privacy.database_url()) as store:
        known = tickets.sources(store)
        if source and source not in known:
            raise UnknownNameError("source", source, known, hint="“kbtool ingest” takes tickets in.")
        yield from tickets.summaries(store, states=states or None, source=source, query=query)


def show(project: Project, settings: Settings, name: str, *, redacted: bool = False) -> Ticket:
    """Return a ticket by its reference, or by its id where only one source has it.

    Raises UnknownNameError with the closest references.
    """
    with Store.open(project, privacy.database_url()) as store:
        ticket = tickets.get(store, tickets.resolve(store, name))
        return _redacted(ticket, _known(store, settings), keys.secret(project)) if redacted else ticket


def export(project: Project, settings: Settings, *, redacted: bool = False) -> Iterator[dict[str, Any]]:
    """Yield all tickets in the canonical format, one at a time.

    `redacted` puts placeholders for people and for what is private in the texts, and leaves `custom` and
    `links` empty: what other systems keep there has no form that could be checked.
    """
    with Store.open(project, privacy.database_url()) as store:
        known = _known(store, settings) if redacted else None
        for ticket in tickets.iterate(store):
            yield to_dict(ticket if known is None else _redacted(ticket, known, keys.secret(project)))


def _known(store: Store, settings: Settings) -> Known:
    return Known.from_people(tickets.people(store), settings.known_names)


def _redacted(ticket: Ticket, known: Known, key: bytes) -> Ticket:
    return replace(apply(ticket, known, key=key).ticket, custom={}, links=())


def traces(project: Project, settings: Settings, *, names: Sequence[str] = (), requester: str = "") -> Traces:
    """Return what forgetting these tickets, or all of somebody with this address, would concern.

    Raises UnknownNameError for a ticket, or a requester, that is not there.
    """
    with Store.open(project, privacy.database_url()) as store:
        refs = [tickets.resolve(store, name) for name in names]
        if requester:
            refs += tickets.refs_of_requester(store, requester)
    if not refs:
        raise UnknownNameError(
            "requester", requester, (), hint="“kbtool tickets list” shows what the store holds."
        )
    return _traces(project, settings, refs)


def outdated(
    project: Project, settings: Settings, *, before: datetime, now: datetime, clock_is_right: bool = False
) -> Traces:
    """Return what removing all tickets would concern that have not changed since a time; nothing is an answer.

    A ticket without any time stays: nobody can tell how old it is. Raises ClockError where the clock seems to
    have been set forward.
    """
    with Store.open(project, privacy.database_url()) as store:
        clock.check(store, now=now, is_right=clock_is_right)
        refs = [ref for ref, changed in tickets.last_changes(store) if changed and changed < before]
    return _traces(project, settings, refs)


def _traces(project: Project, settings: Settings, refs: Sequence[str]) -> Traces:
    library = content.load(project, settings)
    wanted = frozenset(refs)
    named = [item for item in (*library.articles, *library.pages) if reopen.names(item, wanted)]
    ids = {item.id for item in named}
    return Traces(
        tuple(dict.fromkeys(refs)),
        tuple(f"docs/{item.path}" for item in named),
        tuple(
            project.relative(path) for path in drafts.paths(project) if _is_drawn_from(project, path, wanted)
        ),
        tuple(item.id for item in quiz_bank.load(project).items if item.is_live and item.article in ids),
    )


def _is_drawn_from(project: Project, path: Path, refs: frozenset[str]) -> bool:
    if refs.intersection(drafts.read_notes(path).tickets):
        return True
    article, _ = content.read_article(project, path)
    if article is None:  # broken by hand: look for the reference anywhere in it
        text = path.read_text(encoding="utf-8", errors="replace")
        return any(ref in text for ref in refs)
    return reopen.names(article, refs)


def forget(project: Project, found: Traces, *, reopening: bool = True) -> None:
    """Remove tickets for good, with all that was noted of them and the drafts drawn from them.

    Articles and quiz items stay as files. With `reopening` they are out of the public site and of scored
    quizzes until a person has looked whether they say too much. The people are remembered by marks until a
    build has proved them gone. Later runs leave the tickets out, though their source may still hold them. The
    tickets themselves go last: whoever stops it half way can repeat it.
    """
    with files.locked(project.lock, doing="forgetting"), Store.open(project, privacy.database_url()) as store:
        files.sweep(project.private)
        drafts.sweep(project)
        forgotten.remember(project, store, found.tickets)
        if reopening:
            reopen.reopen(project, found.articles, found.items, refs=frozenset(found.tickets))
        for draft in found.drafts:
            drafts.remove(project.root / draft)
        for ref in found.tickets:
            rejects.remove(project.rejects, *tickets.split(ref))
        _forget_outcomes(project, frozenset(found.tickets))
        for ref in found.tickets:
            tickets.forget(store, ref)


def purge(project: Project, found: Traces, *, now: datetime) -> None:
    """Remove outdated tickets for good, with their drafts; the articles stay approved."""
    forget(project, found, reopening=False)
    with Store.open(project, privacy.database_url()) as store:
        clock.note(store, now=now)


def _forget_outcomes(project: Project, refs: frozenset[str]) -> None:
    known = outcomes.read(project.outcomes)
    left = replace(
        known,
        instead={ref: item for ref, item in known.instead.items() if ref not in refs},
        unanswered=tuple(ref for ref in known.unanswered if ref not in refs),
        dismissed={ref: item for ref, item in known.dismissed.items() if ref not in refs},
    )
    if left != known:
        outcomes.write(project.outcomes, left)
