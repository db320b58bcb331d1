"""Strings that hardly anything but a secret, a login or a reference looks like, with or without a label near.

A ticket tells passwords in ways no list of phrases foresees ("the old one, kH7+orJ3d, still works"). What is
left when words, products, error codes, versions and file names are taken away is taken for private. Such spans
are never sure: in an article a person decides.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kbtool.redact.folding import fold
from kbtool.redact.mixes import is_public_mix
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import (
    ambiguous,
    first_names,
    is_any_word,
    is_strange_word,
    is_technical,
    listed,
)

_CHUNK = re.compile(r"[^\s\"„“”»«`<>|;\x00]{4,64}")
_CHUNK_BEFORE = re.compile(r"[^\s\"„“”»«`<>|;\x00]{0,64}$")
_TRAILING = ".,;:)]}'*_?"
_LETTERS = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])|[^\W\d_]+")
_INNER = re.compile(r"[#$%&*!@^+=(){}~§](?=[^\W_])|-(?=\d{2,5}(?![\w-]))|(?<=\d)_(?=[A-Z][a-z]*[A-Z#$%&*!@])")
# What mixes letters and digits and is public: codes of errors, updates and advisories, sizes, times, versions.
_PUBLIC = re.compile(
    r"(?:0x[0-9a-f]+|kb\d{6,7}|cve-.*|aadsts\d+|v?\d+(?:\.\d+)+\w{0,3}"
    r"|\d+(?:[.,]\d+)?(?:[a-zäöü]{1,2}|bits?|bytes?|[kmgt]i?bit|[kmg]hz|fach|uhr|min|sec|mah|dpi|rpm|fps)|\d{2}h\d"
    r"|[a-z]{1,4}\d{1,3}|\d{1,2}:\d{2}.*|[0-9a-f]{2}(?:[:-][0-9a-f]{2})+|[0-9a-f-]{32,}|.*\.[a-z]{2,5}\d?)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"([A-ZÄÖÜ]?[a-zäöüß]{3,}(?:-[A-ZÄÖÜ][a-zäöüß]{2,})?)(\d{2,8})([#$%&*@§!+]{1,3})")
_BETWEEN = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{2,})\d{2,4}([A-ZÄÖÜ][a-zäöüß]{2,})")
_NAME_DIGITS = re.compile(r"([^\W\d_]{3,20})(\d{2,8})")
_REFERENCE = re.compile(r"(?=(?:[A-Z-]*\d){6})[A-Z]{1,4}-?\d[A-Z0-9-]{5,18}|\d{1,3}[A-Z]{1,3}\d{5,12}")
_LOGIN_BEFORE = re.compile(
    r"(?<![\w./\\@-])([a-z][\w.-]{2,30})"
    r"(?:[ \t]{0,2}(?:[/|:,;]|[=-]>|→)[ \t]{0,2}|[ \t](?:mit|with|and|und)[ \t])$"
)
_NUMBERED = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,4}-\d{3,6}-\d{1,6}|[A-Z]{1,3}-\d{5,9}"
    r"|(?!(?:19|20)\d\d-(?:19|20)\d\d)\d{4}-\d{4})(?![\w-])"
)
_SIGNS = frozenset("#$%&*!@^+=(){}~§")
_SHORTEST = 7
_KINDS = 3
_CHANGES = 3
_KNOWN_PART = 3
_UNKNOWN, _MANY = 2, 5
_LOWER = 1
_DIGITS_BEHIND_WORD = 3


def is_random(text: str) -> bool:
    """Whether a string mixes capitals, small letters, digits and signs as no word or product does.

    >>> [is_random(text) for text in ("dUZwm8ad6", "kHB+orJ3d$7", "iPhone15Pro", "PowerEdge740", "OAuth2")]
    [True, True, False, False, False]
    """
    if len(text) < _SHORTEST or _PUBLIC.fullmatch(text) or "/" in text or "\\" in text:
        return False
    head, hyphen, tail = text.rpartition("-")
    if hyphen and not (tail.isdigit() and "-" not in head):
        return any(is_random(part) for part in text.split("-"))
    text = head + tail
    kinds = [_kind(char) for char in text if char not in "_.:"]
    changes = sum(before != after for before, after in pairwise(kinds))
    if len(set(kinds)) < _KINDS or changes < _CHANGES - 1 or _LOWER not in kinds:
        return False
    parts = _LETTERS.findall(text)
    known = sum(len(part) for part in parts if len(part) >= _KNOWN_PART and _is_known(part))
    letters = sum(map(len, parts))
    return letters - known >= max(_UNKNOWN if changes >= _CHANGES else _MANY, letters / 3)


def _kind(char: str) -> int:
    return 0 if char.isdigit() else 1 if char.islower() else 2 if char.isupper() else 3


def _is_known(part: str) -> bool:
    return is_technical(fold(part)) or is_any_word(part)


def _is_password(text: str) -> bool:
    """Whether words, digits and signs are joined as people make passwords: "Sommer2024!", "Hund12Katze"."""
    found = _PASSWORD.fullmatch(text)
    if found:
        key = fold(found[1])
        return key in first_names().names or not is_technical(key)
    between = _BETWEEN.fullmatch(text)
    return between is not None and not any(is_technical(fold(word)) for word in between.groups())


def _is_name_with_digits(text: str) -> bool:
    found = _NAME_DIGITS.fullmatch(text)
    if found is None or is_technical(key := fold(found[1])):
        return False
    is_name = key in listed() or (key in ambiguous() and len(found[2]) >= _DIGITS_BEHIND_WORD)
    return is_name or (found[1].istitle() and not is_any_word(found[1]))


def find(view: View) -> Iterator[Span]:
    """Find secrets with signs inside, whose words have letters or digits alone: "uz%9#GuvbtY"."""
    for number in _NUMBERED.finditer(view.text) if "-" in view.text else ():
        if not is_public_mix(number[0]):
            yield Span(number.start(), number.end(), Kind.NUMBER, "reference-shape", sure=False)
    for sign in _INNER.finditer(view.text):
        before = view.text[sign.start() - 1 : sign.start()]
        chunk = _chunk(view, sign.start()) if before.isalnum() or before in _SIGNS else None
        for start, text in _pieces(chunk) if chunk is not None else ():
            if is_random(text):
                yield Span(start, start + len(text), Kind.PASSWORD, "strange", sure=False)


def is_mixed(key: str) -> bool:
    """Whether a folded word has letters as well as digits."""
    return not key.isalpha() and not key.isdigit() and any(map(str.isalpha, key))


def mixed(view: View, index: int) -> Iterator[Span]:
    """Find the secret or reference that this word of letters and digits is part of."""
    token = view.tokens[index]
    found = _chunk(view, token.start)
    if found is None:
        return
    for start, text in _pieces(found):
        if not start <= token.start < start + len(text):
            continue
        if is_random(text) or _is_password(text) or _is_name_with_digits(text):
            yield Span(start, start + len(text), Kind.PASSWORD, "strange", sure=False)
            login = _LOGIN_BEFORE.search(view.text, max(0, start - 44), start)
            if login and (is_strange_word(login[1]) or "." in login[1]):
                yield Span(login.start(1), login.end(1), Kind.USER, "user-password", sure=False)
        elif _REFERENCE.fullmatch(text) and not _PUBLIC.fullmatch(text):
            yield Span(start, start + len(text), Kind.NUMBER, "reference-shape", sure=False)


def _chunk(view: View, position: int) -> re.Match[str] | None:
    before = _CHUNK_BEFORE.search(view.text, max(0, position - 64), position)
    return _CHUNK.match(view.text, before.start() if before else position)


def _pieces(chunk: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield the parts of a chunk: a label before a sign is none of the value, nor are brackets around it."""
    text = chunk[0]
    if "://" in text or text.count("/") > 1 or "\\" in text:
        return
    position = chunk.start()
    for part in re.split(r"([:=](?=\w)|/(?=\S)|,(?=[\w+]))", text):
        core = part.lstrip("([{'*").rstrip(_TRAILING)
        if core:
            yield position + part.find(core), core
        position += len(part)
