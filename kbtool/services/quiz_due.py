"""What a trainee has to repeat."""

from collections.abc import Mapping, Sequence
from datetime import date

from kbtool.model.quiz import Item
from kbtool.quiz import spacing
from kbtool.quiz.spacing import Asked, Card, Fact
from kbtool.store import cards, results
from kbtool.store.cards import CardRow
from kbtool.store.database import Store


def card(row: CardRow) -> Card:
    """Return the card of a stored one."""
    return Card(row.stability, row.difficulty, row.due, row.reviewed)


def choose(
    store: Store,
    trainee: str,
    items: Sequence[Item],
    fingerprints: Mapping[str, str],
    *,
    today: date,
    count: int,
) -> list[Item]:
    """Return up to `count` items to ask today: facts that are due, then facts never asked.

    `fingerprints` are those of the articles: a fact whose article has changed since its last answer is due.
    """
    asked = asked_facts(store, trainee)
    last = results.last_asked(store, trainee)
    return spacing.choose(items, asked, last, fingerprints, today=today, count=count)


def asked_facts(store: Store, trainee: str) -> dict[Fact, Asked]:
    """Return all facts that a trainee has been asked."""
    return {
        (row.article, row.type): Asked(card(row), row.article_sha256)
        for row in cards.of_trainee(store, trainee)
    }
