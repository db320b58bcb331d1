"""Make a ticket without personal data out of one with it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import accumulate

from kbtool.model import language
from kbtool.model.ticket import Message, Role, Ticket
from kbtool.redact import propagation
from kbtool.redact.approval import Approval
from kbtool.redact.doubtful_values import talks_of_codes
from kbtool.redact.known import Known
from kbtool.redact.matching import Lists, matches
from kbtool.redact.people import keys_of
from kbtool.redact.pieces import Piece, changed
from kbtool.redact.placeholders import Labels, redacted_person, register
from kbtool.redact.recognise import recognise
from kbtool.redact.spans import Span, merge
from kbtool.redact.suspect import Suspect
from kbtool.redact.types import Finding, Kind, RedactedTicket, Suspicion, sealed
from kbtool.redact.view import View, view

_SAMPLE = 4000
_FEW_WORDS = 8
_QUESTION, _ANSWER = 200, 400  # characters of a message's end, and of a short one after it
_JOINS = frozenset({" ", "-", ", ", "\xa0", ". ", ".", "  "})


def apply(
    ticket: Ticket,
    known: Known,
    *,
    key: bytes,
    approved: frozenset[str] = frozenset(),
    vocabulary: frozenset[str] = frozenset(),
) -> RedactedTicket:
    """Return the ticket with placeholders for people and secrets, what was found, and what may be left.

    `key` makes the findings' hashes unguessable. `approved` words are never suspected; words of the knowledge
    base's `vocabulary` are not suspected unless they are listed names.
    """
    work = _Work(ticket, known, key, Approval(approved, vocabulary))
    changed(ticket, work.read)
    work.settle()
    texts = changed(ticket, work.write)
    return sealed(work.without_people(texts), tuple(work.findings), tuple(work.suspicions))


def _people(ticket: Ticket) -> Known:
    """Return the deny list of the ticket's own people; domains of agents are no secret."""
    own = Known.from_people(dict.fromkeys(ticket.people))
    for person in ticket.people:
        own.parts.update(keys_of(person.name))
    own.heads.update(own.parts)
    for person in (ticket.owner, *(one.author for one in ticket.messages if one.role is not Role.CUSTOMER)):
        own.domains.discard(person.email.lower().rpartition("@")[2])
    return own


@dataclass(slots=True)
class _Work:
    """The state of one redaction: texts are read first, because a name found in one is denied in all."""

    ticket: Ticket
    known: Known
    key: bytes
    approval: Approval
    views: dict[tuple[str, bool, str], View] = field(default_factory=dict)
    spans: dict[tuple[str, bool, str], list[Span]] = field(default_factory=dict)
    labels: Labels = field(default_factory=Labels)
    findings: list[Finding] = field(default_factory=list)
    suspicions: list[Suspicion] = field(default_factory=list)
    lang: str = "de"
    asked: str = ""
    of_codes: bool = False

    def read(self, piece: Piece) -> str:
        """Take in one text: what its form and context show."""
        key = piece[1:]
        if key not in self.views:
            prefix = f"{piece.label}: " if piece.label else ""
            self.views[key] = view(prefix + piece.text, markdown=piece.markdown)
            self.spans[key] = list(recognise(self.views[key]))
        if piece.where.startswith("message ") and piece.where.endswith(" text"):
            self.spans[key] += self._answers(piece, self.views[key])
            self.asked = piece.text[-_QUESTION:]
        return piece.text

    def _answers(self, piece: Piece, seen: View) -> Iterator[Span]:
        """Look at a short message behind the end of the one before: "one-time code?" – "4711"."""
        telling = any(map(str.isdigit, piece.text)) or len(seen.tokens) <= _FEW_WORDS
        if not self.asked or len(piece.text) > _ANSWER or not telling:
            return
        both = view(f"{self.asked}\n{piece.text}", markdown=piece.markdown)
        offset = len(both.text) - len(seen.text)
        for span in recognise(both):
            if span.start >= offset and both.text.endswith(seen.text):
                yield span._replace(start=span.start - offset, end=span.end - offset)

    def settle(self) -> None:
        """Spread what was found over all texts of the ticket."""
        self.lang = self.ticket.language[:2] or _language(self.views)
        every = [(self.views[key], span) for key, spans in self.spans.items() for span in spans]
        lists = Lists(_people(self.ticket), self.known, propagation.names(every))
        values = propagation.values(every)
        capitals = propagation.capitals(self.views.values())
        for key, seen in self.views.items():
            found = [
                *self.spans[key],
                *matches(seen, lists),
                *propagation.again(seen, values),
                *propagation.logins(seen, capitals),
            ]
            self.spans[key] = merge(found)
        self.of_codes = talks_of_codes(self.views.values())
        register(self.labels, self.ticket)
        for span in (span for spans in self.spans.values() for span in spans):
            if span.kind is Kind.NAME and len(span.keys) > 1:
                self.labels.acquaint(span.keys)

    def write(self, piece: Piece) -> str:
        """Return a text with its placeholders, and note what was found in it."""
        key = piece[1:]
        seen = self.views[key]
        cut = len(piece.label) + 2 if piece.label else 0
        parts = list(_labelled(seen, self.spans[key], self.labels, cut, piece.text))
        for start, end, span, label in parts:
            del label
            value = piece.text[start:end]
            self.findings.append(Finding(span.kind, span.rule, piece.where, start, end, keyed(value, self.key)))
        shown = "".join(_written(piece.text, [(start, end, label) for start, end, _, label in parts]))
        if not piece.where.endswith(" cut"):
            self._suspect(
                piece, seen, cut, [(end, len(label) - (end - start)) for start, end, _, label in parts]
            )
        return shown

    def _suspect(self, piece: Piece, seen: View, cut: int, changes: Sequence[tuple[int, int]]) -> None:
        """Note suspicious words, with their places in the redacted text."""
        ends = [end for end, _ in changes]
        shifts = [0, *accumulate(change for _, change in changes)]
        suspect = Suspect(self.lang, self.approval, self.known, of_codes=self.of_codes)
        for one in suspect.look(seen, self.spans[piece[1:]], piece.where):
            places = tuple(
                (start - cut + shift, end - cut + shift)
                for start, end in one.places
                if start >= cut
                for shift in (shifts[bisect_right(ends, start - cut)],)
            )
            if places:
                self.suspicions.append(replace(one, start=places[0][0], end=places[0][1], places=places))

    def without_people(self, ticket: Ticket) -> Ticket:
        """Return the ticket with placeholders for the people of its metadata."""
        return replace(
            ticket,
            requester=redacted_person(self.labels, ticket.requester, "customer"),
            owner=redacted_person(self.labels, ticket.owner, "agent"),
            messages=tuple(self._author(message) for message in ticket.messages),
        )

    def _author(self, message: Message) -> Message:
        stem = "customer" if message.role is Role.CUSTOMER else "agent"
        return replace(message, author=redacted_person(self.labels, message.author, stem))


def _labelled(
    seen: View, spans: Iterable[Span], labels: Labels, cut: int, text: str
) -> Iterator[tuple[int, int, Span, str]]:
    """Yield ranges of the original text with their placeholder; parts of one name become one."""
    last: tuple[int, int, Span, str] | None = None
    for span in spans:
        start, end = (max(0, position - cut) for position in seen.origin(span.start, span.end))
        if end <= start:
            continue
        label = labels.label(span, text[start:end])
        if last and last[3] == label and _is_one_name(last[2], span, text[last[1] : start]):
            last = (last[0], end, last[2], label)
            continue
        if last:
            yield last
        last = (start, end, span, label)
    if last:
        yield last


def _is_one_name(first: Span, second: Span, between: str) -> bool:
    """Whether two parts are written as one name: "Anna Müller", "Müller, Anna"; not "Anna, Anna"."""
    if second.kind is not Kind.NAME or between not in _JOINS:
        return False
    return between != ", " or (first.keys != second.keys and len(first.keys) == len(second.keys) == 1)


def _written(text: str, parts: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    done = 0
    for start, end, label in parts:
        yield text[done:start]
        yield label
        done = end
    yield text[done:]


def keyed(value: str, key: bytes) -> str:
    """Return a short keyed hash that tells equal values apart, or an empty string without a key."""
    if not key:
        return ""
    short = key if len(key) <= blake2b.MAX_KEY_SIZE else blake2b(key).digest()
    return blake2b(value.casefold().encode("utf-8", "surrogatepass"), key=short, digest_size=8).hexdigest()


def _language(texts: Iterable[tuple[str, bool, str]]) -> str:
    return language.detect(" ".join(text for text, _, _ in texts)[:_SAMPLE], default="de")
