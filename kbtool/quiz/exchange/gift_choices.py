"""What kbtool takes of a GIFT question: its form, its options, and what stands against it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kbtool.model.language import detect
from kbtool.model.quiz import Form
from kbtool.quiz.exchange import foreign, gift_answers, grades, rich, solution
from kbtool.quiz.exchange.gift_parse import GiftChoice, GiftKind, GiftQuestion
from kbtool.quiz.exchange.gift_text import GiftText
from kbtool.quiz.exchange.record import Choice, line
from kbtool.quiz.exchange.solution import Solution

TRUTH = {"de": ("Richtig", "Falsch"), "en": ("True", "False")}
_WHOLE_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Answers:
    """The options of a question; `missing` says what kbtool has not, `wrong` what is unclear about the keys."""

    form: Form = Form.ONE
    choices: tuple[Choice, ...] = ()
    solution: Solution = field(default_factory=Solution)
    missing: str = ""
    wrong: str = ""


def take(found: GiftQuestion) -> Answers:
    """Return what kbtool takes of a question that is no category and no description."""
    after = _solution(found.general)
    if found.kind is GiftKind.TRUE_FALSE:
        return Answers(Form.ONE, tuple(_truths(found)), after)
    if found.kind is GiftKind.CHOICE:
        return _choice(found, after)
    if found.kind is GiftKind.MATCHING:
        return _order(found, after)
    if found.kind is GiftKind.ESSAY:
        is_ours = after.model and after.entries
        return (
            Answers(Form.WRITTEN, after.checklist(), after)
            if is_ours
            else Answers(missing="an answer to write that has no model and no checklist")
        )
    return _typed(found, after)


def _solution(general: GiftText | None) -> Solution:
    if general is not None and general.format == "html":
        return solution.read(general.text)
    return Solution(markdown(general))


def _choice(found: GiftQuestion, after: Solution) -> Answers:
    """Return the answers as Moodle takes them: without “=” all that have a weight above 0 are needed."""
    is_single = any(choice.is_correct for choice in found.choices)
    form = Form.ONE if is_single or not any(_weight(choice) > 0 for choice in found.choices) else Form.SEVERAL
    choices = tuple(
        Choice(
            markdown(choice.text),
            markdown(choice.feedback),
            is_key=_weight(choice) > 0 if form is Form.SEVERAL else _weight(choice) == grades.WHOLE,
        )
        for choice in found.choices
    )
    return Answers(form, choices, after, wrong=_wrong(found, form))


def _weight(choice: GiftChoice) -> float:
    if choice.weight is None:
        return grades.WHOLE if choice.is_correct else 0.0
    return choice.weight


def _wrong(found: GiftQuestion, form: Form) -> str:
    """Return a complaint about weights that are neither right nor wrong; below 0 is only a wrong answer."""
    weights = tuple(_weight(choice) for choice in found.choices)
    if form is Form.SEVERAL:
        return "" if grades.are_whole(weights) else "the weights of the right answers do not add up to 100 %"
    half = next((one for one in weights if 0 < one < grades.WHOLE), None)
    return "" if half is None else f"an answer is right by {half:g} %; kbtool knows right and wrong"


def _order(found: GiftQuestion, after: Solution) -> Answers:
    """Return steps that are matched with their numbers; a number without a step is only a further wrong one."""
    pairs = [(left, right) for left, right in found.pairs if left.text]
    steps = {right: markdown(left) for left, right in pairs}
    numbers = [str(number) for number in range(1, len(pairs) + 1)]
    if set(steps) != set(numbers):
        return Answers(missing="pairs to match that are no steps with their numbers")
    choices = tuple(Choice(steps[number]) for number in numbers)
    return Answers(Form.ORDER, after.reasoned(choices), after)


def _typed(found: GiftQuestion, after: Solution) -> Answers:
    """Return the accepted texts; of numbers to type only whole ones without tolerance can be compared."""
    if found.kind is GiftKind.NUMERICAL and not all(
        choice.is_correct and _WHOLE_NUMBER.fullmatch(choice.text.text) for choice in found.choices
    ):
        return Answers(missing="a number to type that may be a little off")
    if any(gift_answers.is_wild(choice.text.text) for choice in found.choices):
        return Answers(missing="a typed answer in which “*” stands for anything")
    choices = tuple(
        Choice(line(gift_answers.tame(choice.text.text)), markdown(choice.feedback), is_key=True)
        for choice in found.choices
    )
    return Answers(Form.TYPED, after.reasoned(choices), after, wrong=_wrong(found, Form.TYPED))


def _truths(found: GiftQuestion) -> Iterator[Choice]:
    """Yield “true” and “false” in the question's language, each with the feedback it leads to."""
    wrong, right = (markdown(text) for text in found.feedbacks)
    for word, truth in zip(TRUTH[detect(found.stem.text, "en")], (True, False), strict=True):
        is_key = truth is found.is_true
        yield Choice(word, right if is_key else wrong, is_key=is_key)


def markdown(text: GiftText | None) -> str:
    """Return a text in whatever it is written as Markdown."""
    if text is None:
        return ""
    if text.format == "html":
        return foreign.from_html(text.text)
    return foreign.from_mixed(text.text) if text.format == "moodle" else rich.tidy(text.text)
