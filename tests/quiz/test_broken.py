"""The gate on items that were broken on purpose, one flaw each, and on the same items unbroken."""

from kbtool.quiz.gate.run import BANK_CHECKS, ITEM_CHECKS
from kbtool.services import quiz_lint
from kbtool.settings import load
from tests.quiz import broken


def errors(make_project, flaw=None, *, name="kb"):
    """Return the codes of the errors in each bank file; a file holds one item."""
    project = make_project(broken.files(flaw), config=broken.CONFIG, name=name)
    return [(problem.path, problem.code) for problem in quiz_lint.lint(project, load(project.config)).errors]


def test_the_sound_items_pass(make_project):
    assert errors(make_project) == []


def test_every_error_of_the_gate_is_made_in_some_broken_item():
    codes = {check.code for check in (*ITEM_CHECKS, *BANK_CHECKS) if check.is_error}

    assert codes <= {flaw["flaw"] for flaw in broken.DATA["broken"]}


def test_at_most_two_of_all_broken_items_pass_for_sound_or_for_broken_otherwise(make_project):
    missed = [
        (number, flaw["flaw"], flaw["of"], found)
        for number, flaw in enumerate(broken.DATA["broken"])
        if (f"quizzes/{flaw['of']}.yml", flaw["flaw"])
        not in (found := errors(make_project, flaw, name=f"kb{number}"))
    ]

    assert len(broken.DATA["broken"]) == 44
    assert len(missed) <= 2, missed
