"""Reading one block of GIFT into the kind of question it is; every kind is told apart, so none can vanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from kbtool.quiz.exchange.gift_text import MOODLE, GiftBlock, GiftText, places, read_text, unescaped

_CATEGORY = re.compile(r"\$CATEGORY:[ \t]*(.*)")
_TITLE = re.compile(r"::((?:\\.|:(?!:)|[^\\:])+)::", re.DOTALL)
_TRUTH = re.compile(r"(TRUE|T|FALSE|F)\s*(?=#|$)")
_WEIGHT = re.compile(r"%\s*(-?[\d.]+)\s*%")
_NUMBER = re.compile(r"\s*(?:%[-\d.]+%)?\s*([+-]?\d[\d.]*(?:\s*:\s*[\d.]+|\s*\.\.\s*[+-]?[\d.]+)?)")
GAP = "_____"


class GiftKind(StrEnum):
    """The kinds of questions GIFT has; a category only says where the following ones belong."""

    CHOICE = "MC"
    TRUE_FALSE = "TF"
    SHORT = "Short"
    NUMERICAL = "Numerical"
    MATCHING = "Matching"
    ESSAY = "Essay"
    DESCRIPTION = "Description"
    CATEGORY = "Category"


@dataclass(frozen=True, slots=True)
class GiftChoice:
    """One answer; `weight` is a percentage, None where the file gives none."""

    is_correct: bool
    weight: float | None
    text: GiftText
    feedback: GiftText | None = None


@dataclass(frozen=True, slots=True)
class GiftQuestion:
    """One question of any kind.

    `title` is the category's path where the question is a category; `pairs` are a matching question's halves;
    `feedbacks` are those of a true-false question: shown to the wrong answer, shown to the right one.
    """

    kind: GiftKind
    line: int
    stem: GiftText
    title: str | None = None
    id: str = ""
    tags: tuple[str, ...] = ()
    is_embedded: bool = False
    choices: tuple[GiftChoice, ...] = ()
    pairs: tuple[tuple[GiftText, str], ...] = ()
    is_true: bool = False
    feedbacks: tuple[GiftText | None, GiftText | None] = (None, None)
    general: GiftText | None = None


class GiftSyntaxError(ValueError):
    """A block is no question of any kind."""


def parse(block: GiftBlock) -> Iterator[GiftQuestion | GiftBlock]:
    """Yield the questions of a block, and the rest of it where another question follows without a blank line.

    Raises GiftSyntaxError that says what is wrong.
    """
    category = _CATEGORY.match(block.text.lstrip())
    if category:
        yield GiftQuestion(GiftKind.CATEGORY, block.line, GiftText(MOODLE, ""), category[1].rstrip())
        rest = block.text.lstrip()[category.end() :]
        if rest.strip():
            yield GiftBlock(rest.strip("\n"), block.line + 1)
        return
    title, body = _title(block.text.strip())
    opening, closing = _braces(body)
    if opening is None or closing is None:
        yield GiftQuestion(
            GiftKind.DESCRIPTION, block.line, read_text(body, MOODLE), title, block.id, block.tags
        )
        return
    tail, rest = _tail(body[closing + 1 :])
    yield _question(block, title, body[:opening], body[opening + 1 : closing], tail)
    if rest:
        skipped = block.text.count("\n", 0, block.text.rfind(rest))
        yield GiftBlock(rest, block.line + skipped)


def _title(text: str) -> tuple[str | None, str]:
    match = _TITLE.match(text)
    if match:
        return unescaped(match[1]), text[match.end() :].lstrip()
    return None, text


def _braces(text: str) -> tuple[int | None, int | None]:
    """Return where the answers start and end; both None where there are none."""
    found = list(islice(places(text, "{}"), 2))
    if not found:
        return None, None
    if len(found) == 1 or text[found[0]] != "{" or text[found[1]] != "}":
        raise GiftSyntaxError("a brace is not closed, or a blank line splits the answers")
    return found[0], found[1]


def _tail(text: str) -> tuple[str, str]:
    """Return what of the text behind the answers belongs to the stem, and what is the next question.

    A stem goes on behind its answers (“… {=a ~b} …”), so a further question shows only by its own answers.
    """
    more = next(places(text, "{}"), None)
    if more is None:
        return text, ""
    first_line, _, rest = text.partition("\n")
    if more < len(first_line):
        raise GiftSyntaxError("two questions stand on one line")
    return first_line, rest.strip("\n")


def _question(block: GiftBlock, title: str | None, before: str, answers: str, tail: str) -> GiftQuestion:
    head = read_text(before, MOODLE)
    behind = read_text(tail, head.format) if tail.strip() else None
    stem = head
    if behind:
        text = f"{head.text} {GAP} {behind.text}" if head.text else f"{GAP} {behind.text}"
        stem = GiftText(head.format if head.text else behind.format, text)
    answers, general = _general(answers.strip(), stem.format)
    made = GiftQuestion(
        GiftKind.ESSAY,
        block.line,
        stem,
        title,
        block.id,
        block.tags,
        is_embedded=behind is not None,
        general=general,
    )
    return _with_answers(made, answers)


def _general(answers: str, kind: str) -> tuple[str, GiftText | None]:
    """Split off the general feedback, which follows the last four `#`."""
    marks = list(places(answers, "#"))
    for place in reversed(marks):
        if {place + 1, place + 2, place + 3} <= set(marks):
            return answers[:place].rstrip(), read_text(answers[place + 4 :], kind)
    return answers, None


def _with_answers(made: GiftQuestion, answers: str) -> GiftQuestion:
    kind = made.stem.format
    if not answers:
        return made
    truth = _TRUTH.match(answers)
    if truth:
        bits = [read_text(bit, kind) if bit.strip() else None for bit in _split(answers, "#")[1:3]]
        first, second, *_ = [*bits, None, None]
        return replace(
            made, kind=GiftKind.TRUE_FALSE, is_true=truth[1].startswith("T"), feedbacks=(first, second)
        )
    if answers.startswith("#"):
        return replace(made, kind=GiftKind.NUMERICAL, choices=tuple(_numbers(answers[1:], kind)))
    entries = _entries(answers)
    if not entries:
        text, feedback = _with_feedback(answers, kind)
        return replace(made, kind=GiftKind.SHORT, choices=(GiftChoice(True, None, text, feedback),))  # noqa: FBT003
    if all(sign == "=" and "->" in text for sign, text in entries):
        return replace(made, kind=GiftKind.MATCHING, pairs=tuple(_pairs(entries, kind)))
    choices = tuple(_choice(sign, text, kind) for sign, text in entries)
    all_right = all(choice.is_correct for choice in choices)
    return replace(made, kind=GiftKind.SHORT if all_right else GiftKind.CHOICE, choices=choices)


def _entries(answers: str) -> list[tuple[str, str]]:
    """Return the answers with their sign, `=` or `~`; none where the text starts without one."""
    signs = list(places(answers, "=~"))
    if not signs or answers[: signs[0]].strip():
        if signs:
            raise GiftSyntaxError("text stands before the first answer")
        return []
    return [
        (answers[start], answers[start + 1 : end])
        for start, end in zip(signs, [*signs[1:], len(answers)], strict=True)
    ]


def _choice(sign: str, raw: str, kind: str) -> GiftChoice:
    raw = raw.lstrip()
    weight = _WEIGHT.match(raw)
    text, feedback = _with_feedback(raw[weight.end() :] if weight else raw, kind)
    return GiftChoice(sign == "=", _percent(weight[1]) if weight else None, text, feedback)


def _percent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise GiftSyntaxError(f"“{text}” is no percentage") from None
    if not -100 <= value <= 100:  # noqa: PLR2004 - a percentage
        raise GiftSyntaxError(f"a weight of {text} % is not between -100 and 100")
    return value


def _with_feedback(raw: str, kind: str) -> tuple[GiftText, GiftText | None]:
    text, *feedback = _split(raw, "#", 1)
    return read_text(text, kind), read_text(feedback[0], kind) if feedback and feedback[0].strip() else None


def _split(raw: str, control: str, times: int = -1) -> list[str]:
    marks = list(places(raw, control))[: times if times >= 0 else None]
    return [raw[start + 1 : end] for start, end in zip([-1, *marks], [*marks, len(raw)], strict=True)]


def _pairs(entries: list[tuple[str, str]], kind: str) -> Iterator[tuple[GiftText, str]]:
    for _, raw in entries:
        left, _, right = raw.partition("->")
        yield read_text(left, kind), unescaped(" ".join(right.split()))


def _numbers(answers: str, kind: str) -> Iterator[GiftChoice]:
    """Yield the accepted numbers as they are written; kbtool takes none, but says which question had them."""
    entries = [("=", answers)] if not any(places(answers, "=~")) else _entries(answers.strip())
    for sign, raw in entries:
        text, feedback = _with_feedback(raw, kind)
        if sign == "=" and not _NUMBER.match(text.text):
            raise GiftSyntaxError(f"“{text.text}” is no number")
        yield GiftChoice(sign == "=", None, text, feedback)
