"""A text as a reader sees it, cut into words and numbers, with the way back to the original's positions."""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from kbtool.redact.folding import fold

WORD = re.compile(r"[^\W_]+")
PLACEHOLDER = re.compile(
    r"\[(?:password|(?:customer|agent|person|email|phone|address|number|secret|user|host|ip|mac"
    r"|organisation|date)"
    r"-\d{1,5})\]"
)
_NUMBER = re.compile(r"(?:\(\+|[+(])?\d(?:[ \xa0\t()./\u2010-\u2015-]{0,3}\d){4,}")
# Entities, Markdown's escapes, invisible characters, combining marks, letters of mathematics and full width.
_HIDDEN = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    r"|\\[!-/:-@\[\]^_`{-~]"
    r"|[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    r"|(?<=[^\W\d_])[\u200c\u200d](?=[^\W\d_])"
    r"|[\u0300-\u036f]"
    r"|[\U0001d400-\U0001d7ff\uff01-\uff5e]"
)


_STYLED = 0xFF01


class Token(NamedTuple):
    """A word: its place in the view, as written, and folded."""

    start: int
    end: int
    word: str
    key: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.word[0].isupper()


# As Token(…), without a call of Python's: texts are made of words.
_token = partial(tuple.__new__, Token)


class Number(NamedTuple):
    """A run of digits with the separators people put between them."""

    start: int
    end: int
    text: str
    digits: str


@dataclass(frozen=True, slots=True)
class View:
    """The text to look through; `origins` maps each position to the original's (None: they are equal)."""

    text: str
    tokens: Sequence[Token]
    numbers: Sequence[Number]
    origins: Sequence[int] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range of the view lies in the original text."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end]

    def before(self, index: int) -> str:
        """Return the folded word before the token of this index, or an empty string."""
        return self.tokens[index - 1].key if index else ""

    def gap(self, index: int) -> str:
        """Return what stands between this token and the next."""
        return self.text[self.tokens[index].end : self.tokens[index + 1].start]

    def starts_line(self, position: int) -> bool:
        """Whether only quote marks, list marks and emphasis stand before a position on its line."""
        line = self.text[max(self.text.rfind("\n", 0, position) + 1, position - 12) : position]
        return not line.strip(" \t>*_#|-–—•~")


def view(text: str, *, markdown: bool = True) -> View:
    """Return the view of a text; without `markdown` a backslash is just a backslash."""
    if _HIDDEN.search(text):
        shown, origins = _decoded(text, markdown=markdown)
        return _cut(shown, origins)
    return _cut(text, None)


def _cut(text: str, origins: Sequence[int] | None) -> View:
    masked = PLACEHOLDER.sub(lambda found: "\x00" * len(found[0]), text)
    tokens = [_token((*found.span(), word := found[0], fold(word))) for found in WORD.finditer(masked)]
    numbers = [
        Number(found.start(), found.end(), found[0], "".join(filter(str.isdigit, found[0])))
        for found in _NUMBER.finditer(masked)
    ]
    return View(masked, tokens, numbers, origins)


def _decoded(text: str, *, markdown: bool) -> tuple[str, list[int]]:
    shown: list[str] = []
    origins: list[int] = []
    done = 0
    for found in _HIDDEN.finditer(text):
        shown.append(text[done : found.start()])
        origins.extend(range(done, found.start()))
        char = _char(found[0], shown, markdown=markdown)
        shown.append(char)
        origins.extend([found.start()] * len(char))
        done = found.end()
    shown.append(text[done:])
    origins.extend(range(done, len(text) + 1))
    return "".join(shown), origins


def _char(written: str, shown: list[str], *, markdown: bool) -> str:
    if written[0] == "&":
        return html.unescape(written)
    if written[0] == "\\":
        return written[1] if markdown else written
    if ord(written) >= _STYLED:
        return unicodedata.normalize("NFKC", written)
    if unicodedata.combining(written) and shown[-1]:
        last = shown[-1][-1]
        composed = unicodedata.normalize("NFC", last + written)
        if len(composed) == 1:
            shown[-1] = shown[-1][:-1] + composed
            return ""
        return written
    return ""


def index_at(view: View, position: int) -> int:
    """Return the index of the first token that starts at this position or behind it."""
    return bisect_left(view.tokens, position, key=lambda token: token.start)
