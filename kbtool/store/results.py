"""Answers of quizzes: one row each, written at once."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from kbtool.errors import StoreError
from kbtool.model.quiz import Answer, ItemType
from kbtool.store.database import Store
from kbtool.store.schema import answers, cards, exams

GOOD = 3


def record(store: Store, answer: Answer, *, grade: int = GOOD) -> bool:
    """Keep one answer with its grade for the spacing; return whether it is new. It is safe when this returns.

    Raises StoreError for a time without a zone, since it could not be compared with others.
    """
    return bool(record_all(store, [(answer, grade)]))


def record_all(store: Store, graded: Iterable[tuple[Answer, int]]) -> list[Answer]:
    """Keep answers with their grades, all or none; return those that were not there yet.

    An answer is known by trainee, item and time. Raises StoreError for a time without a zone.
    """
    found = list(graded)
    if any(answer.at.tzinfo is None for answer, _ in found):
        raise StoreError("An answer's time has no time zone.")
    with store.writing() as connection:
        new = [answer for answer, grade in found if _insert(connection, answer, grade)]
        groups = {(answer.trainee, answer.item, answer.version) for answer in new}
        for group in groups:
            _mark(connection, group)
    return new


def _insert(connection: Connection, answer: Answer, grade: int) -> bool:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(answers).values(**_row(answer), grade=grade).on_conflict_do_nothing()
    return bool(connection.execute(statement).rowcount)


def _mark(connection: Connection, group: tuple[str, str, int]) -> None:
    """Set which of a trainee's answers to one version of an item is the first and which the last."""
    mine = tuple_(answers.c.trainee, answers.c.item, answers.c.version) == group
    ends = connection.execute(select(func.min(answers.c.at), func.max(answers.c.at)).where(mine)).one()
    connection.execute(
        answers.update().where(mine).values(is_first=answers.c.at == ends[0], is_last=answers.c.at == ends[1])
    )


def _row(answer: Answer) -> dict[str, Any]:
    return {
        "trainee": answer.trainee,
        "item": answer.item,
        "version": answer.version,
        "option": answer.option,
        "is_right": answer.is_right,
        "is_scored": answer.is_scored,
        "at": stamp(answer.at),
        "seconds": answer.seconds,
        "article": answer.article,
        "type": answer.type.value,
        "topic": answer.topic,
        "lang": answer.lang,
        "accepted": "\n".join(answer.accepted),
    }


def stamp(at: datetime) -> str:
    """Return a time as text that sorts: UTC, with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def right_times(store: Store, trainee: str, before: datetime, limit: int = 100) -> list[float]:
    """Return the seconds of a trainee's latest right answers before a time."""
    query = (
        select(answers.c.seconds)
        .where(answers.c.trainee == trainee, answers.c.is_right, answers.c.at < stamp(before))
        .order_by(answers.c.at.desc())
        .limit(limit)
    )
    with store.reading() as connection:
        return list(connection.execute(query).scalars())


def grades(store: Store, trainee: str, article: str, kind: ItemType) -> list[tuple[datetime, int]]:
    """Return when a trainee was asked about a fact and how well it was known, oldest first."""
    mine = (answers.c.trainee == trainee, answers.c.article == article, answers.c.type == kind.value)
    query = select(answers.c.at, answers.c.grade).where(*mine).order_by(answers.c.at, answers.c.id)
    with store.reading() as connection:
        return [(datetime.fromisoformat(row.at), row.grade) for row in connection.execute(query)]


def last_asked(store: Store, trainee: str) -> dict[str, datetime]:
    """Return when a trainee was last asked each item."""
    query = (
        select(answers.c.item, func.max(answers.c.at).label("at"))
        .where(answers.c.trainee == trainee)
        .group_by(answers.c.item)
    )
    with store.reading() as connection:
        return {row.item: datetime.fromisoformat(row.at) for row in connection.execute(query)}


def iterate(store: Store, *, trainee: str = "") -> Iterator[Answer]:
    """Yield the answers of a trainee, or of everybody, oldest first."""
    query = select(answers).order_by(answers.c.at, answers.c.id)
    if trainee:
        query = query.where(answers.c.trainee == trainee)
    with store.reading() as connection:
        for row in connection.execution_options(yield_per=1000).execute(query):
            yield _answer(row)


def _answer(row: Row[Any]) -> Answer:
    return Answer(
        trainee=row.trainee,
        item=row.item,
        version=row.version,
        option=row.option,
        is_right=row.is_right,
        is_scored=row.is_scored,
        at=datetime.fromisoformat(row.at),
        seconds=row.seconds,
        article=row.article,
        type=ItemType(row.type),
        topic=row.topic,
        lang=row.lang,
        accepted=tuple(row.accepted.splitlines()),
    )


def newest(store: Store) -> datetime | None:
    """Return the time of the latest answer."""
    with store.reading() as connection:
        found = connection.execute(select(func.max(answers.c.at))).scalar()
    return datetime.fromisoformat(found) if found else None


def count(store: Store) -> int:
    """Return how many answers there are."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(answers)).scalar() or 0)


def delete_trainee(store: Store, trainee: str) -> int:
    """Remove everything of one trainee; return how many answers that were."""
    with store.writing() as connection:
        found = connection.execute(delete(answers).where(answers.c.trainee == trainee)).rowcount
        for table in (cards, exams):
            connection.execute(delete(table).where(table.c.trainee == trainee))
    store.erase()
    return found


def delete_older(store: Store, before: datetime) -> int:
    """Remove answers, exams and dates to ask again that are older than a time; return how many answers."""
    limit = stamp(before)
    with store.writing() as connection:
        found = connection.execute(delete(answers).where(answers.c.at < limit)).rowcount
        connection.execute(delete(exams).where(exams.c.at < limit))
        connection.execute(delete(cards).where(cards.c.reviewed < limit))
    if found:
        store.erase()
    return found


def count_older(store: Store, before: datetime) -> int:
    """Return how many answers are older than a time."""
    query = select(func.count()).select_from(answers).where(answers.c.at < stamp(before))
    with store.reading() as connection:
        return int(connection.execute(query).scalar() or 0)
