"""Checks that compare the items of a bank with each other."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kbtool.model.quiz import Form, Item, ItemType
from kbtool.quiz.gate.look import Look
from kbtool.quiz.limits import Limits
from kbtool.quiz.text import words

Words = tuple[str, ...]


@dataclass(slots=True)
class Leaks:
    """Finds keys that stand word for word in the stem of another item of the same language.

    Both are found by runs of their first words, so the time grows with the text, not with the square of the
    items.
    """

    limits: Limits
    keys: dict[Words, list[tuple[Item, Words]]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[Words, list[tuple[Item, Words]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, item: Item) -> None:
        """Take an item into account."""
        key = self._key(item)
        if key:
            self.keys[key[: self.limits.leak_words]].append((item, key))
        for run in self._runs(item):
            self.stems[run[: self.limits.leak_words]].append((item, run))

    def from_key(self, item: Item) -> Iterator[Item]:
        """Yield the items whose stem holds this item's key."""
        key = self._key(item)
        for other, run in self.stems.get(key[: self.limits.leak_words], ()) if key else ():
            if _tells(item, other) and run[: len(key)] == key:
                yield other

    def into_stem(self, item: Item) -> Iterator[Item]:
        """Yield the items whose key stands in this item's stem."""
        for run in self._runs(item):
            for other, key in self.keys.get(run[: self.limits.leak_words], ()):
                if _tells(other, item) and run[: len(key)] == key:
                    yield other

    def _key(self, item: Item) -> Words:
        has_key = item.form is Form.ONE and item.type is not ItemType.TRIAGE
        key = tuple(words(item.key.text)) if has_key else ()
        return key if len(key) >= self.limits.leak_words else ()

    def _runs(self, item: Item) -> Iterator[Words]:
        stem = tuple(words(item.stem))
        for start in range(len(stem) - self.limits.leak_words + 1):
            yield stem[start:]


def _tells(item: Item, other: Item) -> bool:
    """Whether the other item's stem may tell this item's key; a contrast names titles without an answer."""
    is_named = item.type is ItemType.MATCH and other.type is ItemType.CONTRAST
    return item.id != other.id and item.lang == other.lang and not is_named


def leaks(looks: Sequence[Look]) -> Iterator[tuple[Item, str]]:
    """Yield items whose key can be read in the stem of another item."""
    if not looks:
        return
    found = Leaks(looks[0].limits)
    for look in looks:
        found.add(look.item)
    for look in looks:
        for other in found.from_key(look.item):
            yield look.item, f"the key stands in the stem of {other.id}"


def reuse(looks: Sequence[Look]) -> Iterator[tuple[Item, str]]:
    """Yield items with a distractor that recurs too often in items of one type; teams are a closed list."""
    used: Counter[tuple[ItemType, str, str]] = Counter()
    for look in looks:
        if look.item.type is ItemType.TRIAGE or look.item.form is not Form.ONE:
            continue
        for option in look.item.distractors:
            place = (look.item.type, look.item.lang, option.text)
            used[place] += 1
            if used[place] > look.limits.reuse:
                yield look.item, f"option {option.id} is used {used[place]} times among items of this type"
