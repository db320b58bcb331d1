"""The ticket store: what is written when, in which order it comes back, what is forgotten."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event

from kbtool.errors import UnknownNameError
from kbtool.model.ticket import Person, State
from kbtool.model.ticket_json import from_dict
from kbtool.store import ticket_links, tickets
from kbtool.store.database import Store
from kbtool.store.tickets import Counts
from tests.model.test_ticket_json import RECORDS


def ticket(ident="1", source="rt", **more):
    record = {
        "source": source,
        "id": ident,
        "state": "resolved",
        "subject": "Drucker größer 🖨️",
        "requester": {"name": "Änne Süß", "email": "Suess@example.com"},
        "messages": [{"id": "1", "body": "Er brummt.\n\nVG", "role": "customer", "visibility": "public"}],
    }
    made = from_dict({**record, **more})
    messages = tuple(replace(message, text="Er brummt.", dropped=("VG",)) for message in made.messages)
    return replace(made, messages=messages)


@pytest.fixture
def store(make_project):
    with Store.open(make_project()) as opened:
        yield opened


def test_ticket_comes_back_as_it_was(store):
    tickets.upsert(store, [ticket()])
    assert tickets.get(store, "rt:1") == ticket()


@given(RECORDS)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_ticket_comes_back_as_it_was(store, record):
    made = from_dict(record)
    tickets.upsert(store, [made])
    assert tickets.get(store, made.ref) == made


def test_second_run_changes_nothing(store):
    items = [ticket(str(number)) for number in range(450)]
    assert tickets.upsert(store, items) == Counts(new=450)
    assert tickets.upsert(store, items) == Counts(unchanged=450)


def test_changed_ticket_is_replaced(store):
    tickets.upsert(store, [ticket(), ticket("2")])
    counts = tickets.upsert(store, [ticket(subject="Neu"), ticket("2"), ticket("3")])
    assert counts == Counts(new=1, changed=1, unchanged=1)
    assert counts.read == 3
    assert tickets.get(store, "rt:1").subject == "Neu"


def test_changed_cleaning_counts_as_changed(store):
    tickets.upsert(store, [ticket()])
    message = replace(ticket().messages[0], text="Er brummt", dropped=())
    assert tickets.upsert(store, [replace(ticket(), messages=(message,))]).changed == 1


OLD = {"updated": "2026-11-01T10:00:00Z", "subject": "alt"}
NEW = {"updated": "2026-11-01T13:00:00+02:00", "subject": "neu"}


@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)])
@pytest.mark.parametrize("apart", [0, 250])
def test_of_two_records_in_a_run_the_newer_stays_and_a_repeat_changes_nothing(store, order, apart):
    between = [ticket(f"x{number}") for number in range(apart)]
    items = [ticket(**order[0]), *between, ticket(**order[1])]
    assert tickets.upsert(store, items) == Counts(new=1 + apart, unchanged=1)
    assert tickets.get(store, "rt:1").subject == "neu"
    assert tickets.upsert(store, items) == Counts(unchanged=2 + apart)
    assert tickets.get(store, "rt:1").subject == "neu"


def test_older_export_read_later_replaces_the_ticket(store):
    tickets.upsert(store, [ticket(**NEW)])
    assert tickets.upsert(store, [ticket(**OLD)]).changed == 1


def test_newer_duplicate_of_an_unchanged_ticket_counts_once_as_changed(store):
    tickets.upsert(store, [ticket(**OLD)])
    assert tickets.upsert(store, [ticket(**OLD), ticket(**NEW)]) == Counts(changed=1, unchanged=1)


def test_dry_run_counts_like_a_real_one_and_writes_nothing(store):
    items = [ticket(**OLD), *(ticket(f"x{number}") for number in range(300)), ticket(**NEW)]
    assert tickets.upsert(store, items, dry_run=True) == Counts(new=301, unchanged=1)
    assert tickets.count(store) == 0


def test_interrupted_run_keeps_whole_batches_and_can_be_repeated(store):
    def items():
        yield from (ticket(str(number)) for number in range(500))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tickets.upsert(store, items())
    assert tickets.count(store) == 400
    assert store.integrity_problem() == ""
    assert tickets.upsert(store, (ticket(str(number)) for number in range(500))) == Counts(
        new=100, unchanged=400
    )


def test_unchanged_tickets_are_not_written_again(store):
    items = [ticket(str(number)) for number in range(300)]
    tickets.upsert(store, items)
    statements = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    tickets.upsert(store, items)
    assert not [found for found in statements if found.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_progress_is_told_after_each_batch(store):
    told = []
    tickets.upsert(
        store, [ticket(str(number)) for number in range(450)], on_batch=lambda counts: told.append(counts.read)
    )
    assert told == [200, 400, 450]


def test_tickets_come_in_the_order_of_source_and_id_by_bytes(store):
    names = [("rt", "10"), ("RT", "1"), ("rt", "9"), ("ä", "1"), ("rt", "Z"), ("rt", "a")]
    tickets.upsert(store, [ticket(ident, source) for source, ident in names])
    expected = ["RT:1", "rt:10", "rt:9", "rt:Z", "rt:a", "ä:1"]
    assert [found.ref for found in tickets.iterate(store)] == expected
    assert list(tickets.refs(store)) == expected


def test_tickets_are_filtered_by_state_across_pages(store):
    states = ["resolved", "open", "closed"]
    tickets.upsert(store, [ticket(f"{number:04}", state=states[number % 3]) for number in range(750)])
    solved = list(tickets.iterate(store, states=[State.RESOLVED, State.CLOSED]))
    assert len(solved) == 500
    assert len({found.ref for found in solved}) == 500
    assert tickets.count(store, states=[State.OPEN]) == 250


def test_store_can_be_written_while_tickets_are_read(store):
    tickets.upsert(store, [ticket(str(number)) for number in range(450)])
    for found in tickets.iterate(store):
        ticket_links.link(store, "drucker", [found.ref])
    assert len(list(ticket_links.links(store))) == 450


def test_everybody_in_the_metadata_is_known_once(store):
    author = {"name": "Jörg Weiß", "email": "weiss@example.org"}
    more = {"owner": author, "messages": [{"author": author, "body": "x"}]}
    tickets.upsert(store, [ticket("1", **more), ticket("2", **more)])
    assert list(tickets.people(store)) == [
        Person(name="Jörg Weiß", email="weiss@example.org"),
        Person(name="Änne Süß", email="Suess@example.com"),
    ]


def test_people_of_a_changed_ticket_are_replaced(store):
    tickets.upsert(store, [ticket()])
    tickets.upsert(store, [ticket(requester={"name": "Bob"})])
    assert list(tickets.people(store)) == [Person(name="Bob")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("GRÖSSER", ["1"]),
        ("brummt", ["1", "2"]),
        ('sagt "Hm\\"', ["2"]),
        ("100%", ["3"]),
        ("x_y", ["3"]),
        ("suess@EXAMPLE", ["1", "2", "3"]),
        ("nichts", []),
    ],
)
def test_list_finds_text_in_subject_and_messages_whatever_the_case(store, query, expected):
    tickets.upsert(
        store,
        [
            ticket("1", subject="Drucker größer"),
            ticket("2", messages=[{"body": 'Er brummt und sagt "Hm\\"'}], subject="B"),
            ticket("3", messages=[{"body": "100% bei x_y"}], subject="C"),
        ],
    )
    assert [found.ref[3:] for found in tickets.summaries(store, query=query)] == expected


def test_list_is_filtered_by_source_and_state(store):
    tickets.upsert(store, [ticket("1"), ticket("2", state="open"), ticket("1", "crm")])
    assert [found.ref for found in tickets.summaries(store, source="rt", states=[State.OPEN])] == ["rt:2"]


def test_list_tells_times_and_language(store):
    tickets.upsert(store, [ticket(created="2026-11-02T08:00:00+01:00", language="de", queue="IT")])
    (found,) = tickets.summaries(store)
    assert (found.created, found.language, found.queue) == (datetime(2026, 11, 2, 7, tzinfo=UTC), "de", "IT")


def test_unknown_ticket_suggests_the_closest(store):
    tickets.upsert(store, [ticket("4711"), ticket("9", "crm")])
    for name, hint in [
        ("rt:4712", "Did you mean “rt:4711”?"),
        ("tr:4711", "Did you mean “rt:4711”?"),
        ("4712", "Did you mean “rt:4711”?"),
        ("zzz:qqq", "“kbtool tickets list” shows what the store holds."),
    ]:
        with pytest.raises(UnknownNameError) as error:
            tickets.get(store, name)
        assert error.value.hint == hint


def test_id_alone_is_enough_where_one_source_has_it(store):
    tickets.upsert(store, [ticket("1"), ticket("2"), ticket("2", "crm")])
    assert tickets.resolve(store, "1") == "rt:1"
    assert tickets.resolve(store, "crm:2") == "crm:2"
    with pytest.raises(UnknownNameError) as error:
        tickets.resolve(store, "2")
    assert error.value.hint == "Did you mean “crm:2” or “rt:2”?"


def test_forgotten_ticket_leaves_nothing_and_does_not_come_back(store, make_project):
    tickets.upsert(store, [ticket("1", subject="Kanarienvogel"), ticket("2", requester={"name": "Bob"})])
    ticket_links.link(store, "drucker", ["rt:1", "rt:2"])
    tickets.forget(store, "rt:1")
    assert list(tickets.refs(store)) == ["rt:2"]
    assert list(tickets.people(store)) == [Person(name="Bob")]
    assert ticket_links.linked_tickets(store, "drucker") == ("rt:2",)
    assert tickets.upsert(store, [ticket("1", subject="Kanarienvogel")]) == Counts(unchanged=1)
    folder = make_project().private
    assert not [path for path in folder.iterdir() if b"Kanarienvogel" in path.read_bytes()]


def test_forgetting_an_unknown_ticket_is_an_error(store):
    with pytest.raises(UnknownNameError):
        tickets.forget(store, "rt:1")


def test_tickets_of_a_requester_are_found_by_address_in_any_case(store):
    agent = {"name": "Jörg", "email": "suess@example.com"}
    tickets.upsert(store, [ticket("1"), ticket("2", requester={"name": "Bob"}, owner=agent)])
    assert tickets.refs_of_requester(store, " SUESS@example.COM ") == ["rt:1"]


def test_links_are_recorded_once_and_taken_back(store):
    ticket_links.link(store, "b", ["rt:1"])
    ticket_links.link(store, "a", ["rt:2", "rt:1"])
    ticket_links.link(store, "a", ["rt:1", "rt:3:4"])
    assert [(found.article, found.ref) for found in ticket_links.links(store)] == [
        ("a", "rt:1"),
        ("a", "rt:2"),
        ("a", "rt:3:4"),
        ("b", "rt:1"),
    ]
    ticket_links.unlink(store, "a", ["rt:1", "rt:9"])
    assert ticket_links.linked_tickets(store, "a") == ("rt:2", "rt:3:4")


def test_links_stay_when_a_ticket_is_read_again(store):
    tickets.upsert(store, [ticket()])
    ticket_links.link(store, "a", ["rt:1"])
    tickets.upsert(store, [ticket(subject="Neu")])
    assert ticket_links.linked_tickets(store, "a") == ("rt:1",)


def test_payload_is_the_canonical_format(store):
    tickets.upsert(store, [ticket()])
    with store.reading() as connection:
        payload = connection.exec_driver_sql("SELECT payload FROM ticket").scalar()
    assert json.loads(payload)["messages"][0]["body"] == "Er brummt.\n\nVG"
