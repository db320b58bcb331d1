"""`kbtool gaps`."""

import click

from kbtool.cli import common
from kbtool.project import Project

_SHOWN = 20


@click.command()
@click.option("--all", "everything", is_flag=True, help=f"Show every gap, not only the first {_SHOWN}.")
@click.option("--close", "name", default="", metavar="KIND/SUBJECT", help="Close a gap that needs no work.")
@click.option("--reason", default="", metavar="TEXT", help="Why it is closed.")
@common.project_option
@common.dry_run_option
@common.json_option
def command(
    project: Project, name: str, reason: str, *, everything: bool, dry_run: bool, as_json: bool
) -> None:
    """Show what the knowledge base lacks, the costliest first, each with evidence and the next command.

    The score is the minutes a month a gap is expected to cost. A closed gap comes back when that has doubled.
    """
    from kbtool.services import gaps, privacy
    from kbtool.store.database import Store

    if name and not reason.strip():
        raise click.UsageError("Say why with --reason TEXT.")
    settings = common.load_settings(project)
    now = common.now()
    with Store.open(project, privacy.database_url()) as store:
        found = gaps.refresh(project, settings, store, now=now, dry_run=dry_run)
        if name:
            if not dry_run:
                gaps.close(store, name, reason=reason, now=now)
            common.talk(f"{'Would close' if dry_run else 'Closed'} {name}.")
            return
    if as_json:
        common.print_json(found)
        return
    for gap in found if everything else found[:_SHOWN]:
        click.echo(f"{gap.score:6.1f}  {gap.name}\n        {gap.title}")
        for line in gap.evidence:
            click.echo(f"        {line}")
        click.echo(f"        {gap.command}")
    if len(found) > _SHOWN and not everything:
        common.talk(f"… and {len(found) - _SHOWN} more (--all)")
    counts = ", ".join(f"{count} {kind}" for kind, count in gaps.kinds(found).items())
    common.talk(f"{common.plural(len(found), 'gap')}{': ' + counts if counts else ''}.")
