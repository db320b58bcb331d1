"""Changing the text of a bank: only the lines of the items that change, comments and order kept."""

import io
import re
import textwrap
from collections.abc import Sequence
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from kbtool.model.quiz import Item
from kbtool.quiz import bank, fields
from kbtool.quiz.bank import SCHEMA

try:
    from yaml import CSafeDumper as _Base
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeDumper as _Base  # type: ignore[assignment]
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_WIDTH = 110
_ONE_LINE = ("source", "review")
_BLOCK_SCALAR = re.compile(r"(?m)[:-] +[|>][-+\d]*$")


class _OneLine(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(_Base):
    """Writes plain data, and some mappings on one line."""


_Dumper.add_representer(
    _OneLine, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)


def update(text: str, changed: Sequence[Item], added: Sequence[Item]) -> str:
    """Return a bank's text with items changed and others added at the end of its list."""
    lines = text.splitlines(keepends=True)
    spans = _spans(text)
    for item in sorted(changed, key=lambda one: spans[one.id], reverse=True):
        start, end = spans[item.id]
        lines[start:end] = _changed("".join(lines[start:end]), item).splitlines(keepends=True)
    return _append("".join(lines), added) if added else "".join(lines)


def entry(text: str, name: str) -> str:
    """Return the lines of one item of a bank, not indented; empty where it has no lines of its own there."""
    spans = _spans(text)
    if name not in spans:
        return ""
    start, end = spans[name]
    lines = textwrap.dedent("".join(text.splitlines(keepends=True)[start:end]))
    return lines if lines.startswith("-") else ""


def replaced(text: str, name: str, entry: str, item: Item) -> str:
    """Return a bank's text with the lines of one item given by a person, brought to what the item is."""
    lines = text.splitlines(keepends=True)
    start, end = _spans(text)[name]
    indent = lines[start][: len(lines[start]) - len(lines[start].lstrip(" "))]
    new = textwrap.indent(_changed(textwrap.dedent(entry), item), indent)
    return "".join([*lines[:start], new, *lines[end:]])


def _changed(chunk: str, item: Item) -> str:
    """Return the lines of one item rewritten; what does not change keeps its form, its comments stay."""
    indent = chunk[: len(chunk) - len(chunk.lstrip(" "))]
    parser = YAML()
    parser.preserve_quotes = True
    parser.width = _WIDTH
    data = parser.load(textwrap.dedent(chunk))
    _merge(data[0], fields.as_mapping(item), owned=frozenset(fields.ITEM_KEYS))
    out = io.StringIO()
    parser.dump(data, out)
    return textwrap.indent(_trimmed(out.getvalue()), indent)


def _trimmed(text: str) -> str:
    """Return YAML without the blanks ruamel leaves at line ends; in block scalars they may be meant."""
    if _BLOCK_SCALAR.search(text):
        return text
    return re.sub(r"(?m) +$", "", text)


def _merge(old: Any, new: dict[str, Any], owned: frozenset[str]) -> None:  # noqa: ANN401 - ruamel's own mapping
    """Bring a mapping to new values in place, so that the comments attached to it stay."""
    for key in [key for key in old if key in owned and key not in new]:
        del old[key]
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            _merge(old[key], value, frozenset(old[key]))
        elif _is_list_of_mappings(value) and _is_list_of_mappings(old.get(key)) and len(value) == len(old[key]):
            for before, after in zip(old[key], value, strict=True):
                _merge(before, after, frozenset({"id", "text", "correct", "why", "from"}))
        elif old.get(key) != value:
            old[key] = _on_one_line(value) if key in _ONE_LINE else value


def _on_one_line(value: dict[str, Any]) -> CommentedMap:
    made = CommentedMap(value)
    made.fa.set_flow_style()
    return made


def _is_list_of_mappings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _spans(text: str) -> dict[str, tuple[int, int]]:
    """Return for every item its first line and the line behind its last one, counted from 0."""
    lines = text.splitlines()
    nodes = bank.entries(yaml.compose(text, Loader=_Loader), "items")
    return {_id(node): span(lines, node) for node in nodes}


def span(lines: Sequence[str], node: yaml.Node) -> tuple[int, int]:
    """Return the first line of a list's entry and the line behind its last one, counted from 0."""
    start = node.start_mark.line
    column = len(lines[start]) - len(lines[start].lstrip(" "))
    end = node.end_mark.line + (1 if node.end_mark.column > column else 0)
    return start, _without_tail(lines, start, min(end, len(lines)), column)


def _without_tail(lines: Sequence[str], start: int, end: int, column: int) -> int:
    """Leave out blank lines and the comments of the next item, which stand at the dash's column."""
    while end > start + 1:
        line = lines[end - 1]
        if line.strip() and not (line.lstrip().startswith("#") and len(line) - len(line.lstrip(" ")) <= column):
            break
        end -= 1
    return end


def _append(text: str, items: Sequence[Item]) -> str:
    written = "\n".join(_dump(item) for item in items)
    if not text.strip():
        return f"schema: {SCHEMA}\nitems:\n{written}"
    lines = (text if text.endswith("\n") else text + "\n").splitlines(keepends=True)
    spans = sorted(_spans(text).values())
    if spans:
        start, end = spans[-1]
        column = len(lines[start]) - len(lines[start].lstrip(" "))
        return "".join([*lines[:end], "\n", textwrap.indent(written, " " * column), *lines[end:]])
    place = _items_line(yaml.compose(text, Loader=_Loader))
    if place is None:
        return "".join([*lines, "items:\n", written])
    return "".join([*lines[:place], "items:\n", written, *lines[place + 1 :]])


def _items_line(node: yaml.Node | None) -> int | None:
    """Return the line of an empty `items`, counted from 0."""
    for name, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == "items":
            return int(name.start_mark.line)
    return None


def _id(node: yaml.Node) -> str:
    return next((str(value.value) for name, value in node.value if name.value == "id"), "")


def _dump(item: Item) -> str:
    data = fields.as_mapping(item)
    for key in _ONE_LINE:
        if key in data:
            data[key] = _OneLine(data[key])
    return str(yaml.dump([data], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))
