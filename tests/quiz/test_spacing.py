"""When facts come again: the grades, the days, what is due, and the same in the browser."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from kbtool.model.quiz import ItemType
from kbtool.quiz import spacing
from kbtool.quiz.spacing import Asked, Card, Grade
from tests.conftest import REPOSITORY
from tests.quiz import golden_fsrs
from tests.quiz.conftest import item

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
SCRIPT = REPOSITORY / "kbtool/site/scripts/fsrs.js"
RUN = """
const [script, golden] = process.argv.slice(1)
require(script)
const found = JSON.parse(require("fs").readFileSync(golden, "utf-8")).map(({ steps }) => {
  let card = null
  return steps.map(({ at, grade }) => {
    const time = Date.parse(at)
    card = kbtoolFsrs.review(card, grade, time)
    return { days: (card.due - time) / kbtoolFsrs.DAY, stability: card.stability, difficulty: card.difficulty }
  })
})
console.log(JSON.stringify(found))
"""
REPLAY = """
const [script, path] = process.argv.slice(1)
require(script)
const answers = JSON.parse(require("fs").readFileSync(path, "utf-8"))
console.log(JSON.stringify(Object.fromEntries(kbtoolFsrs.replay(answers, answer => answer.fact))))
"""


def card(due_in, stability=5.0):
    return Card(stability, 5.0, NOW + timedelta(days=due_in), NOW - timedelta(days=3))


def test_good_on_every_due_day_gives_growing_intervals_up_to_the_cap():
    made, at, days = None, NOW, []
    for _ in range(5):
        made = spacing.review(made, Grade.GOOD, at)
        days.append((made.due - at).days)
        at = made.due

    assert days == [2, 11, 46, 163, 180]


@pytest.mark.parametrize(
    ("is_right", "is_unsure", "seconds", "grade"),
    [
        (False, False, 3, Grade.AGAIN),
        (False, True, 3, Grade.AGAIN),
        (True, False, 30, Grade.GOOD),
        (True, False, 31, Grade.HARD),
        (True, True, 3, Grade.HARD),
    ],
)
def test_grade_follows_from_right_sure_and_slow(is_right, is_unsure, seconds, grade):
    times = [10, 8, 12, 9, 11]

    assert spacing.grade(is_right=is_right, is_unsure=is_unsure, seconds=seconds, times=times) is grade


def test_nobody_is_slow_before_five_right_answers():
    assert spacing.grade(is_right=True, is_unsure=False, seconds=900, times=[1, 1, 1, 1]) is Grade.GOOD


def test_fact_is_due_on_its_day_and_when_its_article_changes():
    later = Asked(card(4), "alt")

    assert spacing.is_due(Asked(card(0)), TODAY)
    assert not spacing.is_due(later, TODAY, "alt")
    assert spacing.is_due(later, TODAY, "neu")


def test_due_facts_come_before_new_ones_and_one_item_stands_for_each_fact():
    first = item(id="q-a", article="a", topic="x")
    again = item(id="q-b", article="a", topic="x", ordinal=2)
    other = item(id="q-c", article="c", topic="y")
    waits = item(id="q-d", article="d", topic="y")
    asked = {("a", ItemType.CAUSE): Asked(card(-1)), ("d", ItemType.CAUSE): Asked(card(9))}

    chosen = spacing.choose([other, first, again, waits], asked, {"q-a": NOW}, {}, today=TODAY, count=5)

    assert {one.id for one in chosen} == {"q-b", "q-c"}
    (only,) = spacing.choose([other, first, again, waits], asked, {}, {}, today=TODAY, count=1)
    assert only.article == "a"


def test_topics_are_interleaved():
    items = [item(id=f"q-{n}", article=f"a{n}", topic="x" if n < 3 else "y") for n in range(6)]

    topics = [one.topic for one in spacing.choose(items, {}, {}, {}, today=TODAY, count=6)]

    assert all(one != other for one, other in pairwise(topics))


def test_overdue_facts_count_for_today():
    assert spacing.due_days([card(-5), card(0), card(2), card(60)], TODAY, 3) == [2, 0, 1]


def test_golden_vectors_are_those_of_the_package():
    assert json.loads(golden_fsrs.PATH.read_text(encoding="utf-8")) == golden_fsrs.vectors()


@pytest.fixture
def in_browser():
    """Return a function that runs the browser's script on a file and gives what it makes of that."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to run the browser's script")

    def run(script, path):
        done = subprocess.run(
            [node, "-e", script, str(SCRIPT), str(path)], capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    return run


def test_browser_gives_the_same_days_as_the_package(in_browser):
    golden = json.loads(golden_fsrs.PATH.read_text(encoding="utf-8"))

    for vector, found in zip(golden, in_browser(RUN, golden_fsrs.PATH), strict=True):
        assert [step["days"] for step in vector["steps"]] == [step["days"] for step in found]
        for step, mine in zip(vector["steps"], found, strict=True):
            assert mine["stability"] == pytest.approx(step["stability"], abs=1e-5)
            assert mine["difficulty"] == pytest.approx(step["difficulty"], abs=1e-5)


def test_browser_grades_slow_answers_by_the_last_hundred_right_ones_as_python_does(in_browser, tmp_path):
    rng = Random(4)  # noqa: S311 - repeatable on purpose
    cards, times, answers = {}, [], []
    for n in range(400):
        at, fact = NOW + timedelta(hours=7 * n), f"f{rng.randrange(12)}"
        is_right, seconds = rng.random() < 0.8, rng.choice([2, 3, 5, 8, 8, 13, 40])
        given = spacing.grade(is_right=is_right, is_unsure=False, seconds=seconds, times=times[-100:])
        cards[fact] = spacing.review(cards.get(fact), given, at)
        times += [seconds] * is_right
        answers.append({"fact": fact, "right": is_right, "seconds": seconds, "at": at.isoformat()})
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers[::-1]), encoding="utf-8")  # whatever their order

    found = in_browser(REPLAY, path)

    assert {fact: card["stability"] for fact, card in found.items()} == pytest.approx(
        {fact: card.stability for fact, card in cards.items()}, rel=1e-6
    )
