"""Tickets as rows of the database, and back."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from kbtool.model.ticket import Ticket
from kbtool.model.ticket_json import from_dict, to_dict


def row(ticket: Ticket) -> dict[str, Any]:
    """Return the row of a ticket; its sha256 changes with anything the source says and with the cleaning."""
    payload = _json(to_dict(ticket))
    cleaned = _json(
        [
            None if message.text == message.body and not message.dropped else [message.text, message.dropped]
            for message in ticket.messages
        ]
    )
    return {
        "source": ticket.source,
        "id": ticket.id,
        "state": ticket.state.value,
        "subject": ticket.subject,
        "queue": ticket.queue,
        "language": ticket.language,
        "created": utc(ticket.created),
        "updated": utc(ticket.updated),
        "resolved": utc(ticket.resolved),
        "sha256": hashlib.sha256(f"{payload}\n{cleaned}".encode()).hexdigest(),
        "superseded": "",
        "payload": payload,
        "cleaned": cleaned,
    }


def people_rows(ticket: Ticket) -> list[dict[str, Any]]:
    """Return a row for each person the ticket's metadata names; the requester comes first."""
    named = [(True, ticket.requester), *((False, person) for person in ticket.people[1:])]
    return [
        {
            "source": ticket.source,
            "ticket": ticket.id,
            "is_requester": is_requester,
            **asdict(person),
            "email_folded": person.email.casefold(),
        }
        for is_requester, person in dict.fromkeys(named)
        if any(asdict(person).values())
    ]


def ticket(payload: str, cleaned: str) -> Ticket:
    """Return the ticket of a row."""
    made = from_dict(json.loads(payload))
    messages = tuple(
        message if part is None else replace(message, text=part[0], dropped=tuple(part[1]))
        for message, part in zip(made.messages, json.loads(cleaned), strict=True)
    )
    return replace(made, messages=messages)


def utc(time: datetime | None) -> str | None:
    """Return a time as text that sorts as times do."""
    return None if time is None else time.astimezone(UTC).isoformat(timespec="microseconds")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
