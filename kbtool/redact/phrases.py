"""Phrases that must not turn up in a text, found word for word whatever stands between the words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from kbtool.redact.folding import fold
from kbtool.redact.view import WORD, View

Words = tuple[str, ...]

_HEAD = 3


def words(text: str) -> Words:
    """Return the folded words of a text.

    >>> words("Öffnen Sie **Datei** > `net use`.")
    ('oeffnen', 'sie', 'datei', 'net', 'use')
    """
    return tuple(fold(word) for word in WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of three words or more, found by their first three; most words of a text begin none of them."""

    by_head: dict[Words, set[Words]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, found: Iterable[Words]) -> Self:
        """Collect phrases; shorter ones are left out, for they stand anywhere."""
        by_head: dict[Words, set[Words]] = defaultdict(set)
        for phrase in found:
            if len(phrase) >= _HEAD:
                by_head[phrase[:_HEAD]].add(phrase)
        return cls(dict(by_head))

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.by_head)

    def without(self, text: Sequence[str]) -> "Phrases":
        """Return the phrases that the words of a text do not hold."""
        held = set(self.find(text))
        return Phrases.of(phrase for group in self.by_head.values() for phrase in group - held)

    def find(self, text: Sequence[str]) -> Iterator[Words]:
        """Yield each phrase where the words of a text hold it."""
        if not self:
            return
        for start, head in enumerate(zip(text, text[1:], text[2:], strict=False)):
            for phrase in self.by_head.get(head, ()):
                if tuple(text[start : start + len(phrase)]) == phrase:
                    yield phrase

    def count(self, view: View) -> int:
        """Return how often a text holds one of them."""
        return sum(1 for _ in self.find([token.key for token in view.tokens])) if self else 0
