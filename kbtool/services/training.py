"""What the internal site shows of the team's training: sums over at least five people, and nothing else."""

from dataclasses import dataclass
from datetime import date

from kbtool.project import Project
from kbtool.services import results_report
from kbtool.services.results_figures import ArticleReport, TeamReport
from kbtool.store import result_counts
from kbtool.store.database import Store


@dataclass(frozen=True, slots=True)
class Training:
    """The team's report as of its newest answer, and the articles, the least understood first."""

    day: date
    team: TeamReport
    articles: tuple[ArticleReport, ...]


def training(project: Project, url: str | None) -> Training | None:
    """Return the figures, or None below five people or without a store.

    Nothing depends on the clock: days count from the newest answer, so the same store gives the same page.
    """
    if not url and not project.database.exists():
        return None
    with Store.open(project, url) as store:
        now = result_counts.newest(store)
        if now is None:
            return None
        items = results_report.bank(project)
        team = results_report.team(store, items, now=now)
        if team.is_hidden:
            return None
        return Training(now.date(), team, tuple(results_report.by_article(store, items)))
