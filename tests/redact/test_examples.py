"""The examples in the docstrings of the redaction hold."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "folding",
        "people",
        "phrases",
        "recognisers.keys",
        "recognisers.secret_looks",
        "recognisers.strange",
        "wordlist",
    ],
)
def test_examples_in_docstrings_hold(module):
    result = doctest.testmod(importlib.import_module(f"kbtool.redact.{module}"))

    assert result.attempted > 0
    assert result.failed == 0
