"""The quiz of the internal edition: a page of topics, one page for each topic, and today's mixed round.

The pages of topics work without JavaScript: every question has its answer in a `<details>`. The script adds
checking, score and progress.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kbtool.model.quiz import Item
from kbtool.quiz.draw import askable
from kbtool.services import quiz_bank
from kbtool.site import quiz_items
from kbtool.site.catalogue import GENERAL, Catalogue
from kbtool.site.html import Links, icon, render
from kbtool.site.page import TITLE_ID, Derived
from kbtool.site.quiz_texts import QUIZ_TEXTS

ICON = "material/school-outline"
TODAY_ICON = "material/calendar-check-outline"
_SPACING = ("fsrs.js", "quiz-store.js")
_ASKING = (*_SPACING, "quiz-forms.js", "quiz-feedback.js", "quiz.js")
STYLE = "assets/kbtool/quiz.css"
Topics = Mapping[str, tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Tile:
    """A topic as the page of topics shows it; `items` names each question with all that its schedule needs."""

    topic: str
    name: str
    icon: Markup
    url: str
    count: int
    items: str


def derived(catalogue: Catalogue) -> Iterator[Derived]:
    """Yield the quiz pages of every language that has questions; customers get none."""
    if not catalogue.is_internal:
        return
    items = askable(quiz_bank.load(catalogue.project).items)
    for lang in catalogue.settings.languages:
        topics = _topics(catalogue, [item for item in items if item.lang == lang])
        if topics:
            yield _index(catalogue, lang, topics)
            yield _today(catalogue, lang, topics)
            for topic, found in topics.items():
                yield _page(catalogue, lang, topic, found)


def index_uri(lang: str) -> str:
    """Return the source path of a language's page of topics."""
    return f"{lang}/quiz/index.md"


def today_uri(lang: str) -> str:
    """Return the source path of a language's mixed round; no topic's page can stand there."""
    return f"{lang}/quiz-today.md"


def topic_uri(topic: str, lang: str) -> str:
    """Return the source path of a topic's page."""
    return f"{lang}/quiz/{topic}.md"


def _topics(catalogue: Catalogue, items: Sequence[Item]) -> Topics:
    """Return the items by topic, in the order of the settings; those of one article stand apart."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.topic.strip("/") or GENERAL, []).append(item)
    return {topic: tuple(_mixed(found[topic])) for topic in sorted(found, key=catalogue.rank)}


def _mixed(items: Sequence[Item]) -> Iterator[Item]:
    """Yield one item of every article, then the second ones, and so on."""
    by_article: dict[str, list[Item]] = {}
    for item in items:
        by_article.setdefault(item.article, []).append(item)
    while by_article:
        for article in list(by_article):
            yield by_article[article].pop(0)
            if not by_article[article]:
                del by_article[article]


def _tiles(catalogue: Catalogue, lang: str, topics: Topics, links: Links) -> list[Tile]:
    return [
        Tile(
            topic,
            catalogue.category_name(topic, lang),
            icon(catalogue.category_icon(topic)),
            links.to(topic_uri(topic, lang)),
            len(items),
            " ".join(_scheduled(catalogue, item) for item in items),
        )
        for topic, items in topics.items()
    ]


def _scheduled(catalogue: Catalogue, item: Item) -> str:
    article = quiz_items.version(catalogue.library.by_id.get(item.article))
    return "@".join((item.id, str(item.version), quiz_items.fact(item), article))


def _index(catalogue: Catalogue, lang: str, topics: Topics) -> Derived:
    say = QUIZ_TEXTS[lang]

    def content(links: Links) -> Markup:
        return render(
            "quiz_index.html",
            say=say,
            id=TITLE_ID,
            icon=icon(ICON),
            tiles=_tiles(catalogue, lang, topics, links),
            today=links.to(today_uri(lang)),
        )

    return Derived(
        uri=index_uri(lang),
        lang=lang,
        title=say.title,
        content=content,
        description=say.lead,
        icon=ICON,
        own_heading=True,
        style=STYLE,
        scripts=(*_SPACING, "quiz-home.js"),
    )


def _today(catalogue: Catalogue, lang: str, topics: Topics) -> Derived:
    say = QUIZ_TEXTS[lang]

    def content(links: Links) -> Markup:
        return render(
            "quiz_today.html",
            say=say,
            id=TITLE_ID,
            icon=icon(TODAY_ICON),
            tiles=_tiles(catalogue, lang, topics, links),
            back=links.to(index_uri(lang)),
        )

    return Derived(
        uri=today_uri(lang),
        lang=lang,
        title=say.today_title,
        content=content,
        description=say.today_lead,
        parent=index_uri(lang),
        in_nav=False,
        own_heading=True,
        style=STYLE,
        scripts=(*_ASKING, "quiz-today.js"),
    )


def _page(catalogue: Catalogue, lang: str, topic: str, items: Sequence[Item]) -> Derived:
    say = QUIZ_TEXTS[lang]
    title = say.topic_title.format(topic=catalogue.category_name(topic, lang))

    def content(links: Links) -> Markup:
        return render(
            "quiz_topic.html",
            say=say,
            id=TITLE_ID,
            title=title,
            icon=icon(catalogue.category_icon(topic)),
            topic=topic,
            items=[quiz_items.shown(catalogue, item, number, links) for number, item in enumerate(items, 1)],
            is_scored=all(item.status.is_scored for item in items),
            back=links.to(index_uri(lang)),
        )

    return Derived(
        uri=topic_uri(topic, lang),
        lang=lang,
        title=title,
        content=content,
        description=f"{title}, {say.items(len(items))}",
        parent=index_uri(lang),
        in_nav=False,
        own_heading=True,
        style=STYLE,
        scripts=_ASKING,
    )
