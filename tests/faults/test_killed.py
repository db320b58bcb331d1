"""Commands killed at random changes of the disk: each leaves the old or the new state, and the next run finishes."""

import signal

import pytest

from tests.faults import strace
from tests.faults.scenarios import SCENARIOS

pytestmark = [pytest.mark.faults, pytest.mark.skipif(bool(strace.missing()), reason=strace.missing())]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_kill_at_any_point_leaves_the_old_or_the_new_state(name, stage, again, points, dice, tmp_path):
    it = stage(name)
    command = strace.kbtool(it.project.root, *it.scenario.args)
    calls = strace.changes(command, log=tmp_path / "log", input=it.scenario.input)
    it.keep_after()
    it.done()
    chosen = strace.chosen(calls, points, dice)
    killed = 0
    for call in chosen:
        it.reset()
        print(f"{name}: killed before {call.name} {call.number}")
        process = strace.kill(command, call, log=tmp_path / "log", input=it.scenario.input)
        killed += process.returncode == -signal.SIGKILL
        it.intact(process.stdout)
        assert again(it) in allowed(name)
        it.done()
    print(f"{name}: {len(calls)} changes, {killed} of {len(chosen)} killed")
    assert killed >= 0.9 * len(chosen)


def allowed(name):
    """Return how a repeated command may end: ingest with rejects, and what was finished may have nothing to do."""
    return {"ingest": {3}, "publish": {0}, "forget": {0, 2}, "rollback": {0, 2}}.get(name, {0})
