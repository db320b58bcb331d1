"""Every reader takes any bytes: those it expects, damaged at random, and random ones."""

import gc
import os
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import SEEDS, TARGETS, every_target

SLOW = 10.0
PIECES = (
    *(b"\x00", b"\xff", b"\xed\xa0\x80", "\u202e".encode(), "\u2028".encode(), b"\r", b"\n", b"\t", b'"', b"'"),
    *(b"[" * 3000, b"{" * 99, b"<a>" * 200, b"9" * 5000, b"1e999", b"NaN", b"-0", b"\\ud800", b"&#0;", b"]]>"),
    *(
        b": ",
        b"- ",
        b"---\n",
        b"&a [*a]",
        b"!!x ",
        b"?",
        b"|\n",
        b"```",
        b"<!--",
        b"> ",
        b"=",
        b"~",
        b"$",
        b"{",
        b"}",
    ),
    *(
        b"null",
        b"true",
        b"[]",
        b"{}",
        b"0001-01-01T00:00:00+23:59",
        b"9999-12-31T23:59:59-23:59",
        b"2026-02-30",
    ),
)


@st.composite
def damaged(draw, seeds):
    """Return a seed with some of its bytes doubled, dropped or replaced by what parsers stumble over."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(start + draw(st.integers(0, 12)), len(data))
        kept = data[start:end] if draw(st.booleans()) else b""
        data = data[:start] + kept + draw(st.sampled_from(PIECES) | st.binary(max_size=4)) + data[end:]
    return data[:50_000]


@pytest.fixture(scope="module", autouse=True)
def _opened():
    with every_target():
        yield
    gc.collect()


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused_by_the_declared_error_in_a_moment(name):
    @settings(
        max_examples=int(os.environ.get("KBTOOL_FUZZ_EXAMPLES", "40")),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(damaged(SEEDS[name]) | st.binary(max_size=300))
    @example(b"")
    def run(data):
        start = time.process_time()
        TARGETS[name](data)
        assert time.process_time() - start < SLOW

    run()
