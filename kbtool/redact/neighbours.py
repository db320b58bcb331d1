"""What stands beside a name belongs to it: initials, particles, further names, the word behind a role."""

from dataclasses import dataclass

from kbtool.redact.approval import Approval
from kbtool.redact.matching import starts_sentence
from kbtool.redact.people import PARTICLES
from kbtool.redact.rare import may_be_name
from kbtool.redact.types import Reason
from kbtool.redact.view import Token, View
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

# Before a name; no words of German or English by themselves.
_FOREIGN_PARTICLES = frozenset("van de del della di dos ter ten ibn al el".split())
_SUFFIXES = frozenset("II III IV Jr Sr".split())
_NAME_GAPS = frozenset({" ", ". ", "-", "\xa0"})


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Suspects the words around a name, in texts of one language."""

    lang: str
    approval: Approval

    def beside(self, view: View, index: int, reasons: dict[int, Reason]) -> None:
        """Suspect what a word makes a person of: "hallr says", "caretaker Rust"."""
        if view.tokens[index].key in contexts("suspect.people_say"):
            at = index - 1
            is_meant = index > 0 and view.tokens[at].word.islower() and not is_any_word(view.tokens[at].word)
        else:
            at = index + 1
            is_meant = (
                at < len(view.tokens) and view.tokens[at].is_capital and self._is_surname(view.tokens[at])
            )
        if is_meant and view.gap(min(at, index)) in {" ", ". "} and not _is_term(view.tokens[at].key):
            reasons[at] = Reason.UNKNOWN_WORD

    def spread(self, view: View, index: int, reasons: dict[int, Reason], reason: Reason | None = None) -> None:
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
            return self._leads_to_surname(view, at, why) if step > 0 else self._is_foreign(view, at)
        if not self._may_join(view, at, step, gap):
            return False
        if step > 0 and token.word in _SUFFIXES:
            return True
        if not token.is_capital:
            return self._goes_on_small(view, at, step)
        if len(token.word) == 1 or token.key in ambiguous():
            return len(token.word) > 1 or (gap != "-" and not self._is_pronoun(view, at))
        return self._goes_on_capital(view, at, step, why)

    def _is_foreign(self, view: View, at: int) -> bool:
        """Whether a particle before a name is none of the text's words: "van", "van der", in English "da"."""
        key = view.tokens[at].key
        behind = key in {"der", "den", "la", "los"} and view.before(at) in {"van", "de"}
        return key in _FOREIGN_PARTICLES or behind or (self.lang == "en" and key in {"da", "do", "la"})

    def _may_join(self, view: View, at: int, step: int, gap: str) -> bool:
        """Whether nothing parts two words: a sign, the end of a sentence, a term, an approval."""
        key = view.tokens[at].key
        if gap not in _NAME_GAPS or (gap == ". " and not self._is_initial(view, at, step)):
            return False
        is_term = _is_term(key)
        if is_term and step > 0 and not is_product(key):
            is_term = view.tokens[at - 1].key not in first_names().names  # "Mira Junk"
        return key not in self.approval.approved and not is_term

    def _goes_on_capital(self, view: View, at: int, step: int, why: Reason) -> bool:
        """Whether a word with a capital belongs to the name beside it rather than to the sentence."""
        token = view.tokens[at]
        is_before = step < 0
        if view.gap(at if is_before else at - 1) == "-":
            if is_before:
                return token.key in first_names().names or token.key in surnames().names
            return why is not Reason.UNKNOWN_WORD and self._is_surname(token)
        if is_before and (self.lang == "de" or starts_sentence(view, token.start)):
            return self._is_first_name(view, at)
        return self._is_surname(token)

    @staticmethod
    def _is_first_name(view: View, at: int) -> bool:
        """Whether a noun before a family name is rather the first one than what somebody is: "Aura Kranz"."""
        token, behind = view.tokens[at], view.tokens[at + 1]
        if token.key in first_names().names:
            return True
        return may_be_name(token.word, token.key, short=True) and behind.key not in first_names().names

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
        return not ((token.word.isupper() and len(token.word) > 1) or usual)

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


def _is_term(key: str) -> bool:
    """Whether a word is a term and no listed name: "Server", not "June"."""
    return is_technical(key) and key not in first_names().names and key not in surnames().names
