"""xAPI statements are sent to ralph, a learning record store, which listens on this machine only."""

import base64
import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import timedelta

import pytest

from kbtool.model.quiz import ItemType
from kbtool.quiz.exchange import xapi
from tests.quiz.exchange.test_xapi import GIVEN, HOME

# What ralph 5 needs: its command line and server, and `requests`, which it uses without asking for it.
PACKAGES = ("ralph-malph[cli,lrs]>=5,<6", "requests")
WAIT = 60.0
AUTHORISED = f"Basic {base64.b64encode(b'kbtool:geheim').decode()}"
ANSWERS = [
    GIVEN,
    replace(GIVEN, option="", is_right=False, item="q-xyz234"),
    replace(GIVEN, article="", topic="", at=GIVEN.at + timedelta(seconds=1)),
    replace(GIVEN, type=ItemType.DATA, option="a,c", item="q-svr234"),
    replace(GIVEN, type=ItemType.ORDER, option="c,a,b", is_right=False, item="q-rdr234"),
    replace(GIVEN, type=ItemType.RECALL, option="net use z: \\\\srv\\größe", item="q-tpd234"),
    replace(GIVEN, type=ItemType.REPLY, option="a,b", item="q-wrt234"),
]


@pytest.fixture(scope="module")
def ralph(python_with, tmp_path_factory):
    """Start a store with one account; give the address of its statements."""
    python = python_with(*PACKAGES)
    folder = tmp_path_factory.mktemp("ralph")
    command = python.with_name("ralph")
    environment = {
        "HOME": str(folder),
        "PATH": str(python.parent),
        "RALPH_APP_DIR": str(folder),
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "statements"),
        "RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "statements.jsonl",
        "RALPH_RUNSERVER_BACKEND": "fs",
    }
    account = ["-u", "kbtool", "-p", "geheim", "-s", "all", "-M", "mailto:lrs@example.com", "-w"]
    subprocess.run([command, "auth", *account], env=environment, check=True, capture_output=True, cwd=folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [command, "runserver", "-b", "fs", "-h", "127.0.0.1", "-p", str(port)],
            env=environment,
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(port, server, folder / "log")
        yield f"http://127.0.0.1:{port}/xAPI/statements"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port, server, log):
    end = time.monotonic() + WAIT
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"ralph does not answer:\n{log.read_text(encoding='utf-8', errors='replace')}", pytrace=False)


def send(url, statements):
    """Send statements and return the status; 2xx is no error."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        url,
        json.dumps(statements).encode(),
        {"Authorization": AUTHORISED, "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - the same
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def stored(url):
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{url}?limit=100", headers={"Authorization": AUTHORISED, "X-Experience-API-Version": "1.0.3"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - the same
        return {one["id"]: one for one in json.load(answer)["statements"]}


@pytest.fixture(scope="module")
def statements(ralph):
    """Send all answers at once: ralph's store in a file takes only one delivery of new statements."""
    made = [json.loads(xapi.line(answer, HOME)) for answer in ANSWERS]
    assert send(ralph, made) == 200
    return made


def test_statements_arrive_and_a_retry_changes_nothing(ralph, statements):
    assert send(ralph, statements) == 204

    found = stored(ralph)
    assert len(found) == len(ANSWERS)
    for said in statements:
        assert {name: found[said["id"]][name] for name in ("actor", "verb", "result", "timestamp")} == {
            name: said[name] for name in ("actor", "verb", "result", "timestamp")
        }


def test_the_store_looks_at_statements_else_its_consent_would_say_nothing(ralph, statements):
    first = statements[0]

    assert send(ralph, [{**first, "result": {"success": False}}]) == 409
    assert send(ralph, [{**first, "id": "keine-uuid"}]) in {400, 422}
