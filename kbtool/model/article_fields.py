"""From front matter to an article: every field checked, every defect named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from kbtool.errors import suggestion
from kbtool.model import paths
from kbtool.model.article import ACCEPTED, Article, ArticleType, Audience, Confidence, Review

E = TypeVar("E", bound=StrEnum)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Fields that only mkdocs or Material read; they pass through.
_FOREIGN = frozenset({"description", "hide", "icon", "search", "status", "template", "toc", "draft", "date"})
_KNOWN = (
    "id", "title", "lang", "type", "category", "audience", "confidence", "level", "escalate_to", "summary",
    "issue", "environment", "tags", "owner", "ticket_data", "evidence", "review", "verified_on", "review_by",
    "aliases", "translation_of", "translation_sha256", "related", "conflicts_with",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A wrong field: which, what is wrong, what to do."""

    key: str
    code: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class _Reader:
    """Takes typed values out of front matter and collects what is wrong with the others."""

    meta: Mapping[str, Any]
    problems: list[FieldProblem] = field(default_factory=list)

    def _wrong(self, key: str, wanted: str) -> None:
        self.problems.append(FieldProblem(key, "field-type", f"“{key}” must be {wanted}"))

    def text(self, key: str, default: str = "") -> str:
        value = self.meta.get(key)
        if value is None:
            return default
        if isinstance(value, str | int | float | date) and not isinstance(value, bool):
            return str(value)
        self._wrong(key, "a text")
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.meta.get(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
            return tuple(str(item) for item in value)
        self._wrong(key, "a list of texts")
        return ()

    def day(self, key: str) -> date | None:
        value = self.meta.get(key)
        day = _as_date(value)
        if value is not None and day is None:
            self._wrong(key, "a date such as 2026-11-01")
        return day

    def level(self) -> int:
        value = self.meta.get("level", 1)
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 3:  # noqa: PLR2004 - levels 1 to 3
            return value
        self._wrong("level", "1, 2 or 3")
        return 1

    def choice(self, key: str, kind: type[E], default: E) -> E:
        value = self.meta.get(key)
        if value is None:
            return default
        names = [member.value for member in kind]
        if isinstance(value, str) and value in names:
            return kind(value)
        hint = suggestion(str(value), names) or f"use one of: {', '.join(names)}"
        self.problems.append(FieldProblem(key, "field-value", f"“{key}” cannot be “{value}”", hint))
        return default

    def review(self) -> Review | None:
        value = self.meta.get("review")
        if value is None:
            return None
        at = _as_date(value.get("at")) if isinstance(value, dict) else None
        if at is None or not value.get("by") or not value.get("sha256"):
            self._wrong("review", "{by: name, at: date, sha256: fingerprint}, as “kbtool review” writes it")
            return None
        accepted = value.get("suspicions") == ACCEPTED
        return Review(str(value["by"]), at, str(value["sha256"]), accepted)


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def build(
    path: str,
    meta: Mapping[str, Any],
    body: str,
    *,
    body_line: int = 0,
    key_lines: Mapping[str, int] | None = None,
) -> tuple[Article, list[FieldProblem]]:
    """Make an article of a file's front matter and body, with all that is wrong with its fields.

    A wrong field counts as missing, so a mistake can only make an article more private.
    """
    reader = _Reader(meta)
    article = Article(
        path=path,
        id=reader.text("id"),
        title=reader.text("title"),
        lang=reader.text("lang"),
        body=body,
        type=reader.choice("type", ArticleType, ArticleType.FIX),
        category=reader.text("category"),
        audience=reader.choice("audience", Audience, Audience.INTERNAL),
        confidence=reader.choice("confidence", Confidence, Confidence.WIP),
        level=reader.level(),
        escalate_to=reader.text("escalate_to"),
        summary=reader.text("summary"),
        issue=reader.texts("issue"),
        environment=reader.texts("environment"),
        tags=reader.texts("tags"),
        owner=reader.text("owner"),
        ticket_data=reader.texts("ticket_data"),
        evidence=reader.texts("evidence"),
        review=reader.review(),
        verified_on=reader.day("verified_on"),
        review_by=reader.day("review_by"),
        aliases=reader.texts("aliases"),
        translation_of=reader.text("translation_of"),
        translation_sha256=reader.text("translation_sha256"),
        related=reader.texts("related"),
        conflicts_with=reader.texts("conflicts_with"),
        meta=meta,
        body_line=body_line,
        key_lines=key_lines or {},
    )
    return article, [*reader.problems, *_unknown(meta), *_identity(article)]


def _unknown(meta: Mapping[str, Any]) -> list[FieldProblem]:
    """Report keys that look like a slip of the pen; other foreign keys are somebody's own business."""
    found = []
    for key in meta:
        hint = suggestion(key, _KNOWN, cutoff=0.75) if key not in _KNOWN and key not in _FOREIGN else ""
        if hint:
            found.append(FieldProblem(key, "field-unknown", f"the key “{key}” is not known", hint))
    return found


def _identity(article: Article) -> list[FieldProblem]:
    found = []
    if not article.id:
        found.append(
            FieldProblem("id", "id-missing", "the article has no id", "add “id: short-name-of-the-problem”")
        )
    elif not ID.fullmatch(article.id):
        hint = "use lower-case letters a–z, digits and hyphens"
        found.append(FieldProblem("id", "id-form", f"“{article.id}” cannot be an id", hint))
    elif why := paths.refusal(article.id):
        found.append(FieldProblem("id", "id-form", f"the id {why}", "choose a short name of the problem"))
    if not article.title:
        found.append(FieldProblem("title", "title-missing", "the article has no title", "add “title: …”"))
    return found
