"""An index of articles: build it, open it, search it.

A folder holds one shelf for each language, so that the words of one language never count in the other's
statistics. A search without a language asks every shelf and sorts by score, which compares across shelves
(`kbtool.search.scoring`).
"""

import heapq
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

from kbtool.errors import KbError
from kbtool.model.article import Article
from kbtool.search import analysis
from kbtool.search import document as documents
from kbtool.search.shelf import Shelf, Stored, write

# Raise it with every change of analysis, fields or files; an index of another number is built anew.
SCHEMA = 1
# A hit has this share of the best possible score at least, below it nothing but a few letters is alike; and
# this share of the best hit's score.
FLOOR, TAIL = 0.03, 0.25
# So many unknown words of a query are mended; each costs up to 30 ms.
MAX_MENDED = 8


class BrokenIndexError(KbError):
    """The search index cannot be read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; `score` lies between 0 and 1, `path` is relative to the docs folder."""

    id: str
    lang: str
    title: str
    path: str
    score: float
    answer: str
    level: int
    escalate_to: str


def edition() -> str:
    """Return what an index depends on beside the articles: this code's and the libraries' versions."""
    return f"kbtool {SCHEMA}, whoosh {version('whoosh')}, snowballstemmer {version('snowballstemmer')}"


class Index:
    """The articles of one audience, by language."""

    def __init__(self, shelves: Mapping[str, Shelf]) -> None:
        self._shelves = shelves

    @classmethod
    def build(cls, folder: Path, articles: Iterable[Article]) -> "Index":
        """Write an index into an empty folder and open it; of two articles with one id the first counts."""
        for lang, held in _sorted_by_language(articles).items():
            write(folder, lang, ((documents.document(item, lang), _shown(item, lang)) for item in held))
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open an index.

        Whoosh unpickles what it reads, so open no folder that kbtool has not written (`kbtool.search.seal`).
        Raises BrokenIndexError for files that cannot be read.
        """
        shelves: dict[str, Shelf] = {}
        try:
            for lang in analysis.LANGUAGES:
                if Shelf.exists(folder, lang):
                    shelves[lang] = Shelf(folder, lang)
        except Exception as error:
            cls(shelves).close()
            message = f"The search index in {folder} cannot be read: {type(error).__name__}."
            raise BrokenIndexError(message) from error
        return cls(shelves)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        for shelf in self._shelves.values():
            shelf.close()

    def search(self, query: str, lang: str | None = None, k: int = 10) -> list[Hit]:
        """Return the `k` best articles, best first; any text is a query, none is an error.

        `lang` restricts to one language. Words that no article holds are mended first.
        """
        shelves = self._asked(lang)
        found = []
        for shelf in shelves:
            mended = _mended(query, shelf, shelves)
            spelt = [mended.get(word, word) for word in analysis.parts(query, shelf.lang)]
            spelt += [word for word in _joins(spelt, shelf.lang) if shelf.knows(word)]
            scores = shelf.score(spelt).items()
            found += [(score, -number, shelf) for number, score in scores if score >= FLOOR]
        best = heapq.nlargest(k, found, key=lambda item: (item[0], item[1]))
        return [
            Hit(score=score, **shelf.stored(-number))
            for score, number, shelf in best
            if score >= TAIL * best[0][0]
        ]

    def suggest(self, text: str, lang: str | None = None) -> str:
        """Return the text with mistyped words mended, or an empty string where nothing is to mend.

        With no language given, the language of the best hit mends first, then the others what it cannot.
        """
        shelves = self._asked(lang)
        best = self.search(text, lang, 1)
        shelves.sort(key=lambda shelf: not best or shelf.lang != best[0].lang)
        mended: dict[str, str] = {}
        for shelf in reversed(shelves):
            found = _mended(text, shelf, shelves)
            mended |= {word: shelf.written(better) for word, better in found.items()}
        if not mended:
            return ""
        folding = [shelf.lang for shelf in shelves]
        return re.sub(r"[^\W_]+", lambda word: _replacement(word[0], mended, folding), text)

    def _asked(self, lang: str | None) -> list[Shelf]:
        return [shelf for shelf in self._shelves.values() if lang in {None, shelf.lang}]


def _joins(words: Sequence[str], lang: str) -> list[str]:
    """Return each two neighbours as one word: people write one drive, wi-fi, drucker warteschlange."""
    plain = [word for word in words if not analysis.is_stop(word, lang)]
    return [one + other for one, other in itertools.pairwise(plain)]


def _replacement(word: str, mended: Mapping[str, str], languages: Iterable[str]) -> str:
    for lang in languages:
        better = mended.get(analysis.fold(word, lang))
        if better:
            return better
    return word


def _mended(text: str, shelf: Shelf, shelves: Sequence[Shelf]) -> dict[str, str]:
    """Return the words of a text that no language knows and the words this language takes them for."""
    unknown = [word for word in dict.fromkeys(analysis.parts(text, shelf.lang)) if not _is_known(word, shelves)]
    found = {word: shelf.nearest(word) for word in unknown[:MAX_MENDED]}
    return {word: better for word, better in found.items() if better is not None}


def _is_known(word: str, shelves: Sequence[Shelf]) -> bool:
    return any(analysis.is_stop(word, shelf.lang) or shelf.knows(word) for shelf in shelves)


def _sorted_by_language(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """Return the articles by language; Whoosh would keep two of one id, so the second is left out."""
    seen: set[str] = set()
    groups: dict[str, list[Article]] = {}
    for article in articles:
        lang, name = documents.language(article), article.id or article.path
        if lang is not None and name not in seen:
            seen.add(name)
            groups.setdefault(lang, []).append(article)
    return groups


def _shown(article: Article, lang: str) -> Stored:
    return {
        "id": article.id,
        "lang": lang,
        "title": article.title,
        "path": article.path,
        "answer": article.short_answer,
        "level": article.level,
        "escalate_to": article.escalate_to,
    }
