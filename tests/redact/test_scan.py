from kbtool.model.ticket import Person
from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from kbtool.redact.types import Kind, Reason

NONE = frozenset()
KNOWN = Known.from_people([
    Person("Wiebke Tjarks", "wt@firma.example", "04421 778899", "Tjarks Bau GmbH", "Am Deich 7, 26382 Jever", "104432-B"),
    Person("Robert Koch"),
])  # fmt: skip


def found(text, **more):
    result = scan(
        text, more.pop("known", KNOWN), lang=more.pop("lang", "de"), approved=more.pop("approved", NONE), **more
    )
    return [text[finding.start : finding.end] for finding in result.findings]


def suspected(text, **more):
    result = scan(
        text, more.pop("known", KNOWN), lang=more.pop("lang", "de"), approved=more.pop("approved", NONE), **more
    )
    return [(suspicion.token, suspicion.reason) for suspicion in result.suspicions]


def test_people_addresses_and_numbers_of_all_tickets_are_found():
    text = "Wiebke Tjarks, Tjarks Bau, Am Deich 7, 26382 Jever, Nr. 104432 B, Tel. 0 44 21-77 88 99, wt@firma.example"
    assert found(text) == [
        "Wiebke Tjarks", "Tjarks Bau", "Am Deich 7, 26382 Jever", "104432 B", "0 44 21-77 88 99", "wt@firma.example",
    ]  # fmt: skip


def test_login_names_made_of_a_known_name_are_found():
    assert found("wtjarks, w.tjarks, tjarks_wiebke02, wiebketjarks") == [
        "wtjarks", "w.tjarks", "tjarks_wiebke02", "wiebketjarks",
    ]  # fmt: skip


def test_a_known_name_that_is_a_word_needs_a_neighbour():
    text = "Der Koch kocht. Robert Koch nicht, R. Koch auch nicht."
    assert found(text) == ["Robert Koch", "R. Koch"]


def test_a_clean_article_is_clean():
    text = """\
## Lösung

1. Öffnen Sie **Einstellungen** > **System** und prüfen Sie die Version (mindestens 22H2).
2. Löschen Sie `C:\\Windows\\SoftwareDistribution`, dann `sfc /scannow`.
3. Bleibt Fehler 0x80070005, hilft [KB5034441](https://support.microsoft.com/help/5034441).
"""
    result = scan(text, KNOWN, lang="de", approved=NONE)
    assert (result.findings, result.suspicions) == ((), ())


def test_addresses_of_examples_are_only_suspected_in_an_article():
    assert found("Schreiben Sie an name@example.com.") == []
    assert suspected("Schreiben Sie an name@example.com.") == [("name@example.com", Reason.UNSURE)]


def test_a_known_address_is_found_even_in_a_reserved_domain():
    assert found("wt@firma.example") == ["wt@firma.example"]


def test_an_approved_value_is_left_alone():
    text = "Rufen Sie 0800 4710815 an."
    assert found(text) == ["0800 4710815"]
    assert found(text, approved=frozenset({"0800 4710815"})) == []


def test_a_full_name_cannot_be_approved_word_by_word():
    approved = frozenset({"Wiebke", "Tjarks"})
    assert found("Wiebke Tjarks", approved=approved) == ["Wiebke Tjarks"]
    assert found("Tjarks", approved=approved) == []


def test_offsets_count_the_original_text_with_its_escapes():
    text = "Mail: wiebke\\_tjarks@web.de und Tja\u00adrks; W&#105;ebke"
    assert found(text) == ["wiebke\\_tjarks@web.de", "Tja\u00adrks", "W&#105;ebke"]


def test_placeholders_are_no_findings():
    text = "Hallo [customer-1], Passwort: [password], Tel. [phone-2], Kundennummer [number-1]."
    assert (found(text), suspected(text)) == ([], [])


def test_unknown_words_and_listed_names_are_suspected():
    assert suspected("Der Zwurbler von Annika klemmt.") == [
        ("Zwurbler", Reason.UNKNOWN_WORD), ("Annika", Reason.LISTED_NAME),
    ]  # fmt: skip


def test_german_compounds_are_words():
    text = (
        "Die Druckerwarteschlangenüberwachung und der Kennwortzurücksetzungsassistent im Netzwerkfreigabecenter"
    )
    assert suspected(text) == []


def test_names_in_small_letters_are_suspected_with_their_family_name():
    assert suspected("please ask annika kowalewicz", lang="en") == [
        ("annika", Reason.LISTED_NAME), ("kowalewicz", Reason.UNKNOWN_WORD),
    ]  # fmt: skip


def test_an_ordinary_word_known_as_a_name_is_suspected_inside_a_sentence():
    assert suspected("Das macht Koch morgen.") == [("Koch", Reason.LISTED_NAME)]


def test_long_runs_of_digits_are_suspected():
    assert suspected("Siehe 8847110.") == [("8847110", Reason.DIGITS)]
    assert suspected("Siehe 884711081522.") == [("884711081522", Reason.UNSURE)], "it may be a phone number"


def test_unknown_words_in_code_and_links_are_quiet():
    assert suspected("`Get-Zwurbl Xyzzy` und https://zwurbl.example/Xyzzy, dann\n\n```\nXyzzy\n```\n") == []


def test_each_suspicious_word_comes_once_with_all_its_places():
    text = "Annika fragt. Dann fragt Annika wieder."
    (suspicion,) = scan(text, KNOWN, lang="de", approved=NONE).suspicions
    assert suspicion.places == ((0, 6), (25, 31))


def test_types_and_keyed_hashes_are_given():
    (finding,) = scan("wt@firma.example", KNOWN, lang="de", approved=NONE, key=b"key").findings
    assert (finding.type, finding.rule) == (Kind.EMAIL, "email")
    assert len(finding.hash) == 16


def test_mathematical_and_full_width_letters_hide_nothing():
    assert found("\U0001d413\U0001d423\U0001d41a\U0001d42b\U0001d424\U0001d42c") == [
        "\U0001d413\U0001d423\U0001d41a\U0001d42b\U0001d424\U0001d42c"
    ]
    assert found("\uff37iebke") == ["\uff37iebke"]
