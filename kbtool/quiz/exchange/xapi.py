"""xAPI statements: one for each stored answer, always the same, so that sending them twice changes nothing."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from types import MappingProxyType
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from kbtool.model.quiz import Answer, Form

_ANSWERED = {
    "id": "http://adlnet.gov/expapi/verbs/answered",
    "display": {"en": "answered", "de": "beantwortet"},
}
_INTERACTIONS: Mapping[Form, str] = MappingProxyType({
    Form.ONE: "choice",
    Form.SEVERAL: "choice",
    Form.ORDER: "sequencing",
    Form.TYPED: "fill-in",
    Form.WRITTEN: "long-fill-in",
})  # fmt: skip
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"


def statement(answer: Answer, home: str) -> dict[str, Any]:
    """Return the statement about one answer; `home` is the site's address, which ends in a slash.

    It is made of the stored answer alone, not of the bank: an LRS refuses a known id with other content, and
    items change. Its id follows from the trainee's pseudonym, the item, its version and the time.
    """
    activity = f"{home}quiz/items/{answer.item}/{answer.version}"
    return {
        "id": str(_id(answer, home)),
        "actor": {"objectType": "Agent", "account": {"homePage": home, "name": answer.trainee}},
        "verb": _ANSWERED,
        "object": {
            "objectType": "Activity",
            "id": activity,
            "definition": _definition(answer),
        },
        "result": _result(answer),
        "context": _context(answer, home),
        "timestamp": _stamp(answer),
    }


def _definition(answer: Answer) -> dict[str, Any]:
    """Return what kind of question it was and what was right, as far as that was stored with the answer.

    Old answers have it not; of them, what is right is known from those that are.
    """
    definition: dict[str, Any] = {"type": _INTERACTION, "interactionType": _INTERACTIONS[answer.type.form]}
    known = answer.accepted or ((answer.option,) if answer.is_right else ())
    pattern = [found for one in known if (found := _response(answer, one))]
    return {**definition, "correctResponsesPattern": pattern} if pattern else definition


def _response(answer: Answer, option: str) -> str:
    """Return an answer as xAPI writes it; of a written reply only the ticked points are known, not the text."""
    if answer.type.form is Form.WRITTEN:
        return ""
    if answer.type.form in {Form.SEVERAL, Form.ORDER}:
        return option.replace(",", "[,]")
    return option


def _id(answer: Answer, home: str) -> UUID:
    attempt = f"{answer.trainee}/{answer.item}/{answer.version}/{_stamp(answer)}"
    return uuid5(uuid5(NAMESPACE_URL, home), attempt)


def _stamp(answer: Answer) -> str:
    return answer.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _result(answer: Answer) -> dict[str, Any]:
    """Return what came of it; “unsure” is an answer without a response."""
    points = 1 if answer.is_right else 0
    result: dict[str, Any] = {
        "success": answer.is_right,
        "completion": True,
        "score": {"scaled": points, "raw": points, "min": 0, "max": 1},
        "duration": f"PT{max(0.0, answer.seconds):.2f}S",
    }
    response = _response(answer, answer.option)
    return {**result, "response": response} if response else result


def _context(answer: Answer, home: str) -> dict[str, Any]:
    places = {
        "parent": [f"{home}quiz/articles/{answer.article}"] if answer.article else [],
        "grouping": [f"{home}quiz/topics/{answer.topic}"] if answer.topic else [],
    }
    return {
        "platform": "kbtool",
        "language": answer.lang,
        "contextActivities": {
            kind: [{"objectType": "Activity", "id": name} for name in names]
            for kind, names in places.items()
            if names
        },
        "extensions": {f"{home}xapi/{name}": value for name, value in _extensions(answer).items()},
    }


def _extensions(answer: Answer) -> dict[str, Any]:
    said: dict[str, Any] = {"type": answer.type.value, "scored": answer.is_scored}
    if answer.type.form is Form.WRITTEN and answer.option:
        said["points"] = answer.option.split(",")
    return said


def line(answer: Answer, home: str) -> str:
    """Return a statement as one line of JSON, its end included."""
    return json.dumps(statement(answer, home), ensure_ascii=False, sort_keys=True) + "\n"


def count(lines: Iterable[str]) -> int:
    """Return how many different statements lines hold.

    Raises ValueError for a line that is none.
    """
    found: set[UUID] = set()
    for number, text in enumerate(lines, start=1):
        try:
            found.add(UUID(json.loads(text)["id"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise ValueError(f"line {number} is no statement") from None
    return len(found)
