import errno
from pathlib import Path

import pytest

from kbtool.store import releases


def release(site, text, name="public"):
    """Stage a folder with one page and make it current."""
    staged = releases.stage(site, name)
    (staged / "index.html").write_text(text)
    return releases.swap_in(site, name, staged)


def test_readers_find_the_newest_release_under_one_name(tmp_path):
    release(tmp_path, "eins")
    current = release(tmp_path, "zwei")

    assert current == tmp_path / "public"
    assert (current / "index.html").read_text() == "zwei"
    assert current.readlink() == Path(".releases", "public-2")


def test_the_last_three_releases_are_kept(tmp_path):
    for number in range(12):
        release(tmp_path, str(number))

    kept = sorted(path.name for path in (tmp_path / ".releases").iterdir())
    assert kept == ["public-10", "public-11", "public-12"]


def test_the_releases_of_two_editions_do_not_mix(tmp_path):
    for _ in range(4):
        release(tmp_path, "a")
    release(tmp_path, "b", name="internal")

    names = {path.name for path in (tmp_path / ".releases").iterdir()}
    assert names == {"public-2", "public-3", "public-4", "internal-1"}


def test_what_a_killed_build_left_is_removed(tmp_path):
    release(tmp_path, "alt")
    left = releases.stage(tmp_path, "public")
    (left / "half.html").write_text("halb")

    releases.tidy(tmp_path, "public")

    assert not left.exists()
    assert (tmp_path / "public" / "index.html").read_text() == "alt"


def test_a_folder_at_the_place_of_the_link_is_kept_as_a_release(tmp_path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text("von Hand")

    release(tmp_path, "neu")

    assert (tmp_path / "public" / "index.html").read_text() == "neu"
    assert (tmp_path / ".releases" / "public-1" / "index.html").read_text() == "von Hand"


@pytest.fixture
def no_links(monkeypatch):
    """Take symbolic links away, as on a file system that has none."""

    def refuse(*_args, **_options):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.symlink_to", refuse)


def test_without_symbolic_links_the_folder_itself_is_renamed(tmp_path, no_links):
    release(tmp_path, "eins")
    release(tmp_path, "zwei")

    assert not (tmp_path / "public").is_symlink()
    assert (tmp_path / "public" / "index.html").read_text() == "zwei"
    assert (tmp_path / ".releases" / "public-1" / "index.html").read_text() == "eins"


def test_a_swap_killed_between_its_two_renames_is_finished_by_the_next_build(tmp_path, no_links):
    release(tmp_path, "eins")
    (tmp_path / "public").rename(tmp_path / ".releases" / "public-1")

    releases.tidy(tmp_path, "public")

    assert (tmp_path / "public" / "index.html").read_text() == "eins"


def test_going_back_shows_the_release_before_and_once_more_the_one_before_that(tmp_path):
    for text in ("eins", "zwei", "drei"):
        release(tmp_path, text)

    assert releases.go_back(tmp_path, "public").name == "public-2"
    assert (tmp_path / "public" / "index.html").read_text() == "zwei"
    assert releases.go_back(tmp_path, "public").name == "public-1"
    assert (tmp_path / "public" / "index.html").read_text() == "eins"
    assert releases.go_back(tmp_path, "public") is None
    assert (tmp_path / "public" / "index.html").read_text() == "eins"


def test_a_release_after_going_back_is_the_newest(tmp_path):
    for text in ("eins", "zwei"):
        release(tmp_path, text)
    releases.go_back(tmp_path, "public")

    release(tmp_path, "neu")

    assert (tmp_path / "public" / "index.html").read_text() == "neu"
    assert releases.earlier(tmp_path, "public").name == "public-1"


def test_going_back_works_without_symbolic_links(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise NotImplementedError

    monkeypatch.setattr(Path, "symlink_to", refuse)
    for text in ("eins", "zwei"):
        release(tmp_path, text)

    releases.go_back(tmp_path, "public")

    assert (tmp_path / "public" / "index.html").read_text() == "eins"
    assert not (tmp_path / "public").is_symlink()


def test_a_release_whose_removal_was_cut_off_is_never_shown_again(tmp_path, monkeypatch):
    for number in range(3):
        release(tmp_path, str(number))
    monkeypatch.setattr(releases.shutil, "rmtree", lambda *_, **__: None)  # killed before anything was removed
    release(tmp_path, "3")
    monkeypatch.undo()

    assert [releases.go_back(tmp_path, "public").name for _ in range(2)] == ["public-3", "public-2"]
    assert releases.earlier(tmp_path, "public") is None
    assert sorted(path.name for path in (tmp_path / ".releases").iterdir()) == ["public-2"]


def test_a_release_loses_its_name_for_good_before_its_files_go(tmp_path, monkeypatch):
    for number in range(4):
        release(tmp_path, str(number))
    folder = tmp_path / ".releases"
    synced = []

    def sync(path):
        synced.append({one.name for one in path.iterdir()})

    def remove(path):
        if path.name.endswith("-left") and path.exists():
            assert "public-4" not in synced[-1], "a power cut now leaves half a release under its name"
            assert path.name in synced[-1]

    monkeypatch.setattr("kbtool.store.files.sync_folder", sync)
    monkeypatch.setattr(releases, "discard", remove)

    releases.go_back(tmp_path, "public")

    assert not (folder / "public-4").exists()


def test_a_full_disk_does_not_cost_the_link(tmp_path, monkeypatch):
    release(tmp_path, "alt")

    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "symlink_to", full)

    with pytest.raises(OSError, match="No space left"):
        release(tmp_path, "neu")
    assert (tmp_path / "public" / "index.html").read_text() == "alt"
