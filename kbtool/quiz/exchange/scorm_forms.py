"""The answer fields of a SCORM page for every form of question, and what is shown after the answer."""

import json

from kbtool.model.quiz import Form
from kbtool.quiz import judging
from kbtool.quiz.exchange import rich, solution
from kbtool.quiz.exchange.markup import element, escape
from kbtool.quiz.exchange.record import Choice, Question, letter
from kbtool.quiz.exchange.scorm_texts import PICTURES, ScormTexts
from kbtool.quiz.exchange.words import words
from kbtool.quiz.text import plain

# Characters that the player keeps of a typed answer between visits.
KEPT = 40


def room(asked: Question) -> int:
    """Return how many characters an answer takes at most where an LMS remembers it, as the player writes it.

    One letter; of several the letters and an end; of a text the verdict, its start and an end.
    """
    if asked.form is Form.ONE:
        return 1
    return KEPT + 2 if asked.form is Form.TYPED else len(asked.choices) + 1


def key(asked: Question) -> str:
    """Return what the player compares with: letters, or the accepted texts as JSON."""
    if asked.form is Form.TYPED:
        texts = dict.fromkeys(judging.stored(choice.text) for choice in asked.choices)
        return json.dumps(list(texts), ensure_ascii=False)
    return ",".join(asked.keys)


def fields(asked: Question, number: int, say: ScormTexts) -> str:
    """Return the fields to answer a question in, its `number` among them counted from 1."""
    if asked.form is Form.ORDER:
        steps = "\n".join(_step(choice, place, say) for place, choice in enumerate(asked.shown))
        return _hint(asked) + element("ol", steps, {"class": "steps"})
    if asked.form is Form.TYPED:
        name = f"o-{number}"
        said = {"type": "text", "id": name, "name": name, "maxlength": str(judging.LONGEST)}
        said |= {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "required": ""}
        return element("label", escape(say.typed), {"for": name}) + element("input", "", said)
    if asked.form is Form.WRITTEN:
        return _written(asked, number, say)
    return (_hint(asked) if asked.form is Form.SEVERAL else "") + _options(asked, number)


def _hint(asked: Question) -> str:
    return element("p", escape(words(asked.lang).hints[asked.form]), {"class": "hint"})


def _options(asked: Question, number: int) -> str:
    kind = {"type": "radio", "required": ""} if asked.form is Form.ONE else {"type": "checkbox"}
    return "\n".join(_option(choice, place, number, kind) for place, choice in enumerate(asked.choices))


def _option(choice: Choice, place: int, number: int, kind: dict[str, str]) -> str:
    name = f"o-{number}-{letter(place)}"
    said = {**kind, "name": f"o-{number}", "id": name, "value": letter(place)}
    text = element("span", f"{letter(place)})") + element("span", rich.phrasing(choice.text, PICTURES))
    label = element("label", text, {"for": name})
    return element("div", element("input", "", said) + label, {"class": "option"})


def _step(choice: Choice, place: int, say: ScormTexts) -> str:
    text = element("span", rich.phrasing(choice.text, PICTURES))
    named = plain(choice.text)
    buttons = "".join(
        element("button", sign, {"type": "button", "data-by": by, "aria-label": f"{called}: {named}"})
        for sign, by, called in (("↑", "-1", say.up), ("↓", "1", say.down))
    )
    return element("li", text + element("span", buttons, {"class": "moves"}), {"data-step": letter(place)})


def _written(asked: Question, number: int, say: ScormTexts) -> str:
    """Return a field to write in, and what is compared with it afterwards."""
    name = f"o-{number}"
    field = element("label", escape(say.written), {"for": name})
    field += f'<textarea id="{name}" name="text" rows="6" required=""></textarea>'
    model = element("p", element("strong", escape(words(asked.lang).model)))
    model += rich.html(asked.model, PICTURES)
    checks = element("p", escape(say.checks)) + _options(asked, number)
    return field + element("div", model + checks, {"class": "compare", "hidden": ""})


def after(asked: Question, say: ScormTexts) -> str:
    """Return what is shown after the answer; the player shows only the reasons that concern it."""
    if asked.form in {Form.ORDER, Form.TYPED}:
        return solution.html(asked, PICTURES, is_whole=True)
    lines = {Form.ONE: say.key, Form.SEVERAL: say.keys}
    line = lines.get(asked.form, "").format(key=", ".join(asked.keys))
    key = element("p", escape(line)) if line else ""
    return key + _reasons(asked) + rich.html(asked.explanation, PICTURES)


def _reasons(asked: Question) -> str:
    made = ""
    for place, choice in enumerate(asked.choices):
        if choice.why:
            said = {"data-why": letter(place), "hidden": ""}
            text = element("span", f"{letter(place)})") + element("div", rich.html(choice.why, PICTURES))
            made += element("div", text, said)
    return made
