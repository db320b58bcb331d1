"""Whatever people type is a query: none raises, none takes long."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kbtool.search.index import Index
from kbtool.services import search as service
from kbtool.settings import load
from tests.conftest import article
from tests.cpu import at_most
from tests.search.test_index import ARTICLES

PIECES = st.lists(
    st.sampled_from(
        ["NOT ", "AND ", "OR ", "(", ")", '"', "*", "?", "~", "^", ":", "title:", "[a TO z]", "{", "}", "\\", "/", "-", "+",
         "drucker", "Größe", "İ", "ﬁ", "\u0000", "\u202e", "\ud800", "🖨️", "e\u0301", " ", "\n", "0x80070005", "'", "ß" * 40]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with Index.build(tmp_path_factory.mktemp("index"), ARTICLES) as built:
        yield built


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(PIECES, st.text(max_size=300)), lang=st.sampled_from(["de", "en", None]))
@example(query="(" * 3_000, lang=None)
@example(query="NOT " * 3_000, lang=None)
@example(query="a* " * 16, lang="de")
def test_any_text_is_a_query(index, query, lang):
    for hit in index.search(query, lang):
        assert 0 < hit.score <= 1
    assert isinstance(index.suggest(query, lang), str)


@pytest.mark.parametrize(
    "query", ["(" * 100_000, "NOT " * 30_000, "*" * 100_000, "a* " * 30_000, "drcuker " * 30_000, "x" * 100_000]
)
def test_only_the_start_of_a_long_query_counts(make_project, query):
    project = make_project({"docs/de/printing/drucker-offline.md": article()})

    with at_most(10):
        found = service.search(project, load(project.config), query)

    assert found == service.search(project, load(project.config), query[:256])
