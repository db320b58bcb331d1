"""The figures that redaction must reach on generated tickets; `python -m tests.bench.bench_redact` shows them all."""

import pytest

from tests.redact.corpus import samples
from tests.redact.evaluate import STRUCTURED, evaluate


@pytest.fixture(scope="module", params=["dev", "held"])
def result(request):
    return evaluate(samples(request.param, 140, seed=11))


def test_structured_values_and_secrets_are_covered(result):
    assert result.recall(STRUCTURED) >= 0.995


def test_parties_of_the_ticket_are_covered(result):
    assert result.recall({"party"}) >= 0.999


def test_third_parties_are_covered_or_suspected(result):
    assert result.recall({"third party"}, suspected=True) >= 0.95


def test_hardly_any_ticket_leaks_in_silence(result):
    assert result.silent_leaks <= 0.01


def test_hardly_anything_is_redacted_by_mistake(result):
    assert result.precision >= 0.98
