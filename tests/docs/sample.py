"""A small project in which every problem of content can be provoked."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kbtool import frontmatter
from kbtool.model.article import fingerprint
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services.check import check
from kbtool.services.quiz_lint import lint
from kbtool.settings import load
from tests.docs import template

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


BANK = template.text("sample-bank.yml")

NEIGHBOURS = {
    "paper-jam": ("Paper jam that is none", "display says jam, no paper inside", "Switch the printer off."),
    "toner-streaks": ("Streaks on every page", "grey lines down the side", "Take the cartridge out."),
}


def provoke(folder: Path, recipe: Mapping[str, Any]) -> list[Problem]:
    """Make the sample project with the defect of a recipe, and check it or lint its bank."""
    text = _replaced(TEXT, [[recipe.get("old", ""), recipe.get("new", "")]])
    files = {ARTICLE: text, "mkdocs.yml": CONFIG, **recipe.get("files", {})}
    if "bank" in recipe:
        files |= _bank_files(recipe)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if content == "same" else content, encoding="utf-8")
    if recipe.get("bytes"):
        (folder / ARTICLE).write_bytes(text.encode("latin-1", "replace") + b"\xfc")
    if recipe.get("approve"):
        _approve(folder / ARTICLE)
    project = Project(folder)
    settings = load(project.config)
    if "bank" not in recipe:
        return check(project, settings, today=TODAY)
    report = lint(project, settings)
    return [*report.errors, *report.warnings]


def _replaced(text: str, pairs: Sequence[Sequence[str]]) -> str:
    for old, new in pairs:
        if old not in text:
            raise AssertionError(old)
        text = text.replace(old, new, 1)
    return text


def _bank_files(recipe: Mapping[str, Any]) -> dict[str, str]:
    """Return the bank with its defect and the articles its options come from."""
    head, mark, item = BANK.partition("- id")
    copies = "".join(
        mark + item.replace("q-7f3k2m", f"q-7f3k{n:02}") for n in range(1, recipe.get("copies", 1))
    )
    bank = _replaced(head + mark + item + copies, recipe["bank"])
    files = {"quizzes/printing.yml": bank}
    if recipe.get("second_bank"):
        files["quizzes/scanning.yml"] = bank
    for name, (title, phrase, step) in NEIGHBOURS.items():
        text = TEXT.replace("printer-offline", name).replace("Printer shows as offline", title)
        text = text.replace("printer says offline but its on", phrase).replace("Switch the printer off.", step)
        files[f"docs/en/printing/{name}.md"] = text.replace(
            "The printer is on, but Windows shows it as “Offline”.", title
        )
    return files


def _approve(path: Path) -> None:
    document = frontmatter.parse(path.read_text(encoding="utf-8"))
    words = fingerprint(frontmatter.read(document), document.body)
    review = {"by": "anna", "at": TODAY, "sha256": words}
    path.write_text(frontmatter.dump(frontmatter.edit(document, {"review": review})), encoding="utf-8")
