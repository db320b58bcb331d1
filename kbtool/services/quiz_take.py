"""Take a quiz: draw the items, judge each answer, keep it at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random

from kbtool.errors import InputError
from kbtool.model.article import Article
from kbtool.model.quiz import Answer, Item
from kbtool.project import Project
from kbtool.quiz.draw import askable, draw
from kbtool.services import content, keys, quiz_bank
from kbtool.settings import Settings
from kbtool.store import results
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


def prepare(
    project: Project,
    settings: Settings,
    *,
    rng: Random,
    topic: str = "",
    lang: str = "",
    prefer: str = "",
    count: int = 10,
) -> Round:
    """Draw a round from the banks in one language; `prefer` is used without `lang`, as far as it has items.

    Raises UnknownNameError for a topic that does not exist, InputError where there is nothing to ask.
    """
    items = list(quiz_bank.load(project).items)
    if topic:
        items = quiz_bank.of_topic(items, topic, settings)
    found = askable(item for item in items if lang in {"", item.lang})
    if not lang:
        found = [item for item in found if item.lang == prefer] or found
    if not found:
        what = " ".join(
            part for part in (f"on “{topic}”" if topic else "", f"in “{lang}”" if lang else "") if part
        )
        raise InputError(
            f"There are no quiz items {what}".rstrip() + ".",
            hint="“kbtool quiz generate” makes them of articles, “kbtool quiz show” lists them.",
        )
    drawn = tuple(draw(found, count, rng))
    library = content.load(project, settings)
    wanted = {item.article for item in drawn}
    return Round(drawn, {name: found for name, found in library.by_id.items() if name in wanted})


class Sitting:
    """One trainee at one sitting; every answer is stored when it is given."""

    def __init__(self, store: Store, trainee: str) -> None:
        self._store = store
        self._trainee = trainee
        self.answers: list[Answer] = []

    def answer(self, item: Item, option: str, *, at: datetime, seconds: float) -> Answer:
        """Judge and store an answer; an empty option means “unsure”."""
        given = Answer(
            trainee=self._trainee,
            item=item.id,
            version=item.version,
            option=option,
            is_right=option == item.key.id,
            is_scored=item.status.is_scored,
            at=at,
            seconds=round(seconds, 3),
            article=item.article,
            type=item.type,
            topic=item.topic,
            lang=item.lang,
        )
        results.record(self._store, given)
        self.answers.append(given)
        return given


@contextmanager
def sitting(project: Project, url: str | None, *, ref: str = "") -> Iterator[Sitting]:
    """Open the store for one trainee, who is kept under a pseudonym; `ref` is whatever names them at work."""
    with Store.open(project, url) as store:
        yield Sitting(store, keys.pseudonym(project, ref or LOCAL))
