"""Whether steps can be done in one order only, as far as words can show it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kbtool.quiz.gate.forms import shows_place
from kbtool.quiz.shelf import Entry, Shelf, Step
from kbtool.quiz.text import ended, jaccard, plain, sentences

FEWEST, MOST = 3, 5
_GENERIC_ARTICLES = 2
_ALIKE = 0.5
_SHORTEST, _TELLING, _LONGEST = 16, 40, 190
_ASIDE = re.compile(r"[:;]\s")
_ACTS = (
    r"(?:klicken|tippen|wählen|suchen|markieren|setzen|stellen|schalten|tragen|geben|fügen|bestätigen|speichern"
    r"|senden|entfernen|löschen|ziehen|kürzen|erlauben|füllen|blättern|übernehmen|gehen|wechseln|merken|notieren"
    r"|melden\s+sie\s+sich"
    r"|click|tap|choose|select|pick|search|find|tick|turn|set|enter|type|add|confirm|save|send|remove|delete|drag"
    r"|paste|allow|fill|scroll|expand|erase|shorten|go|switch|note|sign\s+in)\b"
)
# A step that is a case of its own: a condition, one of several devices, an alternative, another role, a rule.
_CASE = re.compile(
    r"(?:if|when|unless|otherwise|still|without|for|on\s+an?|no|not|do\s+not|never|leave|keep|wait|check"
    r"|compare|look|see|report|ask|tell|call|phone|you\s+as"
    r"|falls|wenn|sonst|bei|beim|bleibt|besteht|fehlt|ist|sind|steht|stehen|kommt|erscheint|verschwindet|gelingt"
    r"|reicht|reagiert|tritt|soll(?:en|te)?|müssen|brauchen|kein\w*|für|damit|warten|prüfen|sehen|schauen|lassen"
    r"|melden\s+sie\s+(?:dem|uns)|bitten|rufen|das\s+team|der\s+(?:gast|support)|wir|we|the\s+\w+\s+team)\b"
    r"|[^.]{0,60}\?|.*\b(?:alternativ|oder\s+sie|instead|statt)"
    rf"|(?!{_ACTS})[^.:?!]{{1,40}}:\s",
    re.IGNORECASE,
)
# What leads on to something else, so that what follows needs it.
_LEADS = re.compile(
    r"\b(?:öffnen|gehen|wechseln|klicken|tippen|wählen|suchen|markieren|wischen|drücken|scannen|kopieren|melden"
    r"|open|go|switch|click|tap|choose|select|pick|search|find|press|scan|copy|type|scroll|swipe|expand|sign)\b",
    re.IGNORECASE,
)
# What can only be done where something led to; “In the menu bar, …” may stand before it.
_INSIDE = re.compile(
    rf"(?:(?:in|on|under|below|next\s+to|at)\b[^,:.]{{1,40}},?\s)?(?:{_ACTS}"
    r"|open\s+(?:the\s+)?\w*\s?(?:tab|list|entry|menu|tile)\b|open\s+(?:\w+\s)?>"
    r"|öffnen\s+sie\s+(?:den|die|das|im|in\s+der)\s+(?:\w+\s)?(?:registerkarte|liste|eintrag|menü|kachel)\b)",
    re.IGNORECASE,
)
_MENU = re.compile(r"(?:open|öffnen\s+sie)\b.*", re.IGNORECASE)
_SETTINGS = re.compile(r"einstellungen|settings|preferences", re.IGNORECASE)
# What ends a dialogue.
_ENDS = re.compile(r"(?:bestätigen|speichern|senden|confirm|save|send)\b", re.IGNORECASE)
_OPPOSITES = tuple(
    (re.compile(rf"\b{first}", re.IGNORECASE), re.compile(rf"\b{then}", re.IGNORECASE))
    for first, then in (
        ("trennen", "verbinden"), ("verbinden", "trennen"), ("beenden", "starten"), ("entfernen", "hinzufügen"),
        ("entfernen", "fügen"), ("ignorieren", "wählen"), ("sperren", "entsperren"), ("kopieren", "fügen"),
        ("aus(?:schalten)?", "ein(?:schalten)?"), ("anhalten|halten", "starten"), ("abziehen", "stecken"),
        ("disconnect", "connect"), ("connect", "disconnect"), ("quit", "start"), ("remove", "add"),
        ("forget", "pick|join"), ("lock", "unlock"), ("unplug", "plug"), ("copy", "paste"), ("stop", "start"),
        ("erase", "copy"), ("turn off", "turn on"),
    )
)  # fmt: skip


def windows(entry: Entry, shelf: Shelf) -> Iterator[tuple[Step, ...]]:
    """Yield the longest run of steps from each step on whose order is settled."""
    steps = entry.steps
    for start in range(len(steps) - FEWEST + 1):
        for size in range(min(MOST, len(steps) - start), FEWEST - 1, -1):
            if is_settled(steps[start : start + size], shelf):
                yield steps[start : start + size]
                break


def is_settled(run: Sequence[Step], shelf: Shelf) -> bool:
    """Whether all stand alone, none tells its place, no two are alike, and each needs the one before it."""
    return (
        all(_stands_alone(step, shelf) for step in run)
        and all(
            jaccard(one.stems, other.stems) <= _ALIKE for n, one in enumerate(run) for other in run[n + 1 :]
        )
        and all(needs(after, before) for before, after in pairwise(run))
    )


def text(step: Step) -> str:
    """Return a step as it is shown: the start of its first sentence, or as many as say something."""
    first = sentences(step.text)[0]
    head = _ASIDE.split(first, maxsplit=1)[0]
    if len(plain(head)) >= _TELLING and head.count("(") == head.count(")"):
        return ended(head)
    return first if len(plain(first)) >= _SHORTEST else step.short


def _stands_alone(step: Step, shelf: Shelf) -> bool:
    shown = plain(text(step))
    gives_away = _CASE.match(shown) or shows_place(shown)
    return len(shown) <= _LONGEST and not gives_away and not shelf.is_generic(step, _GENERIC_ARTICLES)


def needs(after: Step, before: Step) -> bool:
    """Whether a step can only be done when the one before it is done.

    It undoes it, ends what it began, or acts where it led to.
    """
    first, then = plain(text(before)), plain(text(after))
    if any(one.search(first) and other.match(then) for one, other in _OPPOSITES) or _ENDS.match(then):
        return True
    leads = bool(_LEADS.search(first))
    goes_deeper = _MENU.match(then) and _SETTINGS.search(first) and not _SETTINGS.search(then)
    return leads and bool(_INSIDE.match(then) or goes_deeper)
