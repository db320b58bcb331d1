"""The quiz of the internal edition: a page of topics and one page for each topic.

The pages work without JavaScript: every question has its answer in a `<details>`. The script adds checking,
score and progress.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kbtool.model.article import Article
from kbtool.model.quiz import Form, Item, Option
from kbtool.quiz.draw import askable
from kbtool.quiz.text import unlinked
from kbtool.services import quiz_bank
from kbtool.site.catalogue import GENERAL, Catalogue
from kbtool.site.html import Links, icon, plain, render
from kbtool.site.page import TITLE_ID, Derived
from kbtool.site.quiz_texts import QUIZ_TEXTS
from kbtool.site.written_page import title_of

ICON = "material/school-outline"
SCRIPTS = ("assets/kbtool/fsrs.js", "assets/kbtool/quiz.js")
STYLE = "assets/kbtool/quiz.css"
_CODE_OR_BOLD = re.compile(r"(`+)(?P<code>.+?)\1|\*\*(?P<bold>.+?)\*\*")
Topics = Mapping[str, tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One option as the page shows it."""

    id: str
    html: Markup
    why: Markup
    is_key: bool


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One question as the page shows it; `url` is empty where its article is not on the site.

    `fact` is the article and the type of question, `article` changes with the article's text.
    """

    id: str
    version: int
    lang: str
    number: int
    stem: Markup
    options: tuple[ShownOption, ...]
    key: str
    fact: str
    article: str
    explanation: Markup
    title: str
    url: str


def derived(catalogue: Catalogue) -> Iterator[Derived]:
    """Yield the quiz pages of every language that has questions; customers get none."""
    if not catalogue.is_internal:
        return
    items = [item for item in askable(quiz_bank.load(catalogue.project).items) if item.form is Form.ONE]
    for lang in catalogue.settings.languages:
        topics = _topics(catalogue, [item for item in items if item.lang == lang])
        if topics:
            yield _index(catalogue, lang, topics)
            for topic, found in topics.items():
                yield _page(catalogue, lang, topic, found)


def index_uri(lang: str) -> str:
    """Return the source path of a language's page of topics."""
    return f"{lang}/quiz/index.md"


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


def _index(catalogue: Catalogue, lang: str, topics: Topics) -> Derived:
    say = QUIZ_TEXTS[lang]

    def content(links: Links) -> Markup:
        tiles = [
            (
                topic,
                catalogue.category_name(topic, lang),
                icon(catalogue.category_icon(topic)),
                links.to(topic_uri(topic, lang)),
                items,
            )
            for topic, items in topics.items()
        ]
        return render(
            "quiz_index.html",
            say=say,
            id=TITLE_ID,
            icon=icon(ICON),
            tiles=tiles,
            articles={name: _version(article) for name, article in catalogue.library.by_id.items()},
            style=links.asset(STYLE),
        )

    return Derived(
        uri=index_uri(lang),
        lang=lang,
        title=say.title,
        content=content,
        description=say.lead,
        icon=ICON,
        own_heading=True,
        scripts=SCRIPTS,
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
            items=[_shown(catalogue, item, number, links) for number, item in enumerate(items, start=1)],
            is_scored=all(item.status.is_scored for item in items),
            back=links.to(index_uri(lang)),
            style=links.asset(STYLE),
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
        scripts=SCRIPTS,
    )


def _shown(catalogue: Catalogue, item: Item, number: int, links: Links) -> ShownItem:
    article = catalogue.library.by_id.get(item.article)
    return ShownItem(
        id=item.id,
        version=item.version,
        lang=item.lang,
        number=number,
        stem=inline(item.stem),
        options=tuple(_option(option) for option in item.options),
        key=item.key.id,
        fact=f"{item.article}/{item.type.value}",
        article=_version(article),
        explanation=inline(item.explanation),
        title=title_of(article) if article else "",
        url=links.to(article.path) if article else "",
    )


def _version(article: Article | None) -> str:
    """Return what changes with an article's text: the start of its fingerprint."""
    return article.sha256[:12] if article else ""


def _option(option: Option) -> ShownOption:
    return ShownOption(option.id, inline(option.text), inline(option.why), option.is_key)


def inline(text: str) -> Markup:
    """Return a text with its bold parts and code as HTML; all else is escaped.

    >>> inline("Klicken Sie auf **OK** & `<b>`")
    Markup('Klicken Sie auf <strong>OK</strong> &amp; <code>&lt;b&gt;</code>')
    """
    made, last = Markup(), 0
    text = plain(unlinked(text))
    for match in _CODE_OR_BOLD.finditer(text):
        made += escape(text[last : match.start()])
        tag = "code" if match["code"] is not None else "strong"
        made += Markup("<{0}>{1}</{0}>").format(tag, (match["code"] or match["bold"]).strip())
        last = match.end()
    return made + escape(text[last:])
