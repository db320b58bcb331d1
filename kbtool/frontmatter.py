"""Markdown files with YAML front matter: reading, and changing single keys without touching the rest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kbtool.errors import KbError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_FRONT = re.compile(
    r"\A(?P<bom>\ufeff?)(?P<open>---[ \t]*\r?\n)(?P<yaml>.*?)(?P<close>^---[ \t]*(?:\r?\n|\Z))",
    re.MULTILINE | re.DOTALL,
)
_KEY = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s|$)")
# A list of up to so many texts of up to so many characters stands on one line.
_FLOW_ITEMS, _FLOW_CHARACTERS = 5, 40


class FrontMatterError(KbError):
    """The front matter is not valid YAML."""

    def __init__(self, message: str, *, line: int, hint: str = "") -> None:
        """Keep the line of the file, counted from 1."""
        super().__init__(message, hint=hint)
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """A file split in three: `head` and `tail` are the fences, so that `dump(parse(text)) == text`."""

    head: str
    front: str
    tail: str
    body: str

    @property
    def body_line(self) -> int:
        """The number of lines before the body."""
        return (self.head + self.front + self.tail).count("\n")


def parse(text: str) -> Document:
    """Split a text into front matter and body; a text without front matter is all body."""
    match = _FRONT.match(text)
    if match is None:
        return Document("", "", "", text)
    return Document(match["bom"] + match["open"], match["yaml"], match["close"], text[match.end() :])


def dump(document: Document) -> str:
    """Return the text the document was parsed from, with any changes made since."""
    return document.head + document.front + document.tail + document.body


def read(document: Document) -> dict[str, Any]:
    """Return the front matter as a mapping.

    Raises FrontMatterError with the line for invalid YAML, a duplicate key or anything but a mapping.
    """
    try:
        data = yaml.load(document.front, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(
            f"the front matter is not valid YAML: {error.problem or error}",
            line=(mark.line if mark else 0) + 2,
            hint="quote texts that contain “: ”, “#” or start with a bracket or quotation mark",
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FrontMatterError(f"the front matter is not valid YAML: {error}", line=1) from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise FrontMatterError("the front matter is not a list of “key: value” lines", line=2)
    twice = _duplicate(document)
    if twice is not None:
        raise FrontMatterError(f"the key “{twice[0]}” stands twice in the front matter", line=twice[1])
    return {str(key): value for key, value in data.items()}


def _duplicate(document: Document) -> tuple[str, int] | None:
    seen: set[str] = set()
    for number, line in enumerate(document.front.splitlines(), start=2):
        key = _KEY.match(line)
        if key and key[1] in seen:
            return key[1], number
        if key:
            seen.add(key[1])
    return None


def key_lines(document: Document) -> dict[str, int]:
    """Return the line of every top-level key in the file."""
    found: dict[str, int] = {}
    for number, line in enumerate(document.front.splitlines(), start=2):
        key = _KEY.match(line)
        if key:
            found.setdefault(key[1], number)
    return found


def line_of(document: Document, key: str) -> int:
    """Return the line of a top-level key in the file, or 1 where it is missing."""
    return key_lines(document).get(key, 1)


def edit(document: Document, changes: Mapping[str, Any]) -> Document:
    """Return the document with top-level keys set (or removed, where the value is None).

    Lines of other keys, comments and the order stay as they are; new keys go to the end. Front matter whose
    keys cannot be changed line by line (indented as a whole, or one `{…}`) is written anew in the usual form.
    """
    if not document.front and not document.head:
        document = Document("---\n", "", "---\n", document.body)
    wanted = yaml.load(document.front, Loader=_Loader) or {}
    for key, value in changes.items():
        if value is None:
            wanted.pop(key, None)
        else:
            wanted |= yaml.load(_entry(key, value), Loader=_Loader)
    try:
        front = _edited(document.front, changes)
        as_wanted = repr(yaml.load(front, Loader=_Loader) or {}) == repr(wanted)
    except yaml.YAMLError:
        as_wanted = False
    if not as_wanted:
        front = yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False) if wanted else ""
    return Document(document.head, front, document.tail, document.body)


def _edited(front: str, changes: Mapping[str, Any]) -> str:
    for key, value in changes.items():
        text = "" if value is None else _entry(key, value)
        span = _span(front, key)
        if span is None:
            front = front if not front or front.endswith("\n") else front + "\n"
            front += text
        else:
            front = front[: span[0]] + text + front[span[1] :]
    return front


def _span(front: str, key: str) -> tuple[int, int] | None:
    """Return where a key's lines start and end, with no comment or blank line behind its value."""
    node = yaml.compose(front, Loader=_Loader)
    if not isinstance(node, yaml.MappingNode):
        return None
    lines = front.splitlines(keepends=True)
    for name, value in node.value:
        if name.value == key:
            first, last = name.start_mark.line, max(name.start_mark.line, value.end_mark.line)
            if value.end_mark.column > 0:
                last += 1
            last = max(last, first + 1)
            while last > first + 1 and (
                not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")
            ):
                last -= 1
            return sum(map(len, lines[:first])), sum(map(len, lines[:last]))
    return None


def _entry(key: str, value: Any) -> str:  # noqa: ANN401 - YAML holds anything
    flow = isinstance(value, dict) or (
        isinstance(value, list)
        and len(value) <= _FLOW_ITEMS
        and all(isinstance(item, str) and len(item) < _FLOW_CHARACTERS for item in value)
    )
    text = _yaml(key, value, flow=flow, escape=False)
    if yaml.load(text, Loader=_Loader) == {key: value}:
        return text
    return _yaml(key, value, flow=flow, escape=True)  # a line separator of Unicode would be read as a space


def _yaml(key: str, value: Any, *, flow: bool, escape: bool) -> str:  # noqa: ANN401 - YAML holds anything
    return yaml.safe_dump(
        {key: value},
        allow_unicode=not escape,
        sort_keys=False,
        width=10_000,
        default_flow_style=None if flow else False,
    )
