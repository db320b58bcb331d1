"""Run all recognisers over a text: by form, and by the words that promise something."""

from collections.abc import Iterator
from functools import lru_cache

from kbtool.redact.recognisers import (
    accounts,
    bank,
    birth,
    fields,
    greetings,
    headers,
    honorifics,
    identity,
    introductions,
    keys,
    mail,
    nearby,
    network,
    organisations,
    passwords,
    phone,
    postal,
    references,
    strange,
    streets,
    urls,
)
from kbtool.redact.recognisers.base import Trigger
from kbtool.redact.spans import Span
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts

# A recogniser has `find` for what shows by its form, `TRIGGERS` for what stands around certain words, or both.
_MODULES = (
    mail, urls, keys, bank, identity, phone, network, passwords, accounts, references, birth, streets, postal,
    honorifics, greetings, headers, introductions, strange, nearby, fields, organisations,
)  # fmt: skip
_FINDERS = tuple(module.find for module in _MODULES if hasattr(module, "find"))
_TABLES = tuple(module.TRIGGERS for module in _MODULES if hasattr(module, "TRIGGERS"))
_SUFFIXES: tuple[tuple[tuple[str, ...], Trigger], ...] = (
    (("passwort", "kennwort", "password", "passwoerter", "kennwoerter"), passwords.password),
    (("adresse", "anschrift"), postal.labelled),
    (("rechnung", "vertrag", "bestellung", "auftrag", "konto", "police", "karte"), nearby.references),
    (("login", "kennung", "benutzername", "anmeldename", "kuerzel"), accounts.labelled),
)
_LONG = 6


def recognise(view: View) -> Iterator[Span]:
    """Yield everything found by its form or its context, in no order, overlapping."""
    for find in _FINDERS:
        yield from find(view)
    for index, triggers in enumerate(map(_triggered, [token.key for token in view.tokens])):
        for trigger in triggers:
            yield from trigger(view, index)


@lru_cache(maxsize=65536)
def _triggered(key: str) -> tuple[Trigger, ...]:
    """Return what to look for around a word: it is asked of every word, so the answer is kept."""
    found = [trigger for table in _TABLES for trigger in table.get(key, ())]
    found += _by_form(key)
    if len(key) > _LONG and not found:
        found += _by_suffix(key)
    return tuple(found)


def _by_form(key: str) -> Iterator[Trigger]:
    """Look at the word itself: a street, a first name, a postcode, a year, a machine, a login, a secret."""
    if streets.is_street(key):
        yield streets.street
    if key in introductions.first_names_alone():
        yield introductions.pair
    if key.isdigit():
        if len(key) in postal.POSTCODE_LENGTHS:
            yield postal.postcode
        if nearby.is_long_ago(key):
            yield nearby.born
    elif phone.is_direct(key):
        yield phone.direct
    elif network.is_machine(key):
        yield network.machine
    elif accounts.is_made_of_name(key):
        yield accounts.made_of_name
    elif strange.is_mixed(key):
        yield strange.mixed


def _by_suffix(key: str) -> Iterator[Trigger]:
    """Look at German compounds: Depotnummer, Gästepasswort, Lieferanschrift."""
    if key.endswith(("code", "codes")) and key not in contexts("passwords.public_codes"):
        yield nearby.codes
    if references.is_reference(key):
        yield references.named
        yield nearby.references
    for endings, trigger in _SUFFIXES:
        if key.endswith(endings):
            yield trigger
