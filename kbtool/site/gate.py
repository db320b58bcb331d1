"""Who may read what: the public edition shows an allow list, everything else is removed."""

import logging
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from kbtool.errors import RefusedError
from kbtool.model import markdown
from kbtool.model.article import Article
from kbtool.project import Project
from kbtool.services import content
from kbtool.services.check_paths import is_attachment, name_problems
from kbtool.services.content import Library
from kbtool.settings import Settings
from kbtool.site.catalogue import Catalogue

log = logging.getLogger("mkdocs.plugins.kbtool")

_ATTRIBUTE = re.compile(r"""\b(?:src|href)\s*=\s*["']([^"']+)""", re.IGNORECASE)
SHOWN = frozenset({InclusionLevel.NOT_IN_NAV, InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED})


def open_catalogue(project: Project, settings: Settings, files: Files) -> Catalogue:
    """Read the project and return what the edition of these settings may show.

    What mkdocs leaves out of `files` is left out here too. Raises RefusedError where a public article has
    changed since its review.
    """
    library = _present(content.load(project, settings), files)
    for problem in library.problems:
        if problem.code in content.UNREADABLE:
            log.warning("%s", problem, extra={"kbtool_problem": problem})
    if settings.audience != "internal":
        refuse_changed((*library.articles, *library.pages))
        library = public_part(library)
    return Catalogue(project, settings, library)


def _present(library: Library, files: Files) -> Library:
    present = {file.src_uri for file in files if file.inclusion in SHOWN}
    return replace(
        library,
        articles=tuple(item for item in library.articles if item.path in present),
        pages=tuple(item for item in library.pages if item.path in present),
    )


def refuse_changed(items: Iterable[Article]) -> None:
    """Raise RefusedError that names every public article whose words are not those that were approved."""
    changed = [item for item in items if item.wants_public and item.review is not None and not item.is_approved]
    if not changed:
        return
    names = ", ".join(f"docs/{item.path}" for item in changed)
    verb = "has" if len(changed) == 1 else "have"
    raise RefusedError(
        f"{names} {verb} changed since the review, so the public site is not built.",
        hint=f"Review the new words with “kbtool review {changed[0].id}”, or make the article internal.",
    )


def public_part(library: Library) -> Library:
    """Return a library in which nothing internal is left to be found by mistake."""
    return replace(
        library,
        articles=tuple(item for item in library.articles if item.is_public),
        pages=tuple(item for item in library.pages if item.is_public),
        problems=(),
    )


def close(files: Files, catalogue: Catalogue, config: MkDocsConfig) -> None:
    """Remove from `files` what this edition does not show.

    Removed, not excluded: a link to a removed file is a warning, which fails a strict build.
    """
    docs = Path(config.docs_dir)
    shown = set(catalogue.library.by_path)
    wanted = None if catalogue.is_internal else set(_needed(catalogue, config))
    for file in list(files):
        if file.src_dir is None or Path(file.src_dir) != docs:
            continue
        if file.is_documentation_page():
            if file.src_uri not in shown:
                files.remove(file)
        elif _is_linked_in(file, docs):
            log.warning("docs/%s is a symbolic link, so it is left out.", file.src_uri)
            files.remove(file)
        elif not _is_publishable(file, docs, catalogue.settings, config):  # noqa: SIM114 - another reason
            files.remove(file)
        elif wanted is not None and file.src_uri not in wanted:
            files.remove(file)
    for problem in name_problems(file.src_uri for file in files if file.src_dir and Path(file.src_dir) == docs):
        log.warning("%s", problem, extra={"kbtool_problem": problem})


def _is_publishable(file: File, docs: Path, settings: Settings, config: MkDocsConfig) -> bool:
    """Return whether a file that is no page is of a kind that may be published, or one the settings name."""
    is_wanted = is_attachment(file.src_uri, settings.attachments) or file.src_uri in _named(config)
    return is_wanted and (docs / file.src_uri).is_file()


def _needed(catalogue: Catalogue, config: MkDocsConfig) -> Iterator[str]:
    """Yield the files that public articles and the settings refer to."""
    for item in (*catalogue.articles, *catalogue.pages):
        targets = [link.target for link in markdown.links(item.body)]
        for target in (*targets, *_ATTRIBUTE.findall(item.body)):
            path = unquote(urlsplit(target).path)
            yield posixpath.normpath(posixpath.join(posixpath.dirname(item.path), path))
    yield from _named(config)


def _named(config: MkDocsConfig) -> set[str]:
    """Return the files that the settings themselves name."""
    files = (*config.extra_css, *config.extra_javascript)
    return {str(config.theme.get(name) or "") for name in ("logo", "favicon")} | {str(path) for path in files}


def _is_linked_in(file: File, docs: Path) -> bool:
    """Return whether a file reaches docs/ through a symbolic link."""
    path = docs / file.src_uri
    return any(part.is_symlink() for part in (path, *path.parents) if part != docs and docs in part.parents)
