"""Pictures in quiz texts: their kinds, their names, and those that are embedded in a text."""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kbtool.model.quiz import Form
from kbtool.model.slug import slug
from kbtool.quiz.exchange import rich
from kbtool.quiz.exchange.record import Question

MAX_BYTES = 1024 * 1024
_STARTS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
}
MIME = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_DATA = re.compile(r"data:image/\w+;base64,(?P<data>[A-Za-z0-9+/=]+)$")


def kind(data: bytes) -> str:
    r"""Return the ending that fits a picture's bytes; empty for what is no PNG, JPEG, GIF or WebP.

    >>> kind(b"GIF89a..."), kind(b"RIFF\x10\x00\x00\x00WEBPVP8 "), kind(b"<svg/>")
    ('gif', 'webp', '')
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((ending for start, ending in _STARTS.items() if data.startswith(start)), "")


def name(source: str, data: bytes) -> str:
    """Return a name that no other picture has: the old one, made plain, and the start of its SHA-256.

    >>> name("../Bilder/Fenster groß.PNG", b"GIF89a")
    'fenster-gross-610f5ae4.gif'
    """
    stem = "picture" if source.startswith("data:") else slug(PurePosixPath(source).stem) or "picture"
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{stem.removesuffix(f'-{digest}')}-{digest}.{kind(data)}"


def sources(asked: Question) -> list[str]:
    """Return the names of all pictures of a question, each once."""
    return list(dict.fromkeys(source for text in asked.texts for source in rich.sources(text)))


def renamed(asked: Question, names: Mapping[str, str]) -> Question:
    """Return a question whose pictures are called by other names."""
    if not names:
        return asked

    def said(text: str) -> str:
        return rich.renamed(text, dict(names))

    is_typed = asked.form is Form.TYPED
    choices = tuple(
        replace(one, text=one.text if is_typed else said(one.text), why=said(one.why)) for one in asked.choices
    )
    stem, explanation, model = said(asked.stem), said(asked.explanation), said(asked.model)
    return replace(asked, stem=stem, choices=choices, explanation=explanation, model=model)


def embedded(data: bytes) -> str:
    """Return a picture as an address that holds its bytes."""
    return f"data:{MIME[kind(data)]};base64,{base64.b64encode(data).decode()}"


def bytes_of(source: str) -> bytes | None:
    """Return the bytes of an embedded picture; None for any other address."""
    match = _DATA.match(source)
    try:
        return base64.b64decode(match["data"], validate=True) if match else None
    except binascii.Error:
        return None
