"""`kbtool inbox`."""

import click

from kbtool.cli import common
from kbtool.project import Project

_SHOWN = 5


@click.command()
@click.option(
    "--all", "everything", is_flag=True, help="Show every item, not only the first five of each kind."
)
@common.project_option
@common.json_option
def command(project: Project, *, everything: bool, as_json: bool) -> None:
    """Show what needs a person: tickets, drafts, reviews, each with the next command."""
    from kbtool.services.inbox import inbox

    sections = inbox(project, common.load_settings(project), today=common.now().date())
    if as_json:
        common.print_json([{"kind": item.kind, "count": item.count, "items": item.items} for item in sections])
        return
    for section in sections:
        click.echo(f"{section.title}: {section.count}")
        for item in section.items if everything else section.items[:_SHOWN]:
            click.echo(f"  {item.name}  {item.detail}\n    {item.command}")
        if section.count > _SHOWN and not everything:
            click.echo(f"  … and {section.count - _SHOWN} more (--all)")
    if not sections:
        common.talk("Nothing waits for you.")
    elif any(section.kind == "tickets-to-draft" for section in sections):
        common.talk("Next: kbtool draft --all")
