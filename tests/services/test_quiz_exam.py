"""Exams: parallel forms, the verdict, and certificates that cannot be changed."""

import json
from datetime import UTC, datetime

import pytest

from kbtool.errors import InputError
from kbtool.model.quiz import Status
from kbtool.quiz import forms
from kbtool.services import quiz_exam, quiz_take
from kbtool.services.quiz_take import Wish
from tests.quiz.conftest import item
from tests.services.test_results import items, project, settings  # noqa: F401 - fixtures

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WISH = Wish(topic="printing", lang="de", count=3)


def sit(project, settings, *, right, form=None):  # noqa: F811
    with quiz_take.sitting(project, None, ref="Änne") as sitting:
        sheet = quiz_exam.prepare(project, settings, WISH, form=form)
        for number, one in enumerate(sheet.quiz.items):
            option = one.key.id if number < right else ""
            sitting.answer(one, option, at=NOW.replace(minute=number), seconds=1)
        done = quiz_exam.finish(
            sitting.store, sitting.trainee, sheet, sitting.answers, WISH, pass_mark=60, at=NOW
        )
    path = project.root / "certificate.json"
    quiz_exam.certify(project, done, sheet.quiz.items, path)
    return done, path


def test_forms_have_no_item_in_common_and_the_same_facts():
    bank = [
        item(id=f"q-{fact}{n}", article=f"a{fact}", ordinal=n, topic="xy"[fact % 2], status=Status.REVIEWED)
        for fact in range(4)
        for n in (1, 2)
    ]

    found = forms.parallel(bank, 4)

    assert not {one.id for one in found.a} & {one.id for one in found.b}
    assert {one.article for one in found.a} == {one.article for one in found.b} == {"a0", "a1", "a2", "a3"}
    assert found.same_facts == 4
    assert forms.parallel(list(reversed(bank)), 4) == found


def test_where_facts_have_one_item_pairs_share_topic_and_type():
    bank = [item(id=f"q-{n}", article=f"a{n}", topic="x" if n < 4 else "y") for n in range(8)]

    found = forms.parallel(bank, 4)

    assert [one.topic for one in found.a] == [one.topic for one in found.b]
    assert (len(found.a), found.same_facts) == (4, 0)


def test_an_exam_is_passed_from_the_mark_on(project, settings):  # noqa: F811
    assert sit(project, settings, right=2)[0].is_passed
    assert not sit(project, settings, right=1, form="B")[0].is_passed


def test_too_few_items_are_said_with_how_many_there_are(project, settings):  # noqa: F811
    with pytest.raises(InputError, match="not of 500") as caught:
        quiz_exam.prepare(project, settings, Wish(lang="de", count=500))

    assert "--n" in caught.value.hint


def test_the_next_exam_is_the_form_taken_less_often(project, settings):  # noqa: F811
    done, _ = sit(project, settings, right=1)

    assert done.form == "A"
    assert quiz_exam.prepare(project, settings, WISH, taken=[done]).form == "B"


def test_a_certificate_is_genuine_for_its_person_and_names_nobody(project, settings):  # noqa: F811
    _, path = sit(project, settings, right=2)

    found = quiz_exam.verify(project, path, ref="änne ")

    assert (found.is_genuine, found.belongs) == (True, True)
    assert quiz_exam.verify(project, path, ref="Jonas").belongs is False
    assert "nne" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [("right", 3), ("passed", True), ("at", "2027-01-01"), ("seal", ""), ("seal", 5), ("new", 1)],
)
def test_a_changed_certificate_is_not_genuine(project, settings, name, value):  # noqa: F811
    _, path = sit(project, settings, right=1)
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, name: value}), encoding="utf-8")

    assert not quiz_exam.verify(project, path).is_genuine


def test_another_project_cannot_seal_for_this_one(project, settings, make_project):  # noqa: F811
    _, path = sit(project, settings, right=2)

    assert not quiz_exam.verify(make_project(name="other"), path).is_genuine


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"kind": "x"}', "\xff"])
def test_what_is_no_certificate_is_refused(project, text):  # noqa: F811
    path = project.root / "x.json"
    path.write_text(text, encoding="latin-1")

    with pytest.raises(InputError, match="no certificate"):
        quiz_exam.verify(project, path)
