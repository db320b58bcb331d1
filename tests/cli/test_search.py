import json
import subprocess
import sys

import pytest

from tests.conftest import article

DRUCKER = "docs/de/printing/drucker-offline.md"
PRINTER = "docs/en/printing/printer-offline.md"


@pytest.fixture(autouse=True)
def state_folder(tmp_path, monkeypatch):
    """The user's own folder for the key of the index."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))


@pytest.fixture
def project(make_project):
    return make_project({
        DRUCKER: article(),
        PRINTER: article(id="printer-offline", title="Printer shows as offline", lang="en"),
    })  # fmt: skip


@pytest.fixture
def run(kbtool, project):
    return kbtool(project)


def test_a_hit_shows_title_answer_file_and_who_solves_it(run):
    result = run("search", "drucker", "offline", "--lang", "de")

    assert result.exit_code == 0
    assert result.stdout == (
        "Drucker ist „Offline“\n"
        "  Schalten Sie das Gerät aus und wieder ein.\n"
        f"  {DRUCKER}\n"
        "  Level 1 can solve it; if the steps fail, hand on to Arbeitsplatz.\n"
    )
    assert result.stderr == ""


def test_an_article_for_another_level_says_to_whom_to_hand_it_on(run, project):
    path = project.root / DRUCKER
    path.write_text(path.read_text(encoding="utf-8").replace("level: 1", "level: 2"), encoding="utf-8")

    result = run("search", "drucker", "--lang", "de")

    assert result.stdout.endswith("  For level 2: hand on to Arbeitsplatz.\n")


def test_json_holds_what_scripts_rely_on(run):
    result = run("search", "drucker offline", "--json")

    first, *_ = found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(first) == ["id", "lang", "title", "path", "score"]
    assert (first["id"], first["lang"], first["path"]) == ("drucker-offline", "de", DRUCKER)
    assert [hit["score"] for hit in found] == sorted((hit["score"] for hit in found), reverse=True)


def test_a_mistyped_query_says_what_was_searched(run):
    result = run("search", "druker", "ofline", "--json")

    assert json.loads(result.stdout)[0]["id"] == "drucker-offline"
    assert "Did you mean “drucker offline”?" in result.stderr


def test_nothing_found_says_what_to_do(run):
    result = run("search", "xyzzy", "--lang", "de")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Nothing found. Try other words, or fewer, or all languages without --lang." in result.stderr
    assert "support@example.com" in result.stderr


def test_nothing_found_is_an_empty_list_for_scripts(run):
    result = run("search", "xyzzy", "--json")

    assert (result.exit_code, result.stdout) == (1, "[]\n")


def test_an_unknown_language_suggests_the_known_ones(run):
    result = run("search", "drucker", "--lang", "dee")

    assert result.exit_code == 2
    assert "There is no language “dee”." in result.stderr
    assert "Did you mean “de”" in result.stderr


def test_an_article_that_is_not_public_is_not_found_for_customers(run):
    assert run("search", "drucker", "--audience", "public").exit_code == 1
    assert run("search", "drucker", "--audience", "internal").exit_code == 0


def test_the_number_of_hits_can_be_chosen(run):
    assert len(json.loads(run("search", "offline", "-n", "1", "--json").stdout)) == 1
    assert run("search", "offline", "-n", "0").exit_code == 2


def test_a_query_is_needed(run):
    assert run("search").exit_code == 2


@pytest.mark.parametrize("query", ["NOT NOT (((", "*", '"', "🖨️", "مرحبا", "drucker\\", "[x TO y]", " "])
def test_any_text_is_a_query(run, query):
    result = run("search", query)

    assert result.exit_code in {0, 1}
    assert "Error" not in result.stderr


def test_a_search_loads_nothing_that_it_does_not_need(project):
    script = (
        "import sys\n"
        "from kbtool.cli.main import cli\n"
        f"cli(['search', 'drucker', '--project', {str(project.root)!r}], standalone_mode=False)\n"
        "print(sorted({'mkdocs', 'sqlalchemy', 'rich', 'nh3', 'markdown'} & set(sys.modules)))\n"
    )

    result = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)

    assert result.stdout.splitlines()[-1] == "[]"
