"""`kbtool tickets` as people and scripts see it."""

import json

import pytest

REQUESTER = {"name": "Änne Süßkind", "email": "suesskind@example.com"}


def line(ident, **more):
    record = {
        "source": "desk",
        "id": ident,
        "state": "resolved",
        "subject": "Größe",
        "requester": REQUESTER,
        "created": "2026-11-02T08:14:00+01:00",
        "messages": [
            {"id": "12", "author": REQUESTER, "visibility": "public", "body": "Er brummt.\n\nVG\nÄnne"}
        ],
    }
    return json.dumps({**record, **more}, ensure_ascii=False)


@pytest.fixture
def run(make_project, kbtool):
    red = line("9", state="open", subject="VPN \x1b[31mrot")
    project = make_project({"tickets.jsonl": f"{line('4711')}\n{red}\n"})
    command = kbtool(project)
    command("ingest")
    return command


def test_list_is_one_line_a_ticket(run):
    result = run("tickets", "list")
    assert result.stdout == "desk:4711\tresolved\tGröße\ndesk:9\topen\tVPN [31mrot\n"
    assert result.stderr == "2 tickets.\n"


def test_list_is_filtered(run):
    assert run("tickets", "list", "--state", "open").stdout.startswith("desk:9")
    assert run("tickets", "list", "--query", "GRÖSSE").stdout.startswith("desk:4711")
    assert run("tickets", "list", "--query", "nichts").stdout == ""


def test_list_speaks_json(run):
    (first, _) = json.loads(run("tickets", "list", "--json").stdout)
    assert first["ref"] == "desk:4711"
    assert set(first) == {"ref", "state", "subject", "queue", "language", "created", "updated"}


def test_ticket_is_shown_without_signature_or_control_characters(run):
    shown = run("tickets", "show", "4711").stdout
    assert shown.startswith("desk:4711  resolved  Größe\nrequester: Änne Süßkind <suesskind@example.com>\n")
    assert shown.endswith("── 12: Änne Süßkind, customer, public\nEr brummt.\n")
    assert "\x1b" not in run("tickets", "show", "9").stdout


def test_ticket_is_shown_as_canonical_json(run):
    assert json.loads(run("tickets", "show", "desk:4711", "--json").stdout)["messages"][0]["body"].endswith(
        "VG\nÄnne"
    )


def test_redacted_ticket_names_nobody(run):
    shown = run("tickets", "show", "4711", "--redacted")
    assert shown.exit_code == 0
    assert "Süßkind" not in shown.output


def test_unknown_ticket_suggests_the_closest(run):
    result = run("tickets", "show", "desk:4712")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: There is no ticket “desk:4712”.\n  Did you mean “desk:4711”")


def test_export_warns_unless_it_is_redacted(run):
    plain, redacted = run("tickets", "export"), run("tickets", "export", "--redacted")
    assert plain.stderr.startswith("Warning: this holds names")
    assert redacted.stderr == ""
    assert [json.loads(text)["id"] for text in redacted.stdout.splitlines()] == ["4711", "9"]
    assert "Süßkind" in plain.stdout
    assert "Süßkind" not in redacted.stdout


def test_export_can_be_read_again(run, tmp_path):
    file = tmp_path / "export.jsonl"
    file.write_text(run("tickets", "export").stdout, encoding="utf-8")
    assert json.loads(run("ingest", "--from", str(file), "--json").stdout)["unchanged"] == 2


def test_forget_asks_first(run):
    assert "Nothing was forgotten." in run("tickets", "forget", "4711", input="n\n").stderr
    assert run("tickets", "show", "4711").exit_code == 0
    result = run("tickets", "forget", "4711", input="y\n")
    assert result.stdout == "ticket\tdesk:4711\n"
    assert "Forgot 1 ticket." in result.stderr
    assert run("tickets", "show", "4711").exit_code == 2


def test_forget_takes_all_tickets_of_a_requester(run):
    assert (
        "Forgot 2 tickets." in run("tickets", "forget", "--requester", "suesskind@example.com", "--yes").stderr
    )
    assert run("tickets", "list").stdout == ""


def test_forget_can_be_tried(run):
    result = run("tickets", "forget", "4711", "--dry-run", "--json")
    assert json.loads(result.stdout) == {"tickets": ["desk:4711"], "articles": [], "drafts": []}
    assert run("tickets", "show", "4711").exit_code == 0


def test_forget_needs_a_ticket_or_a_requester(run):
    assert run("tickets", "forget").exit_code == 2
    assert run("tickets", "forget", "1", "--requester", "a@b.c").exit_code == 2
    assert "no requester" in run("tickets", "forget", "--requester", "a@b.c", "--yes").stderr
