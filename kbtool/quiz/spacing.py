"""When to ask about a fact again: FSRS, by the package of those who publish it.

A fact is an article and a type of question; which of its items is asked, varies. Intervals are whole days.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from statistics import median

from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler, State

from kbtool.model.quiz import Item, ItemType
from kbtool.quiz.draw import interleaved

LONGEST_DAYS = 180
SLOW = 3.0
ENOUGH_TIMES = 5

# Without learning steps every answer sets a date, and without fuzz the same answers set the same one.
_SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False
)
Fact = tuple[str, ItemType]


class Grade(IntEnum):
    """How well somebody knew an answer; the numbers are those of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one trainee's memory of one fact: stability in days, difficulty from 1 to 10."""

    stability: float
    difficulty: float
    due: datetime
    reviewed: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact as it stands for a trainee: its card, and the article's text at the last answer."""

    card: Card
    article_sha256: str = ""


def grade(*, is_right: bool, is_unsure: bool, seconds: float, times: Sequence[float]) -> Grade:
    """Return the grade of an answer; `times` are the seconds of the trainee's earlier right answers.

    Wrong, or no answer, is Again; right is Good; right but unsure, or after more than three times one's own
    median, is Hard. Below five earlier answers there is no median.

    >>> grade(is_right=True, is_unsure=False, seconds=40, times=[8, 10, 12, 9, 11])
    <Grade.HARD: 2>
    >>> grade(is_right=True, is_unsure=False, seconds=29, times=[8, 10, 12, 9, 11])
    <Grade.GOOD: 3>
    """
    if not is_right:
        return Grade.AGAIN
    is_slow = len(times) >= ENOUGH_TIMES and seconds > SLOW * median(times)
    return Grade.HARD if is_unsure or is_slow else Grade.GOOD


def review(card: Card | None, given: Grade, at: datetime) -> Card:
    """Return the card of a fact after one more answer; None is a fact that was never asked.

    Good five times, each on the day it is due, gives 2, 11, 46, 163 and then 180 days.
    """
    at = at.astimezone(UTC)
    known = _to_fsrs(card) if card else FsrsCard(card_id=0, due=at)
    after, _ = _SCHEDULER.review_card(known, Rating(int(given)), at)
    return Card(float(after.stability or 0), float(after.difficulty or 0), after.due, at)


def _to_fsrs(card: Card) -> FsrsCard:
    return FsrsCard(
        card_id=0,  # given, since the package makes one by sleeping
        state=State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.reviewed,
    )


def replay(answers: Iterable[tuple[datetime, Grade]]) -> Card | None:
    """Return the card that a fact's answers lead to, oldest first; None without any."""
    card: Card | None = None
    for at, given in answers:
        card = review(card, given, at)
    return card


def is_due(asked: Asked, today: date, article_sha256: str = "") -> bool:
    """Return whether to ask today: the day has come, or the article's text has changed since."""
    changed = bool(asked.article_sha256 and article_sha256 and asked.article_sha256 != article_sha256)
    return changed or asked.card.due.astimezone(UTC).date() <= today


def choose(
    items: Collection[Item],
    asked: Mapping[Fact, Asked],
    last: Mapping[str, datetime],
    current: Mapping[str, str],
    *,
    today: date,
    count: int,
) -> list[Item]:
    """Return up to `count` items to ask today, topics interleaved, one item for each fact.

    Facts that are due come first, the longest overdue in proportion to their stability before the others; then
    facts never asked. Of a fact's items the one asked longest ago is taken: `last` says when each was asked.
    `current` holds the fingerprints of the articles.
    """
    facts: dict[Fact, list[Item]] = {}
    for item in items:
        facts.setdefault((item.article, item.type), []).append(item)
    due = [fact for fact in facts if fact in asked and is_due(asked[fact], today, current.get(fact[0], ""))]
    due.sort(key=lambda fact: (-_overdue(asked[fact].card, today), fact))
    new = [fact for fact in facts if fact not in asked]
    never = datetime.min.replace(tzinfo=UTC)
    found = [
        min(facts[fact], key=lambda item: (last.get(item.id, never), item.ordinal, item.id))
        for fact in [*due, *new][:count]
    ]
    return list(interleaved(found))


def _overdue(card: Card, today: date) -> float:
    """Return how long ago a card was due, in units of its stability."""
    return (today - card.due.astimezone(UTC).date()).days / max(card.stability, 0.1)


def due_days(cards: Iterable[Card], today: date, days: int = 7) -> list[int]:
    """Return how many facts are due on each day from today on; those overdue count for today."""
    counts = [0] * days
    for card in cards:
        ahead = max(0, (card.due.astimezone(UTC).date() - today).days)
        if ahead < days:
            counts[ahead] += 1
    return counts
