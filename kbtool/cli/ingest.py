"""`kbtool ingest`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_REJECTS
from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.services.ingest import Report


@click.command()
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE.jsonl",
    help="Read this file in the canonical format in place of the sources in mkdocs.yml.",
)
@click.option(
    "--source",
    default="",
    metavar="NAME",
    help="The source the tickets of --from belong to; without --from, the only source to read.",
)
@common.project_option
@common.dry_run_option
@common.json_option
def command(project: Project, file: Path | None, source: str, *, dry_run: bool, as_json: bool) -> None:
    """Read tickets from every source in mkdocs.yml.

    New and changed tickets are kept in the private store; running it again changes nothing. Records that are no
    tickets are listed in .kbtool/rejects.jsonl, and the exit code is 3.
    """
    from kbtool.services import ingest

    with _progress() as progress:
        report = ingest.ingest(
            project,
            common.load_settings(project),
            file=file and file.absolute(),
            source=source,
            dry_run=dry_run,
            progress=progress,
        )
    counts = {key: getattr(report, key) for key in ("read", "new", "changed", "unchanged", "rejected")}
    if as_json:
        common.print_json(counts)
    else:
        _print(counts, dry_run=dry_run)
    if report.rejected:
        _explain(report, project, dry_run=dry_run)
        raise click.exceptions.Exit(EXIT_REJECTS)


def _print(counts: dict[str, int], *, dry_run: bool) -> None:
    read = common.plural(counts.pop("read"), "record")
    click.echo(f"Read {read}: {', '.join(f'{count} {name}' for name, count in counts.items())}.")
    if dry_run:
        common.talk("Nothing was written.")


def _explain(report: "Report", project: Project, *, dry_run: bool) -> None:
    for reject in report.examples:
        common.talk(f"  {reject.source}, line {reject.line}: {reject.error}")
    if report.rejected > len(report.examples):
        common.talk(f"  … and {report.rejected - len(report.examples)} more")
    if not dry_run:
        common.talk(f"{project.relative(project.rejects)} lists all of them.")


@contextmanager
def _progress() -> Iterator[Callable[[int], None] | None]:
    """Yield what shows the number of records read, on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading tickets …") as status:
        yield lambda count: status.update(f"Reading tickets … {count:,}")
