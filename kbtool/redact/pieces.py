"""Walk over every text of a ticket: one function both reads them all and puts new ones in their place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from kbtool.model.ticket import Attachment, Message, Ticket

_LONGEST_LABEL = 40
_SHORTEST_NUMBER = 4


class Piece(NamedTuple):
    """One text: where it stands, whether it is Markdown, and the name of its field where that helps."""

    where: str
    text: str
    markdown: bool = False
    label: str = ""


Change = Callable[[Piece], str]


def changed(ticket: Ticket, change: Change) -> Ticket:
    """Return the ticket with each of its texts replaced by what `change` makes of it; people stay as they are.

    The new body of a message is its new text and what was cut from it: the old one, perhaps HTML, could hide
    what no reader sees.
    """
    return replace(
        ticket,
        subject=_text(change, "subject", ticket.subject),
        queue=_text(change, "queue", ticket.queue),
        category=_text(change, "category", ticket.category),
        tags=tuple(_text(change, "tags", tag) for tag in ticket.tags),
        priority=_text(change, "priority", ticket.priority),
        messages=tuple(_message(change, message) for message in ticket.messages),
        resolution=_text(change, "resolution", ticket.resolution),
        links=tuple(_text(change, "links", link) for link in ticket.links),
        custom={
            _text(change, "custom", key): _value(change, f"custom.{key}", value, key)
            for key, value in ticket.custom.items()
        },
    )


def _text(change: Change, where: str, text: str) -> str:
    return change(Piece(where, text)) if text else text


def _message(change: Change, message: Message) -> Message:
    where = f"message {message.id}"
    text = change(Piece(f"{where} text", message.text, markdown=True))
    cut = [change(Piece(f"{where} cut", part, markdown=True)) for part in message.dropped]
    return replace(
        message,
        text=text,
        body="\n\n".join([text, *cut]),
        format="text" if message.format == "text" else "markdown",
        dropped=(),
        attachments=tuple(_attachment(change, where, item) for item in message.attachments),
    )


def _attachment(change: Change, where: str, item: Attachment) -> Attachment:
    return replace(item, name=_text(change, f"{where} attachment", item.name))


def _value(change: Change, where: str, value: Any, label: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Change the strings and long numbers inside a custom field; its name is the label of what it holds."""
    if isinstance(value, str):
        return change(Piece(where, value, label=label[:_LONGEST_LABEL])) if value else value
    if isinstance(value, Mapping):
        return {
            _text(change, where, str(key)): _value(change, where, item, str(key)) for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_value(change, where, item, label) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool) and len(str(value)) >= _SHORTEST_NUMBER:
        shown = change(Piece(where, str(value), label=label[:_LONGEST_LABEL]))
        return value if shown == str(value) else shown
    return value
