"""Gaps from quizzes to the inbox, and closing them."""

from dataclasses import replace

import pytest

from kbtool.errors import UnknownNameError
from kbtool.gaps.gap import Kind
from kbtool.services import gaps, inbox, results_record
from kbtool.store import gaps as gap_store
from tests.services.test_results import NOW, answer, items, project, settings, store  # noqa: F401 - fixtures


@pytest.fixture
def missed(store, items):  # noqa: F811
    """Six people get the only question they are asked wrong."""
    for number in range(6):
        results_record.record(store, answer(items[0], f"t{number}", right=False))
    return items[0]


def find(project, settings, store):  # noqa: F811
    return gaps.refresh(project, settings, store, now=NOW)


def test_what_everybody_misses_comes_back_as_a_defect_of_the_article(project, settings, store, missed):  # noqa: F811
    (gap,) = find(project, settings, store)

    assert (gap.kind, gap.subject) == (Kind.UNCLEAR_ARTICLE, missed.article)
    (row,) = gap_store.listing(store)
    assert (row.kind, row.subject, row.closed, row.evidence) == (
        "unclear-article", missed.article, None, gap.evidence,
    )  # fmt: skip


def test_the_inbox_shows_it(project, settings, store, missed):  # noqa: F811
    sections = {section.kind: section for section in inbox.inbox(project, settings, today=NOW.date())}

    assert [item.name for item in sections["gaps"].items] == [missed.article]


def test_a_closed_gap_stays_closed_until_its_score_doubles(project, settings, store, missed):  # noqa: F811
    (gap,) = find(project, settings, store)
    gaps.close(store, gap.name, reason="Die Frage ist absichtlich schwer.", now=NOW)

    assert find(project, settings, store) == []
    assert gap_store.listing(store)[0].reason == "Die Frage ist absichtlich schwer."

    (row,) = gap_store.listing(store)
    gap_store.put(store, [replace(row, closed=None, score=gap.score / 2)])
    gaps.close(store, gap.name, reason="Damals war es weniger.", now=NOW)
    assert [found.name for found in find(project, settings, store)] == [gap.name]
    assert gap_store.listing(store)[0].closed is None


def test_a_gap_that_is_no_more_leaves_the_store(project, settings, store, missed):  # noqa: F811
    find(project, settings, store)
    for number in range(6, 40):
        results_record.record(store, answer(missed, f"t{number}"))

    assert find(project, settings, store) == []
    assert gap_store.listing(store) == []


def test_closing_an_unknown_gap_suggests_the_closest(project, settings, store, missed):  # noqa: F811
    (gap,) = find(project, settings, store)

    with pytest.raises(UnknownNameError) as caught:
        gaps.close(store, gap.name[:-1], reason="x", now=NOW)

    assert gap.name in caught.value.hint


def test_a_dry_run_keeps_nothing(project, settings, store, missed):  # noqa: F811
    assert gaps.refresh(project, settings, store, now=NOW, dry_run=True)
    assert gap_store.listing(store) == []
