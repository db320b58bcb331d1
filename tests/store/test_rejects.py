"""The file of rejects: rewritten for what was read, kept for the rest, without any text of a record."""

import json
from concurrent.futures import ThreadPoolExecutor

from kbtool.model.ticket_json import Reject
from kbtool.store import rejects
from kbtool.store.rejects import RejectsWriter


def reject(source="rt", ident="1", error="Größe fehlt"):
    return Reject(source, ident, "validate", error, "0" * 64, 3)


def write(path, found, *, sources):
    with RejectsWriter(path, sources=sources) as writer:
        for item in found:
            writer.add(item)
        writer.commit()


def test_reject_is_one_json_object_a_line(tmp_path):
    path = tmp_path / "rejects.jsonl"
    write(path, [reject()], sources=["rt"])
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == [
        {"source": "rt", "id": "1", "stage": "validate", "error": "Größe fehlt", "sha256": "0" * 64, "line": 3}
    ]


def test_rejects_of_the_sources_read_are_replaced_and_others_stay(tmp_path):
    path = tmp_path / "rejects.jsonl"
    write(path, [reject("rt", "1"), reject("crm", "2")], sources=["rt", "crm"])
    write(path, [reject("rt", "3")], sources=["rt"])
    assert [(item.source, item.id) for item in rejects.read(path)] == [("crm", "2"), ("rt", "3")]
    write(path, [], sources=["rt", "crm"])
    assert list(rejects.read(path)) == []


def test_two_runs_that_read_different_sources_lose_none_of_each_other(tmp_path):
    path = tmp_path / "rejects.jsonl"

    def run(number):
        write(path, [reject(f"s{number}", str(number))], sources=[f"s{number}"])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(16)))

    assert sorted(item.source for item in rejects.read(path)) == sorted(f"s{number}" for number in range(16))


def test_run_without_rejects_makes_no_file(tmp_path):
    write(tmp_path / "rejects.jsonl", [], sources=["rt"])
    assert list(tmp_path.iterdir()) == []


def test_run_that_is_broken_off_leaves_the_old_file(tmp_path):
    path = tmp_path / "rejects.jsonl"
    write(path, [reject()], sources=["rt"])
    with RejectsWriter(path, sources=["rt"]) as writer:
        writer.add(reject(ident="2"))
    assert [item.id for item in rejects.read(path)] == ["1"]


def test_one_record_is_removed(tmp_path):
    path = tmp_path / "rejects.jsonl"
    write(path, [reject(ident="1"), reject(ident="2")], sources=["rt"])
    rejects.remove(path, "rt", "1")
    assert [item.id for item in rejects.read(path)] == ["2"]


def test_line_damaged_by_hand_is_left_out(tmp_path):
    path = tmp_path / "rejects.jsonl"
    write(path, [reject()], sources=["rt"])
    path.write_text("?\n{}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [item.id for item in rejects.read(path)] == ["1"]


def test_a_line_that_is_nested_too_deeply_is_left_out(tmp_path):
    path = tmp_path / "rejects.jsonl"
    write(path, [reject()], sources=["rt"])
    path.write_text("[" * 5000 + "\n" + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert [item.id for item in rejects.read(path)] == ["1"]
