"""What the bank holds so far, so that the next item evens out positions, cues and distractors."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kbtool.model.quiz import Form, Item, ItemType
from kbtool.quiz.gate.bank import Leaks
from kbtool.quiz.gate.typed import TypedLeaks
from kbtool.quiz.limits import Limits
from kbtool.quiz.solvers import SOLVERS, Counts, Puzzle, hit, puzzle

_NOTHING = Counts({}, {}, {})
# The solvers that look at one item alone, so that choosing other distractors changes what they find.
EVENED = ("longest", "stem-overlap", "centre", "odd-one-out", "most-specific")


@dataclass(slots=True)
class Tally:
    """Counts over the items of a bank, by type."""

    limits: Limits
    leaks: Leaks
    typed: TypedLeaks = field(default_factory=TypedLeaks)
    items: Counter[ItemType] = field(default_factory=Counter)
    hits: dict[ItemType, dict[str, float]] = field(
        default_factory=lambda: defaultdict(lambda: dict.fromkeys(EVENED, 0.0))
    )
    positions: dict[ItemType, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    distractors: Counter[tuple[ItemType, str]] = field(default_factory=Counter)
    keys: Counter[tuple[ItemType, str]] = field(default_factory=Counter)
    texts: Counter[tuple[ItemType, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, items: Iterable[Item], limits: Limits) -> "Tally":
        """Count the items of a bank."""
        tally = cls(limits, Leaks(limits))
        for item in items:
            tally.add(item)
        return tally

    def add(self, item: Item) -> None:
        """Count one more item."""
        self.leaks.add(item)
        self.typed.add(item)
        self._count(item, 1)

    def leaks_with(self, item: Item) -> bool:
        """Whether the item tells the answer of another one, or another one its answer."""
        chosen = (self.leaks.from_key(item), self.leaks.into_stem(item))
        typed = (self.typed.from_answer(item), self.typed.into_stem(item))
        return any(True for found in (*chosen, *typed) for _ in found)

    def remove(self, item: Item) -> None:
        """Count an item no longer; another one will fill its slot."""
        self._count(item, -1)

    def _count(self, item: Item, by: int) -> None:
        if item.form is not Form.ONE:
            return
        self.items[item.type] += by
        for name, found in cue_hits(puzzle(item)).items():
            self.hits[item.type][name] += by * found
        self.positions[item.type][next(n for n, option in enumerate(item.options) if option.is_key)] += by
        self.keys[item.type, item.key.origin] += by
        for option in item.options:
            self.texts[item.type, option.text] += by
        for option in item.distractors:
            self.distractors[item.type, option.origin] += by

    def rarity(self, one: Puzzle) -> float:
        """Return the chance to pick the item's key as the text that occurs least in the bank."""
        return hit(SOLVERS["rarest"](one, Counts(self.texts, {}, {})), one.key)

    def unevenness(self, one: Puzzle) -> float:
        """Return how much further the solvers would be from chance with this item (negative: nearer).

        For each solver with the excess e = hits - items / options so far, the item adds d = its hit - 1 /
        options; the sum of the squares changes by (e + d)² - e² = 2·e·d + d². With e = 2 (six hits among twelve
        items of three options) an item it misses gives 2·2·(-1/3) + 1/9 = -1.22.
        """
        chance = 1 / len(one.texts)
        total = 0.0
        for name, found in cue_hits(one).items():
            excess = self.hits[one.type][name] - self.items[one.type] * chance
            step = found - chance
            total += 2 * excess * step + step * step
        return total

    def position(self, kind: ItemType, options: int, tie: int) -> int:
        """Return the position that held the key least often; `tie` decides between equal ones."""
        counts = self.positions[kind]
        least = min(counts[place] for place in range(options))
        free: Sequence[int] = [place for place in range(options) if counts[place] == least]
        return free[tie % len(free)]


def cue_hits(one: Puzzle) -> dict[str, float]:
    """Return the chance of each evened solver to pick the item's key."""
    return {name: hit(SOLVERS[name](one, _NOTHING), one.key) for name in EVENED}
