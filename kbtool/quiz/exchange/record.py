"""What every exchange format can carry of a quiz item, and what a reader found in a file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kbtool.model.problem import Problem
from kbtool.model.quiz import Item, ItemType
from kbtool.quiz.exchange import rich

_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,99}")
_LETTERS = 26
_MARKS = 2000


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: what it says, why it is right or wrong, and whether it is the key."""

    text: str
    why: str = ""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One single-choice question; texts are Markdown as in a bank.

    What a file does not say is empty, 0 or None. `line` is where it starts, counted from 1 (0: unknown).
    """

    stem: str
    choices: tuple[Choice, ...]
    explanation: str = ""
    id: str = ""
    version: int = 0
    lang: str = ""
    type: ItemType | None = None
    article: str = ""
    topic: str = ""
    level: int = 0
    line: int = field(default=0, compare=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts a trainee sees."""
        options = (part for choice in self.choices for part in (choice.text, choice.why))
        return self.stem, *options, self.explanation

    @property
    def key(self) -> int:
        """The position of the right option, counted from 0."""
        return next(place for place, choice in enumerate(self.choices) if choice.is_key)


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found: questions, what it could not take, and the pictures by the name texts use."""

    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def question(item: Item) -> Question:
    """Return what the formats carry of an item; ids of options, review and source stay behind."""
    choices = (
        Choice(rich.tidy(option.text), rich.tidy(option.why), is_key=option.is_key) for option in item.options
    )
    return Question(
        stem=rich.tidy(item.stem),
        choices=tuple(choices),
        explanation=rich.tidy(item.explanation),
        id=item.id,
        version=item.version,
        lang=item.lang,
        type=item.type,
        article=item.article,
        topic=item.topic,
        level=item.level,
    )


def unwritable(asked: Question) -> str:
    r"""Return why no format can carry a question; empty if all can.

    >>> unwritable(Question("Taste \x07?", (Choice("a", is_key=True), Choice("b")), id="q-abc234"))
    'the character U+0007 cannot be written'
    """
    if not _IDENTIFIER.fullmatch(asked.id):
        return (
            "an id for other programs has only letters a–z, digits, hyphens and dots, and starts with a letter"
        )
    wrong = key_problem(asked.choices)
    if wrong:
        return wrong
    if len(asked.choices) > _LETTERS:
        return f"there are more than {_LETTERS} options"
    for text in (*asked.texts, asked.article, asked.topic):
        match = _UNWRITABLE.search(text)
        if match:
            return f"the character U+{ord(match[0]):04X} cannot be written"
    return ""


def is_excessive(asked: Question) -> bool:
    """Whether a text has more marks than a question needs, so many that reading them would take minutes."""
    return any(sum(text.count(mark) for mark in ("`", "**", "[")) > _MARKS for text in asked.texts)


def key_problem(choices: Iterable[Choice]) -> str:
    """Return why options make no single-choice question; empty if they do.

    >>> key_problem([Choice("a", is_key=True), Choice("b", is_key=True)])
    '2 answers are right; kbtool asks for one'
    """
    found = tuple(choices)
    keys = sum(choice.is_key for choice in found)
    if len(found) < 2:  # noqa: PLR2004 - a choice needs two
        return "there are fewer than two answers to choose from"
    if keys != 1:
        return f"{keys or 'no'} answers are right; kbtool asks for one"
    return "" if all(choice.text.strip() for choice in found) else "an answer has no text"


def letter(place: int) -> str:
    """Return the name of the option at a position counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'a1')
    """
    turn, rest = divmod(place, 26)
    return f"{chr(ord('a') + rest)}{turn or ''}"
