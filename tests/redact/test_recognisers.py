"""What each recogniser finds, and what it must leave. The braces in a text mark what is private."""

import re

import pytest

from kbtool.model.ticket import Person
from tests.redact.make import redacted

FOUND = [
    # e-mail
    "Schreiben Sie an {anna.m+rt@mail.example}, danke",
    "<{o'neil@firma.example}>;",
    "Mail: {anna(at)firma(punkt)de}",
    "{anna\\_m@firma.example}",
    "{anna&#64;firma.example}",
    "{a\u200bnna@firma.example}",
    # phone
    "Tel. {0221/4710815}",
    "{+49 (0) 221 47 10 - 815} ist die Nummer",
    "call me at {(212) 555-0147 ext. 88}",
    "Mobil: {0176-55 44 33 221}",
    "ring {020 7946 0999} please",
    "{+41 44 668 18 00}, {0043 1 58858-0}",
    "Durchwahl {-231}",
    "Phone:\n{467 3395}",
    "{01.84.17.61.18}",
    # bank
    "IBAN {DE89 3704 0044 0532 0130 00}",
    "{GB29NWBK60161331926819} gehört mir",
    "iban: {de89370400440532013001}",
    "BIC {COBADEFFXXX}",
    "{4539 1488 0343 6467}",
    "Kreditkarte {5105 1051 0510 5100}",
    "Konto {1234567890}, BLZ {37040044}",
    # tax and social insurance
    "Steuer-ID {36 574 261 809}",
    "AHV-Nr. {756.9217.0769.85}",
    "my NI number is {AB 12 34 56 C}",
    "SSN {536-90-4399}",
    "USt-ID {DE 136 695 976}",
    "SV-Nummer {65 170839 J 003}",
    # network and machines
    "IP {84.132.17.9} und {2a02:8109:9c40:1234::1}",
    "MAC {3C-22-FB-9A-10-EE} oder {3c22.fb9a.10ee}",
    "{DESKTOP-4F7G2KL} und Rechnername: {WS-0815}",
    "Server {srv-files-02}",
    "{mail.firma.local} antwortet nicht",
    # logins
    "C:\\Users\\{amueller}\\Desktop",
    "/home/{amueller}/x, /Users/{bobby}/",
    "Benutzername: {weissm}",
    "user name is {asmith2}",
    "Anmeldung als {FIRMA\\amueller}",
    "ssh {deploy@db01}",
    "User {jw}/PW {xK9#mmq2}",
    # links
    "https://{anna}:{geheim}@portal.example/x",
    "https://portal.example/reset?token={ab12cd34ef}&lang=de",
    "https://portal.example/reset/{f00Ba4r9Zx81Qw}",
    "https://portal.example/d/{9fKd02LqPz7Xw1VbT5mRj3Ns}",
    "https://firma-my.sharepoint.com/personal/{anna_m_firma_de}/Documents",
    # postal addresses
    "wohnhaft {Lindenstraße 12a, 50667 Köln}",
    "{Hohe Gasse 3}, 1. Stock",
    "{Am Alten Markt 7\n99084 Erfurt}",
    "Ort: {D-79098 Freiburg}",
    "{8004 Zürich}",
    "She lives at {14 Rosebery Crescent, Newcastle upon Tyne NE2 1EX}",
    "Ship to {1204 Birchwood Ct, Apt 3C, Columbus, OH 43215}",
    "{PO Box 1234}, {Postfach 10 12 13}",
    "our new address is {Plot 7 Harbour Side}.",
    # dates of birth
    "geboren am {12.11.1958}",
    "DOB: {4 May 1981}",
    # numbers by context
    "Kundennummer {104432B}, Vertragsnr. {V-2210/7}",
    "my customer number is {K-88123}",
    "S/N: {5CG1234XYZ}",
    "Seriennummer: {XK-4412-99}",
    "order no. {A-10093}",
    "[helpdesk #{88123}] Drucker",
    "INC-Nummer {INC0012345}",
    "Lizenzschlüssel: {AB12C-34DEF-56GHI-78JKL-90MNO}",
    # passwords, PINs, codes
    "mein Passwort ist {Sommer2024!}",
    "pw: {hunter22}",
    "the code I got was {482913}",
    "Das Kennwort lautet {Schatzi}",
    "Kennwort auf {Winter99!} geändert",
    "ich habe {Blau77gelb} als Passwort",
    "PIN {4711}",
    "The OTP was {993 121} and it expired",
    "Password is {changeme2} or {changeme3}",
    "Zugang: {anna} / {B@ckup2020}",
    "WLAN-Schlüssel: {sommerregen}",
    "Passwort für den Router ist {Blume#77} glaub ich",
    "recovery code {XK4T-99QP-ABCD}",
    # keys
    "-----BEGIN RSA PRIVATE KEY-----\n{MIIabc}\n-----END RSA PRIVATE KEY-----",
    'api_key = "{9f8a7b6c5d4e3f2a1b0c}"',
    "{ghp_16C7e42F292c6912E7710c838347Ae178B4a}",
    "Authorization: Bearer {abc123DEF456ghi789jkl}",
    "{eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF123}",
    "BitLocker: {123456-234567-345678-456789-567890-678901-789012-890123}",
    # names by context
    "Herr Dr. {Tjarks} ist da",
    "Dear Ms {Featherstone-Haugh},",
    "Mr. {van der Berg} wants it",
    "Hallo {Okko},\nes geht",
    "Hi {Anna} und {Peter},",
    "Viele Grüße\n{Okko Tjarks}",
    "Thanks,\n{Priyanka}",
    "LG {Okko}",
    "Gruß\n\ni. A. {Gerlinde Tammen}",
    "-- \n{Okko Tjarks}\nVertrieb",
    "Von: {Tjarks, Okko} <{ot@firma.example}>",
    "Am 3. März schrieb {Okko Tjarks}:\n> x",
    "On Monday {Okko Tjarks} wrote:\n> x",
    "[10:12] {Okko Tjarks}: Moin",
    "14:02 {okkotj}: noch da?",
    "Gerlinde: ja",
    "mein Name ist {Okko Tjarks} und",
    "my name is {vitorina}",
    "Ansprechpartner: {Okko Tjarks}, Lager",
    "gemeldet von {Okko}",
    "{Malte Brinkschulte} hilft gern",
    "Gesendet von {Annas} iPhone",
    "Kollegin {Oltmanns} weiß es",
    # strings without a label
    "der alte, {kW4+tzP9x}, geht noch",
    "hab {uR7#mmQz2} probiert, ohne Erfolg",
    "still stuck, {Qz8vLw3Kp} did nothing",
    "dann {Herbst2023!} eingetippt, nichts passiert",
    "tried {Wombat88#} three times",
    "it was {gudrun1974} back then",
    # logins
    "Benutzername lautet jetzt {fbrinkh}",
    "logged in as {tmcgarrel} since noon",
    "{hjworrall} says the tray is empty",
    "{ktjadens} meinte, es geht wieder",
    "gesperrt wurde das Konto von {wquadfl}",
    "{rkiewitz}@{lager-kasse}:~$ ls",
    "Frau {Quandtner} kommt nicht rein, {quandtnerf} ist gesperrt",
    "Mrs {Oakenfull} is locked out, {doakenfull} does not work",
    "Kollege {Tjaben} hat {enno.tjaben} als Anmeldung",
    # codes and passwords some words away
    "Die Bildschirmsperre ging nie auf, ich gab immer {7302} ein",
    "The screen lock is back to normal, I used {550918}.",
    "The SMS arrived after lunch and says {640173}",
    "We set it to {8046} yesterday",
    "Das Kennwort kennt hier jeder im Laden, nämlich {fischkopp12}",
    # numbers some words away
    "Die Bestellung vom Montag, beim Großhandel, läuft unter {7730412}",
    "The order went through on Friday, they filed it as {WB-44120-7}",
    "Vertr.-Nr. {4471-9082}",
    # fields of forms, exports and tables
    "Nachname d. neuen Kraft ......: {Quandtner}",
    "phone unlock code | {6620}",
    '"Rufname";"{Tjaben}"',
    "Kürzel={qtjab}",
    "Kundennr.;{5520187}",
    "Name;Login;Telefon\n{Quandtner};{quandtf};{0441 20817}\n{Tjaben};{etjab};{0441 20818}",
    "| Name | Serial |\n|---|---|\n| {Oakenfull} | {7HQX2041} |",
    "Lieferadresse: {Kajüte 4, Hafenbecken Süd}",
    "Firma: {Quandtner Fischhandel}",
    # answers on a line of their own
    "Wie heißt dein Zugang?\n{tjabene}",
    "your user name please?\nme: {doakenf}",
    # tickets by their number alone
    "I've opened {48211} for the crane",
    "Ich habe {48211} angelegt, danke",
    # a login in brackets, a code behind a pattern, a seed, a town in a sentence, a bank's code beside an IBAN
    "Auch mit der Kennung von Enno versucht ({tjabene}), umsonst",
    "Das Sperrmuster ist weg, nur Zahlen: {6620}",
    "Token neu, Startwert {7h2k9w4q1x8z3n6p5r0t7v2m}",
    "in the config: token={7d1k9w4q1x8e}",
    "Der Hof liegt in {5143 Feldkirchen}, gleich am Bach",
    "Das Lager ist bei {1070 Wien}",
    "wages to {GB82 WEST 1234 5698 7654 32} / {NWBKGB2L}",
    # firms
    "wir, die {Quandtner Fischhandel GmbH}, ziehen um",
    "{Oakenfull Joinery Ltd} moved the server",
    "invoice of {Oakenfull & Sons}",
    "Kanzlei {Quandtner, Tjaben und Oakenfull}",
    "der {Ruderclub Möwe e. V.} hat zwei Rechner",
    # births long ago
    "im Formular steht {14.02.1967}, das stimmt",
    "Geburtsdatum fehlte im Antrag, es ist der {03.09.1981}",
]
LEFT = [
    "Fehler 0x80070005 nach KB5034441 auf Build 22621.3155, Version 10.0.19045",
    "Port 443, Timeout 30000 ms, 192.168.178.1, 10.0.0.7, 203.0.113.9, fe80::1, 2001:db8::1",
    "DNS 8.8.8.8, AnyConnect 4.10.7.1, Firmware 1.2.3.4, Chrome 120.0.6099.109",
    "am 12.03.2026 um 14:30 Uhr, 2026-03-12 14:30:11",
    "Word 2019, Office 365, Windows 11 Pro, HP LaserJet Pro M404dn, 49.4C02",
    "Das Passwort ist abgelaufen. Das Kennwort muss 12 Zeichen haben.",
    "Password must contain at least 8 characters. Your password is wrong.",
    "Passwort ändern unter https://portal.firma.example/konto1",
    "Der Code wird per SMS geschickt. PIN eingeben. The code is required.",
    "Fehlercode 1603, Event ID 7031, exit code 1, QR code 12345",
    "https://support.microsoft.com/de-de/topic/12345678-aaaa-bbbb-cccc-123456789abc",
    "mail to no-reply@microsoft.com",
    "C:\\Program Files\\Common Files, C:\\Users\\Public\\Desktop, C:\\Users\\%USERNAME%\\x",
    "HKLM\\Software und NT AUTHORITY\\SYSTEM",
    "Steckplatz 2, Arbeitsplatz 14, Ring 0, Speicherplatz 20 GB, Seite 12",
    "Die Seriennummer steht unten. Kundennummer bitte angeben.",
    "Hallo zusammen, Hi team, Dear all, Liebe Kollegen,",
    "Viele Grüße\nIhr Service Desk",
    "Kind regards\nIT Support Team",
    "Hinweis: bitte neu starten. Lösung: Kabel tauschen.",
    "0000 0000 0000 0000, 1111 1111 1111 1117",
    "RFC 5322, ISO 27001, WPA2, 802.11ax, 2FA",
    "00:00:00:00:00:00, 12:30:45",
    "12 345 678 Bytes, 2.500.000 Dateien, 737 219 628 bytes",
    "login failed (code 401), user name or password incorrect",
    "Die E-Mail-Adresse ist unbekannt. IP address is 10.0.0.7.",
    'Meldung: "SCARD_W_CHV_BLOCKED"',
    "Haus: Sammlung, Depot UG 2",
    "Commodity 0902 30 00 passt",
    "Kassen-ID: Kassa 1",
    'It says "link lost, code 2213"',
    "in 4000 Fällen, in 2024 Excel, bei 5000 Metern",
    "the account is blocked, see article 000001432 and bulletin SB-0192",
    "whatsmyip says nothing",
    "a3f5e9d2c1b4a3f5e9d2c1b4a3f5e9d2c1b4a3f5 ist die Prüfsumme",
    # what looks like the new finds and is none
    "seit 12.03.2026, 14:30 Uhr, und am 2026-03-14 wieder",
    "Die Uhr steht auf 01.01.1970, der Akku war leer",
    "Kassenlade PTX 4410 und Zebra ZD421, Dell P2419H",
    "OfficeJet 8025e druckt nicht, LaserJet M404dn schon",
    "Port 8443 und 5061 sind zu, Kanal 11 ist frei",
    "SMTP error 550, Fehler 1068, Stopcode 0x0000007B, ORA-12154",
    "KB5034123 behebt CVE-2023-23397, siehe ISO-27001 und RFC-5321",
    "Das dauert 1500 ms, 4096 MB reichen, 2400 Zeilen auch",
    "der Schichtleiter, die Sachbearbeiterin und der Pförtner waren da",
    "The team lead, the caretaker and our accounts team know",
    "Das Vertriebsteam sagt, der Administrator meinte, es geht",
    "Abteilung: Einkauf\nStandort: Lager\nModell: ThinkPad T14\nVersion: 2405",
    "Titel;Status;Anzahl\nDrucker;offen;12\nScanner;zu;4",
    "Die neue GmbH und die alte AG",
    "Word, Excel und Outlook; Edge, Chrome and Firefox",
    "der drucker oeffnet die schublade, ipconfig zeigt nichts",
    "ja\n\nmoin\n\ndanke",
]


def _without_marks(marked):
    """Return the text, and the ranges the braces mark."""
    text, ranges = "", []
    for part in re.split(r"(\{[^{}]*\})", marked):
        if part.startswith("{"):
            ranges.append((len(text), len(text) + len(part) - 2))
            text += part[1:-1]
        else:
            text += part
    return text, ranges


def _covered(text):
    result = redacted(f"Zu Punkt 3\n\n{text}\n\nso weit", requester=Person(), owner=Person())
    return {
        place - 12
        for finding in result.findings
        if finding.where == "message 1 text"
        for place in range(finding.start, finding.end)
    }


@pytest.mark.parametrize("marked", FOUND)
def test_what_is_private_is_covered(marked):
    text, ranges = _without_marks(marked)
    covered = _covered(text)
    leaked = [
        text[place]
        for start, end in ranges
        for place in range(start, end)
        if text[place].isalnum() and place not in covered
    ]
    assert not leaked


@pytest.mark.parametrize("marked", FOUND)
def test_what_stands_around_stays(marked):
    text, ranges = _without_marks(marked)
    private = {place for start, end in ranges for place in range(start - 2, end + 2)}
    excess = [
        text[place]
        for place in sorted(_covered(text))
        if place not in private and text[place : place + 1].isalnum()
    ]
    if "BEGIN" not in text and "Gerlinde" not in text:
        assert not excess


@pytest.mark.parametrize("text", LEFT)
def test_what_helps_a_reader_is_left(text):
    assert not _covered(text)
