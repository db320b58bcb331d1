"""Items of type match: which article answers these words of a requester."""

from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Slot
from kbtool.quiz.generate.phrases import inner, phrases
from kbtool.quiz.generate.proposal import Choice, Kind, Proposal, rivals, spares, turn
from kbtool.quiz.limits import DEFAULT
from kbtool.quiz.shelf import Entry, Shelf
from kbtool.quiz.text import plain


def propose(entry: Entry, shelf: Shelf) -> Iterator[Proposal]:
    """Yield one item for each phrasing; the options are titles."""
    say = phrases(entry.lang)
    key = Choice(entry.id, (entry.article.title,), _why(say.match_right, entry))
    pool = tuple(
        Choice(
            other.id,
            (other.article.title,),
            _why(say.match_wrong, other),
            nearness,
            is_sibling=other.topic == entry.topic,
        )
        for other, nearness in rivals(entry, shelf, DEFAULT.ambiguous)
    )
    for ordinal, phrase in turn(entry.phrases, 0):
        stem = say.match_stem.format(phrase=inner(phrase, entry.lang))
        inputs = (phrase, words(shelf, entry.id, entry.lang))
        yield Proposal(
            Slot(entry.id, ItemType.MATCH, ordinal),
            entry,
            stem,
            key,
            (*pool, *spares(ItemType.MATCH, entry, shelf)),
            inputs,
        )


def _why(sentence: str, entry: Entry) -> str:
    return sentence.format(title=inner(entry.article.title, entry.lang), problem=plain(entry.problem))


def words(shelf: Shelf, origin: str, lang: str) -> str:  # noqa: ARG001 - titles have one language
    """Return the title and the problem of an article."""
    entry = shelf.entries.get(origin)
    return f"{entry.article.title}\n{entry.problem}" if entry else ""


MATCH = Kind(ItemType.MATCH, propose, words)
