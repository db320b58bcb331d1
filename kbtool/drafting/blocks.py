"""The blocks of a message: paragraphs, list items and code."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kbtool.drafting import markup


class Kind(StrEnum):
    """What a block is."""

    TEXT = "text"
    NUMBER = "number"
    BULLET = "bullet"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or piece of code; `text` is neutral and may have several lines.

    `depth` is 0 at the margin and 1 for what belongs to the item before it.
    """

    kind: Kind
    text: str
    depth: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind in {Kind.NUMBER, Kind.BULLET}


_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?P<number>\(?\d{1,2}[.)])(?:\s+|(?=[A-ZÄÖÜ]))|(?P<bullet>[-*+•·–‣▪])\s+)(?P<text>\S.*)"
)
_SIGNATURE = re.compile(r"--\s?$")
_SKIPPED = re.compile(r"\s*(?:>|([-*_=~])(?:\s*\1){2,}\s*$)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
# What follows in a longer message is a log or a book.
MAX_LENGTH = 20_000
_NESTED = 2
# A list written in one line: "Try this: 1. Open it. 2. Close it." or "- open it - close it".
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s+(?=[^\W\d_]|[\"“„*'])")
_INLINE_DASH = re.compile(r"(?:(?<=\s)|^)[-–•]\s+(?=[^\W\d_]|[\"“„*'])")
_MIN_ITEMS = 2
_PROSE_WORDS, _PROSE_SHARE = 8, 0.75


def parse_text(text: str, *, is_markdown: bool) -> list[Block]:
    r"""Split a text into blocks; quoted lines, pictures and what follows a signature mark are left out.

    >>> [block.text for block in parse_text("Do this: 1. Open it. 2. Close it.", is_markdown=False)]
    ['Do this:', 'Open it.', 'Close it.']
    """
    found: list[Block] = []
    for block in _Reader().read(text[:MAX_LENGTH]):
        if block.kind is not Kind.CODE:
            found += _neutral(block, is_markdown=is_markdown)
        elif _is_prose(block.text):
            found += [
                part for inner in _Reader().read(block.text) for part in _neutral(inner, is_markdown=False)
            ]
        else:
            found.append(replace(block, text=markup.visible(block.text)))
    return [block for block in found if markup.plain(block.text).strip()]


@dataclass(slots=True)
class _Reader:
    """Collects lines into blocks."""

    kind: Kind = Kind.TEXT
    depth: int = 0
    lines: list[str] = field(default_factory=list)
    done: list[Block] = field(default_factory=list)

    def read(self, text: str) -> list[Block]:
        fence = ""
        for line in text.expandtabs(4).splitlines():
            if fence and line.strip().startswith(fence):
                self.end()
                fence = ""
            elif fence:
                self.lines.append(line)
            elif _SIGNATURE.match(line):
                break
            elif opening := _FENCE.match(line):
                self.start(Kind.CODE, line)
                fence = opening[1]
            else:
                self.line(line)
        self.end()
        return self.done

    def line(self, line: str) -> None:
        if not line.strip() or _SKIPPED.match(line):
            self.end()
        elif item := _ITEM.match(line):
            nested = len(item["indent"]) >= _NESTED and any(block.is_item for block in self.done[-1:])
            self.end()
            nested = nested or (
                len(item["indent"]) >= _NESTED and any(block.is_item for block in self.done[-1:])
            )
            self.kind, self.depth = (Kind.NUMBER if item["number"] else Kind.BULLET), int(nested)
            self.lines.append(item["text"])
        else:
            if not self.lines:
                self.start(Kind.TEXT, line)
            self.lines.append(_HEADING.sub("", line).strip())

    def start(self, kind: Kind, line: str) -> None:
        self.end()
        indented = len(line) - len(line.lstrip()) >= _NESTED
        inside = any(block.is_item or block.depth for block in self.done[-1:])
        self.kind, self.depth = kind, int(indented and inside)

    def end(self) -> None:
        if self.lines:
            self.done.append(Block(self.kind, "\n".join(self.lines), self.depth))
        self.kind, self.depth, self.lines = Kind.TEXT, 0, []


def _neutral(block: Block, *, is_markdown: bool) -> list[Block]:
    block = replace(block, text=markup.neutral(block.text, is_markdown=is_markdown))
    if block.kind is Kind.BULLET and len(_INLINE_DASH.findall(block.text)) >= _MIN_ITEMS:
        dashed = f"- {block.text}"
        return _listed(replace(block, text=dashed), _dashed(dashed), Kind.BULLET)
    if block.is_item:
        return [block]
    return (
        _listed(block, _numbered(block.text), Kind.NUMBER)
        or _listed(block, _dashed(block.text), Kind.BULLET)
        or [block]
    )


def _listed(block: Block, places: list[re.Match[str]], kind: Kind) -> list[Block]:
    if not places:
        return []
    ends = [place.start() for place in places[1:]] + [len(block.text)]
    items = [
        Block(kind, block.text[place.end() : end].strip(), 0) for place, end in zip(places, ends, strict=True)
    ]
    return [replace(block, text=block.text[: places[0].start()].strip()), *items]


def _numbered(text: str) -> list[re.Match[str]]:
    """Return where a list numbered 1, 2, 3 … starts its items within a paragraph."""
    places: list[re.Match[str]] = []
    for place in _INLINE_NUMBER.finditer(text):
        if int(place[1]) == len(places) + 1:
            places.append(place)
    return places if len(places) >= _MIN_ITEMS else []


def _dashed(text: str) -> list[re.Match[str]]:
    """Return where a list starts its items within a paragraph; a pair of dashes around a thought is none."""
    places = list(_INLINE_DASH.finditer(text))
    if len(places) < _MIN_ITEMS:
        return []
    before = text[: places[0].start()].strip()
    return places if not before or before.endswith(":") or len(places) > _MIN_ITEMS else []


def _is_prose(text: str) -> bool:
    """Return whether text that was set as code is plain sentences, as wiki software makes of indented lines."""
    words = text.split()
    plain = sum(
        bool(re.fullmatch(r"[\"“„'(]*[^\W\d_]+(?:['’/&-][^\W\d_]+)*[\"“”').,;:!?]*", word)) for word in words
    )
    return len(words) >= _PROSE_WORDS and plain / len(words) >= _PROSE_SHARE
