"""Statistics: the worked examples, and what must hold for all counts."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.quiz import statistics
from kbtool.quiz.statistics import Moments

T_TABLE = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 10: 2.228, 30: 2.042, 100: 1.984}


@given(st.integers(0, 500), st.integers(0, 500))
def test_wilson_bounds_hold_the_share_and_stay_between_0_and_1(right, wrong):
    found = statistics.wilson(right, right + wrong)

    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1


def test_no_answers_tell_nothing():
    assert statistics.wilson(0, 0) == statistics.Interval(0.0, 0.0, 1.0)


@pytest.mark.parametrize(("freedom", "value"), T_TABLE.items())
def test_t_quantiles_are_those_of_the_table(freedom, value):
    assert statistics.t_quantile(freedom) == pytest.approx(value, rel=0.003)


def test_t_comes_down_to_the_normal_distribution():
    assert statistics.t_quantile(100_000) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-4)


def test_nothing_can_be_said_of_what_everybody_gets_right_or_where_all_score_the_same():
    assert statistics.point_biserial(Moments(50, 50, 30.0, 20.0, 30.0)) is None
    assert statistics.point_biserial(Moments(50, 25, 25.0, 12.5, 12.5)) is None
    assert statistics.kr20([0.5, 0.5], [1, 1, 1]) is None
    assert statistics.mean_gain([0.2]) is None


@pytest.mark.parametrize(
    ("right", "items", "days", "is_mastered"),
    [(8, 8, 2, True), (7, 7, 2, False), (6, 8, 2, False), (8, 10, 2, True), (10, 10, 1, False)],
)
def test_mastery_takes_eight_items_four_fifths_and_two_days(right, items, days, is_mastered):
    assert statistics.is_mastered(right, items, days) is is_mastered
