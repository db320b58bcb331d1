"""Tickets made from templates, with the places of everything private in them.

All values are invented. Names come from lists that were not used to write the rules' own lists, and a part of
them is put together from syllables, so that no gazetteer can know them.
"""

import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kbtool.model.ticket import Message, Person, Role, State, Ticket, Visibility

TEMPLATES = Path(__file__).parent / "templates"
FIRST = {
    "de": "Anna Bernd Cem Dörte Emre Franziska Gökhan Heike Ilse Jürgen Katrin Ludger Mareike Nils Özlem Petra Ruth Sönke Tobias Ute "
    "Volker Wiebke Zeynep Björn Agnieszka Piotr Lioba Thore Kunigunde Fiete Roswitha Jannis Malte Svea Ilka Radmila Yusuf Linh",
    "en": "Alice Brian Chloe Desmond Ellie Fergus Gwen Hamish Imogen Jerome Kayleigh Liam Moira Nigel Oonagh Priya Quentin Rhys Saoirse "
    "Tyrone Una Victor Winifred Yvette Zachary Aaliyah Keisha Deshawn Marisol Bronwyn Callum Tamsin Ngozi Hiroshi Svetlana Dmitri",
}
LAST = {
    "de": "Müller Großkreutz Öztürk Hövelmann Kowalczyk Brinkschulte Thalbach Wüllner Yıldırım Schäfer Koch Lang Winkelmann Przybylski "
    "Niehues Töpperwien Jankowski Kreienbrock Dr.-Wegner Fährmann Strößner Abendroth Quast Vollrath Neufeld Hülsmann Grabowski Jung",
    "en": "Whitfield O'Connor Featherstone Okafor Penhaligon Young Macintyre Abernathy Castellanos Drummond Fairweather Gallacher Hargreaves "
    "Long Kaczmarek Llewellyn Nakamura Osborne Pemberton Quigley Rutherford Szymanski Thistlewood Underhill Vandermeer Wolstenholme Reed",
}
STREETS = {
    "de": (
        "Lindenweg {n}",
        "Am Alten Markt {n}",
        "Goethestr. {n}a",
        "Bahnhofstraße {n}",
        "Hohe Gasse {n}",
        "Kastanienallee {n}-{m}",
        "Zum Mühlenteich {n}",
    ),
    "en": (
        "{n} Willow Lane",
        "{n} St. John's Road",
        "{n}b High Street",
        "1{n} Maple Avenue, Apt. {m}",
        "{n} Kings Gardens",
        "4{n} Oak Ridge Blvd",
    ),
}
TOWNS = {
    "de": (
        "50667 Köln",
        "1010 Wien",
        "8004 Zürich",
        "99084 Erfurt",
        "D-79098 Freiburg im Breisgau",
        "26122 Oldenburg",
    ),
    "en": (
        "Leeds LS1 4AP",
        "Bristol BS8 1TH",
        "Springfield, IL 62704",
        "Portland, OR 97205-1234",
        "Edinburgh EH1 1YZ",
    ),
}
PHONES = {
    "de": (
        "0221 47{n}15",
        "+49 30 5{n}77",
        "0049 171 93{n}20",
        "(089) 12 {p} 56",
        "+43 1 58{n}1",
        "0171/93{n}2",
        "+41 44 668 {p} 12",
    ),
    "en": (
        "020 7946 0{n}",
        "+44 7700 900{n}",
        "(212) 555-0{n}",
        "+1 503-555-0{n}",
        "01632 960{n}",
        "617.555.0{n}",
    ),
}
ORGANISATIONS = {
    "de": ("Hövelmann Bau GmbH", "Nordlicht Logistik AG", "Bäckerei Thalbach", "Stadtwerke Erlenau"),
    "en": ("Thistlewood Farms Ltd", "Penhaligon & Sons", "Lakeshore Foundation", "Rivermead Housing Trust"),
}
_SYLLABLES = "ba be bro da dri el fa gor hal ka kel lu mar ni no or pra ru sa ster ta to vel vi wen zor".split()
_SLOT = re.compile(r"\{([a-z]+(?:\.[a-z]+)?)\}")
_START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Gold:
    """Something private: the text it stands in (`subject` or `message 1`), its range and its type."""

    where: str
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A ticket and what redaction should find in it."""

    ticket: Ticket
    gold: tuple[Gold, ...]
    lang: str


def templates(part: str) -> list[tuple[str, str]]:
    """Return the language and text of each template of `dev` or `held`."""
    blocks = re.split(r"(?m)^=== ", (TEMPLATES / f"{part}.txt").read_text(encoding="utf-8"))[1:]
    return [(block[:2], block.partition("\n")[2]) for block in blocks]


def samples(part: str, count: int, seed: int = 1) -> list[Sample]:
    """Return so many tickets, taking the templates in turn."""
    rng = random.Random(seed)  # noqa: S311 - test data
    known = templates(part)
    return [_sample(*known[number % len(known)], number, rng) for number in range(count)]


def _sample(lang: str, text: str, number: int, rng: random.Random) -> Sample:
    values = _values(lang, rng)
    subject, _, rest = text.removeprefix("subject: ").partition("\n")
    gold: list[Gold] = []
    subject = _filled(subject, values, "subject", gold)
    messages = []
    for place, (role, body) in enumerate(
        re.findall(r"\[(customer|agent)\]\n(.*?)(?=\n\[(?:customer|agent)\]\n|\Z)", rest, re.DOTALL), 1
    ):
        filled = _filled(body.strip(), values, f"message {place}", gold)
        author = values["own"] if role == "customer" else values["agent"]
        at = _START + timedelta(minutes=10 * place)
        messages.append(
            Message(str(place), author["person"], Role(role), Visibility.PUBLIC, at, "text", filled, filled)
        )
    ticket = Ticket(
        "made", str(number), subject, State.RESOLVED, language=lang, requester=values["own"]["person"],
        owner=values["agent"]["person"], messages=tuple(messages),
    )  # fmt: skip
    return Sample(ticket, tuple(gold), lang)


def _filled(text: str, values: dict, where: str, gold: list[Gold]) -> str:
    parts: list[str] = []
    length = done = 0
    for slot in _SLOT.finditer(text):
        parts.append(text[done : slot.start()])
        length += slot.start() - done
        owner, _, field = slot[1].rpartition(".")
        value = values[owner][field] if owner else values[field]
        if field not in {"herr", "mr"}:
            gold.append(Gold(where, length, length + len(value), _type(owner, field)))
        parts.append(value)
        length += len(value)
        done = slot.end()
    return "".join([*parts, text[done:]])


def _type(owner: str, field: str) -> str:
    if field in {"name", "first", "last"}:
        return "third party" if owner == "third" else "party"
    return {
        "street": "address",
        "town": "address",
        "login": "user",
        "key": "secret",
        "token": "secret",
        "pin": "password",
    }.get(field, field)


def _values(lang: str, rng: random.Random) -> dict:
    def digits(count: int) -> str:
        return "".join(rng.choices("0123456789", k=count))

    def hexes(count: int) -> str:
        return "".join(rng.choices("0123456789abcdef", k=count))

    def letters(count: int) -> str:
        return "".join(rng.choices("ABCDEFGHKLMNPRSTUVWXYZabcdefghkmnpqrstuvwxyz23456789", k=count))

    return {
        "own": _person(lang, rng, role="own"),
        "agent": _person(lang, rng, role="agent"),
        "third": _person(lang, rng, role="third"),
        "password": rng.choice((f"Sommer{digits(4)}!", f"{letters(5)}-{digits(3)}", f"p@ss{letters(4)}", f"Hund{digits(2)}Katze", f"q{letters(7)}9")),
        "pin": digits(rng.choice((4, 6))),
        "birth": f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.19{rng.randint(50, 99)}" if lang == "de" else f"{rng.randint(1, 28)} May 19{rng.randint(50, 99)}",
        "serial": f"{letters(3).upper()}{digits(7)}",
        "ticket": f"{rng.randint(10000, 99999)}",
        "contract": rng.choice((f"V-{digits(6)}", f"{digits(4)}-{digits(4)}", f"A{digits(8)}")),
        "licence": "-".join(letters(5).upper() for _ in range(4)) + "-" + digits(5),
        "host": rng.choice((f"PC-{digits(4)}", f"LAPTOP-{letters(5).upper()}7", f"NB-{letters(3).upper()}-{digits(2)}")),
        "ip": f"{rng.choice((84, 91, 109, 185, 203))}.{rng.randint(1, 99)}.{rng.randint(114, 254)}.{rng.randint(1, 254)}",
        "mac": ":".join(hexes(2) for _ in range(6)),
        "iban": rng.choice(("DE89 3704 0044 0532 0130 00", "AT611904300234573201", "CH93 0076 2011 6238 5295 7", "GB29 NWBK 6016 1331 9268 19")),
        "card": rng.choice(("4111 1111 1145 1142", "5555-5555-5555-4444", "378282246310005", "4012888888881881")),
        "idnr": rng.choice(("36 574 261 809", "65929970489", "26954371827")),
        "imei": f"35{digits(13)}",
        "key": rng.choice((f"sk_live_{letters(24)}", f"ghp_{letters(36)}", f"AKIA{''.join(rng.choices('ABCDEFGHIJKLMNOP234567', k=16))}")),
        "token": hexes(12) + digits(4) + letters(8),
    }  # fmt: skip


def _person(lang: str, rng: random.Random, *, role: str) -> dict:
    first = rng.choice(FIRST[lang].split())
    last = (
        rng.choice(LAST[lang].split()) if rng.random() < 0.7 else "".join(rng.choices(_SYLLABLES, k=3)).title()
    )
    last = last.removeprefix("Dr.-")
    plain = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "Ö": "Oe", "Ü": "Ue", "'": "", "ğ": "g"}
    ascii_first, ascii_last = (
        "".join(plain.get(char, char) for char in name).lower() for name in (first, last)
    )
    n, m = rng.randint(2, 98), rng.randint(99, 140)
    phone = rng.choice(PHONES[lang]).format(n=rng.randint(100, 199), p=rng.randint(10, 99))
    street, town = rng.choice(STREETS[lang]).format(n=n, m=m), rng.choice(TOWNS[lang])
    email = (
        f"{ascii_first}.{ascii_last}@{rng.choice(('kunde.example', 'gmx.de', 'firma-nord.de', 'gmail.com'))}"
    )
    number = rng.choice((f"K-{rng.randint(10000, 99999)}", str(rng.randint(100000, 999999))))
    organisation = rng.choice(ORGANISATIONS[lang])
    login = rng.choice(
        (ascii_first[0] + ascii_last, f"{ascii_first}.{ascii_last}", f"{ascii_last}{ascii_first[0]}")
    )
    person = Person(f"{first} {last}", email, phone, organisation, f"{street}, {town}", number)
    return {
        "person": person if role == "own" else Person(person.name, email), "name": person.name, "first": first, "last": last,
        "email": email, "phone": phone, "number": number, "organisation": organisation, "street": street, "town": town,
        "login": login, "herr": rng.choice(("Frau", "Herr")), "mr": rng.choice(("Ms", "Mr", "Mrs")),
    }  # fmt: skip
