"""Whether an answer is right, for every form of question; the quiz pages do the same in `quiz-forms.js`.

An answer is one text: the id of an option, ids joined by commas, or what was typed. It is stored in the form
that `canonical` gives it, so that equal answers are counted together.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kbtool.model.quiz import Form, Item, Option, fingerprint

LONGEST = 120
_MARKS = str.maketrans(
    {"„": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "‚": "'", "‐": "-", "‑": "-", "–": "-"}
)
_PLUS = re.compile(r" *\+ *")
_WRAPPED = re.compile(r"""^(["'`]+)(.*)\1$""")


def typed(text: str) -> str:
    r"""Return a typed command, path or number as it is compared: spaces, quotes and capitals do not count.

    Compatibility characters are folded (NFKC), typographic quotes and dashes become plain ones, runs of white
    space one space; quotes around the whole, and full stops, semicolons and slashes at its end are dropped, as
    often as there are any. What comes out stays as it is when it is given again.

    >>> typed("  IPCONFIG   /flushdns. "), typed("“C:\\Temp\\”"), typed("Windows + L")
    ('ipconfig /flushdns', 'c:\\temp', 'windows+l')
    """
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    text = _PLUS.sub("+", " ".join(small.translate(_MARKS).split()))
    while (bare := _WRAPPED.sub(r"\2", text).strip(" ").rstrip(".;/\\ ")) != text:
        text = bare
    return text


def stored(text: str) -> str:
    """Return a typed text as it is stored: as it is compared, at most 120 characters."""
    return typed(typed(text)[:LONGEST])


def canonical(item: Item, given: str) -> str:
    """Return an answer as it is stored; raises ValueError for one that the item cannot have.

    Several ids are sorted as the item lists them, those in order stay; an empty answer means “don't know”.
    """
    if not given.strip():
        return ""
    if item.form is Form.TYPED:
        return stored(given)
    chosen = [name.strip() for name in given.split(",")]
    known = [option.id for option in item.options]
    if not set(chosen) <= set(known) or len(set(chosen)) < len(chosen):
        raise ValueError("unknown option")
    if item.form is Form.ONE and len(chosen) > 1:
        raise ValueError("more than one option")
    if item.form is Form.ORDER:
        if len(chosen) < len(known):
            raise ValueError("not all of the steps")
        return ",".join(chosen)
    return ",".join(sorted(chosen, key=known.index))


def is_right(item: Item, given: str) -> bool:
    """Return whether a canonical answer is right.

    Every right option and no wrong one, all options in their order, or one of the accepted texts; of a reply
    every point of its checklist.
    """
    if item.form is Form.TYPED:
        return given in {stored(option.text) for option in item.options}
    return given == right_answer(item)


def accepted(item: Item) -> tuple[str, ...]:
    """Return every canonical answer that is right; none for a reply, whose text no checklist is."""
    if item.form is Form.TYPED:
        return tuple(dict.fromkeys(stored(option.text) for option in item.options))
    return () if item.form is Form.WRITTEN else (right_answer(item),)


def right_answer(item: Item) -> str:
    """Return the right answer; where several texts are accepted, the first."""
    if item.form is Form.TYPED:
        return item.options[0].text
    return _joined(item.options if item.form is Form.ORDER else [one for one in item.options if one.is_key])


def shown(item: Item, given: str) -> str:
    """Return an answer in words: the texts of the options, or what was typed; empty for “don't know”."""
    if item.form is Form.TYPED:
        return given
    texts = {option.id: option.text for option in item.options}
    return " → ".join(_texts(texts, given)) if item.form is Form.ORDER else "; ".join(_texts(texts, given))


def _texts(texts: dict[str, str], given: str) -> Sequence[str]:
    return [texts[name] for name in given.split(",") if name in texts]


def _joined(options: Iterable[Option]) -> str:
    return ",".join(option.id for option in options)


def asked(item: Item) -> tuple[Option, ...]:
    """Return the options in the order in which they are shown: mixed where their order is the answer.

    The same version of an item is always shown in the same order, and never in the right one.
    """
    if item.form is not Form.ORDER:
        return item.options
    mixed = sorted(item.options, key=lambda option: fingerprint([item.id, item.version, option.text]))
    if tuple(mixed) == item.options:
        mixed = [*mixed[1:], mixed[0]]
    return tuple(mixed)
