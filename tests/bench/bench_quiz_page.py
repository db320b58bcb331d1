"""How heavy and how slow a quiz page of 30 questions is in Chromium: `python -m tests.bench.bench_quiz_page`.

Six questions of every form on one page, served on this machine, each visit with an empty cache. Printed are:

- the bytes of all scripts that the page loads, those of its workers too, as they are and compressed with gzip, as web
  servers send them; those of kbtool and of the theme apart (target: at most 120 KB). Then what is added as soon as
  somebody uses the search: theme.js keeps the theme's script back until then;
- the milliseconds from the start of the navigation until the first answer can be given, which is the mark
  `kbtool-quiz-ready` of quiz.js (target: at most 200 ms); until an answer that is given at that moment has been judged
  and painted, so that nothing else was in its way; and the CPU milliseconds of the page's main thread for the
  whole page, which other work on the machine lengthens less. Best and median; once for somebody new, once
  for somebody with 3,650 answers, who has answered ten questions a day for a year.
"""

import argparse
import gzip
import json
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, Response, sync_playwright

from kbtool.services.build import make
from kbtool.settings import load
from tests.browser import provide_chromium, quiz_bank
from tests.browser.conftest import ARGUMENTS, serve

PAGE = "de/quiz/printing/"
INLINE = """() => [...document.scripts].filter(one => !one.src && !one.type.endsWith("json"))
  .map(one => one.text).join("")"""
# Answers a question as soon as that can be done, and notes when the verdict has been painted.
ANSWER = """new PerformanceObserver((list, observer) => {
  if (!list.getEntriesByName("kbtool-quiz-ready").length) return
  observer.disconnect()
  const item = document.querySelector(".kb-item[data-form=one]:not(.is-answered)") ?? document.querySelector("[data-form=one]")
  if (item.matches(".is-answered")) item.querySelector("[type=submit]").click() // tries it again
  item.querySelector("input").click()
  item.querySelector("[type=submit]").click()
  requestAnimationFrame(() => setTimeout(() => {
    if (item.querySelector(".kb-item__result").textContent) performance.mark("answered")
  }))
}).observe({ type: "mark" })"""
TIMES = (
    """() => ["kbtool-quiz-ready", "answered"].map(name => performance.getEntriesByName(name)[0].startTime)"""
)


def thirty(root: Path) -> list[dict[str, Any]]:
    """Write the project of the browser tests with six questions of each form on one page; return them."""
    quiz_bank.write(root)
    items = [one for one in yaml.safe_load(quiz_bank.BANK)["items"] if one["lang"] == "de"]
    many = [
        {**one, "id": f"{one['id']}-{copy}", "topic": "printing", "ordinal": copy}
        for copy in range(1, 7)
        for one in items
    ]
    text = yaml.safe_dump({"schema": 1, "items": many}, allow_unicode=True, sort_keys=False)
    (root / "quizzes" / "all.yml").write_text(text, encoding="utf-8")
    return many


def year(items: Sequence[Mapping[str, Any]]) -> str:
    """Return what a browser keeps of ten answers a day for a year, one in ten of them about the page's questions."""
    now = datetime.now(UTC)
    asked = [(f"q-{n}", f"artikel-{n // 2}/cause") for n in range(300)]
    asked[::10] = [(one["id"], f"{one['article']}/{one['type']}") for one in items]
    answers = [
        {
            "item": asked[n % 300][0], "version": 1, "option": "a", "right": n % 4 > 0, "seconds": 5 + n % 20,
            "at": (now - timedelta(hours=2.4 * (3650 - n))).isoformat(timespec="milliseconds"),
            "fact": asked[n % 300][1], "article": "",
        }
        for n in range(3650)
    ]  # fmt: skip
    return json.dumps({"answers": answers, "rounds": {}})


@contextmanager
def site() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Build and serve the page; give its address and its questions."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        items = thirty(root)
        project = quiz_bank.Project(root)
        make(project, load(project.config), "internal", root / "site")
        server = serve(root / "site")
        yield f"http://127.0.0.1:{server.server_port}/", items
        server.shutdown()
        server.server_close()


def visit(browser: Browser, address: str, kept: str) -> tuple[float, float, float]:
    """Open the page with an empty cache; return the milliseconds until ready, until answered, and of CPU."""
    context = browser.new_context()
    page = context.new_page()
    if kept:
        page.goto(f"{address}404.html")
        page.evaluate("kept => localStorage.setItem('kbtool.quiz.1', kept)", kept)
        page.close()
        page = context.new_page()
    page.add_init_script(ANSWER)
    session = context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address + PAGE, wait_until="networkidle")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    assert page.locator(".kb-item").count() == 30
    ready, answered = page.evaluate(TIMES)
    context.close()
    return ready, answered, 1000 * metrics["TaskDuration"]


def weigh(browser: Browser, address: str) -> None:
    """Print the bytes of the scripts."""
    page = browser.new_page()
    loaded: list[Response] = []
    page.context.on(
        "response", lambda one: loaded.append(one) if urlsplit(one.url).path.endswith(".js") else None
    )
    page.goto(address + PAGE, wait_until="networkidle")
    page.wait_for_timeout(1000)
    found = {one.url.removeprefix(address): one.body() for one in loaded}
    total("scripts", found | {"in the page itself": page.evaluate(INLINE).encode()})
    loaded.clear()
    page.locator(".md-search__input").click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    total("added by the first search", {one.url.removeprefix(address): one.body() for one in loaded})
    page.close()


def total(title: str, files: Mapping[str, bytes]) -> None:
    """Print the bytes of files, and their sums."""
    sums = {"kbtool": [0, 0], "the theme": [0, 0]}
    for url, text in files.items():
        sizes = [len(text), len(gzip.compress(text))]
        whose = sums["kbtool" if "kbtool.js" in url or "assets/kbtool/" in url else "the theme"]
        whose[:] = [total + size for total, size in zip(whose, sizes, strict=True)]
        print(f"  {sizes[0]:8,} {sizes[1]:8,} gzip  {url}")
    plain, packed = (sum(column) for column in zip(*sums.values(), strict=True))
    parts = ", ".join(f"{name} {size:,} ({small:,} gzip)" for name, (size, small) in sums.items())
    print(f"{title}: {plain:,} bytes ({packed:,} gzip), of these {parts}")


def spread(values: Sequence[float]) -> str:
    """Return the best and the median of milliseconds."""
    return f"{min(values):.0f} ms (median {statistics.median(values):.0f})"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--visits", type=int, default=15)
    visits = parser.parse_args().visits
    with site() as (address, items), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provide_chromium.present(), args=list(ARGUMENTS))
        weigh(browser, address)
        for who, kept in (("somebody new", ""), ("3,650 answers kept", year(items))):
            found = zip(*(visit(browser, address, kept) for _ in range(visits)), strict=True)
            ready, answered, cpu = (spread(values) for values in found)
            print(f"{who}: ready after {ready}; an answer is judged after {answered}; CPU {cpu}")
        browser.close()


if __name__ == "__main__":
    main()
