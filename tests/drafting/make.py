"""Short ways to write tickets in tests."""

from collections.abc import Sequence

from kbtool.model.ticket import Message, Person, Role, State, Ticket, Visibility
from kbtool.redact.apply import apply
from kbtool.redact.known import Known
from kbtool.redact.types import RedactedTicket

CUSTOMER = Person(name="Jürgen Weiß", email="j.weiss@kunde.example")
AGENT = Person(name="Anna Größer", email="anna@it.example")

Said = tuple[str, str]


def ticket(*said: Said, subject: str = "Drucker druckt nicht", id: str = "1", **fields) -> Ticket:  # noqa: A002
    """Return a solved ticket; `said` are pairs such as ("customer", "Hallo …") or ("note", "intern …")."""
    return Ticket("rt", id, subject, State.RESOLVED, requester=CUSTOMER, messages=messages(said), **fields)


def messages(said: Sequence[Said], *, format: str = "text") -> tuple[Message, ...]:  # noqa: A002
    return tuple(_message(str(number), who, text, format) for number, (who, text) in enumerate(said, start=1))


def _message(number: str, who: str, text: str, format: str) -> Message:  # noqa: A002
    role = {"customer": Role.CUSTOMER, "system": Role.SYSTEM}.get(who, Role.AGENT)
    seen = Visibility.INTERNAL if who in {"note", "hidden"} else Visibility.PUBLIC
    author = CUSTOMER if role is Role.CUSTOMER else AGENT
    return Message(number, author, role, seen, None, format, text, text)


def redacted(ticket: Ticket) -> RedactedTicket:
    return apply(ticket, Known.from_people([]), key=b"")
