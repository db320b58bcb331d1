"""`kbtool results`, `kbtool gaps`, and what `kbtool quiz take` does beside practice."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.services.test_results import given, items, project, saved, settings  # noqa: F401 - fixtures


@pytest.fixture
def run(kbtool, project):  # noqa: F811
    return kbtool(project)


def test_import_says_what_it_took_and_rejects_with_exit_code_3(run, items, tmp_path):  # noqa: F811
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    path = saved(tmp_path, given(items[0], at=yesterday), given(items[0], item="q-fremd"))

    result = run("results", "import", str(path), "--as", "anna")

    assert result.exit_code == 3
    assert result.stdout == "rejected  2  q-fremd: unknown item\n"
    assert "2 read, 1 new" in result.stderr


@pytest.mark.parametrize("about", ["trainee", "team", "article", "item"])
def test_reports_print_text_and_json(run, about):
    text = run("results", "report", about)
    data = run("results", "report", about, "--json")

    assert (text.exit_code, data.exit_code) == (0, 0)
    assert text.stdout.strip()
    json.loads(data.stdout)


def test_a_team_of_less_than_five_is_hidden(run):
    assert "at least 5 people" in run("results", "report", "team").stdout


def test_an_exam_gives_no_feedback_until_the_end_and_a_certificate(run, project, tmp_path):  # noqa: F811
    path = tmp_path / "certificate.json"

    result = run(
        "quiz", "take", "--exam", "--n", "3", "--lang", "de", "--as", "anna", "--certificate", str(path),
        input="u\nu\nu\n",
    )  # fmt: skip

    assert result.exit_code == 1
    before, _, after = result.stdout.partition("Nicht bestanden")
    assert before.count("Notiert.") == 3
    assert "Richtig ist" not in before
    assert after.count("Richtig ist") == 3
    checked = run("results", "verify", str(path), "--as", "anna")
    assert (checked.exit_code, checked.stdout[:9]) == (0, "✓ Genuine")
    assert run("results", "verify", str(path), "--as", "jonas").exit_code == 1


def test_an_exam_left_by_ctrl_c_is_sat_all_the_same(run, monkeypatch, tmp_path):
    keys = iter(["u\n"])

    def line():
        for key in keys:
            return key
        raise KeyboardInterrupt

    monkeypatch.setattr("kbtool.cli.quiz_ask._line", line)

    result = run(
        "quiz",
        "take",
        "--exam",
        "--n",
        "3",
        "--lang",
        "de",
        "--as",
        "anna",
        "--certificate",
        str(tmp_path / "c.json"),
    )

    assert result.exit_code == 1
    assert "✗ Nicht bestanden: 0 von 3 richtig" in result.stdout
    kinds = [json.loads(line)["kind"] for line in run("results", "export", "--as", "anna").stdout.splitlines()]
    assert kinds == ["answer", "exam"]


def test_a_changed_certificate_is_told(run, tmp_path):
    path = tmp_path / "certificate.json"
    run("quiz", "take", "--exam", "--n", "3", "--lang", "de", "--certificate", str(path), input="u\nu\nu\n")
    path.write_text(path.read_text("utf-8").replace('"right": 0', '"right": 3'), encoding="utf-8")

    result = run("results", "verify", str(path))

    assert (result.exit_code, result.stdout) == (1, "✗ Not genuine: changed, or made by another project.\n")


def test_exam_options_without_an_exam_are_refused(run):
    assert run("quiz", "take", "--form", "B").exit_code == 2


def test_due_asks_new_facts_first_time_and_says_what_comes_next(run):
    first = run("quiz", "take", "--due", "--lang", "de", "--n", "2", input="u\nu\n")

    assert "Zu wiederholen: 0 heute, 2 morgen" in first.stdout
    assert "kbtool quiz take --due" in first.stderr


def test_a_capital_letter_is_an_answer_without_being_sure(run, project):  # noqa: F811
    result = run("quiz", "take", "--lang", "de", "--n", "1", input="A\n")

    assert result.exit_code == 0
    assert "von 1 richtig" in result.stdout


def test_delete_wants_to_know_what(run):
    assert run("results", "delete").exit_code == 2
    assert run("results", "delete", "--as", "anna", "--expired").exit_code == 2
    assert "Would delete 0 answers." in run("results", "delete", "--older-than", "30", "--dry-run").stderr


@pytest.fixture
def ahead(run, monkeypatch):
    """Let the clock be a year ahead once somebody has answered."""
    run("quiz", "take", "--lang", "de", "--n", "2", "--as", "anna", input="u\nu\n")
    wrong = datetime.now(UTC) + timedelta(days=365)
    monkeypatch.setattr("kbtool.cli.common.now", lambda: wrong)


@pytest.mark.usefixtures("ahead")
@pytest.mark.parametrize(
    "command", [("results", "report", "trainee"), ("quiz", "take", "--n", "1"), ("quiz", "take", "--due")]
)
def test_a_clock_set_forward_is_told_and_deletes_nothing(run, command):
    result = run(*command, input="u\n" * 9)

    assert result.exit_code == 0
    assert "365 days after the last time" in result.stderr
    assert "kbtool results delete --expired --clock-is-right" in result.stderr
    assert len(run("results", "export", "--as", "anna").stdout.splitlines()) == 2


@pytest.mark.usefixtures("ahead")
@pytest.mark.parametrize("which", [("--expired",), ("--older-than", "30")])
def test_old_results_go_by_a_clock_set_forward_once_somebody_says_that_it_is_right(run, which):
    refused = run("results", "delete", *which)
    assert (refused.exit_code, "--clock-is-right" in refused.stderr) == (2, True)

    assert "Deleted 2 answers." in run("results", "delete", *which, "--clock-is-right").stderr
    assert "last time" not in run("results", "report", "trainee").stderr


def test_export_prints_one_line_for_each_answer(run):
    run("quiz", "take", "--lang", "de", "--n", "2", "--as", "anna", input="u\nu\n")

    lines = run("results", "export", "--as", "anna").stdout.splitlines()

    assert [json.loads(line)["kind"] for line in lines] == ["answer", "answer"]
    assert run("results", "export", "--as", "jonas").stdout == ""


def test_a_lost_key_is_told_where_a_new_one_hides_earlier_answers(run, monkeypatch, tmp_path):
    first = run("quiz", "take", "--lang", "de", "--n", "1", "--as", "anna", input="u\n")
    monkeypatch.setenv("KBTOOL_PSEUDONYM_KEY", str(tmp_path / "neu.key"))

    told = run("results", "report", "trainee", "--as", "anna").stderr

    assert "is new" not in first.stderr
    assert f"{tmp_path / 'neu.key'} was missing and is new" in told
    assert "is new" not in run("results", "report", "trainee", "--as", "anna").stderr


def test_a_person_is_not_said_to_be_deleted_while_the_key_is_missing(run, monkeypatch, tmp_path):
    run("quiz", "take", "--lang", "de", "--n", "1", "--as", "anna", input="u\n")
    monkeypatch.setenv("KBTOOL_PSEUDONYM_KEY", str(tmp_path / "neu.key"))

    result = run("results", "delete", "--as", "anna")

    assert result.exit_code == 2
    assert "nobody knows which answers are “anna”" in result.stderr
    assert not (tmp_path / "neu.key").exists()


def test_plan_has_four_weeks_and_an_exam_at_both_ends(run):
    data = json.loads(run("quiz", "plan", "--lang", "de", "--json").stdout)

    assert [week["number"] for week in data["weeks"]] == [1, 2, 3, 4]
    assert "--form A" in data["weeks"][0]["commands"][0]
    taken = [line for week in data["weeks"] for line in week["commands"] if "quiz take" in line]
    assert all(line.endswith(" --lang de") for line in taken)
    assert any("--form B" in line for line in data["weeks"][3]["commands"])


def test_gaps_without_any_say_so_and_closing_needs_a_reason(run):
    assert "0 gaps." in run("gaps").stderr
    assert json.loads(run("gaps", "--json").stdout) == []
    assert run("gaps", "--close", "unclear-article/x").exit_code == 2
