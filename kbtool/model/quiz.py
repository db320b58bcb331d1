"""Quiz items, the banks that hold them, and the answers trainees give."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Form(StrEnum):
    """How an item is answered."""

    ONE = "one"  #: Choose one option.
    SEVERAL = "several"  #: Tick every option that is right.
    ORDER = "order"  #: Put the options in their order; a bank lists them in the right one.
    TYPED = "typed"  #: Type a command, a port, a path; the options are the texts that are accepted.
    WRITTEN = "written"  #: Write a reply, then compare it with the model; the options are the checklist.


class ItemType(StrEnum):
    """What an item asks."""

    TRIAGE = "triage"
    MATCH = "match"
    CAUSE = "cause"
    NEXT = "next"
    CONTRAST = "contrast"
    DATA = "data"
    ORDER = "order"
    RECALL = "recall"
    REPLY = "reply"

    @property
    def form(self) -> Form:
        """How items of the type are answered."""
        return _FORMS.get(self, Form.ONE)


_FORMS = {
    ItemType.DATA: Form.SEVERAL,
    ItemType.ORDER: Form.ORDER,
    ItemType.RECALL: Form.TYPED,
    ItemType.REPLY: Form.WRITTEN,
}


class Status(StrEnum):
    """Where an item stands between the generator and a scored quiz."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    LOCKED = "locked"
    STALE = "stale"
    RETIRED = "retired"

    @property
    def is_scored(self) -> bool:
        """Whether a person vouches for the item, so that an answer says something about the trainee."""
        return self in {Status.REVIEWED, Status.LOCKED}


@dataclass(frozen=True, slots=True)
class Slot:
    """The place an item fills: the article, what is asked of it, and which of several such questions."""

    article: str
    type: ItemType
    ordinal: int

    def __str__(self) -> str:
        """Return the form people read and `rejected` stores: `article/type/ordinal`."""
        return f"{self.article}/{self.type.value}/{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `why` it is right or wrong, `origin` the article, step or team it comes from.

    `is_key` says that it is right; of options to put in order none is, of accepted texts and points of a
    checklist every one.
    """

    id: str
    text: str
    why: str = ""
    is_key: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a generated item was made from.

    `sha256` is the fingerprint of the words of the articles it uses, `text` that of the item as generated:
    another text means that a person edited it. `generator` counts the versions of the wording.
    """

    sha256: str
    text: str
    generator: int


@dataclass(frozen=True, slots=True)
class ItemReview:
    """Who read the item and found it right, and when."""

    by: str
    at: date


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its options; `path` and `line` say where it stands in its bank.

    `origin` says where an imported item comes from: format, file, and its id or line there; `model` is the
    model answer of a reply.
    """

    id: str
    type: ItemType
    lang: str
    article: str
    stem: str
    options: tuple[Option, ...]
    version: int = 1
    ordinal: int = 1
    topic: str = ""
    level: int = 1
    status: Status = Status.DRAFT
    explanation: str = ""
    model: str = ""
    source: Source | None = None
    review: ItemReview | None = None
    origin: str = ""
    waive: Mapping[str, str] = field(default_factory=dict)
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Option:
        """The right option of an item that has just one."""
        return next(option for option in self.options if option.is_key)

    @property
    def form(self) -> Form:
        """How the item is answered."""
        return self.type.form

    @property
    def distractors(self) -> tuple[Option, ...]:
        """The wrong options."""
        return tuple(option for option in self.options if not option.is_key)

    @property
    def slot(self) -> Slot:
        """The place the item fills."""
        return Slot(self.article, self.type, self.ordinal)

    @property
    def is_live(self) -> bool:
        """Whether the item still has a future: anything but retired."""
        return self.status is not Status.RETIRED

    @property
    def text_sha256(self) -> str:
        """The fingerprint of the words a trainee sees."""
        options = [[option.id, option.text, option.why, option.is_key] for option in self.options]
        return fingerprint([self.stem, options, self.explanation, *filter(None, [self.model])])

    @property
    def triple(self) -> str:
        """The fingerprint of the question and its options: what a person rejects for good.

        Options count in any order, unless their order is what is asked.
        """
        options = [[option.text, option.is_key] for option in self.options]
        return fingerprint([self.stem, options if self.form is Form.ORDER else sorted(options)])

    @property
    def is_edited(self) -> bool:
        """Whether a person wrote or changed the words."""
        return self.source is None or self.source.text != self.text_sha256


@dataclass(frozen=True, slots=True)
class Rejection:
    """What a person does not want to see again.

    `slot` is an article, `article/type` or `article/type/ordinal` that stays empty; with a `triple` only that
    question with those options is refused.
    """

    slot: str
    triple: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Spare:
    """A wrong answer that a person wrote, for items whose article has too few neighbours.

    It is one for items of a `type` in a language, of all topics if it names none.
    """

    id: str
    type: ItemType
    lang: str
    text: str
    why: str
    topic: str = ""

    @property
    def origin(self) -> str:
        """What an option made of it names as its source; no article has such an id."""
        return f"{SPARE}{self.id}"


SPARE = "spare:"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one trainee; `seconds` counts from showing to answering.

    `option` is empty for “don't know”; else, by the item's form, the id of an option, ids joined by commas, or
    the text that was typed (see `kbtool.quiz.judging`). `accepted` says in the same form what was right at that
    time; it is empty for versions that were gone by then, and for replies.
    """

    trainee: str
    item: str
    version: int
    option: str
    is_right: bool
    is_scored: bool
    at: datetime
    seconds: float
    article: str
    type: ItemType
    topic: str
    lang: str
    accepted: tuple[str, ...] = ()


def fingerprint(data: object) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of plain data, whatever the order of its keys.

    64 bits tell apart the wordings of a bank that people read; they do not guard against a forger.
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
