"""Build the sites: strictly, in a staging folder, and swapped in only when everything is right."""

import errno
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from kbtool.errors import KbError, RefusedError, StoreError
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services import audit, forgotten
from kbtool.settings import Settings
from kbtool.store import files, releases

Audience = Literal["public", "internal"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
CODE = "site"

_DOC = re.compile(r"Doc file '([^']+)'")
_LINK = re.compile(r"link '([^']+)'")


@dataclass(frozen=True, slots=True)
class Site:
    """One edition that was built: where it is, and how many articles it has."""

    audience: Audience
    folder: Path
    articles: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made; where there are problems it made nothing, and the sites before it stand.

    `is_forgetting_proved` says that people were forgotten before it, and that its public site holds none.
    """

    sites: tuple[Site, ...]
    problems: tuple[Problem, ...] = ()
    is_forgetting_proved: bool = False


def build(
    project: Project,
    settings: Settings,
    *,
    audiences: Sequence[Audience] = AUDIENCES,
    dry_run: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> BuildReport:
    """Build the editions, look through the public one, and swap them in together.

    Raises BusyError while another kbtool works here, RefusedError where a public article has changed since its
    review, StoreError on a full disk. Whatever goes wrong, the sites before it stand.
    """
    audiences = [audience for audience in AUDIENCES if audience in audiences]
    memory: dict[Any, Any] = {}
    with files.locked(project.lock, doing="build"), _storage_errors():
        files.sweep(project.docs, project.quizzes, project.private)
        for audience in audiences:
            releases.tidy(project.site, audience)
        with _staged(project, audiences) as folders:
            sites: list[Site] = []
            problems: list[Problem] = []
            for audience, folder in folders.items():
                tell(f"Building the {audience} site …")
                articles, found = make(project, settings, audience, folder, memory=memory)
                sites.append(Site(audience, project.site / audience, articles))
                problems += found
            if not problems and "public" in folders:
                problems += _audited(project, settings, folders["public"])
            if problems:
                return BuildReport((), tuple(sorted(set(problems))))
            if not dry_run:
                for audience, folder in folders.items():
                    releases.swap_in(project.site, audience, folder)
            proved = "public" in folders and not dry_run and forgotten.proved(project)
            return BuildReport(tuple(sites), is_forgetting_proved=proved)


@dataclass(frozen=True, slots=True)
class Rollback:
    """An edition and the release it shows again."""

    audience: Audience
    release: str


def roll_back(project: Project, *, audiences: Sequence[Audience], dry_run: bool = False) -> list[Rollback]:
    """Show the release before the present one again.

    Raises BusyError while another kbtool works here, RefusedError where an edition has no earlier release; then
    no edition is changed.
    """
    with files.locked(project.lock, doing="build"), _storage_errors():
        for audience in audiences:
            releases.tidy(project.site, audience)
        found = {audience: releases.earlier(project.site, audience) for audience in audiences}
        for audience, release in found.items():
            if release is None:
                raise RefusedError(
                    f"There is no earlier release of the {audience} site.", hint="Build it: kbtool build"
                )
        if not dry_run:
            for audience in found:
                releases.go_back(project.site, audience)
        return [Rollback(audience, release.name) for audience, release in found.items() if release]


def make(
    project: Project,
    settings: Settings,
    audience: Audience,
    folder: Path,
    *,
    site_url: str | None = None,
    command: Literal["build", "serve"] = "build",
    memory: dict[Any, Any] | None = None,
) -> tuple[int, list[Problem]]:
    """Build one edition into a folder; return its number of articles and every warning as a problem.

    Editions that share a `memory` render common texts once; the public one must come first. `command` is
    "serve" for a preview, whose pages get a script of the server. Raises KbError where mkdocs cannot go on.
    """
    with _heard(project) as problems:
        try:
            config = load_config(str(project.config), site_dir=str(folder), site_url=site_url)
            plugin = config.plugins["kbtool"]
            plugin.settings = replace(settings, audience=audience)  # type: ignore[attr-defined]
            plugin.memory = {} if memory is None else memory  # type: ignore[attr-defined]
            config.plugins.on_startup(command=command, dirty=False)
            try:
                run_mkdocs(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise _own_error(error) or _last_words(problems, error) from error
    return len(plugin.edition.catalogue.articles), problems  # type: ignore[attr-defined]


def _audited(project: Project, settings: Settings, folder: Path) -> Iterator[Problem]:
    """Yield what only tickets, or internal articles, drafts and quizzes, may hold and a public edition has.

    Without a store and without anything internal there is nothing to look for.
    """
    secrets = audit.secrets(project, settings)
    if not audit.has_store(project) and not secrets.phrases:
        return
    for hit in audit.look(folder, secrets):
        times = "once" if hit.count == 1 else f"{hit.count} times"
        hint = "find where the page has it from, take it out, then build again"
        yield Problem(f"site/public/{hit.file}", 0, "audit-hit", f"the rule “{hit.rule}” matches {times}", hint)


@contextmanager
def _staged(project: Project, audiences: Sequence[Audience]) -> Iterator[dict[Audience, Path]]:
    """Provide a staging folder for each edition and remove what is left of them."""
    folders: dict[Audience, Path] = {}
    try:
        for audience in audiences:
            folders[audience] = releases.stage(project.site, audience)
        yield folders
    finally:
        for folder in folders.values():
            releases.discard(folder)


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = "the disk is full" if error.errno == errno.ENOSPC else error.strerror or str(error)
        where = f" ({error.filename})" if error.filename else ""
        raise StoreError(
            f"The site could not be written: {what}{where}.",
            hint="The site before stands. Make room, then run “kbtool build” again.",
        ) from error


class _Ear(logging.Handler):
    """Collects what mkdocs and its plugins warn of."""

    def __init__(self, project: Project) -> None:
        super().__init__(logging.WARNING)
        self.project = project
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning as a problem."""
        problem = getattr(record, "kbtool_problem", None) or _problem(self.project, record.getMessage())
        self.problems.append(problem)


@contextmanager
def _heard(project: Project) -> Iterator[list[Problem]]:
    """Collect the warnings of mkdocs instead of printing them."""
    logger = logging.getLogger("mkdocs")
    ear = _Ear(project)
    propagate = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield ear.problems
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagate


def _problem(project: Project, message: str) -> Problem:
    """Make a problem of a warning: mkdocs names the file and the link, we look for the line."""
    doc, link = _DOC.search(message), _LINK.search(message)
    if doc is None:
        return Problem(project.config.name, 0, CODE, message)
    path = project.docs / doc[1]
    line = _line(path, link[1]) if link else 0
    hint = ""
    if link and "is not found" in message and files.is_file(path.parent / link[1].partition("#")[0]):
        hint = "the file exists, but this edition does not show it: remove the link, or publish that article"
    return Problem(project.relative(path), line, CODE, message.removeprefix(f"{doc[0]} "), hint)


def _line(path: Path, text: str) -> int:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    return next((number for number, line in enumerate(lines, start=1) if text in line), 0)


def _own_error(error: BaseException | None) -> KbError | None:
    """Return the KbError behind an error of mkdocs."""
    while error is not None:
        if isinstance(error, KbError):
            return error
        error = error.__cause__ or error.__context__
    return None


def _last_words(problems: list[Problem], error: MkDocsException) -> KbError:
    said = "; ".join(dict.fromkeys(problem.message for problem in problems)) or str(error)
    return KbError(f"The site could not be built: {said}", hint="Correct it, then run “kbtool build” again.")
