"""`kbtool tickets` as people and scripts see it."""

import json
from datetime import timedelta

import pytest

from tests.conftest import NOW

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
    assert json.loads(result.stdout) == {"tickets": ["desk:4711"], "articles": [], "drafts": [], "items": []}
    assert run("tickets", "show", "4711").exit_code == 0


def test_forget_needs_a_ticket_or_a_requester(run):
    assert run("tickets", "forget").exit_code == 2
    assert run("tickets", "forget", "1", "--requester", "a@b.c").exit_code == 2
    assert "no requester" in run("tickets", "forget", "--requester", "a@b.c", "--yes").stderr


@pytest.fixture
def aged(make_project, kbtool, monkeypatch):
    """A project with an old ticket, an old one that was changed since, new ones, and one without any time."""
    monkeypatch.setattr("kbtool.cli.common.now", lambda: NOW)
    lines = (
        line("1", created="2024-11-22T23:59:00Z"),
        line("2", created="2020-01-01T00:00:00Z", updated="2026-01-01T00:00:00Z"),
        line("3", created="2024-11-23T00:00:00Z"),
        line("4", created=None),
        line("5", created="2026-11-20T00:00:00Z"),
    )
    command = kbtool(make_project({"tickets.jsonl": "\n".join(lines)}))
    command("ingest")
    return command


def test_purge_removes_what_has_not_changed_for_so_long_and_ingest_leaves_it_out(aged):
    result = aged("tickets", "purge", "--older-than", "24m", "--yes")

    assert (result.exit_code, result.stdout) == (0, "ticket\tdesk:1\n")
    assert result.stderr == "Removed 1 ticket.\n"
    aged("ingest")
    assert [item["ref"] for item in json.loads(aged("tickets", "list", "--json").stdout)] == [
        "desk:2",
        "desk:3",
        "desk:4",
        "desk:5",
    ]


@pytest.mark.parametrize(("age", "refs"), [("2y", 1), ("10m", 3), ("730d", 2), ("9999y", 0), ("24M", 1)])
def test_purge_counts_in_days_months_and_years(aged, age, refs):
    result = aged("tickets", "purge", "--older-than", age, "--dry-run", "--json")

    assert len(json.loads(result.stdout)["tickets"]) == refs
    assert len(json.loads(aged("tickets", "list", "--json").stdout)) == 5


def test_purge_without_a_time_takes_the_setting(aged):
    config = aged.project.config
    assert json.loads(aged("tickets", "purge", "--dry-run", "--json").stdout)["tickets"] == ["desk:1"]
    config.write_text(
        config.read_text("utf-8").replace("contact:", "ticket_months: 1200\n      contact:"), "utf-8"
    )

    assert "No ticket is older than 1926-11-23." in aged("tickets", "purge").stderr


def test_purge_asks_first(aged):
    assert "Nothing was removed." in aged("tickets", "purge", input="n\n").stderr
    assert aged("tickets", "show", "1").exit_code == 0


def test_purge_removes_nothing_by_a_clock_set_forward_unless_somebody_says_that_it_is_right(aged, monkeypatch):
    monkeypatch.setattr("kbtool.cli.common.now", lambda: NOW + timedelta(days=365))
    refused = aged("tickets", "purge", "--yes")

    assert refused.exit_code == 2
    assert "The clock says 2027-11-23, 368 days after" in refused.stderr
    assert "--clock-is-right" in refused.stderr
    assert len(json.loads(aged("tickets", "list", "--json").stdout)) == 5
    assert aged("tickets", "purge", "--yes", "--clock-is-right").stderr == "Removed 2 tickets.\n"
    assert aged("tickets", "purge", "--yes", "--older-than", "1y").exit_code == 0


@pytest.mark.parametrize("age", ["24", "m", "0m", "-1d", "2 Jahre"])
def test_purge_does_not_guess_a_time(aged, age):
    result = aged("tickets", "purge", "--older-than", age, "--yes")

    assert result.exit_code == 2
    assert "Write 90d, 24m or 2y." in result.stderr
