"""Invented values for the templates, made without any library: for the tests of every run.

Names come from lists that were not used to write the rules' own lists, and a part of them is put together from
syllables, so that no gazetteer can know them. `faker_values` makes the same slots from Faker.
"""

import random

from stdnum import luhn
from stdnum.at import vnr
from stdnum.ch import ssn
from stdnum.de import idnr

from kbtool.model.ticket import Person

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


def values(lang: str, rng: random.Random) -> dict:
    """Return what the slots of one ticket hold."""
    return {
        "own": person(lang, rng, role="own"),
        "agent": person(lang, rng, role="agent"),
        "third": person(lang, rng, role="third"),
        "other": person(lang, rng, role="third"),
        **machine_values(lang, rng),
    }


def machine_values(lang: str, rng: random.Random) -> dict:
    """Return what is no person: numbers, dates, keys, hosts."""

    def digits(count: int) -> str:
        return "".join(rng.choices("0123456789", k=count))

    def hexes(count: int) -> str:
        return "".join(rng.choices("0123456789abcdef", k=count))

    def letters(count: int) -> str:
        return "".join(rng.choices("ABCDEFGHKLMNPRSTUVWXYZabcdefghkmnpqrstuvwxyz23456789", k=count))

    return {
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
        "bic": rng.choice(("COBADEFFXXX", "GENODEF1", "RZBAATWW", "UBSWCHZH80A", "BARCGB22", "CHASUS33XXX")),
        "idnr": tax_number(rng),
        "social": social_number(lang, rng),
        "imei": imei(f"35{digits(12)}"),
        "key": rng.choice((f"sk_live_{letters(24)}", f"ghp_{letters(36)}", f"AKIA{''.join(rng.choices('ABCDEFGHIJKLMNOP234567', k=16))}")),
        "token": hexes(12) + digits(4) + letters(8),
    }  # fmt: skip


def person(lang: str, rng: random.Random, *, role: str) -> dict:
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


def tax_number(rng: random.Random) -> str:
    """Return a German tax number (IdNr) with its check digit."""
    while True:
        number = f"{rng.randint(10**10, 10**11 - 1)}"
        if idnr.is_valid(number):
            return rng.choice((number, idnr.format(number)))


def social_number(lang: str, rng: random.Random) -> str:
    """Return a number of social insurance: Swiss or Austrian, British or American."""
    if lang == "en":
        letters = "".join(rng.choices("ABCEGHJKLMNPRSTWXYZ", k=2)).replace("BG", "BH").replace("GB", "GC")
        british = f"{letters if letters not in {'NK', 'KN', 'TN', 'NT', 'ZZ'} else 'AB'} {rng.randint(10, 99)} {rng.randint(10, 99)} {rng.randint(10, 99)} {rng.choice('ABCD')}"
        american = f"{rng.randint(100, 665)}-{rng.randint(10, 99)}-{rng.randint(1000, 9999)}"
        return rng.choice((british, american))
    while True:
        swiss = ssn.format(f"756{rng.randint(10**9, 10**10 - 1)}")
        if ssn.is_valid(swiss):
            break
    while True:
        austrian = (
            f"{rng.randint(1000, 9999)}{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(40, 99)}"
        )
        if vnr.is_valid(austrian):
            return rng.choice((swiss, f"{austrian[:4]} {austrian[4:]}"))


def imei(start: str) -> str:
    """Return a number of a telephone with its check digit."""
    return start + luhn.calc_check_digit(start)
