"""How heavy and how slow a quiz page of 30 questions is in Chromium: `python -m tests.bench.bench_quiz_page`.

Six questions of every form on one page, served on this machine, each visit with an empty cache. Printed are:

- the bytes of all scripts that the page loads, as they are and compressed with gzip, as web servers send them;
  those of kbtool and of the theme apart (target: at most 120 KB);
- the milliseconds from the start of the navigation until the first answer can be given, which is the mark
  `kbtool-quiz-ready` of quiz.js (target: at most 200 ms), and the CPU milliseconds of the page's main thread for the
  whole page, which other work on the machine does not lengthen. Medians, with the range; once for somebody new, once
  for somebody with 3,650 answers, who has answered ten questions a day for a year.
"""

import argparse
import gzip
import json
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from kbtool.services.build import make
from kbtool.settings import load
from tests.browser import provide_chromium, quiz_bank
from tests.browser.conftest import ARGUMENTS, serve

PAGE = "de/quiz/printing/"
SCRIPTS = """async () => {
  const addresses = performance.getEntriesByType("resource").map(one => one.name).filter(name => name.endsWith(".js"))
  const inline = [...document.scripts].filter(one => !one.src && !one.type.endsWith("json")).map(one => one.text)
  const files = await Promise.all(addresses.map(async one => [one, await (await fetch(one)).text()]))
  return [...files, ["in the page itself", inline.join("")]]
}"""
READY = """() => performance.getEntriesByName("kbtool-quiz-ready")[0].startTime"""


def thirty(root: Path) -> None:
    """Write the project of the browser tests with six questions of each form on one page."""
    quiz_bank.write(root)
    items = [one for one in yaml.safe_load(quiz_bank.BANK)["items"] if one["lang"] == "de"]
    many = [
        {**one, "id": f"{one['id']}-{copy}", "topic": "printing", "ordinal": copy}
        for copy in range(1, 7)
        for one in items
    ]
    text = yaml.safe_dump({"schema": 1, "items": many}, allow_unicode=True, sort_keys=False)
    (root / "quizzes" / "all.yml").write_text(text, encoding="utf-8")


def year() -> str:
    """Return what a browser keeps of ten answers a day for a year."""
    now = datetime.now(UTC)
    answers = [
        {
            "item": f"q-{n % 300}", "version": 1, "option": "a", "right": n % 4 > 0, "seconds": 5 + n % 20,
            "at": (now - timedelta(hours=2.4 * (3650 - n))).isoformat(timespec="milliseconds"),
            "fact": f"artikel-{n % 150}/cause", "article": "0123456789ab",
        }
        for n in range(3650)
    ]  # fmt: skip
    return json.dumps({"answers": answers, "rounds": {}})


@contextmanager
def site() -> Iterator[str]:
    """Build and serve the page."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        thirty(root)
        project = quiz_bank.Project(root)
        make(project, load(project.config), "internal", root / "site")
        server = serve(root / "site")
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        server.server_close()


def visit(browser: Browser, address: str, kept: str, read: str) -> tuple[Any, float]:
    """Open the page with an empty cache; return what a script reads there, and the CPU seconds of its thread."""
    context = browser.new_context()
    page = context.new_page()
    if kept:
        page.goto(f"{address}404.html")
        page.evaluate("kept => localStorage.setItem('kbtool.quiz.1', kept)", kept)
        page.close()
        page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address + PAGE, wait_until="networkidle")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    assert page.locator(".kb-item").count() == 30
    found = page.evaluate(read)
    context.close()
    return found, metrics["TaskDuration"]


def weigh(browser: Browser, address: str) -> None:
    """Print the bytes of the scripts."""
    found, _ = visit(browser, address, "", SCRIPTS)
    sums = {"kbtool": [0, 0], "the theme": [0, 0]}
    for url, text in found:
        sizes = [len(text.encode()), len(gzip.compress(text.encode()))]
        whose = sums["kbtool" if "kbtool.js" in url or "/assets/kbtool/" in url else "the theme"]
        whose[:] = [total + size for total, size in zip(whose, sizes, strict=True)]
        print(f"  {sizes[0]:8,} {sizes[1]:8,} gzip  {url.removeprefix(address)}")
    plain, packed = (sum(column) for column in zip(*sums.values(), strict=True))
    parts = ", ".join(f"{name} {size:,} ({small:,} gzip)" for name, (size, small) in sums.items())
    print(f"scripts: {plain:,} bytes ({packed:,} gzip), of these {parts}; at most 120,000")


def spread(values: Sequence[float]) -> str:
    """Return the median and the range of milliseconds."""
    return f"{statistics.median(values):.0f} ms ({min(values):.0f} to {max(values):.0f})"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--visits", type=int, default=15)
    visits = parser.parse_args().visits
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provide_chromium.present(), args=list(ARGUMENTS))
        weigh(browser, address)
        for who, kept in (("somebody new", ""), ("3,650 answers kept", year())):
            ready, seconds = zip(*(visit(browser, address, kept, READY) for _ in range(visits)), strict=True)
            print(f"{who}: ready after {spread(ready)}; CPU {spread([1000 * one for one in seconds])}")
        browser.close()


if __name__ == "__main__":
    main()
