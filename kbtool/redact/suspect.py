"""Point at words that may be private though nothing proves it; a person decides."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kbtool.redact.folding import fold
from kbtool.redact.known import Known
from kbtool.redact.matching import starts_sentence
from kbtool.redact.spans import Span
from kbtool.redact.types import Reason, Suspicion
from kbtool.redact.view import Token, View
from kbtool.redact.wordlist import ambiguous, is_technical, is_word, listed

_CODE = re.compile(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|`[^`\n]{1,400}`")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>)\]]{1,2000}|(?<=\]\()[^)\s]{1,500}|[\w-]+(?:\.[\w-]+)*\.(?:com|de|net|org|html?|exe|dll|msi|pdf|docx?|xlsx?)\b"
)
_SHORTEST = 2
_ACRONYM = 4
_MANY_DIGITS = 7

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Approval:
    """`words` a person has approved, and the `vocabulary` of the knowledge base, which may hold names by chance."""

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


@dataclass(frozen=True, slots=True)
class Suspect:
    """Looks at the words of texts in one language that no finding covers."""

    lang: str
    approval: Approval
    known: Known

    def look(self, view: View, spans: Sequence[Span], where: str) -> list[Suspicion]:
        """Return each suspicious word with all its places, in order of first appearance."""
        places: dict[str, list[Range]] = {}
        reasons: dict[str, tuple[str, Reason]] = {}
        covered = [(span.start, span.end) for span in spans]
        quiet = _quiet(view)
        approved = self.approval.approved
        for token in view.tokens:
            if token.key in approved or _is_in(covered, token.start):
                continue
            reason = self._reason(view, token, quiet)
            if reason:
                places.setdefault(token.key, []).append(view.origin(token.start, token.end))
                reasons.setdefault(token.key, (token.word, reason))
        return [Suspicion(*reasons[key], where, *found[0], tuple(found)) for key, found in places.items()]

    def _reason(self, view: View, token: Token, quiet: Sequence[Range]) -> Reason | None:
        if token.word[0].isdigit():
            return Reason.DIGITS if _is_long_number(view, token) and not _is_in(quiet, token.start) else None
        key = token.key.rstrip("0123456789")
        if len(key) < _SHORTEST or is_technical(key):
            return None
        if key in listed() or key.removesuffix("s") in listed():
            return self._listed(token, key)
        if not token.is_capital:
            return None
        if key in ambiguous() and not self._is_plain(view, token, key):
            return Reason.LISTED_NAME
        if self._is_unknown(token) and not _is_in(quiet, token.start):
            return Reason.UNKNOWN_WORD
        if key in self.known.parts and not self._is_plain(view, token, key):
            return Reason.KNOWN_NAME
        return None

    def _listed(self, token: Token, key: str) -> Reason | None:
        """Judge a listed name: in small letters it may be a word, and with a genitive s another one."""
        if not token.is_capital and is_word(token.word, self.lang):
            return None
        if key not in listed() and is_word(token.word, self.lang):
            return None
        return Reason.LISTED_NAME

    def _is_plain(self, view: View, token: Token, key: str) -> bool:
        """Whether a name that is also a word is likely to be the word here."""
        return key in self.approval.usual or token.word.isupper() or starts_sentence(view, token.start)

    def _is_unknown(self, token: Token) -> bool:
        if token.key in self.approval.usual or not token.word.isalpha():
            return False
        if token.word.isupper() and len(token.word) <= _ACRONYM:
            return False
        return not any(is_word(word, self.lang) for word in _forms(token.word))


def _forms(word: str) -> tuple[str, ...]:
    """Return a word as written, and as it would be without capitals throughout."""
    return (word, word.title()) if word.isupper() else (word,)


def _is_long_number(view: View, token: Token) -> bool:
    digits = sum(char.isdigit() for char in token.word)
    return (
        digits >= _MANY_DIGITS
        and token.word.isdigit()
        and view.text[token.start - 1 : token.start] not in {"x", "."}
    )


def _quiet(view: View) -> list[Range]:
    """Return where unknown words are usual: code and addresses of pages."""
    if not any(mark in view.text for mark in ("`", "~~~", "](", ".")):
        return []
    ranges = [found.span() for found in _CODE.finditer(view.text)] + [
        found.span() for found in _LINK.finditer(view.text)
    ]
    return sorted(ranges)


def _is_in(ranges: Sequence[Range], position: int) -> bool:
    index = bisect_right(ranges, position, key=lambda item: item[0]) - 1
    return index >= 0 and position < ranges[index][1]
