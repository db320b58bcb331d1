import pytest

from kbtool.model.ticket import Person
from kbtool.redact.folding import bases, fold, spellings
from kbtool.redact.known import Known
from kbtool.redact.people import forms, keys_of, login_key, name_words, phone_digits, plain_number
from kbtool.redact.scan import scan
from tests.redact.make import redacted, shown


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("MÜLLER", "mueller"),
        ("Weiß", "weiss"),
        ("José", "jose"),
        ("Łukasz", "lukasz"),
        ("Mu\u0308ller", "mueller"),
        ("Yıldız", "yildiz"),
    ],
)
def test_spellings_of_a_letter_are_folded_to_one(written, folded):
    assert fold(written) == folded


def test_an_umlaut_is_looked_for_in_three_spellings():
    assert spellings("Müller") == ("mueller", "muller")
    assert spellings("Goetz") == ("goetz", "gotz")
    assert spellings("Bauer") == ("bauer",)


def test_a_word_may_be_a_genitive():
    assert list(bases("muellers")) == ["muellers", "mueller"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Müller, Dr. Anna (Vertrieb)", ("Anna", "Müller")),
        ("Anna von der Müller", ("Anna", "Müller")),
        ("anna.mueller@firma.example", ("anna", "mueller")),
        ("Liam O'Connor", ("Liam", "O'Connor")),
        ("IT Support", ()),
        ("noreply", ()),
        ("", ()),
    ],
)
def test_names_are_read_in_the_forms_systems_write_them(name, words):
    assert name_words(name) == words


def test_short_forms_of_a_first_name_belong_to_it():
    assert {"katharina", "kathi", "mueller"} <= set(keys_of("Katharina Müller"))


def test_login_names_are_derived():
    logins = forms(Person("Anna Müller", "am1974@firma.example")).logins
    assert {"amueller", "muellera", "annamueller", "muelleranna", "annam", "amuller", "am"} - {"am"} <= set(
        logins
    )
    assert login_key("Anna.Müller-02") in logins


def test_numbers_are_compared_by_their_digits():
    assert phone_digits("+49 (0)221 4710-815") == "492214710815"
    assert plain_number("K-4711 / 22") == "K471122"
    assert plain_number("keine") == ""


@pytest.mark.parametrize(
    "text", ["0221 4710815", "+49 221 4710-815", "0049/221/4710815", "(0221) 471 08 15", "4710815"]
)
def test_a_known_phone_is_found_in_any_notation(text):
    known = Known.from_people([Person(phone="+49 (0) 221 / 47 10 815")])
    assert scan(f"Nummer {text}, ja", known, lang="de", approved=frozenset()).findings


def test_words_that_name_nobody_are_not_denied():
    known = Known.from_people([Person("Service Desk", organisation="Microsoft GmbH"), Person("IT-Support")])
    assert not scan(
        "Der Service Desk und der Support von Microsoft.", known, lang="de", approved=frozenset()
    ).findings


def test_extra_names_of_the_settings_are_denied():
    known = Known.from_people([], ["Okko Tjarks"])
    assert len(scan("Okko und Tjarks", known, lang="de", approved=frozenset()).findings) == 2


def test_looking_a_word_up_costs_the_same_for_many_people():
    many = Known.from_people(
        Person(f"Vor{number}x Nach{number}y", f"a{number}@firma{number}.example") for number in range(2000)
    )
    assert len(many.parts) >= 4000
    same = Known.from_people(Person(f"Vorna Nach{number}y") for number in range(2000))
    assert max(len(found) for found in same.sequences.values()) == 1


def test_the_deny_list_does_not_show_whom_it_holds():
    assert "Tjarks" not in repr(Known.from_people([Person("Okko Tjarks")])).title()


def test_an_organisation_that_ends_like_a_street_is_found():
    known = Known.from_people([Person(organisation="Pinecrest Analytics")])
    assert scan("Wir sind Pinecrest Analytics.", known, lang="de", approved=frozenset()).findings


@pytest.mark.parametrize(
    "text", ["12 Main Street", "12 Main St", "Lindenstr. 7b", "Lindenstraße 7b", "LINDENSTRASSE 7B"]
)
def test_streets_are_found_however_they_are_shortened(text):
    known = Known.from_people(
        [Person(address="12 Main St, Leeds"), Person(address="Lindenstraße 7b, 50667 Köln")]
    )
    assert scan(f"bei {text}, ja", known, lang="de", approved=frozenset()).findings


def test_a_program_is_nobody():
    known = Known.from_people([Person("Eric Campbell")])
    assert not scan("Die Meldung kommt vom ERiC-Modul.", known, lang="de", approved=frozenset()).findings


@pytest.mark.parametrize("text", ["Is it a Campbell CR1000X?", "CAMPBELLs Laptop", "mit CAmpbell gesprochen"])
def test_slips_and_what_stands_behind_do_not_hide_a_known_name(text):
    assert scan(text, Known.from_people([Person("Eric Campbell")]), lang="de", approved=frozenset()).findings


def test_a_day_of_a_month_is_nobody():
    person = Person("June Mill", "june@mill.example")
    assert "17 June" in shown("The van comes on 17 June.", requester=person)
    assert "June" not in shown("We told June about it.", requester=person)


def test_the_number_at_the_end_of_a_forwarded_subject_is_one_of_a_ticket():
    assert "48211" not in redacted("Hallo", subject="AW: WG: Schranke am Kran 3 48211").ticket.subject
