"""GIFT, Moodle's plain-text format: written so that Moodle reads it, read with nothing left out in silence."""

from collections.abc import Iterator, Sequence

from kbtool.model.problem import Problem
from kbtool.quiz.exchange import gift_answers, gift_choices, labels, solution
from kbtool.quiz.exchange.gift_parse import GiftKind, GiftQuestion, GiftSyntaxError, parse
from kbtool.quiz.exchange.gift_text import GiftBlock, comment, escaped, split
from kbtool.quiz.exchange.record import KEY_HINT, Found, Question, key_problem, labelled
from kbtool.quiz.text import plain

_NAME = 80


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
        f"::{escaped(name(asked))}::{gift_answers.html(asked.stem)}{{",
        *gift_answers.lines(asked),
    ]
    after = solution.html(asked)
    if after:
        lines.append(f"\t####{gift_answers.marked(after)}")
    return "\n".join([*lines, "}", ""])


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
    answers = gift_choices.take(found)
    if answers.missing:
        message = f"kbtool has no question with {answers.missing}"
        return Problem(path, found.line, "quiz-import-type", message, "turn it into one that it has")
    made = Question(
        stem=gift_choices.markdown(found.stem),
        choices=answers.choices,
        explanation=answers.solution.explanation,
        id=found.id,
        form=answers.form,
        model=answers.solution.model,
        line=found.line,
    )
    wrong = answers.wrong or key_problem(made) or ("" if found.stem.text else "the question has no text")
    if wrong:
        return Problem(path, found.line, "quiz-import-key", wrong, KEY_HINT)
    return labelled(made, labels.read(found.tags))
