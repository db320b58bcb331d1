"""Anki: what a note holds, and the check of a package. Packing itself is done by genanki, in the service."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from kbtool.model.problem import Problem
from kbtool.model.quiz import Form, fingerprint
from kbtool.quiz.exchange import labels, markup, rich, solution, zipped
from kbtool.quiz.exchange.markup import element, escape
from kbtool.quiz.exchange.record import Choice, Found, Question, labelled, letter
from kbtool.quiz.exchange.words import words

# Chosen once: Anki knows notes by these ids, so another number would make copies of everything.
MODEL = 1785203461
MODEL_NAME = "kbtool quiz"
FIELDS = ("Id", "Question", "Options", "Answer", "Reasons", "Explanation", "Labels")
FRONT = "{{Question}}{{Options}}"
BACK = "{{FrontSide}}<hr id=answer>{{Answer}}{{Reasons}}{{Explanation}}"
STYLE = (
    ".card{font:1.1rem/1.5 system-ui,sans-serif;text-align:left;max-width:46rem;margin:0 auto}"
    "pre{overflow-x:auto;border:1px solid;padding:.5rem}img{max-width:100%}blockquote{margin:0 0 .5rem 1rem}"
)
_LETTERS = {"type": "a"}
_OPEN = frozenset({Form.TYPED, Form.WRITTEN})
_SEPARATOR = "\x1f"
_SQLITE = b"SQLite format 3\0"
_DECKS = 2**30


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its identity, its fields in the order of `FIELDS`, its tags, and the deck it goes to."""

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str


def note(asked: Question) -> Note:
    """Return a question as a note; the same item has the same guid whatever its words."""
    fields = (
        escape(asked.id),
        rich.html(asked.stem),
        _front(asked),
        _answer(asked),
        _reasons(asked),
        rich.html(asked.explanation),
        escape("\n".join(labels.of(asked))),
    )
    tags = tuple(label.replace(" ", "_") for label in labels.of(asked))
    return Note(
        f"kbtool-{asked.id}",
        fields,
        tags,
        "::".join(["kbtool", asked.lang, *asked.topic.split("/")]).rstrip(":"),
    )


def _front(asked: Question) -> str:
    """Return how the question is answered, and the options if there is something to choose from."""
    hint = words(asked.lang).hints.get(asked.form)
    options = _list([choice.text for choice in asked.shown]) if asked.form not in _OPEN else ""
    return (element("p", element("i", escape(hint))) if hint else "") + options


def _answer(asked: Question) -> str:
    """Return what is right: letters, the texts that are accepted, or the model of a reply."""
    if asked.form is Form.WRITTEN:
        return rich.html(asked.model)
    if asked.form is Form.TYPED:
        between = f" {escape(words(asked.lang).alternatively)} "
        return element("p", between.join(element("code", escape(choice.text)) for choice in asked.choices))
    between = " → " if asked.form is Form.ORDER else ", "
    return element("p", element("b", between.join(asked.keys)))


def _reasons(asked: Question) -> str:
    """Return the reasons of options by their letters, or the list of steps, texts or points with theirs."""
    if asked.form in {Form.ONE, Form.SEVERAL}:
        return _list([choice.why for choice in asked.choices])
    return solution.html(replace(asked, explanation="", model=""), is_whole=asked.form is not Form.TYPED)


def _list(texts: Sequence[str]) -> str:
    return element("ol", "".join(element("li", rich.html(text)) for text in texts), _LETTERS)


def deck_id(name: str) -> int:
    """Return a deck's id, made of its name, in the range that genanki asks for."""
    return _DECKS + int(fingerprint(name), 16) % _DECKS


def read(data: bytes, path: str) -> Found:
    """Read a package that the service made: the check that nothing was lost on the way."""
    try:
        files = zipped.read(data)
        rows = _rows(files["collection.anki2"])
        questions = tuple(_question(text.split(_SEPARATOR)) for text in rows)
    except (ET.ParseError, ValueError, LookupError, AttributeError, sqlite3.Error) as error:
        return Found(problems=(Problem(path, 0, "quiz-import-broken", f"no Anki package: {error}"),))
    return Found(questions, (), _pictures(files))


def _rows(collection: bytes) -> list[str]:
    """Return the fields of all notes, in the order in which they were added."""
    if not collection.startswith(_SQLITE):
        raise ValueError("the collection is no database")  # sqlite3 answers a shorter one with a MemoryError
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(collection)
        return [str(row[0]) for row in database.execute("SELECT flds FROM notes ORDER BY id")]
    finally:
        database.close()


def _pictures(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pictures by name; Anki packs them under numbers, with the names in a file of their own."""
    names: dict[str, str] = json.loads(files.get("media", b"{}"))
    return {name: files[number] for number, name in names.items() if number in files}


def _question(fields: Sequence[str]) -> Question:
    name, stem, options, answer, reasons, explanation, about = fields
    said = labels.read(_plain(about).split("\n"))
    form = said["type"].form
    made = Question(
        _markdown(stem),
        _choices(form, options, answer, reasons),
        _markdown(explanation),
        _plain(name),
        form=form,
        model=_markdown(answer) if form is Form.WRITTEN else "",
    )
    return labelled(made, said)


def _choices(form: Form, options: str, answer: str, reasons: str) -> tuple[Choice, ...]:
    if form in {Form.ONE, Form.SEVERAL}:
        keys = _plain(answer).split(", ")
        pairs = zip(_entries(options), _entries(reasons), strict=True)
        return tuple(Choice(text, why, is_key=letter(place) in keys) for place, (text, why) in enumerate(pairs))
    listed = solution.read(reasons)
    if form is Form.TYPED:
        codes = markup.fragment(answer).iter("code")
        return listed.reasoned([Choice(code.text or "", is_key=True) for code in codes])
    return listed.checklist() if form is Form.WRITTEN else listed.entries


def _plain(html: str) -> str:
    return "".join(markup.fragment(html).itertext())


def _markdown(html: str) -> str:
    return rich.from_element(markup.fragment(html))


def _entries(html: str) -> list[str]:
    return [rich.from_element(entry) for entry in markup.fragment(html).iterfind("ol/li")]
