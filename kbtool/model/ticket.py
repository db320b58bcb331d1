"""Tickets as kbtool keeps them, whatever system they come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    OPEN = "open"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"

    @property
    def is_solved(self) -> bool:
        """Whether the ticket can hold an answer."""
        return self in {State.RESOLVED, State.CLOSED}


class Role(StrEnum):
    """Who wrote a message."""

    CUSTOMER = "customer"
    AGENT = "agent"
    SYSTEM = "system"


class Visibility(StrEnum):
    """Whether the customer saw a message; unknown is internal."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a ticket's metadata; empty strings where nothing is known."""

    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    address: str = ""
    customer_number: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of an attachment; its content is never kept. `size` is in bytes."""

    name: str
    mime: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `body` as it came, `text` without quotes and signature, `dropped` what was cut.

    `format` is that of the body: text, html or markdown. The text of an HTML body is Markdown that is safe to
    render; the text of the others is as their author wrote it, so whoever puts it on a page has to escape it.
    """

    id: str
    author: Person
    role: Role
    visibility: Visibility
    at: datetime | None
    format: str
    body: str
    text: str
    dropped: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether the customer saw it."""
        return self.visibility is Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket with its thread, oldest message first; times are aware."""

    source: str
    id: str
    subject: str
    state: State
    created: datetime | None = None
    updated: datetime | None = None
    resolved: datetime | None = None
    queue: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    priority: str = ""
    language: str = ""
    owner: Person = field(default_factory=Person)
    requester: Person = field(default_factory=Person)
    resolution: str = ""
    accepted_answer: str = ""
    links: tuple[str, ...] = ()
    custom: Mapping[str, Any] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()

    @property
    def ref(self) -> str:
        """The name people type and evidence stores: `source:id`."""
        return f"{self.source}:{self.id}"

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody the metadata names: requester, owner and authors."""
        return (self.requester, self.owner, *(message.author for message in self.messages))
