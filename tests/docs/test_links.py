import re
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from markdown.extensions.toc import slugify

from kbtool import frontmatter
from kbtool.model import markdown
from tests.docs.repository import DOCS, README

PAGES = sorted(
    path
    for part in ("guide", "reference", "explanation", "project", "handbook")
    for path in (DOCS / part).rglob("*.md")
)
PAGES.append(DOCS / "changelog.md")


def name(path):
    return path.relative_to(DOCS.parent).as_posix()


def anchors(path):
    return {
        slugify(text.replace("`", ""), "-") for _, text in markdown.headings(path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("page", [README, *PAGES], ids=name)
def test_every_link_of_the_documentation_leads_somewhere(page):
    dead = []
    for link in markdown.links(page.read_text(encoding="utf-8")):
        parts = urlsplit(link.target)
        if parts.scheme or parts.netloc:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors(target)):
            dead.append(f"{link.line}: {link.target}")

    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_page_of_the_documentation_is_internal_and_has_a_title_and_an_id(page):
    meta = frontmatter.read(frontmatter.parse(page.read_text(encoding="utf-8")))

    assert meta["audience"] == "internal"
    assert meta["title"]
    assert meta["lang"] in {"de", "en"}
    assert re.fullmatch(r"[a-z0-9-]+", meta["id"])


def test_no_two_pages_of_the_documentation_have_the_same_id():
    ids = [frontmatter.read(frontmatter.parse(page.read_text(encoding="utf-8")))["id"] for page in PAGES]

    assert [item for item in ids if ids.count(item) > 1] == []


@pytest.mark.parametrize("page", sorted((DOCS / "project/decisions").glob("*.md")), ids=name)
def test_a_decision_fits_on_a_screen_and_says_what_follows_from_it(page):
    text = page.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 40
    assert [heading for _, heading in markdown.headings(text)] == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_yaml_example_is_valid(page):
    blocks = re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

    assert all(yaml.safe_load_all(block) is not None and list(yaml.safe_load_all(block)) for block in blocks)
