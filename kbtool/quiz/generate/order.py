"""Items of type order: steps of one article to be put in their order."""

from collections.abc import Iterator

from kbtool.model.quiz import ItemType, Option, Slot
from kbtool.quiz.generate.next_step import words
from kbtool.quiz.generate.phrases import inner, phrases
from kbtool.quiz.generate.proposal import Kind, Settled
from kbtool.quiz.generate.sequence import text, windows
from kbtool.quiz.shelf import Entry, Shelf, Step
from kbtool.quiz.text import plain


def propose(entry: Entry, shelf: Shelf) -> Iterator[Settled]:
    """Yield one item for each run of steps whose order is settled, the longest runs first."""
    if not entry.phrases:
        return
    for run in sorted(windows(entry, shelf), key=lambda steps: -len(steps)):
        yield _proposal(entry, run)


def _proposal(entry: Entry, run: tuple[Step, ...]) -> Settled:
    say, article = phrases(entry.lang), entry.article
    start = run[0].number
    phrase = inner(entry.phrases[start % len(entry.phrases)], entry.lang)
    title = inner(article.title, entry.lang)
    return Settled(
        Slot(entry.id, ItemType.ORDER, start),
        entry,
        say.order_stem.format(phrase=phrase),
        tuple(
            Option(
                "",
                text(step),
                say.next_right.format(number=step.number, title=title),
                origin=f"{entry.id}#{step.number}",
            )
            for step in run
        ),
        (phrase, *(step.text for step in run), article.title, article.summary),
        plain(article.summary),
    )


ORDER = Kind(ItemType.ORDER, propose, words)
