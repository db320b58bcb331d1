"""`kbtool audit`: the last look at a built site."""

from pathlib import Path

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project


@click.command()
@click.argument("site", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@common.project_option
@common.json_option
@click.pass_context
def command(ctx: click.Context, project: Project, site: Path | None, *, as_json: bool) -> None:
    """Look through every byte of the public site for what only tickets may hold.

    It looks for the people, addresses and numbers of all tickets, the tickets' references, foreign e-mail
    addresses, keys, bank accounts and cards. SITE is another folder to look through. File and rule are named,
    never the value.
    """
    from kbtool.services.audit import audit, has_store

    hits = audit(project, common.load_settings(project), site)
    if as_json:
        common.print_json({"hits": hits})
    else:
        for hit in hits:
            click.echo(f"{hit.file}\t{hit.rule}\t{hit.count}")
        common.talk(_summary(sum(hit.count for hit in hits), len({hit.file for hit in hits})))
    if not has_store(project):
        common.talk("There are no tickets here, so only keys, accounts, cards and addresses were looked for.")
    if hits:
        ctx.exit(EXIT_PROBLEMS)


def _summary(count: int, files: int) -> str:
    if not count:
        return "Nothing private was found."
    return f"{common.plural(count, 'hit')} in {common.plural(files, 'file')}."
