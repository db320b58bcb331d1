import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import article

DE = "docs/de/printing/drucker-offline.md"


def free_port() -> int:
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextmanager
def serving(project, *args):
    """Run `kbtool serve` and yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "kbtool", "serve", "--port", str(port), *args]
    process = subprocess.Popen(command, cwd=project.root, stderr=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{port}/", process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        process.stderr.close()


def fetch(url: str, *, until: str) -> str:
    """Return a page once it holds a text."""
    for _ in range(200):
        try:
            with urlopen(url) as answer:  # noqa: S310 - this machine
                page = answer.read().decode()
        except URLError:
            page = ""
        if re.search(until, page):
            return page
        time.sleep(0.1)
    pytest.fail(f"{url} never showed “{until}”")


def test_a_saved_file_shows_in_the_preview_without_a_review(make_project):
    project = make_project({DE: article()})

    with serving(project) as (url, process):
        fetch(url + "de/printing/drucker-offline/", until="zehn Sekunden")
        path = project.root / DE
        path.write_text(path.read_text(encoding="utf-8").replace("zehn", "elf"), encoding="utf-8")
        fetch(url + "de/printing/drucker-offline/", until="elf Sekunden")

    assert process.returncode == 0


def test_a_mistake_while_editing_is_told_and_the_preview_goes_on(make_project):
    project = make_project({DE: article()})

    with serving(project) as (url, process):
        fetch(url, until="Wie können wir helfen")
        (project.docs / "de/printing/neu.md").write_text("---\ntitle: 'offen\n---\n", encoding="utf-8")
        told = next(line for line in process.stderr if "neu.md" in line)
        assert "front-matter" in told
        fetch(url, until="Wie können wir helfen")


def test_a_taken_port_is_one_message(make_project):
    project = make_project({DE: article()})
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        port = sock.getsockname()[1]

        result = subprocess.run(
            [sys.executable, "-m", "kbtool", "serve", "--port", str(port)],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert result.returncode == 2
    assert f"Port {port} cannot be used" in result.stderr
    assert "Traceback" not in result.stderr
