"""The values of the templates' slots from Faker's locales, as its authors think people and places are called."""

import random
import unicodedata
from functools import cache

from faker import Faker

from kbtool.model.ticket import Person
from tests.redact.values import machine_values

LOCALES = {"de": ("de_DE", "de_AT", "de_CH"), "en": ("en_GB", "en_US")}
# Where the names of a part of the people come from.
ABROAD = {
    "de": ("tr_TR", "pl_PL", "hr_HR", "it_IT", "fr_FR", "nl_NL", "es_ES", "ro_RO", "fi_FI"),
    "en": ("en_IE", "en_CA", "en_AU", "en_IN", "en_NZ", "es_MX", "fr_CA", "pl_PL", "sv_SE", "pt_BR"),
}
_ABROAD = 0.35


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)


def values(lang: str, rng: random.Random) -> dict:
    """Return what the slots of one ticket hold."""
    locale = rng.choice(LOCALES[lang])
    home = _faker(locale)
    home.seed_instance(rng.getrandbits(32))
    made = machine_values(lang, rng)
    made["password"] = rng.choice((
        home.password(length=rng.randint(8, 14)),
        home.password(length=9, special_chars=False),
        f"{home.first_name()}{rng.randint(10, 2030)}{rng.choice(('', '!', '#'))}",
    ))  # fmt: skip
    made["iban"] = _spaced(home.iban(), rng)
    made["card"] = _spaced(home.credit_card_number(rng.choice(("visa16", "mastercard", "amex"))), rng)
    made["mac"] = rng.choice((home.mac_address(), home.mac_address().upper().replace(":", "-")))
    made["host"] = rng.choice(
        (made["host"], home.hostname(0), f"{home.hostname(0)}.{rng.choice(('local', 'intern', 'lan'))}")
    )
    return {
        **made,
        "own": _person(lang, locale, rng, role="own"),
        "agent": _person(lang, locale, rng, role="agent"),
        "third": _person(lang, locale, rng, role="third"),
        "other": _person(lang, locale, rng, role="third"),
    }


def _spaced(number: str, rng: random.Random) -> str:
    if rng.random() < 0.4:
        return number
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


def _person(lang: str, locale: str, rng: random.Random, *, role: str) -> dict:
    home = _faker(locale)
    abroad = _faker(rng.choice(ABROAD[lang]) if rng.random() < _ABROAD else locale)
    abroad.seed_instance(rng.getrandbits(32))
    first, last = abroad.first_name(), abroad.last_name()
    name = f"{first} {last}"
    street = " ".join(home.street_address().split("\n"))
    town = _town(home, locale)
    ascii_first, ascii_last = (_ascii(part) for part in (first, last))
    email = (
        f"{ascii_first}.{ascii_last}@{home.free_email_domain() if rng.random() < 0.5 else home.domain_name()}"
    )
    phone, organisation = home.phone_number(), home.company()
    number = rng.choice(
        (
            f"K-{rng.randint(10000, 99999)}",
            f"{rng.randint(100000, 9999999)}",
            home.bothify("??-####-##").upper(),
        )
    )
    login = rng.choice(
        (ascii_first[0] + ascii_last, f"{ascii_first}.{ascii_last}", f"{ascii_last}{ascii_first[0]}")
    )
    person = Person(name, email, phone, organisation, f"{street}, {town}", number)
    return {
        "person": person if role == "own" else Person(name, email), "name": name, "first": first, "last": last,
        "email": email, "phone": phone, "number": number, "organisation": organisation, "street": street,
        "town": town, "login": login, "herr": rng.choice(("Frau", "Herr")), "mr": rng.choice(("Ms", "Mr", "Mrs")),
    }  # fmt: skip


def _town(home: Faker, locale: str) -> str:
    if locale == "en_US":
        return f"{home.city()}, {home.state_abbr()} {home.postcode()}"
    if locale == "en_GB":
        return f"{home.city()} {home.postcode()}"
    return f"{home.postcode()} {home.city()}"


_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d"})


def _ascii(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.lower().translate(_PLAIN))
    return "".join(char for char in apart if char.isascii() and char.isalnum())
