"""Tickets made from templates, with the places of everything private in them.

All values are invented; `values` makes them without, `faker_values` with Faker.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kbtool.model.ticket import Message, Role, State, Ticket, Visibility
from tests.redact import values as own_values

TEMPLATES = Path(__file__).parent / "templates"
Values = Callable[[str, random.Random], dict]
_SLOT = re.compile(r"\{([a-z]+(?:\.[a-z]+)?)\}")
_START = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Gold:
    """Something private: the text it stands in (`subject` or `message 1`), its range and its type."""

    where: str
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A ticket and what redaction should find in it."""

    ticket: Ticket
    gold: tuple[Gold, ...]
    lang: str


# In the order in which they were written: `dev` was at hand while the rules were, each other set was run once,
# before anything was mended for it.
PARTS = (
    "dev",
    "held",
    "services",
    "campus",
    "customers",
    "counters",
    "group",
    "care",
    "makers",
    "mixed",
    "trades",
    "worlds",
)


def templates(part: str) -> list[tuple[str, str]]:
    """Return the language and text of each template of one of `PARTS`."""
    blocks = re.split(r"(?m)^=== ", (TEMPLATES / f"{part}.txt").read_text(encoding="utf-8"))[1:]
    return [(block[:2], block.partition("\n")[2]) for block in blocks]


def samples(part: str, count: int, seed: int = 1, make: Values = own_values.values) -> list[Sample]:
    """Return so many tickets, taking the templates in turn; `make` makes the values of one."""
    rng = random.Random(seed)  # noqa: S311 - test data
    known = templates(part)
    return [_sample(*known[number % len(known)], number, rng, make) for number in range(count)]


def _sample(lang: str, text: str, number: int, rng: random.Random, make: Values) -> Sample:
    values = make(lang, rng)
    subject, _, rest = text.removeprefix("subject: ").partition("\n")
    gold: list[Gold] = []
    subject = _filled(subject, values, "subject", gold)
    messages = []
    for place, (role, body) in enumerate(
        re.findall(r"\[(customer|agent)\]\n(.*?)(?=\n\[(?:customer|agent)\]\n|\Z)", rest, re.DOTALL), 1
    ):
        filled = _filled(body.strip(), values, f"message {place}", gold)
        author = values["own"] if role == "customer" else values["agent"]
        at = _START + timedelta(minutes=10 * place)
        messages.append(
            Message(str(place), author["person"], Role(role), Visibility.PUBLIC, at, "text", filled, filled)
        )
    ticket = Ticket(
        "made", str(number), subject, State.RESOLVED, language=lang, requester=values["own"]["person"],
        owner=values["agent"]["person"], messages=tuple(messages),
    )  # fmt: skip
    return Sample(ticket, tuple(gold), lang)


def _filled(text: str, values: dict, where: str, gold: list[Gold]) -> str:
    parts: list[str] = []
    length = done = 0
    for slot in _SLOT.finditer(text):
        parts.append(text[done : slot.start()])
        length += slot.start() - done
        owner, _, field = slot[1].rpartition(".")
        value = values[owner][field] if owner else values[field]
        if field not in {"herr", "mr"}:
            gold.append(Gold(where, length, length + len(value), _type(owner, field)))
        parts.append(value)
        length += len(value)
        done = slot.end()
    return "".join([*parts, text[done:]])


def _type(owner: str, field: str) -> str:
    if field in {"name", "first", "last"}:
        return "third party" if owner in {"third", "other"} else "party"
    return {
        "street": "address",
        "town": "address",
        "login": "user",
        "key": "secret",
        "token": "secret",
        "pin": "password",
    }.get(field, field)
