"""Items of type next: which step comes first, or after the one that is done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kbtool.model.quiz import ItemType, Slot
from kbtool.quiz.generate.phrases import inner, phrases
from kbtool.quiz.generate.proposal import MAX_OPTION, Choice, Kind, Proposal, rivals, spares
from kbtool.quiz.limits import DEFAULT
from kbtool.quiz.shelf import Entry, Shelf, Step
from kbtool.quiz.text import ended, jaccard, plain

_FEWEST_STEPS = 3
# Of a neighbour so many steps at most come into question, those that share most words with the stem.
_PER_NEIGHBOUR = 2
# These steps hang on one before them, or are for another role, so they cannot stand alone.
_DEPENDENT = re.compile(
    r"(?:if|when|still|otherwise|without|on an?|no\s|not\s|under\s|you\s+as\s+a\s+user"
    r"|falls|dort|hier|sie|there|wenn|sonst|bleibt|steht|ist|soll(?:en)?|reagiert|keine?|fehlt|müssen|brauchen|beim?|kehrt|damit"
    r"|besteht|administrator|the\s+\w+\s+team|(?:2nd|3rd|second|third)\s+level"
    r"|(?:der|das|die)\s+(?:team|support|2nd|3rd|gast|eigenschaft))\b"
    r"|.*\b(?:step|schritt)\s+\d|\w+\s+(?:sie\s+)?(?:it|them|es|ihn|yours)\b|.*:\s+net\s",
    re.IGNORECASE,
)


def propose(entry: Entry, shelf: Shelf) -> Iterator[Proposal]:
    """Yield one item for each step but the last, which only says that it worked."""
    if len(entry.steps) < _FEWEST_STEPS or not entry.phrases:
        return
    fitting = _Fitting(entry, shelf)
    for step in entry.steps[:-1]:
        if not shelf.is_generic(step, DEFAULT.generic_articles) and _texts(step):
            yield _proposal(entry, step, fitting)


def _proposal(entry: Entry, step: Step, fitting: "_Fitting") -> Proposal:
    say = phrases(entry.lang)
    phrase = inner(entry.phrases[(step.number - 1) % len(entry.phrases)], entry.lang)
    if step.number == 1:
        done, stem = "", say.first_stem.format(phrase=phrase)
    else:
        done = ended(entry.steps[step.number - 2].short)
        stem = say.next_stem.format(phrase=phrase, done=done)
    why = say.next_right.format(number=step.number, title=inner(entry.article.title, entry.lang))
    return Proposal(
        Slot(entry.id, ItemType.NEXT, step.number),
        entry,
        stem,
        Choice(f"{entry.id}#{step.number}", _texts(step), why),
        (*_pool(step, fitting), *spares(ItemType.NEXT, entry, fitting.shelf)),
        (phrase, done, step.text, entry.article.title, entry.article.summary),
        plain(entry.article.summary),
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """A step as a wrong option; `distance` is how little it is about the same as the article."""

    distance: float
    number: int
    choice: Choice


@dataclass(frozen=True)
class _Fitting:
    """The steps of neighbours that may be wrong options for any step of an article."""

    entry: Entry
    shelf: Shelf

    @cached_property
    def steps(self) -> tuple[list[_Fit], ...]:
        """The steps that fit, apart for each neighbour."""
        return tuple(
            [self._fit(other, step, nearness) for step in other.steps[:-1] if self._fits(step)]
            for other, nearness in rivals(self.entry, self.shelf, DEFAULT.ambiguous)
            if other.phrases
        )

    def _fits(self, step: Step) -> bool:
        """Whether a step stands alone and is no step of the article itself, however it puts them."""
        if not _texts(step) or self.shelf.is_generic(step, DEFAULT.generic_articles) or _depends(step.text):
            return False
        return all(jaccard(step.stems, own.stems) <= DEFAULT.own_step for own in self.entry.steps)

    def _fit(self, other: Entry, step: Step, nearness: float) -> _Fit:
        lang = self.entry.lang
        title, phrase = inner(other.article.title, lang), inner(other.phrases[0], lang)
        why = phrases(lang).next_wrong.format(number=step.number, title=title, phrase=phrase)
        is_sibling = other.topic == self.entry.topic
        choice = Choice(f"{other.id}#{step.number}", _texts(step), why, nearness, is_sibling=is_sibling)
        return _Fit(-self.shelf.weigh(lang, step.stems & self.entry.about), step.number, choice)


@lru_cache(maxsize=20_000)
def _depends(text: str) -> bool:
    return bool(_DEPENDENT.match(plain(text)))


def _pool(key: Step, fitting: _Fitting) -> Iterator[Choice]:
    """Yield the steps of each neighbour that are nearest to the article, and at the nearest place in it."""
    for steps in fitting.steps:
        fit = sorted(steps, key=lambda one: (one.distance, abs(one.number - key.number)))
        yield from (one.choice for one in fit[:_PER_NEIGHBOUR])


def _texts(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in (step.short, step.text) if len(text) <= MAX_OPTION))


def words(shelf: Shelf, origin: str, lang: str) -> str:  # noqa: ARG001 - steps have one language
    """Return the step of an article and what the reason quotes."""
    name, _, number = origin.partition("#")
    entry = shelf.entries.get(name)
    if entry is None or not number.isdigit() or not 0 < int(number) <= len(entry.steps):
        return ""
    return "\n".join([entry.steps[int(number) - 1].text, entry.article.title, *entry.phrases[:1]])


NEXT = Kind(ItemType.NEXT, propose, words)
