"""From a proposal to an item: choose two distractors and their wording, place the key, pass the gate."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from kbtool.model.quiz import Item, Option, Slot, Source, fingerprint
from kbtool.quiz.gate.look import ARTICLE_TYPES
from kbtool.quiz.gate.run import examine
from kbtool.quiz.generate.kinds import KINDS
from kbtool.quiz.generate.proposal import GENERATOR, Choice, Proposal
from kbtool.quiz.generate.tally import Tally, cue_hits
from kbtool.quiz.shelf import Shelf
from kbtool.quiz.text import plain

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
class Refusal:
    """A slot that could not be filled, with the codes of what stood against the best try."""

    slot: Slot
    reasons: tuple[str, ...]


def assemble(
    proposal: Proposal,
    shelf: Shelf,
    tally: Tally,
    rejected: Collection[str],
    *,
    before: Item | None = None,
    id_: str = "",
) -> Item | Refusal:
    """Return the best item that passes the gate and was not rejected before, or why there is none.

    An item that was there `before` keeps its id, and its options as far as they still fit.
    """
    reasons: tuple[str, ...] = ()
    tries = sorted(_tries(proposal, shelf, tally, before), key=lambda made: made[0])
    for _, tried in tries:
        item = replace(tried, id=id_ or tried.id)
        found = [finding.code for finding in examine(item, shelf, tally.limits) if finding.is_error]
        if any(tally.leaks.from_key(item)) or any(tally.leaks.into_stem(item)):
            found.append("quiz-leak")
        if item.triple in rejected:
            found.append("rejected")
        if _is_leaky(item):
            found.append("leaky")
        if not found:
            return item
        reasons = reasons or tuple(found)
    return Refusal(proposal.slot, reasons or ("too-few-distractors",))


def _is_leaky(item: Item) -> bool:
    """Whether the key alone shares most words with the stem.

    Key and stem come from one article, so this cue survives every choice of wrong options; only leaving such
    items out removes it. A key that shares as many words as another option is no cue.
    """
    return item.type in ARTICLE_TYPES and cue_hits(item)["stem-overlap"] == 1


def _tries(proposal: Proposal, shelf: Shelf, tally: Tally, before: Item | None) -> Iterator[tuple[float, Item]]:
    """Yield items with their scores, the lower the better."""
    for pair in _pairs(proposal.pool):
        kept = before is not None and _origins(before) == {choice.origin for choice in pair}
        near = sum(choice.nearness for choice in pair)
        far = sum(not choice.is_sibling and not choice.is_fixed for choice in pair)
        used = sum(tally.distractors[proposal.slot.type, choice.origin] ** 2 for choice in pair)
        for texts in _wordings(proposal, pair, tally.limits.length_ratio):
            item = _item(proposal, pair, texts, tally, before)
            item = replace(item, source=source(item, proposal, shelf))
            words = sum(
                choice.texts.index(text) for choice, text in zip((proposal.key, *pair), texts, strict=True)
            )
            cost = _USED * used + _FAR * far + _WORDS * words - _NEAR * near - _KEPT * kept
            yield cost + _EVEN * tally.unevenness(item) + _RARE * tally.rarity(item), item


def _pairs(pool: Sequence[Choice]) -> Iterator[tuple[Choice, ...]]:
    """Yield pairs of the nearest choices: with the fixed ones if any, with a sibling if there is one."""
    fixed = [choice for choice in pool if choice.is_fixed]
    siblings = [choice for choice in pool if choice.is_sibling]
    far = [choice for choice in pool if not choice.is_fixed and not choice.is_sibling]
    others = sorted(
        (one for one in far if one.nearness >= _LEAST_NEAR or fixed), key=lambda choice: -choice.nearness
    )
    nearest = (fixed + siblings[: _POOL - 2] + others)[:_POOL]
    for pair in combinations(nearest, _DISTRACTORS):
        same_source = len({choice.origin.partition("#")[0] for choice in pair}) < _DISTRACTORS
        if same_source or (fixed and fixed[0] not in pair):
            continue
        if siblings and not any(choice.is_sibling for choice in pair):
            continue
        yield pair


def _wordings(proposal: Proposal, pair: Sequence[Choice], ratio: float) -> Iterator[tuple[str, ...]]:
    """Yield wordings of key and distractors that are about equally long, or one if there are none."""
    combined = list(product(proposal.key.texts, *(choice.texts for choice in pair)))
    even = [texts for texts in combined if _is_even([len(plain(text)) for text in texts], ratio)]
    yield from even or combined[:1]


def _is_even(lengths: Sequence[int], ratio: float) -> bool:
    key, others = lengths[0], lengths[1:]
    return key <= ratio * max(others) and key * ratio >= min(others)


def _item(
    proposal: Proposal, pair: Sequence[Choice], texts: Sequence[str], tally: Tally, before: Item | None
) -> Item:
    slot, article = proposal.slot, proposal.entry.article
    chosen = [(texts[0], proposal.key), *zip(texts[1:], pair, strict=True)]
    chosen.sort(key=lambda made: fingerprint([str(slot), made[1].origin]))
    if before is not None and _origins(before) == {choice.origin for choice in pair}:
        order = [option.origin for option in before.options]
        chosen.sort(key=lambda made: order.index(made[1].origin) if made[1].origin in order else len(order))
    else:
        key = next(made for made in chosen if made[1] is proposal.key)
        chosen.remove(key)
        chosen.insert(tally.position(slot.type, _DISTRACTORS + 1, int(fingerprint(str(slot)), 16)), key)
    return Item(
        id=before.id if before else "",
        type=slot.type,
        lang=article.lang,
        article=article.id,
        ordinal=slot.ordinal,
        topic=article.category,
        level=article.level,
        stem=proposal.stem,
        options=tuple(
            Option("abcd"[place], text, choice.why, is_key=choice is proposal.key, origin=choice.origin)
            for place, (text, choice) in enumerate(chosen)
        ),
        explanation=proposal.explanation,
    )


def _origins(item: Item) -> set[str]:
    return {option.origin for option in item.distractors}


def source(item: Item, proposal: Proposal, shelf: Shelf) -> Source:
    """Return the fingerprints of what the item is made from and of its words."""
    return Source(source_sha256(item, proposal, shelf), item.text_sha256, GENERATOR)


def source_sha256(item: Item, proposal: Proposal | None, shelf: Shelf) -> str:
    """Return the fingerprint of the words of all articles the item uses; what is gone counts as empty."""
    kind = KINDS[item.type]
    origins = sorted(option.origin for option in item.distractors if option.origin)
    own = proposal.inputs if proposal else ()
    return fingerprint([own, [[origin, kind.words(shelf, origin, item.lang)] for origin in origins]])
