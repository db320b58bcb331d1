"""Finding people by the marks that are left of them."""

import pytest

from kbtool.model.ticket import Person
from kbtool.redact import marks
from kbtool.redact.view import view

KEY = b"k" * 32
AENNE = Person(
    "Änne Süßkind", "a.suesskind@lakeshore.example.org", "+49 30 23125 417", "Seehof GmbH", "Ahornweg 12, 12345 Berlin",
    "K-48151",
)  # fmt: skip
JOERG = Person("Jörg Koch", "koch@example.org")


def hits(text, *, people=(AENNE,), still=()):
    return marks.count(view(text, markdown=False), marks.of(people, still, KEY), KEY)


@pytest.mark.parametrize(
    "text",
    [
        "Das war Änne Süßkind.",
        "Anne SUESSKIND hat angerufen",
        "von Süßkind, Änne",
        "Frau Süßkind",
        "mail an A.Suesskind@lakeshore.example.org bitte",
        "Rückruf unter 030-23125417",
        "Rückruf unter 0049 (30) 23 12 54 17",
        "Kundennummer K 48151",
        "sie wohnt im Ahornweg 12, 12345 Berlin",
    ],
)
def test_a_forgotten_person_is_found_in_every_spelling(text):
    assert hits(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Drucker der Seehof GmbH druckt nicht.",
        "Rufen Sie 030 999 an, oder 040 11122233.",
        "Koch und Kellner",
        "Änne druckt.",
    ],
)
def test_other_words_are_left_alone(text):
    assert not hits(text)


def test_who_is_still_known_from_another_ticket_is_not_forgotten():
    assert not hits("Änne Süßkind", still=(AENNE,))
    assert hits("Jörg Koch", people=(AENNE, JOERG), still=(AENNE,))


def test_a_common_family_name_counts_only_with_the_first_name():
    assert hits("Jörg Koch", people=(JOERG,))
    assert not hits("Der Koch kocht.", people=(JOERG,))


def test_marks_hold_no_name_and_another_key_gives_others():
    made = marks.of([AENNE], [], KEY)

    assert "suesskind" not in repr(made)
    assert made.hashes.isdisjoint(marks.of([AENNE], [], b"x" * 32).hashes)
