"""Items of type next: which step comes first, or after the one that is done."""

import re
from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Slot
from kbtool.quiz.generate.phrases import inner, phrases
from kbtool.quiz.generate.proposal import MAX_OPTION, Choice, Kind, Proposal, rivals
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
    for step in entry.steps[:-1]:
        if not shelf.is_generic(step, DEFAULT.generic_articles) and _texts(step):
            yield _proposal(entry, step, shelf)


def _proposal(entry: Entry, step: Step, shelf: Shelf) -> Proposal:
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
        tuple(_pool(entry, step, shelf)),
        (phrase, done, step.text, entry.article.title, entry.article.summary),
        plain(entry.article.summary),
    )


def _pool(entry: Entry, key: Step, shelf: Shelf) -> Iterator[Choice]:
    """Yield steps of neighbours that are no step of the article itself, however it puts them."""
    say = phrases(entry.lang)
    for other, nearness in rivals(entry, shelf, DEFAULT.ambiguous):
        fit = [step for step in other.steps[:-1] if _is_foreign(step, entry, shelf) and _texts(step)]
        fit.sort(
            key=lambda step: (-shelf.weigh(entry.lang, step.stems & entry.about), abs(step.number - key.number))
        )
        for step in fit[:_PER_NEIGHBOUR] if other.phrases else ():
            yield Choice(
                f"{other.id}#{step.number}",
                _texts(step),
                say.next_wrong.format(
                    number=step.number,
                    title=inner(other.article.title, entry.lang),
                    phrase=inner(other.phrases[0], entry.lang),
                ),
                nearness,
                is_sibling=other.topic == entry.topic,
            )


def _is_foreign(step: Step, entry: Entry, shelf: Shelf) -> bool:
    if shelf.is_generic(step, DEFAULT.generic_articles) or _DEPENDENT.match(plain(step.text)):
        return False
    return all(jaccard(step.stems, own.stems) <= DEFAULT.own_step for own in entry.steps)


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
