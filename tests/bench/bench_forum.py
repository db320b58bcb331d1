"""The main job on real threads, each step a process of its own: `python -m tests.bench.bench_forum`.

In a scratch folder: ingest the forum threads of ../shared/data, draft all, approve 200 drafts in bulk, publish,
check, build. Prints counts, CPU seconds, seconds and peak memory of each step; stops with the reason where the
threads are not there. `--generated N` drafts N invented tickets instead, to see that the cost grows with their
number and the memory hardly.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.bench.bench_ingest import FORUM, FORUM_SOURCE, write_jsonl

APPROVED = 200
# May be accepted in bulk on the word of the one who approves.
ACCEPTABLE = {"suspicion"}
# Commands whose name has two words.
_NAMED = {"quiz": 2}


class Run(NamedTuple):
    """What a command returned, printed and cost, in CPU seconds."""

    code: int
    text: str
    cpu: float


def run(folder: Path, *arguments: str) -> Run:
    """Run kbtool in a project, and print what it cost."""
    command = [sys.executable, "-m", "kbtool", *arguments, "--project", str(folder)]
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL) as process,
    ):
        _, status, usage = os.wait4(process.pid, 0)
        code = process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8")
    cpu, wall = usage.ru_utime + usage.ru_stime, time.perf_counter() - start
    named = [
        word
        for place, word in enumerate(arguments)
        if word.startswith("-") or place < _NAMED.get(arguments[0], 1)
    ]
    name = " ".join(named)
    print(f"{name:44} {cpu:6.1f} CPU s {wall:6.1f} s {usage.ru_maxrss / 1024:5.0f} MB, exit {code}", flush=True)
    return Run(code, text, cpu)


def make(folder: Path, source: dict[str, Any], categories: list[str]) -> None:
    """Write the settings of a project."""
    options = {"sources": [source], "categories": {name: {"de": name, "en": name} for name in categories}}
    config = {
        "site_name": "Forum",
        "site_url": "https://help.example.com/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"kbtool": options}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    (folder / "docs").mkdir()


def forum(folder: Path) -> None:
    """Run the whole job on the forum threads."""
    published(folder)
    problems = json.loads(run(folder, "check", "--json")[1])
    print(f"  {Counter(item['code'] for item in problems)}")
    run(folder, "build")
    pages = list((folder / "site" / "public").rglob("index.html"))
    print(f"  {len(pages)} pages on the public site")


def published(folder: Path) -> None:
    """Publish articles made of the forum threads."""
    for table in ("questions.csv", "answers.csv"):
        (folder / table).symlink_to(FORUM.resolve() / table)
    with (folder / "questions.csv").open(encoding="utf-8", newline="") as file:
        topics = sorted({row["topic"] for row in csv.DictReader(file)} - {""})
    make(folder, FORUM_SOURCE, topics)
    counts = json.loads(run(folder, "ingest", "--json")[1])
    assert counts["read"] == counts["new"] + counts["changed"] + counts["unchanged"] + counts["rejected"], (
        counts
    )
    print(f"  {counts}")
    clean = draft(folder)
    chosen = clean[:APPROVED]
    approved = json.loads(
        run(folder, "review", *chosen, "--approve", "--as", "bench", "--accept-suspicions", "--json")[1]
    )
    refused = [item for item in approved if item["refused"]]
    print(f"  {len(approved) - len(refused)} of {len(chosen)} approved; {refused[:1]}")
    articles = json.loads(run(folder, "publish", "--all", "--json")[1])
    print(f"  {sum(bool(item['path']) for item in articles)} published")


def draft(folder: Path) -> list[str]:
    """Draft everything twice and return the drafts that may be approved in bulk."""
    found = json.loads(run(folder, "draft", "--all", "--json")[1])
    again = json.loads(run(folder, "draft", "--all", "--json")[1])
    is_same = found == again
    codes = Counter(problem["code"] for item in found for problem in item["problems"])
    found.sort(key=lambda item: len(item["problems"]))
    clean = [item["id"] for item in found if not {problem["code"] for problem in item["problems"]} - ACCEPTABLE]
    print(
        f"  {len(found)} drafts of {sum(len(item['tickets']) for item in found)} tickets, {len(clean)} without defects"
    )
    print(f"  {dict(codes)}; the same when repeated: {is_same}")
    return clean


def generated(folder: Path, count: int) -> None:
    """Draft invented tickets."""
    make(folder, {"name": "desk", "type": "jsonl", "path": "tickets.jsonl"}, ["general"])
    write_jsonl(folder / "tickets.jsonl", count)
    run(folder, "ingest", "--json")
    draft(folder)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", type=int, metavar="N", help="draft N invented tickets instead")
    parser.add_argument("--folder", type=Path, help="where to put scratch files (about 200 MB)")
    options = parser.parse_args()
    if not options.generated and not FORUM.is_dir():
        parser.exit(0, "skipped: ../shared/data/forum-threads is not there\n")
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as name:
        if options.generated:
            generated(Path(name), options.generated)
        else:
            forum(Path(name))


if __name__ == "__main__":
    main()
