"""`kbtool publish`."""

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project


@click.command()
@click.argument("drafts", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Publish every approved draft.")
@common.project_option
@common.dry_run_option
@common.json_option
@click.pass_context
def command(
    ctx: click.Context,
    project: Project,
    drafts: tuple[str, ...],
    *,
    everything: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Turn approved drafts into articles in docs/."""
    from kbtool.services.publish import publish

    if bool(drafts) == everything:
        raise click.UsageError("Name the drafts, or use --all for every approved one.")
    report = publish(project, common.load_settings(project), drafts, dry_run=dry_run)
    if as_json:
        common.print_json(report)
    else:
        for item in report:
            click.echo(
                f"{item.id} → {item.path}" if item.path else f"{item.id}: refused. {item.refused} {item.hint}"
            )
        count = sum(bool(item.path) for item in report)
        common.talk(f"{'Would publish' if dry_run else 'Published'} {common.plural(count, 'article')}.")
        if count and not dry_run:
            common.talk("Next: kbtool build")
        elif not report:
            common.talk("No draft is approved yet: kbtool review DRAFT --approve --as NAME")
    ctx.exit(EXIT_PROBLEMS if any(item.refused for item in report) else 0)
