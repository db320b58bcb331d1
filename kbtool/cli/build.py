"""`kbtool build`: the sites, public and internal."""

from typing import TYPE_CHECKING, cast

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.services.build import Audience


@click.command()
@common.project_option
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    multiple=True,
    help="Build one edition instead of both.",
)
@click.option("--rollback", is_flag=True, help="Show the release before the present one again.")
@common.json_option
@common.dry_run_option
@click.pass_context
def command(
    ctx: click.Context,
    project: Project,
    *,
    audience: tuple[str, ...],
    rollback: bool,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Build the public and the internal site.

    They are built beside the present ones and replace them in one step, and only without any warning.
    """
    from kbtool.services.build import AUDIENCES, build

    chosen = cast("tuple[Audience, ...]", audience) or AUDIENCES
    if rollback:
        _roll_back(project, chosen, as_json=as_json, dry_run=dry_run)
        return
    report = build(
        project,
        common.load_settings(project),
        audiences=chosen,
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
    if report.is_forgetting_proved:
        common.talk("The people you have forgotten are nowhere in the public site.")
    if dry_run:
        common.talk("Nothing was replaced (--dry-run).")


def _roll_back(project: Project, audiences: "tuple[Audience, ...]", *, as_json: bool, dry_run: bool) -> None:
    from kbtool.services.build import roll_back

    found = roll_back(project, audiences=audiences, dry_run=dry_run)
    if as_json:
        common.print_json({"rollbacks": found})
    else:
        for item in found:
            click.echo(f"site/{item.audience}: {item.release}")
    if dry_run:
        common.talk("Nothing was changed (--dry-run).")
