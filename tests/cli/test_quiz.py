import json
import re
import subprocess
import sys

import pytest

from kbtool.cli import quiz_dialogue
from kbtool.services import quiz_bank, quiz_generate
from kbtool.settings import load
from kbtool.store import results
from kbtool.store.database import Store
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files

# Items that one key cannot answer; `test_quiz_forms` asks those.
OF_OTHER_FORMS = r"(?m)^- id: .*\n  version: .*\n  type: (?:order|data|recall)\n(?:(?:  .*)?\n)*"


@pytest.fixture
def project(make_project):
    made = make_project(files(), config=CONFIG)
    quiz_generate.generate(made, load(made.config), rng=rng(1))
    for path in made.quizzes.glob("*.yml"):
        text = "".join(re.split(OF_OTHER_FORMS, path.read_text(encoding="utf-8")))
        signed = "  status: reviewed\n  review: {by: anna, at: 2026-11-02}\n"
        path.write_text(text.replace("  status: draft\n", signed), encoding="utf-8")
    return made


@pytest.fixture
def run(kbtool, project):
    """Run `quiz SUBCOMMAND …`; the project's folder goes behind the subcommand."""
    return kbtool(project)


def stored(project):
    with Store.open(project) as store:
        return list(results.iterate(store))


def keys(project, output):
    """Return the right keys of the questions in the order in which they were asked."""
    items = quiz_bank.load(project).items
    asked = re.findall(r"(?s)\d+/\d+  (.*?\?)\n", output)
    by_stem = {" ".join(item.stem.split()): item.key.id for item in items}
    return [by_stem[" ".join(stem.split())] for stem in asked]


def test_generate_says_what_it_made_and_what_stays_empty(run, project):
    (project.quizzes / "printing.yml").unlink()

    result = run("quiz", "generate")

    assert result.exit_code == 0
    assert re.search(r"added +q-\w{6}  drucker-offline/cause/2  \(draft\)", result.stdout)
    assert "Next: kbtool quiz lint" in result.stderr
    again = run("quiz", "generate")
    assert "nothing to do" in again.stderr
    assert "--empty lists them" in again.stderr
    assert "empty  " not in again.output
    listed = run("quiz", "generate", "--empty").stdout
    assert "empty     notebook-verloren/match/1: too-few-distractors" in listed


def test_a_dry_run_of_generate_says_so_and_writes_nothing(run, project):
    (project.quizzes / "printing.yml").unlink()

    result = run("quiz", "generate", "--dry-run")

    assert "Would be: " in result.stderr
    assert not (project.quizzes / "printing.yml").exists()


def test_generate_for_scripts(run, project):
    (project.quizzes / "printing.yml").unlink()

    report = json.loads(run("quiz", "generate", "--article", "letter-papier", "--json").stdout)

    assert {made["slot"].split("/")[0] for made in report["made"]} == {"letter-papier"}
    assert report["files"] == ["quizzes/printing.yml"]


def test_lint_ends_with_0_when_all_is_well_and_shows_the_solvers(run):
    result = run("quiz", "lint")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 errors" in result.stderr
    assert "stem-overlap" in result.stderr


def test_lint_ends_with_1_on_an_error_and_prints_it_like_a_compiler(run, project):
    path = project.quizzes / "printing.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("  type: cause\n", "  type: casue\n", 1), encoding="utf-8"
    )

    result = run("quiz", "lint")

    assert result.exit_code == 1
    assert re.match(
        r"quizzes/printing\.yml:\d+: quiz-field “type” cannot be “casue” \(Did you mean “cause”\?\)",
        result.stdout,
    )
    assert run("quiz", "lint", "--json").exit_code == 1
    assert json.loads(run("quiz", "lint", "--json").stdout)["errors"][0]["code"] == "quiz-field"


def test_show_lists_items_and_shows_one_with_its_answer(run, project):
    item = quiz_bank.load(project).items[0]

    listed = run("quiz", "show", "--topic", "printing")
    shown = run("quiz", "show", item.id)

    assert item.id in listed.stdout
    assert f"* {item.key.id}) " in shown.stdout
    assert f"docs/de/printing/{item.article}.md" in shown.stdout
    assert "Reviewed by anna on 2026-11-02" in shown.stdout
    assert json.loads(run("quiz", "show", item.id, "--json").stdout)["item"]["id"] == item.id


def test_take_gives_feedback_after_each_answer_and_sums_up(run, project):
    asked = run("quiz", "take", "--n", "3", "--seed", "7", input="u\nu\nu\n")
    right = keys(project, asked.stdout)
    wrong = "b" if right[1] != "b" else "c"

    result = run("quiz", "take", "--n", "3", "--seed", "7", input=f"{right[0]}\n{wrong}\nu\n")

    assert result.exit_code == 0
    said = [line for line in result.stdout.splitlines() if line.startswith(("✓", "✗", "?"))]
    assert said == ["✓ Richtig.", "✗ Falsch.", "? Noch nicht gewusst."]
    assert f"Richtig ist {right[1]})" in result.stdout
    assert "1 von 3 richtig. Eine wussten Sie nicht." in result.stdout
    assert "Lohnt sich noch einmal zu lesen:" in result.stdout
    assert re.search(r"Artikel: .+ \(docs/de/\w+/[\w-]+\.md\)", result.stdout)


def test_every_answer_is_stored_with_its_right_or_wrong(run, project):
    run("quiz", "take", "--n", "2", "--seed", "7", "--as", "Zoë Müller", input="a\nu\n")

    answers = stored(project)

    assert [answer.option for answer in answers] == ["a", ""]
    assert all(answer.is_scored for answer in answers)
    assert "zoë" not in answers[0].trainee.casefold()


def test_quitting_and_the_end_of_the_input_keep_what_was_answered(run, project):
    quit_early = run("quiz", "take", "--n", "3", input="a\nq\n")
    input_ends = run("quiz", "take", "--n", "3", input="a\n")

    assert (quit_early.exit_code, input_ends.exit_code) == (0, 0)
    assert "von 1 richtig" in quit_early.stdout
    assert len(stored(project)) == 2


def test_another_key_is_asked_again(run, project):
    result = run("quiz", "take", "--n", "1", input="x\n\nB\n")

    assert result.stderr.count("gehört nicht zu den Antworten") == 1
    assert result.stderr.count("a/b/c, groß = nicht sicher") == 3
    assert [answer.option for answer in stored(project)] == ["b"]


def test_nothing_answered_stores_nothing(run, project):
    result = run("quiz", "take", input="q\n")

    assert "Nothing was answered." in result.stderr
    assert stored(project) == []


def test_the_same_seed_asks_the_same(run):
    first, second, other = (
        run("quiz", "take", "--n", "6", "--seed", seed, input="u\n" * 6).stdout for seed in ("1", "1", "2")
    )

    assert first == second
    assert first != other


def test_an_unknown_topic_ends_with_2_and_the_closest_match(run):
    result = run("quiz", "take", "--topic", "printin")

    assert result.exit_code == 2
    assert "There is no topic “printin”." in result.stderr
    assert "Did you mean “printing”" in result.stderr


def test_drafts_are_asked_with_a_warning_where_nothing_is_reviewed(run, project):
    for path in project.quizzes.glob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("status: reviewed", "status: draft")
        path.write_text(text, encoding="utf-8")

    result = run("quiz", "take", "--n", "1", input="a\n")

    assert "noch niemand geprüft" in result.stderr
    assert not stored(project)[0].is_scored


def test_ctrl_c_keeps_the_answers_and_ends_with_130(run, project, monkeypatch):
    given = iter(["a", "b"])

    def key():
        try:
            return next(given)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(quiz_dialogue, "keyboard", lambda: key)

    result = run("quiz", "take", "--n", "3")

    assert result.exit_code == 130
    assert "von 2 richtig" in result.stdout
    assert len(stored(project)) == 2


@pytest.mark.parametrize(
    ("lang", "asked"), [("de_DE.UTF-8", "de"), ("en_GB.UTF-8", "en"), ("fr_FR.UTF-8", "de"), ("", "de")]
)
def test_the_language_is_that_of_the_system_if_the_project_has_it(run, project, monkeypatch, lang, asked):
    english = (project.quizzes / "printing.yml").read_text(encoding="utf-8").replace("lang: de", "lang: en")
    english = re.sub(r"id: q-", "id: e-", english)
    (project.quizzes / "english.yml").write_text(english, encoding="utf-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", lang)

    run("quiz", "take", "--n", "2", input="u\nu\n")

    assert {answer.lang for answer in stored(project)} == {asked}


def test_at_a_terminal_one_key_is_enough(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.getchar", lambda: "a")

    assert quiz_dialogue.keyboard()() == "a"


def test_help_needs_none_of_the_heavy_libraries():
    heavy = {"snowballstemmer", "ruamel.yaml", "sqlalchemy", "mkdocs"}
    code = f"import sys, kbtool.cli.quiz; print({heavy} & set(sys.modules))"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "set()"
