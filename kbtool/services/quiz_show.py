"""Show quiz items: a list, or one with its answer and its article."""

from dataclasses import dataclass

from kbtool.errors import UnknownNameError
from kbtool.model.quiz import Item, Status
from kbtool.project import Project
from kbtool.services import content, quiz_bank
from kbtool.settings import Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """One item with the path of its article, relative to the project (empty where there is none)."""

    item: Item
    article_path: str


def listing(
    project: Project, settings: Settings, *, topic: str = "", lang: str = "", status: Status | None = None
) -> list[Item]:
    """Return the items of a topic, a language and a status, in the order of the banks; empty means any."""
    items = list(quiz_bank.load(project).items)
    if topic:
        items = quiz_bank.of_topic(items, topic, settings)
    return [item for item in items if lang in {"", item.lang} and (status is None or item.status is status)]


def show(project: Project, settings: Settings, name: str) -> Shown:
    """Return one item.

    Raises UnknownNameError with the closest ids.
    """
    banks = quiz_bank.load(project)
    item = banks.by_id.get(name)
    if item is None:
        raise UnknownNameError("quiz item", name, banks.by_id, hint="“kbtool quiz show” lists them.")
    article = content.load(project, settings).by_id.get(item.article)
    return Shown(item, f"docs/{article.path}" if article else "")
