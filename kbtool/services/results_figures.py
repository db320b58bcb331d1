"""The figures of the reports on results."""

from dataclasses import dataclass

from kbtool.model.quiz import ItemType
from kbtool.quiz.statistics import Interval


@dataclass(frozen=True, slots=True)
class Topic:
    """A trainee's standing in a topic; `days` is 1 or 2, more are not told apart."""

    topic: str
    items: int
    right: int
    days: int
    is_mastered: bool


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often an article was taken for another one."""

    article: str
    taken_for: str
    count: int


@dataclass(frozen=True, slots=True)
class Escalation:
    """Decisions “solve now or hand on, to whom”: what was right by what was chosen."""

    solved: int = 0
    over: int = 0
    handed_on: int = 0
    under: int = 0
    wrong_team: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Gain:
    """What was gained between the first exam and the last one of the other form; a share, with its interval."""

    topic: str
    people: int
    gain: Interval


@dataclass(frozen=True, slots=True)
class Choice:
    """A wrong option, or “don't know” where it is empty, and how many chose it."""

    option: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One question: first attempts of `people`, the share right, and the wrong choices."""

    id: str
    version: int
    article: str
    type: ItemType
    people: int
    facility: Interval
    wrong: tuple[Choice, ...]
    discrimination: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """All questions about one article together; `answers` are first attempts."""

    article: str
    topic: str
    items: int
    answers: int
    facility: Interval


@dataclass(frozen=True, slots=True)
class TraineeReport:
    """One person's own view."""

    topics: tuple[Topic, ...]
    due: tuple[int, ...]
    confused: tuple[Confusion, ...]
    escalation: Escalation
    gains: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class TopicOfTeam:
    """How many people have begun and mastered a topic, and the share right of their last answers."""

    topic: str
    people: int
    mastered: int
    facility: Interval


@dataclass(frozen=True, slots=True)
class Reliability:
    """Kuder-Richardson 20 of one exam form."""

    topic: str
    form: str
    people: int
    kr20: float


@dataclass(frozen=True, slots=True)
class TeamReport:
    """The team as a whole; `is_hidden` where there are fewer than five people."""

    people: int
    is_hidden: bool = False
    topics: tuple[TopicOfTeam, ...] = ()
    due: tuple[int, ...] = ()
    confused: tuple[Confusion, ...] = ()
    escalation: Escalation = Escalation()
    gains: tuple[Gain, ...] = ()
    reliability: tuple[Reliability, ...] = ()
