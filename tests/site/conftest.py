"""Small sites, really built: `built({"docs/de/printing/a.md": …})["de/printing/a/index.html"]`."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kbtool import frontmatter
from kbtool.model import article_fields
from kbtool.model.problem import Problem
from kbtool.services.build import make
from kbtool.settings import load


@dataclass(frozen=True)
class Built:
    """A site on disk."""

    folder: Path
    problems: list[Problem]

    def __getitem__(self, path: str) -> str:
        """Return a file's text."""
        return (self.folder / path).read_text(encoding="utf-8")

    def __contains__(self, path: str) -> bool:
        """Return whether the site has a file."""
        return (self.folder / path).is_file()

    def words(self, path: str) -> str:
        """Return what a reader sees of a page's content, in one line."""
        content = re.search(r"<article.*?</article>", self[path], re.DOTALL)
        text = re.sub(r"<script.*?</script>|<[^>]*>", " ", content[0] if content else "", flags=re.DOTALL)
        return " ".join(html.unescape(text).split())

    def search(self) -> list[dict]:
        """Return the entries of the search index."""
        return json.loads(self["search/search_index.json"])["docs"]

    def everything(self) -> str:
        """Return the text of all files, for what must be nowhere."""
        texts = [
            path.read_bytes().decode("utf-8", "replace") for path in self.folder.rglob("*") if path.is_file()
        ]
        return html.unescape("\n".join(texts))


def approved(text: str, by: str = "anna") -> str:
    """Return an article's text with the review of its present words."""
    document = frontmatter.parse(text)
    found, _ = article_fields.build("x", frontmatter.read(document), document.body)
    review = {"by": by, "at": date(2026, 11, 2), "sha256": found.sha256}
    return frontmatter.dump(frontmatter.edit(document, {"review": review}))


@pytest.fixture
def built(make_project, tmp_path) -> Callable[..., Built]:
    """Return a function that writes a project and builds one edition of it."""

    def build(files, *, audience="public", **options) -> Built:
        project = make_project(files, **options)
        folder = tmp_path / f"site-{audience}"
        _, problems = make(project, load(project.config), audience, folder)
        return Built(folder, problems)

    return build
