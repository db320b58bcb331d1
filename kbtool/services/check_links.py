"""Whether links, anchors and images of an article lead somewhere."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify

from kbtool.model import markdown
from kbtool.model.article import Article
from kbtool.model.markdown import Link
from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.services.check_paths import is_attachment
from kbtool.services.content import Library
from kbtool.settings import Settings
from kbtool.store import files


def link_problems(project: Project, settings: Settings, library: Library, item: Article) -> Iterator[Problem]:
    """Yield dead links, dead anchors, missing images and images without alt text."""
    for link in markdown.links(item.body):
        for code, message, hint in _problems_of(project, settings, library, item, link):
            yield Problem(f"docs/{item.path}", item.body_line + link.line, code, message, hint)


def _problems_of(
    project: Project, settings: Settings, library: Library, item: Article, link: Link
) -> Iterator[tuple[str, str, str]]:
    if link.is_image and not link.text.strip():
        yield "image-alt", f"the image “{link.target}” has no alt text", "say in the brackets what it shows"
    parts = urlsplit(link.target)
    if parts.scheme or parts.netloc:
        return
    path = posixpath.normpath(posixpath.join(posixpath.dirname(item.path), unquote(parts.path)))
    if not parts.path:
        yield from _anchor(item, parts.fragment, link)
    elif parts.path.startswith("/") or path.startswith("../"):
        yield "link-dead", f"the link “{link.target}” leaves docs/", "link relatively to a file in docs/"
    elif path.endswith(".md"):
        yield from _page(library, item, path, parts.fragment, link)
    elif not files.is_file(project.docs / path):
        kind = "image" if link.is_image else "file"
        yield (
            "image-missing" if link.is_image else "link-dead",
            f"the {kind} “{link.target}” does not exist",
            "",
        )
    elif not is_attachment(path, settings.attachments):
        message = f"the file “{link.target}” is of a kind that is not published"
        yield "attachment-type", message, f"use one of: {', '.join(settings.attachments)}"


def _page(
    library: Library, item: Article, path: str, fragment: str, link: Link
) -> Iterator[tuple[str, str, str]]:
    target = library.by_path.get(path)
    if target is None and path in _made_by_the_site(library):
        return
    if target is None:
        yield "link-dead", f"the link “{link.target}” leads to no article", "correct the path"
        return
    if item.is_public and not target.wants_public:
        message = f"the link “{link.target}” leads to an internal article"
        yield "link-audience", message, "remove the link, or publish that article"
    yield from _anchor(target, fragment, link)


def _made_by_the_site(library: Library) -> set[str]:
    """Return the paths of the home and category pages, which have no file of their own."""
    folders = {f"{article.lang}/{article.category}" for article in library.articles}
    languages = {article.lang for article in library.articles}
    return {"index.md"} | {f"{folder}/index.md" for folder in folders | languages}


def _anchor(target: Article, fragment: str, link: Link) -> Iterator[tuple[str, str, str]]:
    anchors = {slugify(text, "-") for _, text in markdown.headings(target.body)}
    if fragment and unquote(fragment) not in anchors:
        yield "anchor-dead", f"the anchor of “{link.target}” does not exist", "name a heading of that article"
