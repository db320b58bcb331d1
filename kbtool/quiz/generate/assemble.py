"""From a proposal to an item: take the best wrong options that pass the gate, and place the key."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kbtool.model.quiz import SPARE, Item, Option, Slot, Source, fingerprint
from kbtool.quiz.gate.run import errors
from kbtool.quiz.generate.choose import Try, tries
from kbtool.quiz.generate.kinds import KINDS
from kbtool.quiz.generate.proposal import GENERATOR, Choice, Proposal, Settled, item_of, spare_words
from kbtool.quiz.generate.settle import settle
from kbtool.quiz.generate.tally import Tally
from kbtool.quiz.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Refusal:
    """A slot that could not be filled, with the codes of what stood against the best try."""

    slot: Slot
    reasons: tuple[str, ...]


def assemble(
    proposal: Proposal | Settled,
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
    if isinstance(proposal, Settled):
        made = replace(settle(proposal, before), id=id_ or (before.id if before else ""))
        return _settled(made, proposal, shelf, tally, rejected)
    keep = _origins(before) if before else frozenset()
    fair, leaky = tries(proposal, tally, keep)
    for tried in fair:
        item = replace(_item(proposal, tried, tally, before), id=id_ or (before.id if before else ""))
        if next(_objections(item, shelf, tally, rejected), None) is None:
            return replace(item, source=source(item, proposal, shelf))
    for tried in (fair or leaky)[:1]:
        best = _item(proposal, tried, tally, before)
        reasons = [*dict.fromkeys(_objections(best, shelf, tally, rejected)), *(() if fair else ("leaky",))]
        return Refusal(proposal.slot, tuple(reasons))
    return Refusal(proposal.slot, ("too-few-distractors",))


def _settled(
    item: Item, proposal: Settled, shelf: Shelf, tally: Tally, rejected: Collection[str]
) -> Item | Refusal:
    reasons = tuple(dict.fromkeys(_objections(item, shelf, tally, rejected)))
    return Refusal(proposal.slot, reasons) if reasons else replace(item, source=source(item, proposal, shelf))


def _objections(item: Item, shelf: Shelf, tally: Tally, rejected: Collection[str]) -> Iterator[str]:
    """Yield the codes of what stands against an item, one after the other."""
    yield from errors(item, shelf, tally.limits)
    if tally.leaks_with(item):
        yield "quiz-leak"
    if item.triple in rejected:
        yield "rejected"


def _item(proposal: Proposal, tried: Try, tally: Tally, before: Item | None) -> Item:
    options = list(zip(tried.texts, (proposal.key, *tried.chosen), strict=True))
    return item_of(
        proposal,
        [
            Option("", text, choice.why, is_key=choice is proposal.key, origin=choice.origin)
            for text, choice in _placed(options, proposal, tally, before)
        ],
    )


def _placed(
    chosen: list[tuple[str, Choice]], proposal: Proposal, tally: Tally, before: Item | None
) -> Sequence[tuple[str, Choice]]:
    """Return options in order: as they were, or as chance has it with the key where it was least often."""
    slot, key = proposal.slot, chosen[0]
    chosen.sort(key=lambda made: fingerprint([str(slot), made[1].origin]))
    if before is not None and _origins(before) == {made[1].origin for made in chosen if made is not key}:
        order = [option.origin for option in before.options]
        chosen.sort(key=lambda made: order.index(made[1].origin) if made[1].origin in order else len(order))
        return chosen
    chosen.remove(key)
    chosen.insert(tally.position(slot.type, len(chosen) + 1, int(fingerprint(str(slot)), 16)), key)
    return chosen


def _origins(item: Item) -> frozenset[str]:
    return frozenset(option.origin for option in item.distractors)


def source(item: Item, proposal: Proposal | Settled, shelf: Shelf) -> Source:
    """Return the fingerprints of what the item is made from and of its words."""
    return Source(source_sha256(item, proposal, shelf), item.text_sha256, GENERATOR)


def source_sha256(item: Item, proposal: Proposal | Settled | None, shelf: Shelf) -> str:
    """Return the fingerprint of the words of all articles the item uses; what is gone counts as empty."""
    origins = sorted(option.origin for option in item.distractors if option.origin)
    own = proposal.inputs if proposal else ()
    return fingerprint([own, [[origin, _words(item, origin, shelf)] for origin in origins]])


def _words(item: Item, origin: str, shelf: Shelf) -> str:
    if origin.startswith(SPARE):
        return spare_words(shelf, origin)
    return KINDS[item.type].words(shelf, origin, item.lang) if item.type in KINDS else ""
