import json

import pytest

from kbtool.errors import BusyError
from kbtool.services import content, review
from kbtool.services.publish import publish
from kbtool.settings import load
from kbtool.store import files
from tests.conftest import NOW, article

DRAFT = ".kbtool/drafts/drucker-offline.md"
TARGET = "docs/de/printing/drucker-offline.md"


@pytest.fixture
def approved(make_project):
    """A project with one approved draft."""
    project = make_project({DRAFT: article(extra='evidence: ["desk:1#2"]')})
    (outcome,) = review.approve_all(
        project, load(project.config), (), by="anna", now=NOW, accept_suspicions=False
    )
    assert outcome.refused == ""
    return project


def test_an_approved_draft_becomes_an_article(approved):
    text = (approved.root / DRAFT).read_text(encoding="utf-8")

    (done,) = publish(approved, load(approved.config))

    assert done.path == TARGET
    assert (approved.root / TARGET).read_text(encoding="utf-8") == text
    assert not (approved.root / DRAFT).exists()
    assert content.load(approved, load(approved.config)).articles[0].is_public


def test_publishing_again_has_nothing_to_do(approved):
    publish(approved, load(approved.config))

    assert publish(approved, load(approved.config)) == []


def test_a_draft_that_nobody_approved_stays_where_it_is(make_project):
    project = make_project({DRAFT: article()})

    assert publish(project, load(project.config)) == []
    (done,) = publish(project, load(project.config), ["drucker-offline"])
    assert "not approved" in done.refused


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("zehn Sekunden", "elf Sekunden", "not approved in its present words"),
        ("audience: public", "audience: internal", "not approved in its present words"),
        ("category: printing", "category: ../../..", "not approved in its present words"),
    ],
)
def test_a_draft_changed_since_its_approval_is_refused(approved, old, new, words):
    path = approved.root / DRAFT
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    (done,) = publish(approved, load(approved.config))

    assert words in done.refused
    assert path.exists()
    assert list(approved.docs.rglob("*.md")) == []


def test_another_article_of_the_same_id_is_never_overwritten(approved):
    other = approved.root / "docs/de/network/x.md"
    other.parent.mkdir(parents=True)
    other.write_text(article().replace("category: printing", "category: network"), encoding="utf-8")

    (done,) = publish(approved, load(approved.config))

    assert "another article with the id" in done.refused
    assert (approved.root / DRAFT).exists()


def test_a_publish_cut_short_before_the_draft_went_is_finished_by_the_next(approved):
    files.write_atomic(approved.root / TARGET, (approved.root / DRAFT).read_text(encoding="utf-8"))

    (done,) = publish(approved, load(approved.config))

    assert done.path == TARGET
    assert not (approved.root / DRAFT).exists()


def test_two_publishers_do_not_work_at_once(approved):
    with files.locked(approved.lock, doing="build"), pytest.raises(BusyError, match="has not started"):
        publish(approved, load(approved.config))

    assert (approved.root / DRAFT).exists()


def test_a_folder_that_cannot_be_written_loses_nothing(approved):
    (approved.docs / "de").write_text("a file where the folder should be", encoding="utf-8")

    (done,) = publish(approved, load(approved.config))

    assert "could not be written" in done.refused
    assert (approved.root / DRAFT).exists()


def test_a_dry_run_moves_nothing_and_json_is_for_scripts(approved, kbtool):
    result = kbtool(approved)("publish", "--all", "--dry-run", "--json")

    assert json.loads(result.stdout) == [{"id": "drucker-offline", "path": TARGET, "refused": "", "hint": ""}]
    assert (approved.root / DRAFT).exists()


def test_naming_nothing_is_a_usage_error(approved, kbtool):
    assert kbtool(approved)("publish").exit_code == 2
