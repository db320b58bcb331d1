"""Finding the few signatures that can be like one, without comparing it with all."""

from collections import defaultdict
from collections.abc import Iterable

from kbtool.drafting.signature import Likeness, Weighed, Weights, compare

# Only the heaviest words of a text look for others, and only words that are not everywhere.
_LOOKING = 12
_COMMONEST, _COMMON_SHARE = 60, 50
_COMPARED = 12


class Neighbours:
    """Signatures indexed by the heavy words of their requests and answers."""

    def __init__(self, weights: Weights, texts: int) -> None:
        """Take the weights; `texts` is how many there are in all."""
        self._weights = weights
        self._most = max(_COMMONEST, texts // _COMMON_SHARE)
        self._items: list[Weighed] = []
        self._index: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, item: Weighed) -> int:
        """Make a signature findable and return its number."""
        number = len(self._items)
        self._items.append(item)
        for key in self._keys(item):
            self._index[key].append(number)
        return number

    def _keys(self, item: Weighed) -> Iterable[tuple[str, str]]:
        heavy = {
            name
            for vector in (item.asked, item.answered)
            for name in sorted(vector, key=lambda name: (-vector[name], name))[:_LOOKING]
        }
        return [(item.lang, name) for name in heavy if self._weights.rare(item.lang, name, most=self._most)]

    def nearest(self, item: Weighed) -> list[tuple[Likeness, int]]:
        """Return the most similar signatures with their numbers, closest first."""
        shared: dict[int, float] = defaultdict(float)
        for key in self._keys(item):
            weight = max(item.asked.get(key[1], 0.0), item.answered.get(key[1], 0.0))
            for number in self._index.get(key, ()):
                shared[number] += weight
        chosen = sorted(shared, key=lambda number: (-shared[number], number))[:_COMPARED]
        found = [(compare(item, self._items[number]), number) for number in chosen]
        return sorted(found, key=lambda pair: (-pair[0].total, pair[1]))
