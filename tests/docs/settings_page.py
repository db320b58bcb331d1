"""The page of settings, made from the dataclasses and the `#:` comments beside their fields."""

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from kbtool import settings
from tests.docs import template

EXAMPLE = template.text("settings-example.yml")

RECORDS = (settings.Settings, settings.Category, settings.Source, settings.Table)
_TYPES = {str: "text", int: "whole number", settings.Table: "[table](#a-table)"}


def page() -> str:
    """Return the page."""
    tables = {record.__name__: "".join(_rows(record)) for record in RECORDS}
    return template.fill("settings.md", example=EXAMPLE, **tables)


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
    if kind in _TYPES:
        return _TYPES[kind]
    if kind == settings.Names:
        return "texts by name"
    inner = get_args(kind)
    if type(None) in inner:
        return _type(inner[0])
    if get_origin(kind) is tuple:
        return "list of [sources](#a-source)" if inner[0] is settings.Source else f"list of {_type(inner[0])}s"
    if all(isinstance(item, str) for item in inner):
        return " or ".join(f"`{item}`" for item in inner)
    return "[categories](#a-category) by key" if inner[1] is settings.Category else "names by key"


def _default(item: "dataclasses.Field[Any]") -> str:
    if item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
        return "required"
    value = item.default if item.default_factory is dataclasses.MISSING else item.default_factory()
    if isinstance(value, tuple) and value:
        return "`[" + ", ".join(value) + "]`"
    return f"`{value}`" if value else "none"
