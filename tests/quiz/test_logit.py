import math

import pytest

from kbtool.quiz import heldout, logit, positions
from kbtool.quiz.solvers import puzzle
from tests.quiz.conftest import item, rng

SHORT = ("Toner leer.", "Kabel lose.", "Papier fehlt.")


def bank(count, make):
    return [puzzle(make(number)) for number in range(count)]


def asked(number, *, is_long_key=False, articles=40):
    """Return an item whose options are as long as chance has it, or whose key is longest."""
    chance = rng(number)
    lengths = chance.sample(range(10, 60), 3)
    key = lengths.index(max(lengths)) if is_long_key else chance.randrange(3)
    options = tuple(f"{'abc'[place]}{'x' * length}" for place, length in enumerate(lengths))
    return item(options, key=key, id=f"q-{number:06d}", article=f"artikel-{number % articles}")


def test_the_logit_finds_the_weights_that_made_the_choices():
    chance, weight = rng(7), [1.5, -1.0]
    choices = []
    for _ in range(3000):
        rows = [[chance.gauss(0, 1), chance.gauss(0, 1)] for _ in range(3)]
        powers = [math.exp(score) for score in logit.scores(weight, rows)]
        choices.append((rows, chance.choices(range(3), powers)[0]))

    assert logit.train(choices) == pytest.approx(weight, abs=0.1)


def test_a_feature_that_tells_every_key_leaves_the_weights_finite():
    (weight,) = logit.train([([[1.0], [0.0], [0.0]], 0)] * 50)

    assert 1 < weight < 20


def test_a_cue_learnt_from_some_articles_is_found_in_others():
    assert heldout.hits(bank(60, lambda number: asked(number, is_long_key=True))) == pytest.approx(60)


def test_without_a_cue_nothing_is_learnt():
    assert 0.25 < heldout.hits(bank(300, asked)) / 300 < 0.42


def test_items_of_one_article_are_never_on_both_sides():
    assert heldout.hits(bank(60, lambda number: asked(number, is_long_key=True, articles=1))) == pytest.approx(
        20
    )


def at(places):
    return [puzzle(item(SHORT, key=place, id=f"q-{number:06d}")) for number, place in enumerate(places)]


def test_keys_at_one_position_are_uneven_and_spread_ones_are_not():
    assert positions.compare("all", at([0] * 30), 0.01).is_uneven
    assert not positions.compare("all", at([0, 1, 2] * 10), 0.01).is_uneven


def test_a_few_keys_prove_no_unevenness():
    assert positions.compare("all", at([0] * 14), 0.01).p == 1


@pytest.mark.parametrize(
    ("x", "freedom", "p"), [(3.841, 1, 0.05), (9.488, 4, 0.05), (15.086, 5, 0.01), (0, 3, 1)]
)
def test_the_tail_of_chi_square_is_that_of_the_tables(x, freedom, p):
    assert positions.survival(x, freedom) == pytest.approx(p, abs=1e-4)
