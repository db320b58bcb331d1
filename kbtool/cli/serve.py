"""`kbtool serve`: the preview."""

from typing import cast

import click

from kbtool.cli import common
from kbtool.project import Project


@click.command()
@common.project_option
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    default="internal",
    show_default=True,
    help="Which edition to show; the internal one also shows what is not approved yet.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on this machine."
)
def command(project: Project, *, audience: str, port: int) -> None:
    """Preview the site; it is rebuilt whenever a file is saved.

    Only this machine can reach it.
    """
    from kbtool.services.build import Audience
    from kbtool.services.serve import serve

    serve(
        project,
        lambda: common.load_settings(project),
        audience=cast("Audience", audience),
        port=port,
        tell=common.talk,
    )
