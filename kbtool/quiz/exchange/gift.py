"""GIFT, Moodle's plain-text format: written so that Moodle reads it, read with nothing left out in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kbtool.model.language import detect
from kbtool.model.problem import Problem
from kbtool.quiz.exchange import foreign, labels, rich
from kbtool.quiz.exchange.gift_parse import GiftKind, GiftQuestion, GiftSyntaxError, parse
from kbtool.quiz.exchange.gift_text import GiftBlock, GiftText, comment, escaped, split
from kbtool.quiz.exchange.record import Choice, Found, Question, key_problem
from kbtool.quiz.text import plain

TRUTH = {"de": ("Richtig", "Falsch"), "en": ("True", "False")}
_NAME = 80
_WHOLE = 100
_MISSING = {
    GiftKind.SHORT: "a typed answer",
    GiftKind.NUMERICAL: "a number to type",
    GiftKind.MATCHING: "pairs to match",
    GiftKind.ESSAY: "an essay",
}


def name(asked: Question) -> str:
    """Return what an LMS lists the question under: the start of its text on one line.

    >>> name(Question("Was tun, wenn `ping` **nichts** findet?", ()))
    'Was tun, wenn ping nichts findet?'
    """
    text = plain(asked.stem) or asked.id
    return text if len(text) <= _NAME else f"{text[: _NAME - 1].rstrip()}…"


def write(questions: Sequence[Question]) -> str:
    """Return questions as GIFT, each on lines of its own, each group of one topic under its category."""
    parts = []
    for place, asked in enumerate(questions):
        if place == 0 or asked.topic != questions[place - 1].topic:
            parts.append(f"$CATEGORY: {category(asked)}\n")
        parts.append(_written(asked))
    return "\n".join(parts)


def category(asked: Question) -> str:
    """Return the path of a question's category in a Moodle course."""
    return "/".join(["$course$", "top", "kbtool", *asked.topic.split("/")]).rstrip("/")


def _written(asked: Question) -> str:
    lines = [
        comment([("id", asked.id), *(("tag", label) for label in labels.of(asked))]),
        f"::{escaped(name(asked))}::{_html(asked.stem)}{{",
    ]
    for choice in asked.choices:
        why = f"#{_html(choice.why)}" if choice.why else ""
        lines.append(f"\t{'=' if choice.is_key else '~'}{_html(choice.text)}{why}")
    if asked.explanation:
        lines.append(f"\t####{_html(asked.explanation)}")
    return "\n".join([*lines, "}", ""])


def _html(text: str) -> str:
    return f"[html]{escaped(rich.html(text))}"


def read(text: str, path: str) -> Found:
    """Read a GIFT file; `path` names it in problems."""
    questions, problems = [], []
    for found in _parsed(text, path):
        made = found if isinstance(found, Problem) else _question(found, path)
        if isinstance(made, Question):
            questions.append(made)
        elif made:
            problems.append(made)
    return Found(tuple(questions), tuple(problems))


def _parsed(text: str, path: str) -> Iterator[GiftQuestion | Problem]:
    for block in split(text):
        pending: GiftBlock | None = block
        while pending:
            current, pending = pending, None
            try:
                for part in parse(current):
                    if isinstance(part, GiftBlock):
                        pending = part
                    else:
                        yield part
            except GiftSyntaxError as error:
                hint = "put a blank line between questions and none inside, and close every brace"
                yield Problem(path, current.line, "quiz-import-broken", f"no GIFT question: {error}", hint)


def _question(found: GiftQuestion, path: str) -> Question | Problem | None:
    """Return the question, or why kbtool cannot ask it; None for a category."""
    if found.kind is GiftKind.CATEGORY:
        return None
    if found.kind is GiftKind.DESCRIPTION:
        hint = "if it belongs to the question below, remove the blank line between them"
        message = "a text without answers, which asks nothing"
        return Problem(path, found.line, "quiz-import-type", message, hint)
    if found.kind in _MISSING:
        message = f"kbtool has no question with {_MISSING[found.kind]}"
        return Problem(path, found.line, "quiz-import-type", message, "turn it into a choice")
    choices = tuple(_truths(found) if found.kind is GiftKind.TRUE_FALSE else _choices(found))
    wrong = _partial(found) or key_problem(choices) or ("" if found.stem.text else "the question has no text")
    if wrong:
        return Problem(path, found.line, "quiz-import-key", wrong, "leave exactly one answer right")
    made = Question(
        stem=_markdown(found.stem),
        choices=choices,
        explanation=_markdown(found.general),
        id=found.id,
        line=found.line,
    )
    return replace(made, **labels.read(found.tags))


def _choices(found: GiftQuestion) -> Iterator[Choice]:
    for choice in found.choices:
        is_key = choice.weight == _WHOLE or (choice.is_correct and choice.weight is None)
        yield Choice(_markdown(choice.text), _markdown(choice.feedback), is_key=is_key)


def _partial(found: GiftQuestion) -> str:
    """Return a complaint about an answer that is partly right; a weight below 0 is only a wrong answer."""
    for choice in found.choices:
        if choice.weight is not None and 0 < choice.weight < _WHOLE:
            return f"an answer is right by {choice.weight:g} %; kbtool knows right and wrong"
    return ""


def _truths(found: GiftQuestion) -> Iterator[Choice]:
    """Yield “true” and “false” in the question's language, each with the feedback it leads to."""
    wrong, right = (_markdown(text) for text in found.feedbacks)
    for word, truth in zip(TRUTH[detect(found.stem.text, "en")], (True, False), strict=True):
        is_key = truth is found.is_true
        yield Choice(word, right if is_key else wrong, is_key=is_key)


def _markdown(text: GiftText | None) -> str:
    if text is None:
        return ""
    if text.format == "html":
        return foreign.from_html(text.text)
    return foreign.from_mixed(text.text) if text.format == "moodle" else rich.tidy(text.text)
