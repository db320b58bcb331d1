"""A gap: something the knowledge base lacks, with the evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is lacking."""

    UNCLEAR_ARTICLE = "unclear-article"
    UNCLEAR_ITEM = "unclear-item"
    NO_ARTICLE = "no-article"
    REVIEW_OVERDUE = "review-overdue"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Gap:
    """One piece of work.

    `subject` is what it is about (an article, an item, tickets of one kind), `score` the minutes a month it is
    expected to cost, `evidence` what was seen, in full sentences, and `command` what to run next.
    """

    kind: Kind
    subject: str
    title: str
    score: float
    evidence: tuple[str, ...]
    command: str

    @property
    def name(self) -> str:
        """The name people type to close it: kind and subject."""
        return f"{self.kind.value}/{self.subject}"


def ranked(gaps: Iterable[Gap]) -> list[Gap]:
    """Return gaps, the costliest first; of the same cost in the order of their names."""
    return sorted(gaps, key=lambda gap: (-gap.score, gap.name))
