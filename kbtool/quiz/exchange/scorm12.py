"""SCORM 1.2: one package, one lesson, with a page and a player of its own."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from kbtool.model.problem import Problem
from kbtool.model.quiz import fingerprint
from kbtool.quiz.exchange import labels, markup, scorm_forms, zipped
from kbtool.quiz.exchange.markup import DECLARATION, DoctypeError, element, escape
from kbtool.quiz.exchange.record import Choice, Found, Question, labelled
from kbtool.quiz.exchange.scorm_page import MASTERY, PLAYER, STYLE, page
from kbtool.quiz.exchange.scorm_texts import PICTURES

# What the LMS keeps between visits: the quiz's fingerprint, a colon, and the answers.
SUSPEND_DATA = 4096
MOST = SUSPEND_DATA - 17
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_PAGE = "index.html"
_DATA = '<script type="application/json" id="questions">'


def write(
    questions: Sequence[Question], pictures: Mapping[str, bytes], *, title: str, player: str, style: str
) -> bytes:
    """Return a package that plays the questions in their order; `player` and `style` are texts of its files.

    Raises ValueError for more questions than an LMS can remember the answers of.
    """
    needed = sum(map(scorm_forms.room, questions))
    if needed > MOST:
        raise ValueError(f"SCORM 1.2 remembers {MOST} characters of answers, these may have {needed}")
    files = {_PAGE: _page(questions, title).encode(), PLAYER: player.encode(), STYLE: style.encode()}
    files |= {f"{PICTURES}{source}": pictures[source] for source in sorted(pictures)}
    manifest = _manifest(title, list(files), _fingerprint(questions))
    return zipped.write({"imsmanifest.xml": manifest.encode(), **files})


def _fingerprint(questions: Sequence[Question]) -> str:
    """Return what an LMS's memory is checked by: other questions, other fingerprint."""
    return fingerprint([[asked.id, asked.version] for asked in questions])


def _manifest(title: str, files: Sequence[str], identifier: str) -> str:
    said = element("title", escape(title))
    mastery = element("adlcp:masteryscore", str(MASTERY))
    item = element("item", said + mastery, {"identifier": "quiz", "identifierref": "page", "isvisible": "true"})
    resource = element(
        "resource",
        "".join(element("file", "", {"href": name}) for name in files),
        {"identifier": "page", "type": "webcontent", "adlcp:scormtype": "sco", "href": _PAGE},
    )
    parts = [
        element("metadata", element("schema", "ADL SCORM") + element("schemaversion", "1.2")),
        element(
            "organizations",
            element("organization", said + item, {"identifier": "kbtool"}),
            {"default": "kbtool"},
        ),
        element("resources", resource),
    ]
    names = {"identifier": f"kbtool-{identifier}", "version": "1.0", "xmlns": _CP, "xmlns:adlcp": _ADL}
    return f"{DECLARATION}{element('manifest', chr(10).join(['', *parts, '']), names)}\n"


def _page(questions: Sequence[Question], title: str) -> str:
    """Return the page with the questions as data, which only the reader uses."""
    data = json.dumps([_data(asked) for asked in questions], ensure_ascii=False).replace("<", "\\u003c")
    return page(questions, title, _fingerprint(questions), f"{_DATA}{data}</script>")


def _data(asked: Question) -> dict[str, Any]:
    choices = [[choice.text, choice.why, choice.is_key] for choice in asked.choices]
    said = {"id": asked.id, "stem": asked.stem, "explanation": asked.explanation, "model": asked.model}
    return {**said, "labels": labels.of(asked), "choices": choices}


def read(data: bytes, path: str) -> Found:
    """Read a package that `write` made: the check that nothing was lost on the way."""
    try:
        files = zipped.read(data)
        root = markup.document(files["imsmanifest.xml"])
        named = {part.get("href", "") for part in root.iter(f"{{{_CP}}}file")}
        if named != files.keys() - {"imsmanifest.xml"}:
            message = "the manifest names other files than the package has"
            return Found(problems=(Problem(path, 0, "quiz-import-broken", message),))
        text = files[_PAGE].decode().partition(_DATA)[2].partition("</script>")[0]
        questions = tuple(_question(entry) for entry in json.loads(text))
    except (ET.ParseError, DoctypeError, ValueError, LookupError, TypeError, AttributeError) as error:
        return Found(problems=(Problem(path, 0, "quiz-import-broken", f"no SCORM package: {error}"),))
    pictures = {one.removeprefix(PICTURES): files[one] for one in files if one.startswith(PICTURES)}
    return Found(questions, (), pictures)


def _question(entry: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(text, why, is_key=is_key) for text, why, is_key in entry["choices"])
    said = labels.read(entry["labels"])
    stem, explanation, name = entry["stem"], entry["explanation"], entry["id"]
    made = Question(stem, choices, explanation, name, form=said["type"].form, model=entry["model"])
    return labelled(made, said)
