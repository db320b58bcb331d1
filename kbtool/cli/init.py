"""`kbtool init`."""

from pathlib import Path

import click

from kbtool.cli import common
from kbtool.project import Project


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--legal", is_flag=True, help="Add templates of imprint and privacy notice to the project there.")
@common.dry_run_option
def command(folder: Path, *, legal: bool, dry_run: bool) -> None:
    """Start a knowledge base: settings, two articles, a quiz, sample tickets."""
    from kbtool.services.init import add_legal, init

    made = add_legal(Project.find(folder), dry_run=dry_run) if legal else init(folder, dry_run=dry_run)
    for name in made:
        click.echo((folder / name).as_posix())
    if dry_run:
        common.talk("Nothing was written.")
        return
    if legal:
        common.talk(
            "Fill in what stands in [[…]], strike out what does not concern you, and have somebody check it."
        )
        return
    step = "" if folder == Path() else f"cd {folder} && "
    common.talk(f"Your knowledge base is ready. Next: {step}kbtool ingest")
