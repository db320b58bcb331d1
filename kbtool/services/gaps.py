"""Find what the knowledge base lacks, rank it, keep it, and let people close it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kbtool.errors import UnknownNameError
from kbtool.gaps import quizzes
from kbtool.gaps import tickets as ticket_gaps
from kbtool.gaps.gap import Gap, Kind, ranked
from kbtool.gaps.quizzes import Article, Asked
from kbtool.gaps.tickets import Overdue, Reopened, Solved
from kbtool.model.ticket import State
from kbtool.project import Project
from kbtool.quiz import statistics
from kbtool.quiz.text import plain
from kbtool.services import content, drafts, outcomes, results_report
from kbtool.services.content import Library
from kbtool.services.results_figures import ItemReport
from kbtool.settings import Settings
from kbtool.store import gaps as gap_store
from kbtool.store import result_counts, ticket_links, tickets
from kbtool.store.database import Store
from kbtool.store.gaps import GapRow
from kbtool.store.tickets import Summary

DAYS = 90
_COMES_BACK = 2.0


@dataclass(frozen=True, slots=True)
class _Seen:
    """The tickets of the last 90 days, and which articles answer which of all tickets."""

    recent: Mapping[str, Summary]
    by_article: Mapping[str, Sequence[str]]

    def contacts(self, article: str) -> int:
        return sum(ref in self.recent for ref in self.by_article.get(article, ()))


def find(project: Project, settings: Settings, store: Store, *, now: datetime) -> list[Gap]:
    """Return all open gaps, the costliest first.

    A gap that somebody has closed comes back when its score has doubled since.
    """
    library = content.load(project, settings)
    seen = _seen(store, now)
    found = [
        *from_quizzes(project, library, store, seen),
        *_without_article(project, seen),
        *_overdue(library, seen, now),
        *_reopened(library, seen),
    ]
    closed = {(row.kind, row.subject): row for row in gap_store.listing(store) if row.closed is not None}
    return ranked(gap for gap in found if _is_open(gap, closed.get((gap.kind.value, gap.subject))))


def _is_open(gap: Gap, closed: GapRow | None) -> bool:
    return closed is None or gap.score >= _COMES_BACK * closed.score


def refresh(
    project: Project, settings: Settings, store: Store, *, now: datetime, dry_run: bool = False
) -> list[Gap]:
    """Find all gaps and keep them; what is no gap any more goes, what was closed stays."""
    found = find(project, settings, store, now=now)
    if not dry_run:
        rows = [GapRow(gap.kind.value, gap.subject, gap.title, gap.score, gap.evidence, now) for gap in found]
        gap_store.put(store, rows)
    return found


def close(store: Store, name: str, *, reason: str, now: datetime) -> None:
    """Close a gap, named as kind/subject.

    Raises UnknownNameError with the closest names of open gaps.
    """
    kind, _, subject = name.partition("/")
    if not gap_store.close(store, kind, subject, at=now, reason=reason):
        known = [f"{row.kind}/{row.subject}" for row in gap_store.listing(store) if row.closed is None]
        raise UnknownNameError("gap", name, known, hint="“kbtool gaps” lists them.")


def _seen(store: Store, now: datetime) -> _Seen:
    start = now - timedelta(days=DAYS)
    recent = {}
    for ticket in tickets.summaries(store):
        at = ticket.updated or ticket.created
        if at is None or at >= start:
            recent[ticket.ref] = ticket
    by_article: dict[str, list[str]] = {}
    for link in ticket_links.links(store):
        by_article.setdefault(link.article, []).append(link.ref)
    return _Seen(recent, by_article)


def unclear(project: Project, settings: Settings, store: Store, *, now: datetime) -> list[Gap]:
    """Return the open gaps that quizzes and reopened tickets show: those nothing else in the inbox shows."""
    found = find(project, settings, store, now=now)
    return [gap for gap in found if gap.kind in {Kind.UNCLEAR_ARTICLE, Kind.UNCLEAR_ITEM, Kind.REOPENED}]


def from_quizzes(project: Project, library: Library, store: Store, seen: _Seen) -> Iterator[Gap]:
    """Yield what the first answers of at least five people show."""
    items = results_report.bank(project)
    hard = [report for report in results_report.by_item(store, items) if "hard" in report.flags]
    asked = [_asked(report, plain(items[report.id].stem)) for report in hard]
    about: dict[str, list[tuple[str, int]]] = {report.article: [] for report in hard}
    for item in items.values():
        if item.article in about:
            about[item.article].append((item.id, item.version))
    missed = result_counts.missed_by(store, about)
    articles = {
        name: Article(library.by_id[name].title, seen.contacts(name), *counts)
        for name, counts in missed.items()
        if name in library.by_id
    }
    yield from quizzes.find(asked, articles, days=DAYS)


def _asked(report: ItemReport, stem: str) -> Asked:
    right = round(report.facility.value * report.people)
    wrong = next((choice for choice in report.wrong if choice.option), None)
    return Asked(
        item=report.id,
        article=report.article,
        stem=stem,
        people=report.people,
        right=right,
        low=statistics.wilson(report.people - right, report.people).low,
        wrong_option=wrong.option if wrong else "",
        wrong_text=plain(wrong.text) if wrong else "",
        wrong_count=wrong.count if wrong else 0,
        form=report.type.form,
    )


def _without_article(project: Project, seen: _Seen) -> Iterator[Gap]:
    noted = outcomes.read(project.outcomes)
    done = {ref for refs in seen.by_article.values() for ref in refs}
    done |= {*noted.dismissed, *noted.instead}
    done |= {ref for path in drafts.paths(project) for ref in drafts.read_notes(path).tickets}
    solved = [
        Solved(ticket.ref, ticket.queue, ticket.subject)
        for ticket in seen.recent.values()
        if ticket.state.is_solved and ticket.ref not in done
    ]
    yield from ticket_gaps.without_article(solved, days=DAYS)


def _overdue(library: Library, seen: _Seen, now: datetime) -> Iterator[Gap]:
    late = [
        Overdue(article.id, article.title, article.review_by, seen.contacts(article.id))
        for article in library.articles
        if article.id and article.review_by is not None
    ]
    yield from ticket_gaps.overdue(late, today=now.date(), days=DAYS)


def _reopened(library: Library, seen: _Seen) -> Iterator[Gap]:
    """Yield articles whose tickets are open again: a ticket is linked to its answer once it is solved."""
    open_again = {ref for ref, ticket in seen.recent.items() if ticket.state in {State.NEW, State.OPEN}}
    found = [
        Reopened(name, library.by_id[name].title, tuple(ref for ref in refs if ref in open_again))
        for name, refs in seen.by_article.items()
        if name in library.by_id
    ]
    yield from ticket_gaps.reopened([entry for entry in found if entry.tickets], days=DAYS)


def kinds(gaps: Sequence[Gap]) -> Mapping[str, int]:
    """Return how many gaps there are of each kind."""
    return Counter(gap.kind.value for gap in gaps)
