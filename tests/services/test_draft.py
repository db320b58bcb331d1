import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kbtool import settings
from kbtool.errors import BusyError, InputError, StoreError, UnknownNameError
from kbtool.model.ticket import State
from kbtool.services import draft, drafts, outcomes, review
from kbtool.services.publish import publish
from kbtool.store import files, ticket_links, tickets
from kbtool.store.database import Store
from tests.conftest import NOW, article
from tests.drafting.make import ticket

PDF = (
    "Hallo,\n1. Öffnen Sie Einstellungen > Apps > Standard-Apps.\n2. Geben Sie .pdf in das Suchfeld ein.\n3. Klicken Sie auf Microsoft "
    "Edge und wählen Sie Adobe Acrobat als Standard aus."
)
TONER = (
    "Bitte so:\n1. Öffnen Sie die vordere Klappe.\n2. Ziehen Sie die Tonerkartusche heraus und schütteln Sie sie.\n3. Setzen Sie die "
    "Kartusche wieder ein, bis sie einrastet."
)
EDGE = ticket(
    ("customer", "Jede PDF-Datei öffnet sich unter Windows 11 seit dem Update in Edge statt in Acrobat."),
    ("agent", PDF),
    ("customer", "Danke, klappt!"),
    subject="PDF öffnet immer in Edge",
    id="1",
    category="printing",
    language="de",
)
WRONG = ticket(
    ("customer", "Alle PDF gehen jetzt im Browser Edge auf, Acrobat wäre richtig, Windows 11."),
    ("agent", PDF),
    subject="falsches Programm für PDF-Dateien",
    id="2",
    category="printing",
    language="de",
)
STREAKS = ticket(
    (
        "customer",
        "Auf jeder gedruckten Seite sind seit gestern zwei graue Streifen, der Drucker ist neu, Windows 11.",
    ),
    ("agent", TONER),
    (
        "note",
        "KANARIENVOGEL Schlüssel liegt beim Empfang, bitte nicht weitersagen, sonst gibt es wieder Ärger mit allen.",
    ),
    ("customer", "Super, geht wieder!"),
    subject="Graue Streifen auf dem Ausdruck",
    id="3",
    category="printing",
    language="de",
)
CHARGER = (
    "Bitte so:\n1. Ziehen Sie das Netzteil ab.\n2. Halten Sie den Einschaltknopf 30 Sekunden gedrückt.\n3. Stecken Sie "
    "das Netzteil wieder an und starten Sie den Laptop."
)
LAPTOP = ticket(
    ("customer", "Mein Laptop lädt seit heute früh nicht mehr, obwohl das Netzteil steckt, Windows 11."),
    ("agent", CHARGER),
    ("customer", "Danke, lädt wieder!"),
    subject="Laptop lädt nicht mehr",
    id="6",
    category="printing",
    language="de",
)
PHONE = ticket(
    ("customer", "Mein Bildschirm flackert."),
    ("agent", "Wie telefonisch besprochen."),
    subject="Bildschirm flackert",
    id="4",
    language="de",
)
OPEN = replace(STREAKS, id="5", state=State.OPEN)
ALL = (EDGE, WRONG, STREAKS, PHONE, OPEN)


@pytest.fixture
def project(make_project):
    return make_project()


@pytest.fixture
def filled(project):
    return keep(project, *ALL)


def keep(project, *found):
    with Store.open(project) as store:
        tickets.upsert(store, found)
    return project


def run(project, *refs, **more):
    return draft.draft(project, settings.load(project.config), refs, **{"everything": not refs, **more})


def texts(project):
    return {path.name: path.read_bytes() for path in sorted(project.drafts.iterdir())}


def draft_path(project, name):
    return project.drafts / f"{name}.md"


EDGE_ID = "pdf-oeffnet-immer-in-edge"
STREAKS_ID = "graue-streifen-auf-dem-ausdruck-windows-11"


def test_solved_tickets_become_drafts_and_those_of_one_problem_become_one(filled):
    report = run(filled)

    assert [(item.id, item.tickets) for item in report.drafts] == [
        (EDGE_ID, ("rt:1", "rt:2")),
        (STREAKS_ID, ("rt:3",)),
    ]
    assert report.unanswered == ("rt:4",)
    assert draft_path(filled, EDGE_ID).exists()
    assert not any(item.problems for item in report.drafts)


def test_drafting_twice_gives_the_same_drafts(filled):
    first, before = run(filled), texts(filled)
    second = run(filled)

    assert second == first
    assert texts(filled) == before


def test_drafting_in_two_places_gives_the_same_drafts(make_project):
    one, other = (keep(make_project(name=name), *found) for name, found in (("a", ALL), ("b", ALL[::-1])))

    assert run(one) == run(other)
    assert texts(one) == texts(other)


def test_internal_text_is_in_no_public_draft(filled):
    run(filled)
    assert not [name for name, text in texts(filled).items() if b"KANARIENVOGEL" in text]


def test_a_draft_that_a_person_has_edited_is_not_overwritten(filled):
    run(filled)
    path = draft_path(filled, STREAKS_ID)
    path.write_text(path.read_text(encoding="utf-8") + "\nVon Hand: Größe prüfen.\n", encoding="utf-8")
    edited = texts(filled)

    report = run(filled)

    assert texts(filled) == edited
    assert report.kept == frozenset({STREAKS_ID})


def test_an_approved_draft_is_not_overwritten(filled):
    run(filled)
    review.approve_all(
        filled, settings.load(filled.config), [EDGE_ID], by="anna", now=NOW, accept_suspicions=True
    )
    approved = texts(filled)

    run(filled)

    assert texts(filled) == approved


def test_a_new_ticket_of_the_same_problem_joins_the_draft_under_its_old_name(project):
    keep(project, EDGE)
    run(project)
    keep(project, WRONG)

    report = run(project)

    assert [(item.id, item.tickets) for item in report.drafts] == [(EDGE_ID, ("rt:1", "rt:2"))]
    assert "falsches Programm" in draft_path(project, EDGE_ID).read_text(encoding="utf-8")


def test_a_new_ticket_joins_an_edited_draft_in_its_notes_only(project):
    keep(project, EDGE)
    run(project)
    path = draft_path(project, EDGE_ID)
    edited = path.read_text(encoding="utf-8").replace("Standard-Apps", "Standardprogramme")
    path.write_text(edited, encoding="utf-8")
    keep(project, WRONG)

    run(project)

    assert path.read_text(encoding="utf-8") == edited
    assert drafts.read_notes(path).tickets == ("rt:1", "rt:2")


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_draft_made_anew_and_cut_off_is_finished_by_the_next_run_and_not_taken_as_edited(
    make_project, monkeypatch, lost
):
    whole, project = (keep(make_project(name=name), EDGE) for name in ("whole", "cut"))
    for one in (whole, project):
        run(one)
        keep(one, WRONG)
    run(whole)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_atomic", _breaks_off_before(files.write_atomic, lost))
        with pytest.raises(KeyboardInterrupt):
            run(project)
    report = run(project)

    assert report.kept == frozenset()
    assert texts(project) == texts(whole)


def _breaks_off_before(write, number):
    calls = iter(range(1, 100))

    def cut(path, text):
        if next(calls) == number:
            raise KeyboardInterrupt
        write(path, text)

    return cut


def test_a_person_may_put_back_what_kbtool_wrote_before(project):
    keep(project, EDGE)
    run(project)
    path = draft_path(project, EDGE_ID)
    first = path.read_text(encoding="utf-8")
    keep(project, WRONG)
    run(project)
    path.write_text(first, encoding="utf-8")

    assert run(project).kept == {EDGE_ID}
    assert path.read_text(encoding="utf-8") == first


def test_a_draft_written_by_hand_is_left_alone(filled):
    files.write_atomic(draft_path(filled, "eigener"), article(id="eigener"))
    before = draft_path(filled, "eigener").read_bytes()

    report = run(filled)

    assert draft_path(filled, "eigener").read_bytes() == before
    assert "eigener" not in {item.id for item in report.drafts}


def test_ids_are_unused_by_articles_and_drafts(make_project):
    taken = article(id=STREAKS_ID, title="Ganz anderes Thema")
    project = keep(make_project({"docs/de/printing/anders.md": taken}), STREAKS)
    assert [item.id for item in run(project).drafts] == [f"{STREAKS_ID}-2"]


def test_naming_tickets_drafts_only_those(filled):
    assert [item.tickets for item in run(filled, "rt:3").drafts] == [("rt:3",)]


def test_an_id_without_its_source_will_do_where_it_is_plain(filled):
    assert [item.tickets for item in run(filled, "3").drafts] == [("rt:3",)]


def test_a_named_ticket_without_an_answer_becomes_work_in_progress(filled):
    report = run(filled, "rt:4")
    assert "confidence: wip" in draft_path(filled, report.drafts[0].id).read_text(encoding="utf-8")
    assert "section-empty" in {problem.code for problem in report.drafts[0].problems}


def test_a_named_ticket_of_a_draft_keeps_the_others_of_the_draft(filled):
    run(filled)
    before = texts(filled)
    assert run(filled, "rt:2").drafts[0].tickets == ("rt:1", "rt:2")
    assert texts(filled) == before


def test_an_unknown_ticket_is_named_with_the_closest(filled):
    with pytest.raises(UnknownNameError) as error:
        run(filled, "tr:3")
    assert "tr:3" in str(error.value)
    assert "rt:3" in error.value.hint


def test_nothing_named_is_an_error(filled):
    with pytest.raises(InputError):
        draft.draft(filled, settings.load(filled.config))


def test_a_dry_run_reports_the_same_and_writes_nothing(filled):
    report = run(filled, dry_run=True)
    assert len(report.drafts) == 2
    assert not filled.drafts.exists()
    assert not filled.outcomes.exists()
    assert report == run(filled)


def test_at_most_so_many_drafts(filled):
    assert len(run(filled, limit=1).drafts) == 1


def test_missing_things_are_reported_as_check_would(project):
    keep(project, replace(STREAKS, category=""))
    codes = {problem.code for problem in run(project).drafts[0].problems}
    assert "category-missing" in codes


def test_only_one_draft_run_at_a_time(filled):
    with files.locked(filled.lock, doing="build"), pytest.raises(BusyError):
        run(filled)


ANSWERED = (
    article(id="pdf-standard", title="PDF öffnet sich in Edge statt in Acrobat")
    .replace(
        "1. Schalten Sie den Drucker aus.\n2. Warten Sie zehn Sekunden und schalten Sie ihn ein. 🖨️",
        "\n".join(PDF.splitlines()[1:]),
    )
    .replace("drucker druckt nich", "pdf datei öffnet immer in edge statt acrobat")
)


@pytest.fixture
def answered(make_project):
    return keep(make_project({"docs/de/printing/pdf-standard.md": ANSWERED}), *ALL)


def test_where_an_article_answers_no_draft_is_made(answered):
    report = run(answered)
    assert [(item.ref, item.article) for item in report.instead] == [
        ("rt:1", "pdf-standard"),
        ("rt:2", "pdf-standard"),
    ]
    assert [item.id for item in report.drafts] == [STREAKS_ID]


def test_the_phrasing_that_the_article_lacks_is_suggested(answered):
    phrasings = {item.ref: item.phrasing for item in run(answered).instead}
    assert phrasings["rt:2"] == "falsches Programm für PDF-Dateien"


def test_linking_records_the_answer_and_the_ticket_is_done(answered):
    report = run(answered)
    assert draft.link(answered, report) == 2
    with Store.open(answered) as store:
        assert ticket_links.linked_tickets(store, "pdf-standard") == ("rt:1", "rt:2")
    assert run(answered).instead == ()


def test_linking_can_be_tried(answered):
    draft.link(answered, run(answered), dry_run=True)
    with Store.open(answered) as store:
        assert ticket_links.linked_tickets(store, "pdf-standard") == ()


def test_anyway_makes_a_draft_and_notes_the_article(answered):
    report = run(answered, anyway=True)
    assert report.instead == ()
    path = answered.root / report.drafts[0].path
    assert drafts.read_notes(path).instead == ("pdf-standard",)


def test_a_named_ticket_that_is_linked_says_so(answered):
    with Store.open(answered) as store:
        ticket_links.link(store, "pdf-standard", ["rt:3"])
    assert [(item.ref, item.article) for item in run(answered, "rt:3").instead] == [("rt:3", "pdf-standard")]


def test_a_published_draft_is_not_made_again(filled):
    run(filled)
    found = settings.load(filled.config)
    review.approve_all(filled, found, [EDGE_ID], by="anna", now=NOW, accept_suspicions=True)
    publish(filled, found, [EDGE_ID])
    assert [item.id for item in run(filled).drafts] == [STREAKS_ID]


def test_a_dismissed_ticket_gets_no_draft_until_it_is_named(filled):
    draft.dismiss(filled, ["rt:3"], reason="ein Test", now=datetime(2026, 11, 2, tzinfo=UTC))

    assert outcomes.read(filled.outcomes).dismissed["rt:3"] == outcomes.Dismissal("ein Test", "2026-11-02")
    assert [item.id for item in run(filled).drafts] == [EDGE_ID]
    assert [item.id for item in run(filled, "rt:3").drafts] == [STREAKS_ID]
    assert outcomes.read(filled.outcomes).dismissed == {}


def test_dismissing_an_unknown_ticket_is_an_error(filled):
    with pytest.raises(UnknownNameError):
        draft.dismiss(filled, ["rt:99"], reason="x", now=NOW)


def test_decisions_in_a_damaged_file_are_not_thrown_away(filled):
    filled.private.mkdir(exist_ok=True)
    filled.outcomes.write_text('{"dismissed": [', encoding="utf-8")
    with pytest.raises(StoreError):
        run(filled)
    assert filled.outcomes.read_text(encoding="utf-8") == '{"dismissed": ['


def test_every_field_of_a_draft_has_its_evidence_in_the_notes(filled):
    run(filled)
    fields = json.loads(draft_path(filled, STREAKS_ID).with_suffix(".json").read_text(encoding="utf-8"))[
        "fields"
    ]
    assert fields["resolution"] == {
        "evidence": ["rt:3#2"],
        "rule": "confirmed-by-requester",
        "confidence": 0.84,
    }


def test_without_tickets_there_is_nothing_to_draft(project):
    assert run(project) == draft.Report()


def test_long_work_tells_how_far_it_is(filled):
    told = []
    run(filled, progress=lambda doing, count: told.append((doing, count)))
    assert told == [*(("Reading tickets", n) for n in (1, 2, 3, 4)), ("Drafting", 1), ("Drafting", 2)]
