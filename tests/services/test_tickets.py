"""Showing, exporting and forgetting tickets."""

import json

import pytest

from kbtool.errors import UnknownNameError
from kbtool.model.ticket import State
from kbtool.model.ticket_json import from_dict
from kbtool.services import content, drafts, ingest, outcomes, quiz_bank, tickets
from kbtool.services.build import build
from kbtool.services.outcomes import Instead, Outcomes
from kbtool.settings import load
from kbtool.store import rejects
from kbtool.store import tickets as stored
from kbtool.store.database import Store
from tests.conftest import article
from tests.site.conftest import approved

PEOPLE = {
    "requester": {"name": "Änne Süßkind", "email": "suesskind@example.com", "phone": "030 23125 417"},
    "owner": {"name": "Jörg Weißhaupt", "email": "weisshaupt@example.org"},
}
MESSAGES = [
    {
        "id": "12",
        "author": PEOPLE["requester"],
        "role": "customer",
        "visibility": "public",
        "body": "Hier Änne Süßkind.",
    },
    {
        "id": "13",
        "author": PEOPLE["owner"],
        "role": "agent",
        "visibility": "public",
        "body": "Ausschalten, Frau Süßkind.",
    },
]


def line(ident, **more):
    record = {
        "source": "desk",
        "id": ident,
        "state": "resolved",
        "subject": f"Drucker von Süßkind {ident}",
        **PEOPLE,
    }
    return json.dumps({**record, "messages": MESSAGES, **more}, ensure_ascii=False)


DRAFT = article(id="neu", extra='evidence: ["desk:1#13"]')
OTHER = article(id="fremd", extra='evidence: ["desk:11#13"]')


@pytest.fixture
def project(make_project):
    lines = [
        line("1", custom={"Raum": "Süßkind"}, links=["https://example.com/Süßkind"]),
        line("2", state="open"),
        line("11"),
    ]
    files = {
        "tickets.jsonl": "\n".join(lines) + "\n",
        "docs/de/printing/alt.md": article(id="alt", extra='evidence: ["desk:1"]'),
        "docs/de/printing/ohne.md": article(id="ohne"),
        ".kbtool/drafts/neu.md": DRAFT,
        ".kbtool/drafts/fremd.md": OTHER,
        ".kbtool/drafts/kaputt.md": "---\nid: [\n---\ndesk:1\n",
    }
    made = make_project(files)
    ingest.ingest(made, load(made.config))
    return made


def settings_of(project):
    return load(project.config)


def test_tickets_are_listed_by_state_source_and_text(project):
    assert [item.ref for item in tickets.summaries(project)] == ["desk:1", "desk:11", "desk:2"]
    assert [item.ref for item in tickets.summaries(project, states=[State.OPEN])] == ["desk:2"]
    assert [item.ref for item in tickets.summaries(project, query="SÜSSKIND 11")] == ["desk:11"]


def test_unknown_source_suggests_the_closest(project):
    with pytest.raises(UnknownNameError) as error:
        list(tickets.summaries(project, source="dsk"))
    assert error.value.hint == "Did you mean “desk”?"


def test_ticket_is_shown_by_reference_or_number(project):
    assert tickets.show(project, settings_of(project), "desk:2").subject == "Drucker von Süßkind 2"
    assert tickets.show(project, settings_of(project), "2").ref == "desk:2"


def test_redacted_ticket_names_nobody(project):
    shown = tickets.show(project, settings_of(project), "1", redacted=True)
    assert "kind" not in repr(shown)
    assert shown.ref == "desk:1"


def test_export_is_the_canonical_format(project):
    items = list(tickets.export(project, settings_of(project)))
    assert [item["id"] for item in items] == ["1", "11", "2"]
    assert from_dict(items[0]) == from_dict(
        json.loads(line("1", custom=items[0]["custom"], links=items[0]["links"], language="de"))
    )


def test_redacted_export_holds_no_name_address_or_foreign_field(project):
    items = list(tickets.export(project, settings_of(project), redacted=True))
    text = json.dumps(items, ensure_ascii=False)
    for private in ("Süßkind", "suesskind", "Weißhaupt", "weisshaupt", "23125"):
        assert private not in text
    assert (items[0]["custom"], items[0]["links"]) == ({}, [])
    assert items[0]["messages"][1]["body"].startswith("Ausschalten, Frau")
    assert from_dict(items[0]).ref == "desk:1"


def test_traces_are_articles_and_drafts_that_name_the_ticket(project):
    found = tickets.traces(project, settings_of(project), names=["1"])
    assert found.tickets == ("desk:1",)
    assert found.articles == ("docs/de/printing/alt.md",)
    assert found.drafts == (".kbtool/drafts/kaputt.md", ".kbtool/drafts/neu.md")


def test_notes_of_a_draft_tell_its_tickets_too(project):
    path = project.drafts / "fremd.md"
    drafts.write_notes(path, drafts.Notes(tickets=("desk:1",)))
    assert ".kbtool/drafts/fremd.md" in tickets.traces(project, settings_of(project), names=["1"]).drafts


def test_tickets_of_a_requester_are_found(project):
    found = tickets.traces(project, settings_of(project), requester="SUESSKIND@example.com")
    assert found.tickets == ("desk:1", "desk:11", "desk:2")
    with pytest.raises(UnknownNameError):
        tickets.traces(project, settings_of(project), requester="nobody@example.com")


def test_notes_of_a_ticket_whose_draft_was_never_written_go_with_it(project):
    path = project.drafts / "abgebrochen.md"
    drafts.write_notes(path, drafts.Notes(tickets=("desk:1",)))
    tickets.forget(project, tickets.traces(project, settings_of(project), names=["1"]))
    assert not path.with_suffix(".json").exists()


def test_forgotten_ticket_is_gone_with_its_drafts_and_stays_gone(project):
    settings = settings_of(project)
    tickets.forget(project, tickets.traces(project, settings, names=["1"]))
    with pytest.raises(UnknownNameError):
        tickets.show(project, settings, "desk:1")
    assert [path.name for path in drafts.paths(project)] == ["fremd.md"]
    assert (project.root / "docs/de/printing/alt.md").exists()
    assert ingest.ingest(project, settings).new == 0
    with Store.open(project) as store:
        assert "desk:1" not in list(stored.refs(store))


def test_forgetting_clears_what_was_noted_beside_the_store(project):
    file = project.root / "tickets.jsonl"
    file.write_text(line("1") + "\n" + line("9", state="?") + "\n", encoding="utf-8")
    settings = settings_of(project)
    ingest.ingest(project, settings)
    noted = {ref: Instead(ref, "alt", 0.9, "drucker von …") for ref in ("desk:1", "desk:2")}
    outcomes.write(project.outcomes, Outcomes(noted, ("desk:1",), {}))
    tickets.forget(project, tickets.traces(project, settings, names=["1"]))
    assert outcomes.read(project.outcomes) == Outcomes({"desk:2": noted["desk:2"]}, (), {})
    assert [item.id for item in rejects.read(project.rejects)] == ["9"]


BANK = """\
schema: 1
items:
- id: q-abc234  # behalten
  type: recall
  lang: de
  article: alt
  status: locked
  stem: Wie heißt der Befehl?
  options: [{id: a, text: ipconfig, why: Darum.}]
  review: {by: anna, at: 2026-11-02}
"""


@pytest.fixture
def published(make_project):
    """A project with a public article drawn from a ticket, and a quiz item about it."""
    drawn = approved(article(id="alt", extra='evidence: ["desk:1#13", "desk:2"]'))
    files = {
        "tickets.jsonl": line("1") + "\n" + line("2", requester={"name": "Bo Ek"}, messages=[]) + "\n",
        "docs/de/printing/alt.md": drawn,
        "docs/de/printing/rest.md": approved(article(id="rest")),
        "quizzes/printing.yml": BANK,
    }
    made = make_project(files)
    ingest.ingest(made, load(made.config))
    return made


def test_forgetting_reopens_the_articles_and_quiz_items_drawn_from_the_ticket(published):
    settings = settings_of(published)
    found = tickets.traces(published, settings, names=["1"])
    assert found.items == ("q-abc234",)

    tickets.forget(published, found)

    reopened = content.load(published, settings).by_id["alt"]
    assert (reopened.is_public, reopened.review, reopened.evidence) == (False, None, ("desk:2",))
    (item,) = quiz_bank.load(published).items
    assert (item.status, item.review) == ("draft", None)
    assert "# behalten" in (published.quizzes / "printing.yml").read_text(encoding="utf-8")


def test_removing_what_is_too_old_leaves_articles_approved(published):
    settings = settings_of(published)

    tickets.forget(published, tickets.traces(published, settings, names=["1"]), reopening=False)

    assert content.load(published, settings).by_id["alt"].is_public


def test_the_next_build_proves_that_a_forgotten_person_is_gone(published):
    settings = settings_of(published)
    path = published.docs / "de/printing/rest.md"
    clean = path.read_text(encoding="utf-8")
    tickets.forget(published, tickets.traces(published, settings, names=["1"]))
    assert "kind" not in published.forgotten.read_text(encoding="utf-8")

    path.write_text(approved(article(id="rest").replace("zehn Sekunden", "Sueßkind, Änne")), encoding="utf-8")
    refused = build(published, settings, audiences=["public"])
    assert {problem.message.split("”")[0] for problem in refused.problems} == {"the rule “forgotten-person"}

    path.write_text(clean, encoding="utf-8")
    assert build(published, settings, audiences=["public"]).is_forgetting_proved
    assert not published.forgotten.exists()
    assert not build(published, settings, audiences=["public"]).is_forgetting_proved
