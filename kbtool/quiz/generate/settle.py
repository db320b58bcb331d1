"""Items whose options are given: nothing is chosen but some wrong ones of a pool."""

from collections.abc import Iterator

from kbtool.model.quiz import Item, Option, fingerprint
from kbtool.quiz.generate.proposal import Settled, item_of


def settle(proposal: Settled, before: Item | None) -> Item:
    """Return the item of a proposal; one that was there `before` keeps what it has of the pool."""
    options = [*proposal.options, *_of_pool(proposal, before)]
    if proposal.is_mixed:
        options.sort(key=lambda option: fingerprint([str(proposal.slot), option.text]))
    return item_of(proposal, options)


def _of_pool(proposal: Settled, before: Item | None) -> Iterator[Option]:
    kept = {option.origin for option in before.distractors} if before else set()
    for choice in sorted(proposal.pool, key=lambda one: one.origin not in kept)[: proposal.wanted]:
        yield Option("", choice.texts[0], choice.why, origin=choice.origin)
