"""Keys that machines use: private keys, tokens of well-known services, long random strings after a label."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import is_any_word

_PRIVATE = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_PRIVATE_END = re.compile(r"-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_LONG = re.compile(r"(?<![\w+=-])[\w+=.~-]{16,4096}")
_BODY = r"[A-Za-z0-9_\-]"
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?:" + "|".join((
        r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b",
        r"gh[pousr]_[A-Za-z0-9]{30,}",
        r"github_pat_\w{30,}",
        rf"gl(?:pat|dt|rt|cbt|ptt|ft|soat)-{_BODY}{{16,}}",
        r"xox[abeoprs]-[A-Za-z0-9-]{10,}",
        r"xapp-\d-[A-Za-z0-9-]{10,}",
        rf"(?:sk|pk|rk)_(?:live|test)_{_BODY}{{10,}}",
        rf"sk-(?:(?:proj|ant|svcacct)-{_BODY}{{18,}}|[A-Za-z0-9]{{18,}})",
        rf"AIza{_BODY}{{30,}}",
        rf"ya29\.{_BODY}{{10,}}",
        rf"SG\.{_BODY}{{10,}}\.{_BODY}{{10,}}",
        rf"ey[A-Za-z0-9]{_BODY}{{8,}}\.ey{_BODY}{{8,}}(?:\.{_BODY}*)?",
        r"npm_[A-Za-z0-9]{30,}",
        rf"pypi-{_BODY}{{16,}}",
        r"hf_[A-Za-z0-9]{20,}",
        r"do[opr]_v1_[a-f0-9]{32,}",
        r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{24,}",
        r"hv[sb]\.[A-Za-z0-9_-]{20,}",
        r"atlasv1\.\w{20,}",
        r"ATATT3\w{20,}",
        r"PMAK-[a-f0-9-]{20,}",
        r"dapi[a-f0-9]{30,}",
        r"key-[a-f0-9]{30,}",
        r"lin_api_\w{20,}",
        r"(?:EAA)[A-Za-z0-9]{30,}",
        r"AGE-SECRET-KEY-1[A-Z0-9]{20,}",
    ))
    + ")"
)  # fmt: skip
_RECOVERY = re.compile(r"(?<!\d)(?:\d{6}[- ]){5,7}\d{6}(?!\d)")
_PRODUCT = re.compile(r"(?<![\w-])(?=[A-Z0-9-]*\d)(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}(?![\w-])")
_LICENCE = re.compile(r"(?<![\w-])(?=[A-Z0-9-]*\d)(?=[0-9-]*[A-Z])(?:[A-Z0-9]{4}-){3,7}[A-Z0-9]{4}(?![\w-])")
_ASSIGNED = re.compile(
    r"(?<![\w-])([\w-]{3,60})[\"']?[ \t]{0,2}(?::=|=>|[:=])[ \t]{0,2}[\"']?(?:[A-Za-z]{5,6}[ \t])?"
    r"(?=([A-Za-z0-9+/_.~=!@#$%^*-]{8,512}))"
)
_SECRET_WORDS = ("key", "secret", "token", "authorization", "passw", "pwd", "credential")
_SECRET_NAME = re.compile(
    r"(?:api[_-]?key|secret|token|access[_-]?key|account[_-]?key|shared[_-]?access[_-]?key|private[_-]?key"
    r"|authorization|passw(?:or)?d|pwd"
    r"|credential)s?$",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(?i:(?<!\w)(?:bearer|basic)) ([A-Za-z0-9+/_.~=-]{16,4096})")
_GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_HEX = re.compile(r"(?:0x)?[0-9a-fA-F]+")
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SHORTEST = 16
_LEAST_HYPHENS = 3
_RANDOM_LENGTH = 24
_LEAST_CHANGES = 0.3
_CASES = 3


def find(view: View) -> Iterator[Span]:
    """Find keys and tokens; hashes, GUIDs and error codes are none."""
    text = view.text
    if "-----BEGIN" in text:
        for found in _PRIVATE.finditer(text):
            end = _PRIVATE_END.search(text, found.end())
            yield Span(found.start(), end.end() if end else len(text), Kind.SECRET, "private-key")
    for found in _runs(text):
        token = _TOKEN.search(found[0])
        if token:
            yield Span(found.start() + token.start(), found.end(), Kind.SECRET, "token")
        elif len(found[0]) >= _RANDOM_LENGTH and is_random(found[0]):
            yield Span(found.start(), found.end(), Kind.SECRET, "random", sure=False)
    if text.count("-") >= _LEAST_HYPHENS:
        for pattern, rule in (
            (_PRODUCT, "product-key"),
            (_LICENCE, "licence-key"),
            (_RECOVERY, "recovery-key"),
        ):
            for found in pattern.finditer(text):
                yield Span(found.start(), found.end(), Kind.SECRET, rule)
    if "=" in text or ":" in text:
        yield from _assigned(text)


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a token; most words are too short, and quicker to pass over than to match."""
    position = 0
    for chunk in text.split():
        if len(chunk) >= _SHORTEST:
            start = text.find(chunk, position)
            position = start + len(chunk)
            yield from _LONG.finditer(text, start, position)


def _assigned(text: str) -> Iterator[Span]:
    lowered = text.lower()
    for found in _ASSIGNED.finditer(text) if any(word in lowered for word in _SECRET_WORDS) else ():
        if _SECRET_NAME.search(found[1]) and _is_key(found[2]):
            yield Span(found.start(2), found.end(2), Kind.SECRET, "assignment")
    for found in _BEARER.finditer(text) if "bearer" in lowered or "basic" in lowered else ():
        if any(char.isdigit() for char in found[1]):
            yield Span(found.start(1), found.end(1), Kind.SECRET, "bearer")


def _is_key(text: str) -> bool:
    return any(char.isdigit() for char in text) and not _GUID.fullmatch(text) and not text.startswith("0x")


def is_random(text: str) -> bool:
    """Whether a long string has the look of a generated key: letters and digits well mixed, no hash.

    >>> is_random("9fKd02LqPz7Xw1VbT5mRj3Ns"), is_random("Microsoft-Windows-Kernel-Power41")
    (True, False)
    >>> is_random("7h2k9w4q1x8z3n6p5r0t7v2m"), is_random("3f9a7c1e5b2d8f0a4c6e9b1d")
    (True, False)
    """
    if _HEX.fullmatch(text) or _GUID.search(text) or "." in text.strip("."):
        return False
    kinds = [0 if char.isdigit() else 1 if char.islower() else 2 if char.isupper() else 3 for char in text]
    if len({kind for kind in kinds if kind < _CASES}) < _CASES and not (
        text.strip(".").isalnum() and {*kinds[:-1]} == {0, 1}
    ):
        return False
    parts = [part for part in _PARTS.findall(text) if len(part) > _CASES]
    if parts and all(map(is_any_word, parts)):
        return False
    changes = sum(before != after for before, after in pairwise(kinds))
    return changes >= _LEAST_CHANGES * len(text)
