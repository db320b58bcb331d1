"""Running kbtool under strace: what it changes on the disk, and killing it at one of these changes.

strace stops a process before a system call and can end it there with SIGKILL. So a point of death is the n-th
call of a kind: the same in every run, however busy the machine is.
"""

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

NAMES = (
    "?rename",
    "renameat",
    "renameat2",
    "?unlink",
    "unlinkat",
    "?rmdir",
    "?symlink",
    "symlinkat",
    "?link",
    "linkat",
)
DATA = (
    "write",
    "pwrite64",
    "ftruncate",
    "fsync",
    "fdatasync",
    "sendfile",
    "copy_file_range",
    "?mkdir",
    "mkdirat",
)
CHANGES = (*NAMES, *DATA, "?chmod", "fchmod", "fchmodat")
_CALL = re.compile(r"\d+ +(\w+)\(")


def missing() -> str:
    """Return why strace cannot be used here, or an empty string."""
    if shutil.which("strace") is None:
        return "strace is not installed (apt-get install strace)"
    tried = subprocess.run(
        ["strace", "-qq", "-e", "trace=none", "true"], check=False, capture_output=True, text=True
    )
    return f"strace may trace no process here: {tried.stderr.strip()}" if tried.returncode else ""


@dataclass(frozen=True, slots=True)
class Call:
    """The `number`-th call of a kind that a run makes."""

    name: str
    number: int


def kbtool(project: Path, *args: str) -> list[str]:
    """Return the command line of a kbtool command in a project; the folder goes before options of the test."""
    return [sys.executable, "-m", "kbtool", *args, "--project", str(project)]


def environment() -> dict[str, str]:
    """Return the environment of a run: no byte code is written, so that every run makes the same calls."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


def run(command: list[str], *options: str, log: Path, input: str = "") -> subprocess.CompletedProcess[str]:  # noqa: A002
    """Run a command under strace; its exit code is that of the command, -9 where it was killed."""
    traced = ["strace", "-f", "-qq", "-o", str(log), *options, "--", *command]
    return subprocess.run(
        traced, check=False, capture_output=True, encoding="utf-8", input=input, env=environment(), timeout=300
    )


def changes(command: list[str], *, log: Path, input: str = "") -> list[Call]:  # noqa: A002
    """Run a command to its end and return its calls that change something, in their order."""
    done = run(command, "--seccomp-bpf", "-e", f"trace={','.join(CHANGES)}", log=log, input=input)
    assert done.returncode in {0, 3}, done.stderr
    seen: Counter[str] = Counter()
    calls = []
    for line in log.read_text(encoding="utf-8").splitlines():
        if found := _CALL.match(line):
            seen[found[1]] += 1
            calls.append(Call(found[1], seen[found[1]]))
    return calls


def kill(command: list[str], call: Call, *, log: Path, input: str = "") -> subprocess.CompletedProcess[str]:  # noqa: A002
    """Run a command until it is killed just before a call (which the faster --seccomp-bpf would not do)."""
    fault = f"inject={call.name}:signal=KILL:when={call.number}"
    return run(command, "-e", f"trace={call.name}", "-e", fault, log=log, input=input)


def chosen(calls: list[Call], count: int, rng: random.Random) -> list[Call]:
    """Return `count` random calls and, of the few that give or take names, a fifth as many besides."""
    names = {name.lstrip("?") for name in NAMES}
    telling = [call for call in calls if call.name in names]
    picked = rng.sample(calls, min(count, len(calls)))
    return list(dict.fromkeys([*picked, *rng.sample(telling, min(max(count // 5, 1), len(telling)))]))
