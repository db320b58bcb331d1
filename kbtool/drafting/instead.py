"""Existing articles that already answer a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass

from kbtool.drafting.neighbours import Neighbours
from kbtool.drafting.signature import Likeness, Signature, Weights

_CERTAIN, _CERTAIN_ANSWER = 0.95, 0.3
_LIKELY, _LIKELY_ANSWER = 0.85, 0.5
_SAME_REQUEST = 0.55
_POSSIBLE = 0.6
_SAME_FIELD = 0.45


@dataclass(frozen=True, slots=True)
class Match:
    """An article that may answer, and how alike it is; `is_answer` where it does."""

    id: str
    likeness: Likeness
    is_answer: bool


class Library:
    """Articles to look tickets up in."""

    def __init__(self, articles: Sequence[Signature], background: Sequence[Signature] = ()) -> None:
        """Index the articles; `background` are the tickets, which only make words common."""
        self._ids = [item.name for item in articles]
        self._weights = Weights((*articles, *background))
        self._neighbours = Neighbours(self._weights, len(articles) + len(background))
        for item in articles:
            self._neighbours.add(self._weights.weigh(item))

    def matches(self, ticket: Signature) -> list[Match]:
        """Return the articles that answer or may answer a ticket, closest first."""
        near = self._neighbours.nearest(self._weights.weigh(ticket))
        return [
            Match(self._ids[number], likeness, answers(likeness))
            for likeness, number in near
            if answers(likeness) or likeness.total >= _POSSIBLE
        ]

    def neighbours(self, ticket: Signature) -> list[str]:
        """Return the articles of the same field, closest first."""
        near = self._neighbours.nearest(self._weights.weigh(ticket))
        return [self._ids[number] for likeness, number in near if likeness.total >= _SAME_FIELD]


def answers(likeness: Likeness) -> bool:
    """Return whether an article so alike already answers the ticket."""
    if likeness.asked >= _SAME_REQUEST and (likeness.answered >= _CERTAIN_ANSWER or not likeness.answered):
        return True
    certain = likeness.total >= _CERTAIN and likeness.answered >= _CERTAIN_ANSWER
    return certain or (likeness.total >= _LIKELY and likeness.answered >= _LIKELY_ANSWER)
