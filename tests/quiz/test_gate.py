from dataclasses import replace

import pytest

from kbtool.model.article import Article
from kbtool.model.quiz import ItemType, Source
from kbtool.quiz.gate.run import examine, examine_bank
from kbtool.quiz.limits import Limits
from kbtool.quiz.shelf import Shelf
from tests.quiz.conftest import ARTICLES, OFFLINE, STUCK, TEAMS, item

SOUND = item()
LONG = (
    "Das Netzteil des Geräts ist nach dem Gewitter am Montag endgültig durchgebrannt und muss getauscht werden."
)
KEYS = ("Der Toner ist leer.", "Das Kabel ist lose.", "Das Papier fehlt.")


def codes(made, shelf):
    return {finding.code for finding in examine(made, shelf)}


def errors(made, shelf):
    return {finding.code for finding in examine(made, shelf) if finding.is_error}


def test_a_sound_item_passes(shelf):
    assert codes(SOUND, shelf) - {"quiz-category"} == set()


BROKEN = {
    "quiz-options": item(KEYS[:2]),
    "quiz-language": item(("The toner is empty and must be replaced by you.", *KEYS[1:])),
    "quiz-length": item((LONG, *KEYS[1:])),
    "quiz-near-duplicate": item(("Das lose Kabel am Gerät.", "Kabel am Gerät ist lose.", "Das Papier fehlt.")),
    "quiz-stem-repeat": item(
        stem="Jemand meldet: „toner leer“ Was ist die Ursache?", options=("Toner leer, Trommel hin.", *KEYS[1:])
    ),
    "quiz-specificity": item(("Fehler 53003 liegt vor.", *KEYS[1:])),
    "quiz-own-step": item((KEYS[0], "Fügen Sie das Gerät über Gerät hinzufügen wieder hinzu.", KEYS[2])),
    "quiz-all-none": item((KEYS[0], KEYS[1], "Keine der genannten Antworten")),
    "quiz-negative-stem": item(stem="Welche Ursache ist hier nicht möglich?"),
    "quiz-absolutes": item((KEYS[0], "Das Kabel ist immer lose.", KEYS[2])),
    "quiz-why": replace(SOUND, options=tuple(replace(option, why=" ") for option in SOUND.options)),
    "quiz-article": replace(SOUND, article="gibt-es-nicht"),
    "quiz-grammar": item(
        ("orange lamp", "cable", "missing sheet"), stem="The printer shows an", lang="en", article="x"
    ),
}


@pytest.mark.parametrize("code", BROKEN)
def test_each_flaw_is_found_by_its_check(code, shelf):
    assert code in codes(BROKEN[code], shelf)


@pytest.mark.parametrize(
    "option", ["All of the above", "None of these", "Keine davon", "Alle genannten", "Both of them", "a und b"]
)
def test_options_about_options_are_refused_in_both_languages(option, shelf):
    assert "quiz-all-none" in codes(item((*KEYS[:2], option)), shelf)


@pytest.mark.parametrize(
    "option", ["Das Konto wird immer wieder gesperrt.", "Alle Lampen leuchten.", "Nur das Kabel."]
)
def test_harmless_wording_is_no_flaw(option, shelf):
    assert not codes(item((*KEYS[:2], option)), shelf) & {"quiz-all-none", "quiz-absolutes"}


def test_what_a_requester_denies_is_no_negative_stem(shelf):
    stem = "Jemand meldet: „der drucker druckt nicht, kein papier“ Was ist die wahrscheinlichste Ursache?"

    assert "quiz-negative-stem" not in codes(item(stem=stem), shelf)


def test_what_fails_is_no_negative_stem_unless_it_is_asked_for(shelf):
    assumed = "The service did NOT start. Which cause is most likely?"

    for stem, lang in [
        ("Was tun Sie zuerst, wenn der Drucker nicht druckt?", "de"),
        ("What do you do first when the printer does not print?", "en"),
        (assumed, "en"),
    ]:
        assert "quiz-negative-stem" not in codes(item(stem=stem, lang=lang), shelf)


@pytest.mark.parametrize("stem", ["Was ist **nicht** die Ursache?", "Was ist hier KEINE Ursache?"])
def test_a_negation_nobody_can_overlook_is_only_a_warning(stem, shelf):
    assert "quiz-negative-stem" in codes(item(stem=stem), shelf) - errors(item(stem=stem), shelf)


def test_an_uncommon_number_of_options_is_a_warning_where_a_person_chose_it(shelf):
    two, seven = (
        item(KEYS[:2]),
        item((*KEYS, "Die Lampe ist hin.", "Der Motor klemmt.", "Es brennt.", "Er schläft.")),
    )
    generated = replace(two, source=Source("x", two.text_sha256, 1))

    assert "quiz-options" in codes(two, shelf) - errors(two, shelf)
    assert "quiz-options" in errors(generated, shelf)
    assert "quiz-options" in errors(seven, shelf)


def test_a_project_may_want_more_options(shelf):
    five = item((*KEYS, "Die Lampe ist hin.", "Der Motor klemmt."))

    found = examine(five, shelf, Limits(options_max=5))

    assert [finding.code for finding in found if finding.code == "quiz-options"] == []


def test_none_of_these_is_a_warning_where_the_question_allows_for_it(shelf):
    made = item(
        (*KEYS[:2], "Keine der genannten Ursachen"), stem="Welche dieser Ursachen, falls überhaupt eine, passt?"
    )

    assert "quiz-all-none" in codes(made, shelf) - errors(made, shelf)
    assert "quiz-all-none" in errors(replace(made, stem="Welche passt?"), shelf)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Der Dienst läuft auf dem Server.", "Der Dienst läuft nicht auf dem Server."),
        ("Warten Sie am Gerät 10 Sekunden.", "Warten Sie am Gerät 30 Sekunden."),
        ("Schalten Sie das Gerät am Knopf an.", "Schalten Sie das Gerät am Knopf aus."),
        ("**Start** > **Drucker** > **Neu**", "**Drucker** > **Start** > **Neu**"),
        ("Tippen Sie `net stop spooler` ein.", "Tippen Sie `net start spooler` ein."),
    ],
)
def test_one_word_that_turns_the_meaning_makes_another_option(first, second, shelf):
    assert "quiz-near-duplicate" not in codes(item((first, second, KEYS[2])), shelf)


def test_a_sentence_is_not_measured_by_listings(shelf):
    listing = "```sh\n" + "systemctl restart cups\n" * 5 + "```"
    stem = "Was zeigt diese Ausgabe?\n\n```\nlpstat: Druckdienst läuft nicht\n```"
    made = item(("Der Druckdienst läuft nicht.", listing, listing.replace("cups", "lpd")), stem=stem)

    assert not codes(made, shelf) & {"quiz-length", "quiz-stem-repeat"}


def test_digits_and_names_in_code_do_not_make_it_more_precise(shelf):
    made = item(("`ping -n 4 NAS`", "`ping host`", "`net use`"))

    assert "quiz-specificity" not in codes(made, shelf)


def test_one_explanation_for_all_options_is_a_warning(shelf):
    silent = replace(BROKEN["quiz-why"], explanation="So steht es im Handbuch.")

    assert "quiz-why" in codes(silent, shelf) - errors(silent, shelf)


def test_a_step_right_nearly_everywhere_is_found_without_an_article_to_it(shelf):
    made = item((KEYS[0], "Starten Sie den Rechner neu.", KEYS[2]), type=ItemType.NEXT)

    assert "quiz-generic-step" in errors(made, shelf)


MISFITS = [
    ("en", "The printer shows an", ("user menu", "orange lamp", "error page")),
    ("en", "The most likely causes are:", ("a worn cable and a full disk", "a loose plug", "an old driver")),
    ("en", "What are the causes?", ("worn cables and a full disk", "a loose plug", "an old driver")),
    ("en", "The cause is", ("a loose plug", "two old drivers", "an empty tray")),
    ("de", "Schuld ist ein", ("lockeres Kabel", "falsche Adresse", "leerer Toner")),
    ("de", "Gebraucht wird eine", ("Gästekarte", "Netzwerkkabel", "Adresse")),
    ("de", "Die Ursachen sind", ("ein Kabel und ein Stecker", "ein alter Treiber", "ein leerer Toner")),
]
FITS = [
    ("en", "The printer shows a", ("user menu", "one-line message", "MAC address")),
    ("en", "The cause is", ("the router closes lines", "the dock sleeps", "toner")),
    ("en", "What are the lamps for?", ("the status of the line", "a fault", "power and speed")),
    ("de", "Schuld ist ein", ("lockeres Kabel", "alter Treiber", "Gerät am Netz")),
    ("de", "Was sind die Folgen?", ("lange Wartezeiten", "ein voller Speicher", "nichts")),
]


@pytest.mark.parametrize(("lang", "stem", "options"), MISFITS)
def test_an_option_that_cannot_finish_the_stem_is_found(lang, stem, options, shelf):
    assert "quiz-grammar" in errors(item(options, stem=stem, lang=lang), shelf)


@pytest.mark.parametrize(("lang", "stem", "options"), FITS)
def test_an_option_that_can_finish_the_stem_is_left_alone(lang, stem, options, shelf):
    assert "quiz-grammar" not in codes(item(options, stem=stem, lang=lang), shelf)


def test_teams_may_share_words_and_differ_in_length(shelf):
    triage = item(
        ("Selbst lösen", "An Netzwerk weitergeben", "An IT-Sicherheit weitergeben"), type=ItemType.TRIAGE
    )

    assert codes(triage, shelf) == set()


def test_a_generated_triage_key_that_the_article_contradicts_is_refused(shelf):
    options = ("Selbst lösen", "An Arbeitsplatz weitergeben", "An Netzwerk weitergeben")
    origins = ["solve", "team:workplace", "team:network"]
    made = item(options, type=ItemType.TRIAGE, key=2, origins=origins, source=Source("x", "y", 1))

    assert "quiz-triage" in codes(made, shelf)


def test_articles_marked_as_a_conflict_are_no_rivals(changed):
    shelf = changed("drucker-offline", conflicts_with=("auftrag-haengt",))
    made = item(origins=["drucker-offline", "auftrag-haengt", "letter-papier"])

    assert "quiz-ambiguous" in codes(made, shelf)


def test_articles_with_the_same_symptoms_are_no_rivals(changed):
    shelf = changed("auftrag-haengt", issue=OFFLINE.issue, body=OFFLINE.body)
    made = item(origins=["drucker-offline", "auftrag-haengt", "letter-papier"])

    assert "quiz-ambiguous" in codes(made, shelf)


@pytest.mark.parametrize(
    "step", ["Starten Sie den Computer neu.", "Rufen Sie den Support an.", "Prüfen Sie die Anzeige."]
)
def test_a_step_that_is_right_nearly_everywhere_is_refused(step, changed):
    shelf = changed(
        "auftrag-haengt",
        body=STUCK.body.replace("Schließen Sie alle Programme, aus denen etwas gedruckt werden soll.", step),
    )
    made = item(
        (KEYS[0], step, KEYS[2]), type=ItemType.NEXT, origins=["drucker-offline#1", "auftrag-haengt#1", ""]
    )

    assert "quiz-generic-step" in codes(made, shelf)


def test_an_item_without_a_rival_of_its_category_is_only_a_warning(shelf):
    made = item(origins=["drucker-offline", "notebook-verloren", ""])

    found = [finding for finding in examine(made, shelf) if finding.code == "quiz-category"]

    assert [finding.is_error for finding in found] == [False]


def test_a_waiver_silences_only_its_code(shelf):
    made = replace(BROKEN["quiz-length"], waive={"quiz-length": "Produktname unvermeidlich"})

    assert "quiz-length" not in codes(made, shelf)
    assert "quiz-length" in codes(replace(made, waive={"quiz-why": "…"}), shelf)


def test_a_key_that_stands_in_another_stem_leaks(shelf):
    first = item(("Der Dienst des Spoolers steht still", "Das Kabel ist ganz lose", "Das Papier fehlt im Fach"))
    second = item(stem="Erledigt: Der Dienst des Spoolers steht still. Was kommt als Nächstes?", id="q-other2")

    found = examine_bank([first, second], shelf)

    assert [(finding.item.id, finding.code) for finding in found if finding.code == "quiz-leak"] == [
        ("q-abc234", "quiz-leak")
    ]


def test_a_distractor_that_recurs_too_often_is_a_warning(shelf):
    bank = [item(id=f"q-aaaaa{n}", stem=f"Was war die Ursache im Fall {n}?") for n in range(2, 7)]

    found = [finding for finding in examine_bank(bank, shelf) if finding.code == "quiz-reuse"]

    assert found
    assert not any(finding.is_error for finding in found)


def test_articles_that_are_not_validated_teach_nothing():
    shelf = Shelf.of([*ARTICLES, Article("x.md", "entwurf", "Entwurf", "de", "")], TEAMS)

    assert "entwurf" not in shelf.entries
