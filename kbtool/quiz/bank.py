"""Question banks: YAML files that people edit, read with every defect named."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kbtool.model.problem import Problem
from kbtool.model.quiz import Item, Rejection, Spare
from kbtool.quiz import fields

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

SCHEMA = 1
_LISTS = ("items", "rejected", "distractors")
_KEYS = ("schema", *_LISTS)


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank file; `path` is relative to the project, `problems` are what could not be read."""

    path: str
    text: str
    items: tuple[Item, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    problems: tuple[Problem, ...] = ()
    spares: tuple[Spare, ...] = ()


def parse(text: str, path: str) -> Bank:
    """Read a bank; an item with a wrong field is left out and reported."""
    problems: list[Problem] = []
    try:
        node = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        hint = "quote texts that contain “: ” or “ #”, or that start with a bracket or quotation mark"
        return Bank(
            path, text, problems=(Problem(path, line, "quiz-file", f"not valid YAML: {error.problem}", hint),)
        )
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Bank(path, text, problems=(Problem(path, 0, "quiz-file", f"not valid YAML: {error}"),))
    wrong = _shape(data) or _twice(node)
    if wrong:
        return Bank(
            path, text, problems=(Problem(path, 1, "quiz-file", wrong, "start with “schema: 1” and “items:”"),)
        )
    data = data or {}
    items = []
    for entry, line in zip(data.get("items") or (), _lines(node, "items"), strict=True):
        item, found = fields.build(entry, path=path, line=line)
        problems += [Problem(path, line, one.code, one.message, one.hint) for one in found]
        items += [item] if item else []
    rejections = tuple(_rejections(data, path, list(_lines(node, "rejected")), problems))
    spares = tuple(_spares(data, path, list(_lines(node, "distractors")), problems))
    return Bank(path, text, tuple(items), rejections, tuple(problems), spares)


def _shape(data: object) -> str:
    """Return what is wrong with the file as a whole."""
    if data is None:
        return ""
    if not isinstance(data, dict):
        return "the file is not a list of “key: value” lines"
    if data.get("schema", SCHEMA) != SCHEMA:
        return f"the schema “{data.get('schema')}” is unknown; this kbtool reads schema {SCHEMA}"
    for key in _LISTS:
        if not isinstance(data.get(key) or [], list):
            return f"“{key}” is not a list"
    unknown = [str(key) for key in data if key not in _KEYS]
    return f"the key “{unknown[0]}” is not known" if unknown else ""


def _twice(node: yaml.Node | None) -> str:
    """Return which top-level key stands twice: YAML would forget all but the last, and with it their items."""
    names = [str(name.value) for name, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    twice = next((name for name in names if names.count(name) > 1 or name == "<<"), "")
    return f"the key “{twice}” stands twice, or takes its value from elsewhere" if twice else ""


def _rejections(
    data: dict[str, Any], path: str, lines: list[int], problems: list[Problem]
) -> Iterator[Rejection]:
    for entry, line in zip(data.get("rejected") or (), lines, strict=True):
        if isinstance(entry, dict) and isinstance(entry.get("slot"), str):
            yield Rejection(entry["slot"], str(entry.get("triple") or ""), str(entry.get("why") or ""))
        else:
            hint = "write “slot: article/type/number” and, if you like, “why: …”"
            problems.append(Problem(path, line, "quiz-field", "a rejection has no slot", hint))


def _spares(data: dict[str, Any], path: str, lines: list[int], problems: list[Problem]) -> Iterator[Spare]:
    for entry, line in zip(data.get("distractors") or (), lines, strict=True):
        made, found = fields.spare(entry)
        problems += [Problem(path, line, one.code, one.message, one.hint) for one in found]
        if made:
            yield made


def _lines(node: yaml.Node | None, key: str) -> Iterator[int]:
    """Yield the line on which each entry of a top-level list starts, counted from 1."""
    for entry in entries(node, key):
        yield entry.start_mark.line + 1


def entries(node: yaml.Node | None, key: str) -> list[yaml.Node]:
    """Return the nodes of a top-level list."""
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key and isinstance(value, yaml.SequenceNode):
            return list(value.value)
    return []
