"""Check the question banks: files, items by the gate, and the whole bank by blind solvers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kbtool.errors import suggestion
from kbtool.model.problem import Problem
from kbtool.model.quiz import Item, Status
from kbtool.project import Project
from kbtool.quiz.gate.look import Finding
from kbtool.quiz.gate.run import CODES, examine_bank
from kbtool.quiz.positions import Positions
from kbtool.quiz.shelf import Shelf
from kbtool.quiz.solved import Result, results
from kbtool.services import quiz_bank
from kbtool.services.quiz_bank import Banks
from kbtool.settings import Settings

_NEXT = "mend the item, waive the code with a reason (“waive: {code: reason}”), or retire it"
UNJUDGED = frozenset({Status.STALE, Status.RETIRED})


@dataclass(frozen=True, slots=True)
class Report:
    """What lint found; only `errors` make a bank unfit. `items` counts those that were judged."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    solvers: tuple[Result, ...]
    positions: tuple[Positions, ...]
    items: int
    waived: int


def lint(project: Project, settings: Settings) -> Report:
    """Judge every item that is neither stale nor retired."""
    banks = quiz_bank.load(project)
    shelf = quiz_bank.open_shelf(project, settings, banks)
    items = [item for item in banks.items if item.status not in UNJUDGED]
    findings = examine_bank(items, shelf, settings.quiz)
    solved = results(items, settings.quiz)
    errors = [*banks.problems, *_waivers(banks), *_reviews(banks), *_topics(items, shelf, settings)]
    errors += [_problem(finding) for finding in findings if finding.is_error]
    errors += [_solved(result) for result in solved.solvers if result.is_over]
    errors += [_uneven(test) for test in solved.positions if test.is_uneven]
    warnings = [_problem(finding) for finding in findings if not finding.is_error]
    return Report(
        tuple(sorted(errors)),
        tuple(sorted(warnings)),
        solved.solvers,
        solved.positions,
        len(items),
        sum(len(item.waive) for item in items),
    )


def _problem(finding: Finding) -> Problem:
    item = finding.item
    return Problem(item.path, item.line, finding.code, f"{item.id}: {finding.message}", _NEXT)


def _waivers(banks: Banks) -> Iterator[Problem]:
    """Yield waivers without a reason, or of a code that does not exist."""
    for item in banks.items:
        for code, reason in item.waive.items():
            if code not in CODES:
                message = f"{item.id}: there is no check “{code}” to waive"
                yield Problem(
                    item.path, item.line, "quiz-waiver", message, "see the reference of the quiz format"
                )
            elif not reason:
                message = f"{item.id}: the waiver of “{code}” has no reason"
                yield Problem(
                    item.path, item.line, "quiz-waiver", message, "say why the item is fair all the same"
                )


def _reviews(banks: Banks) -> Iterator[Problem]:
    """Yield items that count in a quiz though nobody says to have read them."""
    for item in banks.items:
        if item.status is Status.REVIEWED and item.review is None:
            hint = f"read it and accept it: kbtool quiz review {item.id}"
            yield Problem(item.path, item.line, "quiz-review", f"{item.id}: nobody has signed the review", hint)


def _topics(items: Iterable[Item], shelf: Shelf, settings: Settings) -> Iterator[Problem]:
    """Yield items whose topic is no category, so that they stand on a page of their own.

    Where it is their article's, `kbtool check` reports the article.
    """
    known = settings.categories
    for item in items:
        entry = shelf.entries.get(item.article)
        named = {item.topic, item.topic.partition("/")[0]} & {"", *known, entry.topic if entry else ""}
        if known and not named:
            hint = suggestion(item.topic, known) or "take the category of its article"
            message = f"{item.id}: the topic “{item.topic}” is no category of the settings"
            yield Problem(item.path, item.line, "quiz-topic", message, hint)


def _solved(result: Result) -> Problem:
    message = (
        f"the solver “{result.solver}” finds {result.share:.0%} of the keys of {result.items} items"
        f" ({result.group}); guessing finds {result.chance:.0%} and at most {result.bound:.0%}"
    )
    return Problem("quizzes", 0, "quiz-solver", message, "change or retire items in which this trick works")


def _uneven(test: Positions) -> Problem:
    message = (
        f"the keys do not stand at every position equally often ({test.group}):"
        f" chi-square {test.chi_square:.1f} with {test.freedom} degrees of freedom, p = {test.p:.2g}"
    )
    return Problem(
        "quizzes", 0, "quiz-position", message, "move options of items in which the key stands there"
    )
