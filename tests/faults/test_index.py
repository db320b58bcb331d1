"""A search index that is cut, flipped or somebody else's is built anew and never read."""

import pytest

from kbtool.search.index import Index
from kbtool.services import search
from kbtool.settings import load
from tests.conftest import article

pytestmark = pytest.mark.faults


@pytest.fixture
def project(make_project):
    names = ("drucker", "toner", "papier")
    return make_project({f"docs/de/printing/{name}.md": article(id=name, title=name.title()) for name in names})


def _found(project):
    return search.search(project, load(project.config), "drucker toner").hits


def _files(project):
    """Return the index's own files and its pointer."""
    return sorted(path for path in project.index.rglob("*") if path.is_file() and path.name != "lock")


def _damage(path, dice):
    data = bytearray(path.read_bytes())
    kind = dice.choice(("cut", "flip", "foreign")) if data else "foreign"  # a lock file of Whoosh is empty
    if kind == "cut":
        del data[dice.randrange(len(data)) :]
    elif kind == "flip":
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    else:
        data = bytearray(dice.randbytes(dice.randrange(1, 5000)))
    path.write_bytes(bytes(data))
    return kind


def test_a_damaged_index_never_changes_what_is_found(project, points, dice, monkeypatch):
    expected = _found(project)
    read = []
    original = Index.open.__func__
    monkeypatch.setattr(
        Index, "open", classmethod(lambda cls, folder: read.append(folder) or original(cls, folder))
    )
    for _ in range(points):
        read.clear()
        files = _files(project)
        path = dice.choice(files)
        kind = _damage(path, dice)
        print(f"{kind}: {path.relative_to(project.index)}")
        assert _found(project) == expected
        assert path.name == "current.json" or path.parent not in read, "a damaged index was read"
        assert search.index_state(project, load(project.config), "internal") == "fresh"
