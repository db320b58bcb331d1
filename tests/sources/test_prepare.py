"""A ticket as it came, made ready for the store."""

from kbtool.model.ticket_json import from_dict
from kbtool.sources.prepare import prepare


def ticket(*bodies, kind="text", **more):
    messages = [{"body": body, "format": kind} for body in bodies]
    return from_dict({"source": "rt", "id": "1", "state": "resolved", "messages": messages, **more})


def test_text_is_cleaned_and_body_stays_as_it_came():
    message = prepare(ticket("Geht!\n\nVG Änne")).messages[0]
    assert (message.text, message.body, message.dropped) == ("Geht!", "Geht!\n\nVG Änne", ("VG Änne",))


def test_html_becomes_markdown_without_signature():
    message = prepare(ticket("<p>Geht <b>wieder</b>!</p><p>Viele Grüße<br>Änne</p>", kind="html")).messages[0]
    assert message.text == "Geht **wieder**!"


def test_plain_text_stays_plain_text():
    assert prepare(ticket("a_b <c> *d*")).messages[0].text == "a_b <c> *d*"


def test_language_is_found_out_from_the_texts():
    assert prepare(ticket("Der Drucker ist kaputt, bitte um Hilfe.")).language == "de"
    assert prepare(ticket("The printer is broken, please help me.")).language == "en"
    assert prepare(ticket("0x80070005")).language == ""


def test_language_of_the_ticket_wins_and_loses_its_region():
    assert prepare(ticket("Der Drucker ist kaputt.", language="en-US")).language == "en"


def test_first_mail_that_is_handed_on_keeps_the_quoted_mail():
    body = "Bitte übernehmen.\n\nVon: Änne <a@example.com>\nGesendet: heute\nBetreff: x\n\nEr brummt."
    assert "Er brummt." in prepare(ticket(body, subject="WG: Drucker")).messages[0].text
    assert "Er brummt." not in prepare(ticket(body, subject="Drucker")).messages[0].text
    assert "Er brummt." not in prepare(ticket("Hallo", body, subject="WG: Drucker")).messages[1].text
