import json
import re

import pytest

from tests.conftest import CONFIG, article
from tests.site.conftest import approved

DE = "docs/de/printing/drucker-offline.md"
EN = "docs/en/printing/printer-offline.md"
PAGE = "de/printing/drucker-offline/index.html"


def test_the_page_starts_with_the_short_answer_and_ends_with_the_question_whether_it_helped(built):
    extra = "verified_on: 2026-10-12\nrelated: [toner-leer]"
    cause = article(extra=extra) + "\n## Ursache\n\nDer Drucker schläft.\n"
    other = approved(article(id="toner-leer", title="Toner ist leer"))

    words = built({DE: approved(cause), "docs/de/printing/toner-leer.md": other}).words(PAGE)

    order = (
        "Drucker ist „Offline“",
        "Kurz gesagt Schalten Sie das Gerät aus und wieder ein.",
        "Gilt für Windows 11",
        "Lösung Schalten Sie den Drucker aus.",
        "Ursache Der Drucker schläft.",
        "Problem Der Drucker zeigt „Offline“.",
        "So beschreiben es andere drucker druckt nich es kommt nix raus",
        "Verwandte Fragen Toner ist leer",
        "Zuletzt geprüft am 12. Oktober 2026",
        "Hat das Ihr Problem gelöst? Ja, danke Nein, Support kontaktieren",
    )
    assert [words.find(text) for text in order] == sorted(words.find(text) for text in order)
    assert all(text in words for text in order)


def test_an_article_without_sections_keeps_its_text_as_it_is(built):
    text = re.sub(r"(?s)\n## .*", "\nNur ein Satz.\n\n### Klein\n\nNoch einer.\n", article())

    words = built({DE: approved(text)}).words(PAGE)

    assert "Nur ein Satz. Klein Noch einer." in words


def test_unknown_sections_stand_after_the_steps(built):
    text = article().replace("## Problem\n", "## Vorgeschichte\n\nEs war einmal.\n\n## Problem\n")

    words = built({DE: approved(text)}).words(PAGE)

    assert words.index("Lösung") < words.index("Vorgeschichte Es war einmal.") < words.index("Problem Der")


def test_footnotes_and_link_definitions_work_across_sections(built):
    text = article().replace("Windows 11.\n", "Windows 11.[^1] Siehe [Seite][s].\n")
    text += "\n[^1]: Auch Windows 10.\n[s]: https://example.org/seite\n"

    page = built({DE: approved(text)})[PAGE]

    assert 'href="https://example.org/seite"' in page
    assert "Auch Windows 10." in page


def test_an_anchor_of_a_section_goes_on_working_though_the_sections_are_moved(built):
    text = article().replace("Windows 11.\n", "Siehe [Lösung](#losung).\n")

    site = built({DE: approved(text)})

    assert site.problems == []
    assert 'id="losung"' in site[PAGE]


@pytest.mark.parametrize(
    "title", ["Word & Excel <b>", 'Fehler "0x11b" beim Drucken', "„Offline“ – was nun? 🖨️", "It's a 'quote'"]
)
def test_a_title_is_escaped_once_everywhere(built, title):
    text = article().replace(
        'title: "Drucker ist „Offline“"', f"title: {json.dumps(title, ensure_ascii=False)}"
    )

    site = built({DE: approved(text)})

    page = site[PAGE]
    assert "&amp;amp;" not in page
    assert "<b>" not in page
    assert title in site.words(PAGE)
    assert title in site.words("de/printing/index.html")
    assert title in site.words("index.html")
    assert "&amp;lt;" not in site["de/printing/index.html"]


def test_front_matter_that_runs_code_is_shown_as_text(built):
    evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    text = article(extra=f"tags: [{json.dumps(evil)}]").replace(
        'summary: "Schalten Sie das Gerät aus und wieder ein."', f"summary: {json.dumps(evil)}"
    )

    site = built({DE: approved(text)})

    for path in (PAGE, "de/printing/index.html", "index.html"):
        assert "<script>alert" not in site[path]
        assert "<img src=x" not in site[path]
    assert site.search()[0]["tags"] == [
        "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
    ]


def test_search_engines_get_question_and_answer(built):
    page = built({DE: approved(article())})[PAGE]

    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["@type"] == "FAQPage"
    (question,) = data["mainEntity"]
    assert question["name"] == "Drucker ist „Offline“"
    assert question["acceptedAnswer"]["text"] == (
        "Schalten Sie das Gerät aus und wieder ein. 1. Schalten Sie den Drucker aus. "
        "2. Warten Sie zehn Sekunden und schalten Sie ihn ein. 🖨️"
    )


def test_structured_data_cannot_end_its_script(built):
    text = article().replace("Windows 11.", "x").replace("aus und wieder ein", "</script><script>alert(1)")

    assert "<script>alert" not in built({DE: approved(text)})[PAGE]


def test_the_search_has_one_entry_for_an_article_with_the_requesters_words(built):
    site = built({DE: approved(article())})

    (entry,) = site.search()
    assert entry["location"] == "de/printing/drucker-offline/"
    assert entry["title"] == "Drucker ist „Offline“"
    assert "es kommt nix raus" in entry["text"]
    assert "Verwandte" not in entry["text"]


def test_the_no_button_leads_to_the_contact_with_the_article(built):
    page = built({DE: approved(article())})[PAGE]

    assert 'href="mailto:support@example.com?subject=Drucker%20ist%20%E2%80%9EOffline%E2%80%9C"' in page


def test_without_a_contact_the_page_says_whom_to_ask(built):
    config = "\n".join(line for line in CONFIG.splitlines() if "contact:" not in line)

    words = built({DE: approved(article())}, config=config).words(PAGE)

    assert "Wenden Sie sich an Ihren Support" in words
    assert "Nein, Support" not in words


def test_an_english_article_speaks_english_all_over(built):
    text = approved(
        article(id="printer-offline", title="Printer is “offline”", lang="en", extra="verified_on: 2026-10-12")
    )

    page = "en/printing/printer-offline/index.html"
    site = built({EN: text})

    assert '<html lang="en"' in site[page]
    assert "Last verified on 12 October 2026" in site.words(page)
    assert "Did this solve it? Yes, thanks No, contact support" in site.words(page)
    assert 'aria-label="Search"' in site[page]


def test_an_article_without_id_or_title_is_shown_internally_under_the_name_of_its_file(built):
    text = article().replace("id: drucker-offline\n", "").replace('title: "Drucker ist „Offline“"\n', "")

    site = built({DE: text}, audience="internal")

    assert site.words(PAGE).startswith("Drucker offline")
    assert "Drucker offline" in site.words("de/printing/index.html")


def test_the_internal_badge_names_what_is_not_trusted_yet(built):
    site = built({DE: article()}, audience="internal")

    assert 'class="kb-badge"' in site["de/printing/index.html"]
    assert "noch nicht freigegeben" in site.words(PAGE)
