"""`kbtool doctor`."""

from pathlib import Path

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.errors import NoProjectError
from kbtool.project import Project

_MARKS = {"ok": "✓", "warning": "!", "broken": "✗"}


@click.command()
@click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The project's folder; otherwise the nearest one upwards with a mkdocs.yml.",
)
@common.json_option
@click.pass_context
def command(ctx: click.Context, folder: Path | None, *, as_json: bool) -> None:
    """Show versions, settings, and the health of store and indexes."""
    from kbtool.services.doctor import doctor

    try:
        project = Project.find(folder or Path.cwd())
    except NoProjectError:
        project = None
    findings = doctor(project, today=common.now().date())
    if as_json:
        common.print_json(findings)
    else:
        for item in findings:
            hint = f"  → {item.hint}" if item.hint else ""
            click.echo(f"{_MARKS[item.health]} {item.name}: {item.detail}{hint}")
    ctx.exit(EXIT_PROBLEMS if any(item.health == "broken" for item in findings) else 0)
