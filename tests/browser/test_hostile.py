"""Hostile text in every field of an article: nothing of it runs in a real browser."""

import pytest
from playwright.sync_api import Browser, Route

from kbtool.project import Project
from kbtool.services.build import make
from kbtool.settings import load
from tests.browser.conftest import _serve
from tests.conftest import SHARED_DATA, article
from tests.site.conftest import approved

CORPUS = SHARED_DATA / "xss" / "payloads.txt"
PER_PAGE = 60
EVERY = 25
LONGEST = 500
OWN = (
    "<script>alert(1)</script>",
    "<svg onload=alert(2)>",
    "<img src=x onerror=alert(3)>",
    "<iframe srcdoc='<script>parent.alert(4)</script>'></iframe>",
    "[klick](javascript:alert(5))",
    "[klick](javascript&#58;alert(6))",
    "<a href=' java\tscript:alert(7)'>klick</a>",
    "![x](x){ onerror=alert(8) }",
    "<details open ontoggle=alert(9)>x</details>",
    "<form action=javascript:alert(10)><button>x</button></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(11)></style></mglyph></table></mtext></math>",
    '"><img src=x onerror=alert(12)>',
    "<body onfocus=alert(13) autofocus>",
    "<input autofocus onfocus=alert(14)>",
    "<object data=javascript:alert(15)></object>",
    "</title></textarea></script><script>alert(16)</script>",
)
# Every way to show that code ran counts; then every event that a reader could cause.
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...a) => { window.ran.push(String(a)); };
"""
PROVOKE = """
() => {
  document.addEventListener("click", event => {
    const link = event.target.closest && event.target.closest("a");
    if (link && !link.href.startsWith("javascript:")) event.preventDefault();
  });
  document.addEventListener("submit", event => event.preventDefault());
  const names = ["mouseover", "mouseenter", "pointerover", "focus", "blur", "error", "load", "toggle", "input",
    "change", "keydown", "wheel", "animationend", "transitionend", "beforetoggle", "copy", "scroll", "dragstart"];
  for (const element of document.querySelectorAll("article, article *")) {
    for (const name of names) element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
    if (element.click) element.click();
  }
}
"""


@pytest.fixture
def executions(chromium: Browser, make_project):
    """Return a function that builds articles and gives what ran on their pages and what asked another host."""

    def run(articles: dict[str, str]) -> list[str]:
        project: Project = make_project(
            {f"docs/de/printing/{name}.md": approved(text) for name, text in articles.items()}
        )
        make(
            project, load(project.config), "public", project.site / "public"
        )  # links it warns of are wanted here
        server = _serve(project.site / "public")
        address = f"http://127.0.0.1:{server.server_port}/"
        context = chromium.new_context(java_script_enabled=True)
        foreign: list[str] = []
        ran: list[str] = []
        wanted: list[str] = []

        def answer(route: Route) -> None:
            """Let the page and its own files through; note what it asks of others; follow no link."""
            url = route.request.url
            if route.request.is_navigation_request() and url not in wanted:
                route.fulfill(status=204)
            elif url.startswith(address):
                route.continue_()
            else:
                foreign.append(url)
                route.abort()

        context.route("**/*", answer)
        context.add_init_script(WATCH)
        page = context.new_page()
        for path in ("de/", "de/printing/", *(f"de/printing/{name}/" for name in articles)):
            wanted.append(address + path)
            assert page.goto(address + path, wait_until="load").status == 200
            wanted.clear()
            page.evaluate(PROVOKE)
            page.wait_for_timeout(150)
            ran += page.evaluate("window.ran")
        context.close()
        server.shutdown()
        server.server_close()
        return ran + foreign

    return run


def quoted(text: str) -> str:
    """Return a text as a single-quoted value of YAML."""
    return "'" + text.replace("'", "''") + "'"


def hostile(name: str, payloads: list[str]) -> str:
    """Return an article that holds payloads in its body and the first ones in its other fields."""
    first = next((text for text in payloads if "\t" not in text), "x")
    shown = article(
        id=name,
        extra=f"tags: [{quoted(first)}]\naliases: []",
    )
    shown = shown.replace('title: "Drucker ist „Offline“"', f"title: {quoted(f'{name} {first}')}")
    shown = shown.replace('summary: "Schalten Sie das Gerät aus und wieder ein."', f"summary: {quoted(first)}")
    shown = shown.replace('issue: ["drucker druckt nich", "es kommt nix raus"]', f"issue: [{quoted(first)}]")
    return shown + "\n" + "\n\n".join(payloads) + "\n"


def test_nothing_hostile_runs_in_any_field_of_an_article(executions):
    articles = {f"seite{number}": hostile(f"seite{number}", [text]) for number, text in enumerate(OWN)}

    assert executions(articles) == []


def test_the_watch_sees_what_runs(chromium):
    page = chromium.new_page()
    page.add_init_script(WATCH)
    page.goto("data:text/html,<article><script>alert(1)</script><b onmouseover=alert(2)>x</b></article>")
    page.evaluate(PROVOKE)

    assert page.evaluate("window.ran") == ["1", "2"]
    page.close()


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus of payloads is not here")
def test_a_sample_of_the_corpus_does_not_run(executions):
    lines = CORPUS.read_text(encoding="utf-8", errors="replace").splitlines()[::EVERY]
    kept = [line for line in lines if line.strip() and len(line) <= LONGEST and "](" not in line]
    pages = [kept[start : start + PER_PAGE] for start in range(0, len(kept), PER_PAGE)]
    articles = {
        f"seite{number}": article(id=f"seite{number}", title=f"Seite {number}")
        + "\n"
        + "\n\n".join(page)
        + "\n"
        for number, page in enumerate(pages)
    }

    assert executions(articles) == []
