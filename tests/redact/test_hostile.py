"""Texts made to be slow: 64 kB on one line must not take longer than ordinary ones of that size."""

import pytest

from kbtool.redact.known import Known
from kbtool.redact.scan import scan
from tests.cpu import at_most

SIZE = 64 * 1024
# Ordinary text of this size takes about half a CPU second; a quadratic rule takes minutes.
CPU_SECONDS = 15
PIECES = [
    "a", "A ", "1", "1 ", "0221 ", "a@", "a.", "a-", "[", "(", "\\", "passwort: ", "Herr ", "Hallo Anna, ", "Adresse: Weg 1 ",
    "https://a.b/?a=1&", "12 Main Street ", "Anna Müller ", "ab:", "\n", "> ", "Von: A B\n", "A schrieb: ", "key=", "AB12", "DE12 3456 ",
    "code 1234 ", "1 A apt 5 ", "--\n", "&amp;", "a\u0308", "a\u200b", "`", "` a", "](", "12:34 A: ", "4111 1111 1111 1111 ", "~~~\n",
    "-----BEGIN PRIVATE KEY-----", "+49 221 123456 ", "corner of A and ", "84.1.2.3 ", "Kundennummer ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_repeated_pieces_are_scanned_in_linear_time(piece):
    text = (piece * SIZE)[:SIZE]
    with at_most(CPU_SECONDS):
        scan(text, Known(), lang="de", approved=frozenset())
