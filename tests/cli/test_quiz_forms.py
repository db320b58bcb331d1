"""Questions that one key cannot answer, in the terminal."""

import pytest

from kbtool.store import results
from kbtool.store.database import Store
from tests.quiz.project import CONFIG, files

HEAD = """\
schema: 1
items:
- id: q-abc234
  type: {type}
  lang: de
  article: auftrag-haengt
  topic: printing
  status: reviewed
  stem: {stem}
  review: {{by: anna, at: 2026-11-02}}
  options:
"""
DATA = (
    HEAD.format(type="data", stem="Was muss ins Ticket?")
    + """\
  - {id: a, text: Druckername, correct: true, why: Sonst sucht das Team.}
  - {id: b, text: Kennwort, why: Das gehört nie ins Ticket.}
  - {id: c, text: Seit wann?, correct: true, why: Das grenzt es ein.}
"""
)
ORDER = (
    HEAD.format(type="order", stem="In welcher Reihenfolge?")
    + """\
  - {id: a, text: Dienst anhalten, why: Er sperrt die Datei.}
  - {id: b, text: Datei löschen, why: Sie blockiert.}
  - {id: c, text: Dienst starten, why: Sonst druckt keiner.}
"""
)
RECALL = (
    HEAD.format(type="recall", stem="Womit hält man den Druckdienst an?")
    + """\
  - {id: a, text: net stop spooler, why: So heißt der Dienst.}
  - {id: b, text: Stop-Service Spooler, why: Dasselbe in PowerShell.}
"""
)
REPLY = (
    HEAD.format(type="reply", stem="Schreiben Sie der Kundin.")
    + """\
  - {id: a, text: Anrede, why: Sie ist ein Mensch.}
  - {id: b, text: Nächster Schritt, why: Sie will wissen, wie es weitergeht.}
  model: "Guten Tag,\\n\\nwir sehen uns den Drucker bis 14 Uhr an.\\n\\nViele Grüße\\nIhr Service Desk"
"""
)


@pytest.fixture
def take(make_project, kbtool):
    """Answer the one question of a bank; return what was said and the answer that was stored."""

    def run(bank, typed):
        project = make_project({**files(), "quizzes/printing.yml": bank}, config=CONFIG)
        result = kbtool(project)("quiz", "take", input=typed)
        with Store.open(project) as store:
            answers = list(results.iterate(store))
        assert result.exit_code == 0, result.stderr
        return result.stdout + result.stderr, answers

    return run


def places(output, texts):
    """Return the letters before the texts, in the order of the texts."""
    shown = {line[5:]: line[2] for line in output.splitlines() if line[3:5] == ") "}
    return "".join(shown[text] for text in texts)


@pytest.mark.parametrize("typed", ["ac\n", "c a\n", "?ca\n"])
def test_several_are_chosen_by_their_letters_in_any_order(take, typed):
    said, (answer,) = take(DATA, typed)

    assert (answer.option, answer.is_right) == ("a,c", True)
    assert "✓ Richtig." in said


@pytest.mark.parametrize("typed", ["\x1b[A\n", "\n", "\t\n"])
def test_arrows_and_enter_are_passed_over_in_silence(take, typed):
    said, (answer,) = take(DATA, f"{typed}ac\n")

    assert answer.is_right
    assert "gehört nicht zu den Antworten" not in said
    assert "\x1b" not in said


def test_what_is_forgotten_and_what_is_too_much_is_told(take):
    said, (answer,) = take(DATA, "x\nab\n")

    assert "„x“ gehört nicht zu den Antworten." in said
    assert not answer.is_right
    assert "Seit wann? (fehlt)" in said
    assert "Kennwort (gehört nicht dazu)" in said
    assert "Das gehört nie ins Ticket." in said


def test_an_order_is_typed_as_letters_and_the_letters_do_not_show_it(take):
    said, _ = take(ORDER, "u\n")
    right = places(said, ["Dienst anhalten", "Datei löschen", "Dienst starten"])
    assert right != "abc"

    said, (_, answer) = take(ORDER, f"ab\n{right}\n")

    assert "„ab“ sind nicht alle" in said
    assert (answer.option, answer.is_right) == ("a,b,c", True)


def test_a_wrong_order_is_answered_with_the_right_one(take):
    said, (answer,) = take(ORDER, "abc\n")
    first, second, third = places(said, ["Dienst anhalten", "Datei löschen", "Dienst starten"])

    assert not answer.is_right
    told = f"  1. {first}) Dienst anhalten\n  2. {second}) Datei löschen\n  3. {third}) Dienst starten"
    assert f"Die richtige Reihenfolge:\n{told}" in said


@pytest.mark.parametrize("typed", ["NET  stop spooler\n", "stop-service spooler\n"])
def test_a_command_may_be_typed_in_any_accepted_way(take, typed):
    said, (answer,) = take(RECALL, typed)

    assert answer.is_right
    assert "net stop spooler" not in said.split("Eintippen")[0]


def test_a_wrong_command_is_kept_as_it_was_typed_and_the_right_one_said(take):
    said, (answer,) = take(RECALL, "net halt spooler\n")

    assert (answer.option, answer.is_right) == ("net halt spooler", False)
    assert "Richtig ist: net stop spooler oder Stop-Service Spooler" in said


def test_a_reply_is_compared_with_a_model_and_only_its_points_are_kept(take):
    said, (answer,) = take(REPLY, "Hallo Frau Grün,\nwir kommen.\n\nj\nn\n")

    letter = "  Guten Tag,\n\n  wir sehen uns den Drucker bis 14 Uhr an.\n\n  Viele Grüße\n  Ihr Service Desk\n"
    assert f"Eine gute Antwort:\n{letter}" in said
    assert "✗ Noch nicht vollständig: 1 von 2 Punkten." in said
    assert (answer.option, answer.is_right) == ("a", False)
    assert "Nächster Schritt (fehlt)" in said


def test_another_key_is_neither_a_yes_nor_a_no(take):
    said, (answer,) = take(REPLY, "Hallo Frau Grün,\n\nx\n\nj\nj\n")

    assert (answer.option, answer.is_right) == ("a,b", True)
    assert said.count("Anrede Steht das in Ihrer?") == 3


@pytest.mark.parametrize(
    ("bank", "typed"), [(DATA, "q\n"), (ORDER, ""), (RECALL, ":q\n"), (REPLY, "Hallo\n:q\n")]
)
def test_every_form_can_be_left(take, bank, typed):
    said, answers = take(bank, typed)

    assert not answers
    assert "Nothing was answered" in said


@pytest.mark.parametrize(("bank", "typed"), [(DATA, "u\n"), (ORDER, "u\n"), (RECALL, "\n"), (REPLY, "\n")])
def test_every_form_takes_don_t_know_for_an_answer(take, bank, typed):
    said, (answer,) = take(bank, typed)

    assert (answer.option, answer.is_right) == ("", False)
    assert "? Noch nicht gewusst." in said
