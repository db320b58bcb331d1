"""SCORM 1.2: one package, one lesson, with a page and a player of its own."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

from kbtool.model.problem import Problem
from kbtool.model.quiz import fingerprint
from kbtool.quiz.exchange import labels, markup, rich, zipped
from kbtool.quiz.exchange.markup import DECLARATION, DoctypeError, element, escape
from kbtool.quiz.exchange.record import Choice, Found, Question, letter

# What the LMS keeps between visits: the quiz's fingerprint, a colon, and one character per question.
SUSPEND_DATA = 4096
MOST = SUSPEND_DATA - 17
MASTERY = 80
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_PAGE, _PLAYER, _STYLE = "index.html", "player.js", "style.css"
_PICTURES = "pictures/"
_DATA = '<script type="application/json" id="questions">'


@dataclass(frozen=True, slots=True)
class ScormTexts:
    """The words of the page; `{…}` are filled in by Python or by the player."""

    question: str
    check: str
    not_sure: str
    key: str
    right: str
    wrong: str
    unsure: str
    progress: str
    passed: str
    failed: str
    restart: str
    alone: str
    refused: str
    script: str


TEXTS: Mapping[str, ScormTexts] = MappingProxyType({
    "de": ScormTexts(
        question="Frage {number} von {of}",
        check="Antwort prüfen",
        not_sure="Weiß ich nicht",
        key="Richtig ist {key}.",
        right="Richtig.",
        wrong="Falsch.",
        unsure="Noch nicht gewusst.",
        progress="{done} von {of} beantwortet, {right} richtig",
        passed="Bestanden mit {score} %; nötig waren {mastery} %.",
        failed="Nicht bestanden: {score} %, nötig sind {mastery} %.",
        restart="Neue Runde",
        alone="Kein Lernsystem gefunden: Ihre Antworten werden nicht gespeichert.",
        refused="Das Lernsystem hat Ihre Antworten nicht angenommen.",
        script="Dieses Quiz braucht JavaScript.",
    ),
    "en": ScormTexts(
        question="Question {number} of {of}",
        check="Check answer",
        not_sure="I don’t know",
        key="Right is {key}.",
        right="Right.",
        wrong="Wrong.",
        unsure="Not known yet.",
        progress="{done} of {of} answered, {right} right",
        passed="Passed with {score} %; {mastery} % were needed.",
        failed="Not passed: {score} %, {mastery} % are needed.",
        restart="New round",
        alone="No learning system found: your answers are not kept.",
        refused="The learning system did not accept your answers.",
        script="This quiz needs JavaScript.",
    ),
})  # fmt: skip


def write(
    questions: Sequence[Question], pictures: Mapping[str, bytes], *, title: str, player: str, style: str
) -> bytes:
    """Return a package that plays the questions in their order; `player` and `style` are the texts of its files.

    Raises ValueError for more questions than an LMS can remember the answers of.
    """
    if len(questions) > MOST:
        raise ValueError(f"SCORM 1.2 remembers {MOST} answers at most, these are {len(questions)} questions")
    files = {_PAGE: _page(questions, title).encode(), _PLAYER: player.encode(), _STYLE: style.encode()}
    files |= {f"{_PICTURES}{source}": pictures[source] for source in sorted(pictures)}
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
    lang = Counter(asked.lang for asked in questions).most_common(1)[0][0] if questions else "en"
    say = TEXTS.get(lang, TEXTS["en"])
    spoken = ("progress", "right", "wrong", "unsure", "passed", "failed", "alone", "refused")
    quiz = {f"data-{name}": str(getattr(say, name)) for name in spoken}
    quiz |= {"data-quiz": _fingerprint(questions), "data-mastery": str(MASTERY)}
    body = [
        element("h1", escape(title)),
        '<p class="notice" role="alert"></p>',
        f'<div class="progress"><label for="bar"> </label><progress id="bar" max="{len(questions)}"> </progress></div>',
        *(_section(asked, number, len(questions)) for number, asked in enumerate(questions, start=1)),
        f'<div class="end" hidden=""><p role="status"> </p><button type="button">{escape(say.restart)}</button></div>',
    ]
    data = json.dumps([_data(asked) for asked in questions], ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f'<link rel="stylesheet" href="{_STYLE}">\n</head>\n<body>\n'
        f"<noscript>{escape(say.script)}</noscript>\n"
        f"{element('main', chr(10).join(body), {**quiz, 'hidden': ''})}\n"
        f'{_DATA}{data}</script>\n<script src="{_PLAYER}"></script>\n</body>\n</html>\n'
    )


def _section(asked: Question, number: int, of: int) -> str:
    say = TEXTS.get(asked.lang, TEXTS["en"])
    legend = element("legend", escape(say.question.format(number=number, of=of)), {"id": f"legend-{number}"})
    stem = element("div", rich.html(asked.stem, _PICTURES), {"id": f"stem-{number}"})
    options = "\n".join(_option(choice, place, number) for place, choice in enumerate(asked.choices))
    field = element(
        "fieldset", f"{legend}\n{stem}\n{options}", {"aria-labelledby": f"legend-{number} stem-{number}"}
    )
    buttons = (
        f'<button type="submit">{escape(say.check)}</button>'
        f'<button type="button" class="unsure">{escape(say.not_sure)}</button>'
    )
    form = f'{field}\n<p class="buttons">{buttons}</p>\n<p role="status"> </p>\n{_solution(asked, say)}'
    return element(
        "section",
        element("form", form),
        {"lang": asked.lang, "data-item": asked.id, "data-key": letter(asked.key)},
    )


def _option(choice: Choice, place: int, number: int) -> str:
    name = f"o-{number}-{letter(place)}"
    field = f'<input type="radio" required="" name="o-{number}" id="{name}" value="{letter(place)}">'
    return f'<div class="option">{field}{element("label", rich.phrasing(choice.text, _PICTURES), {"for": name})}</div>'


def _solution(asked: Question, say: ScormTexts) -> str:
    parts = [element("p", escape(say.key.format(key=letter(asked.key))))]
    for place, choice in enumerate(asked.choices):
        if choice.why:
            said = {"data-why": letter(place), "hidden": ""}
            parts.append(element("div", rich.html(choice.why, _PICTURES), said))
    return element(
        "div", "".join(parts) + rich.html(asked.explanation, _PICTURES), {"class": "solution", "hidden": ""}
    )


def _data(asked: Question) -> dict[str, Any]:
    choices = [[choice.text, choice.why, choice.is_key] for choice in asked.choices]
    said = {"id": asked.id, "stem": asked.stem, "explanation": asked.explanation}
    return {**said, "labels": labels.of(asked), "choices": choices}


def read(data: bytes, path: str) -> Found:
    """Read a package that `write` made: the check that nothing was lost on the way."""
    try:
        files = zipped.read(data)
        root = markup.document(files["imsmanifest.xml"])
        named = {part.get("href", "") for part in root.iter(f"{{{_CP}}}file")}
        missing = sorted(named ^ (files.keys() - {"imsmanifest.xml"}))
        if missing:
            raise ValueError(f"the manifest and the files differ: {', '.join(missing)}")
        text = files[_PAGE].decode().partition(_DATA)[2].partition("</script>")[0]
        questions = tuple(_question(entry) for entry in json.loads(text))
    except (ET.ParseError, DoctypeError, ValueError, KeyError) as error:
        return Found(problems=(Problem(path, 0, "quiz-import-broken", f"no SCORM package: {error}"),))
    pictures = {one.removeprefix(_PICTURES): files[one] for one in files if one.startswith(_PICTURES)}
    return Found(questions, (), pictures)


def _question(entry: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(text, why, is_key=is_key) for text, why, is_key in entry["choices"])
    made = Question(entry["stem"], choices, entry["explanation"], entry["id"])
    return replace(made, **labels.read(entry["labels"]))
