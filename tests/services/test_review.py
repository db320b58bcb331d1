from datetime import date

import pytest

from kbtool.errors import InputError, RefusedError, UnknownNameError
from kbtool.services import drafts, ingest, review
from kbtool.services.review import Approved, months_later
from kbtool.settings import load
from tests.conftest import NOW, article

DRAFT = ".kbtool/drafts/drucker-offline.md"


def _draft() -> str:
    return article().replace("confidence: validated", "confidence: not-validated")


def _approve(project, *names, accept=False):
    return review.approve_all(
        project, load(project.config), names, by="anna", now=NOW, accept_suspicions=accept
    )


def test_an_approval_names_the_person_the_day_and_the_words(make_project):
    project = make_project({DRAFT: _draft()})

    _approve(project, "drucker-offline")

    item = drafts.open_item(project, load(project.config), "drucker-offline").article
    assert item.is_public
    assert (item.review.by, item.review.at, item.review_by) == ("anna", date(2026, 11, 23), date(2027, 5, 23))


def test_all_open_drafts_are_approved_at_once_and_bad_ones_refused(make_project):
    bad = _draft().replace("drucker-offline", "zwei").replace("## Lösung", "## Losung")
    project = make_project(
        {DRAFT: _draft(), ".kbtool/drafts/zwei.md": bad, ".kbtool/drafts/drei.md": "---\na: b: c\n---\n"}
    )

    outcomes = {item.path: bool(item.refused) for item in _approve(project)}

    assert outcomes == {DRAFT: False, ".kbtool/drafts/zwei.md": True, ".kbtool/drafts/drei.md": True}


def test_an_article_changed_by_hand_can_be_approved_again(make_project):
    path = "docs/de/printing/drucker-offline.md"
    project = make_project({path: article()})
    _approve(project, "drucker-offline")
    changed = (project.root / path).read_text(encoding="utf-8").replace("zehn Sekunden", "zwanzig Sekunden")
    (project.root / path).write_text(changed, encoding="utf-8")
    assert not drafts.open_item(project, load(project.config), path).article.is_approved

    _approve(project, path)

    assert drafts.open_item(project, load(project.config), path).article.is_public


@pytest.mark.parametrize(
    "secret", ["max.mustermann@web.de", "+49 30 23125 042", "Mein Passwort ist Sommer2026!"]
)
def test_personal_data_is_never_approved(make_project, secret):
    project = make_project({DRAFT: _draft().replace("Windows 11.\n", f"Windows 11. {secret}\n", 1)})

    (outcome,) = _approve(project, accept=True)

    assert "personal data or secrets" in outcome.refused
    assert secret not in outcome.refused


def test_words_that_may_be_private_must_be_accepted(make_project):
    project = make_project(
        {DRAFT: _draft().replace("Windows 11.\n", "Der Rechner von Xaverl Qwrtzinger.\n", 1)}
    )

    (first,) = _approve(project)
    (second,) = _approve(project, accept=True)

    assert "may be private" in first.refused
    assert second.refused == ""
    item = drafts.open_item(project, load(project.config), "drucker-offline").article
    assert item.review.suspicions_accepted


def test_only_a_review_makes_an_approved(make_project):
    project = make_project({DRAFT: _draft()})
    opened = drafts.open_item(project, load(project.config), "drucker-offline")

    with pytest.raises(RefusedError):
        Approved(opened, opened.article, object())
    with pytest.raises(RefusedError, match="not approved in its present words"):
        review.approved(opened)


def test_an_unknown_draft_gets_the_closest_names(make_project, kbtool):
    project = make_project({DRAFT: _draft()})

    with pytest.raises(UnknownNameError) as caught:
        drafts.open_item(project, load(project.config), "druker-ofline")
    result = kbtool(project)("review", "druker-ofline", "--approve", "--as", "anna")

    assert caught.value.hint == "Did you mean “drucker-offline”?"
    assert result.exit_code == 2
    assert (
        result.stderr
        == "Error: There is no draft or article “druker-ofline”.\n  Did you mean “drucker-offline”?\n"
    )


def test_a_file_outside_the_project_is_not_reviewed(make_project, tmp_path):
    project = make_project({DRAFT: _draft()})
    (tmp_path / "fremd.md").write_text(_draft(), encoding="utf-8")
    (project.drafts / "link.md").symlink_to(tmp_path / "fremd.md")

    with pytest.raises(InputError, match="outside the project"):
        drafts.open_item(project, load(project.config), str(tmp_path / "fremd.md"))
    with pytest.raises(InputError, match="symbolic link"):
        drafts.open_item(project, load(project.config), "link")


def test_the_dialogue_shows_problems_and_approves_on_demand(make_project, kbtool):
    project = make_project({DRAFT: _draft()})

    result = kbtool(project)("review", "drucker-offline", "--as", "anna", input="a\n")

    assert result.exit_code == 0
    assert "Schalten Sie den Drucker aus." in result.stdout
    assert drafts.open_item(project, load(project.config), "drucker-offline").article.is_approved


def test_skipping_in_the_dialogue_changes_nothing(make_project, kbtool):
    project = make_project({DRAFT: _draft()})

    kbtool(project)("review", "--all", input="s\n")

    assert (project.root / DRAFT).read_text(encoding="utf-8") == _draft()


def test_an_approval_without_a_name_is_a_usage_error(make_project, kbtool):
    result = kbtool(make_project({DRAFT: _draft()}))("review", "--all", "--approve")

    assert result.exit_code == 2
    assert "--as NAME" in result.stderr


def test_months_end_on_a_day_that_exists():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_the_number_of_a_ticket_is_never_approved(make_project):
    ticket = '{"source":"desk","id":"1435443","subject":"x","state":"resolved","messages":[]}\n'
    text = _draft().replace("Windows 11.\n", "Siehe <https://help.example.com/questions/1435443>.\n", 1)
    project = make_project({DRAFT: text, "tickets.jsonl": ticket})
    ingest.ingest(project, load(project.config))

    (outcome,) = _approve(project, accept=True)

    assert "personal data or secrets (number)" in outcome.refused
