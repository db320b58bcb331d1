from dataclasses import replace

import pytest

from kbtool.services import quiz_generate, quiz_lint
from kbtool.settings import load
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files

CAUSE = "Der Computer sucht das Gerät noch unter einer früheren Netzwerkadresse."


@pytest.fixture
def settings(make_project):
    return load(make_project(config=CONFIG, name="settings-only").config)


@pytest.fixture
def project(make_project, settings):
    made = make_project(files(), config=CONFIG)
    quiz_generate.generate(made, settings, rng=rng(1))
    return made


def edit(project, old, new, count=1):
    path = project.quizzes / "printing.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def codes(project, settings):
    return {problem.code for problem in quiz_lint.lint(project, settings).errors}


def test_what_was_generated_is_clean(project, settings):
    report = quiz_lint.lint(project, settings)

    assert report.errors == ()
    assert report.items > 8
    assert {result.group for result in report.solvers} == {"all"}


def test_a_defect_names_file_line_code_and_what_to_do(project, settings):
    edit(
        project,
        CAUSE,
        "Keine der genannten Antworten",
    )

    problem = next(one for one in quiz_lint.lint(project, settings).errors if one.code == "quiz-all-none")

    assert problem.path == "quizzes/printing.yml"
    assert problem.line > 1
    assert "waive" in problem.hint


def test_a_broken_file_is_a_problem_and_the_others_are_judged(project, settings):
    (project.quizzes / "kaputt.yml").write_text("items: [\n", encoding="utf-8")

    report = quiz_lint.lint(project, settings)

    assert [(problem.path, problem.code) for problem in report.errors] == [("quizzes/kaputt.yml", "quiz-file")]
    assert report.items > 8


def test_a_topic_that_is_no_category_is_a_problem(project, settings):
    edit(project, "topic: printing", "topic: druken")

    (problem,) = [one for one in quiz_lint.lint(project, settings).errors if one.code == "quiz-topic"]

    assert "the topic “druken” is no category" in problem.message


@pytest.mark.parametrize("topic", ["network", "printing/labels"])
def test_the_topic_may_be_another_category_or_one_below(project, settings, topic):
    edit(project, "topic: printing", f"topic: {topic}")

    assert "quiz-topic" not in codes(project, settings)


@pytest.mark.parametrize("data", ["ä".encode("latin-1"), b"\xff\xfe"])
def test_a_file_that_is_not_utf8_is_a_problem(project, settings, data):
    (project.quizzes / "alt.yml").write_bytes(b"# " + data)

    assert codes(project, settings) == {"quiz-file"}


def test_a_symbolic_link_is_not_followed(project, settings, tmp_path):
    (tmp_path / "fremd.yml").write_text("items: []\n", encoding="utf-8")
    (project.quizzes / "link.yml").symlink_to(tmp_path / "fremd.yml")

    assert codes(project, settings) == {"quiz-file"}


def test_the_same_id_twice_is_a_problem(project, settings):
    text = (project.quizzes / "security.yml").read_text(encoding="utf-8")
    (project.quizzes / "doppelt.yml").write_text(text, encoding="utf-8")

    assert "quiz-id-duplicate" in codes(project, settings)


@pytest.mark.parametrize(
    ("waiver", "says"), [("quiz-lenght: kurz", "no check"), ('quiz-length: ""', "no reason")]
)
def test_a_waiver_needs_a_known_code_and_a_reason(project, settings, waiver, says):
    edit(project, "  status: draft\n", f"  status: draft\n  waive: {{{waiver}}}\n")

    found = [one for one in quiz_lint.lint(project, settings).errors if one.code == "quiz-waiver"]

    assert [says in problem.message for problem in found] == [True]


def test_a_waived_flaw_is_counted_but_no_error(project, settings):
    edit(
        project,
        CAUSE,
        "Keine der genannten Antworten",
        99,
    )
    assert "quiz-all-none" in codes(project, settings)

    for found in quiz_lint.lint(project, settings).errors:
        if found.code == "quiz-all-none":
            item = found.message.partition(":")[0]
            edit(project, f"- id: {item}\n", f"- id: {item}\n  waive: {{quiz-all-none: Prüfung der Prüfung}}\n")

    report = quiz_lint.lint(project, settings)
    assert "quiz-all-none" not in {problem.code for problem in report.errors}
    assert report.waived > 0


def test_the_thresholds_are_those_of_the_project(project, settings):
    four = replace(settings, quiz=replace(settings.quiz, options_min=4))

    assert codes(project, settings) == set()
    assert codes(project, four) == {"quiz-options"}


def test_a_reviewed_item_needs_a_signature(project, settings):
    edit(project, "  status: draft\n", "  status: reviewed\n")

    assert codes(project, settings) == {"quiz-review"}


def test_stale_and_retired_items_are_not_judged(project, settings):
    before = quiz_lint.lint(project, settings).items
    edit(project, "  status: draft\n", "  status: retired\n")
    edit(project, "  status: draft\n", "  status: stale\n")

    assert quiz_lint.lint(project, settings).items == before - 2


def test_a_bank_whose_keys_are_always_first_is_given_away(make_project, settings):
    project = make_project(files(), config=CONFIG)
    text = "schema: 1\nitems:\n"
    for n in range(30):
        text += (
            f"- id: q-first{n}\n  type: match\n  lang: de\n  article: drucker-offline\n"
            f"  stem: Frage Nummer {n}?\n  options:\n"
            f"  - {{id: a, text: Antwort A {n}, correct: true, why: x}}\n"
            f"  - {{id: b, text: Lösung B {n}, why: x}}\n  - {{id: c, text: Rat C {n}, why: x}}\n"
        )
    project.quizzes.mkdir()
    (project.quizzes / "x.yml").write_text(text, encoding="utf-8")

    found = quiz_lint.lint(project, settings).errors

    solved = [one.message for one in found if one.code == "quiz-solver"]
    assert any("key-position" in message and "100%" in message for message in solved)
    assert "chi-square 60.0 with 2 degrees" in next(one.message for one in found if one.code == "quiz-position")
