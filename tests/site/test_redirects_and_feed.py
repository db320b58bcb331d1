import re
from xml.etree import ElementTree as ET

import pytest

from kbtool.site.redirects import destination
from tests.conftest import CONFIG, article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_alias_leads_to_where_the_article_is_now(built):
    site = built({DE: approved(article(extra="aliases: [alt/drucker, faq/12.html]"))})

    assert 'content="0; url=../../de/printing/drucker-offline/"' in site["alt/drucker/index.html"]
    assert 'content="0; url=../de/printing/drucker-offline/"' in site["faq/12.html"]
    assert '<meta name="robots" content="noindex">' in site["faq/12.html"]
    assert "alt/drucker" not in site["sitemap.xml"]


def test_an_alias_never_takes_the_place_of_a_page(built):
    site = built({DE: approved(article(extra="aliases: [de/printing]"))})

    assert "Drucken" in site.words("de/printing/index.html")
    assert "the alias “de/printing” is taken" in site.problems[0].message


def test_an_alias_of_an_internal_article_does_not_exist_for_customers(built):
    site = built({DE: article(audience="internal", extra="aliases: [geheim/alt]")})

    assert "geheim/alt/index.html" not in site


@pytest.mark.parametrize(
    "alias", ["../draussen", "/", "", "https://example.org/x", "a/../../b", ".git/config", "a?b"]
)
def test_what_is_no_address_of_the_site_becomes_no_file(alias):
    assert destination(alias) == ""


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        ("alt", "alt/index.html"),
        ("/alt/", "alt/index.html"),
        ("alt/index.html", "alt/index.html"),
        ("alt.md", "alt/index.html"),
        ("größe/ü", "größe/ü/index.html"),
    ],
)
def test_the_file_of_an_alias_is_where_a_server_looks_for_it(alias, expected):
    assert destination(alias) == expected


def test_the_feed_has_the_newest_verified_articles_of_its_language(built):
    files = {
        "docs/de/printing/alt.md": approved(
            article(id="alt", title="Alt & gut", extra="verified_on: 2026-09-01")
        ),
        "docs/de/printing/neu.md": approved(article(id="neu", title="Neu", extra="verified_on: 2026-10-01")),
        "docs/de/printing/nie.md": approved(article(id="nie", title="Nie geprüft")),
        "docs/en/printing/x.md": approved(article(id="x", lang="en", extra="verified_on: 2026-11-01")),
    }

    feed = ET.fromstring(built(files)["feed.de.xml"].encode())  # noqa: S314 - our own

    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == ["Neu", "Alt & gut"]
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}updated") == "2026-10-01T12:00:00Z"
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}id") == "https://help.example.com/#neu"
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "https://help.example.com/de/printing/neu/"


def test_without_an_address_of_the_site_there_is_no_feed(built):
    config = re.sub("site_url:.*\n", "", CONFIG)

    site = built({DE: approved(article(extra="verified_on: 2026-10-01"))}, config=config)

    assert "feed.de.xml" not in site
    assert "feed" not in site["index.html"]
