import json

import pytest

from tests.services.test_draft import ALL, ANSWERED, EDGE_ID, STREAKS_ID, keep


@pytest.fixture
def project(make_project):
    return keep(make_project({"docs/de/printing/pdf-standard.md": ANSWERED}), *ALL)


def test_json_is_the_list_that_scripts_rely_on(project, kbtool):
    result = kbtool(project)("draft", "--all", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "id": STREAKS_ID,
            "path": f".kbtool/drafts/{STREAKS_ID}.md",
            "lang": "de",
            "tickets": ["rt:3"],
            "confidence": 0.84,
            "problems": [],
        }
    ]


def test_the_listing_names_drafts_and_the_articles_that_answer(project, kbtool):
    result = kbtool(project)("draft", "--all")

    assert result.exit_code == 0
    assert f".kbtool/drafts/{STREAKS_ID}.md  de, 1 ticket, confidence 0.84\n" in result.stdout
    assert "rt:2  link instead: pdf-standard; new phrasing for its issue: “falsches Programm" in result.stdout
    assert "Made 1 draft; 2 tickets answered by an article, 1 without an answer." in result.stderr
    assert "Next: kbtool review --all" in result.stderr


def test_link_records_what_was_found(project, kbtool):
    result = kbtool(project)("draft", "rt:1", "--link")
    assert "Linked 1 ticket to articles." in result.stderr
    assert "rt:1" not in kbtool(project)("draft", "--all").stdout


def test_a_dry_run_says_so_and_writes_nothing(project, kbtool):
    result = kbtool(project)("draft", "--all", "--dry-run")
    assert "Would make 1 draft" in result.stderr
    assert not project.drafts.exists()


def test_anyway_makes_the_draft(project, kbtool):
    result = kbtool(project)("draft", "rt:1", "--anyway", "--json")
    assert [item["id"] for item in json.loads(result.stdout)] == [EDGE_ID]


def test_a_ticket_is_dismissed_with_a_reason(project, kbtool):
    assert kbtool(project)("draft", "rt:3", "--dismiss").exit_code == 2
    result = kbtool(project)("draft", "rt:3", "--dismiss", "--reason", "nur ein Test")
    assert (result.exit_code, result.stderr) == (0, "Dismissed 1 ticket.\n")
    assert json.loads(kbtool(project)("draft", "--all", "--json").stdout) == []


@pytest.mark.parametrize("arguments", [(), ("rt:1", "--all")])
def test_either_tickets_or_all(project, kbtool, arguments):
    result = kbtool(project)("draft", *arguments)
    assert result.exit_code == 2
    assert "--all" in result.stderr


def test_an_unknown_ticket_exits_with_2_and_suggests(project, kbtool):
    result = kbtool(project)("draft", "rt:33")
    assert result.exit_code == 2
    assert "There is no ticket “rt:33”" in result.stderr
    assert "rt:3" in result.stderr


def test_an_edited_draft_is_said_to_be_kept(project, kbtool):
    kbtool(project)("draft", "--all")
    path = project.drafts / f"{STREAKS_ID}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMehr.\n", encoding="utf-8")
    assert "edited by a person and kept" in kbtool(project)("draft", "--all").stdout
