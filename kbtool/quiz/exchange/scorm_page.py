"""The page of a SCORM package: the questions with their answers, and the words the player needs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kbtool.quiz.exchange import rich
from kbtool.quiz.exchange.markup import element, escape
from kbtool.quiz.exchange.record import Choice, Question, letter

# Percent that an LMS and the player ask for.
MASTERY = 80
PLAYER, STYLE, PICTURES = "player.js", "style.css", "pictures/"
_SPOKEN = ("progress", "passed", "failed", "alone", "refused")
_VERDICTS = ("right", "wrong", "unsure")


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


def page(questions: Sequence[Question], title: str, identity: str, data: str) -> str:
    """Return the HTML of the page; `identity` tells this set of questions from others, `data` goes along."""
    lang = Counter(asked.lang for asked in questions).most_common(1)[0][0] if questions else "en"
    say = TEXTS.get(lang, TEXTS["en"])
    quiz = {f"data-{name}": str(getattr(say, name)) for name in _SPOKEN}
    quiz |= {"data-quiz": identity, "data-mastery": str(MASTERY), "hidden": ""}
    body = [
        element("h1", escape(title)),
        element("p", "", {"class": "notice", "role": "alert"}),
        _progress(len(questions)),
        *(_section(asked, number, len(questions)) for number, asked in enumerate(questions, start=1)),
        element("div", _status() + element("button", escape(say.restart), {"type": "button"}), _END),
    ]
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="{STYLE}">\n</head>\n<body>\n'
        f"<noscript>{escape(say.script)}</noscript>\n"
        f"{element('main', chr(10).join(body), quiz)}\n"
        f'{data}\n<script src="{PLAYER}"></script>\n</body>\n</html>\n'
    )


_END = {"class": "end", "hidden": ""}


def _progress(count: int) -> str:
    bar = element("label", "", {"for": "bar"}) + element("progress", "", {"id": "bar", "max": str(count)})
    return element("div", bar, {"class": "progress"})


def _status() -> str:
    return element("p", "", {"role": "status"})


def _section(asked: Question, number: int, of: int) -> str:
    say = TEXTS.get(asked.lang, TEXTS["en"])
    legend = element("legend", escape(say.question.format(number=number, of=of)), {"id": f"legend-{number}"})
    stem = element("div", rich.html(asked.stem, PICTURES), {"id": f"stem-{number}"})
    options = "\n".join(_option(choice, place, number) for place, choice in enumerate(asked.choices))
    named = {"aria-labelledby": f"legend-{number} stem-{number}"}
    buttons = element("button", escape(say.check), {"type": "submit"})
    buttons += element("button", escape(say.not_sure), {"type": "button", "class": "unsure"})
    parts = [
        element("fieldset", f"{legend}\n{stem}\n{options}", named),
        element("p", buttons, {"class": "buttons"}),
        _status(),
        _solution(asked, say),
    ]
    said = {"lang": asked.lang, "data-item": asked.id, "data-key": letter(asked.key)}
    said |= {f"data-{name}": str(getattr(say, name)) for name in _VERDICTS}
    return element("section", element("form", "\n".join(parts)), said)


def _option(choice: Choice, place: int, number: int) -> str:
    name = f"o-{number}-{letter(place)}"
    said = {"type": "radio", "required": "", "name": f"o-{number}", "id": name, "value": letter(place)}
    text = element("span", f"{letter(place)})") + element("span", rich.phrasing(choice.text, PICTURES))
    label = element("label", text, {"for": name})
    return element("div", element("input", "", said) + label, {"class": "option"})


def _solution(asked: Question, say: ScormTexts) -> str:
    parts = [element("p", escape(say.key.format(key=letter(asked.key))))]
    for place, choice in enumerate(asked.choices):
        if choice.why:
            said = {"data-why": letter(place), "hidden": ""}
            text = element("span", f"{letter(place)})") + element("div", rich.html(choice.why, PICTURES))
            parts.append(element("div", text, said))
    content = "".join(parts) + rich.html(asked.explanation, PICTURES)
    return element("div", content, {"class": "solution", "hidden": ""})
