"""Take quiz items from files of other programs into the banks, as drafts that name where they come from."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from types import MappingProxyType

from kbtool.errors import InputError, UnknownNameError
from kbtool.model.problem import Problem
from kbtool.model.quiz import Item
from kbtool.project import Project
from kbtool.quiz import write
from kbtool.quiz.exchange import gift, images, moodle_xml, record, tables, toml_quiz
from kbtool.quiz.exchange.record import Found
from kbtool.quiz.gate.run import examine
from kbtool.quiz.shelf import Shelf
from kbtool.services import quiz_bank, quiz_pictures
from kbtool.services.quiz_bank import Banks
from kbtool.services.quiz_generate import mint
from kbtool.services.quiz_settle import Defaults, Fate, Settled, Settler
from kbtool.settings import Settings
from kbtool.store import files

MAX_BYTES = 64 * 1024 * 1024


class Format(StrEnum):
    """A format that items are read from."""

    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    CSV = "csv"
    TOML = "toml"


_READERS: Mapping[Format, Callable[[bytes, str], Found]] = MappingProxyType({
    Format.GIFT: lambda data, path: gift.read(data.decode("utf-8-sig"), path),
    Format.MOODLE_XML: moodle_xml.read,
    Format.CSV: lambda data, path: tables.read(data.decode("utf-8-sig"), path),
    Format.TOML: lambda data, path: toml_quiz.read(data.decode("utf-8-sig"), path),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """One item of the file and what became of it."""

    id: str
    fate: Fate
    article: str
    bank: str
    line: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was taken, what was not (`rejects`), and what the gate says to the items that are new or changed."""

    taken: tuple[Taken, ...]
    rejects: tuple[Problem, ...]
    findings: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    files: tuple[str, ...]


def take(
    project: Project,
    settings: Settings,
    kind: Format,
    file: Path,
    *,
    rng: Random,
    defaults: Defaults,
    dry_run: bool = False,
) -> Report:
    """Read a file and put its questions into the banks; taking it again changes nothing.

    Raises InputError for a file that cannot be read or banks that have to be mended first, UnknownNameError for
    a default article or topic that does not exist.
    """
    found = _with_pictures(_sane(_read(kind, file), file.name))
    with files.locked(project.lock, doing="quiz import"):
        banks = quiz_bank.readable(quiz_bank.load(project))
        shelf = quiz_bank.open_shelf(project, settings, banks)
        _known(settings, shelf, defaults)
        settler = Settler(
            project,
            banks,
            shelf,
            defaults,
            origin=f"{kind}:{file.name}",
            pictures=found.pictures,
            mint=mint(rng, {item.id for item in banks.items}),
        )
        settled = [settler.settle(asked) for asked in found.questions]
        made = [one for one in settled if isinstance(one, Settled)]
        texts = _texts(project, banks, made)
        if not dry_run:
            _write(project, texts, made, found.pictures)
    rejects = [*found.problems, *(one for one in settled if isinstance(one, Problem))]
    return _report(project, made, rejects, texts, _findings(settings, shelf, made))


def _known(settings: Settings, shelf: Shelf, defaults: Defaults) -> None:
    if defaults.article and defaults.article not in shelf.entries:
        raise UnknownNameError("validated article", defaults.article, shelf.entries)
    if defaults.topic and settings.categories and defaults.topic.partition("/")[0] not in settings.categories:
        raise UnknownNameError("topic", defaults.topic, settings.categories)


def _read(kind: Format, file: Path) -> Found:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"{file.name} has more than 64 MB.", hint="Export fewer questions at a time.")
        return _READERS[kind](file.read_bytes(), file.name)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        hint = "Save it as UTF-8; in Excel that is “CSV UTF-8”."
        raise InputError(f"{file.name} is not UTF-8 text.", hint=hint) from None


def _sane(found: Found, path: str) -> Found:
    """Leave out questions that no person wrote."""
    problems = [
        Problem(path, asked.line, "quiz-import-broken", "a text has thousands of marks", "look at the file")
        for asked in found.questions
        if record.is_excessive(asked)
    ]
    questions = tuple(asked for asked in found.questions if not record.is_excessive(asked))
    return Found(questions, (*found.problems, *problems), found.pictures)


def _with_pictures(found: Found) -> Found:
    """Take embedded pictures out of the texts, and give every picture a name of its own."""
    questions, kept = [], {}
    for asked in found.questions:
        names = {}
        for source in images.sources(asked):
            data = images.bytes_of(source) or found.pictures.get(source)
            if data is not None and images.kind(data) and len(data) <= images.MAX_BYTES:
                names[source] = images.name(source, data)
                kept[names[source]] = data
        questions.append(images.renamed(asked, names))
    return Found(tuple(questions), found.problems, kept)


def _texts(project: Project, banks: Banks, made: list[Settled]) -> Mapping[Path, str]:
    """Return the new text of every bank that changes."""
    changed: dict[str, list[Item]] = defaultdict(list)
    added: dict[str, list[Item]] = defaultdict(list)
    for one in made:
        if one.fate is not Fate.UNCHANGED:
            (added if one.fate is Fate.ADDED else changed)[one.item.path].append(one.item)
    old = {bank.path: bank.text for bank in banks.files}
    return {
        project.root / path: write.update(old.get(path, ""), changed[path], added[path])
        for path in sorted({*changed, *added})
    }


def _write(
    project: Project, texts: Mapping[Path, str], made: list[Settled], pictures: Mapping[str, bytes]
) -> None:
    """Write pictures first, so that no bank ever names one that is not there."""
    wanted = {name for one in made if one.fate is not Fate.UNCHANGED for name in one.pictures}
    for name in sorted(wanted):
        files.write_bytes_atomic(project.quizzes / quiz_pictures.FOLDER / name, pictures[name])
    for path, text in texts.items():
        quiz_bank.save(path, text)


def _findings(settings: Settings, shelf: Shelf, made: list[Settled]) -> Mapping[bool, tuple[Problem, ...]]:
    """Return what the gate says to new and changed items: errors under True, warnings under False."""
    findings: dict[bool, list[Problem]] = {True: [], False: []}
    for one in made:
        for finding in examine(one.item, shelf, settings.quiz) if one.fate is not Fate.UNCHANGED else ():
            message = f"{one.item.id}: {finding.message}"
            hint = "mend the item before you set it to “reviewed”"
            findings[finding.is_error].append(Problem(one.item.path, 0, finding.code, message, hint))
    return {is_error: tuple(found) for is_error, found in findings.items()}


def _report(
    project: Project,
    made: list[Settled],
    rejects: list[Problem],
    texts: Mapping[Path, str],
    findings: Mapping[bool, tuple[Problem, ...]],
) -> Report:
    return Report(
        tuple(Taken(one.item.id, one.fate, one.item.article, one.item.path, one.line) for one in made),
        tuple(rejects),
        findings[True],
        findings[False],
        tuple(project.relative(path) for path in texts),
    )
