"""What all readers share: opening a file, and turning one record into a ticket or a reject."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kbtool.errors import InputError
from kbtool.model.ticket import Ticket
from kbtool.model.ticket_json import BadRecordError, Reject
from kbtool.sources.prepare import prepare

MAX_RECORD = 16 * 1024 * 1024
_MAX_ID = 200


def open_file(path: Path, shown: str) -> BinaryIO:
    """Open a file for reading; raises InputError that names it as people know it."""
    if path.exists() and not path.is_file():
        raise InputError(f"{shown} is no regular file.", hint="Name a file in “sources:” in mkdocs.yml.")
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise InputError(
            f"There is no file {shown}.", hint="Check the path; it is relative to the project."
        ) from None
    except OSError as error:
        raise InputError(f"{shown} cannot be read: {error.strerror}.") from None


def attempt(
    build: Callable[[], Ticket], *, source: str, ident: object, raw: bytes, line: int
) -> Ticket | Reject:
    """Return the built and prepared ticket, or why there is none; one bad record never stops a run."""
    try:
        return prepare(build())
    except BadRecordError as error:
        refusal = error
    except RecursionError:
        refusal = BadRecordError("parse", "the record is nested too deeply")
    return reject(refusal, source=source, ident=ident, raw=raw, line=line)


def reject(error: BadRecordError, *, source: str, ident: object, raw: bytes, line: int) -> Reject:
    """Return what is noted of a refused record: nothing of its text but the id."""
    shown = str(ident)[:_MAX_ID] if isinstance(ident, str | int) else ""
    return Reject(source, shown, error.stage, error.reason, hashlib.sha256(raw).hexdigest(), line)
