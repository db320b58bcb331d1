"""What a type of item offers for one slot: a stem, the key, and wrong options to choose from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kbtool.model.quiz import Item, ItemType, Option, Slot
from kbtool.quiz.generate.never import NEVER
from kbtool.quiz.shelf import Entry, Shelf, conflict
from kbtool.quiz.text import jaccard

# Rises when the wording changes, so that old items can be told from new ones.
GENERATOR = 1
MAX_OPTION = 240
_READABLE = 210


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible option.

    `texts` are wordings of it, the best first; `why` says why it is wrong (or right, for a key); `nearness`
    is the similarity of its article (0 to 1), `is_fixed` makes it an option of every item of the slot,
    `is_spare` one for want of a neighbour.
    """

    origin: str
    texts: tuple[str, ...]
    why: str
    nearness: float = 0.0
    is_sibling: bool = False
    is_fixed: bool = False
    is_spare: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A slot with all that can fill it.

    `pool` holds the wrong options, the best first; `inputs` are the words of the article that stem, key and
    reasons are made of, so that a change of them is noticed.
    """

    slot: Slot
    entry: Entry
    stem: str
    key: Choice
    pool: tuple[Choice, ...]
    inputs: tuple[str, ...]
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A slot whose options the article gives: nothing is left to choose but some of the `pool`.

    `options` are in the order of the bank if that matters, `is_mixed` if it does not; `wanted` of the pool join
    them, those that the item had before first.
    """

    slot: Slot
    entry: Entry
    stem: str
    options: tuple[Option, ...]
    inputs: tuple[str, ...]
    explanation: str = ""
    pool: tuple[Choice, ...] = ()
    wanted: int = 0
    is_mixed: bool = False


def item_of(proposal: Proposal | Settled, options: Iterable[Option]) -> Item:
    """Return the item of a proposal with these options, which get their letters in this order."""
    slot, article = proposal.slot, proposal.entry.article
    return Item(
        id="",
        type=slot.type,
        lang=article.lang,
        article=article.id,
        ordinal=slot.ordinal,
        topic=article.category,
        level=article.level,
        stem=proposal.stem,
        options=tuple(replace(option, id="abcdefgh"[place]) for place, option in enumerate(options)),
        explanation=proposal.explanation,
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """How one type of item is made.

    `propose` yields a proposal for every ordinal of an article, in the order they should be tried; `words`
    returns the words an option of this origin is made of, empty where its source is gone.
    """

    type: ItemType
    propose: Callable[[Entry, Shelf], Iterator[Proposal | Settled]]
    words: Callable[[Shelf, str, str], str]


def turn(phrases: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    """Yield numbered phrasings from another start for each type, so that one article's items differ.

    >>> list(turn(["a", "b", "c"], 1))
    [(2, 'b'), (3, 'c'), (1, 'a')]
    """
    for offset in range(len(phrases)):
        place = (start + offset) % len(phrases)
        yield place + 1, phrases[place]


def rivals(entry: Entry, shelf: Shelf, most: float) -> Iterator[tuple[Entry, float]]:
    """Yield neighbours that are not about nearly the same complaint (`most` is the highest overlap allowed)."""
    for other, nearness in shelf.neighbours(entry):
        if not conflict(entry.article, other.article) and jaccard(entry.symptoms, other.symptoms) <= most:
            yield other, nearness


def spares(kind: ItemType, entry: Entry, shelf: Shelf) -> Iterator[Choice]:
    """Yield what people wrote for items of this type, for the article's category first."""
    fit = [
        one
        for one in shelf.spares
        if one.type is kind and one.lang == entry.lang and one.topic in {"", entry.topic}
    ]
    for one in sorted(fit, key=lambda spare: not spare.topic):
        yield Choice(one.origin, (one.text,), one.why, is_spare=True)


def spare_words(shelf: Shelf, origin: str) -> str:
    """Return the words of a spare answer, empty where nobody has written it (any more)."""
    known = (*shelf.spares, *chain.from_iterable(NEVER.values()))
    return next((f"{one.text}\n{one.why}" for one in known if one.origin == origin), "")


def wordings(sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the whole text and its first sentence, the whole first unless it takes long to read.

    >>> wordings(["Der Akku ist leer.", "Er lädt nicht mehr."])
    ('Der Akku ist leer. Er lädt nicht mehr.', 'Der Akku ist leer.')
    """
    if not sentences:
        return ()
    whole, first = " ".join(sentences), sentences[0]
    texts = (whole, first) if len(whole) <= _READABLE else (first, whole)
    return tuple(dict.fromkeys(text for text in texts if len(text) <= MAX_OPTION))
