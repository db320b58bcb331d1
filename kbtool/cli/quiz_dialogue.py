"""Quiz items as a terminal shows them, and the conversation of `kbtool quiz take`."""

import time
from collections.abc import Callable

import click

from kbtool.cli import common
from kbtool.cli.quiz_ask import ask, keyboard, question
from kbtool.cli.quiz_feedback import feedback
from kbtool.cli.quiz_texts import Texts, texts
from kbtool.cli.quiz_wrap import wrapped, wrapped_lines
from kbtool.model.quiz import Answer, Form, Item
from kbtool.quiz.text import plain
from kbtool.services.quiz_exam import Sheet
from kbtool.services.quiz_show import Shown
from kbtool.services.quiz_take import Round, Sitting
from kbtool.store.exams import Exam


def with_answer(shown: Shown) -> str:
    """Return an item with its key, the reasons and the article, as a reviewer reads it."""
    item = shown.item
    head = f"{item.id}  version {item.version}  {item.type}  {item.lang}  {item.topic}  {item.status}"
    lines = [head, f"{item.path}:{item.line}", "", wrapped(plain(item.stem))]
    for number, option in enumerate(item.options, start=1):
        mark = f"{number}." if item.form is Form.ORDER else f"{'*' if option.is_key else ' '} {option.id})"
        lines += [wrapped(plain(option.text), f"{mark} "), wrapped(option.why, "     ")]
    if item.model:
        lines += ["", wrapped_lines(item.model)]
    if item.explanation:
        lines += ["", wrapped(item.explanation)]
    lines += ["", f"Article: {item.article}" + (f" ({shown.article_path})" if shown.article_path else "")]
    if item.review:
        lines.append(f"Reviewed by {item.review.by} on {item.review.at.isoformat()}")
    return "\n".join(lines)


def take(quiz: Round, sitting: Sitting, read_key: Callable[[], str] | None = None) -> None:
    """Ask every item, say what was right, and sum up; `q` or the end of the input ends it early."""
    if not quiz.is_scored:
        common.talk(texts(quiz.items[0].lang).drafts)

    def teach(item: Item, answer: Answer) -> str:
        return feedback(item, answer, quiz.articles.get(item.article))

    try:
        _ask(quiz, sitting, teach, read_key or keyboard())
    finally:
        if sitting.answers:
            click.echo(summary(quiz, sitting.answers))
            click.echo(due(sitting, quiz.items[0].lang))


def examine(
    sheet: Sheet, sitting: Sitting, *, pass_mark: int, read_key: Callable[[], str] | None = None
) -> None:
    """Ask every item of an exam; nothing is said of what is right until `verdict`."""
    quiz = sheet.quiz
    say = texts(quiz.items[0].lang)
    common.talk(say.exam.format(form=sheet.form, count=len(quiz.items), mark=pass_mark))
    _ask(quiz, sitting, lambda item, _: texts(item.lang).noted, read_key or keyboard())


def verdict(quiz: Round, exam: Exam, answers: list[Answer]) -> str:
    """Return whether an exam is passed, and after it the feedback on what was wrong."""
    say = texts(exam.lang)
    line = say.passed if exam.is_passed else say.failed
    lines = ["", line.format(right=exam.right, asked=exam.asked, mark=exam.pass_mark)]
    given = {answer.item: answer for answer in answers}
    for number, item in enumerate(quiz.items, start=1):
        answer = given.get(item.id)
        if answer is not None and not answer.is_right:
            lines.append(question(item, number, len(quiz.items)))
            lines.append(feedback(item, answer, quiz.articles.get(item.article)))
    return "\n".join(lines)


def _ask(
    quiz: Round, sitting: Sitting, after: Callable[[Item, Answer], str], read_key: Callable[[], str]
) -> None:
    """Ask every item and print what comes after an answer."""
    for number, item in enumerate(quiz.items, start=1):
        click.echo(question(item, number, len(quiz.items)))
        started = time.monotonic()
        given = ask(item, read_key)
        if given is None:
            break
        article = quiz.articles.get(item.article)
        answer = sitting.answer(
            item,
            given.option,
            at=common.now(),
            seconds=time.monotonic() - started,
            article_sha256=article.sha256 if article else "",
            is_unsure=given.is_unsure,
        )
        click.echo(after(item, answer))


def due(sitting: Sitting, lang: str) -> str:
    """Return what the trainee has to repeat in the next seven days."""
    say = texts(lang)
    today, tomorrow, *later = sitting.due(common.now().date())
    if not today + tomorrow + sum(later):
        return say.nothing_due
    return say.due.format(today=today, tomorrow=tomorrow, week=sum(later))


def summary(quiz: Round, answers: list[Answer]) -> str:
    """Return the score and the articles worth reading again."""
    say = texts(quiz.items[0].lang)
    unsure = sum(not answer.option for answer in answers)
    score = say.score.format(right=sum(answer.is_right for answer in answers), asked=len(answers))
    lines = ["", " ".join([score, *_unsure(unsure, say)])]
    missed = dict.fromkeys(answer.article for answer in answers if not answer.is_right)
    found = [quiz.articles[name] for name in missed if name in quiz.articles]
    if found:
        lines.append(say.read_again)
        lines += [f"  {article.title} (docs/{article.path})" for article in found]
    return "\n".join(lines)


def _unsure(count: int, say: Texts) -> list[str]:
    if not count:
        return []
    return [say.one_unsure if count == 1 else say.many_unsure.format(count=count)]
