"""QTI 2.1: a content package with one single-choice item per file, feedback for each option."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

from kbtool.model.problem import Problem
from kbtool.quiz.exchange import images, labels, markup, rich, zipped
from kbtool.quiz.exchange.gift import name
from kbtool.quiz.exchange.markup import DECLARATION, DoctypeError, element, escape
from kbtool.quiz.exchange.record import Choice, Found, Question, letter

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_MD = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MANIFEST = "imsmanifest.xml"
_PICTURES = "pictures/"
_EXPLANATION = "explanation"


def write(questions: Sequence[Question], pictures: Mapping[str, bytes]) -> bytes:
    """Return a package: the manifest, an item for each question, and the pictures they show."""
    files = {_MANIFEST: _manifest(questions, pictures).encode()}
    for asked in questions:
        files[_place(asked)] = f"{DECLARATION}{_item(asked)}\n".encode()
    for source in sorted(pictures):
        files[f"{_PICTURES}{source}"] = pictures[source]
    return zipped.write(files)


def _place(asked: Question) -> str:
    return f"{asked.id}.xml"


def _manifest(questions: Sequence[Question], pictures: Mapping[str, bytes]) -> str:
    resources = "".join(f"\n{_resource(asked, pictures)}" for asked in questions)
    about = element("schema", "QTIv2.1 Package") + element("schemaversion", "1.0.0")
    content = f"\n{element('metadata', about)}\n<organizations/>\n{element('resources', resources)}\n"
    names = {"identifier": "kbtool", "xmlns": _CP}
    return f"{DECLARATION}{element('manifest', content, names)}\n"


def _resource(asked: Question, pictures: Mapping[str, bytes]) -> str:
    own = [_place(asked), *(f"{_PICTURES}{one}" for one in images.sources(asked) if one in pictures)]
    parts = element("metadata", _lom(asked)) + "".join(element("file", "", {"href": one}) for one in own)
    said = {"identifier": f"r-{asked.id}", "type": "imsqti_item_xmlv2p1", "href": _place(asked)}
    return element("resource", parts, said)


def _lom(asked: Question) -> str:
    """Return what the item is about, as the learning object metadata that QTI packages carry."""

    def said(text: str) -> str:
        return element("langstring", escape(text), {"xml:lang": asked.lang})

    keywords = "".join(element("keyword", said(label)) for label in labels.of(asked))
    general = element("title", said(name(asked))) + element("language", asked.lang) + keywords
    return element("lom", element("general", general), {"xmlns": _MD})


def _item(asked: Question) -> str:
    key = letter(asked.key)
    parts = [
        _declaration("responseDeclaration", "RESPONSE", "correctResponse", key),
        _declaration("outcomeDeclaration", "SCORE", "defaultValue", "0", kind="float"),
        _declaration("outcomeDeclaration", "FEEDBACK"),
        _declaration("outcomeDeclaration", "SOLUTION"),
        element("itemBody", element("div", rich.html(asked.stem, _PICTURES)) + _interaction(asked)),
        _processing(asked),
        *(_feedback("FEEDBACK", letter(n), choice.why) for n, choice in enumerate(asked.choices) if choice.why),
    ]
    if asked.explanation:
        parts.append(_feedback("SOLUTION", _EXPLANATION, asked.explanation))
    names = {
        "xmlns": _QTI,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{_QTI} {_QTI}.xsd",
        "identifier": asked.id,
        "title": name(asked),
        "xml:lang": asked.lang,
        "adaptive": "false",
        "timeDependent": "false",
        "toolName": "kbtool",
    }
    return element("assessmentItem", "\n ".join(["", *parts]) + "\n", names)


def _declaration(tag: str, called: str, holds: str = "", value: str = "", *, kind: str = "identifier") -> str:
    content = element(holds, element("value", value)) if holds else ""
    return element(tag, content, {"identifier": called, "cardinality": "single", "baseType": kind})


def _interaction(asked: Question) -> str:
    choices = (
        element("simpleChoice", rich.html(choice.text, _PICTURES), {"identifier": letter(place)})
        for place, choice in enumerate(asked.choices)
    )
    said = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxChoices": "1"}
    return element("choiceInteraction", "".join(choices), said)


def _processing(asked: Question) -> str:
    """Return the rules: one point for the key, the feedback of what was chosen, and the explanation."""
    response, right = _named("variable", "RESPONSE"), _named("correct", "RESPONSE")
    point = _set("SCORE", element("baseValue", "1", {"baseType": "float"}))
    none = _set("SCORE", element("baseValue", "0", {"baseType": "float"}))
    rules = [
        element(
            "responseCondition",
            element("responseIf", element("match", response + right) + point) + element("responseElse", none),
        ),
        _set("FEEDBACK", response),
    ]
    if asked.explanation:
        rules.append(_set("SOLUTION", element("baseValue", _EXPLANATION, {"baseType": "identifier"})))
    return element("responseProcessing", "".join(rules))


def _named(tag: str, identifier: str) -> str:
    return element(tag, "", {"identifier": identifier})


def _set(outcome: str, value: str) -> str:
    return element("setOutcomeValue", value, {"identifier": outcome})


def _feedback(outcome: str, called: str, text: str) -> str:
    said = {"outcomeIdentifier": outcome, "showHide": "show", "identifier": called}
    return element("modalFeedback", rich.html(text, _PICTURES), said)


def read(data: bytes, path: str) -> Found:
    """Read a package that `write` made: the check that nothing was lost on the way."""
    questions, problems = [], []
    try:
        files = zipped.read(data)
        for place, about in _items(files):
            try:
                questions.append(_question(markup.document(files[place]), about))
            except (ET.ParseError, ValueError, KeyError, AttributeError) as error:
                message = f"{place}: no item: {type(error).__name__}: {error}"
                problems.append(Problem(path, 0, "quiz-import-broken", message))
    except (ET.ParseError, DoctypeError, ValueError, KeyError) as error:
        problems.append(Problem(path, 0, "quiz-import-broken", f"no QTI package: {error}"))
        return Found(problems=tuple(problems))
    pictures = {one.removeprefix(_PICTURES): files[one] for one in files if one.startswith(_PICTURES)}
    return Found(tuple(questions), tuple(problems), pictures)


def _items(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """Yield where each item is and its labels."""
    for resource in markup.document(files[_MANIFEST]).iter(f"{{{_CP}}}resource"):
        keywords = resource.iterfind(f".//{{{_MD}}}keyword/{{{_MD}}}langstring")
        yield resource.get("href", ""), [keyword.text or "" for keyword in keywords]


def _question(root: ET.Element, about: Sequence[str]) -> Question:
    for part in root.iter():
        part.tag = part.tag.removeprefix(f"{{{_QTI}}}")
    key = root.findtext("responseDeclaration/correctResponse/value")
    feedback = {one.get("identifier"): rich.from_element(one, _PICTURES) for one in root.iter("modalFeedback")}
    choices = tuple(
        Choice(
            rich.from_element(one, _PICTURES),
            feedback.get(one.get("identifier"), ""),
            is_key=one.get("identifier") == key,
        )
        for one in root.iter("simpleChoice")
    )
    stem = root.find("itemBody/div")
    if stem is None:
        raise ValueError("the item has no question")
    made = Question(
        stem=rich.from_element(stem, _PICTURES),
        choices=choices,
        explanation=feedback.get(_EXPLANATION, ""),
        id=root.attrib["identifier"],
    )
    return replace(made, **{**labels.read(about), "lang": root.attrib[_LANG]})
