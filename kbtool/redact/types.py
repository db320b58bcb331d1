"""What redaction finds and makes."""

from dataclasses import dataclass
from enum import StrEnum

from kbtool.errors import RefusedError
from kbtool.model.ticket import Ticket

_MADE_BY_APPLY = object()


class Kind(StrEnum):
    """What a finding is; the placeholder of all but names and passwords is the kind and a number."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    NUMBER = "number"
    PASSWORD = "password"  # noqa: S105 - the name of a kind
    SECRET = "secret"  # noqa: S105 - the name of a kind
    USER = "user"
    HOST = "host"
    IP = "ip"
    MAC = "mac"
    ORGANISATION = "organisation"
    DATE = "date"


class Reason(StrEnum):
    """Why a person should look at a word."""

    UNKNOWN_WORD = "unknown-word"
    LISTED_NAME = "listed-name"
    KNOWN_NAME = "known-name"
    DIGITS = "digits"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that was found; `start` and `end` count characters of the text as it was before.

    `type` is the kind, `rule` what found it, `where` the field or message, and `hash` tells equal values apart
    without holding them: it is keyed, so that nobody can try out values (empty where no key was given).
    """

    type: Kind
    rule: str
    where: str
    start: int
    end: int
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A word that may be private; a person has to decide.

    `start` and `end` show its first place, `places` all of them, in the text as it is shown for review:
    for tickets the redacted one. `type` is what it would be, `rule` what pointed at it.
    """

    token: str
    reason: Reason
    where: str
    start: int
    end: int
    places: tuple[tuple[int, int], ...] = ()
    type: Kind = Kind.NAME
    rule: str = ""

    def __repr__(self) -> str:
        """Leave the word out: it may be private."""
        return f"Suspicion({self.reason.value}, {self.where}, {self.start}–{self.end})"


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a draft or article; `findings` must go, `suspicions` need a decision."""

    findings: tuple[Finding, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()


@dataclass(frozen=True, slots=True)
class RedactedTicket:
    """A ticket whose people are placeholders; only `redact.apply.apply` makes one."""

    ticket: Ticket
    findings: tuple[Finding, ...]
    suspicions: tuple[Suspicion, ...]
    token: object = None

    def __post_init__(self) -> None:
        """Refuse anything that did not pass `apply`."""
        if self.token is not _MADE_BY_APPLY:
            raise RefusedError("Only redact.apply.apply makes a RedactedTicket.")


def sealed(ticket: Ticket, findings: tuple[Finding, ...], suspicions: tuple[Suspicion, ...]) -> RedactedTicket:
    """Return the redacted ticket; for `redact.apply` alone."""
    return RedactedTicket(ticket, findings, suspicions, _MADE_BY_APPLY)
