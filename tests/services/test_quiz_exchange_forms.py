"""Items of every form of answer leave the banks in every format and come back as they were."""

from datetime import UTC, datetime

import pytest

from kbtool.model.quiz import Form, ItemType
from kbtool.quiz.exchange import record
from kbtool.services import quiz_bank, quiz_export, quiz_import
from kbtool.services.quiz_settle import Defaults, Fate
from kbtool.settings import load
from tests.quiz.conftest import rng
from tests.quiz.project import CONFIG, files

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BANK = """\
schema: 1
items:
- id: q-data22
  type: data
  lang: de
  article: drucker-offline
  topic: printing
  status: draft
  stem: "Was gehört ins Ticket? ~ = # { } :"
  options:
  - {id: a, text: "Gerätenummer: `DR-{nn}`", correct: true, why: "Sonst sucht die *Technik*."}
  - {id: b, text: "Lieblingsfarbe = egal"}
  - {id: c, text: Standort, correct: true}
- id: q-order2
  type: order
  lang: de
  article: drucker-offline
  topic: printing
  status: draft
  stem: Ordnen Sie die Schritte.
  options:
  - {id: a, text: "`services.msc` öffnen", why: "Erst dann sieht man die Warteschlange."}
  - {id: b, text: Spooler anhalten}
  - {id: c, text: Aufträge löschen -> leer}
- id: q-order3
  type: order
  lang: en
  article: drucker-offline
  topic: printing
  status: draft
  stem: First what?
  options:
  - {id: a, text: Stop it}
  - {id: b, text: Start it}
- id: q-typed2
  type: recall
  lang: de
  article: drucker-offline
  topic: printing
  status: draft
  stem: Mit welchem Befehl leeren Sie die Warteschlange?
  options:
  - {id: a, text: 'del %systemroot%\\spool\\*.* /q', why: "`/q` fragt nicht."}
  - {id: b, text: 'del "C:\\größer = 5%20% # {x}"'}
- id: q-reply2
  type: reply
  lang: de
  article: drucker-offline
  topic: printing
  status: draft
  stem: Schreiben Sie der Kundin zurück.
  model: "Guten Tag,\\n\\nIhr Drucker `DR-7` läuft wieder.\\n\\n```\\nDanke = {ja}\\n```"
  options:
  - {id: a, text: Anrede}
  - {id: b, text: "Ursache: **kurz**", why: "Sonst fragt sie zurück."}
"""
KINDS = [quiz_import.Format.GIFT, quiz_import.Format.MOODLE_XML, quiz_import.Format.CSV]


@pytest.fixture
def project(make_project):
    return make_project({**files(), "quizzes/alle.yml": BANK}, config=CONFIG)


def export(project, kind, target):
    return quiz_export.export(project, load(project.config), quiz_export.Format(kind), target, now=NOW)


def take(project, kind, target, **defaults):
    settings = load(project.config)
    return quiz_import.take(project, settings, kind, target, rng=rng(1), defaults=Defaults(**defaults))


def words(project):
    return {item.id: record.question(item) for item in quiz_bank.load(project).items}


@pytest.mark.parametrize("kind", quiz_export.Format)
def test_every_form_leaves_in_every_format(project, tmp_path, kind):
    if kind is quiz_export.Format.ANKI:
        pytest.importorskip("genanki", reason="the extra “anki” is not installed")

    report = export(project, kind, tmp_path / "quiz")

    found = quiz_export.READERS[kind]((tmp_path / "quiz").read_bytes(), "quiz")
    assert (report.count, report.problems, found.problems) == (5, (), ())
    assert {asked.id: asked for asked in found.questions} == words(project)
    assert {asked.form for asked in found.questions} == set(Form) - {Form.ONE}


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_export_taken_again_changes_no_byte(project, tmp_path, kind):
    export(project, kind, tmp_path / "quiz")
    before = (project.quizzes / "alle.yml").read_bytes()

    report = take(project, kind, tmp_path / "quiz")

    assert [one.fate for one in report.taken] == [Fate.UNCHANGED] * 5
    assert (report.rejects, (project.quizzes / "alle.yml").read_bytes()) == ((), before)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bank_of_all_forms_moves_to_another_project(project, make_project, tmp_path, kind):
    export(project, kind, tmp_path / "quiz")
    other = make_project(files(), config=CONFIG, name="other")

    report = take(other, kind, tmp_path / "quiz")

    assert report.rejects == ()
    assert words(other) == words(project)
    assert quiz_bank.load(other).problems == ()


def test_steps_that_an_import_puts_in_another_order_are_another_question(project, tmp_path):
    export(project, quiz_export.Format.CSV, tmp_path / "quiz.csv")
    text = (tmp_path / "quiz.csv").read_text(encoding="utf-8")
    (tmp_path / "quiz.csv").write_text(text.replace("a b c", "b a c"), encoding="utf-8")

    report = take(project, quiz_import.Format.CSV, tmp_path / "quiz.csv")

    changed = quiz_bank.load(project).by_id["q-order2"]
    assert [one.id for one in report.taken if one.fate is Fate.CHANGED] == ["q-order2"]
    assert [(option.id, option.text) for option in changed.options][:2] == [
        ("b", "Spooler anhalten"),
        ("a", "`services.msc` öffnen"),
    ]


def test_an_item_is_not_turned_into_one_of_another_form(project, tmp_path):
    export(project, quiz_export.Format.CSV, tmp_path / "quiz.csv")
    text = (tmp_path / "quiz.csv").read_text(encoding="utf-8")
    (tmp_path / "quiz.csv").write_text(text.replace(",several,", ",order,"), encoding="utf-8")

    report = take(project, quiz_import.Format.CSV, tmp_path / "quiz.csv")

    assert [problem.code for problem in report.rejects] == ["quiz-import-key"]


def test_an_imported_question_gets_a_type_of_its_form(project, tmp_path):
    questions = [
        "Erste? {=a ~b ~c}",
        "Zweite? {~%50%a ~%50%b ~%-100%c}",
        "Dritte? {=a -> 1 =b -> 2 =c -> 3}",
        "Vierte? {=ipconfig}",
    ]
    (tmp_path / "a.gift").write_text("\n\n".join(questions), encoding="utf-8")

    report = take(
        project,
        quiz_import.Format.GIFT,
        tmp_path / "a.gift",
        article="drucker-offline",
        type=ItemType.NEXT,
    )

    by_id = quiz_bank.load(project).by_id
    assert [by_id[one.id].type.value for one in report.taken] == ["next", "data", "order", "recall"]
    assert quiz_bank.load(project).problems == ()


def test_a_known_question_of_another_form_keeps_its_words(project, tmp_path):
    (tmp_path / "a.gift").write_text("// [id:q-data22]\nWas gehört ins Ticket? {=a ~b}\n", encoding="utf-8")

    report = take(project, quiz_import.Format.GIFT, tmp_path / "a.gift", article="drucker-offline")

    (problem,) = report.rejects
    assert problem.code == "quiz-import-kept"
    assert "answered otherwise in the bank (several) than in the file (one)" in problem.message


def test_a_typed_answer_that_gift_would_mistake_is_named(project, tmp_path):
    path = project.quizzes / "alle.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("text: 'del ", "text: 'a -> ", 1), encoding="utf-8"
    )

    (problem,) = export(project, quiz_export.Format.GIFT, tmp_path / "quiz").problems

    assert problem.code == "quiz-export-item"
    assert "pair to match" in problem.message
    assert export(project, quiz_export.Format.MOODLE_XML, tmp_path / "quiz").problems == ()
