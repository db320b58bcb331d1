"""Reading a PDF file whole: the words of its pages, and its notes, forms, outlines and attachments."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kbtool.services.audit_packed import UnreadableError
from kbtool.services.time_limit import OutOfTime, limited

if TYPE_CHECKING:
    from pypdf import PdfReader

SECONDS = 60.0
_HEAD = b"%PDF-"
_MOST_VERSIONS = 20
_END = re.compile(rb"%%EOF\r?\n?")
_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
# Pictures and the shapes of letters; older fonts are known by a length of their own.
_NO_TEXT = frozenset({"/Image", "/Type1C", "/CIDFontType0C", "/OpenType"})


def is_pdf(kind: str, data: bytes) -> bool:
    """Return whether a file is called or looks like a PDF."""
    return kind == "pdf" or data.lstrip().startswith(_HEAD)


def read(data: bytes) -> list[str | bytes]:
    """Return the texts in a PDF file, and as bytes what is packed in it: attachments and all else but pictures.

    What was changed later on lies in the file as it was before, and is read as well.

    Raises UnreadableError for one that is damaged, enciphered, or takes more than a minute of processor time.
    """
    import pypdf  # noqa: PLC0415 - only where there is a PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings repeat what is in the file
    found: list[str | bytes] = [_STREAM.sub(b"", data).replace(_HEAD, b"")]
    try:
        with limited(SECONDS):
            for version in _versions(data):
                with _damage_allowed(is_allowed=version is not data):
                    reader = pypdf.PdfReader(io.BytesIO(version))
                    found += [page.extract_text() for page in reader.pages]
                    found += _objects(reader)
    except (OutOfTime, Exception) as error:
        raise UnreadableError from error
    return found


@contextmanager
def _damage_allowed(*, is_allowed: bool) -> Iterator[None]:
    try:
        yield
    except Exception:  # a damaged file may raise anything
        if not is_allowed:
            raise


def _versions(data: bytes) -> Iterator[bytes]:
    """Yield the file, and what it was before each change: programs append what they change."""
    yield data
    for end in list(_END.finditer(data))[:-1][:_MOST_VERSIONS]:
        yield data[: end.end()]


def _objects(reader: "PdfReader") -> Iterator[str | bytes]:
    """Yield texts and contents of all objects, whether a page shows them or not."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    for number in sorted(numbers):
        yield from _values(reader.get_object(number))


def _values(item: object) -> Iterator[str | bytes]:
    """Yield the texts and contents of one object; what it refers to has its own turn."""
    from pypdf.generic import StreamObject  # noqa: PLC0415 - see above

    waiting = [item]
    while waiting:
        found = waiting.pop()
        if isinstance(found, StreamObject) and not (found.get("/Subtype") in _NO_TEXT or "/Length1" in found):
            yield found.get_data()
        if isinstance(found, dict):
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found
        elif isinstance(found, str | bytes):
            yield found
