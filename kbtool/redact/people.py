"""All the forms in which a person known from ticket metadata may turn up in a text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kbtool.model.ticket import Person
from kbtool.redact.folding import fold, spellings
from kbtool.redact.recognisers.mail import is_mailer, is_reserved, is_vendor
from kbtool.redact.types import Kind
from kbtool.redact.view import WORD
from kbtool.redact.wordlist import contexts, is_technical, nicknames, words

Keys = tuple[str, ...]

PARTICLES = contexts("people.particles")
TITLES = contexts("people.titles")
LEGAL_FORMS = contexts("people.legal_forms")
_SHORTEST_NUMBER = 4
_SHORTEST_PHONE = 6
_SHORTEST_LOGIN = 4
_NAME_PARTS = 2
_BRACKETS = re.compile(r"[(\[<].*?[)\]>]")
_STREET = re.compile(r"(?:strasse|str|street)$|^st$")


class Forms(NamedTuple):
    """What to look for: single names, sequences of words, login names, digits of phones, numbers, domains."""

    parts: Keys = ()
    sequences: tuple[tuple[Kind, Keys], ...] = ()
    logins: Keys = ()
    phones: Keys = ()
    numbers: Keys = ()
    organisations: Keys = ()
    organisation_parts: Keys = ()
    streets: Keys = ()
    domain: str = ""


@lru_cache(maxsize=1024)
def forms(person: Person) -> Forms:
    """Return every form of a person's names, addresses and numbers."""
    names = name_words(person.name)
    local, _, domain = person.email.strip().lower().partition("@")
    organisation = organisation_words(person.organisation)
    return Forms(
        parts=tuple(form for name in names for part in _written_parts(name) for form in spellings(part)),
        sequences=(
            *((Kind.NAME, keys) for keys in _name_sequences(names)),
            *((Kind.NAME, keys) for keys in _with_particles(person.name)),
            *((Kind.ORGANISATION, keys) for keys in _organisation_sequences(organisation)),
            *((Kind.ADDRESS, keys) for keys in _address_sequences(person.address)),
        ),
        logins=tuple(dict.fromkeys((*_logins(names), *_local_part(local)))),
        phones=tuple(phone_digits(part) for part in re.split(r"[,;]| / ", person.phone) if phone_digits(part)),
        numbers=(plain,) if len(plain := plain_number(person.customer_number)) >= _SHORTEST_NUMBER else (),
        organisations=organisation if len(organisation) == 1 else (),
        organisation_parts=tuple(key for key in organisation if len(key) >= _SHORTEST_LOGIN),
        streets=tuple(
            keys[0]
            for keys in _address_sequences(person.address)
            if len(keys[0]) > _SHORTEST_STREET
            and keys[0] not in _UNITS
            and keys[0].isalpha()
            and keys[1][0].isdigit()
        ),
        domain="" if not domain or is_mailer(domain) or is_vendor(domain) or is_reserved(domain) else domain,
    )


_UNITS = frozenset({"studio", "flat", "unit", "suite", "apartment"})
_SHORTEST_STREET = 3  # "IN 46060" is a state with its postcode
_NAME_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_APOSTROPHE = re.compile(r"['’]")


@lru_cache(maxsize=4096)
def keys_of(name: str) -> Keys:
    """Return the folded single names under which somebody is called, short forms among them.

    >>> "tom" in keys_of("Thomas Grün"), "gruen" in keys_of("Thomas Grün")
    (True, True)
    """
    names = [form for word in name_words(name) for part in _written_parts(word) for form in spellings(part)]
    short = [key for form in names for key in sorted(nicknames().get(form, ()))]
    return tuple(dict.fromkeys((*names, *short)))


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """Return the given names and the family name, in this order, without titles and what names nobody.

    >>> name_words("O'Neill, Dr. Anna (Vertrieb)"), name_words("IT-Support")
    (('Anna', "O'Neill"), ())
    """
    name = _BRACKETS.sub(" ", name).strip()
    if "@" in name:
        name = re.sub(r"[._+-]", " ", name.partition("@")[0])
    last, comma, first = name.partition(",")
    found = _NAME_WORD.findall(f"{first} {last}" if comma else name)
    kept = [
        word
        for place, word in enumerate(found)
        if _names_somebody(word) or (not place and word.istitle() and fold(word) in PARTICLES)  # Ben, Van
    ]
    return () if all(fold(word) in words("generic_names.txt") for word in kept) else tuple(kept)


def _names_somebody(word: str) -> bool:
    key = fold(word)
    return len(word) > 1 and not word.isdigit() and key not in PARTICLES and key not in TITLES


def _written_parts(name: str) -> tuple[str, ...]:
    """Return how a name is written; with an apostrophe also in part and without it: Neill, ONeill."""
    pieces = [piece for piece in _APOSTROPHE.split(name) if len(piece) > 1]
    return tuple(dict.fromkeys(("".join(_APOSTROPHE.split(name)), *pieces)))


def _name_sequences(names: tuple[str, ...]) -> Iterator[Keys]:
    if len(names) < _NAME_PARTS:
        return
    for index in range(3):
        keys = tuple(_nth(spellings(piece), index) for name in names for piece in _APOSTROPHE.split(name))
        yield keys
        yield (keys[-1], *keys[:-1])
        if len(keys) > _NAME_PARTS:
            yield from ((keys[0], keys[-1]), (keys[-1], keys[0]))


def _with_particles(name: str) -> Iterator[Keys]:
    """Yield a name with the "van der" in it, whole and from there on."""
    if "," in name or "@" in name:
        return
    keys = tuple(fold(word) for word in WORD.findall(_BRACKETS.sub(" ", name)) if fold(word) not in TITLES)
    particles = [place for place, key in enumerate(keys) if key in PARTICLES and 0 < place < len(keys) - 1]
    if particles:
        yield keys
        yield keys[particles[0] :]


def _nth(items: tuple[str, ...], index: int) -> str:
    return items[min(index, len(items) - 1)]


def _logins(names: tuple[str, ...]) -> Iterator[str]:
    """Yield login names without separators: amueller, muellera, annamueller, muelleranna, annam."""
    if len(names) < _NAME_PARTS:
        return
    for index in range(3):
        first, last = (_nth(spellings(_APOSTROPHE.sub("", name)), index) for name in (names[0], names[-1]))
        made = (
            first[0] + last,
            last + first[0],
            first + last,
            last + first,
            first + last[0],
            first[:2] + last,
            last + first[:2],
        )
        yield from (login for login in made if len(login) >= _SHORTEST_LOGIN)


def _local_part(local: str) -> Iterator[str]:
    plain = login_key(local)
    if len(plain) >= _SHORTEST_LOGIN and plain not in words("generic_names.txt"):
        yield plain


def login_key(text: str) -> str:
    """Return a login name as it is compared: folded, without separators and the digits at its end.

    >>> login_key("Anna.Müller-02")
    'annamueller'
    """
    return fold(re.sub(r"[\W_]", "", text)).rstrip("0123456789")


def organisation_words(organisation: str) -> Keys:
    """Return the folded words of an organisation without its legal form; none for a maker or nobody."""
    keys = tuple(
        key for word in WORD.findall(organisation) if (key := fold(word)) not in LEGAL_FORMS and len(key) > 1
    )
    telling = [key for key in keys if not is_technical(key) and key not in words("generic_names.txt")]
    return keys if telling else ()


def _organisation_sequences(keys: Keys) -> Iterator[Keys]:
    if len(keys) >= _NAME_PARTS:
        yield keys
        for link in ("and", "und"):
            yield (*keys[:-1], link, keys[-1])


def _address_sequences(address: str) -> Iterator[Keys]:
    """Yield each line or part of an address that holds a number: street with number, postcode with town."""
    for part in re.split(r"[,;\n]", address):
        keys = tuple(street_key(fold(word)) for word in WORD.findall(part))
        if len(keys) >= _NAME_PARTS and any(key[0].isdigit() for key in keys):
            yield keys


def street_key(key: str) -> str:
    """Return a folded street name as it is compared: -straße, -str. and street, st alike."""
    return _STREET.sub("str", key) if key.endswith(("strasse", "str", "street")) or key == "st" else key


def phone_digits(phone: str) -> str:
    """Return the digits of a number without trunk zero, as far as they can be told without its country.

    >>> phone_digits("+49 (0)221 4710-815"), phone_digits("0221/4710815")
    ('492214710815', '2214710815')
    """
    digits = "".join(filter(str.isdigit, phone.replace("(0)", "")))
    digits = digits.lstrip("0")
    return digits if len(digits) >= _SHORTEST_PHONE else ""


def plain_number(number: str) -> str:
    """Return a customer number as it is compared: letters and digits only, capital; nothing without a digit.

    >>> plain_number("K-4711 / 22"), plain_number("keine")
    ('K471122', '')
    """
    plain = re.sub(r"[\W_]", "", number).upper()
    return plain if any(char.isdigit() for char in plain) else ""
