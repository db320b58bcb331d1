import re

from tests.conftest import CONFIG, article
from tests.services import test_legal as legal
from tests.site.conftest import approved


def german(name: str, category: str = "printing", **options: str) -> str:
    """Return an approved article of a category."""
    text = article(id=name, title=f"Titel {name}", **options)
    return approved(text.replace("category: printing", f"category: {category}"))


def written(title: str, lang: str, body: str = "Text\n") -> str:
    """Return a page that is no article."""
    return f"---\nid: {title.lower().replace(' ', '-')}\ntitle: {title}\nlang: {lang}\n---\n{body}"


def test_the_home_page_has_search_questions_topics_and_contact_in_this_order(built):
    site = built({"docs/de/printing/a.md": german("a")})

    words = site.words("index.html")

    order = (
        "Wie können wir helfen?",
        "Suchen",
        "Häufige Fragen Titel a",
        "Themen Drucken 1 Frage",
        "Nichts Passendes",
    )
    assert [words.find(text) for text in order] == sorted(words.find(text) for text in order)
    assert -1 not in [words.find(text) for text in order]


def test_top_questions_are_those_with_most_tickets_then_phrasings_then_newest(built):
    files = {
        "docs/de/printing/alt.md": german("alt", extra="verified_on: 2026-01-01"),
        "docs/de/network/neu.md": german("neu", "network", extra="verified_on: 2026-10-01"),
        "docs/de/wifi/viel.md": german("viel", extra='evidence: ["rt:1", "rt:2"]'),
    }

    words = built(files).words("index.html")

    assert words.index("Titel viel") < words.index("Titel neu") < words.index("Titel alt")


def test_top_questions_are_at_most_two_of_a_category_and_eight_in_all(built):
    files = {
        f"docs/de/shelf-{shelf}/a{shelf}-{number}.md": german(f"a{shelf}-{number}", f"shelf-{shelf}")
        for shelf in range(5)
        for number in range(3)
    }

    page = built(files)["index.html"]

    top = re.search(r'<ul class="kb-top">(.*?)</ul>', page, re.DOTALL)[1]
    found = re.findall(r"Titel a(\d)-", top)
    assert len(found) == 8
    assert max(found.count(shelf) for shelf in found) == 2


def test_a_category_page_opens_each_question_to_its_short_answer_without_script(built):
    site = built({"docs/de/printing/a.md": german("a")})

    page = site["de/printing/index.html"]

    assert '<details class="kb-faq" id="a">' in page
    assert "Titel a Schalten Sie das Gerät aus und wieder ein. Ganze Anleitung" in site.words(
        "de/printing/index.html"
    )
    assert 'href="a/"' in page


def test_categories_stand_in_the_order_of_the_settings_and_unknown_ones_after_them(built):
    files = {
        "docs/de/zoo/c.md": german("c", "zoo"),
        "docs/de/network/b.md": german("b", "network"),
        "docs/de/printing/a.md": german("a"),
    }

    words = built(files).words("index.html")

    assert words.index("Drucken 1 Frage") < words.index("Netzwerk 1 Frage") < words.index("Zoo 1 Frage")


def test_a_category_below_another_has_its_own_page_and_a_heading_on_the_upper_one(built):
    site = built({"docs/de/network/vpn/vpn.md": german("vpn", "network/vpn")})

    assert "Netzwerk 1 Frage Vpn Titel vpn" in site.words("de/network/index.html")
    assert "Vpn 1 Frage" in site.words("de/network/vpn/index.html")
    path = re.search(r'<nav class="md-path".*?</nav>', site["de/network/vpn/vpn/index.html"], re.DOTALL)[0]
    assert re.findall(r'href="([^"]*)"', path) == ["../../../..", "../../", "../"]


def test_an_article_without_a_category_is_listed_under_general(built):
    text = article().replace("category: printing\n", "")

    site = built({"docs/de/drucker-offline.md": text}, audience="internal")

    assert "Allgemeines 1 Frage" in site.words("de/general/index.html")


def test_an_empty_project_still_has_a_home_page_and_a_contact(built):
    site = built({})

    assert "Wie können wir helfen?" in site.words("index.html")
    assert "Contact support" in site.words("en/index.html")
    assert site.problems == []


def test_a_page_of_ones_own_takes_the_place_of_the_generated_one(built):
    own = '---\nid: start\ntitle: "Unsere Hilfe"\nlang: de\n---\nSelbst geschrieben.\n'

    site = built({"docs/index.md": own, "docs/de/printing/a.md": article(id="a")}, audience="internal")

    assert "Selbst geschrieben." in site.words("index.html")
    assert site.problems == []


def test_articles_are_not_in_the_navigation_but_their_category_is_marked(built):
    files = {f"docs/de/printing/a{number}.md": german(f"a{number}") for number in range(3)}

    page = built(files)["de/printing/a1/index.html"]

    nav = re.search(r'<nav class="md-nav md-nav--primary".*?</nav>', page, re.DOTALL)[0]
    assert "Titel a2" not in nav
    active = re.findall(r'md-nav__item--active.*?href="([^"]*)"', nav, re.DOTALL)
    assert active == ["../"]


def test_the_handbook_is_in_the_internal_navigation_of_its_language_only(built):
    files = {
        "docs/handbook/de/index.md": written("Handbuch", "de", "- [Zwei](zwei.md)\n- [Eins](eins.md)\n"),
        "docs/handbook/de/eins.md": written("Seite eins", "de"),
        "docs/handbook/de/zwei.md": written("Seite zwei", "de"),
        "docs/handbook/en/index.md": written("The handbook", "en\ntranslation_of: handbuch"),
        "docs/tutorial/start.md": written("First steps", "en"),
    }

    site = built(files, audience="internal")

    page = site["handbook/de/eins/index.html"]
    nav = re.search(r'<nav class="md-nav md-nav--primary".*?<div class="md-content"', page, re.DOTALL)[0]
    assert nav.index("Seite zwei") < nav.index("Seite eins")
    assert "The handbook" not in nav
    assert "Einstieg" in nav
    assert "Handbuch" not in built(files)["index.html"]


def test_an_imprint_is_one_click_from_every_page(built):
    imprint = written("Impressum & Datenschutz", "de").replace(
        "lang: de", "lang: de\naudience: public\nconfidence: validated"
    )

    site = built({"docs/impressum.md": approved(imprint), "docs/de/printing/a.md": german("a")})

    for page, href in (("index.html", "impressum/"), ("de/printing/a/index.html", "../../../impressum/")):
        footer = site[page][site[page].index("<footer") :]
        assert f'<a href="{href}">Impressum &amp; Datenschutz</a>' in footer


def test_the_public_site_has_no_page_of_the_internal_one(built):
    site = built({"docs/handbook/de/index.md": "---\ntitle: Handbuch\n---\nGeheim\n"})

    assert not (site.folder / "handbook").exists()
    assert "Geheim" not in site.everything()


def test_one_language_needs_no_language_menu(built):
    config = CONFIG.replace("      contact:", "      languages: [de]\n      contact:")

    site = built({"docs/de/printing/a.md": german("a")}, config=config)

    assert "md-select" not in site["index.html"]
    assert "en/index.html" not in site


def test_imprint_and_privacy_notice_are_in_the_footer_of_every_page(built):
    site = built({**legal.BOTH, "docs/de/printing/drucker-offline.md": approved(article())})

    for path in site.folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        footer = html.partition("<footer")[2]
        assert 'http-equiv="refresh"' in html or ("Impressum" in footer and "Datenschutz" in footer), path
