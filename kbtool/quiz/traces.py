"""Where the words of an item stand in its articles, and which of them stand there no longer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kbtool.model.article import Article, SectionName
from kbtool.model.quiz import Form, Item, Option
from kbtool.quiz.gate.look import article_of
from kbtool.quiz.generate.kinds import proposal_for
from kbtool.quiz.generate.triage import SOLVE
from kbtool.quiz.shelf import Entry, Shelf
from kbtool.quiz.text import jaccard, plain, sentences, stems, words

STEM = "?"
_FEWEST_WORDS = 2
# Passages that share less of their words with a text are not what it was made of.
_ALIKE = 0.25


class Part(StrEnum):
    """A part of an article that items are made of."""

    TITLE = "title"
    PHRASE = "issue"
    PROBLEM = "problem"
    CAUSE = "cause"
    STEP = "step"
    DATA = "ticket data"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article; `uses` are the ids of the options made of it, and `?` for the question."""

    part: Part
    text: str
    number: int = 0
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Words of an item that are not those of its article; `now` is what stands there instead, or empty."""

    what: str
    was: str
    now: str


def passages(article: Article) -> tuple[Passage, ...]:
    """Return what items can be made of, in the order in which a person reads it."""
    numbered = [(Part.PHRASE, article.issue), (Part.STEP, article.steps), (Part.DATA, article.ticket_data)]
    found = {part: [Passage(part, text, n) for n, text in enumerate(texts, 1)] for part, texts in numbered}
    return (
        Passage(Part.TITLE, article.title),
        *found[Part.PHRASE],
        *(Passage(Part.PROBLEM, text) for text in _paragraphs(article.section(SectionName.ISSUE))),
        *(Passage(Part.CAUSE, text) for text in _paragraphs(article.section(SectionName.CAUSE))),
        *found[Part.STEP],
        *found[Part.DATA],
    )


def _paragraphs(section: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", section.strip()):
        if paragraph.strip():
            yield " ".join(paragraph.split())


def beside(item: Item, article: Article) -> tuple[Passage, ...]:
    """Return the passages of an article, each with what of the item is made of it."""
    texts = [(STEM, item.stem), *((option.id, option.text) for option in item.options)]
    return tuple(
        replace(passage, uses=tuple(name for name, text in texts if _is_in(text, passage)))
        for passage in passages(article)
    )


def _is_in(text: str, passage: Passage, fewest: int = _FEWEST_WORDS) -> bool:
    """Whether one of the two stands in the other word for word, markup and punctuation aside.

    A step's first sentence is enough, since a question names only that one. A text of less than `fewest` words,
    such as a command, must stand in the passage as code.
    """
    if f"`{plain(text)}`" in passage.text:
        return True
    said = _joined(text)
    starts = [passage.text]
    if passage.part is Part.STEP:
        starts += sentences(passage.text)[:1]
    return any(
        len(short.split()) >= fewest and short in long
        for found in map(_joined, starts)
        for short, long in ((said, found), (found, said))
    )


def _joined(text: str) -> str:
    """Return the words of a text between blanks, so that only whole words are found in it."""
    return f" {' '.join(words(text))} "


def changes(item: Item, shelf: Shelf) -> tuple[Change, ...]:
    """Return what of an item is not, or no longer, in its articles; what a person reworded counts as well."""
    entry = shelf.entries.get(item.article)
    if entry is None:
        return (Change("article", item.article, ""),)
    return (*_question_changes(item, entry, shelf), *_option_changes(item, shelf))


def _question_changes(item: Item, entry: Entry, shelf: Shelf) -> Iterator[Change]:
    proposal = proposal_for(entry, item.slot, shelf) if item.source else None
    if proposal is None:
        if item.source:
            yield Change("question", item.stem, "")
        return
    if proposal.stem != item.stem:
        yield Change("question", item.stem, proposal.stem)
    if proposal.explanation != item.explanation:
        yield Change("explanation", item.explanation, proposal.explanation)


def _option_changes(item: Item, shelf: Shelf) -> Iterator[Change]:
    """Yield changed options; of texts that are accepted the first is the article's, the others are variants."""
    for option in item.options[:1] if item.form is Form.TYPED else item.options:
        name = article_of(option)
        entry = shelf.entries.get(name)
        if entry is None:
            if name and name != SOLVE and ":" not in name:
                yield Change(f"option {option.id}", option.text, "")
            continue
        found = passages(entry.article)
        if not any(_is_in(option.text, passage, 1) for passage in found):
            yield Change(f"option {option.id}", option.text, _closest(option, found, item.lang))


def _closest(option: Option, found: Sequence[Passage], lang: str) -> str:
    """Return what an option was most likely made of: the sentences that share most words, if enough."""
    text = stems(option.text, lang)
    starts = [start for passage in found for start in _starts(passage.text)]
    best = max(starts, key=lambda start: jaccard(text, stems(start, lang)), default="")
    return plain(best) if jaccard(text, stems(best, lang)) >= _ALIKE else ""


def _starts(text: str) -> Iterator[str]:
    """Yield the first sentence of a text, the first two, and so on."""
    parts = sentences(text)
    for count in range(1, len(parts) + 1):
        yield " ".join(parts[:count])
