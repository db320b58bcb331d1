"""The examples in the docstrings of all modules hold."""

import doctest
import importlib

import pytest

from tests.conftest import REPOSITORY

PATHS = [path.relative_to(REPOSITORY) for path in sorted(REPOSITORY.glob("kbtool/**/*.py"))]
MODULES = [
    ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    for path in PATHS
    if "    >>> " in (REPOSITORY / path).read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name):
    result = doctest.testmod(importlib.import_module(name))

    assert result.attempted > 0
    assert result.failed == 0
