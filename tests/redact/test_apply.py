import dataclasses

import pytest

from kbtool.errors import RefusedError
from kbtool.model.ticket import Person
from kbtool.redact.apply import apply
from kbtool.redact.known import Known
from kbtool.redact.types import Kind, RedactedTicket
from tests.redact.make import ANNA, KOCH, NOBODY, attachment, redacted, shown, ticket


def test_only_apply_makes_a_redacted_ticket():
    with pytest.raises(RefusedError, match=r"redact\.apply"):
        RedactedTicket(ticket("Hallo"), (), ())


def test_a_changed_copy_of_a_redacted_ticket_is_refused_too():
    with pytest.raises(RefusedError):
        dataclasses.replace(redacted("Hallo"), ticket=ticket("Anna"), token=None)


def test_a_thread_keeps_its_words_and_loses_its_people():
    result = redacted(
        "Hallo Herr Koch,\n\nmein Drucker druckt nicht. 🖨️ Rückruf bitte unter 0221/4710-815.\n\nViele Grüße\nAnna Großmüller",
        "Guten Tag Frau Großmüller,\n\nbitte den Spooler neu starten.\n\nGruß\nR. Koch",
    )
    first, second = result.ticket.messages
    assert first.text == (
        "Hallo Herr [agent-1],\n\nmein Drucker druckt nicht. 🖨️ Rückruf bitte unter [phone-1].\n\nViele Grüße\n[customer-1]"
    )
    assert second.text == "Guten Tag Frau [customer-1],\n\nbitte den Spooler neu starten.\n\nGruß\n[agent-1]"


def test_people_of_the_metadata_become_placeholders():
    result = redacted("Hallo").ticket
    assert result.requester == Person(
        "[customer-1]", "[email-1]", "[phone-1]", "[organisation-1]", "[address-1]", "[number-1]"
    )
    assert result.owner == Person("[agent-1]", "[email-2]")
    assert result.messages[0].author == result.requester


def test_empty_metadata_stays_empty():
    result = redacted("Hallo", requester=Person(), owner=Person()).ticket
    assert result.requester == Person()


def test_every_text_of_a_ticket_is_redacted():
    result = redacted(
        "Hallo",
        subject="Frau Großmüller kommt nicht hinein",
        resolution="Mit Anna geklärt",
        links=("https://portal.example/?user=agrossmueller&token=ab12cd34ef",),
        tags=("grossmueller",),
        custom={
            "Kontakt": "Anna",
            "nested": {"phone": ["0221 4710815"]},
            "customer_number": "K 4711 22",
            "count": 3,
        },
        attachments=(attachment("Rechnung_Großmüller.pdf"),),
    ).ticket
    assert result.subject == "Frau [customer-1] kommt nicht hinein"
    assert result.resolution == "Mit [customer-1] geklärt"
    assert result.links == ("https://portal.example/?user=[user-1]&token=[secret-1]",)
    assert result.tags == ("[customer-1]",)
    assert result.custom == {
        "Kontakt": "[customer-1]", "nested": {"phone": ["[phone-1]"]}, "customer_number": "[number-1]", "count": 3,
    }  # fmt: skip
    assert result.messages[0].attachments[0].name == "Rechnung_[customer-1].pdf"


def test_a_number_in_a_custom_field_is_judged_by_the_name_of_the_field():
    result = redacted("Hallo", custom={"Personalnummer": 4711081, "attempts": 15000}).ticket
    assert result.custom == {"Personalnummer": "[number-2]", "attempts": 15000}


def test_raw_bodies_are_replaced_by_what_was_read_of_them():
    raw = ticket("Es klappt.")
    message = dataclasses.replace(
        raw.messages[0],
        format="html",
        body='<p title="Anna">Es klappt.</p>',
        dropped=("Anna Großmüller\nTel. 0221 4710815",),
    )
    result = apply(dataclasses.replace(raw, messages=(message,)), NOBODY, key=b"").ticket.messages[0]
    assert (result.format, result.body, result.dropped) == (
        "markdown",
        "Es klappt.\n\n[customer-1]\nTel. [phone-1]",
        (),
    )


def test_a_name_found_in_what_was_cut_is_denied_in_the_text():
    raw = ticket("Wiebke hilft mir gleich.")
    message = dataclasses.replace(raw.messages[0], dropped=("Cc: Wiebke Tjarks <wt@firma.example>",))
    result = apply(dataclasses.replace(raw, messages=(message,)), NOBODY, key=b"").ticket
    assert result.messages[0].text == "[person-1] hilft mir gleich."


def test_the_same_person_has_the_same_placeholder_in_every_spelling():
    assert shown(
        "Anna; ANNA GROSSMÜLLER; Großmüllers PC; Grossmueller; Grossmuller; Großmüller, Anna; A. Großmüller"
    ) == ("[customer-1]; [customer-1]; [customer-1] PC; [customer-1]; [customer-1]; [customer-1]; [customer-1]")


def test_third_parties_are_numbered_in_order_of_first_appearance():
    text = "Herr Tjarks und Frau Oltmanns waren da. Oltmanns wusste es, Tjarks nicht."
    assert (
        shown(text) == "Herr [person-1] und Frau [person-2] waren da. [person-2] wusste es, [person-1] nicht."
    )


def test_a_name_found_once_is_denied_in_the_subject_too():
    result = redacted("Gruß\nWiebke Tjarks", subject="Laptop von Tjarks")
    assert result.ticket.subject == "Laptop von [person-1]"


def test_a_secret_found_once_is_denied_everywhere():
    result = redacted("Passwort: Regen#77x", "Regen#77x geht nicht mehr, bitte ändern.")
    assert result.ticket.messages[1].text == "[password] geht nicht mehr, bitte ändern."


def test_nicknames_of_the_parties_are_theirs():
    thomas = Person("Thomas Tjarks", "tt@firma.example")
    assert shown("Gruß\nTom", requester=thomas) == "Gruß\n[customer-1]"


def test_a_party_with_an_ordinary_word_as_name_is_found_by_its_capital():
    assert shown("Koch hat es gelöst, ich koche nur.") == "[agent-1] hat es gelöst, ich koche nur."


def test_the_customers_domain_goes_and_the_agents_stays():
    holz = dataclasses.replace(ANNA, email="a@holz-nord.de")
    agent = dataclasses.replace(KOCH, email="koch@it-hilfe.de")
    text = "Siehe portal.it-hilfe.de und www.holz-nord.de."
    assert shown(text, requester=holz, owner=agent) == "Siehe portal.it-hilfe.de und [host-1]."


def test_findings_hold_place_and_keyed_hash_but_never_the_value():
    result = redacted("Anna hier. Anna!")
    first, second = (finding for finding in result.findings if finding.where == "message 1 text")
    assert (first.type, first.rule, first.start, first.end) == (Kind.NAME, "own-name", 0, 4)
    assert first.hash == second.hash
    assert "anna" not in repr(result.findings).lower()
    other = apply(ticket("Anna hier."), NOBODY, key=b"another")
    assert first.hash not in {finding.hash for finding in other.findings}


def test_without_a_key_there_is_no_hash():
    assert {finding.hash for finding in apply(ticket("Anna"), NOBODY, key=b"").findings} == {""}


def test_a_long_key_works():
    assert apply(ticket("Anna"), NOBODY, key=b"k" * 100).findings[0].hash


def test_suspicions_point_into_the_redacted_text():
    result = redacted("Anna Großmüller sagt, Wiebke wüsste es, und Wiebke ist da.")
    (suspicion,) = result.suspicions
    text = result.ticket.messages[0].text
    assert [text[start:end] for start, end in suspicion.places] == [suspicion.token] * 2 == ["Wiebke"] * 2


def test_a_suspicions_repr_does_not_show_the_word():
    (suspicion,) = redacted("Vielleicht weiß Wiebke es.").suspicions
    assert "Wiebke" not in repr(suspicion)


def test_approved_words_are_not_suspected():
    raw = ticket("Vielleicht weiß Wiebke es.")
    assert not apply(raw, NOBODY, key=b"", approved=frozenset({"Wiebke"})).suspicions


def test_vocabulary_silences_unknown_words_but_no_listed_names():
    raw = ticket("Der Zwurbler von Wiebke klemmt.")
    silent = apply(raw, NOBODY, key=b"", vocabulary=frozenset({"Zwurbler", "Wiebke"}))
    assert [suspicion.token for suspicion in silent.suspicions] == ["Wiebke"]


def test_a_ticket_without_language_is_judged_by_its_words():
    result = redacted(
        "Please restart the Kennwortrichtlinie thing and tell me what you see", subject="Help", language=""
    )
    assert [suspicion.token for suspicion in result.suspicions] == ["Kennwortrichtlinie"]


def test_a_ticket_without_anything_private_stays_as_it_is():
    text = "Fehler 0x80070005 nach KB5034441 auf 192.168.0.7, Port 8080, am 12.03.2026 um 14:30 Uhr. 🙂"
    result = redacted(text, requester=Person(), owner=Person())
    assert result.ticket.messages[0].text == text
    assert not result.findings


def test_people_of_other_tickets_are_denied_too():
    known = Known.from_people([Person("Wiebke Tjarks", "wt@firma.example", "04421 778899")])
    text = "Frag Wiebke oder tjarks@firma, Nummer 0 44 21/77 88 99, Wiebke Tjarks."
    assert shown(text, known=known) == "Frag [person-1] oder [person-1]@firma, Nummer [phone-2], [person-1]."


@pytest.mark.parametrize(
    ("question", "answer", "left"),
    [
        ("Wie lautet der Code aus der SMS?", "604 913, kam gerade", "[password], kam gerade"),
        ("Which PIN did you set on the tablet?", "7302", "[password]"),
        ("Und die Kundennummer dazu?", "5520187, glaube ich", "[number-1], glaube ich"),
        ("What is your user name?", "doakenf", "[user-1]"),
        ("Wann sind Sie geboren?", "am 14.02.1967", "am [date-1]"),
    ],
)
def test_an_answer_is_read_together_with_the_question_before_it(question, answer, left):
    result = redacted(question, answer, requester=Person(), owner=Person()).ticket
    assert result.messages[1].text == left


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Welchen Fehler zeigt der Drucker?", "1068"),
        ("How many files are left?", "about 2400 files"),
        ("Geht es wieder?", "ja, alles gut"),
    ],
)
def test_an_answer_that_tells_nothing_private_stays(question, answer):
    assert redacted(question, answer, requester=Person(), owner=Person()).ticket.messages[1].text == answer


def test_the_question_for_a_code_is_forgotten_after_one_message():
    result = redacted("Welche PIN haben Sie?", "Moment, ich sehe nach.", "Im Lager sind 4410 Kisten.")
    assert result.ticket.messages[2].text == "Im Lager sind 4410 Kisten."


def test_a_name_that_is_no_name_elsewhere_goes_where_it_signs_or_fills_a_field():
    owner = Person("Severin Gut")
    signed = shown("Bearb.: Gut, morgen mehr.\nNachname: Gut\nGut, das war alles.\ngez. Gut", requester=owner)
    assert signed.count("Gut") == 1
