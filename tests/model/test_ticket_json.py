"""The canonical JSON of tickets: what is read, what is refused, what comes back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import kbtool
from kbtool.model.ticket import Role, State, Visibility
from kbtool.model.ticket_json import BadRecordError, from_dict, to_dict

SCHEMA = json.loads((Path(kbtool.__file__).parent / "scaffold/ticket.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

RECORD = {
    "source": "rt",
    "id": "4711",
    "subject": "Drucker größer als gedacht 🖨️",
    "state": "resolved",
    "created": "2026-11-02T08:14:00+01:00",
    "updated": "2026-11-02T09:00:00+01:00",
    "resolved": None,
    "queue": "IT",
    "category": None,
    "tags": ["drucker"],
    "priority": None,
    "language": None,
    "owner": {"name": "Jörg Weiß", "email": "weiss@example.org"},
    "requester": {"name": "Änne Süß", "email": "suess@example.com", "phone": "030 1234"},
    "resolution": None,
    "links": [],
    "custom": {},
    "messages": [
        {
            "id": "12",
            "author": {"name": "Änne Süß", "email": "suess@example.com"},
            "role": "customer",
            "visibility": "public",
            "at": "2026-11-02T08:14:00+01:00",
            "format": "text",
            "body": "Er druckt nicht.",
            "attachments": [{"name": "foto.jpg", "mime": "image/jpeg", "size": 1}],
        }
    ],
}


def test_canonical_record_comes_back_as_it_was():
    assert to_dict(from_dict(RECORD)) == RECORD


def test_accepted_answer_is_written_only_where_there_is_one():
    assert "accepted_answer" not in to_dict(from_dict(RECORD))
    assert to_dict(from_dict({**RECORD, "accepted_answer": "12"}))["accepted_answer"] == "12"


def test_smallest_record_needs_source_id_and_state():
    ticket = from_dict({"source": "rt", "id": 7, "state": "new"})
    assert (ticket.ref, ticket.state, ticket.subject, ticket.messages) == ("rt:7", State.NEW, "", ())


def test_given_source_takes_the_place_of_the_records_own():
    assert from_dict(RECORD, source="desk").ref == "desk:4711"
    assert from_dict({"id": "1", "state": "open"}, source="desk").ref == "desk:1"


def test_missing_visibility_is_internal():
    ticket = from_dict({"source": "rt", "id": "1", "state": "open", "messages": [{"body": "x"}]})
    assert ticket.messages[0].visibility is Visibility.INTERNAL


def test_missing_role_is_told_by_the_author():
    messages = [{"author": {"email": "SUESS@example.com"}}, {"author": {"name": "Jörg Weiß"}}, {}]
    ticket = from_dict({**RECORD, "messages": messages})
    assert [message.role for message in ticket.messages] == [Role.CUSTOMER, Role.AGENT, Role.AGENT]


def test_list_of_agents_tells_who_is_none():
    authors = [
        {"name": "Jörg Weiß"},
        {"email": "b@Support.example"},
        {"name": "Kollegin"},
        {"email": "suess@example.com"},
    ]
    record = {**RECORD, "messages": [{"author": author} for author in authors]}
    ticket = from_dict(record, agents=["jörg weiß", "@support.example", "suess@example.com"])
    assert [message.role for message in ticket.messages] == [
        Role.AGENT,
        Role.AGENT,
        Role.CUSTOMER,
        Role.CUSTOMER,
    ]


def test_time_without_offset_is_utc():
    assert from_dict({**RECORD, "created": "2026-11-02 08:14"}).created == datetime(
        2026, 11, 2, 8, 14, tzinfo=UTC
    )


def test_messages_are_sorted_by_time():
    late = {"id": "b", "at": "2026-11-02T10:00:00+01:00"}
    early = {"id": "a", "at": "2026-11-02T08:59:00Z"}
    assert [message.id for message in from_dict({**RECORD, "messages": [late, early]}).messages] == ["a", "b"]


def test_messages_keep_their_order_where_a_time_is_missing():
    late, unknown = {"id": "b", "at": "2026-11-02T10:00:00Z"}, {"id": "a"}
    assert [message.id for message in from_dict({**RECORD, "messages": [late, unknown]}).messages] == ["b", "a"]


def test_unknown_keys_are_kept_in_custom():
    record = {
        **RECORD,
        "sla": "gold",
        "custom": {"sla": "silver", "room": "2.14"},
        "requester": {"name": "Änne Süß", "vip": True},
        "messages": [{"id": "12", "channel": "mail", "attachments": [{"name": "a", "sha256": "00"}]}],
    }
    assert dict(from_dict(record).custom) == {
        "sla": "silver",
        "room": "2.14",
        "sla_": "gold",
        "requester.vip": True,
        "messages.12.channel": "mail",
        "messages.12.attachments.1.sha256": "00",
    }


def test_characters_no_database_takes_are_repaired():
    ticket = from_dict({**RECORD, "subject": "a\x00b\ud83dc", "custom": {"k\x00": ["\udfff", float("inf")]}})
    assert ticket.subject == "ab\ufffdc"
    assert ticket.custom == {"k": ["\ufffd", "inf"]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, "id is missing"),
        ({"id": ""}, "id is empty"),
        ({"id": "a\nb"}, "characters that a name cannot have"),
        ({"id": True}, "id is not a text"),
        ({"source": "a:b"}, "source is empty, over 200"),
        ({"state": "solved"}, "state is none of: new, open"),
        ({"state": None}, "state is missing"),
        ({"created": "2026-13-01"}, "created is not a date"),
        ({"created": "0001-01-01T00:00+14:00"}, "created is not a date"),
        ({"created": 1700000000}, "created is not a date"),
        ({"tags": "drucker"}, "tags is not a list"),
        ({"links": [{"url": "x"}]}, "links[1] is not a text"),
        ({"custom": []}, "custom is not a JSON object"),
        ({"requester": "Änne"}, "requester is not a JSON object"),
        ({"messages": [{"body": ["x"]}]}, "messages[1].body is not a text"),
        ({"messages": [{"role": "boss"}]}, "messages[1].role is none of: customer"),
        ({"messages": [{"visibility": "all"}]}, "messages[1].visibility is none of"),
        ({"messages": [{"format": "rtf"}]}, "messages[1].format is none of"),
        ({"messages": [{"id": "1"}, {"id": "1"}]}, "two messages have the same id"),
        ({"messages": [{"attachments": [{"size": -1}]}]}, "messages[1].attachments[1].size"),
    ],
)
def test_wrong_value_is_refused_by_the_name_of_its_field(change, reason):
    with pytest.raises(BadRecordError) as error:
        from_dict({**RECORD, **change})
    assert reason in error.value.reason
    assert error.value.stage == "validate"


def test_refusal_quotes_nothing_of_the_record():
    with pytest.raises(BadRecordError) as error:
        from_dict({**RECORD, "requester": {"name": ["Änne Süß"]}})
    assert "nne" not in str(error.value)


def test_record_that_is_no_object_is_refused():
    with pytest.raises(BadRecordError, match="not a JSON object"):
        from_dict([])


_TEXT = st.none() | st.text(max_size=12) | st.integers(-9, 9999)
_NAME = st.text("aZ9-_ äß", min_size=1, max_size=8).filter(lambda name: name == name.strip())
_TIMES = st.sampled_from(
    [None, "", "2026-11-02", "2026-11-02T08:14", "1999-12-31 23:59:59.5Z", "2026-11-02T08:14:00+0130"]
)
_PEOPLE = st.none() | st.fixed_dictionaries({}, optional={"name": _TEXT, "email": _TEXT, "vip": _TEXT})
_MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "author": _PEOPLE,
        "role": st.sampled_from(["customer", "agent", "system", None]),
        "visibility": st.sampled_from(["public", "internal", None]),
        "at": _TIMES,
        "format": st.sampled_from(["text", "html", "markdown", None]),
        "body": _TEXT,
        "attachments": st.lists(st.fixed_dictionaries({"name": _TEXT}, optional={"size": st.integers(0, 9)})),
        "extra": st.integers(),
    },
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4), lambda x: st.lists(x, max_size=2)
)
RECORDS = st.fixed_dictionaries(
    {
        "source": _NAME,
        "id": _NAME | st.integers(0, 999),
        "state": st.sampled_from([state.value for state in State]),
    },
    optional={
        "subject": _TEXT,
        "created": _TIMES,
        "updated": _TIMES,
        "tags": st.lists(_TEXT, max_size=2),
        "owner": _PEOPLE,
        "requester": _PEOPLE,
        "accepted_answer": _TEXT,
        "custom": st.dictionaries(st.text(max_size=4), _JSON, max_size=2),
        "messages": st.lists(_MESSAGES, max_size=3),
        "unknown": _JSON,
    },
)


@given(RECORDS)
@settings(deadline=None)
def test_what_the_schema_allows_is_read_and_written_as_the_schema_says(record):
    assert VALIDATOR.is_valid(record)
    ticket = from_dict(record)
    written = json.loads(json.dumps(to_dict(ticket), allow_nan=False))
    VALIDATOR.validate(written)
    assert from_dict(written) == ticket


@given(RECORDS, st.sampled_from(sorted(SCHEMA["properties"])), _JSON)
@settings(deadline=None)
def test_schema_and_reader_refuse_the_same_records(record, key, value):
    record[key] = value
    try:
        from_dict(record)
        taken = True
    except BadRecordError as error:
        taken = False
        if error.reason.startswith("two messages"):
            return  # JSON Schema cannot say that ids differ
    assert taken is VALIDATOR.is_valid(record)
