"""Titles, environments, causes, steps, sentences: one rule a test."""

import pytest

from kbtool.drafting import (
    blocks,
    cause,
    environment,
    imperative,
    letter,
    markup,
    sentences,
    steps,
    summary,
    tidy,
    title,
)
from kbtool.drafting.answer import Answer, Rule
from tests.drafting.make import messages

ASKED = ("customer", "Der Drucker druckt seit heute nicht mehr.")


def arranged(text, lang="de", who="agent"):
    said = messages([ASKED, (who, text)])[1]
    found = Answer("rt:1", "2", Rule.BEST, tuple(letter.body(said)), 0.5, is_public=True)
    return steps.arrange(found, lang)


def texts(found):
    return [step.text for step in found.steps]


@pytest.mark.parametrize(
    ("subject", "around", "expected"),
    [
        ("drucker druckt nicht", ["Windows 11"], "Drucker druckt nicht (Windows 11)"),
        ("CANNOT OPEN PDF FILES", [], "Cannot open PDF files"),
        ("Outlook startet nicht", ["Outlook", "Windows 11"], "Outlook startet nicht"),
        ("iPhone ohne Netz", ["iPhone"], "iPhone ohne Netz"),
        ('Fenster "Anmelden" bleibt leer', [], "Fenster „Anmelden“ bleibt leer"),
        ("Wie geht das?", ["Windows 11"], "Wie geht das?"),
    ],
)
def test_a_title_names_the_issue_and_the_environment(subject, around, expected):
    lang = "en" if subject.isupper() else "de"
    assert title.compose(subject, [], around, lang) == expected


def test_a_subject_that_says_nothing_gives_way_to_a_phrasing():
    assert (
        title.compose("Kurze Frage", ["drucker zieht kein papier ein"], [], "de")
        == "Drucker zieht kein papier ein"
    )


def test_a_long_title_is_cut_between_words_and_ends_well():
    found = title.compose(
        "Der Rechner im Besprechungsraum lässt sich seit dem letzten Update nicht mehr mit dem neuen Beamer und",
        [],
        [],
        "de",
    )
    assert len(found) <= title.MAX_LENGTH
    assert found.split()[-1] not in {"mit", "dem", "und", "nicht mehr mit dem"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Win 10, macOS Sonoma und ubuntu 24.04", ["Windows 10", "macOS Sonoma", "Ubuntu 24.04"]),
        ("Thunderbird (128.3.1esr) and K-9 Mail", ["Thunderbird 128.3.1esr", "K-9 Mail"]),
        ("in other word, the teams zoom in on the edge", []),
        ("C:\\Windows\\System32 und mail@outlook.example", []),
        ("iOS 18.1 auf dem iPhone", ["iOS 18.1", "iPhone"]),
    ],
)
def test_systems_programs_and_devices_are_found_with_their_versions(text, expected):
    assert environment.named_in([text], "de") == expected


def test_what_is_named_in_passing_is_left_out():
    found = environment.find(
        "Drucker offline",
        ["Teams geht. Der Drucker druckt nicht, Windows 11."],
        ["Wählen Sie den Drucker."],
        "de",
    )
    assert found == ["Windows 11", "Drucker"]


def test_what_only_the_answer_names_helps_out():
    assert environment.find("wo ist mein Video?", ["Es ist weg!"], ["Öffnen Sie OneDrive."], "de") == [
        "OneDrive"
    ]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Das liegt daran, dass der Treiber veraltet war.", "de", True),
        ("This happens because one wire in the cable is broken.", "en", True),
        ("Ursache: Das Kabel hat einen Wackelkontakt am Stecker.", "de", True),
        ("Bitte starten Sie neu, weil das oft hilft.", "de", False),
        ("Weil: ja.", "de", False),
    ],
)
def test_a_cause_is_a_statement_that_says_why(text, lang, expected):
    assert cause.is_cause(text, lang) is expected


def test_an_existing_list_is_kept():
    found = arranged(
        "Bitte so:\n1. Öffnen Sie Word.\n2. Klicken Sie auf Datei.\n   Dann auf Drucken.\n3. Wählen Sie den Drucker in der Liste aus."
    )
    assert texts(found) == [
        "Öffnen Sie Word.",
        "Klicken Sie auf Datei. Dann auf Drucken.",
        "Wählen Sie den Drucker in der Liste aus.",
    ]
    assert found.lead == ()


def test_a_list_in_one_line_is_a_list():
    found = arranged(
        "try this: - click help and then about - scroll down to the end - click the update button and wait",
        "en",
    )
    assert texts(found) == [
        "Click help and then about.",
        "Scroll down to the end.",
        "Click the update button and wait.",
    ]


def test_orders_in_a_paragraph_become_steps():
    found = arranged(
        "Der Treiber ist alt. Öffnen Sie bitte den Geräte-Manager und wählen Sie den Drucker. Klicken Sie auf Aktualisieren. Das dauert "
        "etwas. Danach den PC neu starten."
    )
    assert texts(found) == [
        "Öffnen Sie den Geräte-Manager und wählen Sie den Drucker.",
        "Klicken Sie auf Aktualisieren. Das dauert etwas.",
        "Danach den PC neu starten.",
    ]
    assert found.lead == ("Der Treiber ist alt.",)


def test_courtesy_questions_and_promises_go():
    found = arranged(
        "Hallo Frau Weiß,\nvielen Dank für Ihre Nachricht! Das tut mir leid. Öffnen Sie die Einstellungen, wählen Sie den Drucker und "
        "klicken Sie auf Entfernen. Ich schaue morgen noch einmal vorbei. Klappt es so? Geben Sie mir bitte kurz Bescheid.\n\n"
        "Schönes Wochenende\nAnna Größer\nIT-Service"
    )
    assert texts(found) == [
        "Öffnen Sie die Einstellungen, wählen Sie den Drucker und klicken Sie auf Entfernen."
    ]
    assert (found.lead, found.notes) == ((), ())


def test_a_step_that_asks_to_sign_in_is_not_taken_for_a_request():
    found = arranged(
        "1. Starten Sie den PC neu und melden Sie sich an.\n2. Rufen Sie mich unter [phone-1] an.\n3. Öffnen Sie Word und drucken Sie eine Seite aus."
    )
    assert texts(found) == [
        "Starten Sie den PC neu und melden Sie sich an.",
        "Öffnen Sie Word und drucken Sie eine Seite aus.",
    ]


def test_what_follows_the_list_is_a_note():
    found = arranged(
        "1. Open the settings and remove the printer.\n2. Add it again and print a page.\n\nIf it is missing, restart the printer.",
        "en",
    )
    assert found.notes == ("If it is missing, restart the printer.",)


def test_text_between_two_lists_leads_to_the_second():
    found = arranged(
        "1. Open Word.\n2. Close Word again and wait.\n\nOn the phone:\n\n1. Open the mail app.\n2. Tap the account and sign out.",
        "en",
    )
    assert texts(found)[2] == "On the phone: Open the mail app."


def test_nested_points_stay_with_their_step():
    found = arranged(
        "1. Open the settings:\n   - choose the printer\n   - remove it from the list\n2. Add the printer again and print one page.",
        "en",
    )
    assert found.steps[0].details == ["Choose the printer.", "Remove it from the list."]


def test_code_stays_with_its_step():
    found = arranged(
        "1. Open a terminal as administrator.\n2. Type this and press Enter:\n```\nnet stop spooler\n```\n3. Restart the computer and print a page.",
        "en",
    )
    assert found.steps[1].code == ["net stop spooler"]


def test_an_explanation_without_any_order_has_no_steps():
    found = arranged(
        "The two views differ only in how messages are listed, and neither has anything to do with sorting at all.",
        "en",
    )
    assert (found.steps, len(found.lead)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I removed the account and added it again.", "Remove the account and add it again."),
        ("You should check the cable.", "Check the cable."),
        ("I suggest running the repair tool.", "Run the repair tool."),
        ("Stopped the service.", "Stop the service."),
        ("I had a bad day.", "I had a bad day."),
        ("You can't import anything.", "You can't import anything."),
    ],
)
def test_advice_and_reports_in_english_become_orders(text, expected):
    assert imperative.order(text) == expected


def test_the_short_answer_is_what_is_behind_it_and_the_first_step():
    found = summary.compose(
        ["Das Kennwort ist noch das alte."], [], ["Öffnen Sie die Einstellungen.", "x" * 300], "de"
    )
    assert found == "Das Kennwort ist noch das alte. Öffnen Sie die Einstellungen."


def test_the_short_answer_has_at_most_200_characters():
    assert len(summary.compose([], ["Weil " + "sehr " * 100 + "lang."], [], "de")) <= summary.MAX_LENGTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nr. 5 ist z. B. am 3. März fertig. Dann weiter.",
            ["Nr. 5 ist z. B. am 3. März fertig.", "Dann weiter."],
        ),
        ('Es meldet "Nicht da. Bitte warten." Was nun?', ['Es meldet "Nicht da. Bitte warten." Was nun?']),
        ("Siehe prefs.js und www.x.example jetzt. Ende", ["Siehe prefs.js und www.x.example jetzt.", "Ende"]),
    ],
)
def test_sentences_end_where_people_end_them(text, expected):
    assert sentences.split(text) == expected


def test_a_signature_is_cut_and_a_postscript_is_not():
    def body(text):
        return [block.text for block in letter.body(messages([("agent", text)])[0])]

    assert body("Bitte neu starten.\n\nViele Grüße\nAnna Größer\nTel. 030 12345") == ["Bitte neu starten."]
    assert body("Bitte neu starten.\n\nGruß Anna\n\nP.S.: Vorher speichern.")[-1] == "P.S.: Vorher speichern."
    assert body(
        "Danke,\ndas Kabel war lose. Ich habe es neu gesteckt, und jetzt geht der Bildschirm wieder an."
    )[-1].startswith("das Kabel")


def test_wiki_prose_set_as_code_is_prose():
    found = blocks.parse_text(
        "```\n- click on the settings menu and then on the account - choose the server settings - press the button\n```",
        is_markdown=True,
    )
    assert [block.kind for block in found] == [blocks.Kind.BULLET] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bitte starten Sie den PC neu, [customer-1]!", "Starten Sie den PC neu!"),
        ("OK, gehen Sie bitte in die Einstellungen", "Gehen Sie in die Einstellungen."),
        ("prefs.js löschen", "prefs.js löschen."),
        ("Es geht nicht, danke im Voraus!", "Es geht nicht."),
    ],
)
def test_a_sentence_is_made_whole_and_addresses_nobody(text, expected):
    assert tidy.sentence(text) == expected


def test_a_label_within_bold_type_is_not_set_bold_twice():
    bold = markup.neutral('**Open "Search" first**, then "Save".', is_markdown=True)
    assert markup.to_markdown(tidy.labelled(bold)) == '**Open "Search" first**, then **Save**.'
