"""A disk that is full or read-only: kbtool says so, nothing is lost, and the next run finishes the job."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import article
from tests.faults import strace
from tests.faults.scenarios import SCENARIOS, Stage
from tests.faults.test_killed import allowed
from tests.site.conftest import approved

pytestmark = pytest.mark.faults
SIZE = 64 * 2**20
PAGE = 4096
SAYS_WHY = {"full": ("space left", "disk is full"), "read-only": ("ead-only", "readonly")}


class Disk:
    """A file system of its own in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, room: int) -> None:
        """Leave so many bytes of room, rounded down to pages."""
        free = os.statvfs(self.folder).f_bavail * PAGE - room // PAGE * PAGE
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(free, 1))

    def empty(self) -> None:
        """Make room."""
        self._ballast.unlink(missing_ok=True)

    def remount(self, how: str) -> None:
        """Make it read-only (ro) or writable again (rw)."""
        subprocess.run(["mount", "-o", f"remount,{how}", self.folder], check=True)


@pytest.fixture
def disk(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no program “mount”")
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def placed(disk, make_project, tmp_path):
    """Return a function that sets up a scenario on that disk, with the state after it known."""

    def place(name: str) -> Stage:
        def make(files=None, **options):
            return make_project(files, name="disk/kb", **options)

        it = Stage(SCENARIOS[name], make, tmp_path)
        assert _run(it).returncode in {0, 3}
        it.keep_after()
        return it

    return place


def _run(it: Stage, tmp: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = strace.kbtool(it.project.root, *it.scenario.args)
    env = strace.environment() | ({"TMPDIR": str(tmp)} if tmp else {})
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", input=it.scenario.input, env=env
    )


def _assert_told(process: subprocess.CompletedProcess[str], why: str) -> None:
    said = process.stdout + process.stderr
    assert process.returncode in {1, 2}, said
    assert any(words in said for words in SAYS_WHY[why]), said
    assert "unexpected" not in said


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_disk_that_runs_full_loses_nothing(name, placed, disk, again, points, dice):
    it = placed(name)
    failed = 0
    room = most = 0
    for _ in range(max(points // 5, 2)):
        it.reset()
        disk.fill(room)
        process = _run(it, disk.folder)
        print(f"{name}: {room} bytes of room, exit code {process.returncode}")
        if process.returncode not in {0, 3}:
            _assert_told(process, "full")
            failed += 1
        disk.empty()
        it.intact(process.stdout)
        assert again(it) in allowed(name)
        it.done()
        is_enough = process.returncode in {0, 3}
        most = most or (room if is_enough else 0)
        room = dice.randrange(most) if most else max(room * 4, PAGE * 4)
    assert failed or name == "rollback"  # which takes no room


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_read_only_folder_is_told_and_left_as_it_is(name, placed, disk, again):
    it = placed(name)
    it.reset()
    disk.remount("ro")

    process = _run(it)

    _assert_told(process, "read-only")
    disk.remount("rw")
    it.intact(process.stdout)
    assert again(it) in allowed(name)
    it.done()


@pytest.mark.parametrize("how", ["full", "read-only"])
def test_a_search_answers_though_nothing_can_be_written(how, disk, make_project):
    project = make_project({"docs/de/printing/drucker-offline.md": approved(article())}, name="disk/kb")
    disk.fill(0) if how == "full" else disk.remount("ro")

    command = strace.kbtool(project.root, "search", "drucker offline")
    process = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env=strace.environment()
    )

    assert process.returncode == 0, process.stderr
    assert "drucker-offline.md" in process.stdout
