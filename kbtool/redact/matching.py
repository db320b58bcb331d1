"""Find what the deny lists hold: one pass over the words, each looked up in sets.

Two lists apply. `own` names the people of this ticket: there a name is meant even if it is an ordinary word
("Koch hat angerufen"), as long as it is written with a capital letter. `known` names the people of all tickets:
there an ordinary word needs a neighbour that makes it a name ("Robert Koch", "R. Koch").
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from kbtool.redact.folding import bases
from kbtool.redact.known import Known
from kbtool.redact.matching_values import values
from kbtool.redact.people import PARTICLES, Keys, street_key
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View
from kbtool.redact.wordlist import (
    ambiguous,
    contexts,
    first_names,
    is_any_word,
    is_plain,
    is_technical,
    listed,
    words,
)

_GAP = re.compile(r"[\s,.\-–/'’_&+]{0,3}|\s?&amp;\s?")
_LEGAL_FORM = re.compile(
    r"(?:,? (?:GmbH|mbH|AG|KGaA|KG|OHG|UG|GbR|SE|e\. ?[VKGU]\.|Ltd\.?|Inc\.?|LLC|LLP|PLC|plc|Corp\.?|Co\.?"
    r"|& Co\.?|& Söhne|(?:&|and) Sons|S\.?A\.?)(?![^\W_])){0,3}"
)
_SENTENCE_END = re.compile(r"(?:^|[.!?:\n>*•])[\s\"„“»*_]*$")
_PROGRAM = re.compile(r"[A-Z]{2,}[a-z]{1,2}[A-Z]+")  # no name is written like "ERiC"
_DAY = re.compile(r"(?<![\w.])\d{1,2}(?:st|nd|rd|th)? $")
_SHORT = 2
_LONG = 4
_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem the a an this that diese dieser dieses".split()
)
_LINKS = frozenset({"and", "und"})
_MONTHS = frozenset("april may june august mai juni jan".split())
_DIGITS = "0123456789"
_LOGIN_MARKS = frozenset("<@\\/")
_LOGIN_LABELS = contexts("accounts.labels") | frozenset(
    "user login benutzer account konto nutzer name kennung als as".split()
)
_ENDINGS = ("s", "x", "strasse", "str", "street", *_DIGITS)


class Lists(NamedTuple):
    """The deny lists that apply to one text; `found` are names that context has shown in the same ticket."""

    own: Known
    known: Known
    found: frozenset[str] = frozenset()


class Strength(Enum):
    """How far a word alone shows that a person is meant."""

    STRONG = 2
    WEAK = 1
    NONE = 0


@lru_cache(maxsize=65536)
def strength(word: str, key: str) -> Strength:
    """Return how far a word, being part of somebody's name, shows that the person is meant.

    "Latourelle" is strong, "Koch" or "Page" weak, "Support" none.
    """
    if key in words("generic_names.txt") or (len(key) <= _SHORT and key in words("not_names.txt")):
        return Strength.NONE
    if len(key) <= _SHORT or key in ambiguous() or is_technical(key):
        return Strength.WEAK
    if key in listed():
        return Strength.STRONG
    return Strength.WEAK if is_any_word(word) or is_any_word(word.title()) else Strength.STRONG


def matches(view: View, lists: Lists) -> Iterator[Span]:
    """Find the people of this ticket, of all tickets, and those whom context has shown."""
    own, known, found = lists.own.heads, lists.known.heads, lists.found
    for index, token in enumerate(view.tokens):
        for key in _readings(token.key):
            if key in own or key in known or key in found:
                yield from _at(view, index, lists)
                break
    yield from values(view, lists.own, lists.known)


@lru_cache(maxsize=65536)
def _readings(key: str) -> tuple[str, ...]:
    """Return what a word may stand for: itself, a base of which it is the genitive, a street, a login name."""
    if key == "st":
        return (key, street_key(key))
    if len(key) <= _SHORT or not key.endswith(_ENDINGS):
        return (key,)
    return tuple(dict.fromkeys((*bases(key), street_key(key), key.rstrip(_DIGITS))))


def _at(view: View, index: int, lists: Lists) -> Iterator[Span]:
    token = view.tokens[index]
    if index + 1 < len(view.tokens):
        for pair in product(_readings(token.key), _readings(view.tokens[index + 1].key)):
            for deny in (lists.own, lists.known):
                if pair in deny.sequences:
                    yield from _sequences(view, index, deny.sequences[pair])
    for candidate in bases(token.key) if token.key[-1] in "sx" else (token.key,):
        rule = _name_rule(view, index, candidate, lists)
        if rule:
            yield _name(view, index, candidate, rule)
            break
    yield from _word(view, index, lists)


def _sequences(view: View, index: int, sequences: set[tuple[Kind, Keys]]) -> Iterator[Span]:
    for kind, keys in sequences:
        last = index + len(keys) - 1
        if (
            last >= len(view.tokens)
            or not _follows(view, index, keys)
            or not _is_meant(view, index, kind, keys)
        ):
            continue
        end = view.tokens[last].end
        if kind is Kind.ORGANISATION:
            end = _after_legal_form(view.text, end)
        yield Span(view.tokens[index].start, end, kind, f"known-{kind.value}", keys)


def _after_legal_form(text: str, end: int) -> int:
    found = _LEGAL_FORM.match(text, end)
    return found.end() if found else end


def _follows(view: View, index: int, keys: Keys) -> bool:
    for offset, key in enumerate(keys[1:], start=1):
        written = view.tokens[index + offset].key
        if key != written and key not in _readings(written):
            return False
        if not _GAP.fullmatch(view.gap(index + offset - 1)):
            return False
    return True


def _is_meant(view: View, index: int, kind: Kind, keys: Keys) -> bool:
    """Whether a sequence stands for its owner: capitals throughout, or a word that means nothing else."""
    if kind is Kind.ADDRESS:
        return True
    tokens = view.tokens[index : index + len(keys)]
    if all(token.is_capital or token.key in _LINKS or token.key in PARTICLES for token in tokens):
        return True
    return kind is Kind.NAME and any(strength(token.word, token.key) is Strength.STRONG for token in tokens)


def _name_rule(view: View, index: int, key: str, lists: Lists) -> str:
    if key in lists.own.parts and _means_own(view, index, key):
        return "own-name"
    if key in lists.known.parts and _means_known(view, index, key):
        return "known-name"
    if key in lists.found and _means_found(view, index, key):
        return "found-name"
    return ""


def _means_own(view: View, index: int, key: str) -> bool:
    token = view.tokens[index]
    power = strength(token.word, key)
    if power is Strength.STRONG:
        return True
    if power is Strength.NONE or not (token.is_capital or _fills_line(view, token)):
        return False
    if key in _MONTHS and _DAY.search(view.text[max(0, token.start - 6) : token.start]):
        return False
    if key not in words("not_names.txt") or not starts_sentence(view, token.start):
        return True
    return _fills_line(view, token) or _is_signed(view, token)


def _is_signed(view: View, token: Token) -> bool:
    """Whether a word stands behind a label or a mark of a signature: "Bearb.: Gut", "gez. Gut"."""
    before, behind = view.text[max(0, token.start - 3) : token.start], view.text[token.end : token.end + 1]
    return before.endswith((".: ", "*: ", "z. ")) or (before.endswith(": ") and behind in {"", "\n"})


def _fills_line(view: View, token: Token) -> bool:
    """Whether a word is alone on its line, as a name below a closing is even in small letters."""
    before, after = view.text[max(0, token.start - 1) : token.start], view.text[token.end : token.end + 1]
    return before == "\n" and after in {"", "\n", "\r"}


def _means_known(view: View, index: int, key: str) -> bool:
    token = view.tokens[index]
    power = strength(token.word, key)
    if _PROGRAM.fullmatch(token.word):
        return False
    if key != token.key and (len(key) < _LONG or token.key in words("not_names.txt") or not token.is_capital):
        return False
    if power is Strength.STRONG:
        return token.is_capital or (len(key) >= _LONG and key in listed() and not is_plain(token.word))
    return (
        power is Strength.WEAK
        and token.is_capital
        and (_after_initial(view, index) or _after_first(view, index))
    )


def _means_found(view: View, index: int, key: str) -> bool:
    token = view.tokens[index]
    power = strength(token.word, key)
    if power is Strength.STRONG:
        return True
    if power is not Strength.WEAK or not token.is_capital or starts_sentence(view, token.start):
        return False
    return view.before(index) not in _ARTICLES


def starts_sentence(view: View, position: int) -> bool:
    """Whether a word at this position would be written with a capital letter anyway."""
    return bool(_SENTENCE_END.search(view.text[max(0, position - 8) : position]))


def _after_initial(view: View, index: int) -> bool:
    if not index:
        return False
    before = view.tokens[index - 1]
    return len(before.word) == 1 and before.is_capital and view.gap(index - 1) in {". ", ".", ".\xa0", ".-"}


def _after_apostrophe(view: View, index: int) -> bool:
    return bool(index) and len(view.tokens[index - 1].word) == 1 and view.gap(index - 1) in {"'", "’"}


def _after_first(view: View, index: int) -> bool:
    if not index or view.gap(index - 1) not in {" ", "\xa0"}:
        return False
    before = view.tokens[index - 1]
    return before.is_capital and before.key in listed() and before.key in first_names().names


def _name(view: View, index: int, key: str, rule: str) -> Span:
    end = view.tokens[index].end
    while _after_initial(view, index) or _after_apostrophe(view, index):
        index -= 1
    return Span(view.tokens[index].start, end, Kind.NAME, rule, (key,))


def _word(view: View, index: int, lists: Lists) -> Iterator[Span]:
    token = view.tokens[index]
    place = (token.start, token.end)
    own, known = lists.own, lists.known
    if token.is_capital:
        if token.key in own.organisations:
            end = _after_legal_form(view.text, token.end)
            yield Span(token.start, end, Kind.ORGANISATION, "own-organisation")
        elif token.key in own.organisation_parts and strength(token.word, token.key) is Strength.STRONG:
            yield Span(*place, Kind.ORGANISATION, "own-organisation", (token.key,))
        elif token.key in known.organisations and strength(token.word, token.key) is Strength.STRONG:
            end = _after_legal_form(view.text, token.end)
            yield Span(token.start, end, Kind.ORGANISATION, "known-organisation")
        if street_key(token.key) in own.streets:
            yield Span(*place, Kind.ADDRESS, "own-street")
    login = token.key.rstrip(_DIGITS)
    if login in own.logins:
        meant = not is_plain(login) or _is_labelled(view, index)
    else:
        meant = login in known.logins and _is_login(token.word, login)
    if meant:
        yield Span(*place, Kind.USER, "known-login")


def _is_labelled(view: View, index: int) -> bool:
    """Whether a label for a login name, or the bracket of a chat, stands before a word."""
    before = view.tokens[max(0, index - 3) : index]
    start = view.tokens[index].start
    return view.text[start - 1 : start] in _LOGIN_MARKS or any(token.key in _LOGIN_LABELS for token in before)


def _is_login(word: str, login: str) -> bool:
    if len(login) <= _LONG and login == word.lower():
        return False
    return login not in listed() and not is_any_word(login)
