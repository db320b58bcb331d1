"""From an article to the words of its fields."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kbtool.model import markdown
from kbtool.model.article import SECTION_TITLES, Article
from kbtool.search import analysis

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_STANDARD_HEADINGS = frozenset(
    title.casefold() for titles in SECTION_TITLES.values() for title in titles.values()
)


@dataclass(frozen=True, slots=True)
class Document:
    """The terms of each field of an article, and its words as people write them by their folded form."""

    fields: Mapping[str, list[str]]
    written: Mapping[str, str]


def language(article: Article) -> str | None:
    """Return the language an article is indexed in: its own, else its folder's, else none."""
    for lang in (article.lang, article.path.partition("/")[0]):
        if lang in analysis.LANGUAGES:
            return lang
    return None


def document(article: Article, lang: str) -> Document:
    """Return what is indexed of an article; nothing but text that its readers may see."""
    texts = _texts(article)
    words = {name: analysis.words(text, lang) for name, text in texts.items()}
    fields = {name: [analysis.stem(word, lang) for word in found] for name, found in words.items()}
    plain = [word for text in texts.values() for word in analysis.parts(text, lang)]
    fields["grams"] = analysis.grams(word for word in plain if not analysis.is_stop(word, lang))
    fields["spell"] = sorted({word for found in words.values() for word in found})
    return Document(fields, _written(" ".join(texts.values()), lang))


def _texts(article: Article) -> dict[str, str]:
    headings = [text for _, text in markdown.headings(article.body)]
    return {
        "title": article.title,
        "phrasings": "\n".join(article.issue),
        "headings": "\n".join(text for text in headings if text.casefold() not in _STANDARD_HEADINGS),
        "body": f"{article.summary}\n{plain_text(article.body)}",
        "tags": "\n".join((article.id.replace("-", " "), *article.tags, *article.environment)),
    }


def plain_text(body: str) -> str:
    """Return a Markdown text without the targets of its links and without HTML tags.

    >>> plain_text("See [the *old* page](../old.md).")
    'See the *old* page.'
    """
    return _TAG.sub(" ", _LINK.sub(r"\1", body))


def _written(text: str, lang: str) -> dict[str, str]:
    """Return how words are written that folding changes, the commonest way each (schlussel: schlüssel)."""
    ways: dict[str, Counter[str]] = {}
    for word in re.findall(r"[^\W_]+", text):
        folded, lower = analysis.fold(word, lang), word.lower()
        if folded != lower:
            ways.setdefault(folded, Counter())[lower] += 1
    return {folded: found.most_common(1)[0][0] for folded, found in ways.items()}
