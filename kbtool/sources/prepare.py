"""Making a ticket as it came ready for the store: its messages cleaned, its language found out."""

import re
from dataclasses import replace

from kbtool.model import language
from kbtool.model.ticket import Message, Ticket
from kbtool.sources.cleaning import clean
from kbtool.sources.html import to_markdown

_HANDED_ON = re.compile(r"\s*(?:wg|fwd?|wtr|weitergeleitet)\s*:", re.IGNORECASE)
_LANGUAGE_SAMPLE = 2000


def prepare(ticket: Ticket) -> Ticket:
    """Return the ticket with cleaned texts and, where it names none, the language of its texts.

    The first mail of a ticket whose subject starts with "WG:" or "Fwd:" keeps what it hands on.
    """
    handed_on = _HANDED_ON.match(ticket.subject) is not None
    messages = tuple(
        _prepared(message, keep_quotes=handed_on and number == 0)
        for number, message in enumerate(ticket.messages)
    )
    return replace(ticket, messages=messages, language=_language(ticket, messages))


def _prepared(message: Message, *, keep_quotes: bool) -> Message:
    text = message.body
    cut: tuple[str, ...] = ()
    if message.format == "html":
        text, cut = to_markdown(message.body, keep_quotes=keep_quotes)
    cleaned = clean(text, keep_quotes=keep_quotes, author=message.author.name)
    return replace(message, text=cleaned.text, dropped=(*cleaned.dropped, *cut))


def _language(ticket: Ticket, messages: tuple[Message, ...]) -> str:
    """Return the main subtag of the ticket's own language ("de-AT": "de"), else the language of its texts."""
    if ticket.language:
        return re.split(r"[-_]", ticket.language.strip().lower())[0]
    texts = " ".join([ticket.subject, *(message.text for message in messages)])
    return language.detect(texts[:_LANGUAGE_SAMPLE], default="")
