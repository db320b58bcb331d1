"""Quiz items as a terminal shows them, and the conversation of `kbtool quiz take`."""

import shutil
import sys
import textwrap
import time
from collections.abc import Callable

import click

from kbtool.cli import common
from kbtool.cli.quiz_texts import Texts, texts
from kbtool.model.article import Article
from kbtool.model.quiz import Answer, Item, Option
from kbtool.quiz.text import plain
from kbtool.services.quiz_exam import Sheet
from kbtool.services.quiz_show import Shown
from kbtool.services.quiz_take import Round, Sitting
from kbtool.store.exams import Exam

_WIDEST = 100
_QUIT, _UNSURE = "q", "u"


def with_answer(shown: Shown) -> str:
    """Return an item with its key, the reasons and the article, as a reviewer reads it."""
    item = shown.item
    head = f"{item.id}  version {item.version}  {item.type}  {item.lang}  {item.topic}  {item.status}"
    lines = [head, f"{item.path}:{item.line}", "", wrapped(plain(item.stem))]
    for option in item.options:
        mark = "*" if option.is_key else " "
        lines += [wrapped(plain(option.text), f"{mark} {option.id}) "), wrapped(option.why, "     ")]
    if item.explanation:
        lines += ["", wrapped(item.explanation)]
    lines += ["", f"Article: {item.article}" + (f" ({shown.article_path})" if shown.article_path else "")]
    if item.review:
        lines.append(f"Reviewed by {item.review.by} on {item.review.at.isoformat()}")
    return "\n".join(lines)


def wrapped(text: str, start: str = "") -> str:
    """Return a text broken into lines that fit, the later ones indented below the first."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    return textwrap.fill(
        " ".join(text.split()), max(width, 40), initial_indent=start, subsequent_indent=" " * len(start)
    )


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
        chosen = _choose(item, read_key)
        if chosen == _QUIT:
            break
        article = quiz.articles.get(item.article)
        answer = sitting.answer(
            item,
            "" if chosen == _UNSURE else chosen.lower(),
            at=common.now(),
            seconds=time.monotonic() - started,
            article_sha256=article.sha256 if article else "",
            is_unsure=chosen.isupper(),
        )
        click.echo(after(item, answer))


def due(sitting: Sitting, lang: str) -> str:
    """Return what the trainee has to repeat in the next seven days."""
    say = texts(lang)
    today, tomorrow, *later = sitting.due(common.now().date())
    if not today + tomorrow + sum(later):
        return say.nothing_due
    return say.due.format(today=today, tomorrow=tomorrow, week=sum(later))


def keyboard() -> Callable[[], str]:
    """Return a reader of answers: single keys at a terminal, lines from a file or pipe; empty at the end."""
    if sys.stdin.isatty():
        return _key
    return sys.stdin.readline


def _key() -> str:
    try:
        return click.getchar()
    except EOFError:
        return ""


def _choose(item: Item, read_key: Callable[[], str]) -> str:
    """Return the id of an option (in capitals from who is not sure), `u` or `q`; other keys are asked again."""
    say = texts(item.lang)
    known = {option.id for option in item.options}
    while True:
        common.talk(say.prompt.format(keys="/".join(option.id for option in item.options)))
        read = read_key()
        given = read.strip().lower()
        if not read or given == _QUIT:
            return _QUIT
        if given == _UNSURE:
            return _UNSURE
        if given in known:
            return read.strip()
        common.talk(say.no_such_key.format(given=given))


def question(item: Item, number: int, of: int) -> str:
    """Return an item as it is asked."""
    lines = ["", wrapped(plain(item.stem), f"{number}/{of}  "), ""]
    lines += [wrapped(plain(option.text), f"  {option.id}) ") for option in item.options]
    return "\n".join([*lines, ""])


def feedback(item: Item, answer: Answer, article: Article | None) -> str:
    """Return what the trainee learns from an answer: right or wrong, why, and where to read on."""
    say = texts(item.lang)
    chosen = next((option for option in item.options if option.id == answer.option), None)
    lines = [say.right if answer.is_right else say.wrong if chosen else say.unsure]
    if chosen is not None and not answer.is_right:
        lines.append(wrapped(plain(chosen.why), "  "))
    if not answer.is_right:
        lines.append(wrapped(_answer(item.key, say)))
    lines.append(wrapped(plain(item.key.why), "  "))
    if item.explanation:
        lines.append(wrapped(plain(item.explanation), "  "))
    if article is not None:
        lines.append(say.article.format(title=article.title, path=f"docs/{article.path}"))
    return "\n".join(lines)


def _answer(key: Option, say: Texts) -> str:
    return say.answer.format(key=key.id, text=plain(key.text))


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
