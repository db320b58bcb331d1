"""The living demo in a real Chromium: both editions built once, served on this machine."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from kbtool import frontmatter
from kbtool.model.quiz import Form
from kbtool.project import Project
from kbtool.services import results_record
from kbtool.services.build import build, make
from kbtool.services.quiz_bank import load as quiz_load
from kbtool.settings import load
from kbtool.store.database import Store
from tests.browser import provide_chromium, quiz_bank
from tests.conftest import REPOSITORY
from tests.services.test_results import answer
from tests.site.conftest import approved

HOW_TO_GET_ONE = (
    "The browser tests need a Chromium and found none. Set KBTOOL_CHROMIUM to one, install Debian's package "
    "“chromium”, or run “python -m tests.browser.provide_chromium”."
)
ARGUMENTS = (
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
POLICY = "Content Security Policy"
ALIASED = "de/printing/drucker-offline.md"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Sites:
    """The addresses of the two editions, and where they lie."""

    public: str
    internal: str
    folder: Path

    def pages(self, audience: str) -> list[str]:
        """Return the address of every page of an edition, those that only lead elsewhere left out."""
        root = self.folder / audience
        found = [
            path
            for path in sorted(root.rglob("index.html"))
            if 'http-equiv="refresh"' not in path.read_text("utf-8")
        ]
        return [f"{getattr(self, audience)}{path.relative_to(root).parent.as_posix()}/" for path in found]


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder silently, with its 404.html."""

    def end_headers(self) -> None:
        """Send what the site's own `_headers` asks of a web server."""
        rules = Path(self.directory, "_headers")
        for line in rules.read_text("utf-8").splitlines()[1:] if rules.exists() else ():
            self.send_header(*line.strip().split(": ", 1))
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for lost readers."""
        if code != http.HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="session")
def sites(tmp_path_factory) -> Iterator[Sites]:
    """Build the repository's own knowledge base, every public article approved, and serve it."""
    root = tmp_path_factory.mktemp("demo")
    for name in ("docs/de", "docs/en", "docs/handbook", "quizzes"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in (
        "mkdocs.yml",
        *(f"docs/{page}.md" for page in ("impressum", "imprint", "datenschutz", "privacy")),
    ):
        shutil.copy(REPOSITORY / name, root / name)
    project = Project(root)
    _approve(project)
    report = build(project, load(project.config))
    assert report.problems == ()
    servers = [serve(root / "site" / audience) for audience in ("public", "internal")]
    addresses = [f"http://127.0.0.1:{server.server_port}/" for server in servers]
    yield Sites(*addresses, root / "site")
    for server in servers:
        server.shutdown()
        server.server_close()


def _approve(project: Project) -> None:
    """Approve what wants to be public in its present words, and give one article an old address."""
    for path in project.docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if path.relative_to(project.docs).as_posix() == ALIASED:
            text = frontmatter.dump(frontmatter.edit(frontmatter.parse(text), {"aliases": ["faq/drucker"]}))
        if "\naudience: public\n" in text:
            path.write_text(approved(text), encoding="utf-8")


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    """Serve a folder on this machine until it is shut down."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))
    )
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start the Chromium that KBTOOL_CHROMIUM names, one on PATH, or Playwright's own."""
    found = provide_chromium.present()
    try:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
    except Error as error:
        pytest.fail(f"{HOW_TO_GET_ONE}\n\n{error}", pytrace=False)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def quiz_site(tmp_path_factory) -> Iterator[str]:
    """Build the internal edition of a small project that has a question of every form, and serve it.

    Six people have answered there, so that it has a page on the training.
    """
    project = quiz_bank.write(tmp_path_factory.mktemp("quiz"))
    with Store.open(project) as store:
        for item in quiz_load(project).items:
            for number in range(6) if item.form is Form.ONE else ():
                results_record.record(store, answer(item, f"t{number}", right=number % 2 == 0))
    folder = project.root / "site" / "internal"
    _, problems = make(project, load(project.config), "internal", folder)
    assert problems == []
    server = serve(folder)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def new_page(chromium: Browser):
    """Return a function that opens an address in a browser that knows nothing yet.

    Whatever a test does there must be within the site's Content-Security-Policy.
    """
    contexts = []
    refused: list[str] = []

    def open_(address: str, *, width: int = 1280, scheme: str = "light", **options) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        context.on("console", lambda said: refused.append(said.text) if POLICY in said.text else None)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert refused == []


@pytest.fixture
def open_page(new_page, sites: Sites):
    """Return a function that opens a page: `open_page("de/printing/", scheme="dark", width=390)`."""

    def open_(path: str = "", *, audience: str = "public", **options) -> Page:
        return new_page(getattr(sites, audience) + path, **options)

    return open_


@pytest.fixture
def open_quiz(new_page, quiz_site: str):
    """Return a function that opens a page of the small quiz: `open_quiz("de/quiz/printing/")`."""
    return lambda path, **options: new_page(quiz_site + path, **options)
