"""Several kbtools at once, a store that another program holds, and a clock that was set back or forward."""

import shutil
import subprocess
import sys

import pytest

from tests.conftest import Kbtool, article
from tests.faults import strace
from tests.faults.scenarios import QUESTIONS, answers, edition
from tests.faults.test_killed import allowed
from tests.site.conftest import approved

pytestmark = pytest.mark.faults
HOLD = """
import sqlite3, sys, time
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
raw.execute("ROLLBACK")
"""


def start(*args):
    return subprocess.Popen(
        args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env=strace.environment(),
    )  # fmt: skip


def test_two_publishers_and_a_builder_at_once_leave_every_article_once(stage, points):
    it = stage("publish")
    names = ("publish --all", "publish --all", "build", "ingest")
    for _ in range(max(points // 10, 1)):
        it.reset()
        running = [start(*strace.kbtool(it.project.root, *name.split())) for name in names]
        for name, process in zip(names, running, strict=True):
            _, said = process.communicate()
            print(f"{name}: {process.returncode} {said.strip()}")
            assert process.returncode in {0, 3} or (process.returncode == 2 and "Another kbtool" in said)
        run = Kbtool(it.project)
        assert run("publish", "--all").exit_code == 0
        assert run("build").exit_code == 0
        docs = [path.name for path in it.project.docs.rglob("*.md")]
        assert sorted(docs) == ["da.md", "drei.md", "eins.md", "zwei.md"]
        assert list(it.project.drafts.iterdir()) == []
        assert all(
            f"de/printing/{name}/index.html" in edition(it.project, "public") for name in ("eins", "drei")
        )


@pytest.mark.parametrize("name", ["ingest", "quiz"])
def test_a_store_that_another_program_holds_for_a_moment_is_waited_for(name, stage):
    it = stage(name)
    other = start(sys.executable, "-c", HOLD, str(it.project.database), "2")
    assert other.stdout.readline() == "held\n"

    process = start(*strace.kbtool(it.project.root, *it.scenario.args))
    _, said = process.communicate(it.scenario.input)

    assert process.returncode in allowed(name), said
    other.communicate()
    it.keep_after()
    it.done()


@pytest.mark.parametrize("name", ["ingest", "quiz", "publish"])
def test_a_store_that_another_program_keeps_is_told_and_nothing_is_lost(name, stage, again):
    it = stage(name)
    other = start(sys.executable, "-c", HOLD, str(it.project.database), "600")
    assert other.stdout.readline() == "held\n"

    process = start(*strace.kbtool(it.project.root, *it.scenario.args))
    printed, said = process.communicate(it.scenario.input)
    other.kill()
    other.communicate()

    assert process.returncode in {1, 2}
    assert "Another kbtool is writing to the store" in printed + said
    assert again(it) in allowed(name)
    it.keep_after()
    it.intact(printed)
    it.done()


clock = pytest.mark.skipif(
    shutil.which("faketime") is None, reason="faketime is not installed (apt-get install faketime)"
)


def wrong_clock(*command, shift="-100d"):
    """Run a command with a clock that is a hundred days behind (less than results are kept), or another time."""
    return subprocess.run(
        ["faketime", "-f", shift, *command], check=False, capture_output=True, encoding="utf-8",
        env=strace.environment() | {"NO_FAKE_STAT": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
    )  # fmt: skip


@clock
@pytest.mark.parametrize("name", ["ingest", "publish", "build"])
def test_a_clock_set_back_changes_nothing(name, stage, again):
    it = stage(name)
    assert again(it) in allowed(name)
    it.keep_after()
    it.reset()

    process = wrong_clock(*strace.kbtool(it.project.root, *it.scenario.args))

    assert process.returncode in allowed(name), process.stderr
    it.done()
    assert again(it) in allowed(name)
    it.done()


@clock
def test_answers_given_while_the_clock_was_wrong_are_kept_with_all_others(stage, again):
    it = stage("quiz")
    assert again(it) == 0
    command = strace.kbtool(it.project.root, *it.scenario.args)

    process = wrong_clock("sh", "-c", f"printf 'a\\na\\na\\na\\n' | {' '.join(command)}")

    assert process.returncode == 0, process.stderr
    assert again(it) == 0
    assert len(answers(it.project)) == 3 * QUESTIONS
    for report in (("results", "report", "trainee"), ("quiz", "take", "--due")):
        assert Kbtool(it.project)(*report, input="").exit_code == 0


@clock
def test_a_clock_set_forward_deletes_no_answers_and_no_tickets(stage, again):
    it = stage("quiz")
    assert again(it) == 0
    take = strace.kbtool(it.project.root, *it.scenario.args)

    for _ in range(2):
        process = wrong_clock("sh", "-c", f"printf 'a\\na\\na\\na\\n' | {' '.join(take)}", shift="+1000d")
        assert process.returncode == 0, process.stderr
        assert "so nothing is deleted for its age" in process.stderr
    purge = wrong_clock(
        *strace.kbtool(it.project.root, "tickets", "purge", "--older-than", "1y", "--yes"), shift="+1000d"
    )
    assert purge.returncode == 2
    assert "--clock-is-right" in purge.stderr

    assert again(it) == 0
    assert len(answers(it.project)) == 4 * QUESTIONS


@clock
def test_an_article_changed_while_the_clock_was_wrong_is_found(make_project):
    path = "docs/de/printing/drucker-offline.md"
    project = make_project({path: approved(article())})
    search = strace.kbtool(project.root, "search", "zwanzig quantenkopf")
    subprocess.run(search, check=False, env=strace.environment(), capture_output=True)
    text = approved(article().replace("zehn Sekunden", "zwanzig Sekunden mit dem Quantenkopf"))
    (project.root / path).write_text(text, encoding="utf-8")

    process = wrong_clock(*search)

    assert "drucker-offline" in process.stdout, process.stderr
