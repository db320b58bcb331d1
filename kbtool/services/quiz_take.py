"""Take a quiz: draw the items, judge each answer, keep it at once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random

from kbtool.errors import InputError
from kbtool.model.article import Article
from kbtool.model.quiz import Answer, Item
from kbtool.project import Project
from kbtool.quiz import judging, spacing
from kbtool.quiz.draw import askable, draw
from kbtool.services import content, keys, quiz_bank, quiz_due, results_record
from kbtool.settings import Settings
from kbtool.store import cards, results
from kbtool.store.database import Store

LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Round:
    """The items of one round with their articles by id; drafts do not count as results."""

    items: tuple[Item, ...]
    articles: dict[str, Article]

    @property
    def is_scored(self) -> bool:
        """Whether people have read the items."""
        return all(item.status.is_scored for item in self.items)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to be asked: a topic, a language (without it `prefer`, as far as it has items), how much."""

    topic: str = ""
    lang: str = ""
    prefer: str = ""
    count: int = 10


def prepare(project: Project, settings: Settings, wish: Wish, *, rng: Random) -> Round:
    """Draw a round from the banks in one language.

    Raises UnknownNameError for a topic that does not exist, InputError where there is nothing to ask.
    """
    found = wished(project, settings, wish)
    return round_of(project, settings, draw(found, wish.count, rng))


def wished(project: Project, settings: Settings, wish: Wish) -> list[Item]:
    """Return the items that can be asked; raises the errors of `prepare`."""
    items = list(quiz_bank.load(project).items)
    if wish.topic:
        items = quiz_bank.of_topic(items, wish.topic, settings)
    found = askable(item for item in items if wish.lang in {"", item.lang})
    if not wish.lang:
        found = [item for item in found if item.lang == wish.prefer] or found
    if not found:
        what = [f"on “{wish.topic}”" if wish.topic else "", f"in “{wish.lang}”" if wish.lang else ""]
        raise InputError(
            f"There are no quiz items {' '.join(filter(None, what))}".rstrip() + ".",
            hint="“kbtool quiz generate” makes them of articles, “kbtool quiz show” lists them.",
        )
    return found


def round_of(project: Project, settings: Settings, items: Iterable[Item]) -> Round:
    """Return a round of items with their articles."""
    drawn = tuple(items)
    wanted = {item.article for item in drawn}
    library = content.load(project, settings)
    return Round(drawn, {name: found for name, found in library.by_id.items() if name in wanted})


class Sitting:
    """One trainee at one sitting; every answer is stored when it is given.

    `new_keys` are those made for it although there are answers: under older ones the trainee had another name.
    """

    def __init__(self, store: Store, trainee: str, new_keys: Sequence[Path] = ()) -> None:
        self.store = store
        self.trainee = trainee
        self.new_keys = tuple(new_keys)
        self.answers: list[Answer] = []

    def answer(
        self,
        item: Item,
        option: str,
        *,
        at: datetime,
        seconds: float,
        article_sha256: str = "",
        is_unsure: bool = False,
    ) -> Answer:
        """Judge and store an answer; an empty one means that the trainee does not know.

        `option` is what `kbtool.quiz.judging` calls an answer; ValueError for one the item cannot have.
        `is_unsure` says that it was given without being sure, `article_sha256` is the article's text.
        """
        option = judging.canonical(item, option)
        given = Answer(
            trainee=self.trainee,
            item=item.id,
            version=item.version,
            option=option,
            is_right=judging.is_right(item, option),
            is_scored=item.status.is_scored,
            at=at,
            seconds=round(seconds, 3),
            article=item.article,
            type=item.type,
            topic=item.topic,
            lang=item.lang,
            accepted=judging.accepted(item),
        )
        results_record.record(self.store, given, article_sha256=article_sha256, is_unsure=is_unsure)
        self.answers.append(given)
        return given

    def due(self, today: date, days: int = 7) -> list[int]:
        """Return how many facts the trainee has to repeat today and on each of the days after."""
        rows = cards.of_trainee(self.store, self.trainee)
        return spacing.due_days([quiz_due.card(row) for row in rows], today, days)


@contextmanager
def sitting(project: Project, url: str | None, *, ref: str = "") -> Iterator[Sitting]:
    """Open the store for one trainee, who is kept under a pseudonym; `ref` is whatever names them at work."""
    with Store.open(project, url) as store:
        lacking = keys.missing(project) if results.newest(store) else ()
        yield Sitting(store, keys.pseudonym(project, ref or LOCAL), lacking)
