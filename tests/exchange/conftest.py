"""Real clients of the exchange formats: programs from npm and PyPI, installed into temporary folders.

Nothing of them is part of kbtool. Each test is marked `exchange` and runs with `tox -e exchange`.
"""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kbtool.model.quiz import Form, ItemType
from kbtool.quiz.exchange.record import Choice, Question
from tests.quiz.exchange.test_moodle_xml import PNG

# Versions whose behaviour the tests know; a newer one within the same major version is welcome.
NODE_PACKAGES = ("gift-pegjs@1", "scorm-again@3", "qti3-item-player@1", "ts-fsrs@5", "vue@2")
Install = Callable[..., Path]

# Everything that a format may trip over.
PITFALLS = Question(
    stem="Was zeigt `net use \\\\srv\\d$`?\n\n```text\na = {b} ~ c # d : e\n\n    eingerückt\n```\n\n<Esc> & „Übergröße“ 🖨️",
    choices=(
        Choice("Verbundene **Laufwerke**: x = {y} # ~z", "Ja:\n\nalle.", is_key=True),
        Choice("-> nichts // und %50% gar nichts", "Nein = falsch."),
        Choice("![Fenster](fenster.png)", "Das Bild zeigt etwas anderes."),
    ),
    explanation="Siehe [Hilfe](https://help.example.com/?a=b&c=d).",
    id="q-ptf234",
    version=2,
    lang="de",
    type=ItemType.CAUSE,
    article="netzlaufwerk-fehlt",
    topic="network/shares",
    level=1,
)
PLAIN = Question(
    stem="Someone reports: “no wifi in the kitchen” What is the most likely cause?",
    choices=(
        Choice("The access point is off.", "Its light is dark."),
        Choice("The password has expired.", "Then it fails everywhere.", is_key=True),
        Choice("The laptop is too old.", ""),
    ),
    id="q-pln234",
    version=1,
    lang="en",
    type=ItemType.CAUSE,
    article="no-wifi",
    topic="network",
    level=1,
)
THIRD = replace(PLAIN, id="q-trd234", stem="And what comes next?", topic="network")
QUESTIONS = (PITFALLS, PLAIN, THIRD)
# One question of each further form, as hard to carry as the first.
SEVERAL = replace(
    PITFALLS,
    choices=(*PITFALLS.choices, Choice("Größe = 100% #2", "Auch.", is_key=True)),
    id="q-svr234",
    type=ItemType.DATA,
    form=Form.SEVERAL,
)
ORDER = replace(
    PITFALLS,
    choices=(
        Choice("`services.msc` öffnen: {x}", "Dort = die Dienste."),
        Choice("Spooler -> anhalten ~ jetzt"),
        Choice("Neu starten\n\nund warten"),
    ),
    id="q-rdr234",
    type=ItemType.ORDER,
    form=Form.ORDER,
)
TYPED = replace(
    PITFALLS,
    choices=(
        Choice('del "C:\\Größe\\*.tmp" /q ~ # = {x} %50%', "Mit *Stern*.", is_key=True),
        Choice("Rmdir /s C:\\Temp", "", is_key=True),
    ),
    id="q-tpd234",
    type=ItemType.RECALL,
    form=Form.TYPED,
)
WRITTEN = replace(
    PITFALLS,
    choices=(
        Choice("Anrede: „Guten Tag“", "", is_key=True),
        Choice("Nächster Schritt = {x}", "Sonst fragt sie.", is_key=True),
    ),
    id="q-wrt234",
    type=ItemType.REPLY,
    form=Form.WRITTEN,
    model="Guten Tag,\n\nIhr Laufwerk ist wieder da.\n\n```\nnet use = {ok}\n```",
)
FORMS = (SEVERAL, ORDER, TYPED, WRITTEN)
PICTURES = {"fenster.png": PNG}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.exchange)


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command and return what it printed; a failure shows what it said."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=600, check=False
    )
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}", pytrace=False)
    return done.stdout


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the packages from npm are installed; their scripts are not run."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    run("npm", "install", *quiet, *NODE_PACKAGES, cwd=folder)
    return folder


@pytest.fixture(scope="session")
def python_with(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Return a function that gives the Python of a virtual environment of its own with packages from PyPI."""

    @functools.cache
    def install(*packages: str) -> Path:
        folder = tmp_path_factory.mktemp("venv")
        run(sys.executable, "-m", "venv", folder)
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
        return python

    return install


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without writing a log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder on this machine and gives its address."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Handler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """Start the Chromium that KBTOOL_CHROMIUM names, one on PATH, or Playwright's own."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("KBTOOL_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        except api.Error as error:
            pytest.skip(f"there is no Chromium: {error}")
        yield browser
        browser.close()


def unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a package below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
