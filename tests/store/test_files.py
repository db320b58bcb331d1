"""Writing and removing files so that neither a kill nor a power cut leaves half of one."""

import errno
import os
import threading
import time
from pathlib import Path

import pytest

from kbtool.errors import BusyError, StoreError
from kbtool.store import files


@pytest.fixture
def synced(monkeypatch):
    """Return the paths that were synced, in their order."""
    seen = []
    real = os.fsync

    def fsync(handle):
        seen.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


linux = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="reads the names of handles in /proc")  # noqa: PTH112


@linux
def test_a_new_folder_is_synced_into_the_one_above_before_the_file(tmp_path, synced):
    files.write_atomic(tmp_path / "docs" / "de" / "ä.md", "Straße")

    folders = [str(tmp_path), str(tmp_path / "docs"), str(tmp_path / "docs" / "de")]
    assert [name for name in synced if not name.endswith(".tmp")] == folders
    assert synced[-1] == folders[-1]


@linux
def test_a_removed_file_is_gone_from_the_disk(tmp_path, synced):
    (tmp_path / "a.md").write_text("a")

    files.remove(tmp_path / "a.md", tmp_path / "b.json")

    assert list(tmp_path.iterdir()) == []
    assert synced == [str(tmp_path)]


def test_a_folder_that_cannot_be_synced_is_told(tmp_path, monkeypatch):
    def fail(_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(StoreError, match="could not be written: Input/output error"):
        files.write_atomic(tmp_path / "a.md", "a")
    with pytest.raises(StoreError, match="could not be saved on the disk"):
        files.sync_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_share_that_cannot_sync_folders_is_used_as_it_is(tmp_path, monkeypatch):
    def refuse(_):
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)

    files.sync_tree(tmp_path)


def test_what_killed_writers_left_is_swept_and_what_others_write_stays(tmp_path):
    left = tmp_path / "de" / ".a.md.abcd1234.tmp"
    left.parent.mkdir()
    left.write_text("halb")
    (tmp_path / "de" / "notes.tmp").write_text("eigene Datei")

    def lines():
        files.sweep(tmp_path)
        assert not left.exists()
        yield "ganz\n"

    files.write_lines_atomic(tmp_path / "de" / "b.md", lines())

    assert sorted(path.name for path in (tmp_path / "de").iterdir()) == ["b.md", "notes.tmp"]


def test_a_lock_is_waited_for_as_long_as_asked(tmp_path):
    def hold():
        with files.locked(tmp_path / "lock", doing="a"):
            held.set()
            time.sleep(0.3)

    held = threading.Event()
    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    with pytest.raises(BusyError), files.locked(tmp_path / "lock", doing="b"):
        pass
    with files.locked(tmp_path / "lock", doing="c", wait=30):
        pass
    other.join()


def test_a_lock_in_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="could not be written"), files.locked(tmp_path / "file/x", doing="a"):
        pass
