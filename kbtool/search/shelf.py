"""One language of an index: a Whoosh index that holds the words, and a JSON file with lengths and spellings.

Whoosh keeps term dictionary, postings and stored fields; it neither analyses text nor ranks. The exact lengths
lie beside it because Whoosh rounds them, and because reading them one by one costs more than a search.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from kbtool.search import analysis, scoring, typos
from kbtool.search.document import Document

_TERM_FIELDS = (*scoring.WORD_FIELDS, *scoring.GRAM_FIELDS)
_MEMORY_MB = 128

Stored = Mapping[str, Any]


def _schema() -> fields.Schema:
    texts = {name: fields.KEYWORD() for name in (*_TERM_FIELDS, "spell")}
    return fields.Schema(stored=fields.STORED, **texts)


def write(folder: Path, lang: str, documents: Iterable[tuple[Document, Stored]]) -> None:
    """Write the articles of a language into a folder, each with what a hit shows of it."""
    lengths: dict[str, list[int]] = {name: [] for name in _TERM_FIELDS}
    written: dict[str, str] = {}
    writer = FileStorage(str(folder)).create_index(_schema(), indexname=lang).writer(limitmb=_MEMORY_MB)
    try:
        for document, stored in documents:
            writer.add_document(stored=dict(stored), **document.fields)
            for name in _TERM_FIELDS:
                lengths[name].append(len(document.fields[name]))
            written.update(document.written)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(optimize=True)
    _file(folder, lang, "lengths").write_text(json.dumps(lengths), encoding="utf-8")
    _file(folder, lang, "spelling").write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")


def _file(folder: Path, lang: str, what: str) -> Path:
    return folder / f"{lang}-{what}.json"


class Shelf:
    """The articles of one language, open for reading."""

    def __init__(self, folder: Path, lang: str) -> None:
        """Open what `write` has written; raises whatever Whoosh raises for files it cannot read."""
        self.lang = lang
        self._nearest: dict[str, str | None] = {}
        self._folder = folder
        lengths = json.loads(_file(folder, lang, "lengths").read_text(encoding="utf-8"))
        self._collection = scoring.Collection(lengths)
        self._index = FileIndex(FileStorage(str(folder), readonly=True), indexname=lang)
        self._reader = self._index.reader()

    @staticmethod
    def exists(folder: Path, lang: str) -> bool:
        """Return whether the folder holds articles of a language."""
        return _file(folder, lang, "lengths").exists()

    def close(self) -> None:
        """Close the files."""
        self._reader.close()
        self._index.close()

    def stored(self, number: int) -> Stored:
        """Return what was stored with an article."""
        stored: Stored = self._reader.stored_fields(number)["stored"]
        return stored

    def score(self, words: Iterable[str]) -> dict[int, float]:
        """Return the score of every article that shares a word, or a run of letters, with the query."""
        spelt = list(words)
        plain = [word for word in spelt if not analysis.is_stop(word, self.lang)]
        return scoring.combined(
            self._bm25f((analysis.stem(word, self.lang) for word in plain), scoring.WORD_FIELDS),
            self._bm25f(analysis.grams(plain), scoring.GRAM_FIELDS),
            self.lang,
        )

    def _bm25f(self, terms: Iterable[str], of: Mapping[str, scoring.Field]) -> scoring.Scores:
        return scoring.bm25f(terms, of, self._collection, self._postings)

    def _postings(self, field: str, term: str) -> dict[int, float]:
        if (field, term) not in self._reader:
            return {}
        found: dict[int, float] = {}
        matcher = self._reader.postings(field, term)
        while matcher.is_active():
            found[matcher.id()] = matcher.weight()
            matcher.next()
        return found

    def knows(self, word: str) -> bool:
        """Return whether an article holds the word in any of its forms."""
        stem = analysis.stem(word, self.lang)
        return any((name, stem) in self._reader for name in scoring.WORD_FIELDS)

    def nearest(self, word: str) -> str | None:
        """Return the known word that a mistyped one most likely meant."""
        allowed = typos.allowance(word)
        if allowed == 0:
            return None
        if word not in self._nearest:
            # Whoosh counts two swapped letters as two edits.
            near = {*self._reader.terms_within("spell", word, allowed), *typos.swapped(word)}
            counted = ((other, self._reader.doc_frequency("spell", other)) for other in near)
            candidates = [typos.Candidate(other, count) for other, count in counted if count]
            self._nearest[word] = typos.nearest(word, candidates)
        return self._nearest[word]

    @cached_property
    def _written(self) -> Mapping[str, str]:
        written: Mapping[str, str] = json.loads(
            _file(self._folder, self.lang, "spelling").read_text(encoding="utf-8")
        )
        return written

    def written(self, word: str) -> str:
        """Return a folded word as people write it: schlussel is schlüssel."""
        return self._written.get(word, word)
