"""What a trainee reads after an answer: right or wrong, why, and where to read on."""

from collections.abc import Iterator

from kbtool.cli.quiz_ask import lettered
from kbtool.cli.quiz_texts import Texts, texts
from kbtool.cli.quiz_wrap import wrapped
from kbtool.model.article import Article
from kbtool.model.quiz import Answer, Form, Item
from kbtool.quiz.text import plain


def feedback(item: Item, answer: Answer, article: Article | None) -> str:
    """Return what the trainee learns from an answer, whatever its form."""
    say = texts(item.lang)
    parts = {
        Form.ONE: _one,
        Form.SEVERAL: _several,
        Form.ORDER: _order,
        Form.TYPED: _typed,
        Form.WRITTEN: _written,
    }
    lines = [_verdict(item, answer, say), *parts[item.form](item, answer, say)]
    if item.explanation:
        lines.append(wrapped(plain(item.explanation), "  "))
    if article is not None:
        lines.append(say.article.format(title=article.title, path=f"docs/{article.path}"))
    return "\n".join(lines)


def _verdict(item: Item, answer: Answer, say: Texts) -> str:
    if answer.is_right:
        return say.right
    if not answer.option:
        return say.unsure
    if item.form is Form.WRITTEN:
        return say.incomplete.format(met=len(answer.option.split(",")), all=len(item.options))
    return say.wrong


def _one(item: Item, answer: Answer, say: Texts) -> Iterator[str]:
    chosen = next((option for option in item.options if option.id == answer.option), None)
    if chosen is not None and not answer.is_right:
        yield wrapped(plain(chosen.why), "  ")
    if not answer.is_right:
        yield wrapped(say.answer.format(key=item.key.id, text=plain(item.key.text)))
    yield wrapped(plain(item.key.why), "  ")


def _several(item: Item, answer: Answer, say: Texts) -> Iterator[str]:
    """Yield every option that is right, and why; and each one that was wrongly chosen, or forgotten."""
    ticked = set(answer.option.split(","))
    for option in item.options:
        note = ""
        if answer.option and (option.id in ticked) is not option.is_key:
            note = f" ({say.forgotten if option.is_key else say.too_much})"
        if option.is_key or note:
            yield wrapped(f"{plain(option.text)}{note}", f"  {'✓' if option.is_key else '✗'} {option.id}) ")
            yield wrapped(plain(option.why), "     ")


def _order(item: Item, answer: Answer, say: Texts) -> Iterator[str]:
    if not answer.is_right:
        yield say.right_order
    letters = {option.id: letter for letter, option in lettered(item)}
    for number, option in enumerate(item.options, start=1):
        yield wrapped(plain(option.text), f"  {number}. {letters[option.id]}) ")


def _typed(item: Item, answer: Answer, say: Texts) -> Iterator[str]:
    accepted = f" {say.alternatively} ".join(plain(option.text) for option in item.options)
    if not answer.is_right:
        yield wrapped(say.typed_answer.format(text=accepted))
    yield wrapped(plain(item.options[0].why), "  ")


def _written(item: Item, answer: Answer, say: Texts) -> Iterator[str]:
    """Yield the points that are missing, and why they belong to a good reply."""
    met = set(answer.option.split(","))
    for option in item.options:
        if option.id not in met:
            yield wrapped(f"{plain(option.text)} ({say.forgotten})", "  ✗ ")
            yield wrapped(plain(option.why), "    ")
