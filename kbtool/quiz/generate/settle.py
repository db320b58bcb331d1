"""Items whose options are given: nothing is chosen but some wrong ones of a pool."""

from collections.abc import Iterator

from kbtool.model.quiz import Item, Option, fingerprint
from kbtool.quiz.generate.proposal import Settled


def settle(proposal: Settled, before: Item | None) -> Item:
    """Return the item of a proposal; one that was there `before` keeps what it has of the pool."""
    slot, article = proposal.slot, proposal.entry.article
    options = [*proposal.options, *_of_pool(proposal, before)]
    if proposal.is_mixed:
        options.sort(key=lambda option: fingerprint([str(slot), option.text]))
    return Item(
        id="",
        type=slot.type,
        lang=article.lang,
        article=article.id,
        ordinal=slot.ordinal,
        topic=article.category,
        level=article.level,
        stem=proposal.stem,
        options=tuple(
            Option("abcdefgh"[place], option.text, option.why, option.is_key, option.origin)
            for place, option in enumerate(options)
        ),
        explanation=proposal.explanation,
    )


def _of_pool(proposal: Settled, before: Item | None) -> Iterator[Option]:
    kept = {option.origin for option in before.distractors} if before else set()
    for choice in sorted(proposal.pool, key=lambda one: one.origin not in kept)[: proposal.wanted]:
        yield Option("", choice.texts[0], choice.why, origin=choice.origin)
