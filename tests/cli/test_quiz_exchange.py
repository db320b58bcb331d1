import json

import pytest

from kbtool.services import quiz_generate
from kbtool.settings import load
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files


@pytest.fixture
def project(make_project):
    made = make_project(files(), config=CONFIG)
    quiz_generate.generate(made, load(made.config), rng=rng(1))
    return made


@pytest.fixture
def run(kbtool, project, monkeypatch):
    """Run `quiz SUBCOMMAND …` in the project's folder."""
    monkeypatch.chdir(project.root)
    return kbtool(project)


def test_export_prints_the_file_and_says_what_it_checked(run, project):
    result = run("quiz", "export", "--format", "gift")

    assert result.exit_code == 0
    assert result.stdout == f"{project.root / 'quiz.gift'}\n"
    assert "items, read again and compared." in result.stderr
    assert "Nobody has reviewed these items yet." in result.stderr
    assert (project.root / "quiz.gift").read_text(encoding="utf-8").startswith("$CATEGORY: ")


def test_export_writes_where_it_is_told_to_and_a_dry_run_nowhere(run, project):
    tried = run("quiz", "export", "--format", "csv", "-o", "a/b.csv", "--dry-run")
    done = run("quiz", "export", "--format", "csv", "-o", "a/b.csv", "--topic", "Drucken", "--lang", "de")

    assert (tried.exit_code, tried.stdout) == (0, "")
    assert tried.stderr.startswith("Would write ")
    assert (done.exit_code, done.stdout) == (0, "a/b.csv\n")
    assert (project.root / "a" / "b.csv").is_file()


def test_export_lists_what_stands_against_it(run, project):
    path = project.quizzes / "printing.yml"
    text = path.read_text(encoding="utf-8").replace("  stem: ", "  explanation: '![x](fehlt.png)'\n  stem: ", 1)
    path.write_text(text, encoding="utf-8")

    result = run("quiz", "export", "--format", "qti21")

    assert result.exit_code == 1
    assert "quiz-export-picture" in result.stdout
    assert "1 problem; nothing was written." in result.stderr
    assert not (project.root / "quiz-qti21.zip").exists()


def test_statements_are_exported_too(run):
    result = run("quiz", "export", "--format", "xapi", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["count"] == 0


def test_import_lists_every_question_and_the_flaws_of_the_drafts(run, project):
    (project.root / "a.gift").write_text(
        "Warum druckt der Drucker hier nichts mehr? {=Der Toner ist leer. ~Das Kabel ist lose.}\n\nWie viele? {#4:1}\n",
        encoding="utf-8",
    )
    result = run("quiz", "import", "--format", "gift", "a.gift", "--article", "drucker-offline")

    assert result.exit_code == 3
    assert result.stdout.startswith("added     q-")
    assert "a.gift:3: quiz-import-type" in result.stdout
    assert "quiz-why" in result.stdout
    assert "1 added, 1 question left out, 1 flaw." in result.stderr
    assert "Next: kbtool quiz review" in result.stderr


def test_import_ends_with_1_where_the_gate_finds_flaws_and_with_0_where_all_is_well(run, project):
    sound = (
        "Warum druckt der Drucker hier nichts mehr? {=Der Toner ist leer.#Ja ~Das Kabel ist lose.#Nein {last}}"
    )
    good = sound.replace("{last}", "~Das Papier fehlt.#Nein")
    (project.root / "gut.gift").write_text(good, encoding="utf-8")
    (project.root / "ohne.gift").write_text(
        sound.replace("{last}", "~Das Papier fehlt.").replace("hier", "dort"), encoding="utf-8"
    )

    first = run("quiz", "import", "--format", "gift", "gut.gift", "--article", "drucker-offline")
    second = run("quiz", "import", "--format", "gift", "ohne.gift", "--article", "drucker-offline", "--dry-run")
    third = run("quiz", "import", "--format", "gift", "gut.gift", "--json")

    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 1, 0)
    assert "Would be: 1 added" in second.stderr
    assert json.loads(third.stdout)["taken"][0]["fate"] == "unchanged"
