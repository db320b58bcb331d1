"""What one edition of the site shows: the content its readers may see, and where it stands."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kbtool.model.article import Article
from kbtool.project import Project
from kbtool.services.content import Library
from kbtool.settings import Settings
from kbtool.site.texts import TEXTS, Texts

GENERAL = "general"
Shelves = Mapping[str, tuple[Article, ...]]


@dataclass(frozen=True)
class Catalogue:
    """The content of one edition; `library` holds what its readers may see and nothing else."""

    project: Project
    settings: Settings
    library: Library

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, by path."""
        return self.library.articles

    @property
    def pages(self) -> tuple[Article, ...]:
        """All other Markdown files of docs/, by path."""
        return self.library.pages

    @property
    def is_internal(self) -> bool:
        """Whether this is the edition for the support team."""
        return self.settings.audience == "internal"

    @property
    def default_language(self) -> str:
        """The language of the site's root."""
        return self.settings.languages[0]

    @cached_property
    def _shelves(self) -> Mapping[str, Shelves]:
        found: dict[str, dict[str, list[Article]]] = {lang: {} for lang in self.settings.languages}
        for article in self.articles:
            found[language_of(article, self.settings)].setdefault(shelf(article), []).append(article)
        return {
            lang: {name: tuple(shelves[name]) for name in sorted(shelves, key=self.rank)}
            for lang, shelves in found.items()
        }

    def shelves(self, lang: str) -> Shelves:
        """Return the articles of a language by category, in the order of the settings."""
        return self._shelves[lang]

    def tops(self, lang: str) -> tuple[str, ...]:
        """Return the categories that stand at the top, in the order of the settings."""
        return tuple(dict.fromkeys(name.partition("/")[0] for name in self.shelves(lang)))

    def below(self, lang: str, category: str) -> Shelves:
        """Return the category's own shelf and those below it."""
        return {
            name: articles
            for name, articles in self.shelves(lang).items()
            if name == category or name.startswith(f"{category}/")
        }

    def text(self, lang: str) -> Texts:
        """Return the site's own words."""
        return TEXTS[lang]

    def category_name(self, category: str, lang: str) -> str:
        """Return what a category is called; one that the settings do not know is called after its folder."""
        name = self.settings.category_name(category, lang)
        if name != category:
            return name
        last = posixpath.basename(category)
        return TEXTS[lang].general if last == GENERAL else last.replace("-", " ").replace("_", " ").capitalize()

    def category_icon(self, category: str) -> str:
        """Return the icon of a category, or of the nearest one above it."""
        while category and category not in self.settings.categories:
            category = posixpath.dirname(category)
        found = self.settings.categories.get(category)
        return found.icon if found else "material/help-circle-outline"

    def translations(self, item: Article) -> Mapping[str, Article]:
        """Return the versions of an article or page that this edition shows, itself included, by language."""
        return self.library.translations.get(item.id, {})

    def related(self, article: Article) -> tuple[Article, ...]:
        """Return the related articles that this edition shows, as far as they exist."""
        return tuple(self.library.by_id[name] for name in article.related if name in self.library.by_id)

    def home_uri(self, lang: str) -> str:
        """Return the source path of a language's home page."""
        return "index.md" if lang == self.default_language else f"{lang}/index.md"

    def category_uri(self, category: str, lang: str) -> str:
        """Return the source path of a category's page."""
        return f"{lang}/{category}/index.md"

    def rank(self, category: str) -> tuple[int, str]:
        """Return what categories are sorted by: their place in the settings, then their name."""
        order = list(self.settings.categories)
        top = category.partition("/")[0]
        known = [order.index(name) for name in (category, top) if name in order]
        return (known[-1] if known else len(order), category)


def shelf(article: Article) -> str:
    """Return the category an article is listed under: the one it names, else its folder."""
    folder = posixpath.dirname(article.path).partition("/")[2]
    return article.category.strip("/") or folder or GENERAL


def language_of(item: Article, settings: Settings) -> str:
    """Return the language an article or page is shown in: its folder's, else the one it names."""
    top = item.path.partition("/")[0]
    if top in settings.languages:
        return top
    return item.lang if item.lang in settings.languages else settings.languages[0]
