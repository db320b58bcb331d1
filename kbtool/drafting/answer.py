"""Choosing the part of a ticket that answers it.

In this order: the ticket's own field for the solution; the message its system marks as accepted; the public
message of an agent with the best score; an internal note, for a draft that stays internal. Where none of them
holds, the ticket is one for a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbtool.drafting import chatter, imperative, instructions, letter, markup, request, words
from kbtool.drafting.blocks import Block, Kind, parse_text
from kbtool.drafting.chatter import Talk
from kbtool.drafting.lexicon import reactions
from kbtool.drafting.sentences import split
from kbtool.model.ticket import Message, Role, Ticket, Visibility

# A solution under so many words is not an answer.
MIN_WORDS = 15
FIELD = "resolution"


class Rule(StrEnum):
    """Why a text was taken for the answer."""

    FIELD = "resolution-field"
    ACCEPTED = "accepted-answer"
    CONFIRMED = "confirmed-by-requester"
    BEST = "best-public-message"
    NOTE = "internal-note"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one ticket: its blocks, the message it comes from, and how sure that is (0 to 1)."""

    ref: str
    message_id: str
    rule: Rule
    blocks: tuple[Block, ...]
    confidence: float
    is_public: bool
    by_requester: bool = False

    @property
    def evidence(self) -> str:
        """The reference of the message."""
        return f"{self.ref}#{self.message_id}"

    @property
    def text(self) -> str:
        """All of its words, without marks."""
        return "\n".join(markup.plain(block.text) for block in self.blocks)


# A long reply that begins with thanks goes on with the problem.
_MAX_THANKS = 40
_ENOUGH = 1.0


def choose(ticket: Ticket) -> Answer | None:
    """Return the answer of a redacted ticket, or None where only a person can tell."""
    return _field(ticket) or _accepted(ticket) or _best(ticket) or _note(ticket)


def _field(ticket: Ticket) -> Answer | None:
    found = letter.strip(parse_text(ticket.resolution, is_markdown=False))
    if not _is_answer(found):
        return None
    said = _squeezed(ticket.resolution)
    is_public = any(said in _squeezed(message.text) for message in ticket.messages if message.is_public)
    return Answer(ticket.ref, FIELD, Rule.FIELD, tuple(found), 0.9, is_public)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _accepted(ticket: Ticket) -> Answer | None:
    for number, message in enumerate(ticket.messages):
        if message.id == ticket.accepted_answer and ticket.accepted_answer:
            found = letter.body(message)
            own = message.role is Role.CUSTOMER
            if not _is_answer(found) or (own and not _tells(found)):
                return None
            confidence = 0.85 if reaction(ticket.messages, number) > 0 else 0.8
            return Answer(
                ticket.ref,
                message.id,
                Rule.ACCEPTED,
                tuple(found),
                confidence - 0.2 * own,
                message.is_public,
                own,
            )
    return None


def _best(ticket: Ticket) -> Answer | None:
    language = request.language(ticket)
    scored = [
        (score(ticket.messages, number, language), number)
        for number, message in enumerate(ticket.messages)
        if message.role is Role.AGENT and message.is_public and _is_answer(letter.body(message))
    ]
    best, number = max(scored, default=(0.0, 0))
    if best < _ENOUGH:
        return None
    message = ticket.messages[number]
    confirmed = reaction(ticket.messages, number) > 0
    confidence = min(0.85, 0.6 + 0.05 * best) if confirmed else min(0.6, 0.35 + 0.05 * best)
    rule = Rule.CONFIRMED if confirmed else Rule.BEST
    return Answer(
        ticket.ref, message.id, rule, tuple(letter.body(message)), round(confidence, 2), is_public=True
    )


def _note(ticket: Ticket) -> Answer | None:
    language = request.language(ticket)
    scored: list[tuple[float, int]] = []
    for number, message in enumerate(ticket.messages):
        found = letter.body(message)
        if message.role is Role.AGENT and message.visibility is Visibility.INTERNAL and _is_answer(found):
            done = sum(bool(reactions.WAS_DONE.search(text)) for text in letter.content(found))
            told = _instructions(found, language)
            if done + told > 1 or any(block.is_item for block in found):
                scored.append((min(done, 3) + min(told, 3) + 0.1 * number, number))
    if not scored:
        return None
    message = ticket.messages[max(scored)[1]]
    return Answer(ticket.ref, message.id, Rule.NOTE, tuple(letter.body(message)), 0.3, is_public=False)


def score(messages: Sequence[Message], number: int, lang: str) -> float:
    """Return how likely a message is the answer; 1 is enough.

    Up to +2 for instructions (0.7 each), +0.5 for a list or code, up to +1 for length; -2 for a mere question,
    -1.5 where a third of it is what the agent did or will do; +2 where the requester then says that it works,
    -2.5 where they say that it does not, +0.5 where they say nothing more; up to +0.3 for coming late.
    """
    found = letter.body(messages[number])
    texts = letter.content(found)
    told = _instructions(found, lang)
    total = min(2.0, 0.7 * told) + 0.5 * any(block.is_item or block.kind is Kind.CODE for block in found)
    total += min(1.0, sum(words.count(text) for text in texts) / 80)
    total -= 2.0 * (not told and _asks(found))
    reports = sum(chatter.talk(text) is Talk.REPORT for text in texts)
    total -= 1.5 * (bool(reports) and reports * 3 >= len(texts) and not any(block.is_item for block in found))
    reply = reaction(messages, number)
    total += {1: 2.0, 0: 0.0, -1: -2.5}[reply] if _is_followed(messages, number) else 0.5
    return round(total + 0.3 * number / len(messages), 3)


def _tells(found: Sequence[Block]) -> bool:
    """Return whether a requester's own message says what they did; praise and musing are none of it."""
    if any(block.is_item or block.kind is Kind.CODE for block in found):
        return True
    texts = [text for block in found for text in split(block.text)]
    return any(map(_tells_how, texts))


def _tells_how(text: str) -> bool:
    if imperative.is_done(text) or instructions.is_order(text, "en") or instructions.is_order(text, "de"):
        return True
    return reactions.TURNED_OUT.search(markup.said(text)) is not None


def _instructions(found: Sequence[Block], lang: str) -> int:
    return sum(instructions.is_instruction(text, lang) for text in letter.content(list(found)))


def _asks(found: Sequence[Block]) -> bool:
    return any(markup.plain(text).rstrip().endswith("?") for block in found for text in split(block.text))


def _is_followed(messages: Sequence[Message], number: int) -> bool:
    return any(message.role is Role.CUSTOMER and message.is_public for message in messages[number + 1 :])


def reaction(messages: Sequence[Message], number: int) -> int:
    """Return 1 where the requester's next message says that it works, -1 that it does not, 0 where neither.

    A message of an agent in between that says anything takes the credit.
    """
    for message in messages[number + 1 :]:
        if message.role is Role.CUSTOMER and message.is_public:
            return _reaction(message)
        if message.role is Role.AGENT and message.is_public and _says_anything(message):
            return 0
    return 0


def _says_anything(message: Message) -> bool:
    found = letter.body(message)
    return bool(letter.content(found)) or any(
        reactions.SETTLED.search(markup.plain(block.text)) for block in found
    )


def _reaction(message: Message) -> int:
    found = parse_text(message.text, is_markdown=message.format != "text")
    text = " ".join(markup.plain(block.text) for block in found)
    if reactions.WORKS_NOW.search(text) and not reactions.STILL.search(text):
        return 1
    if reactions.FAILS.search(text):
        return -1
    works = reactions.WORKS.search(text) is not None and not reactions.BUT.search(text)
    return int(works and words.count(text) <= _MAX_THANKS)


def says_what_was_done(text: str) -> bool:
    """Return whether a sentence of a note names something that was done."""
    return reactions.WAS_DONE.search(markup.plain(text)) is not None


def _is_answer(found: Sequence[Block]) -> bool:
    return sum(words.count(text) for text in letter.content(list(found))) >= MIN_WORDS
