"""The word lists in `kbtool/redact/data` are in the form in which the rules compare them."""

from collections import Counter
from importlib import resources

import pytest

from kbtool.redact.folding import fold

DATA = resources.files("kbtool.redact").joinpath("data")
LISTS = sorted(item.name for item in DATA.iterdir() if item.name.endswith(".txt"))


def _lines(name):
    text = DATA.joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _sections():
    sections = {}
    for line in _lines("contexts.txt"):
        if line.startswith("["):
            words = sections[line.strip("[]")] = []
        else:
            words += line.split()
    return sections


def test_each_section_of_the_contexts_stands_once():
    assert not _doubles(line for line in _lines("contexts.txt") if line.startswith("["))


@pytest.mark.parametrize("section", _sections())
def test_the_words_of_the_contexts_are_folded_and_stand_once(section):
    words = _sections()[section]
    assert [word for word in words if fold(word) != word] == []
    assert not _doubles(words)


@pytest.mark.parametrize("name", [name for name in LISTS if name not in {"contexts.txt", "nicknames.txt"}])
def test_no_word_of_a_list_stands_twice(name):
    assert not _doubles(fold(word) for line in _lines(name) for word in line.split())


def test_no_short_form_of_a_name_stands_twice():
    lines = [line.partition(":") for line in _lines("nicknames.txt")]
    assert not _doubles(name for name, _, _ in lines)
    assert not [name for name, _, short in lines if _doubles(short.split())]


def _doubles(words):
    return [word for word, times in Counter(words).items() if times > 1]
