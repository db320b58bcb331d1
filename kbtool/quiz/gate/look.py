"""An item under examination, with the stems of its texts worked out once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kbtool.model.quiz import Form, Item, ItemType, Option
from kbtool.quiz.limits import Limits
from kbtool.quiz.shelf import Entry, Shelf
from kbtool.quiz.text import Stems, is_block, stems, unblocked


@dataclass(frozen=True)
class Look:
    """One item, the articles it is about, and the limits it must keep."""

    item: Item
    shelf: Shelf
    limits: Limits

    @cached_property
    def stem(self) -> Stems:
        """The stems of the question, the requester's words included, a listing it is about left out."""
        return stems(unblocked(self.item.stem), self.item.lang)

    @cached_property
    def by_option(self) -> tuple[tuple[Option, Stems], ...]:
        """The options with their stems."""
        return tuple((option, stems(option.text, self.item.lang)) for option in self.item.options)

    @property
    def key(self) -> Stems:
        """The stems of the key."""
        return next(found for option, found in self.by_option if option.is_key)

    @property
    def distractors(self) -> tuple[tuple[Option, Stems], ...]:
        """The wrong options with their stems."""
        return tuple(pair for pair in self.by_option if not pair[0].is_key)

    @property
    def comparable(self) -> tuple[tuple[Option, Stems], ...]:
        """The wrong options of the key's form: a listing is no measure for a sentence."""
        form = is_block(self.item.key.text)
        return tuple(pair for pair in self.distractors if is_block(pair[0].text) is form)

    @property
    def entry(self) -> Entry | None:
        """The article the item is about, if it is on the shelf."""
        return self.shelf.entries.get(self.item.article)

    @property
    def rivals(self) -> tuple[tuple[Option, Entry], ...]:
        """The distractors that were taken from an article, with it."""
        found = ((option, self.shelf.entries.get(article_of(option))) for option in self.item.distractors)
        return tuple((option, entry) for option, entry in found if entry is not None)


def article_of(option: Option) -> str:
    """Return the id of the article an option was taken from; steps are stored as `article#number`.

    Other sources, such as `team:network` or `spare:blame`, are no articles.
    """
    return "" if ":" in option.origin else option.origin.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in one item."""

    item: Item
    code: str
    message: str
    is_error: bool


ItemCheck = Callable[[Look], str]
BankCheck = Callable[[Sequence[Look]], Iterator[tuple[Item, str]]]

ARTICLE_TYPES = frozenset({ItemType.MATCH, ItemType.CAUSE, ItemType.NEXT, ItemType.CONTRAST})
ALL_TYPES = frozenset(ItemType)
ONE_KEY = frozenset(kind for kind in ItemType if kind.form is Form.ONE)


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its documented code; `types` are the types of items it is meant for."""

    code: str
    run: ItemCheck
    is_error: bool = True
    types: frozenset[ItemType] = ONE_KEY


@dataclass(frozen=True, slots=True)
class AcrossBank:
    """A check that needs all items at once."""

    code: str
    run: BankCheck
    is_error: bool = True
