"""The TOML of mdbook-quiz: multiple choice and short answers are taken, other questions are reported."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from kbtool.model.problem import Problem
from kbtool.model.quiz import Form, fingerprint
from kbtool.quiz.exchange import rich
from kbtool.quiz.exchange.record import KEY_HINT, Choice, Found, Question, key_problem, line

_START = re.compile(r"^[ \t]*\[\[\s*questions\s*\]\]", re.MULTILINE)
_MISSING = {"Tracing": "a program to trace", "Informal": "a free answer"}


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


def _question(entry: Mapping[str, Any], shared: Mapping[str, Any], path: str, place: int) -> Question | Problem:
    kind = str(entry.get("type", ""))
    if kind not in {"MultipleChoice", "ShortAnswer"}:
        message = f"kbtool has no question with {_MISSING.get(kind, f'the type “{kind}”')}"
        return Problem(path, place, "quiz-import-type", message, "turn it into one that it has")
    prompt, answer = _table(entry, "prompt"), _table(entry, "answer")
    # Several questions about one program name it by its key.
    parts = [_said(shared.get(str(entry.get("multipart")))), _said(prompt.get("prompt"))]
    stem = "\n\n".join(part for part in parts if part)
    form = Form.TYPED if kind == "ShortAnswer" else _form(answer)
    choices = _accepted(answer) if form is Form.TYPED else _placed(stem, _right(answer), prompt)
    made = Question(
        stem, choices, _said(entry.get("context")), id=_said(entry.get("id")), form=form, line=place
    )
    wrong = key_problem(made) or ("" if stem else "the question has no text")
    return Problem(path, place, "quiz-import-key", wrong, KEY_HINT) if wrong else made


def _form(answer: Mapping[str, Any]) -> Form:
    """Return how a choice is answered: a list of answers means that all of them have to be ticked."""
    return Form.SEVERAL if isinstance(answer.get("answer"), list) else Form.ONE


def _right(answer: Mapping[str, Any]) -> list[Choice]:
    return [Choice(text, is_key=True) for text in _texts(answer.get("answer"))]


def _accepted(answer: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Return the texts that are accepted, the answer first."""
    others = answer.get("alternatives")
    texts = [answer.get("answer"), *(others if isinstance(others, list) else [])]
    return tuple(Choice(line(text), is_key=True) for text in texts if isinstance(text, str))


def _table(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _placed(stem: str, keys: list[Choice], prompt: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Return the options with a single key at its place, or mixed if there are several."""
    wrong = [Choice(text) for text in _texts(prompt.get("distractors", []))]
    if len(keys) != 1:
        return tuple(sorted([*keys, *wrong], key=lambda choice: fingerprint([stem, choice.text])))
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
