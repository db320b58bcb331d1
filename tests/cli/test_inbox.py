import json

from tests.services.test_draft import ALL, keep


def test_the_inbox_lists_what_waits_with_the_next_command(make_project, kbtool):
    result = kbtool(keep(make_project(), *ALL))("inbox")

    assert result.exit_code == 0
    assert "Solved tickets without an article: 4\n" in result.stdout
    assert "  rt:3  Graue Streifen auf dem Ausdruck\n    kbtool draft rt:3\n" in result.stdout
    assert result.stderr == "Next: kbtool draft --all\n"


def test_five_of_a_kind_are_shown_unless_all_are_asked_for(make_project, kbtool):
    many = [type(ALL[0])("rt", str(number), f"Thema {number}", ALL[0].state) for number in range(10, 17)]
    project = keep(make_project(), *many)

    assert "… and 2 more (--all)" in kbtool(project)("inbox").stdout
    assert kbtool(project)("inbox", "--all").stdout.count("kbtool draft rt:") == 7


def test_json_holds_all(make_project, kbtool):
    found = json.loads(kbtool(keep(make_project(), *ALL))("inbox", "--json").stdout)
    assert [(section["kind"], section["count"]) for section in found] == [("tickets-to-draft", 4)]
    assert found[0]["items"][0] == {
        "name": "rt:1",
        "detail": "PDF öffnet immer in Edge",
        "command": "kbtool draft rt:1",
    }


def test_an_empty_inbox_says_so(make_project, kbtool):
    result = kbtool(make_project())("inbox")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing waits for you.\n")
