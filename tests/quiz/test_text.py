import pytest

from kbtool.quiz.text import features, first_paragraph, jaccard, plain, sentences, shared, stems


def test_common_words_and_word_ends_do_not_count_as_shared():
    assert stems("Die Drucker sind im Netz", "de") == stems("Drucker in den Netzen", "de")


def test_a_part_of_a_compound_is_shared_but_a_short_syllable_is_not():
    assert shared(stems("abwesenheit", "de"), stems("Abwesenheitsnotiz", "de"))
    assert not shared(stems("ein rad", "de"), stems("Fahrradkeller", "de"))


def test_two_empty_texts_have_nothing_in_common():
    assert jaccard(stems("", "de"), stems("", "de")) == 0.0


def test_markdown_reads_as_plain_text():
    assert plain("Klicken Sie auf **Datei** > `net use X:` ([mehr](../x.md))") == (
        "Klicken Sie auf Datei > net use X: (mehr)"
    )


def test_a_sentence_ends_neither_at_an_abbreviation_nor_inside_a_number():
    assert sentences("Warten Sie ca. 10 Min. und z. B. am 3. Tag „länger.“ Dann weiter. 🙂 Gut!") == (
        "Warten Sie ca. 10 Min. und z. B. am 3. Tag „länger.“",
        "Dann weiter. 🙂 Gut!",
    )
    assert sentences("") == ()


def test_the_first_paragraph_stops_at_a_list():
    assert first_paragraph("Zwei\nZeilen.\n- Punkt\n\nMehr.") == "Zwei Zeilen."


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Drücken Sie zweimal", set()),
        ("Fehler 53003", {"digit"}),
        ("OneDrive öffnen", {"product"}),
        ("**Datei** > **Öffnen**", {"menu"}),
        (r"\\server\x", {"path"}),
        ("`spooler`", {"code"}),
    ],
)
def test_what_looks_specific_is_named(said, found):
    assert features(said) == found
