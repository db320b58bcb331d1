"""The page of a SCORM package: the questions with their answers, and the words the player needs."""

from collections import Counter
from collections.abc import Sequence

from kbtool.model.quiz import Form
from kbtool.quiz.exchange import rich, scorm_forms
from kbtool.quiz.exchange.markup import element, escape
from kbtool.quiz.exchange.record import Question
from kbtool.quiz.exchange.scorm_texts import PICTURES, TEXTS, ScormTexts

# Percent that an LMS and the player ask for.
MASTERY = 80
PLAYER, STYLE = "player.js", "style.css"
_SPOKEN = ("progress", "passed", "failed", "alone", "refused")
_VERDICTS = ("right", "wrong", "unsure", "moved", "nothing")


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
    named = {"aria-labelledby": f"legend-{number} stem-{number}"}
    parts = [
        element("fieldset", f"{legend}\n{stem}\n{scorm_forms.fields(asked, number, say)}", named),
        element("p", _buttons(asked, say), {"class": "buttons"}),
        _status(),
        element("div", scorm_forms.after(asked, say), {"class": "solution", "hidden": ""}),
    ]
    said = {"lang": asked.lang, "data-item": asked.id, "data-form": asked.form.value}
    said |= {"data-key": scorm_forms.key(asked)}
    said |= {f"data-{name}": str(getattr(say, name)) for name in _VERDICTS}
    return element("section", element("form", "\n".join(parts)), said)


def _buttons(asked: Question, say: ScormTexts) -> str:
    """Return the buttons; a written answer is compared first and judged by its writer then."""
    submit = {"type": "submit"}
    if asked.form is Form.WRITTEN:
        submit |= {"data-check": say.check, "data-compare": say.compare}
    check = say.compare if asked.form is Form.WRITTEN else say.check
    unsure = {"type": "button", "class": "unsure"}
    return element("button", escape(check), submit) + element("button", escape(say.not_sure), unsure)
