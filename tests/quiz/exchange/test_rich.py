from hypothesis import given
from hypothesis import strategies as st

from kbtool.quiz.exchange import markup, rich
from tests.quiz.exchange.strategies import patient, texts


@patient
@given(texts)
def test_every_text_comes_back_from_its_html(text):
    assert rich.markdown(rich.html(text, "bilder/"), "bilder/") == text


@patient
@given(texts)
def test_a_tidy_text_stays_as_it_is(text):
    assert rich.tidy(text) == text
    assert rich.renamed(text, {}) == text


@patient
@given(st.text())
def test_any_text_becomes_well_formed(text):
    markup.fragment(
        rich.phrasing(text.translate(dict.fromkeys([*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])))
    )
