"""Report all defects of all content at once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from kbtool.model.article import Article
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services import content
from kbtool.services.check_article import article_problems, page_problems
from kbtool.services.check_foreign import foreign_problems
from kbtool.services.check_legal import legal_problems
from kbtool.services.check_links import link_problems
from kbtool.services.check_names import name_problems
from kbtool.services.check_paths import path_problems
from kbtool.services.check_render import render_problems
from kbtool.services.content import Library
from kbtool.settings import Settings

Rule = Callable[[Library], Iterator[Problem]]


def check(project: Project, settings: Settings, *, today: date) -> list[Problem]:
    """Return every problem of articles and pages, sorted by file and line."""
    library = content.load(project, settings)
    return sorted([*library.problems, *library_problems(project, settings, library, today=today)])


def library_problems(
    project: Project, settings: Settings, library: Library, *, today: date
) -> Iterator[Problem]:
    """Yield what is wrong with files that could be read."""
    yield from path_problems(project)
    yield from foreign_problems(project)
    yield from name_problems(project, settings)
    yield from legal_problems(project, settings, library)
    for article in library.articles:
        yield from article_problems(article, settings, today=today)
    for page in library.pages:
        yield from page_problems(page, today=today)
    for item in (*library.articles, *library.pages):
        yield from link_problems(project, settings, library, item)
        yield from render_problems(item)
        yield from _references(library, item)
        yield from _translation(library, item)
    yield from _duplicates((*library.articles, *library.pages))


def _at(item: Article, line: int, code: str, message: str, hint: str = "") -> Problem:
    return Problem(f"docs/{item.path}", line, code, message, hint)


def _duplicates(items: Sequence[Article]) -> Iterator[Problem]:
    """Yield ids and aliases that two files claim; an alias may not be another file's address either."""
    owners: dict[str, Article] = {}
    for item in items:
        first = owners.setdefault(item.id, item) if item.id else item
        if first is not item:
            yield _at(
                item,
                item.line("id"),
                "id-duplicate",
                f"the id “{item.id}” is taken by docs/{first.path}",
                "choose another id",
            )
    addresses = {item.path.removesuffix(".md"): item for item in items}
    for item in items:
        for alias in item.aliases:
            address = alias.strip("/").removesuffix(".md")
            first = addresses.setdefault(address, item)
            if first is not item:
                message = f"the alias “{alias}” is taken by docs/{first.path}"
                yield _at(
                    item, item.line("aliases"), "alias-duplicate", message, "remove it from one of the two"
                )


def _references(library: Library, item: Article) -> Iterator[Problem]:
    for key, ids in (("related", item.related), ("conflicts_with", item.conflicts_with)):
        for wanted in ids:
            target = library.by_id.get(wanted)
            if target is None:
                yield _at(
                    item, item.line(key), "related-unknown", f"“{key}” names “{wanted}”, which does not exist"
                )
            elif key == "related" and item.is_public and not target.wants_public:
                message = f"“related” names “{wanted}”, which customers cannot see"
                yield _at(item, item.line(key), "link-audience", message, "name a public article instead")


def _translation(library: Library, item: Article) -> Iterator[Problem]:
    if not item.translation_of:
        return
    original = library.by_id.get(item.translation_of)
    if original is None:
        yield _at(
            item,
            item.line("translation_of"),
            "translation-unknown",
            f"“translation_of” names “{item.translation_of}”, which does not exist",
        )
    elif original.lang == item.lang:
        message = f"“translation_of” names “{original.id}”, which has the same language"
        yield _at(item, item.line("translation_of"), "translation-unknown", message)
    elif item.translation_sha256 and item.translation_sha256 != original.sha256:
        message = f"the original “{original.id}” has changed since this translation"
        yield _at(
            item,
            item.line("translation_of"),
            "translation-stale",
            message,
            f"translate the change, then “kbtool review {item.id}”",
        )
