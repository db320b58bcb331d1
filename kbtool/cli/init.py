"""`kbtool init`."""

from pathlib import Path

import click

from kbtool.cli import common


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@common.dry_run_option
def command(folder: Path, *, dry_run: bool) -> None:
    """Start a knowledge base: settings, two articles, a quiz, sample tickets."""
    from kbtool.services.init import init

    for name in init(folder, dry_run=dry_run):
        click.echo((folder / name).as_posix())
    if dry_run:
        common.talk("Nothing was written.")
        return
    step = "" if folder == Path() else f"cd {folder} && "
    common.talk(f"Your knowledge base is ready. Next: {step}kbtool ingest")
