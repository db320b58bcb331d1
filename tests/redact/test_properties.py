"""What must hold for any text and anybody's name."""

import dataclasses

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kbtool.model.ticket import Person
from kbtool.redact.apply import apply
from kbtool.redact.folding import fold
from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from kbtool.redact.view import WORD, view
from kbtool.redact.wordlist import contexts, is_any_word, is_technical, words
from tests.redact.make import NOBODY, ticket

LETTERS = "abcdefghijklmnoprstuvwzäöüßéłş"
CLEAN = "der Drucker druckt nicht mehr seit heute morgen und das Netz ist langsam bitte um Hilfe vielen Dank the screen stays black".split()
name = (
    st.text(LETTERS, min_size=4, max_size=12)
    .map(str.title)
    .filter(
        lambda word: not is_any_word(word) and not is_technical(fold(word)) and len(WORD.findall(word)) == 1
    )
)
number = st.from_regex(r"[A-Z]{1,2}-[0-9]{4,8}", fullmatch=True)
text = st.text(st.characters(codec="utf-8"), max_size=300)
prose = st.lists(st.sampled_from(CLEAN), min_size=1, max_size=40).map(" ".join)
FEW = settings(max_examples=60, deadline=None)


def _is_name(word):
    return fold(word) not in words("generic_names.txt") | words("not_names.txt") | contexts(
        "people.titles"
    ) | contexts("people.particles")


@FEW
@given(
    name,
    name,
    number,
    prose,
    prose,
    st.sampled_from(["{0} {1}", "{1}, {0}", "{0}", "{1}", "{1}s Rechner", "{0}-PC"]),
)
def test_no_known_value_survives(first, last, customer_number, before, after, pattern):
    assume(_is_name(first) and _is_name(last))
    person = Person(
        f"{first} {last}",
        f"{fold(first)}.{fold(last)}@firma.example",
        "0221 4710815",
        customer_number=customer_number,
    )
    written = pattern.format(first, last)
    body = f"{before} {written} {after} {person.email} {customer_number} {person.phone}."
    result = apply(ticket(body, requester=person, owner=Person()), NOBODY, key=b"").ticket
    left = result.messages[0].text
    for value in (first, last, customer_number, person.phone, person.email):
        assert value not in left


@FEW
@given(name, name, prose)
def test_people_of_other_tickets_do_not_survive_either(first, last, after):
    assume(_is_name(first) and _is_name(last))
    known = Known.from_people([Person(f"{first} {last}")])
    left = apply(ticket(f"{first} {last} {after}", requester=Person(), owner=Person()), known, key=b"").ticket
    assert first not in left.messages[0].text
    assert last not in left.messages[0].text


@FEW
@given(text)
def test_redaction_is_idempotent(body):
    once = apply(ticket(body), NOBODY, key=b"").ticket
    blank = dataclasses.replace(once, requester=Person(), owner=Person())
    blank = dataclasses.replace(
        blank, messages=tuple(dataclasses.replace(message, author=Person()) for message in blank.messages)
    )
    twice = apply(blank, NOBODY, key=b"").ticket
    assert twice.messages[0].text == once.messages[0].text
    assert twice.subject == once.subject


@FEW
@given(prose)
def test_clean_text_is_unchanged(body):
    result = apply(ticket(body, requester=Person(), owner=Person()), NOBODY, key=b"")
    assert result.ticket.messages[0].text == body
    assert not result.findings


@FEW
@given(text)
def test_any_text_can_be_scanned_and_findings_lie_inside(body):
    result = scan(body, NOBODY, lang="de", approved=frozenset())
    for found in (*result.findings, *result.suspicions):
        assert 0 <= found.start < found.end <= len(body)


@FEW
@given(text)
def test_every_place_of_a_view_leads_back_to_the_text(body):
    seen = view(body)
    for token in seen.tokens:
        start, end = seen.origin(token.start, token.end)
        assert 0 <= start < end <= len(body)
