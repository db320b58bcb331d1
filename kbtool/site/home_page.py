"""The home page of each language: search first, then common questions, topics and the way to a human."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kbtool.model.article import Article, Confidence
from kbtool.site import jsonld
from kbtool.site.article_page import without_markup
from kbtool.site.catalogue import Catalogue, language_of, shelf
from kbtool.site.category_page import newest, question
from kbtool.site.contact import contact
from kbtool.site.html import Links, icon, render
from kbtool.site.page import TITLE_ID, Derived
from kbtool.site.written_page import title_of

TOP = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A topic on the home page."""

    name: str
    url: str
    icon: Markup
    count: str


def derived(catalogue: Catalogue) -> Iterator[Derived]:
    """Yield the home page of every language."""
    for lang in catalogue.settings.languages:
        text = catalogue.text(lang)
        top = top_questions(catalogue, lang)
        yield Derived(
            uri=catalogue.home_uri(lang),
            lang=lang,
            title=text.home,
            content=lambda links, lang=lang: _content(catalogue, lang, links),  # type: ignore[misc]
            description=text.home_lead,
            icon="material/home-outline",
            hide=("toc", "path") if catalogue.is_internal else ("navigation", "toc", "path"),
            day=newest([item for item in catalogue.articles if language_of(item, catalogue.settings) == lang]),
            own_heading=True,
            jsonld=jsonld.faq_page((title_of(item), without_markup(item.short_answer)) for item in top),
        )


def top_questions(catalogue: Catalogue, lang: str) -> list[Article]:
    """Return the questions asked most: most linked tickets, then most phrasings, then newest; at most eight.

    At most two of a category, so that one bad week of the printers does not fill the page.
    """
    ranked = sorted(
        (item for articles in catalogue.shelves(lang).values() for item in articles if _is_trusted(item)),
        key=lambda item: (-len(item.evidence), -len(item.issue), -_ordinal(item), item.id),
    )
    chosen: list[Article] = []
    for item in ranked:
        if sum(shelf(other) == shelf(item) for other in chosen) < 2:  # noqa: PLR2004 - see above
            chosen.append(item)
    return chosen[:TOP]


def _is_trusted(article: Article) -> bool:
    return article.is_approved and article.confidence is Confidence.VALIDATED


def _ordinal(article: Article) -> int:
    return article.verified_on.toordinal() if article.verified_on else 0


def _content(catalogue: Catalogue, lang: str, links: Links) -> Markup:
    text = catalogue.text(lang)
    tiles = []
    for name in catalogue.tops(lang):
        count = sum(map(len, catalogue.below(lang, name).values()))
        url = links.to(catalogue.category_uri(name, lang))
        tiles.append(
            Tile(
                catalogue.category_name(name, lang),
                url,
                icon(catalogue.category_icon(name)),
                text.answers(count),
            )
        )
    return render(
        "home.html",
        text=text,
        id=TITLE_ID,
        search_icon=icon("material/magnify"),
        questions=[question(catalogue, item, links, lang) for item in top_questions(catalogue, lang)],
        tiles=tiles,
        contact=contact(catalogue.settings.contact, text),
    )
