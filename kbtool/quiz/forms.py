"""Two forms of one exam: no item in common, but the same facts as far as the bank has them."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from kbtool.model.quiz import Item, fingerprint
from kbtool.quiz.draw import interleaved


@dataclass(frozen=True, slots=True)
class Forms:
    """The items of both forms, pair by pair; `same_facts` counts the pairs that ask the same fact."""

    a: tuple[Item, ...]
    b: tuple[Item, ...]
    same_facts: int

    def form(self, name: str) -> tuple[Item, ...]:
        """Return form A or B."""
        return self.a if name == "A" else self.b


# What the two items of a pair have in common, the closest likeness first.
_LIKENESS: tuple[Callable[[Item], Hashable], ...] = (
    lambda item: (item.article, item.type),
    lambda item: (item.topic, item.type, item.level),
    lambda item: (item.topic, item.type),
)


def parallel(items: Sequence[Item], count: int) -> Forms:
    """Return two forms of up to `count` items each.

    Pairs ask the same fact (article and type) where it has two items; the rest is filled with pairs of one
    topic, type and level, then of one topic and type. The same bank gives the same forms on every machine, so
    that everybody sits the same pre-test and the same post-test; which item of a pair goes where is decided by
    their ids, so neither form is the harder one by design.
    """
    pairs = _pairs(items)
    chosen = _spread(pairs, count)
    turned = [pair if number % 2 == 0 else pair[::-1] for number, pair in enumerate(chosen)]
    by_first = {first.id: second for first, second in turned}
    first = tuple(interleaved([pair[0] for pair in turned]))
    same = sum(one.article == other.article and one.type == other.type for one, other in turned)
    return Forms(first, tuple(by_first[item.id] for item in first), same)


def _pairs(items: Sequence[Item]) -> list[tuple[Item, Item]]:
    left = sorted(items, key=lambda item: fingerprint(item.id))
    pairs: list[tuple[Item, Item]] = []
    for likeness in _LIKENESS:
        found = list(_paired(left, likeness))
        pairs += found
        used = {item.id for pair in found for item in pair}
        left = [item for item in left if item.id not in used]
    return pairs


def _paired(items: Sequence[Item], likeness: Callable[[Item], Hashable]) -> Iterator[tuple[Item, Item]]:
    waiting: dict[Hashable, Item] = {}
    for item in items:
        other = waiting.pop(likeness(item), None)
        if other is None:
            waiting[likeness(item)] = item
        else:
            yield other, item


def _spread(pairs: Sequence[tuple[Item, Item]], count: int) -> list[tuple[Item, Item]]:
    """Return `count` pairs, one of each topic in turn; within a topic the closest pairs first."""
    topics: dict[str, list[tuple[Item, Item]]] = {}
    for pair in pairs:
        topics.setdefault(pair[0].topic, []).append(pair)
    chosen: list[tuple[Item, Item]] = []
    while topics and len(chosen) < count:
        for topic in sorted(topics):
            chosen.append(topics[topic].pop(0))
            if not topics[topic]:
                del topics[topic]
    return chosen[:count]
