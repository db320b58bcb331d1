"""Items of type contrast: what tells a problem from one that looks like it."""

from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Slot, fingerprint
from kbtool.quiz.generate.phrases import inner, phrases
from kbtool.quiz.generate.proposal import Choice, Kind, Proposal, rivals, spares, wordings
from kbtool.quiz.limits import DEFAULT
from kbtool.quiz.shelf import Entry, Shelf
from kbtool.quiz.text import jaccard, plain, stems

_SHORTEST = 40
_SHARED = 0.2
_NEAR_AFAR = 0.15
_SENTENCES = 2
_ORDINALS = 999


def propose(entry: Entry, shelf: Shelf) -> Iterator[Proposal]:
    """Yield one item for each article that can be mixed up with this one, the nearest first.

    The ordinal is made of the other article's id, so that a new neighbour does not renumber the items there
    are; of two with the same number the nearer one counts.
    """
    near = sorted(rivals(entry, shelf, DEFAULT.ambiguous), key=lambda pair: -pair[1])
    taken: set[int] = set()
    for other, nearness in near:
        ordinal = int(fingerprint(other.id)[:8], 16) % _ORDINALS + 1
        is_told_apart = telling(entry, other) and telling(other, entry)
        if is_mixed_up(entry, other, nearness) and ordinal not in taken and is_told_apart:
            taken.add(ordinal)
            yield _proposal(entry, other, ordinal, near, shelf)


def is_mixed_up(entry: Entry, other: Entry, nearness: float) -> bool:
    """Whether people take one for the other: of one category, or very much alike."""
    least = DEFAULT.contrast_near if entry.topic == other.topic else _NEAR_AFAR
    return nearness >= least


def _proposal(
    entry: Entry, other: Entry, ordinal: int, near: list[tuple[Entry, float]], shelf: Shelf
) -> Proposal:
    say, lang = phrases(entry.lang), entry.lang
    title, second = inner(entry.article.title, lang), inner(other.article.title, lang)
    pool = (_choice(rival, entry, nearness, is_fixed=rival is other) for rival, nearness in near)
    both = ((title, entry.article.summary), (second, other.article.summary))
    more = " ".join(say.contrast_more.format(title=name, summary=plain(text)) for name, text in both if text)
    key = _choice(entry, other, 1.0)
    return Proposal(
        Slot(entry.id, ItemType.CONTRAST, ordinal),
        entry,
        say.contrast_stem.format(title=title, other=second),
        key,
        (*(choice for choice in pool if choice.texts), *spares(ItemType.CONTRAST, entry, shelf)),
        (*entry.signs, entry.article.title, entry.article.summary, second, other.article.summary),
        more,
    )


def _choice(entry: Entry, other: Entry, nearness: float, *, is_fixed: bool = False) -> Choice:
    """Return the signs of an article as an option of an item about another one."""
    why = phrases(entry.lang).contrast_sign.format(title=inner(entry.article.title, entry.lang))
    is_sibling = entry.topic == other.topic
    return Choice(entry.id, telling(entry, other), why, nearness, is_sibling=is_sibling, is_fixed=is_fixed)


def telling(entry: Entry, other: Entry) -> tuple[str, ...]:
    """Return how the problem shows, in one sentence and in two, unless the other article shows it too."""
    signs = [sign for sign in entry.shown[:_SENTENCES] if not _shown(sign, other)]
    if not signs or signs[0] != entry.shown[0]:
        return ()
    return tuple(text for text in wordings(signs) if len(plain(text)) >= _SHORTEST)


def _shown(sign: str, other: Entry) -> bool:
    found = stems(sign, other.lang)
    return any(jaccard(found, stems(theirs, other.lang)) > _SHARED for theirs in other.signs)


def words(shelf: Shelf, origin: str, lang: str) -> str:  # noqa: ARG001 - signs have one language
    """Return the signs of an article and its title."""
    entry = shelf.entries.get(origin)
    return "\n".join([*entry.signs, entry.article.title]) if entry else ""


CONTRAST = Kind(ItemType.CONTRAST, propose, words)
