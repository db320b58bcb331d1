"""Choosing the items of one round: different articles first, topics interleaved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from kbtool.model.quiz import Item, Status


def askable(items: Iterable[Item]) -> list[Item]:
    """Return the items a person vouches for; where there are none, the drafts."""
    found = [item for item in items if item.status not in {Status.STALE, Status.RETIRED}]
    return [item for item in found if item.status.is_scored] or found


def draw(items: Sequence[Item], count: int, rng: Random) -> list[Item]:
    """Return up to `count` items in the order to ask them.

    A second item of an article comes only after every article has had one, and neighbours differ in topic where
    that can be: interleaved practice is kept longer. The same items and the same state of `rng` give the same
    round.
    """
    shuffled = rng.sample(list(items), len(items))
    turns = Counter[str]()
    ranked: list[tuple[int, int, Item]] = []
    for item in shuffled:
        ranked.append((turns[item.article], len(ranked), item))
        turns[item.article] += 1
    chosen = [item for _, _, item in sorted(ranked, key=lambda entry: entry[:2])][:count]
    return list(interleaved(chosen))


def interleaved(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items, each time one of the topic with most left that is not the last one."""
    left: dict[str, list[Item]] = {}
    for item in items:
        left.setdefault(item.topic, []).append(item)
    last = ""
    while left:
        others = [topic for topic in left if topic != last] or list(left)
        last = max(others, key=lambda topic: len(left[topic]))
        yield left[last].pop(0)
        if not left[last]:
            del left[last]
