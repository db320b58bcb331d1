"""A name is private even where an approved article uses it; only what a person approved for good may stand."""

import json

import pytest

from kbtool.errors import InputError
from kbtool.services import approved_words, audit, build, drafts, privacy
from kbtool.settings import load
from tests.conftest import article
from tests.site.conftest import approved

PUBLISHED = "docs/de/printing/drucker-offline.md"
DRAFT = ".kbtool/drafts/zwei.md"
TICKET = {
    "source": "desk", "id": "10304", "state": "resolved", "subject": "Drucker",
    "requester": {"name": "Annegret Wüllenweber", "email": "a.wuellenweber@kunde-nord.de"}, "messages": [],
}  # fmt: skip


def _with(sentence, id="drucker-offline"):  # noqa: A002
    return article(id=id).replace("Windows 11.\n", f"Windows 11. {sentence}\n", 1)


@pytest.fixture
def project(make_project, kbtool):
    """A project with an approved article that holds a customer's name, a listed name and a product."""
    found = make_project({
        "tickets.jsonl": json.dumps(TICKET),
        PUBLISHED: approved(_with("Das nahm Wüllenweber mit Annika und dem Zwurbler auf.")),
        DRAFT: _with("Fragen Sie Wüllenweber oder Annika nach dem Zwurbler.", id="zwei"),
    })  # fmt: skip
    assert kbtool(found)("ingest").exit_code == 0
    return found


def _look(project):
    settings = load(project.config)
    opened = drafts.open_item(project, settings, "zwei")
    found = privacy.examine(opened.article, privacy.context(project, settings))
    return [item.rule for item in found.findings], [item.token for item in found.suspicions]


def test_a_name_in_an_approved_article_silences_no_name_elsewhere(project):
    assert _look(project) == (["known-name"], ["Annika"])


def test_words_approved_for_good_are_left_alone(project):
    approved_words.add(project, "de", ["Wüllenweber", "annika"])

    assert _look(project) == ([], [])


def test_words_approved_in_one_language_are_not_approved_in_another(project):
    approved_words.add(project, "en", ["Wüllenweber", "Annika"])

    assert _look(project) == (["known-name"], ["Annika"])


def test_a_customers_name_in_a_public_article_is_a_hit_on_the_site(project, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>Das nahm Wüllenweber auf.</p>", encoding="utf-8")
    settings = load(project.config)

    before = [hit.rule for hit in audit.audit(project, settings, tmp_path / "site")]
    approved_words.add(project, "de", ["Wüllenweber"])

    assert before == ["known-name"]
    assert audit.audit(project, settings, tmp_path / "site") == []


def test_the_file_of_approved_words_is_sorted_and_keeps_notes(make_project):
    file = "docs/de/.approved-words.txt"
    project = make_project({file: "# Ours\nBeta  # anna, 2026-11-01\nÖl\n"})

    added = approved_words.add(project, "de", ["Zwurbler", "alpha", "Mark", "beta"])

    assert added == ["Zwurbler", "alpha", "Mark"]
    text = (project.root / file).read_text(encoding="utf-8")
    assert text == "# Ours\nalpha\nBeta  # anna, 2026-11-01\nMark\nÖl\nZwurbler\n"
    assert approved_words.read(project, "de") == {"alpha", "Beta", "Mark", "Öl", "Zwurbler"}


def test_a_new_file_says_what_it_is_for(make_project):
    project = make_project({})

    approved_words.add(project, "de", ["Zwurbler"])

    lines = approved_words.path(project, "de").read_text(encoding="utf-8").splitlines()
    assert (lines[0][:2], lines[-1]) == ("# ", "Zwurbler")


def test_a_file_of_approved_words_that_cannot_be_read_is_named(make_project):
    project = make_project({"docs/de/printing/a.md": article()})
    approved_words.path(project, "de").write_bytes(b"\xff\n")

    with pytest.raises(InputError, match=r"docs/de/\.approved-words\.txt: line 1 is not UTF-8 text"):
        approved_words.read(project, "de")


def test_no_site_holds_the_file_of_approved_words(make_project):
    project = make_project({PUBLISHED: approved(article())})
    approved_words.add(project, "de", ["Zwurbler"])

    assert build.build(project, load(project.config)).problems == ()

    names = [path.name for path in project.site.rglob("*") if path.is_file()]
    texts = [path.read_bytes() for path in project.site.rglob("*") if path.is_file()]
    assert "index.html" in names
    assert not [name for name in names if "approved-words" in name]
    assert not any(b"Zwurbler" in text for text in texts)
