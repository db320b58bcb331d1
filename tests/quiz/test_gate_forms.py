"""The gate's checks of orders, ticket data, typed answers, replies and contrasts: one flaw each."""

from dataclasses import replace

import pytest

from kbtool.model.quiz import Item, ItemType, Option, Source
from kbtool.quiz.gate.forms import shows_place
from kbtool.quiz.gate.run import examine, examine_bank
from kbtool.quiz.shelf import Shelf
from tests.quiz.conftest import ARTICLES, STUCK, TEAMS

KEYS = (
    "quiz-options",
    "quiz-length",
    "quiz-also-asked",
    "quiz-order-cue",
    "quiz-recall",
    "quiz-leak",
    "quiz-contrast",
)
STEPS = ("Öffnen Sie die Klappe.", "Ziehen Sie die Kartusche heraus.", "Legen Sie die neue ein.")
POINTS = ("Nennt das Anliegen.", "Sagt, was zu tun ist.", "Nennt eine Uhrzeit.")


def item(kind, *texts, keys=(), stem="Jemand meldet: „nix geht“ Was tun Sie?", id="q-abc234", **fields):  # noqa: A002
    all_right = kind in {ItemType.RECALL, ItemType.REPLY}
    options = tuple(
        Option("abcdefghij"[n], text, "Grund.", is_key=all_right or n in keys) for n, text in enumerate(texts)
    )
    return Item(id, kind, "de", "drucker-offline", stem, options, topic="printing", **fields)


def data(*texts, right=2):
    made = item(ItemType.DATA, *texts, keys=range(right))
    return replace(made, source=Source("0d3f", made.text_sha256, 1))


SOUND = [
    item(ItemType.ORDER, *STEPS),
    data("Name des Druckers", "Zimmer im Haus", "Farbe der Wand"),
    item(ItemType.RECALL, "net stop spooler"),
    item(ItemType.REPLY, *POINTS, model="Guten Tag …"),
]
LONG = "Ein sehr langer Text darüber, was auf dem Bildschirm des Geräts zu lesen war"
BROKEN = [
    ("quiz-options", item(ItemType.ORDER, *STEPS[:2])),
    ("quiz-options", item(ItemType.ORDER, *(f"Drücken Sie die Taste {n}." for n in range(7)))),
    ("quiz-options", data("Name des Druckers", "Farbe der Wand", right=1)),
    ("quiz-options", data("Name des Druckers", "Zimmer im Haus")),
    ("quiz-options", data(*(f"Angabe {word}" for word in "eins zwei drei vier fünf sechs acht neun zehn".split()))),
    ("quiz-options", item(ItemType.REPLY, *POINTS[:2], model="…")),
    ("quiz-length", data(LONG, f"{LONG}, und zwar ganz genau", "Farbe der Wand")),
    ("quiz-length", data("Name des Druckers", "Zimmer im Haus", LONG)),
    ("quiz-also-asked", data("Zimmer im Haus", "Gerät", "Der Druckername")),
    ("quiz-also-asked", data("Name des hängenden Dokuments", "Gerät", "Name des Dokuments")),
    ("quiz-order-cue", item(ItemType.ORDER, *STEPS[:2], "Danach schließen Sie die Klappe.")),
    ("quiz-order-cue", item(ItemType.ORDER, *STEPS[:2], "Schließen Sie die Klappe wieder.")),
    ("quiz-recall", item(ItemType.RECALL, "Get-CimInstance Win32_BIOS | Select-Object SerialNumber")),
    ("quiz-recall", item(ItemType.RECALL, "e")),
    ("quiz-recall", item(ItemType.RECALL, "net stop", stem="Geben Sie `____` und `____` ein.")),
    ("quiz-leak", item(ItemType.RECALL, "net stop spooler", stem="Wozu dient net stop Spooler?")),
]  # fmt: skip


def codes(made, shelf):
    return {finding.code for finding in examine(made, shelf)} & set(KEYS)


@pytest.mark.parametrize("made", SOUND, ids=lambda made: made.type.value)
def test_a_sound_item_of_each_form_passes(made, shelf):
    assert [finding.code for finding in examine(made, shelf)] == []


@pytest.mark.parametrize(("code", "made"), BROKEN, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BROKEN)])
def test_each_flaw_is_found_by_its_check(code, made, shelf):
    assert code in codes(made, shelf)


def test_several_texts_may_be_accepted_though_they_are_alike(shelf):
    recall = item(ItemType.RECALL, "https://outlook.office.com", "outlook.office.com")

    assert [finding.code for finding in examine(recall, shelf)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Click **Next**.",
        "Stellen Sie die Uhr nach dem Handy.",
        "Melden Sie sich neu an.",
        "Wählen Sie und dann OK.",
    ],
)
def test_words_inside_a_step_do_not_show_its_place(text):
    assert shows_place(text) == ""


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Then press F9.", "Then"),
        ("Zum Schluss speichern Sie.", "Zum Schluss"),
        ("Gehen Sie zu Schritt 2.", "Schritt 2"),
    ],
)
def test_words_that_show_a_place_are_named(text, cue):
    assert shows_place(text) == cue


def test_an_answer_in_several_spellings_leaks_once(shelf):
    asked = item(ItemType.RECALL, "net stop spooler", "NET STOP Spooler.")
    tells = item(ItemType.ORDER, *STEPS, stem="Nach net stop Spooler: Was nun?", id="q-other2")

    leaks = [one for one in examine_bank([asked, tells], shelf) if one.code == "quiz-leak"]

    assert len(leaks) == 1


@pytest.mark.parametrize("text", ["⌘I", "Alt+I"])
def test_the_letter_that_is_left_of_a_key_tells_nothing(shelf, text):
    asked = item(ItemType.RECALL, text)
    other = item(ItemType.ORDER, *STEPS, stem="Teil I: Was nun?", id="q-other2")

    assert not [one for one in examine_bank([asked, other], shelf) if one.code == "quiz-leak"]


def test_an_answer_that_stands_in_another_stem_of_the_language_leaks(shelf):
    recall = item(ItemType.RECALL, "net stop spooler")
    tells = item(ItemType.ORDER, *STEPS, stem="Nach net stop Spooler: Was nun?", id="q-other2")
    foreign = replace(tells, lang="en", id="q-other3")

    found = examine_bank([recall, tells, foreign], shelf)

    leaks = [(finding.item.id, finding.message) for finding in found if finding.code == "quiz-leak"]
    assert leaks == [("q-abc234", "the answer stands in the stem of q-other2")]


def test_two_items_that_ask_the_same_must_accept_the_same(shelf):
    first = item(ItemType.RECALL, "ipconfig")
    other = item(ItemType.RECALL, "hostname", id="q-other2")

    found = examine_bank([first, other, replace(first, id="q-other3")], shelf)

    assert [finding.item.id for finding in found if finding.code == "quiz-recall"] == ["q-other2"]


def contrast(sign):
    texts = (
        sign,
        "Es kommt gar nichts aus dem Gerät heraus.",
        "Die Lampe am Gerät blinkt orange und hört nicht auf.",
    )
    made = item(ItemType.CONTRAST, *texts, keys={0})
    origins = ("drucker-offline", "auftrag-haengt", "letter-papier")
    options = tuple(
        replace(option, origin=origin) for option, origin in zip(made.options, origins, strict=True)
    )
    return replace(made, options=options)


def near(**fields):
    alike = [replace(one, tags=("drucker", "windows", "spooler", "netz")) for one in ARTICLES]
    return Shelf.of([replace(one, **fields) if one.id == "auftrag-haengt" else one for one in alike], TEAMS)


def test_a_sign_that_the_other_article_shows_as_well_is_refused():
    sign = "Der Eintrag des Geräts ist in Windows grau."
    body = STUCK.body.replace("## Problem\n\n", f"## Problem\n\n{sign} ")

    assert codes(contrast(sign), near()) == set()
    assert codes(contrast(sign), near(body=body)) == {"quiz-contrast"}


def test_articles_nobody_mixes_up_are_no_contrast(shelf):
    assert codes(contrast("Der Eintrag des Geräts ist in Windows grau."), shelf) == {"quiz-contrast"}
