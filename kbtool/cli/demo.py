"""`kbtool demo`."""

from pathlib import Path

import click

from kbtool.cli import common
from kbtool.project import Project


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="kbtool-demo",
    show_default=True,
    help="Where the sample project goes.",
)
@click.option(
    "--serve/--no-serve", default=True, show_default=True, help="Show the finished sites in the browser."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on this machine; 0 takes a free one.",
)
def command(folder: Path, *, serve: bool, port: int) -> None:
    """See everything once: tickets in, help site and quizzes out, on a sample project."""
    from kbtool.services import demo

    for step in demo.demo(folder, now=common.now()):
        click.echo(click.style(f"$ {step.command}", bold=True))
        click.echo(f"  {step.result}")
    if not serve:
        click.echo(f"The sites are in {folder / 'site'}.")
        return
    with demo.server(Project(folder.resolve()), port) as server:
        address = f"http://{demo.HOST}:{server.server_port}"
        click.echo(f"\nThe help site for customers:   {address}/public/")
        click.echo(f"The one for the support team:  {address}/internal/")
        click.echo(f"A quiz in the terminal:        kbtool quiz take --topic printing --project {folder}")
        common.talk("\nStop with Ctrl-C.")
        server.serve_forever()
