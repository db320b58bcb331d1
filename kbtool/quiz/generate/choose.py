"""Which wrong options an item could have and in which words, the best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kbtool.model.quiz import ItemType
from kbtool.quiz.gate.look import ARTICLE_TYPES
from kbtool.quiz.generate.proposal import Choice, Proposal
from kbtool.quiz.generate.tally import Tally
from kbtool.quiz.limits import Limits
from kbtool.quiz.solvers import Puzzle, overlaps
from kbtool.quiz.text import plain, stems

_DISTRACTORS = 2
_POOL = 7
# An article of another category that is less like this one makes an option nobody would choose.
_LEAST_NEAR = 0.05
# How much a distractor's nearness, its use elsewhere, another category, a second-best wording and the evenness
# of the bank weigh.
_NEAR, _USED, _FAR, _WORDS, _EVEN = 15.0, 1.0, 1.2, 0.4, 0.35
# How much it counts that the key would be the rarest text of the bank.
_RARE = 5.0
# More than all of them: an item that is made anew keeps its distractors if it can.
_KEPT = 1000.0


@dataclass(frozen=True, slots=True)
class Try:
    """Wrong options, and the wordings of the key and of each of them; the lower the cost the better."""

    cost: float
    chosen: tuple[Choice, ...]
    texts: tuple[str, ...]


def tries(proposal: Proposal, tally: Tally, keep: frozenset[str]) -> tuple[list[Try], list[Try]]:
    """Return the fair ways to fill a slot, the best first, and those whose key gives itself away.

    Wrong options that `keep` names come first. Key and stem are of one article, so whatever the others are, the
    key tends to share most words with the stem; only leaving such items out removes the cue. A key that shares
    as many words as another option is none.
    """
    fair, leaky = [], []
    worth = {one.origin: _worth(proposal, one, tally) + _KEPT * (one.origin in keep) for one in proposal.pool}
    for chosen in _groups(sorted(proposal.pool, key=lambda one: -worth[one.origin]), tally.limits):
        base = -sum(worth[choice.origin] for choice in chosen)
        for texts in _wordings(proposal, chosen, tally.limits.length_ratio):
            puzzle = _puzzle(proposal, texts)
            if _is_leaky(puzzle):
                leaky.append(Try(base, chosen, texts))
                continue
            later = sum(one.texts.index(text) for one, text in zip((proposal.key, *chosen), texts, strict=True))
            even = _EVEN * tally.unevenness(puzzle) + _RARE * tally.rarity(puzzle)
            fair.append(Try(base + _WORDS * later + even, chosen, texts))
    return sorted(fair, key=lambda one: one.cost), leaky


def _worth(proposal: Proposal, choice: Choice, tally: Tally) -> float:
    """Return how much a wrong option is worth: near articles are, those that serve often already are less.

    A team should be wrong about as often as it is right, or the busiest team is the better guess.
    """
    is_far = not choice.is_sibling and not choice.is_fixed
    place = proposal.slot.type, choice.origin
    used = tally.distractors[place] - (tally.keys[place] if place[0] is ItemType.TRIAGE else 0)
    return _NEAR * choice.nearness - _USED * used * abs(used) - _FAR * is_far


def _puzzle(proposal: Proposal, texts: tuple[str, ...]) -> Puzzle:
    lang = proposal.entry.lang
    found = tuple(stems(text, lang) for text in texts)
    return Puzzle(proposal.slot.type, proposal.entry.id, stems(proposal.stem, lang), texts, found, key=0)


def _is_leaky(puzzle: Puzzle) -> bool:
    key, *others = overlaps(puzzle)
    return puzzle.type in ARTICLE_TYPES and key > max(others)


def _groups(pool: Sequence[Choice], limits: Limits) -> Iterator[tuple[Choice, ...]]:
    """Yield groups of the first choices: with the first fixed one if any, with a sibling if there is one.

    Where siblings are scarce, answers that people wrote fill up.
    """
    count = min(max(_DISTRACTORS, limits.options_min - 1), limits.options_max - 1)
    fixed = [choice for choice in pool if choice.is_fixed]
    siblings = [choice for choice in pool if choice.is_sibling]
    far = [choice for choice in pool if not (choice.is_fixed or choice.is_sibling or choice.is_spare)]
    others = [one for one in far if one.nearness >= _LEAST_NEAR or fixed]
    best = (fixed + siblings[: _POOL - 2] + others)[:_POOL]
    if len(siblings) < count:
        best += [choice for choice in pool if choice.is_spare][:count]
    for chosen in combinations(best, count):
        same_source = len({choice.origin.partition("#")[0] for choice in chosen}) < count
        if same_source or (fixed and fixed[0] not in chosen):
            continue
        if siblings and not any(choice.is_sibling for choice in chosen):
            continue
        yield chosen


def _wordings(proposal: Proposal, chosen: Sequence[Choice], ratio: float) -> Iterator[tuple[str, ...]]:
    """Yield wordings of key and distractors that are about equally long, or one if there are none."""
    combined = list(product(proposal.key.texts, *(choice.texts for choice in chosen)))
    even = [texts for texts in combined if _is_even([len(plain(text)) for text in texts], ratio)]
    yield from even or combined[:1]


def _is_even(lengths: Sequence[int], ratio: float) -> bool:
    key, others = lengths[0], lengths[1:]
    return key <= ratio * max(others) and key * ratio >= min(others)
