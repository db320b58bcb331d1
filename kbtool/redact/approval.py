"""The words that people have approved, and those of the knowledge base."""

from dataclasses import dataclass
from functools import lru_cache

from kbtool.redact.folding import fold


@dataclass(frozen=True, slots=True)
class Approval:
    """`words` a person has approved, and the `vocabulary` of the knowledge base, which may hold names."""

    words: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()

    @property
    def approved(self) -> frozenset[str]:
        """The approved words, folded."""
        return _folded(self.words)

    @property
    def usual(self) -> frozenset[str]:
        """The vocabulary, folded."""
        return _folded(self.vocabulary)


@lru_cache(maxsize=16)
def _folded(listing: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in listing)
