"""A small project in which every problem of content can be provoked."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kbtool import frontmatter
from kbtool.model.article import fingerprint
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services.check import check
from kbtool.settings import load

TODAY = date(2026, 11, 23)
ARTICLE = "docs/en/printing/printer-offline.md"

CONFIG = """\
site_name: Help desk
plugins:
  - kbtool:
      categories:
        printing: {de: Drucken, en: Printing}
        network: {de: Netzwerk, en: Network}
      teams:
        workplace: {de: Arbeitsplatz, en: Workplace}
"""

TEXT = """\
---
id: printer-offline
title: "Printer shows as offline"
lang: en
type: fix
category: printing
audience: public
confidence: validated
level: 1
escalate_to: workplace
summary: "Switch the printer off and on again, then remove “Use Printer Offline”."
issue: ["printer says offline but its on"]
---
## Issue

The printer is on, but Windows shows it as “Offline”.

## Environment

Windows 11, network printers.

## Resolution

1. Switch the printer off.
2. Wait ten seconds and switch it on.
"""


def provoke(folder: Path, recipe: Mapping[str, Any]) -> list[Problem]:
    """Make the sample project with the defect of a recipe (see problem_codes.yml) and check it."""
    old, new = recipe.get("old", ""), recipe.get("new", "")
    if old not in TEXT:
        raise AssertionError(old)
    text = TEXT.replace(old, new, 1)
    files = {ARTICLE: text, "mkdocs.yml": CONFIG, **recipe.get("files", {})}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if content == "same" else content, encoding="utf-8")
    if recipe.get("bytes"):
        (folder / ARTICLE).write_bytes(text.encode("latin-1", "replace") + b"\xfc")
    if recipe.get("approve"):
        _approve(folder / ARTICLE)
    project = Project(folder)
    return check(project, load(project.config), today=TODAY)


def _approve(path: Path) -> None:
    document = frontmatter.parse(path.read_text(encoding="utf-8"))
    words = fingerprint(frontmatter.read(document), document.body)
    review = {"by": "anna", "at": TODAY, "sha256": words}
    path.write_text(frontmatter.dump(frontmatter.edit(document, {"review": review})), encoding="utf-8")
