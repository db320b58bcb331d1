"""The gate on items that were broken on purpose, one flaw each, and on the same items unbroken."""

from kbtool.services import quiz_lint
from kbtool.settings import load
from tests.quiz import broken


def errors(make_project, flaw=None, *, name="kb"):
    """Return the codes of the errors in each bank file; a file holds one item."""
    project = make_project(broken.files(flaw), config=broken.CONFIG, name=name)
    return [(problem.path, problem.code) for problem in quiz_lint.lint(project, load(project.config)).errors]


def test_the_sound_items_pass(make_project):
    assert errors(make_project) == []


def test_the_gate_finds_at_least_38_of_40_broken_items_by_their_flaws(make_project):
    missed = [
        (number, flaw["flaw"], flaw["of"], found)
        for number, flaw in enumerate(broken.DATA["broken"])
        if (f"quizzes/{flaw['of']}.yml", flaw["flaw"])
        not in (found := errors(make_project, flaw, name=f"kb{number}"))
    ]

    assert len(broken.DATA["broken"]) == 40
    assert len(missed) <= 2, missed
