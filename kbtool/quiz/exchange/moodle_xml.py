"""Moodle XML: one `<question>` each, pictures inside, weights from Moodle’s grade list."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from kbtool.model.problem import Problem
from kbtool.model.quiz import Form
from kbtool.quiz.exchange import foreign, gift_answers, images, labels, markup, moodle_answers, rich, solution
from kbtool.quiz.exchange.gift import category, name
from kbtool.quiz.exchange.markup import DECLARATION, DoctypeError, element, escape, text_of
from kbtool.quiz.exchange.record import KEY_HINT, Choice, Found, Question, key_problem, labelled
from kbtool.quiz.exchange.solution import Solution

_PICTURES = "@@PLUGINFILE@@/"
_SHOWN = re.compile(rf'src="{_PICTURES}([^"]+)"')
_SETTINGS = {"defaultgrade": "1", "penalty": "0", "hidden": "0"}


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
    after = solution.html(asked, _PICTURES)
    parts = [
        element("name", element("text", escape(name(asked)))),
        _text("questiontext", asked.stem, pictures),
        _html("generalfeedback", after, pictures),
        *(element(key, value) for key, value in _SETTINGS.items()),
        element("idnumber", escape(asked.id)),
        *(element(key, value) for key, value in moodle_answers.SETTINGS[asked.form].items()),
        *_options(asked, pictures),
        element("tags", "".join(element("tag", element("text", escape(one))) for one in labels.of(asked))),
    ]
    if asked.form is Form.WRITTEN:  # what graders see beside the answer
        parts.append(_html("graderinfo", after, pictures))
    return element("question", "\n ".join(["", *parts]) + "\n", {"type": moodle_answers.TYPES[asked.form]})


def _options(asked: Question, pictures: Mapping[str, bytes]) -> Iterator[str]:
    if asked.form is Form.ORDER:
        yield from _pairs(asked, pictures)
    elif asked.form is Form.TYPED:
        yield from (_typed(choice) for choice in asked.choices)
    elif asked.form is not Form.WRITTEN:
        fractions = moodle_answers.fractions(asked)
        for fraction, choice in zip(fractions, asked.choices, strict=True):
            inside = _inside(choice.text, pictures) + _text("feedback", choice.why, pictures)
            yield element("answer", inside, {"fraction": fraction, "format": "html"})


def _pairs(asked: Question, pictures: Mapping[str, bytes]) -> Iterator[str]:
    """Yield each step with its number: Moodle has questions of order of its own only since version 4.4."""
    steps = [choice.text for choice in asked.choices]
    steps += [""] * (moodle_answers.FEWEST_PAIRS - len(steps))
    for number, step in enumerate(steps, start=1):
        inside = _inside(step, pictures) + element("answer", element("text", str(number)))
        yield element("subquestion", inside, {"format": "html"})


def _typed(choice: Choice) -> str:
    text = element("text", escape(gift_answers.wild(choice.text)))
    return element("answer", text, {"fraction": "100", "format": "moodle_auto_format"})


def _text(tag: str, text: str, pictures: Mapping[str, bytes]) -> str:
    return element(tag, _inside(text, pictures), {"format": "html"})


def _html(tag: str, made: str, pictures: Mapping[str, bytes]) -> str:
    return element(tag, _body(made, pictures), {"format": "html"})


def _inside(text: str, pictures: Mapping[str, bytes]) -> str:
    """Return a text and the pictures it shows, as the content of its element."""
    return _body(rich.html(text, _PICTURES), pictures)


def _body(made: str, pictures: Mapping[str, bytes]) -> str:
    sources = dict.fromkeys(unescape(source) for source in _SHOWN.findall(made))
    files = [
        element("file", base64.b64encode(pictures[source]).decode(), _file(source))
        for source in sources
        if source in pictures
    ]
    return element("text", escape(made)) + "".join(files)


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
        if kind not in moodle_answers.KINDS:
            return self.missing(f"of the type “{kind}” (“{title}”)", line)
        stem = self.text(found.find("questiontext"))
        after = self.solution(found)
        answers = moodle_answers.take(found, self, after, stem)
        if answers.missing:
            return self.missing(f"with {answers.missing} (“{title}”)", line)
        made = Question(
            stem=stem,
            choices=answers.choices,
            explanation=after.explanation,
            id=text_of(found, "idnumber"),
            form=answers.form,
            model=after.model,
            line=line,
        )
        wrong = answers.wrong or key_problem(made) or ("" if stem else "the question has no text")
        if wrong:
            return Problem(self.path, line, "quiz-import-key", f"{wrong} (“{title}”)", KEY_HINT)
        return labelled(made, labels.read(tag.findtext("text") or "" for tag in found.findall("tags/tag")))

    def missing(self, what: str, line: int) -> Problem:
        message = f"kbtool has no question {what}"
        return Problem(self.path, line, "quiz-import-type", message, "turn it into one that it has")

    def solution(self, found: ET.Element) -> Solution:
        """Return what is shown after the answer, with its pictures by the names they have from now on."""
        parent = found.find("generalfeedback")
        if parent is None:
            return Solution()
        if parent.get("format", "html") != "html":
            return Solution(self.text(parent))
        after = solution.read(parent.findtext("text") or "", _PICTURES)
        own = self.kept(parent)

        def said(text: str) -> str:
            return _renamed(text, own)

        entries = tuple(replace(one, text=said(one.text), why=said(one.why)) for one in after.entries)
        return Solution(said(after.explanation), said(after.model), entries)

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
        return _renamed(made, self.kept(parent))

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


def _renamed(text: str, own: Mapping[str, str]) -> str:
    return rich.renamed(text, {source: own.get(unquote(source), source) for source in rich.sources(text)})


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
