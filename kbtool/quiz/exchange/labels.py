"""Labels: what a question is about, for formats that know only tags, as `lang:de` or `type:match`."""

from collections.abc import Iterable
from typing import Any

from kbtool.model.quiz import ItemType
from kbtool.quiz.exchange.record import Question

_TEXTS = ("lang", "article", "topic")
_NUMBERS = ("version", "level")


def of(asked: Question) -> tuple[str, ...]:
    """Return the labels of a question, without those it does not say.

    >>> of(Question("?", (), lang="de", type=ItemType.MATCH, version=2))
    ('lang:de', 'type:match', 'version:2')
    """
    said = {
        "lang": asked.lang,
        "type": asked.type.value if asked.type else "",
        "article": asked.article,
        "topic": asked.topic,
        "level": str(asked.level or ""),
        "version": str(asked.version or ""),
    }
    return tuple(f"{name}:{value}" for name, value in said.items() if value)


def read(labels: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a question that labels name; other people's tags are passed over.

    >>> read(["lang:en", "level:2", "level:high", "klausur"])
    {'lang': 'en', 'level': 2}
    """
    fields: dict[str, Any] = {}
    for label in labels:
        name, _, value = label.partition(":")
        if name in _TEXTS and value:
            fields.setdefault(name, value)
        elif name in _NUMBERS and value.isdecimal() and int(value) > 0:
            fields.setdefault(name, int(value))
        elif name == "type" and value in {kind.value for kind in ItemType}:
            fields.setdefault(name, ItemType(value))
    return fields
