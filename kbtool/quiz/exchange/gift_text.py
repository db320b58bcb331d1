"""The letters of GIFT: escapes, blocks of lines, comments with ids and tags, and formatted texts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_CONTROL = re.compile(r"[\\:#={}~]")
_LABEL = re.compile(r"\[(id|tag):((?:\\\]|[^\]\x00-\x1f\x7f])+)\]")
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
_KEPT = frozenset({"html", "markdown"})
MOODLE = "moodle"


@dataclass(frozen=True, slots=True)
class GiftText:
    """A text and what it is written in: `moodle`, `html`, `markdown` or `plain`."""

    format: str
    text: str


@dataclass(frozen=True, slots=True)
class GiftBlock:
    """The lines of one question without comments; `line` is the first one, counted from 1."""

    text: str
    line: int
    id: str = ""
    tags: tuple[str, ...] = ()


def escaped(text: str) -> str:
    r"""Return a text on one line in which nothing is a control character.

    >>> escaped("a = {b}\n\nc")
    'a \\= \\{b\\}\\n\\nc'
    """
    return _CONTROL.sub(r"\\\g<0>", text).replace("\n", r"\n")


def unescaped(text: str) -> str:
    r"""Return a text with its escapes resolved; a backslash before other characters stays.

    >>> unescaped(r"C\:\\neu \= 1\n2")
    'C:\\neu = 1\n2'
    """
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text)


def places(text: str, controls: str) -> Iterator[int]:
    r"""Yield where control characters stand that are not escaped.

    >>> list(places(r"{=a ~b\} }", "{}"))
    [0, 9]
    """
    for match in _controls(controls).finditer(text):
        if match[1]:
            yield match.start()


@cache
def _controls(controls: str) -> re.Pattern[str]:
    return re.compile(rf"\\[\\:#={{}}~n]|([{re.escape(controls)}])")


def read_text(raw: str, default: str) -> GiftText:
    """Return a text with its format; only HTML and Markdown keep line breaks and runs of blanks."""
    raw = raw.replace("\r\n", "\n").strip()
    match = _FORMAT.match(raw)
    kind = match[1] if match else default
    text = raw[match.end() :].strip() if match else raw
    if kind not in _KEPT:
        text = re.sub(r"\s\s+", " ", re.sub(r"[\r\n]", " ", text))
    return GiftText(kind, unescaped(text))


def comment(labels: Sequence[tuple[str, str]]) -> str:
    """Return a comment line with an id and tags, which Moodle reads since 3.7.

    >>> comment([("id", "q-7f3k2m"), ("tag", "lang:de")])
    '// [id:q-7f3k2m] [tag:lang:de]'
    """
    return " ".join(["//", *("[{}:{}]".format(kind, value.replace("]", r"\]")) for kind, value in labels)])


def split(text: str) -> Iterator[GiftBlock]:
    """Yield the blocks of a file: runs of lines between blank ones.

    A blank line inside braces does not end a block as long as the brace is closed before another opens; ids and
    tags in a comment of their own belong to the block that follows.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    labels: list[tuple[str, str]] = []
    start = 0
    while start < len(lines):
        blank = _end(lines, start)
        end = _cut(lines, start, blank)
        kept = [line for line in lines[start:end] if not _is_comment(line)]
        labels += [found for line in lines[start:end] if _is_comment(line) for found in _labels(line)]
        body = "\n".join(kept).strip("\n")
        if body.strip():
            first = next(n for n in range(start, end) if lines[n].strip() and not _is_comment(lines[n]))
            ids = [value for kind, value in labels if kind == "id"]
            tags = tuple(value for kind, value in labels if kind == "tag")
            yield GiftBlock(body, first + 1, ids[-1] if ids else "", tags)
            labels = []
        start = end if end < blank else blank + 1


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _labels(line: str) -> list[tuple[str, str]]:
    return [(kind, value.strip().replace(r"\]", "]")) for kind, value in _LABEL.findall(line)]


def _end(lines: Sequence[str], start: int) -> int:
    """Return the blank line that ends the block, or the end of the file."""
    end = _blank(lines, start)
    if _last_brace("\n".join(line for line in lines[start:end] if not _is_comment(line))) != "{":
        return end
    further = end
    while further < len(lines):
        behind = _blank(lines, further + 1)
        more = "\n".join(line for line in lines[further + 1 : behind] if not _is_comment(line))
        braces = [more[place] for place in places(more, "{}")]
        if braces[:1] == ["}"]:
            return behind
        if braces:
            break
        further = behind
    return end


def _cut(lines: Sequence[str], start: int, end: int) -> int:
    """Return the first comment behind a finished question, since it belongs to the next one, else the end."""
    kept: list[str] = []
    for place in range(start, end):
        if not _is_comment(lines[place]):
            kept.append(lines[place])
        elif _last_brace("\n".join(kept)) == "}":
            return place
    return end


def _last_brace(text: str) -> str:
    return next((text[place] for place in reversed(list(places(text, "{}")))), "")


def _blank(lines: Sequence[str], start: int) -> int:
    return next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
