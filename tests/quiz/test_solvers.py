import pytest

from kbtool.model.quiz import ItemType
from kbtool.quiz.solved import results, upper_bound
from kbtool.quiz.solvers import SOLVERS, count, hit, puzzle
from tests.quiz.conftest import item

SHORT = ("Toner leer.", "Kabel lose.", "Papier fehlt.")


def guess(solver, made, *others):
    one = puzzle(made)
    return hit(SOLVERS[solver](one, count([one, *map(puzzle, others)])), one.key)


@pytest.mark.parametrize(
    ("solver", "made"),
    [
        ("longest", item(("Der Toner des Geräts ist leer.", *SHORT[1:]))),
        ("stem-overlap", item(stem="Was heißt: „toner“?", options=SHORT)),
        ("most-specific", item(("Fehler 53003", *SHORT[1:]))),
        ("centre", item(("Toner leer Kabel", "Toner voll", "Kabel lose"))),
        ("odd-one-out", item(("Papier fehlt", "Kabel am Gerät lose", "Kabel am Gerät ab"))),
    ],
)
def test_each_solver_finds_the_key_by_its_cue(solver, made):
    assert guess(solver, made) == 1


def test_the_rarest_option_is_the_one_no_other_item_uses():
    other = item(("Lampe aus.", *SHORT[1:]), id="q-other2")

    assert guess("rarest", item(SHORT), other) == 1


def test_the_usual_key_is_learnt_from_other_items_only():
    alone = item(("Selbst lösen", "An A weitergeben", "An B weitergeben"), type=ItemType.TRIAGE)

    assert guess("usual-key", alone) == pytest.approx(1 / 3)
    assert guess("usual-key", alone, alone) == 1


def test_without_a_cue_a_solver_only_guesses():
    assert guess("stem-overlap", item(SHORT)) == pytest.approx(1 / 3)


def test_a_bank_whose_key_is_always_longest_is_given_away():
    bank = [item(("Der Toner des Geräts ist leer.", *SHORT[1:]), key=0, id=f"q-bank{n}") for n in range(20)]

    over = {result.solver for result in results(bank).solvers if result.is_over}

    assert {"longest", "key-position"} <= over


def test_a_few_items_prove_nothing():
    assert results([item(("Der Toner des Geräts ist leer.", *SHORT[1:]))] * 5).solvers == ()


def test_the_bound_is_that_of_the_binomial_distribution():
    # Ten items of three options: P(X > 5) = 0.0766, P(X > 6) = 0.0197, P(X > 8) = 0.0004, P(X > 9) = 0.00002.
    assert upper_bound(10, 1 / 3, 0.05) == 6
    assert upper_bound(10, 1 / 3, 0.0001) == 9


def test_more_tests_make_the_bound_more_patient():
    assert upper_bound(60, 1 / 3, 0.05 / 40) > upper_bound(60, 1 / 3, 0.05)
