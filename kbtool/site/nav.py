"""The navigation: home and categories of one language, and on the internal site the pages of each folder.

Articles are not in it: a navigation of all pages on all pages makes the build quadratic.
"""

import posixpath
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast

from markupsafe import escape
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from kbtool.model import markdown
from kbtool.model.article import Article
from kbtool.site.article_page import ArticlePage
from kbtool.site.catalogue import Catalogue, language_of, shelf
from kbtool.site.page import Derived, SitePage

FOLDER_ICONS: Mapping[str, str] = MappingProxyType({
    "handbook": "material/book-open-page-variant-outline", "guide": "material/compass-outline",
    "tutorial": "material/compass-outline", "howto": "material/sign-direction",
    "explanation": "material/lightbulb-outline", "reference": "material/format-list-bulleted",
    "project": "material/source-branch",
})  # fmt: skip
Navigations = Mapping[str, Navigation]


def navigations(catalogue: Catalogue, files: Files, derived: Sequence[Derived]) -> Navigations:
    """Return each language's navigation and tell every page where it hangs."""
    made = {lang: _navigation(catalogue, files, derived, lang) for lang in catalogue.settings.languages}
    for item in derived:
        _hang(_page(files, item.uri), _page(files, item.parent))
    for article in catalogue.articles:
        page = _page(files, article.path)
        if isinstance(page, ArticlePage):
            _hang(page, _page(files, catalogue.category_uri(shelf(article), page.lang)))
    return made


def _navigation(catalogue: Catalogue, files: Files, derived: Sequence[Derived], lang: str) -> Navigation:
    listed = [item for item in derived if item.lang == lang and item.in_nav]
    items: list[StructureItem] = [page for item in listed if (page := _page(files, item.uri)) is not None]
    items += _folders(catalogue, files, lang)
    pages = [page for page in items if isinstance(page, Page)]
    navigation = Navigation(items, pages)
    navigation.homepage = _page(files, catalogue.home_uri(lang))
    return navigation


def _folders(catalogue: Catalogue, files: Files, lang: str) -> list[StructureItem]:
    """Return one section for each folder of pages, and single pages after them.

    A page without a translation is shown in the other language too: better a foreign text than none.
    """
    folders: dict[str, list[Article]] = {}
    for item in catalogue.pages:
        top = item.path.partition("/")[0]
        is_ours = language_of(item, catalogue.settings) == lang or lang not in catalogue.translations(item)
        if is_ours and top not in catalogue.settings.languages and top != "index.md":
            folders.setdefault(top, []).append(item)
    found: list[StructureItem] = []
    for name in sorted(folders, key=_folder_rank):
        pages = [page for item in _ordered(folders[name]) if (page := _page(files, item.path)) is not None]
        if name.endswith(".md"):
            for page in pages:
                page.meta.setdefault("icon", "material/file-document-outline")
            found += pages
        elif pages:
            title = catalogue.text(lang).folders.get(name, name.replace("-", " ").capitalize())
            section = _section(title, pages, icon=FOLDER_ICONS.get(name, "material/folder-outline"))
            for page in pages:
                if isinstance(page, SitePage) and page.lang == lang:
                    page.parent = section
            found.append(section)
    return found


def _folder_rank(name: str) -> tuple[bool, int, str]:
    known = list(FOLDER_ICONS)
    return (name.endswith(".md"), known.index(name) if name in known else len(known), name)


def _section(title: str, pages: list[Page], *, icon: str) -> Section:
    section = Section(str(escape(title)), list(pages))
    section.meta = {"icon": icon}  # type: ignore[attr-defined] # where Material looks for it
    for page in pages:
        if page.is_index:
            page.meta["icon"] = icon
    return section


def _ordered(items: list[Article]) -> list[Article]:
    """Return pages in the order in which their folder's index.md links to them; it is the table of contents."""
    order: dict[str, int] = {}
    for index in (item for item in items if posixpath.basename(item.path) == "index.md"):
        order[index.path] = -1
        for link in markdown.links(index.body):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(index.path), link.target))
            order.setdefault(path, len(order))
    return sorted(items, key=lambda item: (order.get(item.path, len(order)), item.path))


def _page(files: Files, source: str) -> Page | None:
    file = files.get_file_from_path(source) if source else None
    return file.page if file else None


def _hang(page: Page | None, parent: Page | None) -> None:
    """Put a page below another one, for the breadcrumbs and the highlighted category."""
    if page is not None and parent is not None and page is not parent:
        page.parent = cast("Section", parent)
