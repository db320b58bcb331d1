from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from kbtool.errors import SettingsError
from kbtool.site.contact import check, contact
from kbtool.site.texts import ENGLISH, GERMAN


def test_a_mail_says_which_article_did_not_help():
    link = contact(
        "mailto:it@example.com?subject={title}&body={message}",
        GERMAN,
        title="Drucker & Co. ist „aus“",
        name="drucker-aus",
        url="https://help.example.com/de/x/",
    )

    fields = parse_qs(urlsplit(link.href).query)
    assert fields["subject"] == ["Drucker & Co. ist „aus“"]
    assert fields["body"][0].splitlines() == [
        "Was passiert, und was haben Sie schon versucht?",
        "",
        "",
        "Artikel: Drucker & Co. ist „aus“ (drucker-aus)",
        "https://help.example.com/de/x/",
    ]


def test_the_last_search_has_a_place_in_the_form_for_scripts_only():
    link = contact("https://desk.example.com/new?q={query}&text={message}", ENGLISH)

    assert "query" not in unquote(link.href).replace("q=&", "")
    assert link.template.count("%7Bquery%7D") == 2


def test_no_value_can_add_a_field_to_the_address():
    link = contact("mailto:it@example.com?subject={title}", ENGLISH, title="x&bcc=evil@example.org")

    assert "bcc=" not in link.href


def test_no_contact_in_the_settings_is_no_link():
    assert contact("", ENGLISH) is None


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("javascript:alert(1)", "is not an address"),
        ("support@example.com", "is not an address"),
        ("https://desk.example.com/?t={titel}", "unknown placeholder “{titel}”"),
    ],
)
def test_a_wrong_contact_is_a_settings_error(template, message):
    with pytest.raises(SettingsError, match=message):
        check(template)
