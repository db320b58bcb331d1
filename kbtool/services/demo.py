"""Show the whole pipeline on the sample project, one step after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

from kbtool import settings as settings_module
from kbtool.errors import InputError, RefusedError
from kbtool.project import Project
from kbtool.services import (
    build,
    check,
    draft,
    inbox,
    ingest,
    init,
    publish,
    quiz_generate,
    quiz_lint,
    review,
    search,
)
from kbtool.settings import Settings

HOST = "127.0.0.1"
REVIEWER = "demo"
TYPED = "druker ofline"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the command a user would type, and what came of it."""

    command: str
    result: str


@dataclass(frozen=True, slots=True)
class _Run:
    project: Project
    settings: Settings
    now: datetime


def demo(folder: Path, *, now: datetime) -> Iterator[Step]:
    """Make a sample project in a folder, or go on with the one there; yield each step when it is done.

    Raises InputError for a folder that holds something else, RefusedError where the site is not built.
    """
    project = Project(folder.resolve())
    if not project.config.exists():
        if folder.exists() and any(folder.iterdir()):
            raise InputError(f"{folder} is not empty.", hint="Name a new folder with --dir.")
        init.init(folder)
        count = init.add_library(project)
        yield Step(f"kbtool init {folder}", f"settings, 72 sample tickets and {count} files of a help site")
    run = _Run(project, settings_module.load(project.config), now)
    for step in _STEPS:
        yield step(run)


def _ingest(run: _Run) -> Step:
    report = ingest.ingest(run.project, run.settings)
    return Step("kbtool ingest", f"{report.read} tickets read, {report.new} new, {report.rejected} rejected")


def _draft(run: _Run) -> Step:
    report = draft.draft(run.project, run.settings, everything=True)
    linked = draft.link(run.project, report)
    result = f"{len(report.drafts)} drafts; {linked} tickets are answered by an article already"
    return Step("kbtool draft --all --link", result)


def _review(run: _Run) -> Step:
    outcomes = review.approve_all(
        run.project, run.settings, (), by=REVIEWER, now=run.now, accept_suspicions=False
    )
    refused = sum(bool(item.refused) for item in outcomes)
    result = (
        f"{len(outcomes) - refused} approved; {refused} wait for a person: something may be private or wrong"
    )
    return Step(f"kbtool review --all --approve --as {REVIEWER}", result)


def _publish(run: _Run) -> Step:
    done = publish.publish(run.project, run.settings)
    return Step("kbtool publish --all", f"{sum(bool(item.path) for item in done)} new articles")


def _check(run: _Run) -> Step:
    problems = check.check(run.project, run.settings, today=run.now.date())
    return Step("kbtool check", f"{len(problems)} problems")


def _quiz(run: _Run) -> Step:
    report = quiz_generate.generate(run.project, run.settings, rng=Random(0))  # noqa: S311 - ids of items, no secret
    judged = quiz_lint.lint(run.project, run.settings)
    result = f"{len(report.made)} new items; {judged.items} in all, {len(judged.errors)} errors"
    return Step("kbtool quiz generate && kbtool quiz lint", result)


def _build(run: _Run) -> Step:
    report = build.build(run.project, run.settings)
    if report.problems:
        raise RefusedError(
            f"The site was not built: {report.problems[0]}", hint="kbtool build shows all problems."
        )
    result = ", ".join(f"site/{site.audience} with {site.articles} articles" for site in report.sites)
    return Step("kbtool build", result)


def _search(run: _Run) -> Step:
    found = search.search(run.project, run.settings, TYPED)
    return Step(f"kbtool search {TYPED}", found.hits[0].title if found.hits else "nothing found")


def _inbox(run: _Run) -> Step:
    sections = inbox.inbox(run.project, run.settings, today=run.now.date())
    return Step(
        "kbtool inbox", "; ".join(f"{section.title}: {section.count}" for section in sections) or "empty"
    )


_STEPS: tuple[Callable[[_Run], Step], ...] = (
    _ingest,
    _draft,
    _review,
    _publish,
    _check,
    _quiz,
    _build,
    _search,
    _inbox,
)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the built sites without a word, and leads from the root to the public one."""

    def do_GET(self) -> None:
        if self.path == "/":
            self.send_response(302)
            self.send_header("Location", "/public/")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the library's signature
        pass


@contextmanager
def server(project: Project, port: int) -> Iterator[ThreadingHTTPServer]:
    """Serve the built sites on this machine only; a port of 0, or one in use, becomes a free one."""
    handler = partial(_Handler, directory=str(project.site))
    try:
        made = ThreadingHTTPServer((HOST, port), handler)
    except OSError:
        made = ThreadingHTTPServer((HOST, 0), handler)
    with made:
        yield made
