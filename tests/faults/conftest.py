"""What the fault tests share: how many points of failure they try, and which."""

import os
import random
from collections.abc import Callable

import pytest

from tests.conftest import Kbtool
from tests.faults.scenarios import SCENARIOS, Stage


@pytest.fixture
def points() -> int:
    """Return how many points to try: KBTOOL_FAULT_POINTS, which tox sets to 50, else a few."""
    return int(os.environ.get("KBTOOL_FAULT_POINTS", "3"))


@pytest.fixture
def dice() -> random.Random:
    """Return what chooses the points; KBTOOL_FAULT_SEED chooses others."""
    seed = os.environ.get("KBTOOL_FAULT_SEED", "1")
    print(f"KBTOOL_FAULT_SEED={seed}")
    return random.Random(seed)  # noqa: S311 - the same points each time


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture
def stage(make_project, tmp_path) -> Callable[[str], Stage]:
    """Return a function that sets up a scenario by its name."""
    return lambda name: Stage(SCENARIOS[name], make_project, tmp_path)


@pytest.fixture
def again() -> Callable[[Stage], int]:
    """Return a function that runs the scenario's command again, in this process, and returns its exit code."""

    def run(stage: Stage) -> int:
        result = Kbtool(stage.project)(*stage.scenario.args, input=stage.scenario.input)
        print(result.stderr)
        return result.exit_code

    return run
