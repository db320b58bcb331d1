"""What commands share: options, the open project, the clock, and printing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.services.quiz_take import Sitting
    from kbtool.settings import Settings
    from kbtool.store.database import Store

F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would happen and change nothing.")
clock_option = click.option(
    "--clock-is-right",
    is_flag=True,
    help="Delete though the clock is far beyond the last time that the store knows of.",
)
_folder = click.Path(exists=True, file_okay=False, path_type=Path)


def project_option(function: F) -> F:
    """Add --project DIR and pass the open project as `project`."""

    def find(ctx: click.Context, param: click.Parameter, value: Path | None) -> Project:  # noqa: ARG001
        return Project.find(value or Path.cwd())

    return click.option(
        "--project",
        type=_folder,
        callback=find,
        metavar="DIR",
        help="The project's folder; otherwise the nearest one upwards with a mkdocs.yml.",
    )(function)


def load_settings(project: Project) -> "Settings":
    """Read the project's settings."""
    from kbtool import settings

    return settings.load(project.config)


def now() -> datetime:
    """Return the time; the only clock below the site and the command line."""
    return datetime.now(UTC)


def purge_results(store: "Store", settings: "Settings", time: datetime) -> None:
    """Delete the results that are too old; where the clock cannot be right, say that they stay."""
    from kbtool.errors import ClockError
    from kbtool.services import retention

    try:
        retention.purge(store, settings, now=time)
    except ClockError as doubt:
        talk(f"{doubt} Set it. If it is right: kbtool results delete --expired --clock-is-right")


@contextmanager
def sitting(project: Project, ref: str) -> "Iterator[Sitting]":
    """Open the store for one trainee, and tell where a new key separates them from earlier answers."""
    from kbtool.services import privacy, quiz_take

    with quiz_take.sitting(project, privacy.database_url(), ref=ref) as one:
        for key in one.new_keys:
            talk(f"The key {key} was missing and is new; earlier answers stay under other pseudonyms.")
            talk("If you have the old file, put it back: see “Back up and restore” in the handbook.")
        yield one


def print_json(data: object) -> None:
    """Print data for scripts on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(type(value).__name__)


def talk(text: str = "") -> None:
    """Say something to a person on stderr; stdout is for data."""
    click.echo(text, err=True)


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> plural(1, "draft"), plural(2, "draft"), plural(0, "reply", "replies")
    ('1 draft', '2 drafts', '0 replies')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"
