"""`kbtool build`: the sites, public and internal."""

from typing import cast

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project


@click.command()
@common.project_option
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    multiple=True,
    help="Build one edition instead of both.",
)
@common.json_option
@common.dry_run_option
@click.pass_context
def command(
    ctx: click.Context, project: Project, *, audience: tuple[str, ...], as_json: bool, dry_run: bool
) -> None:
    """Build the public and the internal site.

    They are built beside the present ones and replace them in one step, and only without any warning.
    """
    from kbtool.services.build import AUDIENCES, Audience, build

    report = build(
        project,
        common.load_settings(project),
        audiences=cast("tuple[Audience, ...]", audience) or AUDIENCES,
        dry_run=dry_run,
        tell=common.talk,
    )
    if as_json:
        common.print_json(report)
    else:
        for problem in report.problems:
            click.echo(problem)
        for site in report.sites:
            click.echo(f"{project.relative(site.folder)}: {common.plural(site.articles, 'article')}")
    if report.problems:
        common.talk(
            f"{common.plural(len(report.problems), 'problem')}. Nothing was replaced; the sites before stand."
        )
        ctx.exit(EXIT_PROBLEMS)
    if dry_run:
        common.talk("Nothing was replaced (--dry-run).")
