"""Which tickets need a draft, and what is known of them without keeping their text."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbtool.drafting import signature
from kbtool.drafting.instead import Library, Match
from kbtool.drafting.signature import Signature
from kbtool.model.article import Article, Confidence
from kbtool.model.ticket import State, Ticket
from kbtool.redact.apply import apply
from kbtool.redact.known import Known
from kbtool.redact.types import RedactedTicket
from kbtool.store import tickets
from kbtool.store.database import Store

SOLVED = tuple(state for state in State if state.is_solved)
# Findings of redaction are not kept for drafts, so their hashes need no key.
_NO_KEY = b""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The tickets to draft from: their signatures, and the articles that answer or are close to each."""

    signatures: tuple[Signature, ...]
    matches: Mapping[str, tuple[Match, ...]]
    near: Mapping[str, tuple[str, ...]]

    def answered_by(self, ref: str) -> Match | None:
        """Return the article that already answers a ticket."""
        return next((match for match in self.matches.get(ref, ()) if match.is_answer), None)


def read(
    store: Store, known: Known, refs: Sequence[str], left_out: Collection[str]
) -> Iterator[RedactedTicket]:
    """Yield the named tickets, or all solved ones where none is named, redacted; raises UnknownNameError."""
    found: Iterable[Ticket] = (
        (tickets.get(store, tickets.resolve(store, ref)) for ref in refs)
        if refs
        else tickets.iterate(store, states=SOLVED)
    )
    for ticket in found:
        if ticket.ref not in left_out:
            yield redacted(ticket, known)


def redacted(ticket: Ticket, known: Known) -> RedactedTicket:
    """Return a ticket without personal data."""
    return apply(ticket, known, key=_NO_KEY)


def collect(found: Iterable[RedactedTicket], articles: Sequence[Article]) -> Candidates:
    """Take the signatures of tickets, one ticket in memory at a time, and look each up in the articles."""
    signatures = tuple({item.name: item for item in map(signature.of_ticket, found)}.values())
    shelf = Library(article_signatures(articles), signatures)
    matches = {item.name: tuple(shelf.matches(item)) for item in signatures}
    near = {item.name: tuple(shelf.neighbours(item)) for item in signatures}
    return Candidates(signatures, matches, near)


def article_signatures(articles: Sequence[Article]) -> tuple[Signature, ...]:
    """Return the signatures of the articles that are still in use."""
    return tuple(
        signature.of_article(item)
        for item in articles
        if item.id and item.confidence is not Confidence.ARCHIVED
    )
