"""Point at words that may be private though nothing proves it; a person decides."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kbtool.redact.digits import DATE
from kbtool.redact.folding import fold
from kbtool.redact.known import Known
from kbtool.redact.looks import Look, look_of
from kbtool.redact.matching import starts_sentence
from kbtool.redact.name_places import may_be_name, names_somebody
from kbtool.redact.people import PARTICLES
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind, Reason, Suspicion
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import (
    ambiguous,
    contexts,
    first_names,
    is_any_word,
    is_plain,
    is_product,
    is_technical,
    listed,
    surnames,
    words,
)

_CODE = re.compile(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|`[^`\n]{1,400}`")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>)\]]{1,2000}|(?<=\]\()[^)\s]{1,500}|[\w-]+(?:\.[\w-]+)*\.(?:com|de|net|org"
    r"|html?|exe|dll|msi|pdf|docx?|xlsx?)\b"
)
_MANY_DIGITS = 6

# Before a name; no words of German or English by themselves.
_FOREIGN_PARTICLES = frozenset("van de del della di dos ter ten ibn al el".split())
_NAME_GAPS = frozenset({" ", ". ", "-", "\xa0"})

Range = tuple[int, int]
_CERTAIN = {Look.LONG_NUMBER: Reason.DIGITS, Look.LISTED: Reason.LISTED_NAME}


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


@dataclass(frozen=True, slots=True)
class Suspect:
    """Looks at the words of texts in one language that no finding covers."""

    lang: str
    approval: Approval
    known: Known

    def look(self, view: View, spans: Sequence[Span], where: str) -> list[Suspicion]:
        """Return each suspicious word with all its places, in order of first appearance."""
        covered = [(span.start, span.end) for span in spans]
        parts, lang = self.known.parts, self.lang
        hints = contexts("suspect.people_say") | contexts("suspect.roles")
        reasons = dict.fromkeys(_long_numbers(view), Reason.DIGITS)
        for index, token in enumerate(view.tokens):
            look = look_of(token.word, token.key, lang)
            reason = None
            if look is not Look.PLAIN or token.key in parts:
                reason = self._reason(view, token, look)
            elif token.key in hints:
                self._beside(view, index, reasons)
            if reason is None and token.is_capital and self._is_named(view, index, look):
                reason = Reason.UNKNOWN_WORD
            if reason and not _is_in(covered, token.start):
                reasons[index] = reason
        for index in [index for index in reasons if view.tokens[index].key in self.approval.approved]:
            del reasons[index]
        self._hush(view, reasons)
        for index in [index for index, reason in reasons.items() if reason is not Reason.DIGITS]:
            self._spread(view, index, reasons)
        for index in _last_of_names(view, spans):
            self._spread(view, index, reasons, Reason.KNOWN_NAME)
        open_tokens = (index for index in sorted(reasons) if not _is_in(covered, view.tokens[index].start))
        return _gathered(view, open_tokens, reasons, where)

    def _beside(self, view: View, index: int, reasons: dict[int, Reason]) -> None:
        """Suspect what a word makes a person of: "hallr says", "caretaker Rust"."""
        if view.tokens[index].key in contexts("suspect.people_say"):
            at = index - 1
            is_meant = index > 0 and view.tokens[at].word.islower() and not is_any_word(view.tokens[at].word)
        else:
            at = index + 1
            is_meant = (
                at < len(view.tokens) and view.tokens[at].is_capital and self._is_surname(view.tokens[at])
            )
        if is_meant and view.gap(min(at, index)) in {" ", ". "} and not is_technical(view.tokens[at].key):
            reasons[at] = Reason.UNKNOWN_WORD

    @staticmethod
    def _hush(view: View, reasons: dict[int, Reason]) -> None:
        """Take back unknown words and digits in code and addresses of pages, where they are usual."""
        loud = [index for index, reason in reasons.items() if reason in {Reason.UNKNOWN_WORD, Reason.DIGITS}]
        quiet = _quiet(view) if loud else []
        for index in loud:
            if _is_in(quiet, view.tokens[index].start):
                del reasons[index]

    def _spread(self, view: View, index: int, reasons: dict[int, Reason], reason: Reason | None = None) -> None:
        """Suspect what stands beside a name, too: an initial, any further word with a capital."""
        why = reason or reasons[index]
        for step in (1, -1):
            at = index + step
            while 0 <= at < len(view.tokens) and at not in reasons and self._belongs(view, at, step, why):
                reasons[at] = why
                at += step

    def _belongs(self, view: View, at: int, step: int, why: Reason) -> bool:
        """Whether a word beside a suspected one is part of the same name."""
        token = view.tokens[at]
        gap = view.gap(at if step < 0 else at - 1)
        if token.key in PARTICLES and gap == " ":
            return self._leads_to_surname(view, at, why) if step > 0 else token.key in _FOREIGN_PARTICLES
        if not self._may_join(view, at, step, gap):
            return False
        if not token.is_capital:
            return self._goes_on_small(view, at, step)
        if len(token.word) == 1 or token.key in ambiguous():
            return len(token.word) > 1 or (gap != "-" and not self._is_pronoun(view, at))
        return self._goes_on_capital(view, at, step, why)

    def _may_join(self, view: View, at: int, step: int, gap: str) -> bool:
        """Whether nothing parts two words: a sign, the end of a sentence, a term, an approval."""
        key = view.tokens[at].key
        if gap not in _NAME_GAPS or (gap == ". " and not self._is_initial(view, at, step)):
            return False
        is_term = is_technical(key) and key not in first_names().names and key not in surnames().names
        if is_term and step > 0 and not is_product(key):
            is_term = view.tokens[at - 1].key not in first_names().names  # "Mira Junk"
        return key not in self.approval.approved and not is_term

    def _goes_on_capital(self, view: View, at: int, step: int, why: Reason) -> bool:
        """Whether a word with a capital belongs to the name beside it rather than to the sentence."""
        token = view.tokens[at]
        is_before = step < 0
        if view.gap(at if is_before else at - 1) == "-":
            return not is_before and why is not Reason.UNKNOWN_WORD and self._is_surname(token)
        if is_before and (self.lang == "de" or starts_sentence(view, token.start)):
            return self._is_first_name(view, at)
        return self._is_surname(token)

    @staticmethod
    def _is_first_name(view: View, at: int) -> bool:
        """Whether a noun before a family name is rather the first one than what somebody is: "Aura Kranz"."""
        token, behind = view.tokens[at], view.tokens[at + 1]
        if token.key in first_names().names:
            return True
        return may_be_name(token.word, token.key) and behind.key not in first_names().names

    @staticmethod
    def _is_pronoun(view: View, at: int) -> bool:
        """Whether "I" or "A" goes on with small letters: the next words of a sentence, no initial."""
        if view.tokens[at].word not in {"I", "A"} or at + 1 >= len(view.tokens):
            return False
        return view.gap(at) != ". " and not view.tokens[at + 1].is_capital

    @staticmethod
    def _is_initial(view: View, at: int, step: int) -> bool:
        """Whether the dot between two words belongs to an initial, not to the end of a sentence."""
        return len(view.tokens[at if step < 0 else at - 1].word) == 1

    def _is_surname(self, token: Token) -> bool:
        """Whether a word with a capital behind a name may belong to it, even a noun: "Zara Grill"."""
        usual = token.key in self.approval.usual or token.key in words("not_names.txt")
        return not (token.word.isupper() or usual)

    def _leads_to_surname(self, view: View, at: int, why: Reason) -> bool:
        """Whether "van", "von der" is followed by the rest of a name rather than by the next noun."""
        for token in view.tokens[at + 1 : at + 3]:
            if token.key not in PARTICLES:
                is_noun = why is Reason.UNKNOWN_WORD and self.lang == "de" and is_plain(token.word)
                return (
                    token.is_capital and token.key not in listed() and not is_noun and self._is_surname(token)
                )
        return False

    def _goes_on_small(self, view: View, at: int, step: int) -> bool:
        """Whether a word in small letters belongs to a name in small letters before it: "anna kowalczyk"."""
        token, before = view.tokens[at], view.tokens[at - step]
        if step < 0 or before.is_capital or not token.word.isalpha() or view.gap(at - 1) == "-":
            return False
        return len(token.word) == 1 or not is_any_word(token.word)

    def _reason(self, view: View, token: Token, look: Look) -> Reason | None:
        if look in _CERTAIN:
            return _CERTAIN[look]
        usual = token.key in self.approval.usual
        if look is Look.UNKNOWN or look is Look.STRANGE:
            return None if usual else Reason.UNKNOWN_WORD
        if usual or not token.is_capital or token.word.isupper() or look is Look.TECHNICAL:
            return None
        if starts_sentence(view, token.start) and not self._acts(view, token, look):
            return None
        if look is Look.RARE:
            return None if self._is_in_term(view, token) else Reason.UNKNOWN_WORD
        return Reason.LISTED_NAME if look is Look.AMBIGUOUS else Reason.KNOWN_NAME

    def _is_named(self, view: View, index: int, look: Look) -> bool:
        """Whether a word is ordinary by itself, and a name by its place."""
        usual = view.tokens[index].key in self.approval.usual or look is Look.LONG_NUMBER
        return not usual and names_somebody(view, index, self.lang)

    def _is_in_term(self, view: View, token: Token) -> bool:
        """Whether a rare noun is part of a compound or of an English phrase: "Secure Desk", "Chip-ID"."""
        index = index_at(view, token.start)
        for at, gap in ((index - 1, index - 1), (index + 1, index)):
            if 0 <= at < len(view.tokens):
                between, other = view.gap(gap), view.tokens[at]
                look = look_of(other.word, other.key, self.lang)
                if between == "-" or (
                    between == " " and other.is_capital and look in {Look.RARE, Look.TECHNICAL}
                ):
                    return True
        return False

    @staticmethod
    def _acts(view: View, token: Token, look: Look) -> bool:
        """Whether a word at the start of a sentence is a first name after all: it is rare there, or it acts.

        "Amber" begins hardly any sentence of an instruction, "Mark" does, but not "Mark has".
        """
        if look not in {Look.AMBIGUOUS, Look.RARE} or token.key in contexts("suspect.function_words"):
            return False
        if token.key in first_names().ambiguous and (
            token.key not in contexts("suspect.first_words") or _is_addressed(view, token)
        ):
            return True
        index = index_at(view, token.end)
        if index < len(view.tokens) and view.tokens[index].key in contexts("suspect.between"):
            index += 1
        if index >= len(view.tokens):
            return False
        key = view.tokens[index].key
        return key in contexts("suspect.people_do") or (look is Look.AMBIGUOUS and key.endswith("ed"))


def _is_addressed(view: View, token: Token) -> bool:
    """Whether somebody is called or owns something: "Mark, over to you", "Mark's laptop"."""
    behind = view.text[token.end : token.end + 2]
    return behind in {"'s", "’s"} or (behind == ", " and view.starts_line(token.start))


def _last_of_names(view: View, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the index of the last word of each name that was found."""
    for span in spans:
        if span.kind is Kind.NAME:
            index = index_at(view, span.end) - 1
            if index >= 0:
                yield index


def _long_numbers(view: View) -> Iterator[int]:
    """Yield the words of numbers with hyphens in them and seven digits or more: "2325-2997"."""
    for number in view.numbers:
        if len(number.digits) < _MANY_DIGITS or "-" not in number.text or "." in number.text:
            continue
        is_advisory = view.text[max(0, number.start - 4) : number.start].upper() == "CVE-"
        if not is_advisory and not DATE.search(number.text):
            index = index_at(view, number.start)
            while index < len(view.tokens) and view.tokens[index].start < number.end:
                yield index
                index += 1


def _gathered(view: View, indexes: Iterable[int], reasons: Mapping[int, Reason], where: str) -> list[Suspicion]:
    places: dict[str, list[Range]] = {}
    first: dict[str, tuple[str, Reason]] = {}
    for index in indexes:
        token = view.tokens[index]
        places.setdefault(token.key, []).append(view.origin(token.start, token.end))
        first.setdefault(token.key, (token.word, reasons[index]))
    return [_suspicion(*first[key], where, found) for key, found in places.items()]


def _suspicion(word: str, reason: Reason, where: str, places: Sequence[Range]) -> Suspicion:
    kind = Kind.NUMBER if reason is Reason.DIGITS else Kind.NAME
    return Suspicion(word, reason, where, *places[0], tuple(places), kind, reason.value)


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
