"""Right or wrong, for every form of question."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.model.quiz import Form, Item, ItemType, Option
from kbtool.quiz import judging
from tests.quiz import golden_typed


def make(kind, *options, keys=()):
    made = tuple(
        Option("abcdefgh"[place], text, why="Darum.", is_key=place in keys)
        for place, text in enumerate(options)
    )
    return Item("q-1", kind, "de", "artikel", "Frage?", made)


DATA = make(ItemType.DATA, "Dosennummer", "Lieblingsfarbe", "MAC-Adresse", keys={0, 2})
ORDER = make(ItemType.ORDER, "anhalten", "löschen", "starten", "drucken")
RECALL = make(ItemType.RECALL, "ipconfig /flushdns", "Clear-DnsClientCache", keys={0, 1})
REPLY = make(ItemType.REPLY, "Anrede", "Nächster Schritt", keys={0, 1})
CAUSE = make(ItemType.CAUSE, "Toner leer", "Kabel lose", keys={1})


def judged(item, answer):
    return judging.is_right(item, judging.canonical(item, answer))


@pytest.mark.parametrize(
    ("item", "answer", "expected"),
    [
        (CAUSE, "b", True),
        (CAUSE, "a", False),
        (DATA, "a,c", True),
        (DATA, "c, a", True),
        (DATA, "a", False),
        (DATA, "a,b,c", False),
        (ORDER, "a,b,c,d", True),
        (ORDER, "b,a,c,d", False),
        (RECALL, "  IPConfig  /FlushDNS ", True),
        (RECALL, "„clear-dnsclientcache“", True),
        (RECALL, "ipconfig flushdns", False),
        (REPLY, "a,b", True),
        (REPLY, "b", False),
    ],
)
def test_an_answer_is_right_only_as_a_whole(item, answer, expected):
    assert judged(item, answer) is expected


@pytest.mark.parametrize("item", [CAUSE, DATA, ORDER, RECALL, REPLY])
def test_an_empty_answer_is_don_t_know_and_never_right(item):
    assert judging.canonical(item, " ") == ""
    assert not judging.is_right(item, "")


@pytest.mark.parametrize(
    ("item", "answer"), [(CAUSE, "z"), (CAUSE, "a,b"), (DATA, "a,a"), (ORDER, "a,b,c"), (ORDER, "a,b,c,d,d")]
)
def test_an_answer_the_item_cannot_have_is_an_error(item, answer):
    with pytest.raises(ValueError, match=r"option|steps"):
        judging.canonical(item, answer)


@pytest.mark.parametrize("item", [CAUSE, DATA, ORDER, RECALL, REPLY])
def test_the_right_answer_is_right(item):
    assert judged(item, judging.right_answer(item))


@pytest.mark.parametrize("item", [CAUSE, DATA, ORDER, RECALL])
def test_all_that_is_accepted_is_right(item):
    accepted = judging.accepted(item)

    assert accepted
    assert all(judging.is_right(item, answer) for answer in accepted)


def test_a_reply_has_no_text_that_is_accepted():
    assert judging.accepted(REPLY) == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\\\\srv01\\Daten\\", "\\\\srv01\\daten"),
        ("https://portal.example.com/", "https://portal.example.com"),
        ("`net stop spooler`", "net stop spooler"),
        ("gpupdate –force", "gpupdate -force"),
        ("Strg + Umschalt +Esc", "strg+umschalt+esc"),
        ("４４３", "443"),
        ("ÖFFNEN", "öffnen"),
        ("„Net Stop Spooler“.", "net stop spooler"),
        ("\"'x'\"", "x"),
    ],
)
def test_what_is_typed_is_compared_without_capitals_quotes_and_spaces(typed, expected):
    assert judging.typed(typed) == expected


@given(st.text(max_size=200))
def test_typing_is_normal_after_one_pass_and_never_longer_than_is_stored(text):
    given_ = judging.canonical(RECALL, text)

    assert judging.canonical(RECALL, given_) == given_
    assert len(given_) <= judging.LONGEST


@given(st.permutations(["eins", "zwei", "drei", "vier", "fünf"]))
def test_steps_to_order_are_never_shown_in_the_right_order(steps):
    item = make(ItemType.ORDER, *steps)
    shown = judging.asked(item)

    assert sorted(shown, key=str) == sorted(item.options, key=str)
    assert shown != item.options
    assert judging.asked(item) == shown


def test_golden_texts_of_the_browser_are_those_of_this_module():
    assert json.loads(golden_typed.PATH.read_text(encoding="utf-8")) == golden_typed.vectors()


def test_an_answer_is_shown_in_words():
    assert judging.shown(DATA, "a,c") == "Dosennummer; MAC-Adresse"
    assert judging.shown(ORDER, "b,a,c,d") == "löschen → anhalten → starten → drucken"
    assert judging.shown(RECALL, "ping 8.8.8.8") == "ping 8.8.8.8"
    assert {kind.form for kind in ItemType} == set(Form)
