"""The deny list: everybody the tickets' metadata names, ready to be looked up word by word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from kbtool.model.ticket import Person
from kbtool.redact.people import Forms, Keys, forms
from kbtool.redact.types import Kind

_PHONE_END = 6


@dataclass(frozen=True, slots=True)
class Known:
    """Sets of folded words and digits; looking a word up costs the same for ten people as for 20,000.

    `heads` holds every word that anything else can begin with: most words of a text are in none of the sets.
    `sequences` are found by their first two words, for a first name alone would lead to hundreds of people.
    """

    parts: set[str] = field(default_factory=set, repr=False)
    sequences: dict[tuple[str, str], set[tuple[Kind, Keys]]] = field(default_factory=dict, repr=False)
    logins: set[str] = field(default_factory=set, repr=False)
    emails: set[str] = field(default_factory=set, repr=False)
    phones: dict[str, set[str]] = field(default_factory=dict, repr=False)
    numbers: set[str] = field(default_factory=set, repr=False)
    organisations: set[str] = field(default_factory=set, repr=False)
    organisation_parts: set[str] = field(default_factory=set, repr=False)
    streets: set[str] = field(default_factory=set, repr=False)
    domains: set[str] = field(default_factory=set, repr=False)
    heads: set[str] = field(default_factory=set, repr=False)

    @classmethod
    def from_people(cls, people: Iterable[Person], extra: Iterable[str] = ()) -> Self:
        """Return the deny list of these people and of further names (the setting `known_names`)."""
        known = cls()
        for person in people:
            known._add(forms(person))
            if person.email:
                known.emails.add(person.email.strip().lower())
        for name in extra:
            known._add(forms(Person(name=name)))
        return known

    def _add(self, found: Forms) -> None:
        self.parts.update(found.parts)
        self.logins.update(found.logins)
        self.numbers.update(found.numbers)
        self.organisations.update(found.organisations)
        self.organisation_parts.update(found.organisation_parts)
        self.streets.update(found.streets)
        for kind, keys in found.sequences:
            self.sequences.setdefault((keys[0], keys[1]), set()).add((kind, keys))
        for digits in found.phones:
            self.phones.setdefault(digits[-_PHONE_END:], set()).add(digits)
        if found.domain:
            self.domains.add(found.domain)
        self.heads.update(found.parts, found.logins, found.organisation_parts, found.streets)
        self.heads.update(keys[0] for _, keys in found.sequences)

    def is_phone(self, digits: str) -> bool:
        """Whether these digits are a known number, with or without country and trunk prefix.

        A number given without its area code counts from six digits on.
        """
        plain = digits.lstrip("0")
        if len(plain) < _PHONE_END:
            return False
        return any(
            plain.endswith(known) or known.endswith(plain) for known in self.phones.get(plain[-_PHONE_END:], ())
        )
