"""What needs a person, each with the command to run next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from kbtool.model.article import Confidence
from kbtool.project import Project
from kbtool.services import check, content, draft_candidates, drafts, gaps, outcomes, privacy
from kbtool.services.outcomes import Outcomes
from kbtool.settings import Settings
from kbtool.store import rejects, ticket_links, tickets
from kbtool.store.database import Store


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what, a word about it, and the command."""

    name: str
    detail: str
    command: str


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind; `kind` is for scripts, `title` for people."""

    kind: str
    title: str
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.items)


def inbox(project: Project, settings: Settings, *, today: date) -> list[Section]:
    """Return all that waits for a person, by kind; kinds of which nothing waits are left out."""
    found = (
        *_drafts(project),
        *_tickets(project),
        *_articles(project, settings, today),
        _gaps(project, settings, today),
        _rejects(project),
    )
    return [section for section in found if section.items]


def _drafts(project: Project) -> Iterator[Section]:
    opened, unreadable = drafts.open_all(project)
    broken = [Item(problem.path, problem.message, f"mend {problem.path}") for problem in unreadable]
    waiting = sorted((item for item in opened if not item.article.is_approved), key=_weight)
    approved = [item for item in opened if item.article.is_approved]
    yield Section(
        "drafts-to-publish",
        "Approved drafts to publish",
        tuple(
            Item(item.path.stem, item.article.title, f"kbtool publish {item.path.stem}") for item in approved
        ),
    )
    yield Section(
        "drafts-to-review",
        "Drafts to review",
        (*(Item(item.path.stem, _about(item), f"kbtool review {item.path.stem}") for item in waiting), *broken),
    )


def _weight(item: drafts.Opened) -> tuple[int, float, str]:
    """Sort drafts by what they are worth: many tickets first, then the surest."""
    notes = drafts.read_notes(item.path)
    return -len(notes.tickets), -notes.confidence, item.path.name


def _about(item: drafts.Opened) -> str:
    """Return a draft's title with how sure it is, how many tickets it has, and what may answer already."""
    notes = drafts.read_notes(item.path)
    count = len(notes.tickets)
    parts = [
        item.article.title,
        f"{count} ticket{'' if count == 1 else 's'}",
        f"confidence {notes.confidence:.2f}",
    ]
    if item.article.review is not None:
        parts.append("changed since its approval")
    if notes.instead:
        parts.append(f"see {', '.join(notes.instead[:2])}")
    return " · ".join(parts)


def _tickets(project: Project) -> Iterator[Section]:
    noted = outcomes.read(project.outcomes)
    drafted = {ref for path in drafts.paths(project) for ref in drafts.read_notes(path).tickets}
    with Store.open(project, privacy.database_url()) as store:
        done = {link.ref for link in ticket_links.links(store)} | drafted | set(noted.dismissed)
        subjects = {
            item.ref: item.subject
            for item in tickets.summaries(store, states=draft_candidates.SOLVED)
            if item.ref not in done
        }
    yield Section("tickets-to-link", "Solved tickets that an article answers", tuple(_to_link(subjects, noted)))
    new = [ref for ref in subjects if ref not in noted.instead and ref not in noted.unanswered]
    yield Section(
        "tickets-to-draft",
        "Solved tickets without an article",
        tuple(Item(ref, subjects[ref], f"kbtool draft {ref}") for ref in new),
    )
    left = [ref for ref in subjects if ref in set(noted.unanswered)]
    yield Section(
        "tickets-unanswered",
        "Solved tickets in which no answer was found",
        tuple(Item(ref, subjects[ref], f"kbtool tickets show {ref}") for ref in left),
    )


def _to_link(subjects: Mapping[str, str], noted: Outcomes) -> Iterator[Item]:
    for ref, subject in subjects.items():
        if ref in noted.instead:
            yield Item(ref, f"{subject} → {noted.instead[ref].article}", f"kbtool draft {ref} --link")


_CODES = {
    "review-changed": ("articles-changed", "Articles changed since their review"),
    "review-overdue": ("reviews-overdue", "Reviews overdue"),
    "translation-stale": ("translations-stale", "Translations whose original has changed"),
}


def _articles(project: Project, settings: Settings, today: date) -> Iterator[Section]:
    library = content.load(project, settings)
    ids = {f"docs/{item.path}": item.id for item in (*library.articles, *library.pages)}
    found = sorted(check.library_problems(project, settings, library, today=today))
    for code, (kind, title) in _CODES.items():
        hits = [problem for problem in found if problem.code == code]
        items = (
            Item(
                ids.get(problem.path) or problem.path,
                problem.message,
                _review(ids.get(problem.path) or problem.path),
            )
            for problem in hits
        )
        yield Section(kind, title, tuple(items))
    unapproved = (
        item for item in library.articles if item.review is None and item.confidence is not Confidence.ARCHIVED
    )
    yield Section(
        "articles-unapproved",
        "Articles nobody has approved",
        tuple(Item(item.id, item.title, _review(item.id)) for item in unapproved if item.id),
    )


def _review(name: str) -> str:
    return f"kbtool review {name}"


def _gaps(project: Project, settings: Settings, today: date) -> Section:
    now = datetime.combine(today, time.max, UTC)
    with Store.open(project, privacy.database_url()) as store:
        found = gaps.unclear(project, settings, store, now=now)
    items = (Item(gap.subject, f"{gap.title}: {' '.join(gap.evidence[:2])}", gap.command) for gap in found)
    return Section("gaps", "What trainees misunderstand, and answers that did not last", tuple(items))


def _rejects(project: Project) -> Section:
    found = rejects.read(project.rejects)
    items = (
        Item(f"{item.source}:{item.id or f'line {item.line}'}", f"{item.stage}: {item.error}", "kbtool ingest")
        for item in found
    )
    return Section("rejects", "Records that could not be taken in", tuple(items))
