"""Typing what a page shows: the `$` lines of its ```console blocks are run, and the output is compared.

The blocks of a page are one session in one empty folder, in order. In the expected output a line that is only
`…` stands for any number of lines, and `…` within a line for any text. `cd` moves the session; `$ echo $?`
prints the exit code of the command before, which must be 0 everywhere else.

“python -m tests.docs.transcript FILE” runs a page and prints what differs; with --update the page gets the real
output where it differs.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ANYTHING = "…"
TIMEOUT_SECONDS = 300
_FENCE = re.compile(r"(?P<indent> *)(?P<mark>`{3,}|~{3,})(?P<language>[\w-]*)\s*$")


@dataclass(frozen=True, slots=True)
class Typed:
    """One command of a page: its line (from 1), what is typed, and the lines of output that are shown."""

    line: int
    command: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command really printed (both streams) and its exit code."""

    typed: Typed
    output: tuple[str, ...]
    code: int
    wanted_code: int

    @property
    def is_as_shown(self) -> bool:
        """Whether the page tells the truth."""
        return self.code == self.wanted_code and matches(self.typed.expected, self.output)

    def __str__(self) -> str:
        """Return a report for a failing test."""
        shown, real = (
            "\n".join(f"    {line}" for line in lines) for lines in (self.typed.expected, self.output)
        )
        codes = f"exit code {self.code}, expected {self.wanted_code}"
        return (
            f"line {self.typed.line}: $ {self.typed.command}\n  {codes}\n  shown:\n{shown}\n  printed:\n{real}"
        )


def commands(page: str) -> list[Typed]:
    r"""Return what a page types, in order.

    >>> commands("```console\n$ kbtool check\nNo problems found.\n```\n")
    [Typed(line=2, command='kbtool check', expected=('No problems found.',))]
    """
    found: list[Typed] = []
    for number, line in _console_lines(page):
        if line.startswith("$ "):
            found.append(Typed(number, line[2:].strip(), ()))
        elif found and found[-1].command.endswith("\\") and not found[-1].expected:
            command = found[-1].command.removesuffix("\\") + line.strip()
            found[-1] = Typed(found[-1].line, command, ())
        elif found:
            found[-1] = Typed(found[-1].line, found[-1].command, (*found[-1].expected, line))
    return found


def _console_lines(page: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines inside ```console blocks, without the indentation of the block."""
    mark = indent = language = ""
    for number, line in enumerate(page.splitlines(), start=1):
        fence = _FENCE.fullmatch(line)
        if mark and line.strip() == mark:
            mark = ""
        elif mark and language == "console":
            yield number, line.removeprefix(indent)
        elif fence and not mark:
            indent, mark, language = fence["indent"], fence["mark"], fence["language"]


def matches(expected: Sequence[str], output: Sequence[str]) -> bool:
    """Return whether output is as shown; spaces at the end of a line do not count.

    >>> matches(("Read … tickets.", "…"), ("Read 72 tickets.", "new 72", "changed 0"))
    True
    >>> matches((), ("something",))
    False
    """
    parts = []
    for line in expected:
        text = re.escape(line.rstrip()).replace(re.escape(ANYTHING), ".*")
        parts.append(r"(?:[^\n]*\n)*?" if line.strip() == ANYTHING else rf"{text}[ \t]*\n")
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in output)) is not None


class Session:
    """A terminal in an empty folder: it remembers where it is and how the last command ended."""

    def __init__(self, folder: Path) -> None:
        """Start in a folder."""
        self.folder = folder
        self.last_code = 0

    def run(self, page: Sequence[Typed]) -> Iterator[Outcome]:
        """Run the commands of a page one after the other and yield what came of each."""
        for typed, following in zip(page, [*page[1:], None], strict=True):
            output, code = self._run(typed.command)
            wanted = 0
            if following is not None and following.command == "echo $?":
                wanted = int(following.expected[0]) if following.expected else 0
            self.last_code = code
            yield Outcome(typed, output, code, wanted)

    def _run(self, command: str) -> tuple[tuple[str, ...], int]:
        if command == "echo $?":
            return (str(self.last_code),), 0
        if command.startswith("cd "):
            self.folder = (self.folder / command.removeprefix("cd ")).resolve()
            return ((), 0) if self.folder.is_dir() else ((f"no folder {self.folder}",), 1)
        done = subprocess.run(  # noqa: S602 - the page is part of this repository
            command,
            shell=True,
            cwd=self.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        return tuple(line.rstrip() for line in done.stdout.decode("utf-8").splitlines()), done.returncode


def _environment() -> dict[str, str]:
    """Return the environment of a new user: kbtool of this Python first on the path, nothing of kbtool set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KBTOOL_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    fixed = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "TERM": "dumb"}
    return {**kept, **fixed, "PATH": path}


def updated(page: str, outcomes: Sequence[Outcome]) -> str:
    """Return the page with the real output of every command that was not as shown."""
    lines = page.splitlines()
    for outcome in reversed(outcomes):
        if matches(outcome.typed.expected, outcome.output):
            continue
        first = outcome.typed.line
        while lines[first - 1].endswith("\\"):
            first += 1
        indent = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
        end = first + len(outcome.typed.expected)
        lines[first:end] = [(indent + line).rstrip() for line in outcome.output]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run a page and print what differs."""
    path = Path(sys.argv[-1])
    page = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(Session(Path(folder)).run(commands(page)))
    wrong = [outcome for outcome in outcomes if not outcome.is_as_shown]
    sys.stdout.write(
        "\n\n".join(str(outcome) for outcome in wrong) + f"\n{len(wrong)} of {len(outcomes)} differ\n"
    )
    if "--update" in sys.argv:
        path.write_text(updated(page, outcomes), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
