"""What is imported must stand in a bank as it came, whatever marks it has."""

from dataclasses import replace

from hypothesis import given

from kbtool.model.quiz import Item, Option
from kbtool.quiz import bank, write
from kbtool.quiz.exchange import record
from tests.quiz.exchange.strategies import patient, questions


def item(asked):
    options = (
        Option(record.letter(place), choice.text, choice.why, is_key=choice.is_key)
        for place, choice in enumerate(asked.choices)
    )
    return Item(
        asked.id,
        asked.type,
        asked.lang,
        asked.article,
        asked.stem,
        tuple(options),
        explanation=asked.explanation,
        model=asked.model,
        topic=asked.topic,
        origin="gift:größe #1: fragen.gift#7",
    )


@patient
@given(questions(), questions())
def test_hard_texts_survive_in_a_bank_when_added_and_when_changed(first, second):
    before, after = item(first), replace(item(second), id=first.id)

    added = write.update("", [], [before])
    changed = write.update(added, [after], [])

    assert bank.parse(added, "x.yml").items == (before,)
    assert bank.parse(changed, "x.yml").items == (after,)
