"""The options that say what the gate for quiz items lets pass."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from kbtool.errors import SettingsError
from kbtool.settings import checks
from kbtool.settings.records import Quiz

# An alpha of 0 would let everything pass, a ratio below 1 nothing.
_RANGES: Mapping[str, tuple[float, float]] = MappingProxyType({
    "options_min": (2, 20),
    "options_max": (2, 20),
    "options_limit": (2, 20),
    "length_ratio": (1, 10),
    "length_slack": (0, 1000),
    "stem_repeat": (1, 100),
    "generic_articles": (2, 1000),
    "same_category": (0, 10),
    "reuse": (1, 1000),
    "leak_words": (2, 100),
    "alpha": (0.0001, 0.5),
    "solver_items": (2, 1000),
})  # fmt: skip
_SHARE = (0.0, 1.0)


def quiz(value: object, where: str) -> Quiz:
    """Return checked thresholds; those that are not named keep their defaults."""
    values = checks.known(checks.mapping(value, where), Quiz, where)
    read = {
        item.name: _number(values[item.name], f"{where}: {item.name}", item.name, whole=item.type is int)
        for item in fields(Quiz)
        if item.name in values
    }
    made = Quiz(**read)
    if not made.options_min <= made.options_max <= made.options_limit:
        shown = f"{made.options_min}, {made.options_max}, {made.options_limit}"
        raise SettingsError(
            f"{where}: options_min, options_max and options_limit must rise, not {shown}.",
            hint="Set all three, such as 3, 4 and 6.",
        )
    return made


def _number(value: object, where: str, name: str, *, whole: bool) -> Any:  # noqa: ANN401 - what the field holds
    found = checks.within(value, where, *_RANGES.get(name, _SHARE))
    if whole and found != int(found):
        raise SettingsError(f"{where} must be a whole number, not {value}.")
    return int(found) if whole else found
