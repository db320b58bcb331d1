"""Moodle XML: one `<question>` each, pictures inside, weights of 100 and 0 only, which every grade list has."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from kbtool.model.language import detect
from kbtool.model.problem import Problem
from kbtool.quiz.exchange import foreign, images, labels, markup, rich
from kbtool.quiz.exchange.gift import TRUTH, category, name
from kbtool.quiz.exchange.markup import DECLARATION, DoctypeError, element, escape, text_of
from kbtool.quiz.exchange.record import Choice, Found, Question, key_problem

_PICTURES = "@@PLUGINFILE@@/"
_WHOLE = 100
_SETTINGS = {"defaultgrade": "1", "penalty": "0", "hidden": "0"}
_CHOICE = {"single": "true", "shuffleanswers": "true", "answernumbering": "abc"}
_KINDS = ("multichoice", "truefalse")


def write(questions: Sequence[Question], pictures: Mapping[str, bytes]) -> str:
    """Return questions as a Moodle question bank, each group of one topic under its category."""
    parts = []
    for place, asked in enumerate(questions):
        if place == 0 or asked.topic != questions[place - 1].topic:
            path = element("category", element("text", escape(category(asked))))
            parts.append(element("question", path, {"type": "category"}))
        parts.append(_written(asked, pictures))
    return f"{DECLARATION}{element('quiz', chr(10) + chr(10).join(parts) + chr(10))}\n"


def _written(asked: Question, pictures: Mapping[str, bytes]) -> str:
    parts = [
        element("name", element("text", escape(name(asked)))),
        _text("questiontext", asked.stem, pictures),
        _text("generalfeedback", asked.explanation, pictures),
        *(element(key, value) for key, value in _SETTINGS.items()),
        element("idnumber", escape(asked.id)),
        *(element(key, value) for key, value in _CHOICE.items()),
        *(_answer(choice, pictures) for choice in asked.choices),
        element("tags", "".join(element("tag", element("text", escape(one))) for one in labels.of(asked))),
    ]
    return element("question", "\n ".join(["", *parts]) + "\n", {"type": "multichoice"})


def _answer(choice: Choice, pictures: Mapping[str, bytes]) -> str:
    inside = _inside(choice.text, pictures) + _text("feedback", choice.why, pictures)
    return element("answer", inside, {"fraction": str(_WHOLE if choice.is_key else 0), "format": "html"})


def _text(tag: str, text: str, pictures: Mapping[str, bytes]) -> str:
    return element(tag, _inside(text, pictures), {"format": "html"})


def _inside(text: str, pictures: Mapping[str, bytes]) -> str:
    """Return a text and the pictures it shows, as the content of its element."""
    files = [
        element("file", base64.b64encode(pictures[source]).decode(), _file(source))
        for source in dict.fromkeys(rich.sources(text))
        if source in pictures
    ]
    return element("text", escape(rich.html(text, _PICTURES))) + "".join(files)


def _file(source: str) -> dict[str, str]:
    return {"name": source, "path": "/", "encoding": "base64"}


@dataclass(slots=True)
class _Reader:
    """The state of reading one file."""

    path: str
    pictures: dict[str, bytes] = field(default_factory=dict)

    def question(self, found: ET.Element, number: int, line: int) -> Question | Problem | None:
        kind = found.get("type", "")
        if kind == "category":
            return None
        title = text_of(found, "name/text") or f"number {number}"
        if kind not in _KINDS:
            message = f"kbtool has no question of the type “{kind}” (“{title}”)"
            return Problem(self.path, line, "quiz-import-type", message, "turn it into a choice")
        stem = self.text(found.find("questiontext"))
        choices = tuple(self.choice(answer, kind, stem) for answer in found.findall("answer"))
        wrong = _partial(found) or key_problem(choices) or ("" if stem else "the question has no text")
        if wrong:
            hint = "leave exactly one answer right"
            return Problem(self.path, line, "quiz-import-key", f"{wrong} (“{title}”)", hint)
        made = Question(
            stem=stem,
            choices=choices,
            explanation=self.text(found.find("generalfeedback")),
            id=text_of(found, "idnumber"),
            line=line,
        )
        return replace(made, **labels.read(tag.findtext("text") or "" for tag in found.findall("tags/tag")))

    def choice(self, answer: ET.Element, kind: str, stem: str) -> Choice:
        text = self.text(answer)
        if kind == "truefalse" and text.casefold() in {"true", "false"}:
            text = TRUTH[detect(stem, "en")][text.casefold() == "false"]
        return Choice(text, self.text(answer.find("feedback")), is_key=_fraction(answer) == _WHOLE)

    def text(self, parent: ET.Element | None) -> str:
        """Return an element's text as Markdown and keep its pictures."""
        if parent is None:
            return ""
        raw, kind = parent.findtext("text") or "", parent.get("format", "html")
        if kind == "html":
            made = foreign.from_html(raw, _PICTURES)
        else:
            made = foreign.from_mixed(raw) if kind == "moodle_auto_format" else rich.tidy(raw)
            made = made.replace(f"]({_PICTURES}", "](")
        own = self.kept(parent)
        return rich.renamed(made, {source: own.get(unquote(source), source) for source in rich.sources(made)})

    def kept(self, parent: ET.Element) -> dict[str, str]:
        """Keep the files of a text and return what they are called from now on."""
        own = {}
        for file in parent.findall("file"):
            called, data = file.get("name", ""), _decoded(file.text or "")
            is_taken = self.pictures.get(called, data) != data
            own[called] = images.name(called, data) if is_taken and images.kind(data) else called
            self.pictures[own[called]] = data
        return own


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""


def _partial(found: ET.Element) -> str:
    for answer in found.findall("answer"):
        weight = _fraction(answer)
        if 0 < weight < _WHOLE:
            return f"an answer is right by {weight:g} %; kbtool knows right and wrong"
    return ""


def _fraction(answer: ET.Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


def read(data: bytes, path: str) -> Found:
    """Read a Moodle question bank; `path` names it in problems."""
    reader = _Reader(path)
    try:
        root = markup.document(data)
    except (ET.ParseError, DoctypeError, LookupError, ValueError) as error:
        return Found(problems=(Problem(path, 0, "quiz-import-broken", f"not Moodle XML: {error}"),))
    if root.tag != "quiz":
        message = f"not Moodle XML: the file starts with <{root.tag}> instead of <quiz>"
        return Found(problems=(Problem(path, 0, "quiz-import-broken", message),))
    made = list(_questions(root, reader, _lines(data)))
    return Found(
        tuple(one for one in made if isinstance(one, Question)),
        tuple(one for one in made if isinstance(one, Problem)),
        reader.pictures,
    )


def _lines(data: bytes) -> list[int]:
    """Return the line on which each question starts, counted from 1."""
    lines, line, last = [], 1, 0
    for match in re.finditer(rb"<question[\s>]", data):
        line += data.count(b"\n", last, match.start())
        last = match.start()
        lines.append(line)
    return lines


def _questions(root: ET.Element, reader: _Reader, lines: Sequence[int]) -> Iterator[Question | Problem]:
    found = root.findall("question")
    if len(lines) != len(found):  # a comment or a text says “<question>” too
        lines = [0] * len(found)
    for number, (one, line) in enumerate(zip(found, lines, strict=True), start=1):
        made = reader.question(one, number, line)
        if made is not None:
            yield made
