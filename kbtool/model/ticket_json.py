"""Tickets as JSON: the canonical format of ticket files, described by kbtool/scaffold/ticket.schema.json.

Reading is strict where a wrong guess would do harm (states, roles, visibility, dates) and lenient elsewhere:
missing optional keys are empty, unknown keys are kept in `custom`.
"""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from kbtool.model import json_fields as check
from kbtool.model.json_fields import BadRecordError
from kbtool.model.ticket import Attachment, Message, Person, Role, State, Ticket, Visibility

__all__ = ["FORMATS", "BadRecordError", "Reject", "from_dict", "same_person", "to_dict"]

FORMATS = ("text", "html", "markdown")
_NEVER = datetime.max.replace(tzinfo=UTC)
_TICKET_KEYS = frozenset({item.name for item in fields(Ticket)})
_MESSAGE_KEYS = frozenset({"id", "author", "role", "visibility", "at", "format", "body", "attachments"})
_ATTACHMENT_KEYS = frozenset({"name", "mime", "size"})
_PERSON_KEYS = tuple(item.name for item in fields(Person))


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was not taken in; `sha256` is of its bytes, `line` counts from 1 in its file."""

    source: str
    id: str
    stage: str
    error: str
    sha256: str
    line: int


def to_dict(ticket: Ticket) -> dict[str, Any]:
    """Return the canonical JSON object of a ticket; keys in the order of the documentation."""
    data: dict[str, Any] = {
        "source": ticket.source,
        "id": ticket.id,
        "subject": ticket.subject,
        "state": ticket.state.value,
        "created": _time_out(ticket.created),
        "updated": _time_out(ticket.updated),
        "resolved": _time_out(ticket.resolved),
        "queue": ticket.queue or None,
        "category": ticket.category or None,
        "tags": list(ticket.tags),
        "priority": ticket.priority or None,
        "language": ticket.language or None,
        "owner": _person_out(ticket.owner),
        "requester": _person_out(ticket.requester),
        "resolution": ticket.resolution or None,
        "links": list(ticket.links),
        "custom": dict(ticket.custom),
        "messages": [_message_out(message) for message in ticket.messages],
    }
    if ticket.accepted_answer:
        data["accepted_answer"] = ticket.accepted_answer
    return data


def _time_out(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _person_out(person: Person) -> dict[str, str] | None:
    return {key: value for key in _PERSON_KEYS if (value := getattr(person, key))} or None


def _message_out(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "author": _person_out(message.author),
        "role": message.role.value,
        "visibility": message.visibility.value,
        "at": _time_out(message.at),
        "format": message.format,
        "body": message.body,
        "attachments": [
            {"name": item.name, "mime": item.mime, "size": item.size} for item in message.attachments
        ],
    }


def from_dict(data: Mapping[str, Any], *, source: str | None = None, agents: Collection[str] = ()) -> Ticket:
    """Return the ticket of a canonical JSON object; `source`, if given, takes the place of its own.

    A message without a role is the customer's if the requester wrote it or, where `agents` names people (names,
    addresses or “@domain”), if none of them did. Message texts are the bodies as they came: cutting quotes and
    signatures is the sources' work. Messages are sorted by time where each has one. Raises BadRecordError.
    """
    data = check.mapping(data, "the record")
    requester = _person(data.get("requester"), "requester")
    messages = _messages(data.get("messages"), requester, agents)
    return Ticket(
        source=check.name(data.get("source") if source is None else source, "source", check.SOURCE),
        id=check.name(data.get("id"), "id", check.ID),
        subject=check.text(data.get("subject"), "subject"),
        state=check.one_of(State, data.get("state"), "state"),
        created=check.time(data.get("created"), "created"),
        updated=check.time(data.get("updated"), "updated"),
        resolved=check.time(data.get("resolved"), "resolved"),
        queue=check.text(data.get("queue"), "queue"),
        category=check.text(data.get("category"), "category"),
        tags=check.texts(data.get("tags"), "tags"),
        priority=check.text(data.get("priority"), "priority"),
        language=check.text(data.get("language"), "language"),
        owner=_person(data.get("owner"), "owner"),
        requester=requester,
        resolution=check.text(data.get("resolution"), "resolution"),
        accepted_answer=check.text(data.get("accepted_answer"), "accepted_answer"),
        links=check.texts(data.get("links"), "links"),
        custom=_custom(data),
        messages=messages,
    )


def _person(value: object, where: str) -> Person:
    if value is None:
        return Person()
    data = check.mapping(value, where)
    return Person(**{key: check.text(data.get(key), f"{where}.{key}") for key in _PERSON_KEYS})


def _messages(value: object, requester: Person, agents: Collection[str]) -> tuple[Message, ...]:
    items = enumerate(check.items(value, "messages"), start=1)
    messages = [_message(item, number, requester, agents) for number, item in items]
    if len({message.id for message in messages}) < len(messages):
        raise check.bad("two messages have the same id")
    if all(message.at is not None for message in messages):
        messages.sort(key=lambda message: message.at or _NEVER)
    return tuple(messages)


def _message(value: object, number: int, requester: Person, agents: Collection[str]) -> Message:
    where = f"messages[{number}]"
    data = check.mapping(value, where)
    author = _person(data.get("author"), f"{where}.author")
    body = check.text(data.get("body"), f"{where}.body")
    role = data.get("role")
    visibility = data.get("visibility")
    attachments = enumerate(check.items(data.get("attachments"), f"{where}.attachments"), start=1)
    return Message(
        id=str(number) if data.get("id") is None else check.name(data["id"], f"{where}.id", check.ID),
        author=author,
        role=_role(author, requester, agents) if role is None else check.one_of(Role, role, f"{where}.role"),
        visibility=Visibility.INTERNAL
        if visibility is None
        else check.one_of(Visibility, visibility, f"{where}.visibility"),
        at=check.time(data.get("at"), f"{where}.at"),
        format=_format(data.get("format"), f"{where}.format"),
        body=body,
        text=body,
        attachments=tuple(_attachment(item, f"{where}.attachments[{n}]") for n, item in attachments),
    )


def _role(author: Person, requester: Person, agents: Collection[str]) -> Role:
    if same_person(author, requester):
        return Role.CUSTOMER
    names = {author.name.casefold(), author.email.casefold(), "@" + author.email.rpartition("@")[2].casefold()}
    listed = not agents or not names.isdisjoint(agent.casefold() for agent in agents)
    return Role.AGENT if listed else Role.CUSTOMER


def same_person(one: Person, other: Person) -> bool:
    """Return whether two people are the same by address or, where one has none, by name."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return bool(one.name) and one.name.casefold() == other.name.casefold()


def _format(value: object, where: str) -> str:
    if value is None:
        return "text"
    if value not in FORMATS:
        raise check.bad(f"{where} is none of: {', '.join(FORMATS)}")
    return str(value)


def _attachment(value: object, where: str) -> Attachment:
    data = check.mapping(value, where)
    size = data.get("size")
    if size is not None and (isinstance(size, bool) or not isinstance(size, int) or size < 0):
        raise check.bad(f"{where}.size is not a number of bytes")
    return Attachment(
        check.text(data.get("name"), f"{where}.name"), check.text(data.get("mime"), f"{where}.mime"), size
    )


def _custom(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return `custom` with everything of the record that has no place of its own, named by its path."""
    value = check.mapping({} if data.get("custom") is None else data["custom"], "custom")
    custom = {check.clean(str(key)): check.storable(item) for key, item in value.items()}
    for path, item in _unknown(data):
        key = check.clean(path)
        while key in custom:
            key += "_"
        custom[key] = check.storable(item)
    return custom


def _unknown(data: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    """Yield what no field holds, of a record whose people and messages have been checked."""
    yield from ((key, item) for key, item in data.items() if key not in _TICKET_KEYS)
    for path, part, known in _parts(data):
        yield from ((f"{path}.{key}", item) for key, item in (part or {}).items() if key not in known)


def _parts(data: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any] | None, Container[str]]]:
    yield from ((name, data.get(name), _PERSON_KEYS) for name in ("owner", "requester"))
    for number, message in enumerate(data.get("messages") or (), start=1):
        path = f"messages.{message.get('id') or number}"
        yield path, message, _MESSAGE_KEYS
        yield f"{path}.author", message.get("author"), _PERSON_KEYS
        for place, attachment in enumerate(message.get("attachments") or (), start=1):
            yield f"{path}.attachments.{place}", attachment, _ATTACHMENT_KEYS
