from dataclasses import replace

import pytest

from kbtool.drafting import phrasings
from tests.drafting.make import redacted, ticket


def subject(text):
    return phrasings.subject(replace(ticket(), subject=text))


def of(text, subject="Drucker druckt nicht", lang="de"):
    asked = redacted(ticket(("customer", text), subject=subject, language=lang)).ticket
    return phrasings.of_ticket(asked, lang, only_public=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AW: WG: Re: VPN bricht ab", "VPN bricht ab"),
        ("[Ticket#2026-4711] Drucker streikt", "Drucker streikt"),
        ("DRINGEND!!! Bildschirm schwarz", "Bildschirm schwarz"),
        ("Hilfe: Outlook startet nicht", "Outlook startet nicht"),
        ("mouse jumps (ticket 12345) [SOLVED]", "mouse jumps"),
        ("drucker geht nicht 😭", "drucker geht nicht"),
        ("Was darf ich löschen??", "Was darf ich löschen?"),
        ("", ""),
    ],
)
def test_a_subject_loses_reply_marks_numbers_and_shouting(text, expected):
    assert subject(text) == expected


def test_the_subject_and_the_telling_sentences_are_kept_as_they_were_written():
    found = of("Moin,\nich bin heute im Büro. seit gestern kommt immer nur ne leere seite raus!! LG Jürgen")
    assert found == ["Drucker druckt nicht", "seit gestern kommt immer nur ne leere seite raus"]


def test_greetings_and_thanks_are_no_phrasings():
    found = of(
        "Guten Tag Frau Größer,\n\nvielen Dank für Ihre schnelle Hilfe gestern!\n\nMit freundlichen Grüßen\nJürgen Weiß"
    )
    assert found == ["Drucker druckt nicht"]


def test_a_sentence_with_somebody_in_it_is_left_out():
    found = of(
        "Der Drucker von Jürgen Weiß geht nicht mehr an. Mein eigener Drucker zieht kein Papier mehr ein."
    )
    assert found == ["Drucker druckt nicht", "Mein eigener Drucker zieht kein Papier mehr ein"]


def test_a_name_in_brackets_goes_and_the_sentence_stays():
    assert "Mein Drucker zieht kein Papier mehr ein" in of(
        "Mein Drucker (Jürgen Weiß) zieht kein Papier mehr ein."
    )


def test_a_long_sentence_gives_its_most_telling_clause():
    found = of(
        "Wir haben gestern in der Abteilung alle Geräte umgestellt und die Tische gerückt, weil die Kollegen vom Vertrieb dazukommen, "
        "seitdem zeigt mein Bildschirm kein Bild mehr, der Rechner läuft aber."
    )
    assert all(len(text) <= phrasings.MAX_LENGTH for text in found)
    assert any("kein Bild mehr" in text for text in found)


def test_a_password_never_becomes_a_phrasing():
    assert all("Sommer" not in text for text in of("Mein Passwort ist Sommer#2026! und es geht nicht mehr."))


def test_phrasings_of_several_tickets_are_taken_in_turn_and_none_twice():
    groups = [
        ["drucker offline", "druckt nicht seit heute"],
        ["Drucker Offline!", "steht auf offline, papier ist drin"],
    ]
    assert phrasings.collect(groups, "de") == [
        "drucker offline",
        "druckt nicht seit heute",
        "steht auf offline, papier ist drin",
    ]


def test_a_draft_holds_at_most_twelve_phrasings():
    groups = [
        [f"Gerät {name} meldet {name}fehler"]
        for name in "alpha beta gamma delta epsilon zeta eta theta jota kappa lambda my ny xi".split()
    ]
    assert len(phrasings.collect(groups, "de")) == phrasings.PER_DRAFT


def test_only_phrasings_that_the_article_lacks_are_suggested():
    said = ["drucker offline", "kommt nix raus"]
    assert phrasings.missing(said, ["Drucker ist offline"], "de") == ["kommt nix raus"]
