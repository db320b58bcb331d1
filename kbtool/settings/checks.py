"""Checks of single values; each returns the value or raises SettingsError with its place."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from kbtool.errors import SettingsError, suggestion
from kbtool.model import paths
from kbtool.settings.records import Names

T = TypeVar("T")


def known(values: Mapping[str, Any], record: type, where: str) -> Mapping[str, Any]:
    """Return the mapping if it has only the keys of a record, and all that have no default."""
    names = [item.name for item in fields(record)]
    for key in values:
        if key not in names:
            hint = suggestion(str(key), names) or f"Known keys: {', '.join(names)}."
            raise SettingsError(f"{where}: unknown key “{key}”.", hint=hint)
    for item in fields(record):
        if item.default is MISSING and item.default_factory is MISSING and item.name not in values:
            raise SettingsError(f"{where}: the key “{item.name}” is missing.")
    return values


def each(value: object, where: str, make: Callable[[object, str], T]) -> Mapping[str, T]:
    """Return what is made of each entry of a mapping whose keys name folders."""
    made: dict[str, T] = {}
    for key, item in mapping(value or {}, where).items():
        why = paths.refusal(key)
        if why:
            raise SettingsError(f"{where}: “{key}” cannot be a folder name: it {why}.")
        made[key] = make(item, f"{where}: {key}")
    return made


def mapping(value: object, where: str) -> Mapping[str, Any]:
    """Return a mapping with texts as keys."""
    if not isinstance(value, dict):
        raise SettingsError(f"{where} must be “key: value” lines, not {kind(value)}.")
    return {str(key): item for key, item in value.items()}


def a_list(value: object, where: str) -> list[Any]:
    """Return a list; nothing is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise SettingsError(f"{where} must be a list, not {kind(value)}.")
    return value


def names(value: object, where: str) -> Names:
    """Return names by language; a text alone is the name in all of them."""
    if isinstance(value, str):
        return {"de": value, "en": value}
    return {scalar(key): scalar(item) for key, item in mapping(value, where).items()}


def texts(value: object, where: str) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(text(item, where) for item in a_list(value, where))


def text(value: object, where: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise SettingsError(f"{where} must be a text, not {kind(value)}.")
    return value


def scalar(value: object) -> str:
    """Return a single value as people write it in YAML."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(value: object, where: str) -> int:
    """Return a whole number above 0."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SettingsError(f"{where} must be a whole number above 0, not {kind(value)}.")
    return value


def within(value: object, where: str, low: float, high: float) -> float:
    """Return a number between two others, both allowed."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        shown = value if isinstance(value, int | float) and not isinstance(value, bool) else kind(value)
        raise SettingsError(f"{where} must be a number from {low:g} to {high:g}, not {shown}.")
    return float(value)


def choice(value: object, allowed: tuple[str, ...], where: str) -> Any:  # noqa: ANN401 - a Literal of the caller
    """Return a value that is one of those allowed."""
    if value not in allowed:
        hint = suggestion(str(value), allowed) or f"Use one of: {', '.join(allowed)}."
        raise SettingsError(f"{where} cannot be “{value}”.", hint=hint)
    return value


def kind(value: object) -> str:
    """Return what a value is, in words for a message."""
    if value is None:
        return "empty"
    return {"str": "a text", "int": "a number", "list": "a list", "dict": "“key: value” lines"}.get(
        type(value).__name__, f"“{value}”"
    )
