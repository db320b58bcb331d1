"""Find articles by what a person types."""

from dataclasses import dataclass, replace

from kbtool.errors import UnknownNameError
from kbtool.model.article import Audience
from kbtool.project import Project
from kbtool.search.analysis import LANGUAGES
from kbtool.search.index import Hit
from kbtool.services import search_index
from kbtool.settings import Settings

MAX_QUERY = 256
DEFAULT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; `meant` is the query with typing errors mended, or empty.

    The paths of the hits are relative to the project.
    """

    hits: tuple[Hit, ...]
    meant: str = ""


def search(
    project: Project,
    settings: Settings,
    query: str,
    *,
    lang: str | None = None,
    audience: Audience | str = Audience.INTERNAL,
    limit: int = DEFAULT_LIMIT,
) -> Found:
    """Find the articles that fit a query of plain words; only its first 256 characters count.

    Without a language all are searched. The public index holds only what customers may read.
    Raises UnknownNameError for a language or audience that does not exist.
    """
    if lang is not None and lang not in LANGUAGES:
        raise UnknownNameError("language", lang, LANGUAGES, hint=f"Use one of: {', '.join(LANGUAGES)}.")
    if audience not in set(Audience):
        raise UnknownNameError("audience", str(audience), list(Audience))
    text = query[:MAX_QUERY]
    with search_index.opened(project, settings, Audience(audience)) as index:
        hits = index.search(text, lang, limit)
        meant = index.suggest(text, lang)
    folder = project.relative(project.docs)
    return Found(tuple(replace(hit, path=f"{folder}/{hit.path}") for hit in hits), meant)


def index_state(project: Project, settings: Settings, audience: Audience | str) -> str:
    """Return how an audience's index is: "fresh", "stale", "broken" or "missing"."""
    return search_index.state(project, settings, Audience(audience))
