"""The site behind nginx and Caddy, set up in the very words of the documentation.

Each test needs the server's program (Debian: nginx-light, caddy) and is skipped without it.
"""

import base64
import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from kbtool.project import Project
from kbtool.services.build import build
from kbtool.settings import load
from tests.browser.conftest import serve
from tests.conftest import CONFIG, REPOSITORY, article
from tests.site.conftest import approved

HANDBOOK = REPOSITORY / "docs" / "guide" / "howto" / "host-the-site.md"
MIME_TYPES = Path("/etc/nginx/mime.types")
WHERE = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
NAME, PASSWORD = "anna", "geheim"
LOGIN = base64.b64encode(f"{NAME}:{PASSWORD}".encode()).decode()
# Of that password, and with the lowest cost there is: Caddy computes it for each request.
BCRYPT = "$2b$04$abcdefghijklmnopqrstuuPWRtT5yx7FBi4dcf6ROhboeNunUrLQ."
HIDDEN = "Der Schlüssel liegt unter der Matte"
PAGE = "/de/printing/drucker-offline/"
KINDS = {
    "/": "text/html",
    PAGE: "text/html",
    "/assets/kbtool/kbtool.css": "text/css",
    "/assets/kbtool/favicon.svg": "image/svg+xml",
    "/assets/javascripts/workers/kbtool.js": "javascript",
    "/search/search_index.json": "application/json",
    "/feed.de.xml": "xml",
}


@dataclass(frozen=True)
class Served:
    """A project and the ports at which a server shows its two sites."""

    project: Project
    public: int
    internal: int

    def get(self, path: str, audience: str = "public", *, login: str = LOGIN) -> tuple[HTTPResponse, bytes]:
        """Return an answer and its body as it was sent."""
        connection = HTTPConnection("127.0.0.1", getattr(self, audience), timeout=10)
        sent = {"Accept-Encoding": "gzip", **({"Authorization": f"Basic {login}"} if login else {})}
        connection.request("GET", path, headers=sent)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body

    def headers(self, audience: str) -> dict[str, str]:
        """Return what the site wants to be sent with everything."""
        lines = (self.project.site / audience / "_headers").read_text("utf-8").splitlines()[1:]
        return dict(line.strip().split(": ", 1) for line in lines)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _documented(start: str, changes: Mapping[str, str]) -> str:
    """Return the block of the handbook that starts so, with paths and names of this machine."""
    text = HANDBOOK.read_text("utf-8")
    blocks = re.findall(r"^ *```\w+\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    (block,) = (found for found in blocks if found.lstrip().startswith(start))
    for old, new in changes.items():
        assert old in block
        block = block.replace(old, new)
    return block


def _copy_snippets(project: Project, kind: str, folder: Path, ending: str) -> None:
    folder.mkdir(parents=True)
    for audience in ("public", "internal"):
        shutil.copy(project.site / audience / kind, folder / f"kb-{audience}.{ending}")


def _nginx(project: Project, public: int, internal: int, folder: Path) -> list[str]:
    """Set nginx up and return its command."""
    _copy_snippets(project, "headers.nginx.conf", folder / "snippets", "conf")
    (folder / "kb.htpasswd").write_text(f"{NAME}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    servers = _documented(
        "server {",
        {
            "server_name help.example.com;": f"listen 127.0.0.1:{public};",
            "server_name kb.intern.example.com;": f"listen 127.0.0.1:{internal};",
            "/srv/kb/site": str(project.site),
            "/etc/nginx": str(folder),
        },
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    scratch = "".join(f"{kind}_temp_path {folder / kind};\n" for kind in kinds)
    text = f"daemon off; master_process off; pid {folder / 'pid'}; error_log stderr; events {{}}\n"
    text += f"http {{\naccess_log off;\ninclude {MIME_TYPES};\n{scratch}{servers}}}\n"
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def _caddy(project: Project, public: int, internal: int, folder: Path) -> list[str]:
    """Set Caddy up and return its command."""
    _copy_snippets(project, "headers.caddy", folder, "caddy")
    sites = _documented(
        "(kb) {",
        {
            "help.example.com {": f"http://127.0.0.1:{public} {{",
            "kb.intern.example.com {": f"http://127.0.0.1:{internal} {{",
            "/srv/kb/site": str(project.site),
            "/etc/caddy": str(folder),
            "anna HASH": f"{NAME} {BCRYPT}",
        },
    )
    alone = "{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n\tstorage file_system {\n"
    text = f"{alone}\t\troot {folder}\n\t}}\n}}\n{sites}"
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


SERVERS: Mapping[str, Callable[[Project, int, int, Path], list[str]]] = {"nginx": _nginx, "caddy": _caddy}


def _wait(process: subprocess.Popen, said: Path, *ports: int) -> None:
    """Wait until a server listens."""
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            for port in ports:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The server did not start:\n{said.read_text('utf-8')}", pytrace=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """Build both sites of a small project."""
    root = tmp_path_factory.mktemp("served")
    hidden = article(id="intern", title=HIDDEN, audience="internal")
    for path, text in {
        "mkdocs.yml": CONFIG,
        "docs/de/printing/drucker-offline.md": approved(article()),
        "docs/de/printing/intern.md": hidden,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    _build(Project(root))
    return Project(root)


def _build(project: Project) -> None:
    assert build(project, load(project.config)).problems == ()


@pytest.fixture(scope="module", params=list(SERVERS))
def served(request, project, tmp_path_factory) -> Iterator[Served]:
    """Start a server on this machine's loopback, set up as the handbook says, and end it again."""
    program = shutil.which(request.param, path=WHERE)
    if program is None or (request.param == "nginx" and not MIME_TYPES.is_file()):
        pytest.skip(f"{request.param} is not installed (Debian: apt-get install nginx-light caddy)")
    folder = tmp_path_factory.mktemp(request.param) / "etc"
    public, internal = _free_port(), _free_port()
    _, *arguments = SERVERS[request.param](project, public, internal, folder)
    said = folder / "said.txt"
    with said.open("w", encoding="utf-8") as talk:
        process = subprocess.Popen(
            [program, *arguments], env={**os.environ, "HOME": str(folder)}, stdout=talk, stderr=talk
        )
    try:
        _wait(process, said, public, internal)
        yield Served(project, public, internal)
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_each_file_comes_with_the_headers_and_its_kind(served, audience):
    wanted = served.headers(audience)

    for path, kind in KINDS.items():
        answer, _ = served.get(path, audience)
        assert answer.status == 200
        assert {name: answer.headers.get_all(name) for name in wanted} == {
            name: [wanted[name]] for name in wanted
        }
        assert kind in answer.headers["Content-Type"]


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize(("path", "status"), [("/gibt/es/nicht/", (404,)), ("/de/printing", (301, 308))])
def test_a_missing_page_and_a_redirect_come_with_the_headers_too(served, audience, path, status):
    wanted = served.headers(audience)

    answer, body = served.get(path, audience)

    assert answer.status in status
    assert {name: answer.headers.get_all(name) for name in wanted} == {name: [wanted[name]] for name in wanted}
    if answer.status == 404:
        assert body == (served.project.site / audience / "404.html").read_bytes()


def test_only_the_internal_site_asks_search_engines_to_stay_away(served):
    assert served.get("/")[0].headers["X-Robots-Tag"] is None
    assert served.get("/", "internal")[0].headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("login", ["", base64.b64encode(b"anna:falsch").decode()])
@pytest.mark.parametrize("path", ["/", "/de/printing/intern/", "/404.html", "/gibt/es/nicht/"])
def test_who_is_not_logged_in_sees_nothing_of_the_internal_site(served, path, login):
    wanted = served.headers("internal")

    answer, body = served.get(path, "internal", login=login)

    assert answer.status == 401
    assert {name: answer.headers.get_all(name) for name in wanted} == {name: [wanted[name]] for name in wanted}
    assert len(body) < 1000
    assert b"kb-" not in body
    assert HIDDEN in served.get("/de/printing/intern/", "internal")[1].decode()


def test_pages_and_the_search_index_are_asked_for_anew_and_assets_kept_a_day(served):
    kept = {path: served.get(path)[0].headers["Cache-Control"] for path in KINDS}

    assert {kept[path] for path in kept if path.startswith("/assets/")} == {"max-age=86400"}
    assert {kept[path] for path in kept if not path.startswith("/assets/")} == {"no-cache"}


def test_text_is_sent_compressed(served):
    small = {"/assets/kbtool/favicon.svg", "/feed.de.xml"}

    sent = {served.get(path)[0].headers["Content-Encoding"] for path in KINDS.keys() - small}

    assert sent == {"gzip"}


def test_a_new_release_is_shown_at_once(served):
    path = served.project.docs / "de" / "printing" / "drucker-offline.md"
    news = f"Neu seit {served.public}."
    path.write_text(approved(f"{path.read_text('utf-8')}\n{news}\n"), "utf-8")
    before = served.get(PAGE)[1].decode()

    _build(served.project)

    assert news not in before
    assert news in served.get(PAGE)[1].decode()


def test_the_page_and_its_search_work_under_the_headers(served, new_page):
    page = new_page(f"http://127.0.0.1:{served.public}{PAGE}")

    page.locator("[data-md-component=search-query]").fill("drucker")
    page.keyboard.press("End")

    page.locator(".md-search-result__item").first.wait_for()


def test_no_other_site_can_show_it_in_a_frame(served, chromium, tmp_path):
    (tmp_path / "index.html").write_text(
        f'<iframe src="http://127.0.0.1:{served.public}{PAGE}"></iframe>', "utf-8"
    )
    other = serve(tmp_path)
    page = chromium.new_page()

    page.goto(f"http://127.0.0.1:{other.server_port}/")

    assert page.frames[1].url.startswith("chrome-error:")
    page.close()
    other.shutdown()
    other.server_close()
