"""Each kind of private thing the project promises to find, in both languages; and what must stay. Braces mark it."""

import pytest

from kbtool.model.ticket import Person
from tests.redact.make import redacted
from tests.redact.test_recognisers import _covered, _without_marks

FOUND = {
    "e-mail": ["Antwort bitte an {h.brodersen@werft-nord.de}!", "cc {kate.mulgrew@acme-tools.co.uk} as well"],
    "phone de": ["erreichbar unter {0421 9876 543}", "Ruf mich an: {+49 151 23456789}"],
    "phone at": ["Handy {0664 1234567}", "{+43 512 567890}"],
    "phone ch": ["Natel {079 123 45 67}", "{0041 44 268 12 12}"],
    "phone gb": ["my number's {07911 123456}", "ring {0161 496 0123}"],
    "phone us": ["call {(415) 555-2671}", "{+1 212 555 0187} after six"],
    "iban": ["auf {DE02 1203 0000 0000 2020 51} überweisen", "pay to {GB82 WEST 1234 5698 7654 32}"],
    "bic": ["BIC: {INGDDEFFXXX}", "our bank ({NWBKGB2L}) refused it"],
    "card": ["Karte {5425 2334 3010 9903}", "Visa {4263982640269299}"],
    "tax and social": ["IdNr. {86 095 742 719}", "NINO {QQ 12 34 56 C}", "my SSN is {219-09-9999}", "AHV {756.1234.5678.97}"],
    "public address": ["von {91.198.174.192} aus", "from {185.15.59.224} only"],
    "hardware address": ["MAC {a4:5e:60:c1:22:9f}", "adapter {A4-5E-60-C1-22-9F}"],
    "computer": ["Gerät {NB-2231} startet nicht", "the build runs on {srv-17}", "auf {pc0815} klappt es"],
    "login": ["Benutzer: {kbrodersen}", "my username is {kmulgrew7}", "angemeldet als {NORD\\hbrodersen}"],
    "path": ["C:\\Users\\{hbrodersen}\\Documents", "/home/{kmulgrew}/.ssh/config", "/Users/{kmulgrew}/Library"],
    "link with a token": ["https://x.example/login?session={9f8e7d6c5b4a39281706}", "https://x.example/invite/{Zk83hJq01LmPw77}"],
    "address de": ["Lieferung an {Ostertorsteinweg 62, 28203 Bremen}"],
    "address at": ["{Mariahilfer Straße 88a, 1070 Wien}"],
    "address ch": ["{Bahnhofstrasse 21, 3011 Bern}"],
    "address gb": ["send it to {27 Marlborough Road, Salford M7 4XD}"],
    "address us": ["ship to {4821 Ridgewood Ave, Toledo, OH 43606}"],
    "birth": ["geb. {17.08.1964}", "date of birth: {3 Feb 1990}"],
    "customer": ["Kd.-Nr. {77-8812}", "customer no. {ZX99812}"],
    "contract": ["Vertrag {V-2024-1187}", "policy number {PN 7781239}"],
    "serial": ["Seriennummer laut Rückseite: {7QK81X2340}", "service tag {8HGT2X3}"],
    "licence": ["Lizenzschlüssel {QW3RT-ZU7IO-PAS4D-FG5HJ-KL9YX}", "license key: {QW3RT-ZU7IO-PAS4D-FG5HJ-KL9YX}"],
    "password": [
        "mein Passwort ist {Kranich!77}", "pw: {tiger99lily}", "the code I got was {771204}", "Her password was always {Biscuit2015}",
        "Was ist das WLAN-Kennwort?\nist {Moin2026!}, bitte nicht weitersagen", "I forgot the PIN. It was {4821} on the old phone.",
    ],
    "key": ["token {glpat-XyZ12abCdE34FgHi56Jk}", "AWS {AKIAIOSFODNN7EXAMPLE}", "xoxb: {xoxb-123456789012-abcdefGHIJKL}"],
    "name, salutation": ["Moin {Tjorven},\nes klemmt", "Dear Mrs {Achterberg},"],
    "name, closing": ["Herzliche Grüße\n{Tjorven Achterberg}", "Kind regards,\n{Philippa Oyelaran}"],
    "name, header": ["Von: {Tjorven Reif} <{t.reif@werft-nord.de}>", "To: {Oyelaran, Philippa}"],
    "name, chat": ["[11:04] {Tjorven}: noch da?", "{Philippa Oyelaran} (09:12): yes"],
    "name, honorific": ["Frau {Achterberg} hat das Gerät", "ask Dr. {Oyelaran} about it"],
    "name, role": ["meine Kollegin {Zara Grill} weiß es", "my daughter {Crystal} dropped it"],
}  # fmt: skip
LEFT = {
    "error codes": ["Fehler 0x800F0922 und Stop-Code INACCESSIBLE_BOOT_DEVICE", "error AADSTS700016, exit code 1618"],
    "versions": ["Version 24H2 (Build 26100.2314), Firmware 2.11.4-5", "AnyConnect 5.1.2.42, driver 31.0.101.5186"],
    "advisories": ["KB5046617 schließt CVE-2024-43451", "see KB5046617 for CVE-2024-43451"],
    "private ranges": ["10.20.30.40, 172.16.9.1, 192.168.0.254, 169.254.10.2", "fd00::1 and fe80::1ff:fe23:4567:890a"],
    "documentation ranges": ["198.51.100.7, 203.0.113.80, 192.0.2.1", "2001:db8:85a3::8a2e:370:7334"],
    "products": ["Lenovo ThinkPad T14 Gen 4 mit Dell UltraSharp U2723QE", "Microsoft Teams, Adobe Acrobat Reader DC, Cisco Webex"],
    "makers' links": ["https://support.apple.com/de-de/102583", "https://learn.microsoft.com/en-us/windows/release-health/"],
    "dates": ["am 04.11.2026 gegen 9:40 Uhr", "since 4 November 2026, 09:40"],
    "streets of the menu": ["Öffnen Sie das Admin Center in Office 365", "5 Network Drives and 2 Access Points are offline"],
    "years of products": ["server-2019 und Windows Server 2022", "mail to server-2022 is refused"],
}  # fmt: skip


def _flat(table):
    return [
        pytest.param(text, id=f"{kind}-{number}")
        for kind, texts in table.items()
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize("marked", _flat(FOUND))
def test_every_kind_of_the_list_is_covered(marked):
    text, ranges = _without_marks(marked)
    covered = _covered(text)
    leaked = "".join(
        text[place]
        for start, end in ranges
        for place in range(start, end)
        if text[place].isalnum() and place not in covered
    )
    assert leaked == ""


@pytest.mark.parametrize("text", _flat(LEFT))
def test_what_must_stay_stays(text):
    covered = _covered(text)
    assert "".join(char for place, char in enumerate(text) if place in covered) == ""


OWN = Person(
    "Friederike Jürgens",
    "f.juergens@hafen-kontor.de",
    "0421 771234",
    "Hafenkontor Jürgens KG",
    "Am Wall 9, 28195 Bremen",
    "HK-20471",
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Friederike Juergens und JÜRGENS, Friederike", "[customer-1] und [customer-1]"),
        ("Jürgens' Rechner, Friederikes Maus", "[customer-1] Rechner, [customer-1] Maus"),
        ("Login fjuergens oder friederike.juergens02", "Login [user-1] oder [user-2]"),
        ("Rike hat angerufen", "[customer-1] hat angerufen"),
        ("Tel. 771234 in 28195 Bremen, Am Wall 9", "Tel. [phone-1] in [address-1], [address-2]"),
        ("Kunde HK 20471", "Kunde [number-1]"),
    ],
)
def test_parties_are_found_in_every_spelling(text, left):
    shown = redacted(text, requester=OWN, owner=Person()).ticket.messages[0].text
    for part in ("uergens", "ürgens", "ÜRGENS", "iederike", "Rike", "771234", "Wall", "20471"):
        assert part not in shown, (shown, left)


def test_a_name_found_once_goes_everywhere_in_its_ticket():
    ticket = redacted(
        "Hallo Herr Tjorvensen,", "Tjorvensen hat den Drucker.", subject="Drucker Tjorvensen"
    ).ticket
    assert "jorvensen" not in ticket.subject + "".join(message.text for message in ticket.messages)
