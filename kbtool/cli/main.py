"""The `kbtool` command: its table of contents and the edge where errors become messages."""

import importlib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import click

from kbtool import __version__
from kbtool.errors import KbError, suggestion

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_REJECTS = 3
EXIT_INTERRUPTED = 130

SECTIONS: Mapping[str, Sequence[str]] = MappingProxyType({
    "Set up": ("init", "demo", "doctor"),
    "Collect": ("ingest", "tickets"),
    "Write": ("inbox", "adopt", "draft", "review", "publish", "check"),
    "Serve": ("build", "audit", "serve", "search"),
    "Train": ("quiz", "results", "gaps"),
})  # fmt: skip


class CommandLine(click.Group):
    """A group that imports a command's module when it is asked for, and lists commands by section."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the help text."""
        return [name for names in SECTIONS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"kbtool.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or suggest the closest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            hint = suggestion(args[0], self.list_commands(ctx))
            raise click.UsageError(f"There is no command “{args[0]}”. {hint}".rstrip(), ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the commands under their sections."""
        for section, names in SECTIONS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(section):
                formatter.write_dl([(name, found.get_short_help_str(90)) for name, found in commands if found])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a command and turn every failure into a message and an exit code."""
        debug = bool(ctx.params.get("debug"))
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nStopped. What was finished is kept.", err=True)
            ctx.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the reader has left
            ctx.exit(0)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            if debug and not isinstance(error, KbError):
                raise
            if debug:
                traceback.print_exc()
            message, hint = _told(error)
            click.echo(f"Error: {message}", err=True)
            if hint:
                click.echo(f"  {hint}", err=True)
            ctx.exit(EXIT_USAGE)


def _told(error: Exception) -> tuple[str, str]:
    """Return what to say of an error and the next thing to do."""
    if isinstance(error, KbError):
        return str(error), error.hint
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return (
            f"{where}{error.strerror}.",
            "What was finished is kept. Run the command again when it is mended.",
        )
    said = f"kbtool failed unexpectedly: {type(error).__name__}: {error}"
    return said, "Run “kbtool --debug …” for the details and report them."


@click.group(
    cls=CommandLine,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Shell completion: source the output of “_KBTOOL_COMPLETE=bash_source kbtool” (or zsh, fish).",
)
@click.version_option(__version__, prog_name="kbtool")
@click.option("--debug", is_flag=True, envvar="KBTOOL_DEBUG", help="Show the traceback of an error.")
def cli(*, debug: bool) -> None:
    """Turn resolved tickets and Markdown into a help site, fast answers and quizzes.

    Start with “kbtool demo”, or “kbtool init my-kb” for your own.
    """


def main() -> None:
    """Run the command line."""
    cli(prog_name="kbtool")
