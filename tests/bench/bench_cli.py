"""Measure how long `kbtool --help` takes, as a ratio to importing click in the same run.

Run with `python -m tests.bench.bench_cli`; at most 3 is wanted.
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 15


def seconds(*command: str) -> float:
    """Return the wall time of one process in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratio."""
    pairs = [(seconds("-m", "kbtool", "--help"), seconds("-c", "import click")) for _ in range(ROUNDS)]
    tool, click = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"kbtool --help {tool:.3f} s, import click {click:.3f} s, ratio {tool / click:.2f} (at most 3)")


if __name__ == "__main__":
    main()
