"""The question banks of a project: reading all of them, finding items, writing changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kbtool.errors import InputError, UnknownNameError
from kbtool.model.problem import Problem
from kbtool.model.quiz import Item, Rejection, Spare
from kbtool.model.slug import slug
from kbtool.project import Project
from kbtool.quiz import bank
from kbtool.quiz.bank import Bank
from kbtool.quiz.shelf import Shelf
from kbtool.services import content
from kbtool.services.content import Library
from kbtool.settings import Settings
from kbtool.store import files

MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Banks:
    """All banks of a project, in the order of their names."""

    files: tuple[Bank, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of all banks."""
        return tuple(item for file in self.files for item in file.items)

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items by id; of two with the same id the first."""
        return {item.id: item for item in reversed(self.items)}

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """What people do not want to see again."""
        return tuple(rejection for file in self.files for rejection in file.rejections)

    @property
    def spares(self) -> tuple[Spare, ...]:
        """The wrong answers people wrote for want of neighbours."""
        return tuple(spare for file in self.files for spare in file.spares)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and ids that stand twice."""
        found = [problem for file in self.files for problem in file.problems]
        first: dict[str, Item] = {}
        for item in self.items:
            owner = first.setdefault(item.id, item)
            if owner is not item:
                message = f"the id “{item.id}” is taken by {owner.path}:{owner.line}"
                found.append(Problem(item.path, item.line, "quiz-id-duplicate", message, "choose another id"))
        return tuple(found)


def load(project: Project) -> Banks:
    """Read every bank; unreadable ones become problems."""
    return Banks(tuple(read(project, path) for path in _paths(project)))


def _paths(project: Project) -> Iterator[Path]:
    if project.quizzes.is_dir():
        for path in sorted(project.quizzes.rglob("*.yml")):
            if not any(part.startswith(".") for part in path.relative_to(project.quizzes).parts):
                yield path


def read(project: Project, path: Path) -> Bank:
    r"""Read one bank; what cannot be read is among its problems.

    Line ends are `\n` in its text, and a byte order mark is not in it: `encoded` puts both back.
    """
    shown = project.relative(path)
    if path.is_symlink() or path.stat().st_size > MAX_BYTES:
        message = "the file is a symbolic link" if path.is_symlink() else "the file has more than 4 MB"
        return Bank(shown, "", problems=(Problem(shown, 0, "quiz-file", message),))
    try:
        return bank.parse(path.read_text(encoding="utf-8-sig"), shown)
    except UnicodeDecodeError:
        problem = Problem(shown, 0, "quiz-file", "the file is not UTF-8 text", "save the file as UTF-8")
        return Bank(shown, "", problems=(problem,))


def encoded(text: str, before: bytes) -> bytes:
    """Return the bytes of a bank whose text has changed, with the line ends and the mark it had `before`."""
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    ends = "\r\n" if b"\r\n" in before else "\n"
    return mark + text.replace("\n", ends).encode("utf-8")


def save(path: Path, text: str) -> None:
    """Write a bank's text as its file is written."""
    files.write_bytes_atomic(path, encoded(text, path.read_bytes() if path.exists() else b""))


def readable(banks: Banks) -> Banks:
    """Return the banks if all of them can be read.

    Raises InputError for the first defect: writing into a bank that is half understood could lose items.
    """
    if banks.problems:
        first = banks.problems[0]
        raise InputError(
            f"{first.path}:{first.line}: {first.message}.",
            hint="“kbtool quiz lint” lists all defects; mend them first.",
        )
    return banks


def shelf(library: Library, settings: Settings, banks: Banks) -> Shelf:
    """Return the articles as the quiz sees them, with what the banks say about wrong answers."""
    return Shelf.of(library.articles, settings.teams, banks.spares)


def open_shelf(project: Project, settings: Settings, banks: Banks) -> Shelf:
    """Read the project's articles as the quiz sees them."""
    return shelf(content.load(project, settings), settings, banks)


def path_for(project: Project, topic: str) -> Path:
    """Return the bank that new items of a topic go to."""
    return project.quizzes / f"{slug(topic.replace('/', ' ')) or 'general'}.yml"


def topics(items: Iterable[Item]) -> list[str]:
    """Return the topics that items have."""
    return sorted({item.topic for item in items if item.topic})


def of_topic(items: Sequence[Item], topic: str, settings: Settings) -> list[Item]:
    """Return the items of a topic or of a topic below it.

    Raises UnknownNameError with the closest topics; names of categories count as well as their keys.
    """
    known = [*dict.fromkeys([*topics(items), *settings.categories])]
    names = {
        name.casefold(): key for key, found in settings.categories.items() for name in found.names.values()
    }
    key = names.get(topic.casefold(), topic)
    if key not in known:
        hint = f"Topics: {', '.join(known)}." if known else "There are no quiz items yet: kbtool quiz generate"
        raise UnknownNameError("topic", topic, [*known, *names], hint=hint)
    return [item for item in items if item.topic == key or item.topic.startswith(f"{key}/")]
