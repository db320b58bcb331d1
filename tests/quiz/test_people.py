"""The gate on multiple-choice questions that people wrote and many readers have answered."""

import pytest

from kbtool.model.quiz import Form, Item, ItemType, Option
from kbtool.quiz.exchange import toml_quiz
from kbtool.quiz.exchange.record import type_for
from kbtool.quiz.gate.run import examine
from kbtool.quiz.shelf import Shelf
from tests.conftest import SHARED_DATA

FILES = SHARED_DATA / "quiz-toml"
# Questions from elsewhere have no article here, and give their reasons in one text or not at all.
NOT_THE_QUESTION = {"quiz-article", "quiz-why"}


def questions():
    for path in sorted(FILES.glob("*.toml")):
        for asked in toml_quiz.read(path.read_text(encoding="utf-8"), path.name).questions:
            options = tuple(
                Option("abcdefgh"[number], choice.text, choice.why, is_key=choice.is_key)
                for number, choice in enumerate(asked.choices)
            )
            kind = type_for(asked, ItemType.CAUSE)
            if kind.form in {Form.ONE, Form.SEVERAL}:
                yield Item(f"{path.stem}:{asked.line}", kind, "en", "elsewhere", asked.stem, options)


@pytest.mark.skipif(not FILES.is_dir(), reason="the shared data is not here")
def test_the_gate_rejects_at_most_one_in_twenty_questions_that_people_wrote():
    asked = list(questions())
    rejected = {
        item.id: codes
        for item in asked
        if (codes := {one.code for one in examine(item, Shelf({})) if one.is_error} - NOT_THE_QUESTION)
    }

    assert len(asked) > 100
    assert len(rejected) <= 0.05 * len(asked), rejected
