"""Run all recognisers over a text: by form, and by the words that promise something."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from kbtool.redact.recognisers import (
    accounts,
    bank,
    birth,
    greetings,
    headers,
    honorifics,
    identity,
    introductions,
    keys,
    mail,
    network,
    passwords,
    phone,
    postal,
    references,
    urls,
)
from kbtool.redact.recognisers.base import Trigger
from kbtool.redact.spans import Span
from kbtool.redact.view import View

_BY_FORM: tuple[Callable[[View], Iterator[Span]], ...] = tuple(
    module.find
    for module in (
        mail, urls, keys, bank, identity, phone, network, accounts, references, postal, greetings, headers, introductions,
    )
)  # fmt: skip
_SUFFIXES: tuple[tuple[tuple[str, ...], Trigger], ...] = (
    (("passwort", "kennwort", "password", "passwoerter", "kennwoerter"), passwords.TRIGGERS["passwort"]),
    (("adresse", "anschrift"), postal.TRIGGERS["adresse"]),
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
        introductions,
    ):
        for key, trigger in module.TRIGGERS.items():
            merged[key] = (*merged.get(key, ()), trigger)
    return MappingProxyType(merged)


_TRIGGERS = _triggers()
_LONG = 6


def recognise(view: View) -> Iterator[Span]:
    """Yield everything found by its form or its context, in no order, overlapping."""
    for find in _BY_FORM:
        yield from find(view)
    yield from introductions.pairs(view)
    for index, token in enumerate(view.tokens):
        key = token.key
        for trigger in _TRIGGERS.get(key, ()):
            yield from trigger(view, index)
        if postal.is_street(key):
            yield from postal.street(view, index)
        if len(key) > _LONG and key not in _TRIGGERS:
            yield from _by_suffix(view, index, key)


def _by_suffix(view: View, index: int, key: str) -> Iterator[Span]:
    """Look at German compounds: Depotnummer, Gästepasswort, Lieferanschrift."""
    if references.is_reference(key):
        yield from references.named(view, index)
    for endings, trigger in _SUFFIXES:
        if key.endswith(endings):
            yield from trigger(view, index)
