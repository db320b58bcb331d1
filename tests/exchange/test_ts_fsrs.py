"""The spacing, in Python and on the quiz pages alike, against ts-fsrs: a second reading of the published formulas.

ts-fsrs departs from the fsrs package in three ways, none of them in the formulas. Its long-term scheduler does not
stand for “no learning steps”; it counts midnights (UTC) where fsrs counts full days; and it makes “good” at least
one day longer than “hard” would have been. So the first is switched off, answers here lie whole days apart or on
one day, and days are compared as its formula gives them, before that last step.
"""

import json
from random import Random

import pytest

from tests.exchange.conftest import run
from tests.quiz import golden_fsrs

SCRIPT = """\
const { createEmptyCard, fsrs } = require("ts-fsrs")
const scheduler = fsrs({
  enable_fuzz: false, enable_short_term: ENABLED, learning_steps: [], relearning_steps: [], maximum_interval: 180,
})
const sequences = JSON.parse(require("fs").readFileSync(process.argv[2], "utf-8"))
const found = sequences.map(steps => {
  let card = createEmptyCard(new Date(steps[0].at))
  return steps.map(({ at, grade }) => {
    const time = new Date(at)
    card = scheduler.next(card, time, grade).card
    const { stability, difficulty } = card
    return { stability, difficulty, days: scheduler.next_interval(stability, 0), due: (card.due - time) / 86400000 }
  })
})
console.log(JSON.stringify(found))
"""


def sequences():
    """Return answers good every time on the day they are due, and random ones of all kinds."""
    rng = Random(9)  # noqa: S311 - repeatable on purpose
    mixed = [
        [(rng.choice([1, 2, 3, 3, 3]), rng.choice([-1, -1, 0.01, 1, 3, 40])) for _ in range(rng.randint(2, 12))]
        for _ in range(60)
    ]
    return [golden_fsrs.steps(steps) for steps in [[(3, -1)] * 6, [(1, -1)] * 4, [(2, -1)] * 6, *mixed]]


@pytest.fixture
def scheduled(node, tmp_path):
    """Return a function that gives what ts-fsrs makes of the sequences."""

    def schedule(*, short_term):
        script, data = node / "schedule.js", tmp_path / "sequences.json"
        script.write_text(SCRIPT.replace("ENABLED", json.dumps(short_term)), encoding="utf-8")
        data.write_text(json.dumps(sequences()), encoding="utf-8")
        return json.loads(run("node", script, data, cwd=node))

    return schedule


def test_ts_fsrs_gives_the_same_stability_difficulty_and_days(scheduled):
    ours, theirs = sequences(), scheduled(short_term=True)

    assert sum(map(len, ours)) > 300
    for steps, others in zip(ours, theirs, strict=True):
        assert [step["days"] for step in steps] == [step["days"] for step in others]
        for step, other in zip(steps, others, strict=True):
            assert other["stability"] == pytest.approx(step["stability"], rel=1e-5, abs=1e-5)
            assert other["difficulty"] == pytest.approx(step["difficulty"], abs=1e-5)


def test_good_on_every_due_day_gives_the_same_days_up_to_the_cap(scheduled):
    assert [round(step["due"]) for step in scheduled(short_term=True)[0][:4]] == [2, 11, 46, 163]


def test_the_long_term_scheduler_of_ts_fsrs_is_another_one(scheduled):
    """The trap: the setting that sounds right gives 3 days where fsrs without learning steps gives 2."""
    assert round(scheduled(short_term=False)[0][0]["due"]) == 3
