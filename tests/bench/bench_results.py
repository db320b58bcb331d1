"""Measure the reports on a million answers.

Run with `python -m tests.bench.bench_results`; it takes about two minutes. Wanted: at most 2 CPU s for any
report. With `--attempts 1` all answers are first ones, which is the worst case.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from kbtool.model.quiz import Item, ItemType, Option, Status
from kbtool.project import Project
from kbtool.services import results_report
from kbtool.store import result_counts
from kbtool.store.database import Store
from kbtool.store.schema import answers, cards

PEOPLE, ITEMS, TOPICS = 1000, 500, 12
LIMIT_SECONDS = 2.0
NOW = datetime(2026, 7, 1, tzinfo=UTC)
TYPES = tuple(ItemType)[:4]


def bank() -> dict[str, Item]:
    """Return the items that the answers are about."""
    options = (
        Option("a", "ja", is_key=True, origin="solve"),
        Option("b", "nein", origin="art-1"),
        Option("c", "?"),
    )
    return {
        f"q-{n:06d}": Item(
            f"q-{n:06d}", TYPES[n % 4], "de", f"art-{n // 4}", "?", options,
            topic=f"topic-{n // 4 % TOPICS}", status=Status.REVIEWED,
        )
        for n in range(ITEMS)
    }  # fmt: skip


def rows(items: dict[str, Item], person: int, attempts: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Yield one person's answers to every item."""
    for number, item in enumerate(items.values()):
        for attempt in range(attempts):
            right = rng.random() < 0.7
            yield {
                "trainee": f"{person:032x}", "item": item.id, "version": 1,
                "option": "a" if right else rng.choice("bc"), "is_right": right, "is_scored": True,
                "at": f"2026-{1 + 5 * attempt:02d}-{1 + number % 28:02d}T09:00:00.{number:06d}Z", "seconds": 5.0,
                "article": item.article, "type": item.type.value, "topic": item.topic, "lang": "de",
                "grade": 3, "is_first": attempt == 0, "is_last": attempt == attempts - 1,
            }  # fmt: skip


def fill(store: Store, items: dict[str, Item], attempts: int) -> None:
    """Store the answers and the dates to ask again."""
    rng = random.Random(1)  # noqa: S311 - repeatable on purpose
    with store.writing() as connection:
        for person in range(PEOPLE * 2 // attempts):
            connection.execute(insert(answers), list(rows(items, person, attempts, rng)))
            facts = sorted({(item.article, item.type.value) for item in items.values()})
            made = [
                {
                    "trainee": f"{person:032x}", "article": article, "type": kind, "stability": 9.0,
                    "difficulty": 5.0, "due": f"2026-07-{1 + number % 30:02d}T09:00:00.000000Z",
                    "reviewed": "2026-06-20T09:00:00.000000Z", "article_sha256": "",
                }
                for number, (article, kind) in enumerate(facts)
            ]  # fmt: skip
            connection.execute(insert(cards), made)


def main() -> None:
    """Fill a store, time every report, and exit with 1 over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=2, help="answers of one person to one item")
    attempts = parser.parse_args().attempts
    items = bank()
    about = {
        f"art-{n}": [(item.id, 1) for item in items.values() if item.article == f"art-{n}"] for n in range(20)
    }
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder, Store.open(Project(Path(folder))) as store:
        fill(store, items, attempts)
        someone = f"{7:032x}"
        reports = {
            "trainee": lambda: results_report.trainee(store, items, someone, now=NOW),
            "team": lambda: results_report.team(store, items, now=NOW),
            "article": lambda: results_report.by_article(store, items),
            "item": lambda: results_report.by_item(store, items),
            "missed": lambda: result_counts.missed_by(store, about),
        }
        for name, report in reports.items():
            started, worked = time.perf_counter(), time.process_time()
            report()
            seconds, cpu = time.perf_counter() - started, time.process_time() - worked
            worst = max(worst, cpu)
            print(f"{name:<8} {seconds:5.2f} s, {cpu:5.2f} CPU s")
    sys.exit(worst > LIMIT_SECONDS)


if __name__ == "__main__":
    main()
