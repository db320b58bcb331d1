import re

import pytest

from tests.conftest import article
from tests.site.conftest import approved

FILES = {
    "docs/de/printing/drucker.md": approved(article(id="drucker")),
    "docs/de/network/nur-deutsch.md": approved(
        article(id="nur-deutsch").replace("category: printing", "category: network")
    ),
    "docs/en/printing/printer.md": approved(
        article(id="printer", title="Printer is offline", lang="en", extra="translation_of: drucker")
    ),
}


def menu(page: str) -> dict[str, str]:
    """Return where the language menu leads, by language."""
    found = re.findall(r'<a href="([^"]*)" hreflang="(\w+)" lang="\w+" class="md-select__link"', page)
    return {lang: url for url, lang in found}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("index.html", {"de": ".", "en": "en/"}),
        ("en/index.html", {"de": "..", "en": "./"}),
        ("de/printing/index.html", {"de": "./", "en": "../../en/printing/"}),
        ("de/printing/drucker/index.html", {"de": "./", "en": "../../../en/printing/printer/"}),
        ("en/printing/printer/index.html", {"de": "../../../de/printing/drucker/", "en": "./"}),
        ("de/network/nur-deutsch/index.html", {"de": "./", "en": "../../../en/"}),
        ("de/network/index.html", {"de": "./", "en": "../../en/"}),
    ],
)
def test_the_language_menu_leads_to_this_page_in_the_other_language_or_to_its_home(built, page, expected):
    assert menu(built(FILES)[page]) == expected


def test_every_page_says_its_own_language(built):
    site = built(FILES)

    pages = {path.relative_to(site.folder).as_posix(): path.read_text() for path in site.folder.rglob("*.html")}
    for name, page in pages.items():
        expected = "en" if name.startswith("en/") else "de"
        assert re.search(r'<html lang="(\w+)"', page)[1] == expected, name


def test_the_words_of_the_theme_are_in_the_language_of_the_page(built):
    site = built(FILES)

    assert "Zum Inhalt" in site["de/printing/drucker/index.html"]
    assert "Skip to content" in site["en/printing/printer/index.html"]
    assert 'title="Dunkle Darstellung"' in site["index.html"]
    assert 'title="Dark colours"' in site["en/index.html"]


def test_an_article_offers_its_translation_in_words(built):
    site = built(FILES)

    assert "Read in English" in site.words("de/printing/drucker/index.html")
    assert "Auf Deutsch lesen" in site.words("en/printing/printer/index.html")
    assert "Read in English" not in site.words("de/network/nur-deutsch/index.html")


def test_a_translation_that_customers_cannot_see_is_not_offered(built):
    hidden = FILES["docs/en/printing/printer.md"].replace("audience: public", "audience: internal")

    site = built({**FILES, "docs/en/printing/printer.md": hidden})

    assert menu(site["de/printing/drucker/index.html"])["en"] == "../../../en/"


def test_handbook_pages_lead_to_their_translation(built):
    files = {
        "docs/handbook/de/index.md": "---\nid: h-de\nlang: de\ntranslation_of: h-en\n---\nText\n",
        "docs/handbook/en/index.md": "---\nid: h-en\nlang: en\n---\nText\n",
    }

    site = built(files, audience="internal")

    assert menu(site["handbook/de/index.html"])["en"] == "../en/"


def test_the_default_language_also_answers_under_its_own_name(built):
    assert re.search(r'content="0; url=\.\./?"', built(FILES)["de/index.html"])


def test_the_page_for_lost_readers_speaks_both_languages(built):
    words = built(FILES).words("404.html")

    assert "Diese Seite gibt es nicht" in words
    assert "This page does not exist" in words


def test_the_sitemap_names_translations_and_the_day_of_verification(built):
    text = approved(article(id="drucker", extra="verified_on: 2026-10-12"))

    sitemap = built({**FILES, "docs/de/printing/drucker.md": text})["sitemap.xml"]

    (entry,) = re.findall(r"<url>\s*<loc>[^<]*/drucker/</loc>.*?</url>", sitemap, re.DOTALL)
    assert "<lastmod>2026-10-12</lastmod>" in entry
    assert 'hreflang="en" href="https://help.example.com/en/printing/printer/"' in entry
