"""The answers of a GIFT question as Moodle reads them, for every form."""

import re
from collections.abc import Iterator

from kbtool.model.quiz import Form
from kbtool.quiz.exchange import grades, rich
from kbtool.quiz.exchange.gift_text import escaped
from kbtool.quiz.exchange.record import Question

# Moodle looks for a weight anywhere in an answer, so “50%–60%” would be cut off there.
_WEIGHT = re.compile(r"%(?=-?\d)")
_FEWEST_PAIRS = 3


def lines(asked: Question) -> Iterator[str]:
    """Yield the lines between the braces, without the solution; a written answer has none."""
    if asked.form is Form.ORDER:
        yield from _pairs(asked)
    elif asked.form is Form.TYPED:
        yield from (f"\t={_typed(choice.text)}" for choice in asked.choices)
    elif asked.form is not Form.WRITTEN:
        for sign, choice in zip(_signs(asked), asked.choices, strict=True):
            why = f"#{html(choice.why)}" if choice.why else ""
            yield f"\t{sign}{html(choice.text)}{why}"


def _signs(asked: Question) -> Iterator[str]:
    if asked.form is Form.ONE:
        yield from ("=" if choice.is_key else "~" for choice in asked.choices)
    else:
        are_keys = tuple(choice.is_key for choice in asked.choices)
        yield from (f"~%{weight}%" for weight in grades.weights(are_keys))


def _pairs(asked: Question) -> Iterator[str]:
    """Yield each step with its number; an LMS without questions of order has them matched.

    Moodle stops an import at fewer than three pairs, so two steps get a third number that fits none.
    """
    for number, choice in enumerate(asked.choices, start=1):
        yield f"\t={html(choice.text)} -> {number}"
    for number in range(len(asked.choices) + 1, _FEWEST_PAIRS + 1):
        yield f"\t= -> {number}"


def _typed(text: str) -> str:
    """Return an accepted text; what looks like a weight or a format of its own gets an explicit one before."""
    weight = "%100%" if _WEIGHT.search(text) else ""
    kind = "[plain]" if text.startswith("[") else ""
    return weight + kind + escaped(wild(text))


def wild(text: str) -> str:
    r"""Return a text as Moodle's short answers have it, where an asterisk stands for anything.

    >>> wild("del *.tmp"), tame(r"del \*.tmp")
    ('del \\*.tmp', 'del *.tmp')
    """
    return text.replace("*", r"\*")


def tame(text: str) -> str:
    """Return a text as it was before `wild`."""
    return text.replace(r"\*", "*")


def is_wild(text: str) -> bool:
    r"""Whether a short answer accepts more than one text.

    >>> is_wild("del *.tmp"), is_wild(r"del \*.tmp")
    (True, False)
    """
    return re.search(r"(?<!\\)\*", text) is not None


def html(text: str) -> str:
    """Return Markdown as GIFT's HTML."""
    return marked(rich.html(text))


def marked(made: str) -> str:
    """Return HTML as GIFT has it, on one line and with nothing that Moodle takes for a weight."""
    return f"[html]{escaped(_WEIGHT.sub('&#37;', made))}"


def unwritable(asked: Question) -> str:
    """Return why GIFT cannot carry a question; empty if it can."""
    is_pair = asked.form is Form.TYPED and any("->" in choice.text for choice in asked.choices)
    return "GIFT takes “->” in a typed answer for a pair to match" if is_pair else ""
