"""One question of the quiz as its page shows it, whatever its form."""

import json
import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from kbtool.model.article import Article
from kbtool.model.quiz import Form, Item, Option
from kbtool.quiz import judging
from kbtool.quiz.text import unlinked
from kbtool.site.catalogue import Catalogue
from kbtool.site.html import Links, plain
from kbtool.site.written_page import title_of

_BLANK_LINES = re.compile(r"\n\s*\n")
_CODE_OR_BOLD = re.compile(r"(`+)(?P<code>.+?)\1|\*\*(?P<bold>.+?)\*\*")


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One option as the page shows it; `plain` is its text without marks, for names of buttons."""

    id: str
    html: Markup
    plain: str
    why: Markup
    is_key: bool


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One question as the page shows it; `url` is empty where its article is not on the site.

    `options` stand as they are asked, `solution` as the bank lists them. `key` is what the script compares: the
    right answer, or the accepted texts as a JSON list. `model` are paragraphs, `fact` is the article and the
    type of question; `article` changes with the article's text.
    """

    id: str
    version: int
    lang: str
    number: int
    form: str
    stem: Markup
    options: tuple[ShownOption, ...]
    solution: tuple[ShownOption, ...]
    key: str
    model: tuple[Markup, ...]
    fact: str
    article: str
    explanation: Markup
    title: str
    url: str

    @property
    def keys(self) -> tuple[ShownOption, ...]:
        """The right options."""
        return tuple(option for option in self.solution if option.is_key)


def shown(catalogue: Catalogue, item: Item, number: int, links: Links) -> ShownItem:
    """Return an item as the page shows it, as the `number`th of its questions."""
    article = catalogue.library.by_id.get(item.article)
    return ShownItem(
        id=item.id,
        version=item.version,
        lang=item.lang,
        number=number,
        form=item.form.value,
        stem=inline(item.stem),
        options=tuple(_option(option) for option in judging.asked(item)),
        solution=tuple(_option(option) for option in item.options),
        key=_key(item),
        model=tuple(inline(part) for part in _BLANK_LINES.split(item.model.strip()) if part),
        fact=fact(item),
        article=version(article),
        explanation=inline(item.explanation),
        title=title_of(article) if article else "",
        url=links.to(article.path) if article else "",
    )


def fact(item: Item) -> str:
    """Return what is scheduled: the article and the type of question."""
    return f"{item.article}/{item.type.value}"


def version(article: Article | None) -> str:
    """Return what changes with an article's text: the start of its fingerprint."""
    return article.sha256[:12] if article else ""


def _key(item: Item) -> str:
    if item.form is not Form.TYPED:
        return judging.right_answer(item)
    accepted = dict.fromkeys(judging.canonical(item, option.text) for option in item.options)
    return json.dumps(list(accepted), ensure_ascii=False)


def _option(option: Option) -> ShownOption:
    html = inline(option.text)
    return ShownOption(option.id, html, html.striptags(), inline(option.why), option.is_key)


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
