"""Write quiz items, or the answers to them, in the formats of other programs; what is written is read again."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from kbtool.errors import InputError, StoreError, UnknownNameError
from kbtool.model.problem import Problem
from kbtool.model.quiz import Answer, Item
from kbtool.project import Project
from kbtool.quiz.draw import askable
from kbtool.quiz.exchange import (
    anki,
    gift,
    gift_answers,
    images,
    moodle_xml,
    qti21,
    record,
    scorm12,
    tables,
    xapi,
)
from kbtool.quiz.exchange.record import Found, Question
from kbtool.services import quiz_anki, quiz_bank, quiz_pictures
from kbtool.settings import Settings, site_url
from kbtool.store import files, results
from kbtool.store.database import Store


class Format(StrEnum):
    """A format that items are written in."""

    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    QTI21 = "qti21"
    SCORM12 = "scorm12"
    ANKI = "anki"
    CSV = "csv"


STATEMENTS = "xapi"
ENDINGS: Mapping[str, str] = MappingProxyType({
    Format.GIFT: "quiz.gift",
    Format.MOODLE_XML: "quiz.xml",
    Format.QTI21: "quiz-qti21.zip",
    Format.SCORM12: "quiz-scorm12.zip",
    Format.ANKI: "quiz.apkg",
    Format.CSV: "quiz.csv",
    STATEMENTS: "quiz-xapi.jsonl",
})  # fmt: skip
READERS: Mapping[str, Callable[[bytes, str], Found]] = MappingProxyType({
    Format.GIFT: lambda data, path: gift.read(data.decode(), path),
    Format.MOODLE_XML: moodle_xml.read,
    Format.QTI21: qti21.read,
    Format.SCORM12: scorm12.read,
    Format.ANKI: anki.read,
    Format.CSV: lambda data, path: tables.read(data.decode(), path),
})  # fmt: skip
_UNPACKED = frozenset({Format.CSV})


@dataclass(frozen=True, slots=True)
class Report:
    """What was written; `problems` stand against it, and with one of them nothing is.

    `drafts` counts the items that nobody has reviewed: none, or all where there are no others.
    """

    format: str
    path: str
    count: int
    drafts: int = 0
    pictures: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items are wanted; empty means any."""

    topic: str = ""
    lang: str = ""


def export(
    project: Project,
    settings: Settings,
    kind: Format,
    target: Path,
    *,
    now: datetime,
    choice: Choice = Choice(),
    dry_run: bool = False,
) -> Report:
    """Write the items people vouch for (where there are none, the drafts) into one file.

    Raises InputError where there is nothing to write, StoreError where the file does not say what it should.
    """
    items = _items(project, settings, choice)
    packed = _ready(project, kind, items)
    problems = (*packed.problems, *_problems(kind, items))
    drafts = sum(not item.status.is_scored for item in items)
    report = Report(kind, str(target), len(items), drafts, len(packed.pictures), tuple(problems))
    if problems:
        return report
    data = _written(settings, kind, packed, now=now, choice=choice)
    if not dry_run:
        files.write_checked(target, [data], lambda path: _check(kind, path.read_bytes(), packed))
    else:
        _check(kind, data, packed)
    return report


def _items(project: Project, settings: Settings, choice: Choice) -> list[Item]:
    items = list(quiz_bank.readable(quiz_bank.load(project)).items)
    if choice.topic:
        items = quiz_bank.of_topic(items, choice.topic, settings)
    found = askable(item for item in items if choice.lang in {"", item.lang})
    if not found:
        raise InputError("There are no quiz items to export.", hint="“kbtool quiz show” lists what there is.")
    return found


def _ready(project: Project, kind: Format, items: Sequence[Item]) -> quiz_pictures.Packed:
    """Return the items with their pictures packed, embedded or left where they are, as the format has it."""
    if kind in _UNPACKED:
        return quiz_pictures.Packed([record.question(item) for item in items])
    packed = quiz_pictures.packed(project, items)
    if kind is Format.GIFT:
        addresses = {name: images.embedded(data) for name, data in packed.pictures.items()}
        packed.questions = [images.renamed(asked, addresses) for asked in packed.questions]
    return packed


def _problems(kind: Format, items: Sequence[Item]) -> Iterator[Problem]:
    for item in items:
        asked = record.question(item)
        wrong = record.unwritable(asked) or (gift_answers.unwritable(asked) if kind is Format.GIFT else "")
        if wrong:
            message = f"{item.id}: {wrong}"
            yield Problem(item.path, item.line, "quiz-export-item", message, "mend the item in its bank")


def _written(
    settings: Settings,
    kind: Format,
    packed: quiz_pictures.Packed,
    *,
    now: datetime,
    choice: Choice,
) -> bytes:
    questions, pictures = packed.questions, packed.pictures
    if kind is Format.GIFT:
        return gift.write(questions).encode()
    if kind is Format.MOODLE_XML:
        return moodle_xml.write(questions, pictures).encode()
    if kind is Format.QTI21:
        return qti21.write(questions, pictures)
    if kind is Format.ANKI:
        return quiz_anki.pack(map(anki.note, questions), pictures, now=now)
    if kind is Format.CSV:
        return tables.write(questions).encode()
    return _scorm(settings, questions, pictures, choice)


def _scorm(
    settings: Settings, questions: Sequence[Question], pictures: Mapping[str, bytes], choice: Choice
) -> bytes:
    lang = Counter(asked.lang for asked in questions).most_common(1)[0][0]
    title = f"Quiz: {settings.category_name(choice.topic, lang)}" if choice.topic else "Quiz"
    try:
        return scorm12.write(
            questions,
            pictures,
            title=title,
            player=_asset("typed.js") + _asset("player.js"),
            style=_asset("style.css"),
        )
    except ValueError as error:
        raise InputError(f"{error}.", hint="Export one topic at a time with --topic.") from None


def _asset(name: str) -> str:
    return resources.files("kbtool.quiz.exchange").joinpath("scorm", name).read_text(encoding="utf-8")


def _check(kind: Format, data: bytes, packed: quiz_pictures.Packed) -> None:
    """Compare what a file says with what it should.

    Raises StoreError for any difference in the number of questions, in their words, or in their pictures.
    """
    found = READERS[kind](data, "")
    wanted = len(packed.questions)
    if len(found.questions) != wanted or found.problems:
        reason = f": {found.problems[0].message}" if found.problems else ""
        raise _unlike(f"{wanted} items went in and {len(found.questions)} came out{reason}")
    after = {asked.id: asked for asked in found.questions}
    for before in packed.questions:
        if before != after.get(before.id):
            raise _unlike(f"the item “{before.id}” came out changed")
    if kind in {Format.GIFT, Format.CSV}:
        return
    if found.pictures != packed.pictures:
        raise _unlike("pictures came out changed")


def _unlike(what: str) -> StoreError:
    return StoreError(
        f"The export was read again and {what}.", hint="Nothing was left behind; please report it."
    )


def statements(
    project: Project,
    settings: Settings,
    url: str | None,
    target: Path,
    *,
    choice: Choice = Choice(),
    dry_run: bool = False,
) -> Report:
    """Write one xAPI statement for each stored answer; a million of them need no more memory than one.

    Raises InputError where the project has no address, by which an LRS knows whose pseudonyms these are.
    """
    home = site_url(project.config)
    if not home:
        raise InputError(
            "mkdocs.yml has no site_url, and statements name people as accounts of the site.",
            hint="Add “site_url: https://…/”.",
        )
    topic = _topic(settings, choice.topic)
    count = 0

    def lines(store: Store) -> Iterator[bytes]:
        nonlocal count
        for answer in results.iterate(store):
            if choice.lang in {"", answer.lang} and _is_on(answer, topic):
                count += 1
                yield xapi.line(answer, home).encode()

    with Store.open(project, url) as store:
        if dry_run:
            count = sum(1 for _ in lines(store))
        else:
            files.write_checked(target, lines(store), lambda path: _count(path, count))
    return Report(STATEMENTS, str(target), count)


def _topic(settings: Settings, wanted: str) -> str:
    """Return the key of a category, which may be given by its name; others are taken as they are."""
    for key, category in settings.categories.items():
        if wanted.casefold() in {name.casefold() for name in category.names.values()}:
            return key
    if wanted and settings.categories and wanted.partition("/")[0] not in settings.categories:
        raise UnknownNameError("topic", wanted, settings.categories)
    return wanted


def _is_on(answer: Answer, topic: str) -> bool:
    return not topic or answer.topic == topic or answer.topic.startswith(f"{topic}/")


def _count(path: Path, wanted: int) -> None:
    with path.open(encoding="utf-8") as file:
        try:
            found = xapi.count(file)
        except ValueError as error:
            raise _unlike(str(error)) from None
    if found != wanted:
        raise _unlike(f"{wanted} statements went in and {found} came out")
