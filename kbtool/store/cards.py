"""When each trainee is asked about each fact again; made of the answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite

from kbtool.model.quiz import ItemType
from kbtool.store.database import Store
from kbtool.store.results import stamp
from kbtool.store.schema import cards


@dataclass(frozen=True, slots=True)
class CardRow:
    """One fact of one trainee: stability in days, difficulty, and the article's text at the last answer."""

    trainee: str
    article: str
    type: ItemType
    stability: float
    difficulty: float
    due: datetime
    reviewed: datetime
    article_sha256: str


def put(store: Store, card: CardRow) -> None:
    """Keep a card in the place of the one that was there."""
    values = {
        "trainee": card.trainee,
        "article": card.article,
        "type": card.type.value,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "due": stamp(card.due),
        "reviewed": stamp(card.reviewed),
        "article_sha256": card.article_sha256,
    }
    key = ["trainee", "article", "type"]
    rest = {name: value for name, value in values.items() if name not in key}
    with store.writing() as connection:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(cards).values(**values)
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=rest))


def of_trainee(store: Store, trainee: str) -> list[CardRow]:
    """Return the cards of a trainee, the first due first."""
    query = select(cards).where(cards.c.trainee == trainee)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(cards.c.due, cards.c.article, cards.c.type)).all()
    return [_card(row) for row in rows]


def _card(row: Row[Any]) -> CardRow:
    return CardRow(
        trainee=row.trainee,
        article=row.article,
        type=ItemType(row.type),
        stability=row.stability,
        difficulty=row.difficulty,
        due=datetime.fromisoformat(row.due),
        reviewed=datetime.fromisoformat(row.reviewed),
        article_sha256=row.article_sha256,
    )
