import pytest

from tests.docs.repository import DOCS, README
from tests.docs.transcript import Session, commands

TRANSCRIPTS = (README, DOCS / "guide/tutorial.md")


@pytest.mark.parametrize("page", TRANSCRIPTS, ids=lambda path: path.name)
def test_what_the_page_shows_is_what_happens(page, tmp_path):
    typed = commands(page.read_text(encoding="utf-8"))

    outcomes = list(Session(tmp_path).run(typed))

    assert typed
    assert "\n\n".join(str(outcome) for outcome in outcomes if not outcome.is_as_shown) == ""
