"""From each page to the same page in the other languages, never to a dead end."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kbtool.site.article_page import ArticlePage
from kbtool.site.catalogue import Catalogue
from kbtool.site.page import DerivedPage
from kbtool.site.texts import Texts
from kbtool.site.written_page import WrittenPage


@dataclass(frozen=True, slots=True)
class Alternate:
    """Where a reader finds a page in one language; `is_same` if it is this page's translation or itself."""

    lang: str
    text: Texts
    url: str
    absolute: str
    is_same: bool
    is_current: bool


def alternates(catalogue: Catalogue, files: Files, page: Page | None) -> Sequence[Alternate]:
    """Return one address for each language: of the translation, or of that language's home page."""
    found = []
    for lang in catalogue.settings.languages:
        source = _version(catalogue, page, lang)
        file = files.get_file_from_path(source) if source else None
        target = file or files.get_file_from_path(catalogue.home_uri(lang))
        if target is None or target.page is None:
            continue
        found.append(
            Alternate(
                lang=lang,
                text=catalogue.text(lang),
                url=target.page.url,
                absolute=target.page.canonical_url or "",
                is_same=file is not None,
                is_current=page is not None and target is page.file,
            )
        )
    return found


def _version(catalogue: Catalogue, page: Page | None, lang: str) -> str:
    """Return the source path of a page's version in a language, or an empty string."""
    if isinstance(page, ArticlePage | WrittenPage):
        item = page.article if isinstance(page, ArticlePage) else page.item
        other = catalogue.translations(item).get(lang)
        if other is not None:
            return other.path
        return item.path if page.lang == lang else ""
    if isinstance(page, DerivedPage):
        return _twin(catalogue, page, lang)
    return ""


def _twin(catalogue: Catalogue, page: DerivedPage, lang: str) -> str:
    uri = page.derived.uri
    if uri == catalogue.home_uri(page.lang):
        return catalogue.home_uri(lang)
    return f"{lang}/{uri.partition('/')[2]}" if uri.startswith(f"{page.lang}/") else ""
