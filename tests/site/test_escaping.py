"""Every text is escaped exactly once, wherever it is shown: a parser reads back what was written."""

import json
import xml.etree.ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from tests.conftest import CONFIG, article
from tests.site.conftest import approved

ODD = [
    "Kosten & Nutzen",
    "<b>fett</b>",
    "3 < 4 > 2",
    "&amp; &lt;b&gt;",
    "</title></script>",
    "'A' \\ \"B\"",
    "{{ config }}",
    "Größe ✓",
]
TITLE = f"Frage: {' '.join(ODD)}"
SAID = f"Antwort: {' '.join(ODD)}"
PAGE = "de/printing/frage/index.html"


@pytest.fixture
def site(built):
    text = article(id="frage", title="TITEL", extra=f"tags: {json.dumps(ODD)}\nverified_on: 2026-10-01")
    text = text.replace('"TITEL"', json.dumps(TITLE)).replace(
        '"Schalten Sie das Gerät aus und wieder ein."', json.dumps(SAID)
    )
    text = text.replace('issue: ["drucker druckt nich", "es kommt nix raus"]', f"issue: {json.dumps(ODD)}")
    text = text.replace('environment: ["Windows 11"]', f"environment: {json.dumps(ODD)}")
    other = article(id="andere", title="Andere", extra="related: [frage]")
    page = "---\nid: regeln\ntitle: TITEL\nlang: de\naudience: public\nconfidence: validated\n---\nText.\n"
    return built({
        "docs/de/printing/frage.md": approved(text),
        "docs/de/printing/andere.md": approved(other),
        "docs/regeln.md": approved(page.replace("TITEL", json.dumps(TITLE))),
    })  # fmt: skip


def read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text().split())


def test_on_the_page(site):
    page = read(site[PAGE])

    assert words(page.h1) == TITLE
    assert words(page.title) == f"{TITLE} – Hilfe"
    assert page.find("meta", {"name": "description"})["content"] == SAID
    assert words(page.select_one(".kb-answer p:nth-of-type(2)")) == SAID
    assert [words(chip) for chip in page.select(".kb-chips span")] == ODD
    assert [words(phrase) for phrase in page.select(".kb-asked q")] == ODD


def test_on_other_pages(site):
    category, home, other = (
        read(site[path]) for path in ("de/printing/index.html", "index.html", "de/printing/andere/index.html")
    )

    assert TITLE in [words(summary) for summary in category.select("summary")]
    assert SAID in [words(answer) for answer in category.select(".kb-faq__answer p")]
    assert TITLE in [words(link) for link in home.select(".kb-top a")]
    assert TITLE in [words(link) for link in other.select(".kb-related a")]
    assert TITLE in [words(link) for link in home.select("footer a")]
    assert TITLE in [words(link) for link in home.select(".md-nav--primary .md-ellipsis")]


def test_in_the_search(site):
    (entry,) = [item for item in site.search() if item["location"].startswith("de/printing/frage/")]

    assert words(read(entry["title"])) == TITLE
    assert [words(read(tag)) for tag in entry["tags"]] == ODD
    for text in (SAID, *ODD):
        assert text in words(read(entry["text"]))


def test_in_the_feed(site):
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = ET.fromstring(site["feed.de.xml"]).findall(f"{atom}entry")  # noqa: S314 - our own file

    assert entry.findtext(f"{atom}title") == TITLE
    assert entry.findtext(f"{atom}summary") == SAID


@pytest.mark.parametrize("path", [PAGE, "de/printing/index.html", "index.html"])
def test_in_what_search_engines_read(site, path):
    data = json.loads(read(site[path]).find("script", type="application/ld+json").string)

    names = [question["name"] for question in data["mainEntity"]]
    answers = [question["acceptedAnswer"]["text"] for question in data["mainEntity"]]
    assert TITLE in names
    assert any(answer.startswith("Antwort: Kosten & Nutzen <b>fett</b> 3 < 4 > 2 &amp;") for answer in answers)


def test_on_a_page_that_another_plugin_adds(built):
    hook = '''\
        from mkdocs.structure.files import File

        TEXT = """---
        title: <img src=x onerror=alert(1)>
        description: '"><script>alert(1)</script>'
        tags: ['<b>']
        ---
        <script>alert(1)</script> <b onclick=alert(1)>Text</b>
        """

        def on_files(files, config):
            files.append(File.generated(config, "fremd.md", content=TEXT))
            return files
    '''

    site = built(
        {"docs/de/printing/a.md": approved(article()), "hook.py": hook}, config=CONFIG + "hooks: [hook.py]\n"
    )

    page = read(site["fremd/index.html"])
    assert "<b>Text</b>" in site["fremd/index.html"]
    assert "alert(1)" not in [script.string for script in page.find_all("script")]
    assert not page.find_all(onerror=True)
    assert not page.find_all(onclick=True)
    assert page.find("meta", {"name": "description"})["content"] == '"><script>alert(1)</script>'
