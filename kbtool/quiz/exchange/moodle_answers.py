"""The answers of a Moodle XML question: its type, its settings and its options, written and read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol
from xml.etree import ElementTree as ET

from kbtool.model.language import detect
from kbtool.model.quiz import Form
from kbtool.quiz.exchange import gift_answers, grades
from kbtool.quiz.exchange.gift_choices import TRUTH
from kbtool.quiz.exchange.markup import text_of
from kbtool.quiz.exchange.record import Choice, Question, line
from kbtool.quiz.exchange.solution import Solution

TYPES = MappingProxyType({
    Form.ONE: "multichoice",
    Form.SEVERAL: "multichoice",
    Form.ORDER: "matching",
    Form.TYPED: "shortanswer",
    Form.WRITTEN: "essay",
})  # fmt: skip
_CHOICE = {"shuffleanswers": "true", "answernumbering": "abc"}
SETTINGS = MappingProxyType({
    Form.ONE: {"single": "true", **_CHOICE},
    Form.SEVERAL: {"single": "false", **_CHOICE},
    Form.ORDER: {"shuffleanswers": "true"},
    Form.TYPED: {"usecase": "0"},
    Form.WRITTEN: {"responseformat": "editor", "responserequired": "1", "attachments": "0"},
})  # fmt: skip
KINDS = ("multichoice", "truefalse", "matching", "ordering", "shortanswer", "essay")
# Fewer pairs end Moodle’s import with a notice that is easily overlooked.
FEWEST_PAIRS = 3


class Texts(Protocol):
    """Reads the text of an element as Markdown and keeps its pictures."""

    def text(self, parent: ET.Element | None) -> str:
        """Return the Markdown of an element; empty for None."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found: `missing` says what kbtool has not, `wrong` what is unclear about the keys."""

    form: Form = Form.ONE
    choices: tuple[Choice, ...] = ()
    missing: str = ""
    wrong: str = ""


def fractions(asked: Question) -> tuple[str, ...]:
    """Return the weight of each option that is an answer."""
    are_keys = tuple(choice.is_key for choice in asked.choices)
    if asked.form is Form.SEVERAL:
        return grades.weights(are_keys)
    return tuple("100" if is_key else "0" for is_key in are_keys)


def take(found: ET.Element, reader: Texts, after: Solution, stem: str) -> Answers:
    """Return the options of a question of one of the `KINDS`."""
    kind = found.get("type", "")
    answers = found.findall("answer")
    if kind == "matching":
        return _matched(found.findall("subquestion"), reader, after)
    if kind == "ordering":
        choices = tuple(Choice(reader.text(one), reader.text(one.find("feedback"))) for one in _sorted(answers))
        return Answers(Form.ORDER, after.reasoned(choices))
    if kind == "shortanswer":
        return _typed(answers, reader, after)
    if kind == "essay":
        is_ours = after.model and after.entries
        missing = "" if is_ours else "no model answer with a checklist that kbtool could compare with"
        return Answers(Form.WRITTEN, after.checklist(), missing=missing)
    form = Form.SEVERAL if text_of(found, "single").casefold() in {"false", "0"} else Form.ONE
    return _chosen(answers, reader, form, _words(kind, stem))


def _words(kind: str, stem: str) -> dict[str, str]:
    """Return what the answers of a question of true and false are called in its language."""
    return dict(zip(("true", "false"), TRUTH[detect(stem, "en")], strict=True)) if kind == "truefalse" else {}


def _chosen(answers: Sequence[ET.Element], reader: Texts, form: Form, words: dict[str, str]) -> Answers:
    choices = []
    for answer in answers:
        text = reader.text(answer)
        is_key = _fraction(answer) > 0 if form is Form.SEVERAL else _fraction(answer) == grades.WHOLE
        why = reader.text(answer.find("feedback"))
        choices.append(Choice(words.get(text.casefold(), text), why, is_key=is_key))
    return Answers(form, tuple(choices), wrong=_partial(answers, form))


def _partial(answers: Sequence[ET.Element], form: Form) -> str:
    weights = tuple(_fraction(answer) for answer in answers)
    if form is Form.SEVERAL:
        is_clear = grades.are_whole(weights) or not any(weight > 0 for weight in weights)
        return "" if is_clear else "the weights of the right answers do not add up to 100 %"
    half = next((one for one in weights if 0 < one < grades.WHOLE), None)
    return "" if half is None else f"an answer is right by {half:g} %; kbtool knows right and wrong"


def _matched(pairs: Sequence[ET.Element], reader: Texts, after: Solution) -> Answers:
    """Return steps where each is matched with its number."""
    read = [(text_of(pair, "answer/text"), reader.text(pair)) for pair in pairs]
    asked = [(number, text) for number, text in read if text]
    steps = dict(asked)
    numbers = [str(number) for number in range(1, len(asked) + 1)]
    if set(steps) != set(numbers):
        return Answers(missing="pairs to match that are no steps with their numbers")
    return Answers(Form.ORDER, after.reasoned([Choice(steps[number]) for number in numbers]))


def _sorted(answers: Sequence[ET.Element]) -> Iterator[ET.Element]:
    """Yield the steps by their number, which stands where other questions have the weight."""
    yield from sorted(answers, key=_fraction)


def _typed(answers: Sequence[ET.Element], reader: Texts, after: Solution) -> Answers:
    """Return the accepted texts; answers of no weight only say why something is wrong."""
    accepted = [answer for answer in answers if _fraction(answer) > 0]
    texts = [answer.findtext("text") or "" for answer in accepted]
    if any(gift_answers.is_wild(text) for text in texts):
        return Answers(missing="a typed answer in which “*” stands for anything")
    choices = tuple(
        Choice(line(gift_answers.tame(text)), reader.text(answer.find("feedback")), is_key=True)
        for text, answer in zip(texts, accepted, strict=True)
    )
    return Answers(Form.TYPED, after.reasoned(choices), wrong=_partial(answers, Form.TYPED))


def _fraction(answer: ET.Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0
