"""Plan a new agent's training from what people really ask."""

from collections import Counter
from typing import Literal

from kbtool.project import Project
from kbtool.quiz import curriculum
from kbtool.quiz.curriculum import Plan
from kbtool.services import content, quiz_bank
from kbtool.settings import Settings
from kbtool.store import ticket_links
from kbtool.store.database import Store

Role = Literal["new-agent", "second-level"]
_FIRST = 1


def plan(project: Project, settings: Settings, url: str | None, *, role: Role, lang: str) -> Plan:
    """Return the plan of a role in one language.

    A topic's tickets are those that its articles answer: the links of the store, and the evidence in the
    articles. A new agent learns what level 1 solves and where the rest goes, the second level all of it.
    """
    library = content.load(project, settings)
    with Store.open(project, url) as store:
        answered = {(link.article, link.ref) for link in ticket_links.links(store)}
    for article in library.articles:
        answered |= {(article.id, ref.partition("#")[0]) for ref in article.evidence}
    topics = {article.id: article.category for article in library.articles}
    demand = Counter(topics[article] for article, _ in answered if article in topics)
    items = Counter(
        item.topic
        for item in quiz_bank.load(project).items
        if item.status.is_scored and item.lang == lang and _is_for(item.type.value, item.level, role)
    )
    return curriculum.plan(curriculum.by_topic(demand, items))


def _is_for(kind: str, level: int, role: Role) -> bool:
    return role == "second-level" or level == _FIRST or kind in {"triage", "match", "data"}
