"""`kbtool ingest` as people and scripts see it."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from kbtool.store import tickets
from kbtool.store.database import Store


def line(ident, **more):
    return json.dumps(
        {"source": "desk", "id": ident, "state": "resolved", "subject": "Größe", **more}, ensure_ascii=False
    )


@pytest.fixture
def project(make_project):
    return make_project({"tickets.jsonl": f"{line('1')}\n{line('2')}\n"})


def test_counts_are_printed_in_one_line(project, kbtool):
    result = kbtool(project)("ingest")
    assert (result.exit_code, result.stdout) == (
        0,
        "Read 2 records: 2 new, 0 changed, 0 unchanged, 0 rejected.\n",
    )


def test_json_holds_exactly_the_counts(project, kbtool):
    result = kbtool(project)("ingest", "--json")
    assert json.loads(result.stdout) == {"read": 2, "new": 2, "changed": 0, "unchanged": 0, "rejected": 0}


def test_rejects_are_explained_and_the_exit_code_is_3(project, kbtool):
    (project.root / "tickets.jsonl").write_text(line("1") + "\n{\n", encoding="utf-8")
    result = kbtool(project)("ingest")
    assert result.exit_code == 3
    assert result.stdout == "Read 2 records: 1 new, 0 changed, 0 unchanged, 1 rejected.\n"
    assert "desk, line 2: not JSON" in result.stderr
    assert ".kbtool/rejects.jsonl lists all of them." in result.stderr


def test_file_of_the_command_line_is_relative_to_where_one_is(project, kbtool, tmp_path, monkeypatch):
    (tmp_path / "x.jsonl").write_text(line("7"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = kbtool(project)("ingest", "--from", "x.jsonl", "--source", "rt", "--json")
    assert json.loads(result.stdout)["new"] == 1
    with Store.open(project) as store:
        assert list(tickets.refs(store)) == ["rt:7"]


def test_dry_run_says_that_nothing_was_written(project, kbtool):
    result = kbtool(project)("ingest", "--dry-run")
    assert "2 new" in result.stdout
    assert "Nothing was written." in result.stderr
    assert not project.private.exists()


def test_missing_file_is_one_clear_error(project, kbtool):
    result = kbtool(project)("ingest", "--from", "nichts.jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: There is no file ")
    assert "Traceback" not in result.output


def test_store_of_a_newer_kbtool_is_one_clear_error(project, kbtool):
    kbtool(project)("ingest")
    with Store.open(project) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version = 99")
    result = kbtool(project)("ingest")
    assert result.exit_code == 2
    assert "newer kbtool" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX systems do")
@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_broken_off_run_leaves_the_store_intact_and_can_be_repeated(project, kbtool, signum, code):
    rows = "\n".join(line(str(number), messages=[{"body": "Drucker " * 20}]) for number in range(3_000))
    (project.root / "tickets.jsonl").write_text(rows, encoding="utf-8")
    command = [sys.executable, "-m", "kbtool", "ingest", "--project", str(project.root)]
    log = project.private / "kb.db-wal"
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (log.exists() and log.stat().st_size > 300_000):
            time.sleep(0.01)
        process.send_signal(signum)
        _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in said
    with Store.open(project) as store:
        assert store.integrity_problem() == ""
        count = tickets.count(store)
    assert 0 < count < 3_000
    assert count % 200 == 0
    again = json.loads(kbtool(project)("ingest", "--json").stdout)
    assert (again["new"], again["unchanged"]) == (3_000 - count, count)
