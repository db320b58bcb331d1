import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool import frontmatter
from kbtool.frontmatter import FrontMatterError

TEXT = """\
---
# Kopf
id: drucker   # nie ändern
title: "Drucker – ‚Offline‘"
issue:
  - "geht nich 😡"
  - 'a: b'

# tags of the shop floor
tags: [a, ü]
---
## Problem

--- kein Ende
"""


@given(st.text() | st.text().map(lambda body: f"---\nid: x\n---\n{body}"))
def test_dump_of_parse_is_the_identity(text):
    assert frontmatter.dump(frontmatter.parse(text)) == text


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, "kein Kopf\n---\n", "---\n---\n"]
)
def test_dump_of_parse_keeps_line_ends_marks_and_comments(text):
    assert frontmatter.dump(frontmatter.parse(text)) == text


def test_front_matter_is_read_past_a_byte_order_mark():
    document = frontmatter.parse("\ufeff" + TEXT)

    assert frontmatter.read(document)["issue"] == ["geht nich 😡", "a: b"]


def test_editing_one_key_leaves_every_other_line_alone():
    document = frontmatter.edit(frontmatter.parse(TEXT), {"issue": ["neu"]})

    assert frontmatter.dump(document) == TEXT.replace(
        "issue:\n  - \"geht nich 😡\"\n  - 'a: b'\n", "issue: [neu]\n"
    )


def test_a_new_key_goes_to_the_end_and_a_removed_one_goes_alone():
    document = frontmatter.edit(frontmatter.parse(TEXT), {"owner": "jürgen", "tags": None})

    assert frontmatter.dump(document) == TEXT.replace("tags: [a, ü]\n", "owner: jürgen\n")


def test_a_text_without_front_matter_gets_one():
    assert (
        frontmatter.dump(frontmatter.edit(frontmatter.parse("Hallo\n"), {"id": "x"}))
        == "---\nid: x\n---\nHallo\n"
    )


VALUES = st.recursive(
    st.text(max_size=60) | st.integers() | st.booleans() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES)
def test_what_is_written_is_read_again(value):
    document = frontmatter.edit(frontmatter.parse(TEXT), {"issue": value})

    assert frontmatter.read(frontmatter.parse(frontmatter.dump(document)))["issue"] == value


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ("id: x\ntitle: a: b\n", 3, "not valid YAML"),
        ("id: x\nid: y\n", 3, "stands twice"),
        ("- a\n- b\n", 2, "key: value"),
    ],
)
def test_broken_front_matter_names_its_line(front, line, words):
    with pytest.raises(FrontMatterError, match=words) as caught:
        frontmatter.read(frontmatter.parse(f"---\n{front}---\n"))

    assert caught.value.line == line


@pytest.mark.parametrize(
    "front", ["  tags: [old]\n  title: VPN\n", "{tags: [old], title: VPN}\n", " ? title\n : VPN\n"]
)
def test_front_matter_that_has_no_line_for_a_key_is_written_anew(front: str) -> None:
    edited = frontmatter.edit(
        frontmatter.parse(f"---\n{front}---\nText\n"), {"tags": ["new"], "status": "draft", "owner": None}
    )
    assert frontmatter.read(edited) == {"title": "VPN", "tags": ["new"], "status": "draft"}
    assert edited.body == "Text\n"
