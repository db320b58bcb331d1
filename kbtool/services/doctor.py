"""Say what is installed, what is set, what is healthy, and how to get what is missing."""

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from kbtool import __version__, settings
from kbtool.errors import KbError
from kbtool.project import Project
from kbtool.services import check, clock, content, privacy, search
from kbtool.settings import Settings
from kbtool.store import releases, results, tickets
from kbtool.store.database import Store

PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "Markdown",
    "pymdown-extensions",
    "whoosh",
    "SQLAlchemy",
    "nh3",
    "click",
)


# What a build of a large site may need.
ROOM_MB = 500


class Health(StrEnum):
    """How a thing is."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, how it is, and what to do about it."""

    name: str
    health: Health
    detail: str
    hint: str = ""


def doctor(project: Project | None, *, today: date) -> list[Finding]:
    """Look at the installation and, where there is one, at the project."""
    findings = list(_installation())
    if project is None:
        hint = "kbtool init my-kb, or kbtool demo"
        return [*findings, Finding("project", Health.WARNING, "there is none here or in a folder above", hint)]
    try:
        found = settings.load(project.config)
    except KbError as error:
        return [*findings, Finding("settings", Health.BROKEN, str(error), error.hint)]
    counts = f"{len(found.categories)} categories, {len(found.sources)} sources"
    findings.append(Finding("settings", Health.OK, counts))
    for look in (_folders, _sources, _content, _store, _index):
        findings += _safely(look, project, found, today)
    return findings


_Look = Callable[[Project, Settings, date], Iterator[Finding]]


def _safely(look: _Look, project: Project, found: Settings, today: date) -> list[Finding]:
    try:
        return list(look(project, found, today))
    except KbError as error:
        return [Finding(look.__name__.strip("_"), Health.BROKEN, str(error), error.hint)]


def _installation() -> Iterator[Finding]:
    yield Finding("kbtool", Health.OK, __version__)
    yield Finding("Python", Health.OK, platform.python_version())
    yield Finding("SQLite", Health.OK, sqlite3.sqlite_version)
    for package in PACKAGES:
        try:
            yield Finding(package, Health.OK, metadata.version(package))
        except metadata.PackageNotFoundError:
            yield Finding(package, Health.BROKEN, "is not installed", f"pip install {package}")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    known = editor or next(
        (name for name in ("sensible-editor", "vim", "nano", "vi") if shutil.which(name)), ""
    )
    if known:
        yield Finding("editor", Health.OK, known)
    else:
        yield Finding("editor", Health.WARNING, "none is set", "export EDITOR=nano, for “kbtool review”")


def _folders(project: Project, _: Settings, __: date) -> Iterator[Finding]:
    for folder in (project.root, project.private):
        if folder.exists() and not os.access(folder, os.W_OK):
            name = project.relative(folder) or "."
            yield Finding(name, Health.BROKEN, "cannot be written", "check its owner and rights")
    free = shutil.disk_usage(project.root).free // 2**20
    if free > ROOM_MB:
        yield Finding("disk", Health.OK, f"{free} MB free")
    else:
        yield Finding("disk", Health.WARNING, f"{free} MB free", "make room before the next build")
    for name in releases.lost(project.site):
        yield Finding(f"site {name}", Health.BROKEN, "its last build was cut off", "kbtool build")
    ignore = project.root / ".gitignore"
    if (project.root / ".git").exists() and ".kbtool" not in _text(ignore):
        yield Finding("git", Health.BROKEN, "tickets may get into git", "add “/.kbtool/” to .gitignore")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _sources(project: Project, found: Settings, _: date) -> Iterator[Finding]:
    for source in found.sources:
        tables = [table.path for table in (source.tickets, source.messages) if table]
        for path in [source.path] if source.path else tables:
            if (project.root / path).is_file():
                yield Finding(f"source {source.name}", Health.OK, path)
            else:
                hint = f"export it again, or correct the path in {project.config.name}"
                yield Finding(f"source {source.name}", Health.BROKEN, f"{path} is not there", hint)


def _content(project: Project, found: Settings, today: date) -> Iterator[Finding]:
    library = content.load(project, found)
    public = sum(article.is_public for article in library.articles)
    problems = len(check.check(project, found, today=today))
    health = Health.WARNING if problems else Health.OK
    yield Finding("articles", Health.OK, f"{len(library.articles)}, {public} of them public")
    yield Finding("content", health, f"{problems} problems", "kbtool check" if problems else "")


def _store(project: Project, _: Settings, today: date) -> Iterator[Finding]:
    url = privacy.database_url()
    if url is None and not project.database.exists():
        yield Finding("store", Health.WARNING, "is empty", "kbtool ingest")
        return
    with Store.open(project, url) as store:
        count = tickets.count(store)
        defect = store.integrity_problem()
        newest = results.newest(store)
        doubted = clock.doubted(store, now=datetime.combine(today, time(), UTC)) if newest else None
    where = "PostgreSQL" if url else project.relative(project.database)
    if defect:
        hint = "restore a backup, or delete it and run kbtool ingest"
        yield Finding("store", Health.BROKEN, f"{where}: {defect}", hint)
    else:
        yield Finding("store", Health.OK, f"{where}, {count} tickets")
    if newest and newest.date() > today + timedelta(days=1):
        hint = "set the clock: answers with a wrong date are deleted too early or too late"
        yield Finding("clock", Health.WARNING, f"is behind an answer of {newest.date()}", hint)
    if doubted:
        detail = f"is far beyond {doubted.date()}, the last time known: nothing is deleted for its age"
        hint = "set the clock, or confirm it: kbtool results delete --expired --clock-is-right"
        yield Finding("clock", Health.WARNING, detail, hint)


def _index(project: Project, found: Settings, _: date) -> Iterator[Finding]:
    for audience in ("public", "internal"):
        state = search.index_state(project, found, audience)
        hint = "" if state == "fresh" else "it is rebuilt by the next “kbtool search”"
        yield Finding(f"index {audience}", Health.OK, state, hint)
