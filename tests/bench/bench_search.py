"""Measure the search: how often it is right on real questions, and what one `kbtool search` costs.

Run with `python -m tests.bench.bench_search`; it takes about five minutes. Wanted: at most 0.6 CPU s for a
search in this repository's articles with the index in place. `--scale N` times only long queries, in N articles
of random passages.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from unittest import mock

from whoosh import fields, index, query, scoring

from kbtool.model.article import Article
from kbtool.search import index as kb_index
from kbtool.search import scoring as kb_scoring
from kbtool.search.index import Index
from tests.bench import search_data
from tests.bench.search_data import Task, measure
from tests.conftest import REPOSITORY

ROUNDS = 7
LONG_WORDS, LONG_QUERIES = 40, 20
Rank = Callable[[str], Sequence[str]]


@contextmanager
def ours(task: Task, *, restrict: bool = True) -> Iterator[Rank]:
    """Rank with kbtool's index, in the task's language or in all."""
    with tempfile.TemporaryDirectory() as folder, Index.build(Path(folder), task.articles) as built:
        lang = task.lang if restrict else None
        yield lambda text: [hit.id for hit in built.search(text, lang, 100)]


@contextmanager
def plain_whoosh(task: Task) -> Iterator[Rank]:
    """Rank with Whoosh as it comes: standard analyser, BM25F, any word of the query in any field."""
    schema = fields.Schema(
        id=fields.ID(stored=True), title=fields.TEXT, phrasings=fields.TEXT, body=fields.TEXT
    )
    with tempfile.TemporaryDirectory() as folder:
        built = index.create_in(folder, schema)
        writer = built.writer()
        for item in task.articles:
            writer.add_document(id=item.id, title=item.title, phrasings="\n".join(item.issue), body=item.body)
        writer.commit()
        with built.searcher(weighting=scoring.BM25F()) as searcher:
            yield lambda text: [hit["id"] for hit in searcher.search(_any_word(schema, text), limit=100)]


def _any_word(schema: fields.Schema, text: str) -> query.Query:
    terms = [
        query.Term(name, token.text)
        for name in ("title", "phrasings", "body")
        for token in schema[name].analyzer(text)
    ]
    return query.Or(terms)


@contextmanager
def without_grams(task: Task) -> Iterator[Rank]:
    """Rank without the runs of four letters."""
    none = MappingProxyType(dict.fromkeys(kb_scoring.GRAM_SHARE, 0.0))
    with mock.patch.object(kb_scoring, "GRAM_SHARE", none), ours(task) as rank:
        yield rank


@contextmanager
def without_mending(task: Task) -> Iterator[Rank]:
    """Rank without mending mistyped words."""
    with mock.patch.object(kb_index, "MAX_MENDED", 0), ours(task) as rank:
        yield rank


METHODS: Mapping[str, Callable[[Task], object]] = MappingProxyType({
    "plain Whoosh BM25F": plain_whoosh,
    "kbtool": ours,
    "kbtool, no letter runs": without_grams,
    "kbtool, no mending": without_mending,
})  # fmt: skip


def mistyped(task: Task) -> Task:
    """Return the task with one typing error in every second word of over three letters."""
    rng = random.Random(1)  # noqa: S311 - the same errors in every run
    queries = [(" ".join(_typo(word, rng) for word in text.split()), wanted) for text, wanted in task.queries]
    return Task(f"{task.name}, mistyped", task.lang, task.articles, queries)


def _typo(word: str, rng: random.Random) -> str:
    if len(word) < 4 or rng.random() < 0.5:
        return word
    at = rng.randrange(len(word) - 1)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice([
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
    ])  # fmt: skip


def both_languages() -> Task:
    """Return the paragraphs of both languages in one index, and questions that do not say their language."""
    german, english = search_data.xquad("de"), search_data.xquad("en")
    return Task(
        "XQuAD de and en, language not given",
        "de",
        [*german.articles, *english.articles],
        [*german.queries, *english.queries],
    )


def quality() -> None:
    """Print how often each method is right."""
    real = [search_data.xquad("de"), search_data.xquad("en"), search_data.curekart()]
    for task in (*real, *map(mistyped, real)):
        print(f"{task.name}: {len(task.articles)} articles, {len(task.queries)} queries")
        for name, method in METHODS.items():
            with method(task) as rank:
                print(f"  {name:24} {measure(task, rank)}", flush=True)
    task = both_languages()
    with ours(task, restrict=False) as rank:
        print(f"{task.name}\n  {'kbtool':24} {measure(task, rank)}")


def process_cost() -> None:
    """Print the CPU time of `kbtool search` as a process: with no index yet, and with the index in place."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "kb").mkdir()
        (root / "kb" / "mkdocs.yml").write_text((REPOSITORY / "mkdocs.yml").read_text("utf-8"), "utf-8")
        (root / "kb" / "docs").symlink_to(REPOSITORY / "docs")
        environment = os.environ | {"XDG_STATE_HOME": str(root / "state")}
        command = [sys.executable, "-m", "kbtool", "search", "druker", "ofline", "--project", str(root / "kb")]

        def once() -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, capture_output=True, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        first, warm = once(), sorted(once() for _ in range(ROUNDS))
    print(f"kbtool search: {first:.2f} CPU s with no index, {warm[ROUNDS // 2]:.2f} with it (at most 0.6)")


def long_queries(count: int) -> None:
    """Print the CPU time of queries of 40 words in `count` articles of random passages of real text."""
    rng = random.Random(2)  # noqa: S311 - the same passages in every run
    words = " ".join(article.body for article in search_data.xquad("en").articles).split()

    def passage(length: int) -> str:
        start = rng.randrange(len(words) - length)
        return " ".join(words[start : start + length])

    articles = [
        Article(path=f"en/x/{number}.md", id=f"en-{number}", title=passage(6), lang="en", body=passage(75))
        for number in range(count)
    ]
    task = Task("passages", "en", articles, [(passage(LONG_WORDS), "") for _ in range(LONG_QUERIES)])
    for name, method in (("plain Whoosh BM25F", plain_whoosh), ("kbtool", ours)):
        start = time.process_time()
        with method(task) as rank:
            built = time.process_time()
            measure(task, rank)
            each = (time.process_time() - built) / LONG_QUERIES
        print(
            f"{count} articles, {name}: built in {built - start:.1f} CPU s, a long query {each * 1000:.0f} ms"
        )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    if asked.scale:
        long_queries(asked.scale)
    else:
        process_cost()
        quality()


if __name__ == "__main__":
    main()
