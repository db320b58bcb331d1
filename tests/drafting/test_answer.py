from dataclasses import replace

import pytest

from kbtool.drafting import answer
from kbtool.drafting.answer import Rule
from tests.drafting.make import ticket

ASKED = ("customer", "Hallo,\nmein Drucker druckt seit heute nicht mehr. 🖨️")
STEPS = (
    "Hallo Herr Weiß,\nbitte so:\n1. Öffnen Sie die Einstellungen.\n2. Wählen Sie den Drucker und klicken Sie auf "
    "Entfernen.\n3. Fügen Sie ihn neu hinzu.\n\nViele Grüße\nAnna Größer"
)
TRIED = "Bitte starten Sie den Drucker einmal neu und versuchen Sie danach noch einmal, die Seite auszudrucken."


def chosen(*said, **fields):
    found = answer.choose(ticket(ASKED, *said, **fields))
    return (found.rule, found.message_id) if found else None


def test_the_field_for_the_solution_comes_first():
    field = "Treiber entfernt, den neuen Treiber aus dem Softwarecenter installiert und den Drucker neu verbunden, Testseite kam."
    assert chosen(("agent", STEPS), ("customer", "Danke, geht!"), resolution=field) == (
        Rule.FIELD,
        "resolution",
    )


def test_a_field_that_no_customer_saw_is_internal():
    field = "Treiber entfernt, den neuen Treiber aus dem Softwarecenter installiert und den Drucker neu verbunden, Testseite kam."
    assert not answer.choose(ticket(ASKED, resolution=field)).is_public
    assert answer.choose(ticket(ASKED, ("agent", field), resolution=field)).is_public


@pytest.mark.parametrize(
    "field",
    ["erledigt", "Danke, Problem gelöst.", "Herr Weiß hat angerufen, es geht wieder, vielen Dank an alle."],
)
def test_a_solution_under_15_words_is_not_an_answer(field):
    assert chosen(("customer", "Danke!"), resolution=field) is None


def test_the_accepted_answer_comes_before_the_best_message():
    said = (
        ("agent", STEPS),
        (
            "agent",
            "Tauschen Sie das Kabel gegen ein neues aus dem Schrank im Flur, das alte hat einen Wackelkontakt am Stecker.",
        ),
    )
    assert chosen(*said, ("customer", "Danke, klappt!"), accepted_answer="3") == (Rule.ACCEPTED, "3")


@pytest.mark.parametrize(
    "thanks",
    [
        "Thanks, solved!",
        "Vielen Dank, das hat mir sehr geholfen, jetzt druckt er wieder alles ganz normal aus wie vorher auch.",
    ],
)
def test_mere_thanks_are_no_answer_even_when_accepted(thanks):
    assert chosen(("agent", STEPS), ("customer", thanks), accepted_answer="3") == (Rule.CONFIRMED, "2")


def test_a_wrong_first_answer_loses_to_the_one_that_worked():
    said = (
        ("agent", TRIED),
        ("customer", "Leider immer noch dasselbe."),
        ("agent", STEPS),
        ("customer", "Super, geht wieder!"),
    )
    assert chosen(*said) == (Rule.CONFIRMED, "4")


def test_a_closing_word_is_not_the_answer():
    closer = "Freut mich, dass es wieder geht! Ich schließe das Ticket dann und wünsche Ihnen noch einen schönen Tag und ein gutes Wochenende."
    assert chosen(("agent", STEPS), ("customer", "Geht wieder, danke!"), ("agent", closer)) == (
        Rule.CONFIRMED,
        "2",
    )


def test_a_question_back_is_not_the_answer():
    asked = "Welcher Drucker ist es denn genau, und seit wann tritt das auf? Sehen Sie am Display vielleicht irgendeine Meldung?"
    assert chosen(("agent", asked), ("customer", "Hat sich erledigt, danke.")) is None


def test_an_answer_given_on_the_phone_is_one_for_a_person():
    assert (
        chosen(("agent", "Guten Tag,\nwie telefonisch besprochen. Viel Erfolg!"), ("customer", "Danke!"))
        is None
    )


def test_a_promise_to_look_into_it_does_not_earn_the_thanks_for_the_deed():
    held = (
        "Bitte speichern Sie vorerst nichts auf dem Desktop. Ich schalte mich gleich auf und sehe mir das an."
    )
    note = "Ursache: Profil war gesperrt. Registrierungsschlüssel ProfileList umbenannt, Profil gelöscht, Rechner zweimal neu gestartet und die Anmeldung geprüft."
    said = (
        ("agent", held),
        ("note", note),
        ("agent", "So, sollte jetzt wieder gehen."),
        ("customer", "Ja, geht wieder!"),
    )
    assert chosen(*said) == (Rule.NOTE, "3")


def test_an_internal_note_is_the_last_resort_and_internal():
    note = "Ursache: alter Treiber. Treiber entfernt, neuen Treiber aus dem Softwarecenter installiert, Warteschlange geleert, Spooler neu gestartet."
    found = answer.choose(ticket(ASKED, ("note", note), ("agent", "Sollte jetzt gehen.")))
    assert (found.rule, found.is_public) == (Rule.NOTE, False)


def test_a_note_about_the_customer_is_not_an_answer():
    assert (
        chosen(
            (
                "note",
                "Herr Weiß ist sehr ungeduldig und hat sich schon zweimal bei der Leitung beschwert, bitte freundlich bleiben.",
            )
        )
        is None
    )


def test_a_message_without_visibility_counts_as_a_note():
    found = answer.choose(ticket(("hidden", "x"), ("hidden", STEPS)))
    assert not found.is_public


def test_a_confirmed_answer_is_surer_than_an_unconfirmed_one():
    confirmed = answer.choose(ticket(ASKED, ("agent", STEPS), ("customer", "Danke, geht wieder!")))
    alone = answer.choose(ticket(ASKED, ("agent", STEPS)))
    assert 0 < alone.confidence < confirmed.confidence <= 0.85


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Works now, thanks!", 1),
        ("Funktioniert jetzt, danke schön 👍", 1),
        ("That didn't help, still the same.", -1),
        ("Leider geht es immer noch nicht.", -1),
        ("It is gone! My heart is still racing.", 1),
        ("Welches Fenster meinen Sie?", 0),
    ],
)
def test_the_next_word_of_the_requester_decides(reply, expected):
    said = ticket(ASKED, ("agent", STEPS), ("customer", reply)).messages
    assert answer.reaction(said, 1) == expected


def test_the_answer_does_not_depend_on_names():
    one = ticket(ASKED, ("agent", STEPS), ("customer", "Danke, geht!"))
    other = replace(one, messages=tuple(replace(m, author=replace(m.author, name="X")) for m in one.messages))
    assert answer.choose(one) == answer.choose(other)
