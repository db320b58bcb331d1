"""Items that are not one key among three: order, ticket data, recall; and contrasts."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbtool.model.quiz import Form, ItemType, Spare, Status
from kbtool.quiz.gate.forms import shows_place
from kbtool.quiz.gate.run import examine
from kbtool.quiz.generate.contrast import telling
from kbtool.quiz.generate.never import NEVER
from kbtool.quiz.generate.plan import ChangeKind, plan
from kbtool.quiz.generate.recall import accepted
from kbtool.quiz.generate.sequence import windows
from kbtool.quiz.judging import typed
from kbtool.quiz.shelf import Shelf
from tests.quiz.conftest import ARTICLES, OFFLINE, STUCK, TEAMS, article

CACHE = article(
    "alte-adresse",
    "Webseite führt nach einem Umzug ins Leere",
    "Der Rechner merkt sich noch die frühere Adresse.",
    [
        "Öffnen Sie die **Eingabeaufforderung** über das Startmenü.",
        "Geben Sie `ipconfig /flushdns` ein und drücken Sie die Eingabetaste.",
        "Öffnen Sie `https://status.firma.example` im Browser.",
    ],
    ["seite lädt nicht mehr seit der server umgezogen ist"],
    problem="Eine interne Seite meldet „nicht gefunden“, bei Kollegen öffnet sie sich.",
)
SHARE = article(
    "teilen-geht-nicht",
    "Bildschirm lässt sich am Mac in Besprechungen nicht teilen",
    "",
    [
        "Öffnen Sie **Systemeinstellungen** > **Datenschutz & Sicherheit**.",
        "Wählen Sie in der Liste **Bildschirmaufnahme**.",
        "Schalten Sie **Microsoft Teams** ein.",
        "Bestätigen Sie mit dem Fingerabdruck oder dem Passwort.",
        "Treten Sie der Besprechung wieder bei.",
    ],
    ["bildschirm teilen am mac geht nicht"],
    problem="Die anderen sehen statt Ihrer Fenster bloß den leeren Schreibtisch.",
)
SLOW = article(
    "druck-langsam",
    "Druckauftrag in der Warteschlange braucht ewig",
    "Die Vorlage enthält sehr große Bilder, die der Drucker erst umrechnet.",
    ["Verkleinern Sie die Bilder in der Vorlage.", "Speichern Sie die Vorlage.", "Drucken Sie sie."],
    ["warteschlange bewegt sich nur alle paar minuten"],
    problem="Zwischen zwei Seiten vergehen Minuten, am Ende kommen aber alle Blätter heraus.",
    tags=("warteschlange", "druckdienst", "spooler", "vorlage"),
)
QUEUE = replace(
    STUCK,
    tags=("warteschlange", "druckdienst", "spooler"),
    ticket_data=("Druckername und Raum", "Name des hängenden Dokuments"),
)


AWAY = replace(
    OFFLINE,
    body=OFFLINE.body.replace(
        f"{OFFLINE.title}.", "Bei allen Kollegen druckt das Gerät, nur hier bleibt es grau und still."
    ),
)
NUMBERS = itertools.count(1)


def made(*articles, rejections=(), items=(), spares=()):
    shelf = Shelf.of(articles, TEAMS, spares)
    return plan(items, rejections, shelf, lambda: f"q-{next(NUMBERS):06d}"), shelf


def of(found, kind, name=""):
    return [one.item for one in found[0].changes if one.item.type is kind and name in {"", one.item.article}]


def test_steps_that_lead_into_each_other_are_put_in_order():
    (order,) = of(made(SHARE), ItemType.ORDER)

    assert [option.origin for option in order.options] == [f"teilen-geht-nicht#{n}" for n in (1, 2, 3, 4)]
    assert "bildschirm teilen am mac geht nicht" in order.stem
    assert not any(option.is_key for option in order.options)


@pytest.mark.parametrize(
    "steps",
    [
        ["Rücken Sie den Drucker von der Wand weg.", "Wischen Sie das Glas ab.", "Füllen Sie das Fach auf."],
        ["Öffnen Sie **Datei**.", "Wählen Sie danach zuletzt **Drucken**.", "Klicken Sie erneut auf **OK**."],
        ["Öffnen Sie **Einstellungen**.", "Am Mac: Wählen Sie **Drucker**.", "Klicken Sie auf **Hinzufügen**."],
        [
            "Öffnen Sie **Einstellungen**.",
            "Falls es fehlt, wählen Sie **Drucker**.",
            "Bestätigen Sie mit **OK**.",
        ],
    ],
    ids=["independent", "tells its place", "another device", "condition"],
)
def test_steps_whose_order_is_open_or_shown_make_no_item(steps):
    assert of(made(article("a", "Titel des Falls", "", steps, ["nix geht"])), ItemType.ORDER) == []


@given(st.lists(st.sampled_from([
    "Öffnen Sie **Einstellungen** > **Drucker**.", "Wählen Sie in der Liste den Drucker aus.",
    "Klicken Sie auf **Entfernen**.", "Danach klicken Sie auf **OK**.", "Bestätigen Sie mit **Ja**.",
    "Wenn nichts hilft, rufen Sie an.", "Starten Sie den Rechner neu.", "Tragen Sie den Namen ein.",
]), max_size=8))  # fmt: skip
def test_a_run_of_steps_is_three_to_five_in_a_row_that_show_no_place(steps):
    shelf = Shelf.of([article("a", "Ein Titel", "", steps, ["hilfe"])], TEAMS)

    for run in windows(shelf.entries["a"], shelf):
        numbers = [step.number for step in run]
        assert 3 <= len(run) <= 5
        assert numbers == list(range(numbers[0], numbers[0] + len(run)))
        assert not any(shows_place(step.short) for step in run)


def test_a_ticket_holds_what_the_article_asks_for_and_nothing_the_neighbours_do():
    near = replace(SLOW, ticket_data=("Größe der Bilder in der Vorlage",), level=1)

    (data,) = of(made(QUEUE, near, *ARTICLES[2:3]), ItemType.DATA)

    assert {option.text for option in data.options if option.is_key} == set(QUEUE.ticket_data)
    assert {option.origin for option in data.options if option.is_key} == {"auftrag-haengt"}
    assert "Größe der Bilder in der Vorlage" in [option.text for option in data.distractors]
    assert "An Arbeitsplatz" not in data.stem
    assert "Arbeitsplatz" in data.stem


def test_without_neighbours_it_asks_what_belongs_in_no_ticket():

    (data,) = of(made(QUEUE), ItemType.DATA)

    assert {option.origin for option in data.distractors} <= {spare.origin for spare in NEVER["de"]}
    assert len(data.distractors) == 3


def test_who_solves_it_alone_is_not_asked_for_ticket_data():
    assert of(made(replace(STUCK, level=1)), ItemType.DATA) == []


def test_what_nearly_every_ticket_needs_is_never_wrong():
    near = replace(SLOW, ticket_data=("Rechnername der Warteschlange", "Uhrzeit"), level=1)

    (data,) = of(made(QUEUE, near), ItemType.DATA)

    assert not [option for option in data.distractors if option.origin == "druck-langsam"]


def test_a_changed_neighbour_makes_unedited_ticket_data_anew_and_keeps_the_rest():
    near = replace(SLOW, ticket_data=("Größe der Bilder in der Vorlage",), level=1)
    (before,) = of(made(QUEUE, near), ItemType.DATA)
    changed = replace(near, ticket_data=("Anzahl der Bilder in der Vorlage",))

    found, _ = made(QUEUE, changed, items=[before])

    (change,) = [one for one in found.changes if one.item.id == before.id]
    assert (change.kind, change.item.version) == (ChangeKind.REFRESHED, 2)
    assert "Anzahl der Bilder in der Vorlage" in [option.text for option in change.item.distractors]
    assert {option.origin for option in change.item.options} == {option.origin for option in before.options}


def test_the_command_of_a_step_is_asked_for_and_does_not_stand_in_the_question():
    recall = of(made(CACHE), ItemType.RECALL)[0]

    assert [option.text for option in recall.options] == ["ipconfig /flushdns"]
    assert "`____`" in recall.stem
    assert "flushdns" not in recall.stem


def test_an_address_counts_with_and_without_its_start():
    assert accepted("https://status.firma.example", "") == (
        "https://status.firma.example", "status.firma.example",
    )  # fmt: skip
    assert accepted("http://captive.example", "") == ("http://captive.example",)


@pytest.mark.parametrize(
    "step",
    [
        "Klicken Sie auf `OK`.",
        "Öffnen Sie den Ordner, zum Beispiel `\\\\server\\daten`.",
        "Geben Sie `net use X: /delete` ein.",
        "Lesen Sie den Code `0x80070005` ab.",
        "Geben Sie `10` ein.",
    ],
)
def test_buttons_examples_and_codes_on_the_screen_are_not_typed(step):
    odd = replace(CACHE, body=CACHE.body.replace("Geben Sie `ipconfig /flushdns` ein", step.rstrip(".")))

    assert "alte-adresse/recall/2" not in [str(one.slot) for one in of(made(odd), ItemType.RECALL)]


def test_an_answer_that_another_question_tells_is_refused():
    told = replace(SHARE, id="a-zuerst", issue=("hab ipconfig /flushdns eingegeben, nix",))

    found = made(CACHE, told)

    assert of(found, ItemType.ORDER, "a-zuerst")
    assert not [one for one in of(found, ItemType.RECALL) if "flushdns" in one.options[0].text]
    assert any("quiz-leak" in one.reasons for one in found[0].refusals)


@given(st.from_regex(r"(?:\$ )?[a-z]{2,8} /[a-z]{1,8}", fullmatch=True))
def test_every_accepted_text_counts_as_an_answer(code):
    texts = accepted(code, "")

    assert all(typed(text) for text in texts)
    assert not any(text.startswith("$") for text in texts)


def test_a_contrast_names_both_cases_and_shows_one_sign_of_each():
    found = made(QUEUE, SLOW, AWAY)
    contrast = of(found, ItemType.CONTRAST, "druck-langsam")[0]

    assert SLOW.title in contrast.stem
    assert QUEUE.title in contrast.stem
    assert contrast.key.text.startswith("Zwischen zwei Seiten vergehen Minuten")
    assert "auftrag-haengt" in {option.origin for option in contrast.distractors}


def test_a_sign_that_both_articles_show_tells_nothing():
    shelf = Shelf.of([STUCK, replace(SLOW, body=SLOW.body.replace("Zwischen", f"{STUCK.title}. Zwischen"))])

    assert telling(shelf.entries["druck-langsam"], shelf.entries["auftrag-haengt"]) == ()


def test_a_new_article_leaves_the_contrasts_there_are_alone():
    found, _ = made(QUEUE, SLOW, AWAY)
    bank = [change.item for change in found.changes]

    again, _ = made(QUEUE, SLOW, AWAY, CACHE, *ARTICLES[2:], items=bank)

    known = {item.id for item in bank}
    assert not [change for change in again.changes if change.item.id in known]


def test_answers_people_wrote_fill_up_where_neighbours_are_scarce():
    spares = [
        Spare(name, ItemType.CAUSE, "de", text, "Dann sähe es anders aus.", "printing")
        for name, text in [
            ("treiber", "Auf dem Computer fehlt der Treiber, den der Hersteller für das Gerät anbietet."),
            ("kabel", "Das Kabel zwischen dem Gerät und der Dose in der Wand sitzt nicht fest."),
        ]
    ]

    (cause,) = of(made(ARTICLES[0], spares=spares), ItemType.CAUSE)

    assert {option.origin for option in cause.distractors} == {"spare:treiber", "spare:kabel"}
    assert of(made(ARTICLES[0]), ItemType.CAUSE) == []


def test_everything_made_is_a_draft_that_passes_the_gate_with_reasons_and_origins():
    found, shelf = made(CACHE, SHARE, SLOW, QUEUE)
    items = [change.item for change in found.changes]

    assert {item.form for item in items} == {Form.ONE, Form.SEVERAL, Form.ORDER, Form.TYPED}
    assert all(item.status is Status.DRAFT and not item.is_edited for item in items)
    assert all(option.why and option.origin for item in items for option in item.options)
    assert not [one for item in items for one in examine(item, shelf) if one.is_error]


def test_a_reply_is_never_made_and_never_touched():
    found, _ = made(*ARTICLES)
    reply = replace(found.changes[0].item, id="q-reply2", type=ItemType.REPLY, model="Guten Tag …", source=None)

    again, _ = made(*ARTICLES, items=[reply])

    assert not of((again, None), ItemType.REPLY)
