"""Answers of quizzes: one row each, written at once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, func, select

from kbtool.errors import StoreError
from kbtool.model.quiz import Answer, ItemType
from kbtool.store.database import Store
from kbtool.store.schema import answers


def record(store: Store, answer: Answer) -> None:
    """Keep one answer; it is safe when this returns.

    Raises StoreError for a time without a zone, since it could not be compared with others.
    """
    if answer.at.tzinfo is None:
        raise StoreError("An answer's time has no time zone.")
    with store.writing() as connection:
        connection.execute(answers.insert().values(**_row(answer)))


def _row(answer: Answer) -> dict[str, Any]:
    return {
        "trainee": answer.trainee,
        "item": answer.item,
        "version": answer.version,
        "option": answer.option,
        "is_right": answer.is_right,
        "is_scored": answer.is_scored,
        "at": _stamp(answer.at),
        "seconds": answer.seconds,
        "article": answer.article,
        "type": answer.type.value,
        "topic": answer.topic,
        "lang": answer.lang,
    }


def _stamp(at: datetime) -> str:
    """Return a time as text that sorts: UTC, with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


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
    )


def count(store: Store) -> int:
    """Return how many answers there are."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(answers)).scalar() or 0)
