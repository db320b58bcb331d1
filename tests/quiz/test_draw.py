from itertools import pairwise

from kbtool.model.quiz import Status
from kbtool.quiz.draw import askable, draw
from tests.quiz.conftest import item, rng

BANK = [
    item(id=f"q-{topic}{article}{n}", topic=topic, article=f"{topic}-{article}", status=Status.REVIEWED)
    for topic in ("drucken", "netz", "konten")
    for article in range(3)
    for n in range(2)
]


def test_the_same_seed_asks_the_same_items_in_the_same_order():
    assert draw(BANK, 7, rng(1)) == draw(BANK, 7, rng(1))
    assert draw(BANK, 7, rng(1)) != draw(BANK, 7, rng(2))


def test_neighbours_differ_in_topic():
    topics = [one.topic for one in draw(BANK, 9, rng(3))]

    assert all(first != second for first, second in pairwise(topics))


def test_every_article_comes_before_any_comes_twice():
    assert len({one.article for one in draw(BANK, 9, rng(4))}) == 9


def test_a_short_bank_gives_what_it_has():
    assert len(draw(BANK[:2], 10, rng(1))) == 2
    assert draw([], 10, rng(1)) == []


def test_reviewed_items_come_alone_and_drafts_only_without_them():
    draft, stale = item(status=Status.DRAFT), item(status=Status.STALE)
    retired, locked = item(status=Status.RETIRED), item(status=Status.LOCKED)

    assert askable([draft, stale, retired, locked]) == [locked]
    assert askable([draft, stale, retired]) == [draft]
