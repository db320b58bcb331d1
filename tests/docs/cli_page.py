"""The page of commands, made from what click knows of each."""

from collections.abc import Iterator, Sequence

import click

from kbtool.cli.main import SECTIONS, cli
from tests.docs import template


def page() -> str:
    """Return the page."""
    options = _table("option", [*_option_rows(cli), ("`-h`, `--help`", "Explain a command; works everywhere.")])
    return template.fill("cli.md", options=options, commands="".join(_sections()))


def _sections() -> Iterator[str]:
    for section, names in SECTIONS.items():
        yield f"\n## {section}\n"
        for name in names:
            yield from _command(["kbtool", name], load(name), level=3)


def load(name: str) -> click.Command:
    """Return one command; raises ImportError while its module is missing."""
    command = cli.get_command(click.Context(cli), name)
    if command is None:
        raise ImportError(name)
    return command


def _command(names: Sequence[str], command: click.Command, *, level: int) -> Iterator[str]:
    yield f"\n{'#' * level} {' '.join(names)}\n\n"
    yield from (_paragraph(text) + "\n\n" for text in (command.help or "").split("\n\n"))
    yield f"```text\n{_usage(names, command)}\n```\n"
    for kind, rows in (("argument", _argument_rows(command)), ("option", _option_rows(command))):
        if rows:
            yield "\n" + _table(kind, rows)
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from _command([*names, name], child, level=level + 1)


def _paragraph(text: str) -> str:
    return " ".join(text.replace("\b", "").replace("\f", "").split())


def _usage(names: Sequence[str], command: click.Command) -> str:
    pieces = ["[OPTIONS]", *(_shape(item) for item in _arguments(command))]
    if isinstance(command, click.Group):
        pieces.append("COMMAND …")
    return " ".join([*names, *pieces])


def _arguments(command: click.Command) -> list[click.Argument]:
    return [item for item in command.params if isinstance(item, click.Argument)]


def _shape(item: click.Argument) -> str:
    many = "…" if item.nargs == -1 else ""
    name = _value(item).strip("[]").removesuffix("...").removesuffix("…") + many
    return name if item.required else f"[{name}]"


def _argument_rows(command: click.Command) -> list[tuple[str, str]]:
    return [(f"`{_shape(item)}`", _kind(item)) for item in _arguments(command)]


def _kind(item: click.Argument) -> str:
    """Say what can stand there; click has no help texts for arguments."""
    if isinstance(item.type, click.Choice):
        kind = "one of " + ", ".join(f"`{choice}`" for choice in item.type.choices)
    elif isinstance(item.type, click.Path):
        kind = "a folder" if not item.type.file_okay else "a file" if not item.type.dir_okay else "a path"
    else:
        kind = "text"
    many = ", as many as you like" if item.nargs == -1 else ""
    default = f"; otherwise `{item.default}`" if isinstance(item.default, str) else ""
    return f"{kind}{many}{default}"


def _option_rows(command: click.Command) -> list[tuple[str, str]]:
    options = [item for item in command.params if isinstance(item, click.Option) and not item.hidden]
    return [(_names(item), _meaning(item)) for item in options]


def _names(item: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*item.opts, *item.secondary_opts))
    return names if item.is_flag or item.count else f"{names} `{_value(item)}`"


def _value(item: click.Parameter) -> str:
    if item.metavar:
        return item.metavar
    if isinstance(item.type, click.Choice) and isinstance(item, click.Option):
        return "|".join(str(choice) for choice in item.type.choices)
    if isinstance(item, click.Argument):
        return (item.name or "").upper()
    if isinstance(item.type, click.Path):
        return "FILE" if item.type.file_okay else "DIR"
    return "NUMBER" if item.type.name.startswith(("integer", "float")) else item.type.name.upper()


def _meaning(item: click.Option) -> str:
    parts = [item.help or ""]
    has_default = isinstance(item.default, str | int | float) and not item.is_flag
    if has_default and item.default not in ("", True, False):
        parts.append(f"Default: `{item.default}`.")
    if item.required:
        parts.append("Required.")
    if item.multiple and "repeat" not in parts[0]:
        parts.append("May be given several times.")
    variables = [item.envvar] if isinstance(item.envvar, str) else item.envvar or []
    parts += [f"Also from the environment: `{name}`." for name in variables]
    return " ".join(part for part in parts if part)


def _table(head: str, rows: Sequence[tuple[str, str]]) -> str:
    lines = [(head, "meaning"), ("---", "---"), *rows]
    return "".join(f"| {_cell(left)} | {_cell(right)} |\n" for left, right in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
