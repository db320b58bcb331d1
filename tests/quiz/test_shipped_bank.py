"""The bank of the repository itself, which the demo carries."""

from collections import Counter

import pytest

from kbtool.model.quiz import Form, ItemType
from kbtool.project import Project
from kbtool.quiz.generate.kinds import KINDS
from kbtool.services import quiz_bank, quiz_generate, quiz_lint
from kbtool.settings import load
from tests.conftest import REPOSITORY
from tests.quiz.conftest import rng

PROJECT = Project(REPOSITORY)
# Few articles hold a command or an address worth knowing by heart; replies are written by hand.
FEWEST = {ItemType.RECALL: 8, ItemType.REPLY: 3}


@pytest.fixture(scope="module")
def report():
    return quiz_lint.lint(PROJECT, load(PROJECT.config))


@pytest.fixture(scope="module")
def items():
    return quiz_bank.load(PROJECT).items


def test_the_bank_passes_the_gate(report):
    assert list(report.errors) == []


def test_no_blind_solver_does_better_than_guessing(report):
    assert {result.group for result in report.solvers} == {
        "all",
        *(kind.value for kind in KINDS if kind.form is Form.ONE),
    }
    assert not [result for result in report.solvers if result.is_over]


def test_there_are_a_hundred_reviewed_items_of_every_type_in_both_languages(items):
    scored = Counter((item.type, item.lang) for item in items if item.status.is_scored)

    assert scored.total() >= 100
    assert all(scored[kind, lang] >= FEWEST.get(kind, 10) for kind in ItemType for lang in ("de", "en"))


def test_every_topic_of_the_site_is_asked_about(items):
    assert {item.topic for item in items} == set(load(PROJECT.config).categories)


def test_the_bank_is_up_to_date_with_the_articles():
    report = quiz_generate.generate(PROJECT, load(PROJECT.config), rng=rng(1), dry_run=True)

    assert [(made.slot, made.change.value) for made in report.made] == []
