"""One QTI 2.1 item: its interaction, how it is scored, and what is shown after the answer."""

from collections.abc import Iterator

from kbtool.model.quiz import Form
from kbtool.quiz.exchange import rich, solution
from kbtool.quiz.exchange.gift import name
from kbtool.quiz.exchange.markup import element, escape
from kbtool.quiz.exchange.record import Question, letter

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PICTURES = "pictures/"
SOLUTION = "explanation"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CARDINALITY = {Form.SEVERAL: "multiple", Form.ORDER: "ordered"}
_CHOICES = frozenset({Form.ONE, Form.SEVERAL})
_EXPECTED_LINES = "8"


def item(asked: Question) -> str:
    """Return a question as an `assessmentItem`."""
    after = solution.html(asked, PICTURES)
    parts = [
        _response(asked),
        _declaration("outcomeDeclaration", "SCORE", _value("defaultValue", "0"), kind="float"),
        _declaration("outcomeDeclaration", "FEEDBACK", many=_CARDINALITY.get(asked.form, "single")),
        _declaration("outcomeDeclaration", "SOLUTION"),
        element("itemBody", _body(asked)),
        element("responseProcessing", "".join(_rules(asked, has_solution=bool(after)))),
        *(_feedback("FEEDBACK", called, rich.html(why, PICTURES)) for called, why in _reasons(asked)),
    ]
    if after:
        parts.append(_feedback("SOLUTION", SOLUTION, after))
    names = {
        "xmlns": QTI,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{QTI} {QTI}.xsd",
        "identifier": asked.id,
        "title": name(asked),
        "xml:lang": asked.lang,
        "adaptive": "false",
        "timeDependent": "false",
        "toolName": "kbtool",
    }
    return element("assessmentItem", "\n ".join(["", *parts]) + "\n", names)


def _reasons(asked: Question) -> Iterator[tuple[str, str]]:
    """Yield the reasons of options by their letter; those of other forms stand in the solution."""
    if asked.form in _CHOICES:
        yield from ((letter(place), one.why) for place, one in enumerate(asked.choices) if one.why)


def _response(asked: Question) -> str:
    """Return what an answer is and which one is right; a written one has no right answer."""
    many = _CARDINALITY.get(asked.form, "single")
    if asked.form is Form.WRITTEN:
        return _declaration("responseDeclaration", "RESPONSE", kind="string")
    if asked.form is not Form.TYPED:
        return _declaration(
            "responseDeclaration", "RESPONSE", _value("correctResponse", *asked.keys), many=many
        )
    texts = [choice.text for choice in asked.choices]
    entries = "".join(
        element("mapEntry", "", {"mapKey": text, "mappedValue": "1", "caseSensitive": "false"})
        for text in texts
    )
    content = _value("correctResponse", texts[0]) + element("mapping", entries, {"defaultValue": "0"})
    return _declaration("responseDeclaration", "RESPONSE", content, kind="string")


def _declaration(
    tag: str, called: str, content: str = "", *, kind: str = "identifier", many: str = "single"
) -> str:
    return element(tag, content, {"identifier": called, "cardinality": many, "baseType": kind})


def _value(tag: str, *values: str) -> str:
    return element(tag, "".join(element("value", escape(value)) for value in values))


def _body(asked: Question) -> str:
    stem = element("div", rich.html(asked.stem, PICTURES))
    to = {"responseIdentifier": "RESPONSE"}
    if asked.form is Form.TYPED:
        return stem + element("p", element("textEntryInteraction", "", {**to, "expectedLength": "40"}))
    if asked.form is Form.WRITTEN:
        return stem + element("extendedTextInteraction", "", {**to, "expectedLines": _EXPECTED_LINES})
    choices = "".join(
        element("simpleChoice", rich.html(choice.text, PICTURES), {"identifier": letter(place)})
        for place, choice in enumerate(asked.shown)
    )
    if asked.form is Form.ORDER:
        return stem + element("orderInteraction", choices, {**to, "shuffle": "true"})
    most = "1" if asked.form is Form.ONE else "0"
    return stem + element("choiceInteraction", choices, {**to, "shuffle": "true", "maxChoices": most})


def _rules(asked: Question, *, has_solution: bool) -> Iterator[str]:
    """Yield the rules: one point for the right answer, the feedback of what was chosen, and the solution.

    A person scores what was written.
    """
    response = _named("variable", "RESPONSE")
    if asked.form is Form.TYPED:
        yield _set("SCORE", _named("mapResponse", "RESPONSE"))
    elif asked.form is not Form.WRITTEN:
        is_right = element("match", response + _named("correct", "RESPONSE"))
        point, none = (
            _set("SCORE", element("baseValue", points, {"baseType": "float"})) for points in ("1", "0")
        )
        branches = element("responseIf", is_right + point) + element("responseElse", none)
        yield element("responseCondition", branches)
    if asked.form in _CHOICES:
        yield _set("FEEDBACK", response)
    if has_solution:
        yield _set("SOLUTION", element("baseValue", SOLUTION, {"baseType": "identifier"}))


def _named(tag: str, identifier: str) -> str:
    return element(tag, "", {"identifier": identifier})


def _set(outcome: str, value: str) -> str:
    return element("setOutcomeValue", value, {"identifier": outcome})


def _feedback(outcome: str, called: str, content: str) -> str:
    said = {"outcomeIdentifier": outcome, "showHide": "show", "identifier": called}
    return element("modalFeedback", content, said)
