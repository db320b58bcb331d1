"""Run all recognisers over a text: by form, and by the words that promise something."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

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
    urls,
)
from kbtool.redact.recognisers.base import Trigger
from kbtool.redact.spans import Span
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts

_BY_FORM: tuple[Callable[[View], Iterator[Span]], ...] = tuple(
    module.find
    for module in (
        mail, urls, keys, bank, identity, phone, network, accounts, references, postal, greetings, headers,
        introductions, strange, fields, organisations,
    )
)  # fmt: skip
_SUFFIXES: tuple[tuple[tuple[str, ...], Trigger], ...] = (
    (("passwort", "kennwort", "password", "passwoerter", "kennwoerter"), passwords.password),
    (("adresse", "anschrift"), postal.labelled),
    (("rechnung", "vertrag", "bestellung", "auftrag", "konto", "police", "karte"), nearby.references),
    (("login", "kennung", "benutzername", "anmeldename", "kuerzel"), accounts.labelled),
)


def _triggers() -> Mapping[str, tuple[Trigger, ...]]:
    merged: dict[str, tuple[Trigger, ...]] = {}
    for module in (
        passwords,
        accounts,
        references,
        birth,
        postal,
        network,
        honorifics,
        greetings,
        headers,
        introductions,
        nearby,
        organisations,
    ):
        for key, found in module.TRIGGERS.items():
            merged[key] = (*merged.get(key, ()), *found)
    return MappingProxyType(merged)


_TRIGGERS = _triggers()
_LONG = 6


def recognise(view: View) -> Iterator[Span]:
    """Yield everything found by its form or its context, in no order, overlapping."""
    for find in _BY_FORM:
        yield from find(view)
    for index, token in enumerate(view.tokens):
        for trigger in _triggered(token.key):
            yield from trigger(view, index)


@lru_cache(maxsize=65536)
def _triggered(key: str) -> tuple[Trigger, ...]:
    """Return what to look for around a word: it is asked of every word, so the answer is kept."""
    found = list(_TRIGGERS.get(key, ()))
    if postal.is_street(key):
        found.append(postal.street)
    if key in introductions.first_names_alone():
        found.append(introductions.pair)
    if key.isdigit():
        found.append(postal.postcode)
        if nearby.is_long_ago(key):
            found.append(nearby.born)
    elif network.is_machine(key):
        found.append(network.machine)
    elif accounts.is_made_of_name(key):
        found.append(accounts.made_of_name)
    elif strange.is_mixed(key):
        found.append(strange.mixed)
    if len(key) > _LONG and not found:
        found += _by_suffix(key)
    return tuple(found)


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
