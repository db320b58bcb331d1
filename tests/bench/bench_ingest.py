"""What ingest costs, as CPU seconds and peak memory of whole processes: `python -m tests.bench.bench_ingest`.

- the forum threads of ../shared/data, where they are there (targets: 30 CPU s, 250 MB);
- 100,000 generated tickets as JSON Lines, 1 % of them broken, then the same again (target: 300 MB);
- the same number as CSV in two tables, the messages in random order.
"""

import argparse
import csv
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.sources.malformed import BAD, sound

FORUM = Path(__file__).resolve().parents[2] / "../shared/data/forum-threads"
BLOCK = 20_000
SETTINGS = "site_name: Bench\nplugins:\n  - kbtool:\n      sources: {sources}\n"
FORUM_SOURCE = {
    "name": "forum",
    "type": "csv",
    "tickets": {
        "path": "questions.csv",
        "format": "html",
        "visibility": "public",
        "columns": {
            "id": "id",
            "subject": "title",
            "state": "is_solved",
            "created": "created",
            "updated": "updated",
            "category": "topic",
            "tags": "tags",
            "language": "locale",
            "requester": "creator",
            "body": "content",
            "accepted": "solution",
        },
        "states": {"true": "resolved", "false": "open"},
    },
    "messages": {
        "path": "answers.csv",
        "format": "html",
        "visibility": "public",
        "columns": {
            "ticket": "question_id",
            "id": "id",
            "at": "created",
            "author": "creator",
            "body": "content",
        },
    },
}
CSV_SOURCE = {
    "name": "desk",
    "type": "csv",
    "tickets": {
        "path": "tickets.csv",
        "columns": {"id": "id", "subject": "subject", "state": "state", "requester": "by"},
    },
    "messages": {
        "path": "messages.csv",
        "columns": {"ticket": "ticket", "id": "id", "author": "by", "at": "at", "body": "body"},
    },
}
WORDS = (
    "der Drucker ist offline und druckt nicht seit heute morgen bitte um Hilfe the printer shows an error "
    "after the update please restart the device and open settings network again Kennwort abgelaufen Anmeldung "
    "VPN bricht ab wenn der Laptop aufwacht Fehler Meldung Fenster schließen öffnen erneut versuchen danke"
).split()


def ticket(rng: random.Random, number: int) -> dict[str, Any]:
    """Return a ticket of about 3 kB with three messages, signatures and a quote."""
    customer = {"name": f"Kunde {number % 5000}", "email": f"kunde{number % 5000}@example.com"}
    agent = {"name": f"Agent {number % 20}", "email": f"agent{number % 20}@example.org"}

    def some(count: int) -> str:
        return " ".join(rng.choices(WORDS, k=count))

    def body(count: int, author: str) -> str:
        return f"Hallo,\n\n{some(count)}\n\nMit freundlichen Grüßen\n{author}\nTel. 030 {number}\n"

    quote = f"\nAm 02.11.2026 um 09:12 schrieb {agent['name']}:\n> {some(60)}\n"
    question, answer = body(120, customer["name"]), body(150, agent["name"])
    thread = [(customer, question), (agent, answer), (customer, body(20, customer["name"]) + quote)]
    return {
        "source": "desk",
        "id": str(number),
        "subject": some(6),
        "state": "resolved",
        "created": "2026-11-02T08:14:00+01:00",
        "updated": "2026-11-03T08:14:00+01:00",
        "requester": customer,
        "owner": agent,
        "messages": [
            {
                "id": str(place),
                "author": author,
                "visibility": "public",
                "at": f"2026-11-02T1{place}:00:00Z",
                "body": text,
            }
            for place, (author, text) in enumerate(thread)
        ],
    }


def tickets(count: int) -> Iterator[dict[str, Any]]:
    """Yield the same tickets each time."""
    rng = random.Random(7)  # noqa: S311 - test data
    return (ticket(rng, number) for number in range(count))


def write_jsonl(path: Path, count: int) -> int:
    """Write tickets, every hundredth one broken, each time in another way; return how many are broken."""
    ways = itertools.cycle(BAD.values())
    broken = 0
    with path.open("wb") as file:
        for number, item in enumerate(tickets(count)):
            line = json.dumps(item, ensure_ascii=False).encode()
            if number % 100 == 50:
                line = next(ways)(sound(number))
                broken += 1
            file.write(line + b"\n")
    return broken


def write_csv(folder: Path, count: int) -> None:
    """Write tickets and messages as two tables, the messages shuffled in blocks."""
    columns = ("id", "ticket", "by", "at", "body")
    rng = random.Random(8)  # noqa: S311 - test data
    with (
        (folder / "tickets.csv").open("w", encoding="utf-8", newline="") as one,
        (folder / "messages.csv").open("w", encoding="utf-8", newline="") as two,
    ):
        rows, messages = csv.writer(one), csv.writer(two, delimiter=";")
        rows.writerow(("id", "subject", "state", "by"))
        messages.writerow(columns)
        waiting: list[list[str]] = []
        for item in tickets(count):
            rows.writerow((item["id"], item["subject"], item["state"], item["requester"]["name"]))
            for message in item["messages"]:
                record = {**message, "ticket": item["id"], "by": message["author"]["name"]}
                waiting.append([record[column] for column in columns])
            if len(waiting) > BLOCK:
                rng.shuffle(waiting)
                messages.writerows(waiting[: BLOCK // 2])
                del waiting[: BLOCK // 2]
        messages.writerows(waiting)


def ingest(label: str, folder: Path, *options: str) -> None:
    """Run kbtool ingest in a process of its own and print what it cost."""
    command = [sys.executable, "-m", "kbtool", "ingest", "--json", "--project", str(folder), *options]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        counts = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    cpu, wall = usage.ru_utime + usage.ru_stime, time.perf_counter() - start
    assert counts["read"] == sum(value for key, value in counts.items() if key != "read"), counts
    memory = usage.ru_maxrss / 1024
    print(f"{label:32} {cpu:6.1f} CPU s {wall:6.1f} s {memory:5.0f} MB, exit {process.returncode}, {counts}")


def project(folder: Path, source: dict[str, Any]) -> Path:
    """Make a project with one source."""
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS.format(sources=json.dumps([source])), encoding="utf-8")
    return folder


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where to put scratch files (about 2 GB)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as name:
        scratch = Path(name)
        if FORUM.is_dir():
            forum = project(scratch / "forum", FORUM_SOURCE)
            for table in ("questions.csv", "answers.csv"):
                (forum / table).symlink_to(FORUM.resolve() / table)
            ingest("forum threads", forum)
            ingest("forum threads again", forum)
        lines = project(scratch / "jsonl", {"name": "desk", "type": "jsonl", "path": "tickets.jsonl"})
        broken = write_jsonl(lines / "tickets.jsonl", options.tickets)
        print(f"{broken:,} records are broken, in {len(BAD)} ways")
        ingest(f"{options.tickets:,} tickets, JSON Lines", lines)
        ingest("again", lines)
        tables = project(scratch / "csv", CSV_SOURCE)
        write_csv(tables, options.tickets)
        ingest(f"{options.tickets:,} tickets, two CSV", tables)


if __name__ == "__main__":
    main()
