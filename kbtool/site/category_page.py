"""A category's page: its questions, each opening to its short answer in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kbtool.model.article import Article, Confidence
from kbtool.site import jsonld
from kbtool.site.article_page import without_markup
from kbtool.site.catalogue import Catalogue
from kbtool.site.html import Links, icon, render
from kbtool.site.page import TITLE_ID, Derived
from kbtool.site.written_page import title_of


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its anchor, its words, the short answer and where the full one stands."""

    anchor: str
    title: str
    answer: str
    url: str
    state: str


def derived(catalogue: Catalogue) -> Iterator[Derived]:
    """Yield a page for every category of every language, and for the categories above it."""
    for lang in catalogue.settings.languages:
        names = {name for shelf in catalogue.shelves(lang) for name in _upwards(shelf)}
        for name in sorted(names, key=catalogue.rank):
            yield _page(catalogue, lang, name)


def _upwards(category: str) -> Iterator[str]:
    parts = category.split("/")
    return ("/".join(parts[: count + 1]) for count in range(len(parts)))


def _page(catalogue: Catalogue, lang: str, category: str) -> Derived:
    shelves = catalogue.below(lang, category)
    articles = [article for shelf in shelves.values() for article in shelf]
    name = catalogue.category_name(category, lang)
    above = category.rpartition("/")[0]
    return Derived(
        uri=catalogue.category_uri(category, lang),
        lang=lang,
        title=name,
        content=lambda links: _content(catalogue, lang, category, links),
        description=f"{name}: {catalogue.text(lang).answers(len(articles))}",
        icon=catalogue.category_icon(category),
        day=newest(articles),
        parent=catalogue.category_uri(above, lang) if above else "",
        in_nav=not above,
        own_heading=True,
        jsonld=jsonld.faq_page((title_of(item), without_markup(item.short_answer)) for item in articles),
    )


def _content(catalogue: Catalogue, lang: str, category: str, links: Links) -> Markup:
    text = catalogue.text(lang)
    shelves = catalogue.below(lang, category)
    groups = [
        (
            catalogue.category_name(name, lang) if name != category else "",
            links.to(catalogue.category_uri(name, lang)),
            [question(catalogue, article, links, lang) for article in articles],
        )
        for name, articles in shelves.items()
    ]
    return render(
        "category.html",
        text=text,
        id=TITLE_ID,
        title=catalogue.category_name(category, lang),
        icon=icon(catalogue.category_icon(category)),
        groups=groups,
        count=sum(map(len, shelves.values())),
    )


def question(catalogue: Catalogue, article: Article, links: Links, lang: str) -> Question:
    """Return what lists show of an article; only the internal edition says how far it is trusted."""
    state = ""
    if catalogue.is_internal and not (article.is_approved and article.confidence is Confidence.VALIDATED):
        state = catalogue.text(lang).confidence[article.confidence]
    return Question(
        article.id, title_of(article), without_markup(article.short_answer), links.to(article.path), state
    )


def newest(articles: list[Article] | tuple[Article, ...]) -> date | None:
    """Return the date of the last verification among articles."""
    return max((article.verified_on for article in articles if article.verified_on), default=None)
