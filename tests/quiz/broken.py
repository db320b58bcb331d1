"""The items of broken.yml, which are broken on purpose, as projects on disk."""

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kbtool.model.article import Article, Confidence
from tests.quiz import project

DATA: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
SOUND = {item["id"]: item for item in DATA["sound"]}
CONFIG = """\
site_name: Hilfe
site_url: https://help.example.com/
theme: {name: material, font: false}
plugins:
  - kbtool:
      categories:
        accounts: {de: Konten, en: Accounts}
        network: {de: Netzwerk, en: Network}
      teams:
        workplace: {de: Arbeitsplatz, en: Workplace}
        network: {de: Netzwerk, en: Network}
        identity: Identity
"""
_HEADINGS = {"de": ("Problem", "Ursache", "Lösung"), "en": ("Issue", "Cause", "Resolution")}


def files(flaw: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Return a project with the sound items, a file each; those of a flaw are broken."""
    flaw = flaw or {}
    items = copy.deepcopy(SOUND)
    for name, changes in {flaw.get("of"): flaw.get("set"), **flaw.get("beside", {})}.items():
        _change(items.get(name, {}), changes or {})
    banks = {f"quizzes/{name}.yml": _dump({"schema": 1, "items": [item]}) for name, item in items.items()}
    return {**dict(_articles(flaw.get("articles", {}))), **banks}


def _change(item: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Set fields of an item: `a` is the text of option a, or a new option, `a.why` another field of it."""
    options = {option["id"]: option for option in item.get("options", ())}
    for place, value in changes.items():
        name, _, key = place.partition(".")
        if name in options:
            options[name][key or "text"] = value
            _drop_empty(options[name])
        elif isinstance(value, dict) and "text" in value:
            item["options"].append({"id": name, **value})
        else:
            item[place] = value


def _drop_empty(option: dict[str, Any]) -> None:
    for key in [key for key, value in option.items() if value == ""]:
        del option[key]


def _articles(changes: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for found in DATA["articles"]:
        made = _article(**{**found, **changes.get(found["id"], {})})
        yield f"docs/{made.path}", project.text(made)


def _article(
    *, problem: str, cause: str, steps: list[str], confidence: str = "validated", **fields: Any
) -> Article:
    numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
    parts = zip(_HEADINGS[fields["lang"]], (problem, cause, numbered), strict=True)
    return Article(
        path=f"{fields['lang']}/{fields['category']}/{fields['id']}.md",
        body="\n".join(f"## {heading}\n\n{part}\n" for heading, part in parts),
        confidence=Confidence(confidence),
        summary=fields["title"],
        **{key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()},
    )


def _dump(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
