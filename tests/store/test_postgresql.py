"""The same store on a PostgreSQL server that these tests start themselves and end again."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbtool.errors import BusyError
from kbtool.store import clock, database, schema, ticket_links, tickets
from kbtool.store.database import Store
from kbtool.store.tickets import Counts
from tests.conftest import NOW
from tests.store.test_tickets import NEW, OLD, ticket
from tests.store.test_versions import NUMBERS, VERSIONS, assert_all_there, layout

pytestmark = pytest.mark.postgresql

PASSWORD = "geheim"  # noqa: S105 - of a server that lives for these tests


def _bin() -> Path:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    found = shutil.which("postgres")
    if not folders and not found:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    return folders[-1] if folders else Path(str(found)).resolve().parent


def _user() -> str | None:
    """Return the user to run the server as; it refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(port: int) -> None:
    """Wait until the server lets somebody log in."""
    import psycopg  # noqa: PLC0415 - only these tests need it

    for _ in range(300):
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=kb password={PASSWORD} dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("PostgreSQL did not start")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Yield the address of a server on this machine's loopback."""
    folder = Path(tempfile.mkdtemp(prefix="kbtool-postgresql-"))
    user, port, programs = _user(), _free_port(), _bin()
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    if user:
        shutil.chown(folder, user)
        shutil.chown(folder / "password", user)
    data = str(folder / "data")
    subprocess.run(
        [
            *(programs / "initdb", "-D", data, "-U", "kb", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
            *("-A", "scram-sha-256", "--pwfile", folder / "password"),
        ],
        user=user, cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    process = subprocess.Popen(
        [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"],
        user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port)
        yield f"postgresql://kb:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        shutil.rmtree(folder)


@pytest.fixture
def store(server, make_project):
    with Store.open(make_project(), server) as opened:
        yield opened
        with opened.writing() as connection:
            schema.metadata.drop_all(connection)


def test_tickets_come_back_as_they_were_in_the_same_order_as_from_sqlite(store):
    names = [("rt", "10"), ("RT", "1"), ("rt", "9"), ("rt", "Z"), ("rt", "a"), ("ä", "1")]
    assert tickets.upsert(store, [ticket(ident, source) for source, ident in names]) == Counts(new=6)
    assert list(tickets.iterate(store)) == [
        ticket(i, s) for s, i in sorted(names, key=lambda n: (n[0].encode(), n[1]))
    ]
    assert tickets.upsert(store, [ticket(ident, source) for source, ident in names]) == Counts(unchanged=6)


def test_newer_record_wins_and_dry_run_writes_nothing(store):
    items = [ticket(**NEW), *(ticket(f"x{number}") for number in range(300)), ticket(**OLD)]
    assert tickets.upsert(store, items, dry_run=True) == Counts(new=301, unchanged=1)
    assert tickets.count(store) == 0
    assert tickets.upsert(store, items) == Counts(new=301, unchanged=1)
    assert tickets.get(store, "rt:1").subject == "neu"


def test_lists_people_links_and_forgetting_work_alike(store):
    tickets.upsert(store, [ticket("1", subject="Drucker größer"), ticket("2", subject="VPN")])
    ticket_links.link(store, "a", ["rt:1", "rt:2"])
    ticket_links.link(store, "a", ["rt:1"])
    assert [found.ref for found in tickets.summaries(store, query="GRÖSSER")] == ["rt:1"]
    assert [person.name for person in tickets.people(store)] == ["Änne Süß"]
    assert tickets.refs_of_requester(store, "suess@EXAMPLE.com") == ["rt:1", "rt:2"]
    assert tickets.resolve(store, "1") == "rt:1"
    tickets.forget(store, "rt:1")
    assert ticket_links.linked_tickets(store, "a") == ("rt:2",)
    assert tickets.upsert(store, [ticket("1")]) == Counts(unchanged=1)
    assert store.integrity_problem() == ""


def test_text_no_database_takes_was_repaired_before(store):
    tickets.upsert(store, [ticket(subject="a\x00b\ud800", custom={"\x00": "\udfff"})])
    assert tickets.get(store, "rt:1").subject == "ab\ufffd"


def test_locked_table_is_busy(store, server, make_project, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 1)
    with Store.open(make_project(), server) as other, store.writing() as connection:
        connection.exec_driver_sql("LOCK TABLE ticket IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(BusyError):
            tickets.upsert(other, [ticket()])


def test_two_stores_may_be_made_at_once(server, store, make_project):
    with store.writing() as connection:
        schema.metadata.drop_all(connection)
    with Store.open(make_project(), server), Store.open(make_project(), server) as second:
        assert tickets.count(second) == 0


def test_the_times_that_a_clock_is_checked_against_are_kept(store):
    tickets.upsert(
        store, [ticket("1", created="2026-11-01T08:00:00+01:00"), ticket("2", created="2036-11-01T08:00:00Z")]
    )
    clock.note(store, NOW)

    assert clock.seen(store) == NOW
    assert tickets.newest(store, before=NOW).isoformat() == "2026-11-01T07:00:00+00:00"


@pytest.mark.parametrize("number", NUMBERS)
def test_an_older_store_becomes_exactly_like_a_new_one_and_keeps_everything(
    server, store, make_project, number
):
    new = layout(store)
    with store.writing() as connection:
        schema.metadata.drop_all(connection)
        for statement in (VERSIONS / "postgresql" / f"{number}.sql").read_text(encoding="utf-8").split(";\n"):
            connection.exec_driver_sql(statement)

    with Store.open(make_project(), server) as old:
        assert layout(old) == new
        assert_all_there(old)
