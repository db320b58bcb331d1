"""The page of settings, made from the dataclasses and the `#:` comments beside their fields."""

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from kbtool import settings
from kbtool.settings import records
from tests.docs import template

EXAMPLE = template.text("settings-example.yml")

RECORDS: tuple[type, ...] = tuple(
    item
    for item in vars(records).values()
    if isinstance(item, type) and dataclasses.is_dataclass(item) and item.__module__ == records.__name__
)
_TYPES = {str: "text", int: "whole number", float: "number", settings.Names: "texts by name"}
_LINKS = {settings.Category: "a-category", settings.Source: "a-source", settings.Table: "a-table"}


def page() -> str:
    """Return the page; a record without a place in the template gets a section of its own."""
    tables = {record.__name__: "".join(_rows(record)) for record in RECORDS}
    written = template.text("settings.md")
    others = [record for record in RECORDS if f"<!-- {record.__name__} -->" not in written]
    more = "\n".join(
        f"## {item.__name__}\n\n{inspect.getdoc(item)}\n\n{tables[item.__name__]}" for item in others
    )
    return template.fill("settings.md", example=EXAMPLE, more=more, **tables)


def _rows(record: type) -> Iterator[str]:
    yield "| key | type | default | meaning |\n|---|---|---|---|\n"
    about = descriptions(record)
    for item in dataclasses.fields(record):
        name = "`de`, `en`" if (record, item.name) == (settings.Category, "names") else f"`{item.name}`"
        kind = "text" if name.startswith("`de`") else _type(item.type)
        yield f"| {name} | {kind} | {_default(item)} | {about[item.name]} |\n"


def descriptions(record: type) -> dict[str, str]:
    """Return what the `#:` comments say of each field; a field without one is missing."""
    lines = inspect.getsource(record).splitlines()
    body = ast.parse("\n".join(lines)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            _, mark, text = lines[(node.end_lineno or 0) - 1].partition("#: ")
            if mark:
                found[node.target.id] = text.strip()
    return found


def _type(kind: Any) -> str:
    if dataclasses.is_dataclass(kind):
        name = kind.__name__.lower()
        return f"[{name}](#{_LINKS.get(kind, name)})"
    if kind in _TYPES:
        return _TYPES[kind]
    inner = get_args(kind)
    if type(None) in inner:
        return _type(inner[0])
    if get_origin(kind) is tuple:
        plural = _type(inner[0]).replace("]", "s]") if "]" in _type(inner[0]) else f"{_type(inner[0])}s"
        return f"list of {plural}"
    if all(isinstance(item, str) for item in inner):
        return " or ".join(f"`{item}`" for item in inner)
    return "[categories](#a-category) by key" if inner[1] is settings.Category else "names by key"


def _default(item: "dataclasses.Field[Any]") -> str:
    if item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
        return "required"
    value = item.default if item.default_factory is dataclasses.MISSING else item.default_factory()
    if dataclasses.is_dataclass(value):
        return "see there"
    if isinstance(value, settings.Training):
        return "none"
    if isinstance(value, tuple) and value:
        return "`[" + ", ".join(value) + "]`"
    return f"`{value}`" if value else "none"
