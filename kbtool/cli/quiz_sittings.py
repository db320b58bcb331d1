"""What `kbtool quiz take` does: a round of practice, or an exam."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom
from typing import Literal

import click

from kbtool.cli import common, quiz_dialogue
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project
from kbtool.services import content, quiz_due, quiz_exam, quiz_take
from kbtool.services.quiz_take import Round, Sitting, Wish
from kbtool.settings import Settings
from kbtool.store import exams


@dataclass(frozen=True, slots=True)
class Exam:
    """What exam to sit; without a form that which the trainee has taken less often."""

    wish: Wish
    form: Literal["A", "B"] | None
    pass_mark: int
    certificate: Path | None


def practice(
    project: Project, settings: Settings, wish: Wish, *, ref: str, only_due: bool, seed: int | None
) -> None:
    """Ask a round and say what is due next."""
    with common.sitting(project, ref) as sitting:
        common.purge_results(sitting.store, settings, common.now())
        if only_due:
            quiz = _due(project, settings, wish, sitting)
            if not quiz.items:
                common.talk(quiz_dialogue.due(sitting, wish.lang or wish.prefer))
                return
        else:
            rng = SystemRandom() if seed is None else Random(seed)  # noqa: S311 - repeatable on purpose
            quiz = quiz_take.prepare(project, settings, wish, rng=rng)
        quiz_dialogue.take(quiz, sitting)
    common.talk("Next: kbtool quiz take --due" if sitting.answers else "Nothing was answered.")


def _due(project: Project, settings: Settings, wish: Wish, sitting: Sitting) -> Round:
    items = quiz_take.wished(project, settings, wish)
    fingerprints = {name: found.sha256 for name, found in content.load(project, settings).by_id.items()}
    chosen = quiz_due.choose(
        sitting.store, sitting.trainee, items, fingerprints, today=common.now().date(), count=wish.count
    )
    return quiz_take.round_of(project, settings, chosen)


def exam(project: Project, settings: Settings, wanted: Exam, *, ref: str) -> int:
    """Sit an exam; return the exit code: 0 passed, 1 not passed or broken off."""
    with common.sitting(project, ref) as sitting:
        common.purge_results(sitting.store, settings, common.now())
        taken = exams.listing(sitting.store, sitting.trainee)
        sheet = quiz_exam.prepare(project, settings, wanted.wish, form=wanted.form, taken=taken)
        with suppress(KeyboardInterrupt, click.Abort):  # as “q”: who has seen the questions has sat the exam
            quiz_dialogue.examine(sheet, sitting, pass_mark=wanted.pass_mark)
        if not sitting.answers:
            common.talk("Nothing was answered; this is no exam.")
            return EXIT_PROBLEMS
        done = quiz_exam.finish(
            sitting.store,
            sitting.trainee,
            sheet,
            sitting.answers,
            wanted.wish,
            pass_mark=wanted.pass_mark,
            at=common.now(),
        )
        click.echo(quiz_dialogue.verdict(sheet.quiz, done, sitting.answers))
        click.echo(quiz_dialogue.due(sitting, done.lang))
    path = wanted.certificate or Path(f"certificate-{done.id}.json")
    quiz_exam.certify(project, done, sheet.quiz.items, path)
    common.talk(f"The certificate is in {path}. Check it: kbtool results verify {path}")
    return 0 if done.is_passed else EXIT_PROBLEMS
