"""Notes beside a draft, whatever somebody has made of them."""

import pytest

from kbtool.services import drafts
from kbtool.services.drafts import Notes


@pytest.mark.parametrize(
    "text", ["", "[]", '{"tickets": 1}', '{"confidence": [1]}', "[" * 5000, '{"a": "\ud83d"}']
)
def test_notes_that_cannot_be_understood_count_as_none(tmp_path, text):
    path = tmp_path / "drucker.md"
    path.with_suffix(".json").write_bytes(text.encode("utf-8", "surrogatepass"))

    assert drafts.read_notes(path) == Notes()
