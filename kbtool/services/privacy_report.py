"""What is private in drafts and in the tickets they come from, in numbers and places, never in values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kbtool.model.article import Article
from kbtool.model.ticket import Ticket
from kbtool.project import Project
from kbtool.redact.apply import apply, keyed
from kbtool.redact.known import Known
from kbtool.redact.types import Finding, Kind, Suspicion
from kbtool.services import drafts, keys, privacy, review
from kbtool.services.review import Examined
from kbtool.settings import Settings
from kbtool.store import tickets
from kbtool.store.database import Store


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is: ticket and message, or a field of the draft; a range of its text, and a keyed hash.

    The hash tells equal values apart without holding them: nobody can try values on it without the project's
    key.
    """

    where: str
    start: int
    end: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How often a rule found one type of thing, and where."""

    type: Kind
    rule: str
    count: int
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One draft or article.

    `redacted` was replaced in the tickets it comes from, `found` is personal data that is still in its text,
    `undecided` and `decided` are the words that may be. `missing` counts tickets that the store no longer has.
    """

    id: str
    path: str
    redacted: tuple[Entry, ...]
    found: tuple[Entry, ...]
    undecided: tuple[Entry, ...]
    decided: tuple[Entry, ...]
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Overall:
    """All reports, and their sums by type and rule; a ticket that two drafts come from counts for each."""

    items: tuple[Report, ...]
    redacted: tuple[Entry, ...]
    found: tuple[Entry, ...]
    undecided: tuple[Entry, ...]
    decided: tuple[Entry, ...]


def report(project: Project, settings: Settings, names: Sequence[str]) -> Overall:
    """Report on the named drafts and articles, or on all open drafts where none is named."""
    examined, _ = review.examine_all(project, settings, names)
    known = privacy.context(project, settings).known
    key = keys.secret(project)
    items: list[Report] = []
    with Store.open(project, privacy.database_url()) as store:
        every = set(tickets.refs(store))
        for one in examined:
            refs = _refs(one)
            there = [tickets.get(store, ref) for ref in refs if ref in every]
            places = [place for ticket in there for place in _in_ticket(ticket, known, key)]
            items.append(_report(project, one, places, len(refs) - len(there), key))
    sums = (_sum(item.redacted for item in items), _sum(item.found for item in items))
    return Overall(
        tuple(items), *sums, _sum(item.undecided for item in items), _sum(item.decided for item in items)
    )


_Placed = tuple[Kind, str, Place]


def _refs(one: Examined) -> list[str]:
    noted = drafts.read_notes(one.opened.path).tickets
    return list(dict.fromkeys(noted or (ref.partition("#")[0] for ref in one.opened.article.evidence)))


def _in_ticket(ticket: Ticket, known: Known, key: bytes) -> Iterator[_Placed]:
    numbers = {
        f"message {one.id} ": f"message {number} " for number, one in enumerate(ticket.messages, start=1)
    }
    for one in apply(ticket, known, key=key).findings:
        yield one.type, one.rule, Place(f"{ticket.ref} {_where(one, numbers)}", one.start, one.end, one.hash)


def _where(finding: Finding, numbers: Mapping[str, str]) -> str:
    """Return the field of a finding; ids of messages and names of custom fields may be private themselves."""
    name, number = next(((old, new) for old, new in numbers.items() if finding.where.startswith(old)), ("", ""))
    return number + finding.where.removeprefix(name).partition(".")[0]


def _report(project: Project, one: Examined, redacted: list[_Placed], missing: int, key: bytes) -> Report:
    article, text = one.opened.article, one.private.text
    open_ = {place for suspicion in one.undecided for place in suspicion.places}
    decided = (
        replace(suspicion, places=tuple(place for place in suspicion.places if place not in open_))
        for suspicion in one.private.suspicions
    )
    return Report(
        article.id,
        project.relative(one.opened.path),
        _entries(redacted),
        _entries(_in_text(article, text, one.private.findings, key)),
        _entries(_in_text(article, text, one.undecided, key)),
        _entries(_in_text(article, text, decided, key)),
        missing,
    )


def _in_text(
    article: Article, text: str, found: Iterable[Finding | Suspicion], key: bytes
) -> Iterator[_Placed]:
    for one in found:
        places = one.places if isinstance(one, Suspicion) else ((one.start, one.end),)
        for start, end in places:
            part = privacy.part_at(article, start)
            place = Place(part.name, start - part.start, end - part.start, keyed(text[start:end], key))
            yield one.type, one.rule, place


def _entries(placed: Iterable[_Placed]) -> tuple[Entry, ...]:
    by_rule: dict[tuple[Kind, str], list[Place]] = {}
    for kind, rule, place in placed:
        by_rule.setdefault((kind, rule), []).append(place)
    return tuple(
        Entry(kind, rule, len(places), tuple(places)) for (kind, rule), places in sorted(by_rule.items())
    )


def _sum(several: Iterable[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    counts: dict[tuple[Kind, str], int] = {}
    for entry in (entry for entries in several for entry in entries):
        counts[entry.type, entry.rule] = counts.get((entry.type, entry.rule), 0) + entry.count
    return tuple(Entry(kind, rule, count) for (kind, rule), count in sorted(counts.items()))
