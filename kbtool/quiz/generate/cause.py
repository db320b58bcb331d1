"""Items of type cause: what is most likely behind these words of a requester."""

from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Slot
from kbtool.quiz.generate.phrases import inner, phrases
from kbtool.quiz.generate.proposal import Choice, Kind, Proposal, rivals, spares, turn, wordings
from kbtool.quiz.limits import DEFAULT
from kbtool.quiz.shelf import Entry, Shelf
from kbtool.quiz.text import plain

_START = 1


def propose(entry: Entry, shelf: Shelf) -> Iterator[Proposal]:
    """Yield one item for each phrasing of an article with a cause; the options are causes."""
    texts = wordings(entry.cause)
    if not texts:
        return
    say = phrases(entry.lang)
    more = plain(entry.article.summary)
    key = Choice(
        entry.id, texts, say.cause_right.format(title=inner(entry.article.title, entry.lang), more=more).strip()
    )
    pool = tuple(
        Choice(
            other.id,
            wordings(other.cause),
            say.cause_wrong.format(
                title=inner(other.article.title, entry.lang), phrase=inner(other.phrases[0], entry.lang)
            ),
            nearness,
            is_sibling=other.topic == entry.topic,
        )
        for other, nearness in rivals(entry, shelf, DEFAULT.ambiguous)
        if wordings(other.cause) and other.phrases
    )
    for ordinal, phrase in turn(entry.phrases, _START):
        stem = say.cause_stem.format(phrase=inner(phrase, entry.lang))
        inputs = (phrase, *entry.cause, entry.article.title, entry.article.summary)
        yield Proposal(
            Slot(entry.id, ItemType.CAUSE, ordinal),
            entry,
            stem,
            key,
            (*pool, *spares(ItemType.CAUSE, entry, shelf)),
            inputs,
        )


def words(shelf: Shelf, origin: str, lang: str) -> str:  # noqa: ARG001 - causes have one language
    """Return the cause of an article and what the reason quotes."""
    entry = shelf.entries.get(origin)
    if entry is None or not entry.cause:
        return ""
    return "\n".join([*entry.cause, entry.article.title, *entry.phrases[:1]])


CAUSE = Kind(ItemType.CAUSE, propose, words)
