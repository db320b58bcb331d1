"""What the trouble happens on: systems, programs, devices and their versions."""

import re
from collections.abc import Iterable

from kbtool.drafting import markup
from kbtool.drafting.lexicon.things import DEVICES, LINES, ORDINARY, PRODUCTS, SYSTEMS

MAX_ITEMS = 8


_VERSION = r"(?:\s?\(?(?:version |vers\.? |v\.? ?|ver\.? )?(\d{1,4}(?:\.\d+){1,3}(?:\s?esr)?|\d{2,3}\s?esr)\b)?"
_PRODUCT = re.compile(
    r"(?<![\w./\\@-])("
    + "|".join(re.escape(name).replace(r"\ ", " ") for name in sorted(PRODUCTS, key=len, reverse=True))
    + r")(?![\w@-]|\.\w)"
    + _VERSION,
    re.IGNORECASE,
)
_VERSIONED = re.compile(r"\d\.\d")
_SPELLINGS = {name.lower(): name for name in PRODUCTS}
_SYSTEMS = tuple(
    (re.compile(rf"(?<![\w./\\@-])(?:{pattern})(?![\w@\\])", re.IGNORECASE), form) for pattern, form in SYSTEMS
)
_DEVICES = tuple(
    (re.compile(rf"(?<![\w./@])(?:{pattern})(?![\w@])", re.IGNORECASE), de, en) for pattern, de, en in DEVICES
)
_NAMES_OF_SYSTEMS = {"ios": "iOS", "ipados": "iPadOS", "xp": "XP", "opensuse": "openSUSE"}


def find(subject: str, request: Iterable[str], answer: Iterable[str], lang: str) -> list[str]:
    """Return what a ticket happens on, each thing once with its longest version: systems, programs, devices.

    Of what the requester names, systems and versions always count, other things where the subject or the
    answer names them too; where that leaves nothing, all that the requester, then all that the answer names.

    >>> find("Mails weg", ["Win 11, thunderbird 128.3.1esr startet nicht"], ["Thunderbird im Menü Hilfe"], "de")
    ['Windows 11', 'Thunderbird 128.3.1esr']
    """
    named, told = named_in([subject, *request], lang), named_in(answer, lang)
    certain = {*_systems("\n".join([subject, *request])), *(name for name in named if _VERSIONED.search(name))}
    both = named_in([subject], lang) + told
    kept = [name for name in named if name in certain or any(_is_part(name, other) for other in both)]
    around = [name for name in named if name not in LINES] or told
    return (kept or around or named)[:MAX_ITEMS]


def _is_part(name: str, other: str) -> bool:
    return name == other or _covers(name, other)


def main(names: Iterable[str]) -> str:
    """Return the first system or program of an environment: what a title can say; empty where there is none."""
    devices = {name for _, *both in _DEVICES for name in both}
    return next((name for name in names if name not in devices and name != "Windows"), "")


def named_in(texts: Iterable[str], lang: str) -> list[str]:
    """Return all systems, programs and devices that texts name."""
    text = "\n".join(markup.plain(text) for text in texts)
    return _longest([*_systems(text), *_programs(text), *_devices(text, lang)])


def _systems(text: str) -> list[str]:
    found = [
        (match.start(), _spelled(match, form)) for pattern, form in _SYSTEMS for match in pattern.finditer(text)
    ]
    return [name for _, name in sorted(found)]


def _spelled(match: re.Match[str], form: str) -> str:
    """Return a system's name as its maker writes it, with the version that was found."""
    for number, group in enumerate(match.groups(), start=1):
        form = form.replace(f"\\{number}", group or "")
    return " ".join(_NAMES_OF_SYSTEMS.get(word.lower(), _capital(word)) for word in form.split())


def _capital(word: str) -> str:
    return word if word != word.lower() or word.startswith("mac") else word.capitalize()


def _programs(text: str) -> list[str]:
    found = []
    for match in _PRODUCT.finditer(text):
        spelled, name = match[1], _SPELLINGS[match[1].lower()]
        if spelled.lower() in ORDINARY and not spelled[0].isupper():
            continue
        version = re.sub(r"\s", "", match[2] or "")
        found.append(f"{name} {version}".strip())
    return found


def _devices(text: str, lang: str) -> list[str]:
    places = [
        (match.start(), de if lang == "de" else en)
        for pattern, de, en in _DEVICES
        for match in pattern.finditer(text)
    ]
    return [name for _, name in sorted(places)]


def _longest(names: list[str]) -> list[str]:
    """Keep of names that begin alike, such as Thunderbird and Thunderbird 128, the longest."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        key = name.casefold()
        if not any(other.casefold() != key and _covers(other, name) for other in names):
            kept.append(name)
    return list(dict.fromkeys(kept))


def _covers(longer: str, shorter: str) -> bool:
    first, second = longer.casefold(), shorter.casefold()
    return first.startswith((f"{second} ", f"{second}.")) or first.endswith(f" {second}")
