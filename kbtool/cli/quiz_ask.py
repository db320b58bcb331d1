"""How a question stands in the terminal, and how its answer is read: one key, letters, or a line."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

from kbtool.cli import common
from kbtool.cli.quiz_texts import Texts, texts
from kbtool.cli.quiz_wrap import wrapped, wrapped_lines
from kbtool.model.quiz import Form, Item, Option
from kbtool.quiz import judging
from kbtool.quiz.text import plain

_QUIT, _UNSURE, _DOUBT, _NO = "q", "u", "?", "n"
_QUIT_LINE = ":q"
_LETTERS = "abcdefghijklmnop"
ReadKey = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was typed, by the ids of options or in words; empty for “don't know”."""

    option: str
    is_unsure: bool = False


def keyboard() -> ReadKey:
    """Return a reader of single keys: without Enter at a terminal, else lines; empty at the end."""
    return _key if sys.stdin.isatty() else _line


def _key() -> str:
    try:
        return click.getchar()
    except EOFError:
        return ""


def _line() -> str:
    return sys.stdin.readline()


def question(item: Item, number: int, of: int) -> str:
    """Return an item as it is asked; of typed and written answers nothing is shown before."""
    lines = ["", wrapped(plain(item.stem), f"{number}/{of}  "), ""]
    if item.form not in {Form.TYPED, Form.WRITTEN}:
        lines += [wrapped(plain(option.text), f"  {letter}) ") for letter, option in lettered(item)]
        lines.append("")
    return "\n".join(lines)


def lettered(item: Item) -> list[tuple[str, Option]]:
    """Return the options as shown, each with the letter that stands before it."""
    options = judging.asked(item)
    if item.form is Form.ORDER:  # their ids are in the right order, which must not show
        return list(zip(_LETTERS, options, strict=False))
    return [(option.id, option) for option in options]


def ask(item: Item, read_key: ReadKey) -> Given | None:
    """Return the answer to an item, asking again until it is one; None where the trainee wants to stop."""
    say = texts(item.lang)
    if item.form is Form.ONE:
        return _one(item, say, read_key)
    if item.form is Form.TYPED:
        return _typed(say)
    if item.form is Form.WRITTEN:
        return _written(item, say, read_key)
    return _letters(item, say)


def _one(item: Item, say: Texts, read_key: ReadKey) -> Given | None:
    """Read one key: an option, in capitals from who is not sure."""
    known = {option.id for option in item.options}
    while True:
        common.talk(say.prompt.format(keys="/".join(option.id for option in item.options)))
        read = read_key()
        given = read.strip().lower()
        if not read or given == _QUIT:
            return None
        if given == _UNSURE:
            return Given("")
        if given in known:
            return Given(given, is_unsure=read.strip().isupper())
        _refuse(say.no_such_key, given)


def _refuse(message: str, given: str) -> None:
    """Say that keys are no answer; nothing of Enter and arrows, whose codes would move the cursor."""
    if given and given.isprintable():
        common.talk(message.format(given=given))


def _letters(item: Item, say: Texts) -> Given | None:
    """Read letters and Enter: all that are right, or all in order; “?” before them is “not sure”."""
    by_letter = {letter: option.id for letter, option in lettered(item)}
    prompt = say.order_prompt if item.form is Form.ORDER else say.several_prompt
    while True:
        common.talk(prompt.format(keys="".join(by_letter)))
        read = _line()
        given = read.strip().lower()
        if not read or given == _QUIT:
            return None
        if given == _UNSURE:
            return Given("")
        letters = [letter for letter in given.lstrip(_DOUBT) if letter not in " ,;"]
        try:
            chosen = judging.canonical(item, ",".join(by_letter.get(letter, "?") for letter in letters))
        except ValueError:
            chosen = ""
        if chosen:
            return Given(chosen, is_unsure=given.startswith(_DOUBT))
        _refuse(say.not_all if item.form is Form.ORDER else say.no_such_key, given)


def _typed(say: Texts) -> Given | None:
    """Read a line; an empty one means “don't know”."""
    common.talk(say.typed_prompt)
    read = _line()
    given = read.strip()
    if not read or given == _QUIT_LINE:
        return None
    return Given(given.lstrip(_DOUBT).strip(), is_unsure=given.startswith(_DOUBT))


def _written(item: Item, say: Texts, read_key: ReadKey) -> Given | None:
    """Let a reply be written, show the model answer, and go through the checklist point by point.

    What was written is not kept: only the points that the trainee ticks are the answer.
    """
    common.talk(say.written_prompt)
    read = _line()
    if not read or read.strip() == _QUIT_LINE:
        return None
    while read.strip() and (more := _line()).strip():
        if more.strip() == _QUIT_LINE:
            return None
    click.echo(f"{say.model}\n{wrapped_lines(item.model, '  ')}\n")
    if not read.strip():
        return Given("")
    met = []
    for option in item.options:
        said = _yes(f"{plain(option.text)} {say.yes_or_no}", say, read_key)
        if said is None:
            return None
        met += [option.id] * said
    return Given(",".join(met))


def _yes(asked: str, say: Texts, read_key: ReadKey) -> bool | None:
    """Return whether the key is a yes, asking again until it is one or a no; None to stop."""
    while True:
        common.talk(wrapped(asked, "  "))
        read = read_key()
        key = read.strip().lower()
        if not read or key == _QUIT:
            return None
        if key and key in say.yes_keys + _NO:
            return key in say.yes_keys
