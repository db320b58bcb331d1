"""What is shown after the answer: the explanation, a model, and a list of steps, texts or points with reasons.

Formats that have no place for a model, a checklist or the reason of a step carry them here, in parts that are
known by their class, so that they are found again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kbtool.model.quiz import Form
from kbtool.quiz.exchange import foreign, markup, rich
from kbtool.quiz.exchange.markup import element, escape
from kbtool.quiz.exchange.record import Choice, Question
from kbtool.quiz.exchange.words import words

_MODEL, _LIST = "kbtool-model", "kbtool-list"


@dataclass(frozen=True, slots=True)
class Solution:
    """The parts of a solution; `entries` are the options it lists, none of them marked as right."""

    explanation: str = ""
    model: str = ""
    entries: tuple[Choice, ...] = ()

    def reasoned(self, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        """Return options with the reasons the solution lists for them, where it lists as many."""
        if len(self.entries) != len(choices):
            return tuple(choices)
        pairs = zip(choices, self.entries, strict=True)
        return tuple(Choice(one.text, one.why or entry.why, is_key=one.is_key) for one, entry in pairs)

    def checklist(self) -> tuple[Choice, ...]:
        """Return the listed options as the points of a checklist."""
        return tuple(Choice(entry.text, entry.why, is_key=True) for entry in self.entries)


def html(asked: Question, pictures: str = "", *, is_whole: bool = False) -> str:
    """Return the solution as HTML; `pictures` goes before the names of pictures.

    The list is left out where it says nothing that the question itself does not, unless it `is_whole`.
    """
    made = rich.html(asked.explanation, pictures)
    if asked.model:
        heading = _heading(words(asked.lang).model)
        made += element("div", heading + rich.html(asked.model, pictures), {"class": _MODEL})
    is_needed = asked.form is Form.WRITTEN or any(choice.why for choice in asked.choices)
    if asked.form in words(asked.lang).lists and (is_needed or is_whole):
        made += _listed(asked, pictures)
    return made


def _heading(text: str) -> str:
    return element("p", element("strong", escape(text)))


def _listed(asked: Question, pictures: str) -> str:
    entries = "".join(_entry(choice, asked.form, pictures) for choice in asked.choices)
    heading = _heading(words(asked.lang).lists[asked.form])
    return element(
        "div", heading + element("ol" if asked.form is Form.ORDER else "ul", entries), {"class": _LIST}
    )


def _entry(choice: Choice, form: Form, pictures: str) -> str:
    text = (
        element("p", element("code", escape(choice.text)))
        if form is Form.TYPED
        else rich.html(choice.text, pictures)
    )
    why = element("blockquote", rich.html(choice.why, pictures)) if choice.why else ""
    return element("li", text + why)


def read(text: str, pictures: str = "") -> Solution:
    """Return the parts of a solution; HTML of others is all explanation."""
    try:
        return of_element(markup.fragment(text), pictures)
    except (ET.ParseError, ValueError, IndexError, RecursionError):
        return Solution(foreign.from_html(text, pictures))


def of_element(root: ET.Element, pictures: str = "") -> Solution:
    """Return the parts of a solution that `html` wrote; raises a ValueError for what it does not write."""
    parts = {part.get("class", ""): part for part in root if part.get("class") in {_MODEL, _LIST}}
    for part in parts.values():
        root.remove(part)
    model, listed = parts.get(_MODEL), parts.get(_LIST)
    return Solution(
        rich.from_element(root, pictures),
        _body(model, pictures) if model is not None else "",
        tuple(_choice(one, pictures) for one in listed.iter("li")) if listed is not None else (),
    )


def _body(part: ET.Element, pictures: str) -> str:
    part.remove(part[0])
    return rich.from_element(part, pictures)


def _choice(entry: ET.Element, pictures: str) -> Choice:
    quote = entry.find("blockquote")
    if quote is not None:
        entry.remove(quote)
    why = "" if quote is None else rich.from_element(quote, pictures)
    return Choice(rich.from_element(entry, pictures), why)
