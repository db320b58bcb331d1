import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.model.limits import MAX_LINE, MAX_NESTING, depth, excess
from kbtool.model.markdown import prose
from tests.cpu import at_most


def codes(text):
    return [(line, code) for line, code, _, _ in excess(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ä" * MAX_LINE, []),
        ("kurz\n" + "ä" * (MAX_LINE + 1), [(2, "line-long")]),
        (">" * MAX_NESTING + " a", []),
        (">" * (MAX_NESTING + 1) + " a", [(1, "nesting-deep")]),
        ("- " * 30 + "a", [(1, "nesting-deep")]),
        ("    " * 30 + "- a", [(1, "nesting-deep")]),
        ("\t" * 30 + "a", [(1, "nesting-deep")]),
        (" " * 200, []),
        ("```\n" + " " * 200 + "a" * MAX_LINE + "\n```", []),
        ("> " * 20_000, [(1, "line-long"), (1, "nesting-deep")]),
    ],
    ids=[
        "long line",
        "too long",
        "deep",
        "quotes",
        "items",
        "indented",
        "tabs",
        "blank",
        "code",
        "many quotes",
    ],
)
def test_long_lines_and_deep_texts_are_named(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize("sign", [">", "`", "` ", "- ", "1. ", "[", "    ", "a", "``` "])
def test_finding_them_takes_a_moment(sign):
    with at_most(1):
        list(excess(sign * (64 * 1024 // len(sign))))


@given(st.text(alphabet=">-*+1.) \tab"))
def test_no_line_is_deeper_than_it_is_long(line):
    assert 0 <= depth(line) <= len(line)


@given(st.lists(st.text(alphabet=">-*+1.) \tab", max_size=60), max_size=8).map("\n".join))
def test_no_deep_line_is_overlooked(text):
    deep = [number for number, line in prose(text) if depth(line) > MAX_NESTING]

    assert [line for line, _ in codes(text)] == deep
