"""Typed answers that can be read elsewhere: found by words, in one pass over the stems."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kbtool.model.quiz import Form, Item
from kbtool.quiz.text import words

Words = tuple[str, ...]
Pairs = dict[str, list[tuple[Item, Words]]]


def stands_in(answer: Words, stem: Words) -> bool:
    """Return whether an answer's words stand in a stem one behind the other.

    >>> stands_in(("net", "use"), ("type", "net", "use", "now")), stands_in(("use", "net"), ("net", "use"))
    (True, False)
    """
    starts = range(len(stem) - len(answer) + 1)
    return any(stem[start : start + len(answer)] == answer for start in starts)


def answers(item: Item) -> tuple[Words, ...]:
    """Return the words of every text that is accepted; none if the item is not answered by typing.

    What is left of a text such as “⌘I”, a single letter, stands in many stems and tells nothing.
    """
    texts = item.options if item.form is Form.TYPED else ()
    found = dict.fromkeys(tuple(words(option.text)) for option in texts)
    return tuple(answer for answer in found if len("".join(answer)) > 1)


@dataclass(slots=True)
class TypedLeaks:
    """Finds accepted texts in stems of the same language, both indexed by word.

    An answer is looked up by its rarest word, so the time grows with the stems that hold this word.
    """

    answers: Pairs = field(default_factory=lambda: defaultdict(list))
    stems: Pairs = field(default_factory=lambda: defaultdict(list))

    def add(self, item: Item) -> None:
        """Take an item into account."""
        for answer in answers(item):
            self.answers[answer[0]].append((item, answer))
        stem = tuple(words(item.stem))
        for word in dict.fromkeys(stem):
            self.stems[word].append((item, stem))

    def from_answer(self, item: Item) -> Iterator[Item]:
        """Yield the other items whose stem tells what is to be typed here, each once."""
        told: set[str] = set()
        for answer in answers(item):
            rarest = min((self.stems.get(word, []) for word in answer), key=len)
            for other, stem in rarest:
                if other.id not in told and _differs(item, other) and stands_in(answer, stem):
                    told.add(other.id)
                    yield other

    def into_stem(self, item: Item) -> Iterator[Item]:
        """Yield the other items whose answer stands in this item's stem."""
        stem = tuple(words(item.stem))
        for word in dict.fromkeys(stem):
            for other, answer in self.answers.get(word, ()):
                if _differs(item, other) and stands_in(answer, stem):
                    yield other


def _differs(item: Item, other: Item) -> bool:
    return item.id != other.id and item.lang == other.lang
