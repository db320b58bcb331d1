"""`kbtool check`."""

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project


@click.command()
@common.project_option
@common.json_option
@click.pass_context
def command(ctx: click.Context, project: Project, *, as_json: bool) -> None:
    """Report all problems of all content at once, as path:line: code message (hint)."""
    from kbtool.services.check import check

    problems = check(project, common.load_settings(project), today=common.now().date())
    if as_json:
        common.print_json(problems)
    else:
        for problem in problems:
            click.echo(str(problem))
        common.talk(common.plural(len(problems), "problem") if problems else "No problems found.")
    ctx.exit(EXIT_PROBLEMS if problems else 0)
