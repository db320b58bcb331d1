"""The pictures that quiz items show: found beside their bank, and named so that no two are mixed up."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kbtool.model.problem import Problem
from kbtool.model.quiz import Item
from kbtool.project import Project
from kbtool.quiz.exchange import images, record
from kbtool.quiz.exchange.record import Question

FOLDER = "pictures"


@dataclass(slots=True)
class Packed:
    """Items as a package holds them: pictures under their new names, and what stands against packing."""

    questions: list[Question] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def packed(project: Project, items: Iterable[Item]) -> Packed:
    """Return items and the pictures they show; a picture that is not there is a problem.

    Addresses on the web and pictures that are embedded already stay as they are.
    """
    made = Packed()
    for item in items:
        asked = record.question(item)
        made.questions.append(images.renamed(asked, names(project, item, asked, made)))
    return made


def names(project: Project, item: Item, asked: Question, made: Packed) -> Mapping[str, str]:
    """Read the pictures of one item into `made` and return what they are called there."""
    found = {}
    for source in images.sources(asked):
        if ":" in source:
            continue
        data = _read(project, project.root / Path(item.path).parent / source)
        if isinstance(data, str):
            hint = "correct the path, which starts at the bank's folder"
            message = f"{item.id}: the picture “{source}” {data}"
            made.problems.append(Problem(item.path, item.line, "quiz-export-picture", message, hint))
        else:
            found[source] = images.name(source, data)
            made.pictures[found[source]] = data
    return found


def _read(project: Project, path: Path) -> bytes | str:
    """Return a picture's bytes, or what is wrong with it."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(project.root.resolve()):
            return "lies outside the project"
        if real.stat().st_size > images.MAX_BYTES:
            return "has more than 1 MB"
        data = real.read_bytes()
    except OSError:
        return "cannot be read"
    return data if images.kind(data) else "is no PNG, JPEG, GIF or WebP"


def source_for(project: Project, bank: str, name: str) -> str:
    """Return how a bank, given by its path in the project, names an imported picture."""
    folder = (project.root / bank).parent
    return Path(os.path.relpath(project.quizzes / FOLDER / name, folder)).as_posix()
