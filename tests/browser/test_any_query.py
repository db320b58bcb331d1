"""The worker of the site's search answers whatever is typed."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.search.test_any_text import PIECES

# Starts the site's own worker on its index and gives a function that asks it.
START = """
async () => {
  const config = JSON.parse(document.getElementById("__config").textContent)
  const worker = new Worker(new URL(config.search, location))
  const index = await (await fetch(new URL(`${config.base}/search/search_index.json`, location))).json()
  const ask = message => new Promise(done => {
    worker.onmessage = event => done(event.data)
    worker.onerror = event => done({ type: "error", data: event.message })
    worker.postMessage(message)
  })
  await ask({ type: 0, data: { ...index, options: { suggest: true } } })
  window.answers = async queries => {
    const found = []
    for (const data of queries) found.push(await ask({ type: 2, data }))
    return found.map(({ type, data }) => [type, data.items?.length])
  }
}
"""
RESULT = 3


@pytest.fixture
def answers(open_page):
    """Return a function that gives the kind of answer and the number of articles for each query."""
    page = open_page("de/printing/")
    page.set_default_timeout(60_000)
    page.evaluate(START)
    return lambda queries: page.evaluate("queries => answers(queries)", queries)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(PIECES, st.text(max_size=300)), min_size=30, max_size=60))
@example(["(" * 3000, "+drucker -drucker", "titel:x", "^1", "~", "a~9", '"', "drucker " * 3000])
def test_any_text_is_answered_and_the_next_one_as_well(answers, queries):
    sent = [query.encode("utf-8", "replace").decode() for query in queries]

    found = answers([*sent, "drucker offline"])

    assert {kind for kind, _ in found} == {RESULT}
    assert found[-1][1] > 0


def test_only_the_start_of_a_long_query_counts(answers):
    start = "drucker offline ".ljust(256)

    (cut, whole) = answers([f"{start} xyzzy +qwertz", start])

    assert cut == whole
