"""Finding phrases word for word."""

from kbtool.redact.phrases import Phrases, words
from kbtool.redact.view import view

HIDDEN = Phrases.of([words("Das Kennwort des Druckers steht im Safe."), words("zu kurz")])


def test_a_phrase_is_found_whatever_stands_between_its_words_and_however_it_is_written():
    assert (
        HIDDEN.count(view("… <b>das kennwort</b> des DRUCKERS\nsteht im Safe!", markdown=False)) == 0
    )  # a tag is a word
    assert HIDDEN.count(view("… das *kennwort* des DRUCKERS\nsteht im Safe!", markdown=False)) == 1


def test_a_part_of_a_phrase_and_two_words_are_no_hit():
    assert HIDDEN.count(view("Das Kennwort des Druckers ist lang. Das ist zu kurz.", markdown=False)) == 0


def test_what_another_text_says_as_well_is_taken_out():
    left = Phrases.of([words("eins zwei drei"), words("eins zwei vier")]).without(
        words("Hier: eins, zwei, drei.")
    )

    assert left.count(view("eins zwei drei, eins zwei vier")) == 1
    assert not left.without(words("eins zwei vier"))
