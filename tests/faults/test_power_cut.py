"""The power goes: what was not synced may be lost, and the project is still in its old or its new state."""

import pytest

from tests.faults import strace
from tests.faults.power import CALLS, Fate, Recording
from tests.faults.scenarios import SCENARIOS
from tests.faults.test_killed import allowed

pytestmark = [pytest.mark.faults, pytest.mark.skipif(bool(strace.missing()), reason=strace.missing())]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_power_cut_at_any_point_leaves_the_old_or_the_new_state(name, stage, again, points, dice, tmp_path):
    it = stage(name)
    options = ("--seccomp-bpf", "-y", "-xx", "-s", "100000000", "-e", f"trace={','.join(CALLS)}")
    command = strace.kbtool(it.project.root, *it.scenario.args)
    done = strace.run(command, *options, log=tmp_path / "log", input=it.scenario.input)
    assert done.returncode in {0, 3}, done.stderr
    it.keep_after()
    run = Recording(it.project.root, it.before.root, tmp_path / "log")
    cuts = run.cuts(max(points // 2, 1), dice)
    for time in cuts:
        for fate in Fate:
            print(f"{name}: power cut at {time} of {run.time}, {fate}")
            run.after_cut(time, fate, dice, it.project.root)
            it.intact(run.told(time))
            assert again(it) in allowed(name)
            it.done()
    print(f"{name}: {len(cuts)} power cuts of {len(run.moments)} possible ones, each in {len(Fate)} ways")


def test_the_model_without_a_cut_is_what_the_run_left(stage, dice, tmp_path):
    it = stage("build")
    options = ("--seccomp-bpf", "-y", "-xx", "-s", "100000000", "-e", f"trace={','.join(CALLS)}")
    strace.run(strace.kbtool(it.project.root, *it.scenario.args), *options, log=tmp_path / "log")
    it.keep_after()

    run = Recording(it.project.root, it.before.root, tmp_path / "log")
    run.after_cut(run.time + 1, Fate.NAMES_KEPT, dice, it.project.root)

    it.done()
