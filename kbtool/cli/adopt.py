"""`kbtool adopt`."""

from pathlib import Path

import click

from kbtool.cli import common
from kbtool.project import Project


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@common.project_option
@common.dry_run_option
@common.json_option
def command(project: Project, folder: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take a folder of Markdown in as internal articles that wait for a review.

    Other front matter is kept, pictures come along, links are rewritten, nothing is overwritten.
    """
    from kbtool.services.adopt import adopt

    report = adopt(project, common.load_settings(project), folder, dry_run=dry_run)
    if as_json:
        common.print_json(report)
        return
    for item in report:
        notes = f" ({'; '.join(item.notes)})" if item.notes else ""
        click.echo(f"{item.source} → {item.path or 'left out'}{notes}")
    taken = sum(bool(item.path) for item in report)
    common.talk(f"{'Would adopt' if dry_run else 'Adopted'} {common.plural(taken, 'file')}.")
    if taken and not dry_run:
        common.talk(
            "Next: “kbtool check” shows what they lack, “kbtool review ID --approve --as NAME” approves one."
        )
