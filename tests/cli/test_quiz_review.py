import json
import os
import re
import select
import sys
import time
from subprocess import Popen

import pytest
from click import unstyle

from kbtool.cli import quiz_review_dialogue
from kbtool.cli.quiz_sheet import shown
from kbtool.model.quiz import ItemType, Status
from kbtool.quiz import write
from kbtool.services import quiz_bank, quiz_generate
from kbtool.services.quiz_desk import Desk
from kbtool.settings import load
from tests.quiz.conftest import ARTICLES, PLATE, item, rng
from tests.quiz.project import CONFIG, files


@pytest.fixture
def project(make_project):
    made = make_project(files((*ARTICLES, PLATE)), config=CONFIG)
    quiz_generate.generate(made, load(made.config), rng=rng(1))
    return made


@pytest.fixture
def run(kbtool, project):
    return lambda *args, **options: kbtool(project)("quiz", "review", *args, **options)


@pytest.fixture
def name(project):
    return cause(project).id


def cause(project, article="drucker-offline"):
    items = quiz_bank.load(project).items
    return next(one for one in items if one.article == article and one.type is ItemType.CAUSE and one.is_live)


def stored(project, name):
    return quiz_bank.load(project).by_id[name]


def editor(monkeypatch, tmp_path, *replacements):
    """Set an editor that makes one replacement in the file each time it is opened."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        f"todo = {list(replacements)!r}\n"
        "count = pathlib.Path(__file__).with_suffix('.count')\n"
        "done = int(count.read_text()) if count.exists() else 0\n"
        "count.write_text(str(done + 1))\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text('utf-8').replace(*todo[done]), 'utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")


def test_each_line_of_a_piped_input_is_a_key(run, project, name):
    second = cause(project, "letter-papier").id

    result = run(name, second, "--as", "anna", input="a\nl\n")

    assert result.exit_code == 0
    assert (stored(project, name).status, stored(project, second).status) == (Status.REVIEWED, Status.LOCKED)
    assert "1 accepted, 1 locked." in result.stderr
    assert "Next: kbtool quiz lint" in result.stderr


def test_the_name_is_asked_for_once(run, project, name):
    second = cause(project, "letter-papier").id

    result = run(name, second, input="a\nZoë\na\n")

    assert result.stderr.count("Your name") == 1
    assert {stored(project, one).review.by for one in (name, second)} == {"Zoë"}


def test_without_a_name_nothing_is_accepted(run, project, name):
    result = run(name, input="a\n\nq\n")

    assert "Not signed, so not accepted." in result.stderr
    assert stored(project, name).status is Status.DRAFT


def test_drafts_wait_and_the_end_of_the_input_ends_the_review(run):
    result = run(input="s\ns\n")

    assert result.exit_code == 0
    assert re.search(r"2 skipped\. \d\d items still to review\.", result.stderr)


def test_back_undoes_the_last_decision_and_shows_the_item_again(run, project, name):
    second = cause(project, "letter-papier").id
    before = (project.root / "quizzes/printing.yml").read_bytes()

    result = run(name, second, "--as", "anna", input="a\nb\nb\nq\n")

    assert (project.root / "quizzes/printing.yml").read_bytes() == before
    assert result.stdout.count(name) == 2
    assert "Not accepted after all." in result.stderr
    assert "There is nothing to go back to." in result.stderr
    assert "Nothing decided." in result.stderr


def test_a_rejection_asks_what_and_why(run, project, name):
    result = run(name, input="r\ns\nzwei Ursachen passen\n")

    (rejection,) = quiz_bank.load(project).rejections
    item = stored(project, name)
    assert (rejection.slot, rejection.triple, rejection.why) == (str(item.slot), "", "zwei Ursachen passen")
    assert item.status is Status.RETIRED
    assert "Next: kbtool quiz generate" in result.stderr


def test_another_key_keeps_the_item(run, project, name):
    result = run(name, input="r\nx\nw\nx\n9\nq\n")

    assert "Kept." in result.stderr
    assert "The gate finds nothing to waive." in result.stderr
    assert "“x” means nothing here" in result.stderr
    assert stored(project, name).status is Status.DRAFT


def test_a_conflict_names_the_articles_to_choose_from(run, project, name):
    distractor = cause(project).distractors[1]

    result = run(name, input=f"c\n{distractor.id}\n")

    assert f"({distractor.origin})" in result.stderr
    text = (project.docs / "de/printing/drucker-offline.md").read_text(encoding="utf-8")
    assert f"conflicts_with: [{distractor.origin}]" in text
    assert "Next: kbtool quiz generate" in result.stderr


def test_options_that_come_from_no_article_cannot_conflict(run, project):
    triage = next(one for one in quiz_bank.load(project).items if one.type is ItemType.TRIAGE)

    result = run(triage.id, input="c\nq\n")

    assert "None of its wrong options comes from another article." in result.stderr
    assert stored(project, triage.id) == triage


def test_an_error_of_the_gate_is_shown_and_waived_with_a_reason(run, project, name):
    path = project.root / "quizzes/printing.yml"
    key = cause(project).key.text
    path.write_text(
        path.read_text(encoding="utf-8").replace(key, f"{key[:-1]} {'von früher ' * 20}."), encoding="utf-8"
    )

    result = run(name, "--as", "anna", input="a\nw\ngeht nicht kürzer\na\n")

    assert "✗ quiz-length: the key is" in result.stdout
    assert f"“{name}” fails the gate: quiz-length" in result.stderr
    after = stored(project, name)
    assert (after.status, after.waive) == (Status.REVIEWED, {"quiz-length": "geht nicht kürzer"})


def test_an_edited_item_is_shown_again_and_then_accepted(run, project, name, monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, ("Ursache?", "Ursache dafür?"))

    result = run(name, "--as", "anna", input="e\na\n")

    after = stored(project, name)
    assert "Ursache dafür?" in after.stem
    assert (after.status, after.is_edited) == (Status.REVIEWED, True)
    assert result.stdout.count(name) == 2


def test_a_wrong_field_can_be_edited_again_or_thrown_away(run, project, name, monkeypatch, tmp_path):
    before = (project.root / "quizzes/printing.yml").read_bytes()
    editor(monkeypatch, tmp_path, ("correct: true", "correct: ja"), ("correct: ja", "correct: nein"))

    result = run(name, input="e\ne\nx\nq\n")

    assert result.stderr.count("“correct” of option") == 2
    assert (project.root / "quizzes/printing.yml").read_bytes() == before


def test_what_identifies_an_item_is_put_back_and_said(run, project, name, monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, (f"id: {name}", "id: q-verloren"))

    result = run(name, input="e\nq\n")

    assert "Kept as they were: id." in result.stderr
    assert stored(project, name) == cause(project)


def test_an_editor_that_fails_ends_nothing(run, project, name, monkeypatch):
    monkeypatch.setenv("EDITOR", "false")

    result = run(name, "--as", "anna", input="e\na\n")

    assert "Set $EDITOR to another one." in result.stderr
    assert stored(project, name).status is Status.REVIEWED


def test_closing_the_editor_unchanged_changes_nothing(run, project, name, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")

    assert "Nothing was changed." in run(name, input="e\nq\n").stderr
    assert stored(project, name).version == 1


def test_an_item_that_changed_meanwhile_is_shown_as_it_is_now(run, project, name, monkeypatch):
    path = project.root / "quizzes/printing.yml"
    keys = iter(["a", "q"])

    def read_key():
        key = next(keys)
        if key == "a":
            path.write_text(
                path.read_text(encoding="utf-8").replace("Ursache?", "Ursache (neu)?"), encoding="utf-8"
            )
        return key

    monkeypatch.setattr(quiz_review_dialogue, "keyboard", lambda: read_key)

    result = run(name, "--as", "anna")

    assert (
        f"“{name}” has changed in quizzes/printing.yml while you read it; nothing was written." in result.stderr
    )
    assert "Ursache (neu)?" in result.stdout
    assert stored(project, name).status is Status.DRAFT


def test_ctrl_c_keeps_what_was_decided_and_ends_with_130(run, project, name, monkeypatch):
    keys = iter(["a"])

    def read_key():
        try:
            return next(keys)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(quiz_review_dialogue, "keyboard", lambda: read_key)

    result = run("--as", "anna")

    assert result.exit_code == 130
    assert "1 accepted." in result.stderr
    assert [one.status for one in quiz_bank.load(project).items].count(Status.REVIEWED) == 1


def test_nothing_to_review_says_so(run, project):
    assert "Nothing waits for you here." in run("--status", "locked").stderr


def test_scripts_accept_lock_and_reject(run, project, name):
    second, third = cause(project, "letter-papier").id, cause(project, "auftrag-haengt").id

    accepted = run(name, "--accept", "--as", "anna")
    locked = run(second, "--lock", "--as", "anna", "--json")
    rejected = run(third, "--reject", "--why", "zu leicht")

    assert (accepted.exit_code, accepted.stdout) == (0, f"{name}: reviewed\n")
    assert json.loads(locked.stdout) == [{"id": second, "status": "locked", "refused": "", "hint": ""}]
    assert (rejected.exit_code, rejected.stdout) == (0, f"{third}: retired\n")
    assert "Next: kbtool quiz generate" in rejected.stderr
    assert [one.why for one in quiz_bank.load(project).rejections] == ["zu leicht"]


def test_a_refusal_ends_with_1_and_says_why(run, project, name):
    run(name, "--reject")

    result = run(name, "--accept", "--as", "anna")

    assert result.exit_code == 1
    assert f"{name}: refused. “{name}” is retired. To use it again, set “status: draft”" in result.stdout


@pytest.mark.parametrize(
    "args", [["--accept", "--as", "anna"], ["q-2345ab", "--accept"], ["q-2345ab", "--lock"]]
)
def test_a_decision_needs_items_and_a_signature(run, args):
    assert run(*args).exit_code == 2


def test_what_waits_can_be_listed(run, project, name):
    (project.docs / "de/printing/drucker-offline.md").write_text(
        (project.docs / "de/printing/drucker-offline.md")
        .read_text(encoding="utf-8")
        .replace("früheren", "veralteten"),
        encoding="utf-8",
    )

    listed = run("--dry-run", "--topic", "printing")
    data = json.loads(run(name, "--json").stdout)

    assert re.search(rf"(?m)^{name}  de  cause    draft ", listed.stdout)
    assert (data[0]["item"]["id"], data[0]["is_outdated"]) == (name, True)
    assert "veralteten" in data[0]["changes"][0]["now"]


def text_of(project, name, width):
    desk = Desk(project, load(project.config))
    return unstyle(shown(desk.sheet(name), desk.shelf, width))


def test_on_a_wide_terminal_the_article_stands_beside_the_item(project, name):
    lines = text_of(project, name, 140).splitlines()

    assert any(name in line and "Drucker wird als „Offline“ angezeigt" in line for line in lines)
    assert all(len(line) <= 140 for line in lines)


def test_on_a_narrow_terminal_the_article_stands_above_the_item(project, name):
    text = text_of(project, name, 80)

    assert text.index("Resolution") < text.index(name)
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_letters_mark_what_the_item_uses(project, name):
    key = cause(project).key.id

    text = text_of(project, name, 90)

    assert re.search(r"(?m)^\? +(bei mir steht|alle anderen)", text)
    assert re.search(rf"(?m)^{key} +Der Computer sucht das Gerät", text)
    assert re.search(rf"(?m)^✓ {key}\) Der Computer sucht das Gerät", text)


def test_a_stale_item_shows_the_words_that_changed(run, project, name):
    run(name, "--lock", "--as", "anna")
    path = project.docs / "de/printing/drucker-offline.md"
    path.write_text(path.read_text(encoding="utf-8").replace("früheren", "veralteten"), encoding="utf-8")
    quiz_generate.generate(project, load(project.config), rng=rng(2))

    result = run(input="q\n")

    assert result.stdout.index(name) < result.stdout.index("Differs from its articles as they are now:")
    assert "unter einer [-früheren-] {+veralteten+} Netzwerkadresse." in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (ItemType.ORDER, ["1. a) Der Toner ist leer.", "3. c) Das Papier fehlt."]),
        (ItemType.DATA, ["✓ a) Der Toner ist leer.", "b) Das Kabel ist lose."]),
        (ItemType.RECALL, ["✓ a) Der Toner ist leer.", "✓ c) Das Papier fehlt."]),
        (ItemType.REPLY, ["✓ a) Der Toner ist leer.", "Model answer: Guten Tag, Frau Grün"]),
    ],
)
def test_every_form_of_question_is_shown_with_its_answer(project, kind, expected):
    all_right = kind in {ItemType.RECALL, ItemType.REPLY}
    made = item(
        type=kind,
        key=-1 if kind is ItemType.ORDER else 0,
        model="Guten Tag, Frau Grün" * (kind is ItemType.REPLY),
    )
    text = write.update("", [], [made])
    assert all_right or kind is ItemType.DATA or "correct" not in text
    (project.root / "quizzes/hand.yml").write_text(text, encoding="utf-8")

    seen = text_of(project, made.id, 100)

    assert [line for line in expected if line not in seen] == []


@pytest.fixture
def terminal(project):
    """Return a function that starts `quiz review` in a terminal and gives the other end of it, and the process."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")
    started = []

    def start(*args):
        outer, inner = pty.openpty()
        command = [sys.executable, "-m", "kbtool", "quiz", "review", *args, "--project", str(project.root)]
        environment = {**os.environ, "COLUMNS": "130", "LINES": "50", "TERM": "xterm-256color"}
        process = Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment)
        os.close(inner)
        started.append((outer, process))
        return outer, process

    yield start
    for outer, process in started:
        process.kill()
        process.wait()
        os.close(outer)


def test_at_a_terminal_one_key_decides_without_enter(project, name, terminal):
    outer, process = terminal(name, cause(project, "letter-papier").id, "--as", "anna")

    first = until(outer, "[?]")
    press(outer, "a")
    until(outer, "(2 of 2)", "[?]")
    assert stored(project, name).status is Status.REVIEWED
    press(outer, "r")
    until(outer, "keep it")
    press(outer, "t")
    until(outer, "Why?")
    press(outer, "zu leicht für Zoë\n")
    last = until(outer, "Next: ")

    assert process.wait(timeout=30) == 0
    assert "\x1b[" in first
    assert "Resolution" in first
    assert "1 accepted, 1 rejected." in last
    assert [one.why for one in quiz_bank.load(project).rejections] == ["zu leicht für Zoë"]


def press(terminal, keys, seconds=60):
    """Type when the program waits for it: going over to single keys throws away what was typed before."""
    termios = pytest.importorskip("termios")
    for _ in range(seconds * 20):
        takes_lines = bool(termios.tcgetattr(terminal)[3] & termios.ICANON)
        if takes_lines is keys.endswith("\n"):
            break
        time.sleep(0.05)
    os.write(terminal, keys.encode())


def until(terminal, *wanted, seconds=60):
    """Read from a terminal until it shows all of some texts, in their order."""
    seen = ""
    for text in wanted:
        while text not in seen:
            assert select.select([terminal], [], [], seconds)[0], seen
            seen += os.read(terminal, 65536).decode("utf-8", "replace")
    return seen
