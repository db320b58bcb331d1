"""QTI 2.1: a content package with one item per file, in the interaction that fits its form."""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from kbtool.model.problem import Problem
from kbtool.model.quiz import Form
from kbtool.quiz.exchange import images, labels, markup, qti_item, rich, solution, zipped
from kbtool.quiz.exchange.gift import name
from kbtool.quiz.exchange.markup import DECLARATION, DoctypeError, element, escape
from kbtool.quiz.exchange.qti_item import PICTURES, QTI, SOLUTION
from kbtool.quiz.exchange.record import Choice, Found, Question, labelled
from kbtool.quiz.exchange.solution import Solution

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_MD = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MANIFEST = "imsmanifest.xml"


def write(questions: Sequence[Question], pictures: Mapping[str, bytes]) -> bytes:
    """Return a package: the manifest, an item for each question, and the pictures they show."""
    files = {_MANIFEST: _manifest(questions, pictures).encode()}
    for asked in questions:
        files[_place(asked)] = f"{DECLARATION}{qti_item.item(asked)}\n".encode()
    for source in sorted(pictures):
        files[f"{PICTURES}{source}"] = pictures[source]
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
    own = [_place(asked), *(f"{PICTURES}{one}" for one in images.sources(asked) if one in pictures)]
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


def read(data: bytes, path: str) -> Found:
    """Read a package that `write` made: the check that nothing was lost on the way."""
    questions, problems = [], []
    try:
        files = zipped.read(data)
        for place, about in _items(files):
            try:
                questions.append(_question(markup.document(files[place]), about))
            except (ET.ParseError, ValueError, LookupError, AttributeError) as error:
                message = f"{place}: no item: {type(error).__name__}: {error}"
                problems.append(Problem(path, 0, "quiz-import-broken", message))
    except (ET.ParseError, DoctypeError, ValueError, LookupError) as error:
        problems.append(Problem(path, 0, "quiz-import-broken", f"no QTI package: {error}"))
        return Found(problems=tuple(problems))
    pictures = {one.removeprefix(PICTURES): files[one] for one in files if one.startswith(PICTURES)}
    return Found(tuple(questions), tuple(problems), pictures)


def _items(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """Yield where each item is and its labels."""
    for resource in markup.document(files[_MANIFEST]).iter(f"{{{_CP}}}resource"):
        keywords = resource.iterfind(f".//{{{_MD}}}keyword/{{{_MD}}}langstring")
        yield resource.get("href", ""), [keyword.text or "" for keyword in keywords]


def _question(root: ET.Element, about: Sequence[str]) -> Question:
    for part in root.iter():
        part.tag = part.tag.removeprefix(f"{{{QTI}}}")
    feedback = {one.get("identifier", ""): one for one in root.iter("modalFeedback")}
    after = solution.of_element(feedback.pop(SOLUTION), PICTURES) if SOLUTION in feedback else Solution()
    whys = {called: rich.from_element(one, PICTURES) for called, one in feedback.items()}
    stem = root.find("itemBody/div")
    if stem is None:
        raise ValueError("the item has no question")
    form = _form(root)
    made = Question(
        stem=rich.from_element(stem, PICTURES),
        choices=_choices(root, form, whys, after),
        explanation=after.explanation,
        id=root.attrib["identifier"],
        form=form,
        model=after.model,
    )
    return labelled(made, {**labels.read(about), "lang": root.attrib[_LANG]})


def _form(root: ET.Element) -> Form:
    for tag, form in _FORMS.items():
        if root.find(f"itemBody//{tag}") is not None:
            is_single = root.find("responseDeclaration[@cardinality='single']") is not None
            return Form.SEVERAL if form is Form.ONE and not is_single else form
    raise ValueError("the item has no interaction")


_FORMS = {
    "choiceInteraction": Form.ONE,
    "orderInteraction": Form.ORDER,
    "textEntryInteraction": Form.TYPED,
    "extendedTextInteraction": Form.WRITTEN,
}


def _choices(root: ET.Element, form: Form, whys: Mapping[str, str], after: Solution) -> tuple[Choice, ...]:
    if form is Form.WRITTEN:
        return after.checklist()
    if form is Form.TYPED:
        entries = root.iterfind("responseDeclaration/mapping/mapEntry")
        return after.reasoned([Choice(entry.attrib["mapKey"], is_key=True) for entry in entries])
    keys = [value.text or "" for value in root.iterfind("responseDeclaration/correctResponse/value")]
    texts = {one.get("identifier", ""): rich.from_element(one, PICTURES) for one in root.iter("simpleChoice")}
    if form is Form.ORDER:
        return after.reasoned([Choice(texts[key]) for key in keys])
    return tuple(Choice(text, whys.get(one, ""), is_key=one in keys) for one, text in texts.items())
