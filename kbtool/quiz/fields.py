"""One item between its mapping in a bank file and the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from kbtool.errors import suggestion
from kbtool.model.quiz import Form, Item, ItemReview, ItemType, Option, Source, Spare, Status

E = TypeVar("E", bound=StrEnum)

# Texts that are accepted and points of a checklist are all right, so that nothing need say so.
_ALL_RIGHT = frozenset({Form.TYPED, Form.WRITTEN})
_LIKE_A_SLIP = 0.75
ITEM_KEYS = (
    "id", "version", "type", "lang", "article", "ordinal", "topic", "level", "status", "stem", "options",
    "model", "explanation", "origin", "source", "review", "waive",
)  # fmt: skip
_OPTION_KEYS = ("id", "text", "correct", "why", "from")
_SPARE_KEYS = ("id", "type", "lang", "topic", "text", "why")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A wrong field of an item: its documented code, what is wrong, what to do."""

    code: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class _Reader:
    """Takes typed values out of a mapping and collects what is wrong with the others."""

    data: Mapping[str, Any]
    problems: list[FieldProblem]
    where: str = "the item"

    def wrong(self, key: str, wanted: str) -> None:
        self.problems.append(FieldProblem("quiz-field", f"“{key}” of {self.where} must be {wanted}"))

    def text(self, key: str, *, is_needed: bool = False) -> str:
        value = self.data.get(key)
        if value is None and not is_needed:
            return ""
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
        self.wrong(key, "a text; quote it if it is “yes”, “no”, “on” or “off”")
        return ""

    def number(self, key: str) -> int:
        value = self.data.get(key, 1)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self.wrong(key, "a whole number from 1")
        return 1

    def choice(self, key: str, kind: type[E], default: E | None) -> E | None:
        value = self.data.get(key)
        names = [member.value for member in kind]
        if value is None and default is not None:
            return default
        if isinstance(value, str) and value in names:
            return kind(value)
        hint = suggestion(str(value), names) or f"use one of: {', '.join(names)}"
        self.problems.append(FieldProblem("quiz-field", f"“{key}” cannot be “{value}”", hint))
        return default

    def mapping(self, key: str) -> Mapping[str, Any]:
        value = self.data.get(key)
        if value is None:
            return {}
        if isinstance(value, dict):
            return {str(name): item for name, item in value.items()}
        self.wrong(key, "“key: value” lines")
        return {}


def build(data: object, *, path: str = "", line: int = 0) -> tuple[Item | None, list[FieldProblem]]:
    """Make an item of its mapping, with all that is wrong with it; an item with a wrong field is none."""
    if not isinstance(data, dict):
        return None, [FieldProblem("quiz-field", "an item must be “key: value” lines")]
    problems: list[FieldProblem] = []
    reader = _Reader({str(key): value for key, value in data.items()}, problems)
    kind = reader.choice("type", ItemType, None) or ItemType.MATCH
    item = Item(
        id=reader.text("id", is_needed=True),
        version=reader.number("version"),
        type=kind,
        lang=reader.text("lang", is_needed=True),
        article=reader.text("article", is_needed=True),
        ordinal=reader.number("ordinal"),
        topic=reader.text("topic"),
        level=reader.number("level"),
        status=reader.choice("status", Status, Status.DRAFT) or Status.DRAFT,
        stem=reader.text("stem", is_needed=True),
        options=_options(reader, kind.form),
        explanation=reader.text("explanation"),
        model=reader.text("model", is_needed=kind.form is Form.WRITTEN),
        source=_source(reader),
        review=_review(reader),
        origin=reader.text("origin"),
        waive={key: str(value or "").strip() for key, value in reader.mapping("waive").items()},
        path=path,
        line=line,
    )
    problems += _slips(reader.data, ITEM_KEYS)
    problems += _keys(item)
    return (None if problems else item), problems


def spare(data: object) -> tuple[Spare | None, list[FieldProblem]]:
    """Make a wrong answer for want of neighbours of its mapping; one with a wrong field is none."""
    if not isinstance(data, dict):
        return None, [FieldProblem("quiz-field", "an entry of “distractors” must be “key: value” lines")]
    problems: list[FieldProblem] = []
    reader = _Reader({str(key): value for key, value in data.items()}, problems, "a distractor")
    made = Spare(
        id=reader.text("id", is_needed=True),
        type=reader.choice("type", ItemType, None) or ItemType.MATCH,
        lang=reader.text("lang", is_needed=True),
        text=reader.text("text", is_needed=True),
        why=reader.text("why", is_needed=True),
        topic=reader.text("topic"),
    )
    problems += _slips(reader.data, _SPARE_KEYS)
    return (None if problems else made), problems


def fewest_options(form: Form) -> int:
    """Return how many options an item needs to be one at all."""
    return 1 if form in _ALL_RIGHT else 2


def _options(reader: _Reader, form: Form) -> tuple[Option, ...]:
    value = reader.data.get("options")
    least = fewest_options(form)
    if not isinstance(value, list) or len(value) < least or not all(isinstance(one, dict) for one in value):
        reader.wrong("options", f"a list of at least {('one', 'two')[least - 1]} “key: value” entries")
        return ()
    options = []
    for number, one in enumerate(value, start=1):
        part = _Reader(one, reader.problems, f"option {number}")
        is_key = one.get("correct", False)
        if not isinstance(is_key, bool):
            part.wrong("correct", "true or false")
        options.append(
            Option(
                part.text("id", is_needed=True),
                part.text("text", is_needed=True),
                part.text("why"),
                is_key=is_key is True or form in _ALL_RIGHT,
                origin=part.text("from"),
            )
        )
        reader.problems += _slips(one, _OPTION_KEYS)
    return tuple(options)


def _source(reader: _Reader) -> Source | None:
    data = reader.mapping("source")
    if not data:
        return None
    part = _Reader(data, reader.problems, "source")
    return Source(part.text("sha256"), part.text("text"), part.number("generator"))


def _review(reader: _Reader) -> ItemReview | None:
    data = reader.mapping("review")
    if not data:
        return None
    part = _Reader(data, reader.problems, "review")
    at = data.get("at")
    if isinstance(at, datetime):
        at = at.date()
    if not isinstance(at, date):
        part.wrong("at", "a date such as 2026-11-01")
        return None
    return ItemReview(part.text("by", is_needed=True), at)


def _slips(data: Mapping[str, Any], known: tuple[str, ...]) -> list[FieldProblem]:
    """Report keys that look like a slip of the pen; other foreign keys are somebody's own business."""
    return [
        FieldProblem("quiz-field", f"the key “{key}” is not known", f"did you mean “{close[0]}”?")
        for key in data
        if key not in known and (close := get_close_matches(str(key), known, n=1, cutoff=_LIKE_A_SLIP))
    ]


_KEY_HINTS = {
    Form.ONE: "mark exactly one option with “correct: true”",
    Form.SEVERAL: "mark every right option with “correct: true”",
    Form.ORDER: "list the options in their order, without “correct”",
}


def _fits(form: Form, keys: int) -> bool:
    return {Form.ONE: keys == 1, Form.SEVERAL: keys > 0, Form.ORDER: keys == 0}.get(form, True)


def _keys(item: Item) -> list[FieldProblem]:
    found = []
    keys = sum(option.is_key for option in item.options)
    hint = _KEY_HINTS.get(item.form) if item.options and not _fits(item.form, keys) else None
    if hint:
        found.append(FieldProblem("quiz-key", f"{keys or 'no'} options are marked as right", hint))
    if len({option.id for option in item.options}) < len(item.options):
        found.append(FieldProblem("quiz-field", "two options have the same id"))
    if any("," in option.id for option in item.options):
        found.append(FieldProblem("quiz-field", "an option’s id has a comma", "use a, b, c …"))
    return found


def as_mapping(item: Item) -> dict[str, Any]:
    """Return the mapping a bank file holds, in the order people read it; what is empty is left out."""
    data: dict[str, Any] = {
        "id": item.id,
        "version": item.version,
        "type": item.type.value,
        "lang": item.lang,
        "article": item.article,
        "ordinal": item.ordinal,
        "topic": item.topic,
        "level": item.level,
        "status": item.status.value,
        "stem": item.stem,
        "options": [_option_mapping(option, item.form) for option in item.options],
        "model": item.model,
        "explanation": item.explanation,
        "origin": item.origin,
        "waive": dict(item.waive),
    }
    if item.source:
        source = item.source
        data["source"] = {"sha256": source.sha256, "text": source.text, "generator": source.generator}
    if item.review:
        data["review"] = {"by": item.review.by, "at": item.review.at}
    return {key: value for key, value in data.items() if value not in ("", {}, [])}


def _option_mapping(option: Option, form: Form) -> dict[str, Any]:
    data: dict[str, Any] = {"id": option.id, "text": option.text}
    if option.is_key and form not in _ALL_RIGHT:
        data["correct"] = True
    if option.why:
        data["why"] = option.why
    if option.origin:
        data["from"] = option.origin
    return data
