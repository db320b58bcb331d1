"""Answers counted by the database: reports read sums, never single answers.

“First” answers are each trainee's first ones to a version of an item, “last” ones the newest; both only of
items that people have reviewed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Float, String, and_, case, cast, distinct, func, select

from kbtool.store.database import Store
from kbtool.store.schema import answers, cards

_FIRST = and_(answers.c.is_first, answers.c.is_scored)
_LAST = and_(answers.c.is_last, answers.c.is_scored)
_NAME = answers.c.item + "@" + cast(answers.c.version, String)
_RIGHT = case((answers.c.is_right, 1), else_=0)


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many people chose an option at their first attempt; an empty option is “don't know”."""

    item: str
    version: int
    option: str
    is_right: bool
    count: int


@dataclass(frozen=True, slots=True)
class TopicCount:
    """One trainee in one topic: items with a last answer, how many of those are right, first and last day."""

    trainee: str
    topic: str
    items: int
    right: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class ScoreSums:
    """One item over all people: see `kbtool.quiz.statistics.Moments`."""

    item: str
    version: int
    people: int
    right: int
    scores: float
    squares: float
    of_right: float


def people(store: Store) -> int:
    """Return how many trainees have answered reviewed items."""
    query = select(func.count(distinct(answers.c.trainee))).where(_LAST)
    with store.reading() as connection:
        return int(connection.execute(query).scalar() or 0)


def options(store: Store, trainee: str = "") -> list[OptionCount]:
    """Return the first choices by item, version and option; of one trainee or of everybody."""
    group = (answers.c.item, answers.c.version, answers.c.option, answers.c.is_right)
    query = select(*group, func.count().label("count")).where(_FIRST).group_by(*group).order_by(*group)
    if trainee:
        query = query.where(answers.c.trainee == trainee)
    with store.reading() as connection:
        return [OptionCount(*row) for row in connection.execute(query)]


def topics(store: Store, trainee: str = "") -> list[TopicCount]:
    """Return how far each trainee is in each topic."""
    group = (answers.c.trainee, answers.c.topic)
    mine: tuple[ColumnElement[bool], ...] = (answers.c.trainee == trainee,) if trainee else ()
    last = select(*group, func.count(), func.sum(_RIGHT)).where(_LAST, *mine).group_by(*group)
    days = select(*group, func.min(answers.c.at), func.max(answers.c.at)).where(*mine).group_by(*group)
    with store.reading() as connection:
        ends = {(row[0], row[1]): (row[2][:10], row[3][:10]) for row in connection.execute(days)}
        rows = connection.execute(last.order_by(*group)).all()
    return [TopicCount(row[0], row[1], row[2], int(row[3]), *ends[row[0], row[1]]) for row in rows]


def due(store: Store, before: datetime, trainee: str = "") -> dict[str, int]:
    """Return how many facts are due on each day (UTC, YYYY-MM-DD) before a time."""
    day = func.substr(cards.c.due, 1, 10)
    query = select(day, func.count()).where(cards.c.due < before.isoformat()).group_by(day)
    if trainee:
        query = query.where(cards.c.trainee == trainee)
    with store.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def score_sums(store: Store) -> list[ScoreSums]:
    """Return, for each item, the sums over its people of their share right on other items."""
    total = (
        select(answers.c.trainee, func.count().label("n"), func.sum(_RIGHT).label("right"))
        .where(_FIRST)
        .group_by(answers.c.trainee)
        .having(func.count() > 1)
        .cte("total")
    )
    score = cast(total.c.right - _RIGHT, Float) / (total.c.n - 1)
    query = (
        select(
            answers.c.item,
            answers.c.version,
            func.count(),
            func.sum(_RIGHT),
            func.sum(score),
            func.sum(score * score),
            func.sum(score * _RIGHT),
        )
        .join(total, total.c.trainee == answers.c.trainee)
        .where(_FIRST)
        .group_by(answers.c.item, answers.c.version)
    )
    with store.reading() as connection:
        return [ScoreSums(row[0], row[1], row[2], int(row[3]), *row[4:]) for row in connection.execute(query)]


def missed_by(store: Store, items: Mapping[str, Collection[tuple[str, int]]]) -> dict[str, tuple[int, int]]:
    """Return, by article, how many people missed most of its first questions, and how many people were asked.

    `items` are the articles' items with their versions.
    """
    found = {}
    share = func.avg(cast(_RIGHT, Float))
    with store.reading() as connection:
        for article, names in items.items():
            of_items = answers.c.item.in_([item for item, _ in names])
            # Neither as a pair nor by the bare trainee: SQLite would read all answers in the order of trainees.
            of_versions = _NAME.in_([f"{item}@{version}" for item, version in names])
            mine = (_FIRST, of_items, of_versions)
            each = select(share.label("share")).where(*mine).group_by(answers.c.trainee + "").subquery()
            most = case((each.c.share < 0.5, 1), else_=0)  # noqa: PLR2004 - a half
            row = connection.execute(select(func.sum(most), func.count()).select_from(each)).one()
            found[article] = (int(row[0] or 0), int(row[1]))
    return found


def newest(store: Store) -> datetime | None:
    """Return the time of the newest answer."""
    with store.reading() as connection:
        found = connection.execute(select(func.max(answers.c.at))).scalar()
    return datetime.fromisoformat(found) if found else None
