"""Stable names for what is taken out: the same value has the same placeholder all through its ticket."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kbtool.model.ticket import Person, Role, Ticket
from kbtool.redact.folding import fold
from kbtool.redact.people import keys_of, phone_digits
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind

_PHONE_END = 7


@dataclass(slots=True)
class _Entity:
    """Somebody: the names, the role, and the placeholder once it is first needed."""

    stem: str
    keys: set[str]
    label: str = ""

    def may_be(self, stem: str) -> bool:
        """Whether somebody of this role may be the person known so far by a part of the name."""
        return stem in {self.stem, "person"}


@dataclass(slots=True)
class Labels:
    """Hands out placeholders, numbered by kind in order of first appearance."""

    counts: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[Kind, str], str] = field(default_factory=dict)
    by_key: dict[str, list[_Entity]] = field(default_factory=dict)

    def label(self, span: Span, text: str) -> str:
        """Return the placeholder of a span that covers this text."""
        if span.kind is Kind.PASSWORD:
            return "[password]"
        if span.kind is Kind.NAME:
            return self.name(span.keys or tuple(fold(word) for word in re.findall(r"[^\W_]+", text)))
        value = (span.kind, _comparable(span.kind, text))
        if value not in self.values:
            self.values[value] = self._next(span.kind.value)
        return self.values[value]

    def name(self, keys: Iterable[str], stem: str = "person") -> str:
        """Return the placeholder of the person who bears these names, a new one if nobody does yet."""
        entity = self.acquaint(keys, stem)
        if not entity.label:
            entity.label = self._next(entity.stem)
        return entity.label

    def acquaint(self, keys: Iterable[str], stem: str = "person") -> _Entity:
        """Return who bears these names, and learn that they belong together."""
        wanted = [key for key in keys if len(key) > 1]
        candidates = list(self._candidates(wanted))
        for entity in candidates:
            if all(_bears(entity, key) for key in wanted):
                return entity
        fuller = (one for one in candidates if one.keys <= set(wanted) and one.may_be(stem))
        entity = next(fuller, None) or _Entity(stem, set())
        for key in wanted:
            if key not in entity.keys:
                entity.keys.add(key)
                self.by_key.setdefault(key, []).append(entity)
        return entity

    def _candidates(self, keys: list[str]) -> Iterator[_Entity]:
        for key in keys:
            for base in (key, key.removesuffix("s")):
                yield from self.by_key.get(base, ())

    def _next(self, stem: str) -> str:
        self.counts[stem] = self.counts.get(stem, 0) + 1
        return f"[{stem}-{self.counts[stem]}]"

    def value(self, kind: Kind, text: str) -> str:
        """Return the placeholder of a whole metadata field, or an empty string where it is empty."""
        return self.label(Span(0, len(text), kind, "metadata"), text) if text.strip() else ""


def _bears(entity: _Entity, key: str) -> bool:
    return key in entity.keys or key.removesuffix("s") in entity.keys


def _comparable(kind: Kind, text: str) -> str:
    if kind is Kind.PHONE:
        return phone_digits(text)[-_PHONE_END:] or text
    return fold(re.sub(r"[\W_]", "", text))


def register(labels: Labels, ticket: Ticket) -> None:
    """Name the people of a ticket's metadata by their role."""
    _register(labels, ticket.requester, "customer")
    _register(labels, ticket.owner, "agent")
    for person in (ticket.requester, ticket.owner):
        redacted_person(labels, person, "person")
    for message in ticket.messages:
        _register(labels, message.author, "customer" if message.role is Role.CUSTOMER else "agent")


def _register(labels: Labels, person: Person, stem: str) -> None:
    keys = keys_of(person.name)
    if keys:
        labels.name(keys, stem)


def redacted_person(labels: Labels, person: Person, stem: str) -> Person:
    """Return a person of whom only placeholders are left; what was empty stays empty."""
    keys = keys_of(person.name)
    name = (
        labels.name(keys, stem)
        if keys
        else labels.name([fold(person.name)], stem)
        if person.name.strip()
        else ""
    )
    return Person(
        name=name,
        email=labels.value(Kind.EMAIL, person.email),
        phone=labels.value(Kind.PHONE, person.phone),
        organisation=labels.value(Kind.ORGANISATION, person.organisation),
        address=labels.value(Kind.ADDRESS, person.address),
        customer_number=labels.value(Kind.NUMBER, person.customer_number),
    )
