from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.model.paths import collisions, refusal
from kbtool.model.slug import slug


@pytest.mark.parametrize(
    "path", ["de/printing/toner.md", "index.md", "a-b_c.1.md", "Größe.md", "console/common.md"]
)
def test_ordinary_paths_are_allowed(path):
    assert refusal(path) == ""


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("", "leads out"),
        ("/etc/passwd", "leads out"),
        ("de/../../x.md", "leads out"),
        ("..", "leads out"),
        ("C:/Windows/x.md", "“:”"),
        ("\\\\server\\share", "“\\”"),
        ("x.md:stream", "“:”"),
        ("a\x00.md", "U+0000"),
        ("a\nb.md", "U+000A"),
        ("was?.md", "“?”"),
        ("con", "device"),
        ("de/NUL.md", "device"),
        ("de/aux .tar.gz", "device"),
        ("COM1.md", "device"),
        ("lpt³/x.md", "device"),
        ("de/x.", "ends with a dot"),
        ("de /x.md", "ends with a dot or a space"),
        ("a" * 101, "longer"),
        ("/".join(["abcdefghij"] * 30), "longer"),
    ],
)
def test_paths_that_lead_elsewhere_or_fail_on_some_system_are_refused(path, why):
    assert why in refusal(path)


@given(st.text(max_size=40))
def test_what_is_allowed_stays_below_its_folder(path):
    if not refusal(path):
        assert ".." not in PurePosixPath(path).parts
        assert not PurePosixPath(path).is_absolute()


@given(st.text(max_size=300))
def test_what_a_title_becomes_is_an_allowed_name(title):
    name = slug(title)

    assert name == "" or refusal(name) == ""


@pytest.mark.parametrize("name", ["CON", "nul", "Lpt1", "aux"])
def test_no_title_becomes_a_device(name):
    assert slug(name) == f"{name.lower()}-page"


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["a.md", "b.md"], []),
        (["a.md", "A.md"], [("A.md", "a.md")]),
        (["gr\u00f6\u00dfe.md", "gro\u0308\u00dfe.md"], [("gro\u0308\u00dfe.md", "gr\u00f6\u00dfe.md")]),
        (["a.md", "a/index.md"], [("a/index.md", "a.md")]),
        (["a.md", "a.png"], []),
    ],
)
def test_paths_that_are_one_for_some_system_are_named(paths, found):
    assert list(collisions(paths)) == found
