"""The project's key: made once, private, the same for everybody who asks."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from kbtool.errors import StoreError
from kbtool.services import keys
from kbtool.store import keyfile


def test_key_is_made_on_first_use_for_its_owner_alone(make_project):
    project = make_project()
    key = keys.secret(project)
    assert len(key) == 32
    assert keys.secret(project) == key
    assert stat.S_IMODE((project.private / "key").stat().st_mode) == 0o600
    assert [path.name for path in project.private.iterdir()] == ["key"]


def test_projects_have_different_keys(make_project):
    assert keys.secret(make_project(name="a")) != keys.secret(make_project(name="b"))


def test_processes_that_make_it_at_once_get_the_same(make_project):
    project = make_project()
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: keys.secret(project), range(16)))) == 1


def test_key_is_made_where_the_file_system_has_no_hard_links(make_project, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(keyfile.Path, "hardlink_to", refuse)
    project = make_project()
    assert keys.secret(project) == keys.secret(project)


def test_damaged_key_is_named_and_not_replaced(make_project):
    project = make_project({".kbtool/key": "kurz"})
    with pytest.raises(StoreError, match="is damaged: it has 4 bytes") as error:
        keys.secret(project)
    assert "backup" in error.value.hint
    assert (project.private / "key").read_bytes() == b"kurz"


def test_key_that_cannot_be_written_is_a_store_error(make_project):
    with pytest.raises(StoreError, match="cannot be read or written"):
        keys.secret(make_project({".kbtool": "eine Datei"}))


def test_pseudonym_is_the_same_each_time_and_hides_the_name(make_project):
    project = make_project()
    name = keys.pseudonym(project, "Änne Süß ")
    assert name == keys.pseudonym(project, " änne süß")
    assert name != keys.pseudonym(project, "Bob")
    assert len(name) == 32
    assert keys.pseudonym(make_project(name="other"), "Änne Süß") != name


def test_key_of_the_pseudonyms_lies_outside_the_project(make_project, monkeypatch, tmp_path):
    monkeypatch.delenv("KBTOOL_PSEUDONYM_KEY")
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    project = make_project()

    keys.pseudonym(project, "Änne")

    path = keys.pseudonym_key()
    assert path.is_relative_to(tmp_path / "home")
    assert path.is_file()
    assert not path.is_relative_to(project.root)


def test_another_key_gives_other_pseudonyms(make_project, monkeypatch, tmp_path):
    project = make_project()
    before = keys.pseudonym(project, "Änne")
    monkeypatch.setenv("KBTOOL_PSEUDONYM_KEY", str(tmp_path / "neu.key"))

    assert keys.pseudonym(project, "Änne") != before


def test_a_seal_is_good_for_one_purpose_and_one_project(make_project):
    project = make_project()
    seal = keys.seal(project, "certificate", b"data")

    assert keys.is_sealed(project, "certificate", b"data", seal)
    assert not keys.is_sealed(project, "other", b"data", seal)
    assert not keys.is_sealed(make_project(name="b"), "certificate", b"data", seal)
