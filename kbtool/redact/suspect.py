"""Point at words that may be private though nothing proves it; a person decides."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbtool.redact import doubtful_values
from kbtool.redact.approval import Approval
from kbtool.redact.known import Known
from kbtool.redact.looks import Look, look_of
from kbtool.redact.matching import starts_sentence
from kbtool.redact.name_places import joined_to, names_somebody, senders
from kbtool.redact.neighbours import Neighbours
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind, Reason, Suspicion
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import (
    contexts,
    first_names,
    listed,
)

_CODE = re.compile(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|`[^`\n]{1,400}`")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>)\]]{1,2000}|(?<=\]\()[^)\s]{1,500}|[\w-]+(?:\.[\w-]+)*\.(?:com|de|net|org"
    r"|html?|exe|dll|msi|pdf|docx?|xlsx?)\b"
)
_MANY_DIGITS = 6


Range = tuple[int, int]
_CERTAIN = {Look.LONG_NUMBER: Reason.DIGITS, Look.LISTED: Reason.LISTED_NAME}


@dataclass(frozen=True, slots=True)
class Suspect:
    """Looks at the words of texts in one language that no finding covers.

    `of_codes` says that another text of the same ticket speaks of passwords or codes.
    """

    lang: str
    approval: Approval
    known: Known
    of_codes: bool = False

    def look(self, view: View, spans: Sequence[Span], where: str) -> list[Suspicion]:
        """Return each suspicious word with all its places, in order of first appearance."""
        covered = [(span.start, span.end) for span in spans]
        reasons = self._numbers(view) | dict.fromkeys(senders(view), Reason.UNKNOWN_WORD)
        self._words(view, spans, covered, reasons)
        for index in [index for index in reasons if view.tokens[index].key in self.approval.approved]:
            del reasons[index]
        self._hush(view, reasons)
        self._around_names(view, spans, reasons)
        open_tokens = (index for index in sorted(reasons) if not _is_in(covered, view.tokens[index].start))
        return _gathered(view, open_tokens, reasons, where)

    def _numbers(self, view: View) -> dict[int, Reason]:
        """Return the words that may be numbers or codes."""
        reasons = dict.fromkeys(doubtful_values.long_numbers(view), Reason.DIGITS)
        if self.of_codes or doubtful_values.talks_of_codes([view]):
            reasons |= dict.fromkeys(doubtful_values.codes(view), Reason.DIGITS)
        return reasons

    def _words(
        self, view: View, spans: Sequence[Span], covered: Sequence[Range], reasons: dict[int, Reason]
    ) -> None:
        """Suspect words by themselves and by their place."""
        users = [span for span in spans if span.kind is Kind.USER]
        neighbours = Neighbours(self.lang, self.approval)
        parts, hints = self.known.parts, contexts("suspect.people_say") | contexts("suspect.roles")
        for index, token in enumerate(view.tokens):
            look = look_of(token.word, token.key, self.lang)
            reason = None
            if look is not Look.PLAIN or token.key in parts:
                reason = self._reason(view, token, look)
            if token.key in hints:
                neighbours.beside(view, index, reasons)
            if reason is None and token.is_capital and names_somebody(view, index, self.lang):
                reason = None if token.key in self.approval.usual else Reason.UNKNOWN_WORD
            elif look is Look.MADE_OF_NAME and doubtful_values.stands_as_login(view, index, users):
                reason = Reason.UNKNOWN_WORD
            if reason and not _is_in(covered, token.start):
                reasons[index] = reason

    def _around_names(self, view: View, spans: Sequence[Span], reasons: dict[int, Reason]) -> None:
        """Suspect what belongs to a name, suspected or found, and what is joined to one."""
        neighbours = Neighbours(self.lang, self.approval)
        for index in [index for index, reason in reasons.items() if reason is not Reason.DIGITS]:
            neighbours.spread(view, index, reasons)
        reasons |= dict.fromkeys(_units(view, spans), Reason.UNKNOWN_WORD)
        ends = list(_ends_of_names(view, spans))
        for _, last in ends:
            neighbours.spread(view, last, reasons, Reason.KNOWN_NAME)
        ends += [(at, at) for at in reasons if view.tokens[at].key in listed()]
        for first, last in ends:
            for other in joined_to(view, first, last):
                if view.tokens[other].key not in self.approval.usual | self.approval.approved:
                    reasons.setdefault(other, Reason.UNKNOWN_WORD)

    @staticmethod
    def _hush(view: View, reasons: dict[int, Reason]) -> None:
        """Take back unknown words and digits in code and addresses of pages, where they are usual."""
        loud = [index for index, reason in reasons.items() if reason in {Reason.UNKNOWN_WORD, Reason.DIGITS}]
        quiet = _quiet(view) if loud else []
        for index in loud:
            if _is_in(quiet, view.tokens[index].start):
                del reasons[index]

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
        if token.key in first_names().ambiguous and _has_surname(view, index):
            return True
        if index < len(view.tokens) and view.tokens[index].key in contexts("suspect.between"):
            index += 1
        if index >= len(view.tokens):
            return False
        key = view.tokens[index].key
        return key in contexts("suspect.people_do") or (look is Look.AMBIGUOUS and key.endswith("ed"))


def _has_surname(view: View, index: int) -> bool:
    """Whether an initial stands here, or a word with a capital that acts: "Mark K.", "Dawn Power is"."""
    if index + 1 >= len(view.tokens) or view.gap(index - 1) != " " or not view.tokens[index].is_capital:
        return False
    if len(view.tokens[index].word) == 1:
        return view.gap(index)[:1] == "."
    token = view.tokens[index]
    ends = view.text[token.end : token.end + 1] in {",", "\t", "|"}
    return token.word.istitle() and (ends or view.tokens[index + 1].key in contexts("suspect.people_do"))


def _is_addressed(view: View, token: Token) -> bool:
    """Whether somebody is called or owns something: "Mark, over to you", "Mark's laptop"."""
    behind = view.text[token.end : token.end + 2]
    return behind in {"'s", "’s"} or (behind == ", " and view.starts_line(token.start))


def _units(view: View, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the words for a part of a house before an address: "Studio 19 Fraser Ways"."""
    for span in spans:
        index = index_at(view, span.start) - 1
        if span.kind is Kind.ADDRESS and index >= 0 and view.tokens[index].key in contexts("suspect.units"):
            yield index


def _ends_of_names(view: View, spans: Sequence[Span]) -> Iterator[Range]:
    """Yield the indexes of the first and last word of each name that was found."""
    for span in spans:
        if span.kind is Kind.NAME and index_at(view, span.end):
            yield index_at(view, span.start), index_at(view, span.end) - 1


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
