"""Articles: what a customer or an agent reads, in the format of the handbook's article page."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Audience(StrEnum):
    """Who may read; a missing audience is internal."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Confidence(StrEnum):
    """How far the article is trusted (KCS v6)."""

    WIP = "wip"
    NOT_VALIDATED = "not-validated"
    VALIDATED = "validated"
    ARCHIVED = "archived"


class ArticleType(StrEnum):
    """What kind of question the article answers."""

    FIX = "fix"
    HOWTO = "howto"
    KNOWN_ERROR = "known-error"
    REQUEST = "request"
    POLICY = "policy"
    PAGE = "page"


class SectionName(StrEnum):
    """The sections an article is made of."""

    ISSUE = "issue"
    ENVIRONMENT = "environment"
    CAUSE = "cause"
    RESOLUTION = "resolution"


SECTION_TITLES: Mapping[str, Mapping[SectionName, str]] = MappingProxyType({
    "en": MappingProxyType({
        SectionName.ISSUE: "Issue",
        SectionName.ENVIRONMENT: "Environment",
        SectionName.CAUSE: "Cause",
        SectionName.RESOLUTION: "Resolution",
    }),
    "de": MappingProxyType({
        SectionName.ISSUE: "Problem",
        SectionName.ENVIRONMENT: "Umgebung",
        SectionName.CAUSE: "Ursache",
        SectionName.RESOLUTION: "Lösung",
    }),
})  # fmt: skip

_SECTION_OF_TITLE = {
    title.casefold(): name for titles in SECTION_TITLES.values() for name, title in titles.items()
}

# Says nothing about the words a reader sees, so it may change without a new review.
UNREVIEWED_KEYS = frozenset({
    "review", "confidence", "owner", "evidence", "verified_on", "review_by", "translation_sha256",
    "conflicts_with",
})  # fmt: skip


ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Review:
    """Who approved which words when, and whether words that looked private were accepted."""

    by: str
    at: date
    sha256: str
    suspicions_accepted: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One `##` section: heading, text without the heading, and the heading's line in the body."""

    name: SectionName | None
    title: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its file says it.

    `path` is relative to the docs folder, `body_line` is the number of lines of the file before the body,
    `key_lines` are the lines of the front matter's keys.
    """

    path: str
    id: str
    title: str
    lang: str
    body: str
    type: ArticleType = ArticleType.FIX
    category: str = ""
    audience: Audience = Audience.INTERNAL
    confidence: Confidence = Confidence.WIP
    level: int = 1
    escalate_to: str = ""
    summary: str = ""
    issue: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    owner: str = ""
    ticket_data: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    review: Review | None = None
    verified_on: date | None = None
    review_by: date | None = None
    aliases: tuple[str, ...] = ()
    translation_of: str = ""
    translation_sha256: str = ""
    related: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    body_line: int = field(default=0, compare=False)
    key_lines: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    def line(self, key: str) -> int:
        """Return the line of a key in the file, or 1 where it is missing."""
        return self.key_lines.get(key, 1)

    @property
    def sha256(self) -> str:
        """The fingerprint of the words a reader sees."""
        return fingerprint(self.meta, self.body)

    @property
    def is_approved(self) -> bool:
        """Whether a person approved the article in its present words."""
        return self.review is not None and self.review.sha256 == self.sha256

    @property
    def is_public(self) -> bool:
        """Whether customers may read it: public, validated and approved in its present words."""
        return self.wants_public and self.is_approved

    @property
    def wants_public(self) -> bool:
        """Whether it would be public once it is approved."""
        return self.audience is Audience.PUBLIC and self.confidence is Confidence.VALIDATED

    @property
    def sections(self) -> tuple[Section, ...]:
        """The `##` sections in the order of the text."""
        return sections(self.body)

    def section(self, name: SectionName) -> str:
        """Return the text of a section, or an empty string where it is missing."""
        return next((part.text for part in self.sections if part.name is name), "")

    @property
    def steps(self) -> tuple[str, ...]:
        """The numbered steps of the resolution, each on one line."""
        return numbered_steps(self.section(SectionName.RESOLUTION))

    @property
    def short_answer(self) -> str:
        """The answer in one or two sentences: the summary, else the start of the resolution."""
        if self.summary:
            return self.summary
        resolution = self.section(SectionName.RESOLUTION)
        before_steps = re.split(r"(?m)^\s*(?:\d+\.|[-*+])\s", resolution, maxsplit=1)[0]
        return " ".join(before_steps.split()) or (self.steps[0] if self.steps else "")


def fingerprint(meta: Mapping[str, Any], body: str) -> str:
    """Return the SHA-256 (hexadecimal) of the text a review approves.

    Everything that can reach a page counts: the body and all front matter except the fields that only manage
    the article (`UNREVIEWED_KEYS`). Line ends and the blank lines around the body do not count.
    """
    shown = {key: value for key, value in meta.items() if key not in UNREVIEWED_KEYS}
    text = "\n".join(line.rstrip() for line in body.strip().splitlines())
    data = json.dumps([shown, text], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def sections(body: str) -> tuple[Section, ...]:
    """Split a body at its `##` headings; headings inside code fences do not count."""
    found: list[tuple[str, int, list[str]]] = []
    fence = ""
    for number, line in enumerate(body.splitlines(), start=1):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        heading = None if fence else re.match(r"##\s+(.+?)\s*#*\s*$", line)
        if heading:
            found.append((heading[1], number, []))
        elif found:
            found[-1][2].append(line)
    return tuple(
        Section(_SECTION_OF_TITLE.get(title.casefold()), title, "\n".join(lines).strip("\n"), number)
        for title, number, lines in found
    )


def numbered_steps(text: str) -> tuple[str, ...]:
    r"""Return the items of the first-level numbered list, continuation lines joined.

    >>> numbered_steps("1. Open it.\n2. Close\n   it again.")
    ('Open it.', 'Close it again.')
    """
    steps: list[list[str]] = []
    for line in text.splitlines():
        item = re.match(r"\d+[.)]\s+(.*)", line)
        if item:
            steps.append([item[1]])
        elif steps and re.match(r"\s+\S", line):
            steps[-1].append(line.strip())
        elif steps and line.strip():
            break
    return tuple(" ".join(parts) for parts in steps)
