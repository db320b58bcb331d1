"""Drafts: what was made of tickets, and where each part of it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kbtool import frontmatter
from kbtool.frontmatter import Document


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field comes from: messages, the rule that took it, and how sure that is (0 to 1)."""

    evidence: tuple[str, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that waits for a person; it has no id yet.

    `meta` are the fields of its front matter in order, without the id; `sources` say for each where it comes
    from; `confidence` (0 to 1) is of the whole.
    """

    title: str
    lang: str
    meta: Mapping[str, Any]
    body: str
    tickets: tuple[str, ...]
    confidence: float
    sources: Mapping[str, Source] = field(default_factory=dict)


def document(draft: Draft, name: str) -> Document:
    """Return the file of a draft with its id."""
    empty = Document("---\n", "", "---\n", "")
    fields = {"id": name, **draft.meta}
    front = "".join(frontmatter.edit(empty, {key: value}).front for key, value in fields.items())
    return Document(empty.head, front, empty.tail, draft.body)
