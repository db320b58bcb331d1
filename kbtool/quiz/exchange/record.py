"""What every exchange format can carry of a quiz item, and what a reader found in a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kbtool.model.problem import Problem
from kbtool.model.quiz import Form, Item, ItemType, Option, fingerprint
from kbtool.quiz import judging
from kbtool.quiz.exchange import rich
from kbtool.quiz.fields import fewest_options

_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,99}")
_LETTERS = 26
# Moodle's grade list has no way to share 100 % among more.
_MOST_KEYS = 20
_MARKS = 2000
KEY_HINT = "mark the right answers so that it is clear whether one or all of them are needed"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: what it says, why it is right or wrong, and whether it is a key.

    As in a bank, an accepted text and a point of a checklist is always a key, a step of an order never.
    """

    text: str
    why: str = ""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of any form; texts are Markdown as in a bank, but what is typed is plain text on one line.

    Steps to order stand in their right order. What a file does not say is empty, 0 or None. `line` is where it
    starts, counted from 1 (0: unknown).
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
    form: Form = Form.ONE
    model: str = ""
    line: int = field(default=0, compare=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """All Markdown a trainee sees."""
        options = (part for choice in self.choices for part in (choice.text, choice.why))
        if self.form is Form.TYPED:
            options = (choice.why for choice in self.choices)
        return self.stem, *options, self.explanation, self.model

    @property
    def places(self) -> tuple[int, ...]:
        """Which option is shown where: steps are mixed, always in the same way and never in the right order."""
        right = tuple(range(len(self.choices)))
        if self.form is not Form.ORDER:
            return right
        mixed = sorted(right, key=lambda place: fingerprint([self.id, place, self.choices[place].text]))
        return tuple(mixed) if tuple(mixed) != right else (*right[1:], *right[:1])

    @property
    def shown(self) -> tuple[Choice, ...]:
        """The options as they are shown."""
        return tuple(self.choices[place] for place in self.places)

    @property
    def keys(self) -> tuple[str, ...]:
        """The letters of the right options as they are shown; of steps all letters in the right order."""
        if self.form is Form.ORDER:
            return tuple(letter(self.places.index(place)) for place in range(len(self.choices)))
        return tuple(letter(place) for place, choice in enumerate(self.choices) if choice.is_key)


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found: questions, what it could not take, and the pictures by the name texts use."""

    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def question(item: Item) -> Question:
    """Return what the formats carry of an item; ids of options, review and source stay behind."""
    return Question(
        stem=rich.tidy(item.stem),
        choices=tuple(_choice(option, item.form) for option in item.options),
        explanation=rich.tidy(item.explanation),
        id=item.id,
        version=item.version,
        lang=item.lang,
        type=item.type,
        article=item.article,
        topic=item.topic,
        level=item.level,
        form=item.form,
        model=rich.tidy(item.model),
    )


def _choice(option: Option, form: Form) -> Choice:
    text = line(option.text) if form is Form.TYPED else rich.tidy(option.text)
    return Choice(text, rich.tidy(option.why), is_key=option.is_key)


def line(text: str) -> str:
    """Return a text that is typed as it is carried: on one line, with single blanks."""
    return " ".join(text.split())


def labelled(made: Question, said: Mapping[str, Any]) -> Question:
    """Return a question with what labels say of it; a type that is asked in another form is not believed."""
    made = replace(made, **said)
    return made if made.type is None or made.type.form is made.form else replace(made, type=None)


def type_for(asked: Question, default: ItemType) -> ItemType:
    """Return what an item asks that does not say it: the default, if it has the form of the question.

    >>> type_for(Question("?", (), form=Form.ORDER), ItemType.CAUSE).value
    'order'
    """
    if asked.type:
        return asked.type
    return default if default.form is asked.form else next(one for one in ItemType if one.form is asked.form)


def unwritable(asked: Question) -> str:
    r"""Return why no format can carry a question; empty if all can.

    >>> unwritable(Question("Taste \x07?", (Choice("a", is_key=True), Choice("b")), id="q-abc234"))
    'the character U+0007 cannot be written'
    """
    if not _IDENTIFIER.fullmatch(asked.id):
        return (
            "an id for other programs has only letters a–z, digits, hyphens and dots, and starts with a letter"
        )
    wrong = key_problem(asked)
    if wrong:
        return wrong
    if len(asked.choices) > _LETTERS:
        return f"there are more than {_LETTERS} options"
    if asked.form is Form.SEVERAL and len(asked.keys) > _MOST_KEYS:
        return f"there are more than {_MOST_KEYS} right options"
    for text in (*asked.texts, *(choice.text for choice in asked.choices), asked.article, asked.topic):
        match = _UNWRITABLE.search(text)
        if match:
            return f"the character U+{ord(match[0]):04X} cannot be written"
    return ""


def is_excessive(asked: Question) -> bool:
    """Whether a text has more marks than a question needs, so many that reading them would take minutes."""
    return any(sum(text.count(mark) for mark in ("`", "**", "[")) > _MARKS for text in asked.texts)


def key_problem(asked: Question) -> str:
    """Return why options make no question of its form; empty if they do.

    >>> key_problem(Question("?", (Choice("a", is_key=True), Choice("b", is_key=True))))
    '2 answers are right; kbtool asks for one'
    """
    if len(asked.choices) < fewest_options(asked.form):
        return _TOO_FEW[asked.form]
    keys = sum(choice.is_key for choice in asked.choices)
    if asked.form is Form.ONE and keys != 1:
        return f"{keys or 'no'} answers are right; kbtool asks for one"
    if asked.form is Form.SEVERAL and not keys:
        return "no answers are right"
    if not all(choice.text.strip() for choice in asked.choices):
        return "an answer has no text"
    if asked.form is Form.TYPED:
        return _typed_problem([choice.text for choice in asked.choices])
    return "there is no model answer" if asked.form is Form.WRITTEN and not asked.model.strip() else ""


_CHOOSE = "there are fewer than two answers to choose from"
_TOO_FEW = {
    Form.ONE: _CHOOSE,
    Form.SEVERAL: _CHOOSE,
    Form.ORDER: "there are fewer than two steps to put in order",
    Form.TYPED: "no text is accepted",
    Form.WRITTEN: "there is no checklist for the answer",
}


def _typed_problem(texts: Sequence[str]) -> str:
    if any(len(text) > judging.LONGEST for text in texts):
        return f"a text to type has more than {judging.LONGEST} characters"
    return "" if all(map(judging.typed, texts)) else "a text to type has only marks that do not count"


def letter(place: int) -> str:
    """Return the name of the option at a position counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'a1')
    """
    turn, rest = divmod(place, 26)
    return f"{chr(ord('a') + rest)}{turn or ''}"
