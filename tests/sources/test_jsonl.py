"""Ticket files, one JSON object a line: what is read, what is put aside and why."""

import json

import pytest

from kbtool.errors import InputError
from kbtool.model.ticket import Role, Ticket
from kbtool.sources import jsonl


def line(**fields):
    return json.dumps({"source": "rt", "id": "1", "state": "resolved", **fields}, ensure_ascii=False).encode()


@pytest.fixture
def read(tmp_path):
    def run(*lines, **options):
        path = tmp_path / "tickets.jsonl"
        path.write_bytes(b"\n".join(lines))
        return list(jsonl.read(path, "tickets.jsonl", **{"name": "desk", **options}))

    return run


def test_each_line_is_a_ticket_and_blank_lines_are_none(read):
    tickets = read(line(id="1", subject="Drücker 🖨️"), b"", line(id="2"), b" \r")
    assert [ticket.ref for ticket in tickets] == ["rt:1", "rt:2"]
    assert tickets[0].subject == "Drücker 🖨️"


def test_byte_order_mark_and_windows_line_ends_are_read_past(read):
    assert [ticket.ref for ticket in read(b"\xef\xbb\xbf" + line() + b"\r", line(id="2") + b"\r")] == [
        "rt:1",
        "rt:2",
    ]


def test_source_of_the_settings_stands_in_where_a_record_names_none(read):
    assert read(b'{"id": 1, "state": "new"}')[0].ref == "desk:1"
    assert read(line())[0].ref == "rt:1"


def test_source_of_the_command_line_replaces_the_records_own(read):
    assert read(line(), source="crm")[0].ref == "crm:1"


def test_messages_are_cleaned_and_agents_known(read):
    messages = [
        {"body": "Neu starten.\n\nVG Jörg", "author": {"name": "Jörg"}},
        {"body": "?", "author": {"name": "X"}},
    ]
    ticket = read(line(messages=messages), agents=("Jörg",))[0]
    assert [message.role for message in ticket.messages] == [Role.AGENT, Role.CUSTOMER]
    assert ticket.messages[0].text == "Neu starten."


@pytest.mark.parametrize(
    ("raw", "stage", "error"),
    [
        (line(subject="Größe").decode().encode("latin-1"), "decode", "the line is not UTF-8"),
        (b'{"id": 1,', "parse", "not JSON: Expecting property name"),
        (b"[1]", "parse", "JSON, but no object"),
        (b'{"a":' * 100_000, "parse", "nested too deeply"),
        (
            b'{"id": "7", "state": "new", "custom": ' + b'{"a":' * 900 + b"1" + b"}" * 901,
            "parse",
            "nested too deeply",
        ),
        (b'{"id": ' + b"9" * 5_000 + b"}", "parse", "a number too long"),
        (line(state="done"), "validate", "state is none of"),
        (b'{"id": "7"}', "validate", "state is missing"),
    ],
)
def test_bad_line_is_put_aside_and_the_others_are_read(read, raw, stage, error):
    before, bad, after = read(line(id="0"), raw, line(id="9"))
    assert (before.id, after.id) == ("0", "9")
    assert (bad.stage, bad.line, bad.source) == (stage, 2, "desk")
    assert error in bad.error


def test_reject_holds_id_and_fingerprint_but_no_text(read):
    raw = line(id="4711", subject="Änne Süß", state="?")
    (bad,) = read(raw)
    assert bad.id == "4711"
    assert len(bad.sha256) == 64
    assert "nne" not in repr(bad)


def test_line_over_the_limit_is_put_aside_without_reading_it_whole(read, monkeypatch):
    monkeypatch.setattr(jsonl, "MAX_RECORD", 1024)
    before, bad, after = read(line(id="0"), line(subject="x" * 5_000), line(id="9"))
    assert (before.id, bad.stage, after.id) == ("0", "read", "9")


def test_json_array_is_explained(tmp_path):
    path = tmp_path / "tickets.json"
    path.write_text('\n[{"id": 1}]', encoding="utf-8")
    with pytest.raises(InputError, match="one JSON array") as error:
        jsonl.check(path, "tickets.json")
    assert "jq" in error.value.hint


def test_missing_file_and_folder_are_named(tmp_path):
    with pytest.raises(InputError, match=r"no file in/tickets\.jsonl"):
        jsonl.check(tmp_path / "tickets.jsonl", "in/tickets.jsonl")
    with pytest.raises(InputError, match="no regular file"):
        jsonl.check(tmp_path, "in")


def test_many_lines_are_read_one_at_a_time(tmp_path):
    path = tmp_path / "tickets.jsonl"
    path.write_bytes(line() + b"\n" + b"broken\n")
    reader = jsonl.read(path, "tickets.jsonl", name="desk")
    assert isinstance(next(reader), Ticket)
