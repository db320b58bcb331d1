"""Gaps that tickets and dates show."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kbtool.gaps.gap import Gap, Kind
from kbtool.gaps.score import score

_SHOWN = 5
_YEAR_DAYS = 365
_REPLY = re.compile(r"^(?:(?:re|aw|wg|fwd?|antw)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Solved:
    """A solved ticket that no article answers."""

    ref: str
    queue: str
    subject: str


def without_article(tickets: Iterable[Solved], *, days: int) -> Iterator[Gap]:
    """Yield one gap for the tickets of a queue whose subjects begin alike, most of them first.

    Subjects name people and machines; the evidence therefore holds references alone.
    """
    groups: dict[tuple[str, str], list[Solved]] = {}
    for ticket in tickets:
        groups.setdefault((ticket.queue, key(ticket.subject)), []).append(ticket)
    for (queue, _), found in groups.items():
        refs = [ticket.ref for ticket in found]
        count = f"{len(refs)} solved tickets" if len(refs) > 1 else "A solved ticket"
        more = f" and {len(refs) - _SHOWN} more" if len(refs) > _SHOWN else ""
        yield Gap(
            kind=Kind.NO_ARTICLE,
            subject=refs[0],
            title=f"{count} without an article" + (f" in {queue}" if queue else ""),
            score=score(Kind.NO_ARTICLE, contacts=len(refs), days=days, doubt=1.0),
            evidence=(f"No article answers {', '.join(refs[:_SHOWN])}{more}.",),
            command=f"kbtool draft {refs[0]}",
        )


def key(subject: str) -> str:
    """Return what subjects of the same matter have in common: the first three words that are no numbers.

    >>> key("AW: Drucker geht nicht mehr (4711)"), key("Drucker  geht nicht!")
    ('drucker geht nicht', 'drucker geht nicht')
    """
    words = re.findall(r"[^\W\d_]+", _REPLY.sub("", subject.strip()).casefold())
    return " ".join(words[:3])


@dataclass(frozen=True, slots=True)
class Overdue:
    """An article whose review is late."""

    id: str
    title: str
    review_by: date
    contacts: int


def overdue(articles: Iterable[Overdue], *, today: date, days: int) -> Iterator[Gap]:
    """Yield a gap for each article whose review is late; the doubt grows to 1 over a year."""
    for article in articles:
        late = (today - article.review_by).days
        if late > 0:
            yield Gap(
                kind=Kind.REVIEW_OVERDUE,
                subject=article.id,
                title=f"Review overdue: {article.title}",
                score=score(
                    Kind.REVIEW_OVERDUE,
                    contacts=article.contacts,
                    days=days,
                    doubt=min(1.0, late / _YEAR_DAYS),
                ),
                evidence=(
                    f"The review was due on {article.review_by.isoformat()}, {late} days ago.",
                    f"It answered {article.contacts} tickets in {days} days.",
                ),
                command=f"kbtool review {article.id}",
            )


@dataclass(frozen=True, slots=True)
class Reopened:
    """An article whose tickets came back: `tickets` are those opened again after they were solved."""

    article: str
    title: str
    tickets: tuple[str, ...]


def reopened(articles: Iterable[Reopened], *, days: int) -> Iterator[Gap]:
    """Yield a gap for each article whose tickets came back."""
    for article in articles:
        count = len(article.tickets)
        yield Gap(
            kind=Kind.REOPENED,
            subject=article.article,
            title=f"Answer did not last: {article.title}",
            score=score(Kind.REOPENED, contacts=count, days=days, doubt=1.0),
            evidence=(f"Opened again after they were solved: {', '.join(article.tickets[:_SHOWN])}.",),
            command=f"kbtool review {article.article}",
        )
