"""E-mail addresses, also with spaces or words in place of the signs."""

import re
from collections.abc import Iterator

from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts, domains

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+%'-]{1,256}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}", re.UNICODE)
_SPELLED = re.compile(
    r"(?<![\w.+-])[\w.+%-]{1,64} ?(?:\(at\)|\[at\]|\{at\}|\(ät\)| at |@) ?[\w-]{1,63}"
    r"(?: ?(?:\(dot\)|\[dot\]|\(punkt\)|\[punkt\]| dot |\.) ?[\w-]{2,24}){1,4}",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"\((?:at|ät)\)|[\[{]at[\]}]| dot |[(\[](?:dot|punkt)[)\]]", re.IGNORECASE)
_ROLES = contexts("mail.roles")
_RESERVED = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|org|net|edu)|contoso\.com|fabrikam\.com)$"
)


def find(view: View) -> Iterator[Span]:
    """Find e-mail addresses; those of a maker's help desk stay, those of reserved domains are not sure."""
    if "@" in view.text:
        for found in _ADDRESS.finditer(view.text):
            span = _span(found.start(), found[0].rstrip("-'"))
            if span and not _is_authority(view.text, found.start()):
                yield span
    if _OPAQUE.search(view.text):
        for found in _SPELLED.finditer(view.text):
            if _OPAQUE.search(found[0]):
                yield Span(found.start(), found.end(), Kind.EMAIL, "email-spelled")


def _is_authority(text: str, position: int) -> bool:
    """Whether the sign belongs to user:password@host of a link, which has rules of its own."""
    run = text[max(0, position - 120) : position].rpartition("://")
    return bool(run[1]) and not any(char.isspace() or char == "/" for char in run[2])


def _span(start: int, address: str) -> Span | None:
    skipped = len(address) - len(address.lstrip("'.-"))
    local, _, domain = address[skipped:].lower().rpartition("@")
    if not local or (local in _ROLES and is_vendor(domain)):
        return None
    return Span(start + skipped, start + len(address), Kind.EMAIL, "email", sure=not is_reserved(domain))


def is_vendor(domain: str) -> bool:
    """Whether a domain, or one above it, belongs to a maker or a public service."""
    return _covers(domain, "vendors.txt")


def is_mailer(domain: str) -> bool:
    """Whether a domain belongs to a mail provider for everybody."""
    return domain in domains("mailers.txt")


def is_reserved(domain: str) -> bool:
    """Whether a domain is set aside for examples (RFC 2606 and two that makers use)."""
    return bool(_RESERVED.search(domain))


def _covers(domain: str, listing: str) -> bool:
    parts = domain.split(".")
    return any(".".join(parts[start:]) in domains(listing) for start in range(len(parts) - 1))
