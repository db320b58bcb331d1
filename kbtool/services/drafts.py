"""Finding drafts and articles by what people type, and the notes kbtool keeps beside a draft."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kbtool import frontmatter
from kbtool.errors import InputError, UnknownNameError
from kbtool.frontmatter import Document
from kbtool.model.article import Article
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services import content
from kbtool.settings import Settings
from kbtool.store import files


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft or an article with its file."""

    path: Path
    article: Article
    document: Document
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known of a draft beside its text.

    `tickets` are the references it was drawn from, `confidence` lies between 0 and 1, `fields` say for each
    field where it comes from (evidence, confidence, rule), `instead` are articles that may answer already.
    """

    tickets: tuple[str, ...] = ()
    confidence: float = 0.0
    fields: Mapping[str, Any] = field(default_factory=dict)
    instead: tuple[str, ...] = ()


def paths(project: Project) -> Iterator[Path]:
    """Yield the files of all drafts."""
    yield from content.markdown_files(project.drafts)


def open_item(project: Project, settings: Settings, name: str) -> Opened:
    """Open a draft or an article by its id or its path.

    Raises UnknownNameError with the closest ids, InputError for a file that cannot be read.
    """
    path = _find(project, settings, name)
    article, problems = content.read_article(project, path)
    if article is None:
        raise InputError(str(problems[0]), hint="Mend the file, then run the command again.")
    return Opened(path, article, content.read_document(path), tuple(problems))


def open_all(project: Project) -> tuple[list[Opened], list[Problem]]:
    """Open every draft; those that cannot be read become problems."""
    opened: list[Opened] = []
    problems: list[Problem] = []
    for path in paths(project):
        article, found = content.read_article(project, path)
        if article is None:
            problems += found
        else:
            opened.append(Opened(path, article, content.read_document(path), tuple(found)))
    return opened, problems


def _find(project: Project, settings: Settings, name: str) -> Path:
    known = {path.stem: path for path in paths(project)}
    if name in known:
        return known[name]
    library = content.load(project, settings)
    articles = {item.id: project.docs / item.path for item in library.by_id.values()}
    if name in articles:
        return articles[name]
    for path in (project.root / name, Path(name)):
        if path.suffix == ".md" and path.exists():
            return _inside(project, path)
    hint = "“kbtool inbox” lists the drafts, “kbtool search” finds articles."
    raise UnknownNameError("draft or article", name, [*known, *articles], hint=hint)


def _inside(project: Project, path: Path) -> Path:
    where = path.absolute()
    if path.is_symlink() or not path.resolve().is_relative_to(project.root.resolve()):
        raise InputError(f"{path} lies outside the project.", hint="Use “kbtool adopt” to take files in.")
    folders = (project.docs, project.drafts)
    if not any(where.resolve().is_relative_to(folder.resolve()) for folder in folders):
        raise InputError(
            f"{path} is neither a draft nor an article.", hint="Drafts lie in .kbtool/drafts, articles in docs."
        )
    return where.resolve()


def read_notes(path: Path) -> Notes:
    """Read the notes beside a draft; a draft without notes has none."""
    try:
        data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return Notes(
            tuple(data.get("tickets", ())),
            float(data.get("confidence", 0.0)),
            data.get("fields", {}),
            tuple(data.get("instead", ())),
        )
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return Notes()


def write_notes(path: Path, notes: Notes) -> None:
    """Write the notes beside a draft."""
    data = {
        "tickets": notes.tickets,
        "confidence": notes.confidence,
        "fields": notes.fields,
        "instead": notes.instead,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, default=list)
    files.write_atomic(path.with_suffix(".json"), text + "\n")


def remove(path: Path) -> None:
    """Remove a draft and its notes; the notes first, since nobody would find them without the draft."""
    files.remove(path.with_suffix(".json"), path)


def sweep(project: Project) -> None:
    """Remove what a killed process has left beside the drafts: temporary files, and notes without a draft."""
    files.sweep(project.drafts)
    files.remove(*(path for path in project.drafts.glob("*.json") if not path.with_suffix(".md").exists()))


def save(path: Path, document: Document) -> None:
    """Write a draft or an article."""
    files.write_atomic(path, frontmatter.dump(document))
