"""The TOML of mdbook-quiz: multiple choice with one right answer is taken, other questions are reported."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from kbtool.model.problem import Problem
from kbtool.model.quiz import fingerprint
from kbtool.quiz.exchange import rich
from kbtool.quiz.exchange.record import Choice, Found, Question, key_problem

_START = re.compile(r"^[ \t]*\[\[\s*questions\s*\]\]", re.MULTILINE)
_MISSING = {"ShortAnswer": "a typed answer", "Tracing": "a program to trace", "Informal": "a free answer"}


def read(text: str, path: str) -> Found:
    """Read a quiz file; `path` names it in problems.

    The format lists the right answer first and leaves shuffling to the page, so the key is put at a place that
    depends on the question's words alone.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Found(problems=(Problem(path, 0, "quiz-import-broken", f"not valid TOML: {error}"),))
    entries = data.get("questions")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        message = "the file has no [[questions]]"
        return Found(problems=(Problem(path, 0, "quiz-import-broken", message),))
    lines = [text.count("\n", 0, match.start()) + 1 for match in _START.finditer(text)]
    lines += [0] * (len(entries) - len(lines))
    shared = _table(data, "multipart")
    made = [_question(entry, shared, path, line) for entry, line in zip(entries, lines, strict=False)]
    return Found(
        tuple(one for one in made if isinstance(one, Question)),
        tuple(one for one in made if isinstance(one, Problem)),
    )


def _question(entry: Mapping[str, Any], shared: Mapping[str, Any], path: str, line: int) -> Question | Problem:
    kind = str(entry.get("type", ""))
    if kind != "MultipleChoice":
        message = f"kbtool has no question with {_MISSING.get(kind, f'the type “{kind}”')}"
        return Problem(path, line, "quiz-import-type", message, "turn it into a choice")
    prompt, answer = _table(entry, "prompt"), _table(entry, "answer")
    # Several questions about one program name it by its key.
    parts = [_said(shared.get(str(entry.get("multipart")))), _said(prompt.get("prompt"))]
    stem = "\n\n".join(part for part in parts if part)
    choices = _placed(stem, [Choice(text, is_key=True) for text in _texts(answer.get("answer"))], prompt)
    wrong = key_problem(choices) or ("" if stem else "the question has no text")
    if wrong:
        return Problem(path, line, "quiz-import-key", wrong, "leave exactly one answer right")
    return Question(stem, choices, _said(entry.get("context")), id=_said(entry.get("id")), line=line)


def _table(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _placed(stem: str, keys: list[Choice], prompt: Mapping[str, Any]) -> tuple[Choice, ...]:
    wrong = [Choice(text) for text in _texts(prompt.get("distractors"))]
    if len(keys) != 1:
        return (*keys, *wrong)
    place = prompt.get("answerIndex")
    if not isinstance(place, int) or not 0 <= place <= len(wrong):
        place = int(fingerprint([stem, keys[0].text]), 16) % (len(wrong) + 1)
    return (*wrong[:place], *keys, *wrong[place:])


def _texts(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        yield _said(one)


def _said(value: object) -> str:
    """Return a text with the lines of each paragraph joined, since Markdown breaks them anywhere."""
    if not isinstance(value, str):
        return ""
    return "\n\n".join(
        _joined(block.text) if isinstance(block, rich.Paragraph) else rich.written(block)
        for block in rich.blocks(value)
    )


def _joined(text: str) -> str:
    r"""Return lines as one, but leave lists, tables and quotations in their lines.

    >>> _joined("Ein langer\nSatz:\n- eins\n- zwei")
    'Ein langer Satz:\n- eins\n- zwei'
    """
    return re.sub(r"\n(?!\s*(?:[-*+>|]|\d+[.)])\s?)\s*", " ", text)
