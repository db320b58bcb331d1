"""CSV files as help desks export them, and what the mapping makes of them."""

import csv
import sqlite3

import pytest

from kbtool.errors import InputError, SettingsError
from kbtool.model.ticket import Role, State, Ticket, Visibility
from kbtool.model.ticket_json import Reject
from kbtool.settings import from_options
from kbtool.sources import csv_tables, reading
from kbtool.sources.csv_file import open_csv

COLUMNS = {
    "id": "Nr",
    "subject": "Betreff",
    "state": "Status",
    "requester": "Kunde",
    "body": "Text",
    "answer": "Antwort",
}
STATES = {"erledigt": "resolved", "offen": "open"}


def source(tickets=None, messages=None, **more):
    """Return the checked source of a mapping."""
    table = {"path": "tickets.csv", "columns": COLUMNS, "states": STATES, **(tickets or {})}
    options = {"name": "rt", "type": "csv", "tickets": table, **more}
    if messages is not None:
        options["messages"] = {"path": "messages.csv", **messages}
    return from_options({"sources": [options]}).sources[0]


@pytest.fixture
def read(tmp_path):
    def run(text, messages=None, *, encoding="utf-8", mapping=None):
        (tmp_path / "tickets.csv").write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        if messages is not None:
            (tmp_path / "messages.csv").write_text(messages, encoding="utf-8")
        found = mapping or source()
        reading.check(found, tmp_path)
        return list(reading.read(found, tmp_path))

    return run


ONE_TABLE = """\
Nr,Betreff,Status,Kunde,Text,Antwort,Raum
7,Drucker größer 🖨️,erledigt,Änne Süß <suess@example.com>,"Er brummt,
seit Montag.",Ausschalten.,2.14
8,VPN,offen,bob@example.com,Geht nicht.,,
"""


def test_row_of_one_table_becomes_a_ticket_with_question_and_answer(read):
    first, second = read(ONE_TABLE)
    assert (first.ref, first.subject, first.state) == ("rt:7", "Drucker größer 🖨️", State.RESOLVED)
    assert (first.requester.name, first.requester.email) == ("Änne Süß", "suess@example.com")
    assert [(m.id, m.role, m.text) for m in first.messages] == [
        ("body", Role.CUSTOMER, "Er brummt,\nseit Montag."),
        ("answer", Role.AGENT, "Ausschalten."),
    ]
    assert (second.state, second.requester.email, len(second.messages)) == (State.OPEN, "bob@example.com", 1)


def test_unmapped_columns_are_kept_in_custom(read):
    first, second = read(ONE_TABLE)
    assert (first.custom, second.custom) == ({"Raum": "2.14"}, {})


def test_missing_visibility_is_internal_and_the_table_can_say_public(read):
    assert read(ONE_TABLE)[0].messages[0].visibility is Visibility.INTERNAL
    public = read(ONE_TABLE, mapping=source({"visibility": "public"}))
    assert public[0].messages[1].visibility is Visibility.PUBLIC


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_by_the_mapped_columns(read, delimiter):
    text = f"Nr{delimiter}Status{delimiter}Betreff, mit Komma; und mehr\n7{delimiter}erledigt{delimiter}x\n"
    mapping = source({"columns": {"id": "Nr", "state": "Status", "subject": "Betreff, mit Komma; und mehr"}})
    text = text.replace("Betreff, mit Komma; und mehr", '"Betreff, mit Komma; und mehr"')
    assert read(text, mapping=mapping)[0].id == "7"


def test_delimiter_of_excel_is_taken_from_its_own_line(read):
    mapping = source({"columns": {"id": "Nr", "state": "Status"}})
    assert read("sep=;\nNr;Status\n7;erledigt\n", mapping=mapping)[0].id == "7"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encoding_is_found_out(read, encoding):
    text = ONE_TABLE.replace("🖨️", "")
    assert read(text, encoding=encoding)[0].messages[0].author.name == "Änne Süß"


def test_file_pasted_together_from_two_encodings_keeps_its_umlauts(read):
    head, *rows = ONE_TABLE.splitlines(keepends=True)
    text = head.encode() + "1,Größe,offen,,,,\n".encode("cp1252") + "2,Größe,offen,,,,\n".encode()
    assert [ticket.subject for ticket in read(text)] == ["Größe", "Größe"]
    assert rows


def test_line_that_breaks_the_encoding_of_the_settings_is_put_aside(read):
    text = b"Nr,Status\n1,erledigt\n\xfc,erledigt\n3,erledigt\n"
    mapping = source({"columns": {"id": "Nr", "state": "Status"}, "encoding": "utf-8"})
    one, bad, three = read(text, mapping=mapping)
    assert (one.id, bad.stage, bad.line, three.id) == ("1", "decode", 3, "3")


def test_unknown_encoding_is_a_settings_error(read):
    with pytest.raises(SettingsError, match="encoding “latin-99” is unknown"):
        read(ONE_TABLE, mapping=source({"encoding": "latin-99"}))


def test_missing_column_is_named_with_its_file_and_the_closest(read):
    with pytest.raises(SettingsError) as error:
        read(ONE_TABLE.replace("Betreff", "Betreffzeile"))
    assert str(error.value) == "tickets.csv has no column “Betreff” (for the field “subject”)."
    assert error.value.hint == "Did you mean “Betreffzeile”?"


def test_columns_are_found_whatever_their_case(read):
    assert read(ONE_TABLE.replace("Nr,Betreff", "NR ,betreff"))[0].subject.startswith("Drucker")


def test_empty_file_and_missing_file_are_input_errors(read, tmp_path):
    with pytest.raises(InputError, match=r"tickets\.csv is empty"):
        read("")
    (tmp_path / "tickets.csv").unlink()
    with pytest.raises(InputError, match=r"no file tickets\.csv"):
        reading.check(source(), tmp_path)


def test_without_state_and_date_of_resolution_the_settings_are_refused(read):
    with pytest.raises(SettingsError, match="does not say which tickets are resolved"):
        read("Nr\n1\n", mapping=source({"columns": {"id": "Nr"}}))


def test_all_tickets_may_count_as_resolved(read):
    mapping = source({"columns": {"id": "Nr"}, "states": {"*": "resolved"}})
    assert read("Nr\n1\n", mapping=mapping)[0].state is State.RESOLVED


def test_date_of_resolution_tells_the_state(read):
    mapping = source({"columns": {"id": "Nr", "resolved": "Ende"}})
    tickets = read("Nr,Ende\n1,2026-11-02\n2,\n", mapping=mapping)
    assert [ticket.state for ticket in tickets] == [State.RESOLVED, State.OPEN]


@pytest.mark.parametrize(
    ("states", "cell", "expected"),
    [
        (STATES, "Erledigt", "resolved"),
        (STATES, "CLOSED", "closed"),
        (STATES, "", "open"),
        ({True: "resolved", False: "open"}, "TRUE", "resolved"),
        ({True: "resolved", False: "open"}, "no", "open"),
        ({"erledigt": "resolved", "*": "open"}, "wartet", "open"),
    ],
)
def test_states_mean_what_the_settings_say(read, states, cell, expected):
    mapping = source({"columns": {"id": "Nr", "state": "Status"}, "states": states})
    assert read(f"Nr,Status\n1,{cell}\n", mapping=mapping)[0].state == expected


def test_unknown_state_is_put_aside_without_quoting_it(read):
    (bad,) = read("Nr,Betreff,Status,Kunde,Text,Antwort\n1,x,Änne Süß,,,\n")
    assert (bad.id, bad.stage) == ("1", "validate")
    assert bad.error == "the value in the column of “state” is not among “states:” in the settings"


@pytest.mark.parametrize(
    ("cell", "zone", "form", "expected"),
    [
        ("2024-01-01 16:54:00 +0000", "Europe/Berlin", "", "2024-01-01T16:54:00+00:00"),
        ("2024-07-01 16:54", "Europe/Berlin", "", "2024-07-01T16:54:00+02:00"),
        ("2024-07-01T16:54:00.1234567Z", "UTC", "", "2024-07-01T16:54:00.123456+00:00"),
        ("01.07.2024, 16:54 Uhr", "Europe/Berlin", "", "2024-07-01T16:54:00+02:00"),
        ("1.7.24", "UTC", "", "2024-07-01T00:00:00+00:00"),
        ("07/01/2024 4:54 PM", "America/New_York", "%m/%d/%Y %I:%M %p", "2024-07-01T16:54:00-04:00"),
        ("1704128040", "Europe/Berlin", "unix", "2024-01-01T16:54:00+00:00"),
    ],
)
def test_times_are_read_in_the_zone_of_the_table(read, cell, zone, form, expected):
    table = {"columns": {"id": "Nr", "resolved": "Ende"}, "timezone": zone, "date_format": form}
    assert read(f'Nr,Ende\n1,"{cell}"\n', mapping=source(table))[0].resolved.isoformat() == expected


@pytest.mark.parametrize("cell", ["gestern", "2024-13-01", "31.02.2024", "01/07/2024", "9" * 40])
def test_unreadable_time_puts_the_row_aside(read, cell):
    mapping = source({"columns": {"id": "Nr", "resolved": "Ende"}})
    (bad,) = read(f"Nr,Ende\n1,{cell}\n", mapping=mapping)
    assert bad.error == "the column of “resolved” holds no time that kbtool knows"


def test_row_with_too_few_cells_is_put_aside_and_trailing_empty_ones_are_not(read):
    head = ONE_TABLE.splitlines()[0]
    bad, good = read(f"{head}\n1,x,offen\n2,x,offen,,,,,,,\n")
    assert (bad.error, good.id) == ("3 cells where the header has 7", "2")


def test_unclosed_quotation_mark_is_reported_and_loses_no_earlier_row(read):
    good, bad = read(ONE_TABLE.splitlines()[0] + '\n1,x,offen,,,,\n2,"offen,,\n3,x,offen,,,,\n')
    assert (good.id, bad.stage, bad.line) == ("1", "parse", 3)
    assert "never closed" in bad.error


def test_row_over_the_limit_is_put_aside(read, monkeypatch):
    monkeypatch.setattr("kbtool.sources.csv_file.MAX_RECORD", 1000)
    bad, good = read(ONE_TABLE.splitlines()[0] + f"\n1,{'x' * 2000},offen,,,,\n2,x,offen,,,,\n")
    assert (bad.stage, good.id) == ("parse", "2")
    csv.field_size_limit(131072)


TWO_TABLES = {
    "tickets": {
        "columns": {
            "id": "id",
            "state": "done",
            "requester": "by",
            "body": "text",
            "accepted": "best",
            "created": "at",
        },
        "states": {True: "resolved", False: "open"},
        "format": "html",
        "visibility": "public",
    },
    "messages": {
        "columns": {"id": "id", "ticket": "of", "author": "by", "body": "text", "at": "at"},
        "format": "html",
        "visibility": "public",
    },
}
TICKETS = (
    "id,at,done,by,text,best\n1,2026-01-01,true,änne,<p>Er <b>brummt</b></p>,12\n"
    "2,2026-01-02,false,bob,<p>Hm</p>,\n"
)
MESSAGES = (
    "id,of,at,by,text\n12,1,2026-01-03 09:00,jörg,<p>Aus &amp; ein</p>\n21,2,2026-01-03,jörg,<p>Ja?</p>\n"
    "11,1,2026-01-02 09:00,änne,<p>Hallo?</p>\n"
)


def test_messages_table_is_joined_and_sorted_by_time(read):
    first, second = read(TICKETS, MESSAGES, mapping=source(**TWO_TABLES))
    assert [(m.id, m.role, m.text) for m in first.messages] == [
        ("body", Role.CUSTOMER, "Er **brummt**"),
        ("11", Role.CUSTOMER, "Hallo?"),
        ("12", Role.AGENT, "Aus & ein"),
    ]
    assert first.accepted_answer == "12"
    assert [m.id for m in second.messages] == ["body", "21"]


def test_agents_of_the_settings_tell_who_else_is_a_customer(read):
    first, _ = read(TICKETS, MESSAGES, mapping=source(**TWO_TABLES, agents=["anna"]))
    assert {m.role for m in first.messages} == {Role.CUSTOMER}


def test_roles_and_visibilities_are_mapped(read):
    messages = "of,text,who,secret\n1,Hallo,Kunde,nein\n1,Notiz,Support,ja\n1,Auto,system,?\n"
    mapping = source(
        TWO_TABLES["tickets"],
        {
            "columns": {"ticket": "of", "body": "text", "role": "who", "visibility": "secret"},
            "roles": {"Kunde": "customer", "Support": "agent"},
            "visibilities": {"nein": "public", "ja": "internal"},
        },
    )
    ticket = read(TICKETS, messages, mapping=mapping)[0]
    assert [(m.role, m.visibility) for m in ticket.messages[1:]] == [
        (Role.CUSTOMER, Visibility.PUBLIC),
        (Role.AGENT, Visibility.INTERNAL),
        (Role.SYSTEM, Visibility.INTERNAL),
    ]


def test_unknown_role_puts_the_whole_ticket_aside(read):
    messages = "of,text,who\n1,Hallo,Chef\n2,Hallo,agent\n"
    mapping = source(TWO_TABLES["tickets"], {"columns": {"ticket": "of", "body": "text", "role": "who"}})
    bad, good = read(TICKETS, messages, mapping=mapping)
    assert (bad.id, good.id) == ("1", "2")
    assert (
        bad.error
        == "its message at line 2: the value in the column of “role” is not among “roles:” in the settings"
    )


def test_message_of_no_ticket_is_put_aside_and_not_lost(read):
    messages = MESSAGES + "99,77,2026-01-03,jörg,<p>Wo?</p>\n"
    *tickets, orphan = read(TICKETS, messages, mapping=source(**TWO_TABLES))
    assert all(isinstance(ticket, Ticket) for ticket in tickets)
    assert (orphan.id, orphan.stage, orphan.line) == ("77", "join", 5)


def test_message_that_stands_twice_comes_once(read):
    row = MESSAGES.splitlines(keepends=True)[1]
    first, _ = read(TICKETS, MESSAGES + row, mapping=source(**TWO_TABLES))
    assert len(first.messages) == 3


def test_two_messages_with_one_id_put_the_ticket_aside(read):
    first, _ = read(TICKETS, MESSAGES + "12,1,2026-01-04,jörg,Anders\n", mapping=source(**TWO_TABLES))
    assert isinstance(first, Reject)
    assert first.error == "two messages have the same id"


def test_broken_row_of_the_messages_is_put_aside(read):
    items = read(TICKETS, MESSAGES + "13,1\n", mapping=source(**TWO_TABLES))
    assert [type(item) for item in items] == [Reject, Ticket, Ticket]


def test_full_disk_while_messages_are_sorted_is_one_clear_error(read, monkeypatch):
    def refuse(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(csv_tables._Messages, "take", refuse)  # noqa: SLF001 - stands for a full disk
    with pytest.raises(InputError, match="disk is full") as error:
        read(TICKETS, MESSAGES, mapping=source(**TWO_TABLES))
    assert "TMPDIR" in error.value.hint


def test_header_alone_is_a_source_without_tickets(read):
    assert read(ONE_TABLE.splitlines()[0] + "\n") == []


def test_names_of_columns_are_kept_as_they_stand(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("\ufeffNr ;Größe\n", encoding="utf-8")
    assert open_csv(path, "t.csv", delimiter="", encoding="", columns=["Nr"]).header == ("Nr", "Größe")


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        ({"columns": {"id": "Nr", "titel": "x"}}, "there is no field “titel”", "Did you mean"),
        ({"columns": {"state": "x"}}, "the field “id” is missing", "Add “id: COLUMN”."),
        ({"states": {"fertig": "solved"}}, "states: fertig cannot be “solved”", "Did you mean “resolved”"),
        ({"roles": {"x": "chef"}}, "roles: x cannot be “chef”", "Use one of"),
        ({"visibilities": {"x": "privat"}}, "visibilities: x cannot be “privat”", "Use one of"),
    ],
)
def test_wrong_mapping_is_refused_before_any_file_is_read(change, message, hint):
    with pytest.raises(SettingsError) as error:
        source(change)
    assert message in str(error.value)
    assert error.value.hint.startswith(hint)


def test_source_whose_name_cannot_start_a_reference_is_refused():
    with pytest.raises(SettingsError, match="cannot start a reference"):
        from_options({"sources": [{"name": "a:b", "type": "jsonl", "path": "x"}]})
