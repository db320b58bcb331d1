"""The thresholds of the item gate, as data; the figures are those of the reference page of the quiz format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What an item and a bank may look like.

    Lengths are ratios of characters, overlaps are Jaccard indexes of word stems (0 to 1).
    """

    options_min: int = 3
    options_max: int = 4
    # A key longer than this many times the longest distractor gives itself away, and so does one shorter than
    # the shortest divided by it.
    length_ratio: float = 1.3
    # Fewer characters than this make no length that shows, whatever the ratio.
    length_slack: int = 12
    near_duplicate: float = 0.7
    # So many more stems shared with the stem than the best distractor shares.
    stem_repeat: int = 2
    own_step: float = 0.5
    ambiguous: float = 0.34
    # A step whose very words stand in so many articles belongs to none of them.
    generic_articles: int = 2
    same_category: int = 1
    reuse: int = 3
    # A key of so many words can leak into another item's stem; shorter ones occur anyway.
    leak_words: int = 4
    # The chance of blaming a solver that only guesses, before it is divided by the number of tests.
    alpha: float = 0.05
    # Below so many items of a type a share says nothing.
    solver_items: int = 8


DEFAULT = Limits()
# The generator has others to choose from, so it keeps its options further apart than people must.
GENERATED = Limits(near_duplicate=0.5)
