from datetime import date

import pytest

from kbtool import settings
from kbtool.model.ticket_json import Reject
from kbtool.services import draft, drafts, inbox, review
from kbtool.store import rejects
from tests.conftest import NOW, article
from tests.services.test_draft import ALL, ANSWERED, EDGE_ID, STREAKS_ID, keep, run

TODAY = date(2026, 11, 23)


def sections(project, today=TODAY):
    return {item.kind: item for item in inbox.inbox(project, settings.load(project.config), today=today)}


def names(project, kind, **more):
    found = sections(project, **more).get(kind)
    return [item.name for item in found.items] if found else []


@pytest.fixture
def project(make_project):
    return keep(make_project(), *ALL)


def test_solved_tickets_without_an_article_wait_to_be_drafted(project):
    assert names(project, "tickets-to-draft") == ["rt:1", "rt:2", "rt:3", "rt:4"]


def test_after_drafting_the_drafts_wait_for_a_review(project):
    run(project)
    assert names(project, "drafts-to-review") == [EDGE_ID, STREAKS_ID]
    assert names(project, "tickets-unanswered") == ["rt:4"]
    assert names(project, "tickets-to-draft") == []


def test_drafts_with_many_tickets_come_first(project):
    run(project)
    items = sections(project)["drafts-to-review"].items
    assert "2 tickets" in items[0].detail
    assert "1 ticket " in items[1].detail


def test_an_approved_draft_waits_to_be_published(project):
    run(project)
    review.approve_all(
        project, settings.load(project.config), [EDGE_ID], by="anna", now=NOW, accept_suspicions=True
    )
    assert names(project, "drafts-to-publish") == [EDGE_ID]
    assert names(project, "drafts-to-review") == [STREAKS_ID]


def test_tickets_that_an_article_answers_wait_to_be_linked(make_project):
    project = keep(make_project({"docs/de/printing/pdf-standard.md": ANSWERED}), *ALL)
    report = run(project)
    assert names(project, "tickets-to-link") == ["rt:1", "rt:2"]
    draft.link(project, report)
    assert names(project, "tickets-to-link") == []


def test_a_dismissed_ticket_waits_no_more(project):
    draft.dismiss(project, ["rt:4"], reason="am Telefon gelöst", now=NOW)
    assert "rt:4" not in names(project, "tickets-to-draft")


def test_every_item_says_what_to_run_next(project):
    run(project)
    found = sections(project)
    assert {item.command.split()[1] for section in found.values() for item in section.items} == {
        "review",
        "tickets",
    }


def test_an_article_changed_since_its_review_and_an_overdue_review_are_shown(make_project):
    project = make_project({"docs/de/printing/drucker-offline.md": article(extra="review_by: 2026-11-01")})
    found = settings.load(project.config)
    review.approve_all(project, found, ["drucker-offline"], by="anna", now=NOW, accept_suspicions=True)
    assert names(project, "reviews-overdue", today=date(2027, 12, 1)) == ["drucker-offline"]

    path = project.docs / "de/printing/drucker-offline.md"
    path.write_text(path.read_text(encoding="utf-8").replace("zehn", "zwölf"), encoding="utf-8")

    assert names(project, "articles-changed") == ["drucker-offline"]


def test_a_translation_whose_original_has_changed_is_shown(make_project):
    stale = article(
        id="printer-offline", lang="en", extra="translation_of: drucker-offline\ntranslation_sha256: alt"
    )
    project = make_project(
        {"docs/de/printing/drucker-offline.md": article(), "docs/en/printing/printer-offline.md": stale}
    )
    assert names(project, "translations-stale") == ["printer-offline"]


def test_rejected_records_are_shown_without_their_text(project):
    with rejects.RejectsWriter(project.rejects, sources=["rt"]) as writer:
        writer.add(Reject("rt", "9", "validate", "subject is not a text", "0" * 64, 7))
        writer.commit()
    item = sections(project)["rejects"].items[0]
    assert (item.name, item.detail) == ("rt:9", "validate: subject is not a text")


def test_a_draft_that_cannot_be_read_is_shown(project):
    run(project)
    drafts_folder = project.drafts
    (drafts_folder / "kaputt.md").write_text("---\na: b: c\n---\n", encoding="utf-8")
    assert any("kaputt" in name for name in names(project, "drafts-to-review"))


def test_a_draft_that_may_be_answered_already_names_the_article(make_project):
    project = keep(make_project({"docs/de/printing/pdf-standard.md": ANSWERED}), *ALL)
    run(project, anyway=True)
    first = sections(project)["drafts-to-review"].items[0]
    assert "see pdf-standard" in first.detail
    assert drafts.read_notes(project.drafts / f"{first.name}.md").instead


def test_where_nothing_waits_the_inbox_is_empty(make_project):
    assert sections(make_project()) == {}
