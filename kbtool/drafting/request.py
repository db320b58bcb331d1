"""What the requester asked: language and first message of a ticket."""

from kbtool.drafting import letter
from kbtool.drafting.blocks import Block
from kbtool.model.language import detect
from kbtool.model.ticket import Message, Role, Ticket

LANGUAGES = ("de", "en")
_DETECTED = 4_000


def language(ticket: Ticket) -> str:
    """Return "de" or "en": what the ticket says, else what its first message is written in."""
    said = ticket.language.lower().replace("_", "-").partition("-")[0]
    if said in LANGUAGES:
        return said
    message = first(ticket)
    return detect(f"{ticket.subject}\n{message.text if message else ''}"[:_DETECTED])


def first(ticket: Ticket, *, only_public: bool = False) -> Message | None:
    """Return the requester's first message, or None where there is none to be used."""
    for message in ticket.messages:
        if message.role is Role.CUSTOMER:
            return message if message.is_public or not only_public else None
    return None


def body(ticket: Ticket, *, only_public: bool = False) -> list[Block]:
    """Return the blocks of the requester's first message."""
    message = first(ticket, only_public=only_public)
    return letter.body(message) if message else []
