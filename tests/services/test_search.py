import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from kbtool import frontmatter
from kbtool.errors import UnknownNameError
from kbtool.model import article_fields
from kbtool.services import search_index
from kbtool.services.search import index_state, search
from kbtool.settings import load
from kbtool.store import files
from tests.conftest import article

DRUCKER = "docs/de/printing/drucker-offline.md"
TONER = "docs/de/printing/toner.md"
PRINTER = "docs/en/printing/printer-offline.md"


@pytest.fixture(autouse=True)
def state_folder(tmp_path, monkeypatch):
    """The user's own folder for the key of the index."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    return folder


@pytest.fixture
def project(make_project):
    return make_project({
        DRUCKER: _approved(article()),
        TONER: article(id="toner", title="Tonerkartusche wechseln", audience="internal"),
        PRINTER: article(id="printer-offline", title="Printer shows as offline", lang="en"),
    })  # fmt: skip


def _approved(text):
    """Return an article with the review that its words need."""
    document = frontmatter.parse(text)
    found, _ = article_fields.build("", frontmatter.read(document), document.body)
    review = {"by": "anna", "at": "2026-11-01", "sha256": found.sha256}
    return frontmatter.dump(frontmatter.edit(document, {"review": review}))


def _search(project, query="drucker offline", **options):
    return search(project, load(project.config), query, **options)


def _ids(project, query="drucker offline", **options):
    return [hit.id for hit in _search(project, query, **options).hits]


def _state(project, audience="internal"):
    return index_state(project, load(project.config), audience)


def _folder(project, audience="internal"):
    """Return the one folder that holds the index."""
    (folder,) = (path for path in (project.index / audience).iterdir() if path.is_dir())
    return folder


def _pointer(project, audience="internal"):
    return project.index / audience / "current.json"


def test_a_query_finds_the_article_with_its_file(project):
    hit = _search(project).hits[0]

    assert (hit.id, hit.lang, hit.path) == ("drucker-offline", "de", DRUCKER)
    assert hit.answer == "Schalten Sie das Gerät aus und wieder ein."


def test_a_mistyped_query_is_mended_and_says_so(project):
    found = _search(project, "Tonerkartsche")

    assert (found.hits[0].id, found.meant) == ("toner", "tonerkartusche")


def test_what_is_not_public_never_reaches_the_public_index(project):
    assert _ids(project, audience="public") == ["drucker-offline"]
    assert _ids(project, "tonerkartusche", audience="public") == []
    assert _ids(project, "printer offline", lang="en", audience="public") == []

    everything = b"".join(path.read_bytes() for path in (project.index / "public").rglob("*") if path.is_file())
    assert b"tonerkartusch" not in everything
    assert b"shows as offline" not in everything


def test_an_article_changed_since_its_review_leaves_the_public_index(project):
    assert _ids(project, audience="public") == ["drucker-offline"]

    path = project.root / DRUCKER
    path.write_text(path.read_text(encoding="utf-8").replace("zehn", "elf"), encoding="utf-8")

    assert _ids(project, audience="public") == []


def test_what_is_archived_leaves_the_internal_index(project):
    assert "toner" in _ids(project, "tonerkartusche")

    path = project.root / TONER
    path.write_text(
        path.read_text(encoding="utf-8").replace("confidence: validated", "confidence: archived"),
        encoding="utf-8",
    )

    assert _ids(project, "tonerkartusche") == []


def test_new_changed_and_removed_articles_are_seen_at_once(project):
    assert _ids(project, "beamer") == []

    beamer = project.root / "docs/de/printing/beamer.md"
    beamer.write_text(article(id="beamer", title="Beamer bleibt dunkel"), encoding="utf-8")
    assert _ids(project, "beamer") == ["beamer"]

    beamer.write_text(article(id="beamer", title="Projektor bleibt dunkel"), encoding="utf-8")
    assert _ids(project, "projektor") == ["beamer"]

    beamer.unlink()
    assert _ids(project, "projektor") == []


def test_the_index_is_kept_as_long_as_the_articles_are_the_same(project):
    _ids(project)
    first, files_seen = _folder(project), _pointer(project).read_text(encoding="utf-8")

    _ids(project)
    assert _folder(project) == first

    os.utime(project.root / DRUCKER, (1, 1))
    assert _state(project) == "fresh"
    _ids(project)
    assert _folder(project) == first
    assert _pointer(project).read_text(encoding="utf-8") != files_seen


def test_a_defective_file_hides_only_itself(project):
    (project.root / TONER).write_text("---\nid: [\n---\n", encoding="utf-8")

    assert _ids(project)[0] == "drucker-offline"


def test_two_files_of_one_id_are_one_hit(project):
    (project.root / "docs/de/printing/zweite.md").write_text(article(), encoding="utf-8")

    assert _ids(project, lang="de").count("drucker-offline") == 1


def _garbage(project):
    _pointer(project).write_text("{", encoding="utf-8")


def _wrong_types(project):
    _pointer(project).write_text('{"folder": 1, "edition": 2, "fingerprint": 3, "files": 4, "seal": 5}')


def _no_folder(project):
    _folder(project).rename(project.root / "elsewhere")


def _truncated(project):
    for path in _folder(project).glob("*.toc"):
        path.write_bytes(path.read_bytes()[:9])


def _foreign_file(project):
    (_folder(project) / "de_extra.seg").write_bytes(b"x")


def _other_version(project):
    text = _pointer(project).read_text(encoding="utf-8").replace("whoosh ", "whoosh 1")
    _pointer(project).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "spoil", [_garbage, _wrong_types, _no_folder, _truncated, _foreign_file, _other_version]
)
def test_a_broken_or_foreign_index_is_built_anew(project, spoil):
    before = _ids(project)
    spoil(project)
    assert _state(project) == "broken"

    assert _ids(project) == before
    assert _state(project) == "fresh"


def test_an_index_of_another_version_is_built_anew(project, monkeypatch):
    _ids(project)
    old = _folder(project)
    monkeypatch.setattr(search_index, "edition", lambda: "kbtool 999")

    assert _state(project) == "stale"
    assert _ids(project)[0] == "drucker-offline"
    assert _folder(project) != old


class _Bomb:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.write_text, (self.path, "boom")


def _plant(project, target):
    """Put a pickle that writes a file in the place of every pickle of the index."""
    for path in _folder(project).iterdir():
        if path.suffix in {".toc", ".seg"}:
            path.write_bytes(pickle.dumps(_Bomb(target)))


def test_an_index_that_somebody_else_made_is_never_unpickled(project, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "their-state"))
    _ids(project)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    opened = []
    monkeypatch.setattr(search_index.Index, "open", _watched(search_index.Index.open, opened))
    theirs = _folder(project)
    _plant(project, tmp_path / "boom.txt")

    assert _ids(project)[0] == "drucker-offline"
    assert not (tmp_path / "boom.txt").exists()
    assert theirs not in opened


def _watched(function, seen):
    def watch(folder):
        seen.append(folder)
        return function(folder)

    return watch


def test_the_internal_index_does_not_pass_for_the_public_one(project):
    _ids(project)
    _ids(project, audience="public")
    _folder(project, "public").rename(project.root / "away")
    _folder(project).rename(project.index / "public" / _folder(project).name)
    _pointer(project).replace(_pointer(project, "public"))

    assert _ids(project, "tonerkartusche", audience="public") == []


def test_a_pointer_out_of_its_folder_is_not_followed(project):
    _ids(project)
    data = json.loads(_pointer(project).read_text(encoding="utf-8"))
    _pointer(project).write_text(json.dumps(data | {"folder": "../../../docs"}), encoding="utf-8")

    assert _state(project) == "broken"


def test_without_a_place_for_the_key_the_search_works_and_keeps_nothing(project, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    assert _ids(project)[0] == "drucker-offline"
    assert _state(project) == "missing"
    assert not [path for path in (project.index / "internal").iterdir() if path.is_dir()]


def test_where_the_index_cannot_be_written_the_search_works(project):
    project.private.mkdir()
    project.index.write_text("in the way")

    assert _ids(project)[0] == "drucker-offline"


def test_a_full_disk_leaves_no_half_index(project, monkeypatch):
    def full(path, text):
        raise OSError(28, "No space left on device")

    _ids(project)
    before = _folder(project)
    (project.root / TONER).unlink()
    monkeypatch.setattr(files, "write_atomic", full)

    assert _ids(project, "tonerkartusche") == []
    assert _folder(project) == before


def test_a_search_that_is_stopped_while_indexing_leaves_nothing_behind(project, monkeypatch):
    def stop(folder, articles):
        (folder / "half").write_text("half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(search_index.Index, "build", stop)
        with pytest.raises(KeyboardInterrupt):
            _ids(project)

    assert [path.name for path in (project.index / "internal").iterdir()] == ["lock"]
    assert _ids(project)[0] == "drucker-offline"


def test_while_another_kbtool_is_indexing_the_search_answers_all_the_same(project):
    with files.locked(project.index / "internal" / "lock", doing="indexing"):
        assert _ids(project)[0] == "drucker-offline"
        assert _state(project) == "missing"

    _ids(project)
    assert _state(project) == "fresh"


def test_folders_that_are_not_indexes_stay(project):
    other = project.index / "internal" / "my notes"
    other.mkdir(parents=True)

    _ids(project)

    assert other.is_dir()


def test_old_indexes_are_removed(project):
    _ids(project)
    (project.root / TONER).unlink()
    _ids(project)

    assert len([path for path in (project.index / "internal").iterdir() if path.is_dir()]) == 1


def test_searches_at_the_same_time_all_answer(project):
    command = [sys.executable, "-m", "kbtool", "search", "drucker", "--json", "--project", str(project.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(4)]

    answers = [process.communicate(timeout=60)[0] for process in running]

    assert [process.returncode for process in running] == [0] * 4
    assert len(set(answers)) == 1
    assert _state(project) == "fresh"


def test_a_killed_search_is_repaired_by_the_next(project):
    script = (
        "import os, signal\n"
        "from kbtool.search import index\n"
        "index.Index.open = lambda folder: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from kbtool.cli.main import cli\n"
        f"cli(['search', 'drucker', '--project', {str(project.root)!r}])\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode != 0

    assert _ids(project)[0] == "drucker-offline"
    assert len([path for path in (project.index / "internal").iterdir() if path.is_dir()]) == 1


def test_only_the_first_256_characters_of_a_query_count(project):
    assert _ids(project, "x " * 128 + "drucker") == []
    assert _ids(project, "x " * 120 + "drucker")


def test_as_many_hits_as_asked_for(project):
    assert len(_ids(project, "drucker", limit=1)) == 1


@pytest.mark.parametrize("language", ["d", "enn", "klingonisch"])
def test_an_unknown_language_is_told_with_the_known_ones(project, language):
    with pytest.raises(UnknownNameError) as error:
        _ids(project, lang=language)

    assert "de" in error.value.hint or "en" in error.value.hint


def test_an_unknown_audience_is_told(project):
    with pytest.raises(UnknownNameError, match="audience"):
        _ids(project, audience="everybody")


def test_a_project_without_articles_finds_nothing(make_project):
    assert _ids(make_project()) == []


def test_the_state_of_an_index_is_told_without_changing_it(project):
    assert _state(project) == "missing"
    assert not project.index.exists()

    _ids(project)
    assert _state(project) == "fresh"

    (project.root / TONER).unlink()
    assert _state(project) == "stale"
