"""Floors on data written by others; `python -m tests.bench.bench_search` measures all of it."""

from dataclasses import replace

import pytest

from kbtool.search.index import Index
from tests.bench import search_data

pytestmark = pytest.mark.skipif(
    not (search_data.XQUAD.is_dir() and search_data.HINT3.is_dir()),
    reason="needs ../shared/data/search and ../shared/data/triage beside the repository",
)


@pytest.mark.parametrize(
    ("task", "every", "mrr", "among_three"),
    [
        (lambda: search_data.xquad("de"), 7, 0.91, 0.95),
        (lambda: search_data.xquad("en"), 7, 0.93, 0.96),
        (search_data.curekart, 1, 0.82, 0.90),
    ],
    ids=["xquad-de", "xquad-en", "curekart"],
)
def test_real_questions_find_what_answers_them(tmp_path, task, every, mrr, among_three):
    whole = task()
    sample = replace(whole, queries=whole.queries[::every])

    with Index.build(tmp_path, whole.articles) as index:
        figures = search_data.measure(
            sample, lambda query: [hit.id for hit in index.search(query, whole.lang, 100)]
        )

    assert figures.mrr >= mrr
    assert figures.among_three >= among_three
