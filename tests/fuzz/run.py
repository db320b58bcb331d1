"""Feed every reader with what atheris makes of its seeds: `python -m tests.fuzz.run --seconds 300 [NAME …]`.

atheris is libFuzzer for Python: it watches which branches of kbtool an input takes and keeps what leads to new
ones. Each reader gets a process of its own. An input that breaks a promise is printed and kept in --finds.
With --runs every reader gets so many inputs, always the same ones: what passed once passes again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SLOWEST = 20  # seconds for one input
MEMORY = 2048  # MB


def _names() -> list[str]:
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - a child imports them instrumented

    return list(TARGETS)


def _child(name: str, seeds: Path, options: list[str]) -> None:
    """Fuzz one reader in this process; libFuzzer ends it."""
    import atheris  # noqa: PLC0415 - the parent does without

    with atheris.instrument_imports(include=["kbtool"]):
        from tests.fuzz import targets  # noqa: PLC0415 - while atheris watches
    for number, seed in enumerate(targets.SEEDS[name]):
        (seeds / str(number)).write_bytes(seed)
    atheris.Setup([name, *options, str(seeds)], targets.TARGETS[name])
    atheris.Fuzz()


def _fuzz(name: str, finds: Path, *, seconds: int, runs: int) -> bool:
    """Fuzz one reader in a process of its own; return whether it kept its promises."""
    options = [
        *([f"-runs={runs}", "-seed=1"] if runs else [f"-max_total_time={seconds}"]), f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", "-max_len=4096",
        "-verbosity=0", "-print_final_stats=1", f"-artifact_prefix={finds}/{name}-",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="kbtool-seeds-") as seeds:
        command = [sys.executable, "-m", "tests.fuzz.run", "--child", seeds, name, *options]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": "0"}, check=False, capture_output=True, text=True,
            errors="replace",
        )  # fmt: skip
    counts = [
        line.rpartition(" ")[2] for line in done.stderr.splitlines() if "number_of_executed_units" in line
    ]
    print(
        f"{name}: {counts[0] if counts else '?'} inputs, {'ok' if done.returncode == 0 else 'FAILED'}",
        flush=True,
    )
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-6000:], sep="\n", flush=True)
    return done.returncode == 0


def main() -> None:
    """Fuzz the named readers, or all."""
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[3], Path(sys.argv[2]), sys.argv[4:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    seconds = int(os.environ.get("KBTOOL_FUZZ_SECONDS", "300"))
    parser.add_argument(
        "--seconds", type=int, default=seconds, help="for each reader (KBTOOL_FUZZ_SECONDS; else 300)"
    )
    parser.add_argument(
        "--runs", type=int, default=int(os.environ.get("KBTOOL_FUZZ_RUNS", "0")),
        help="so many inputs for each reader instead, the same every time (KBTOOL_FUZZ_RUNS)",
    )  # fmt: skip
    parser.add_argument(
        "--finds", type=Path, default=Path(tempfile.gettempdir()), help="where to keep what fails"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="readers; all where none is named")
    options = parser.parse_args()
    options.finds.mkdir(parents=True, exist_ok=True)
    sound = [
        _fuzz(name, options.finds, seconds=options.seconds, runs=options.runs)
        for name in options.names or _names()
    ]
    length = f"{options.runs} inputs" if options.runs else f"{options.seconds} s"
    print(f"{sum(sound)} of {len(sound)} readers kept their promises for {length} each")
    sys.exit(0 if all(sound) else 1)


if __name__ == "__main__":
    main()
