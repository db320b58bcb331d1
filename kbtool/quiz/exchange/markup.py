"""XML: written as text, read without document types, so that no entity can grow or point elsewhere."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

__all__ = ["DECLARATION", "DoctypeError", "document", "element", "escape", "fragment", "text_of"]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_ATTRIBUTES: Mapping[str, str] = {}
# In HTML these are never closed by “/>”, even when they are empty.
_PAIRS = frozenset({"a", "button", "code", "div", "label", "p", "pre", "progress", "section", "span", "strong"})


class DoctypeError(ValueError):
    """The file declares a document type; none of the formats needs one."""


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 - expat's signature
        raise DoctypeError("the file declares a document type, which is not read")


def element(name: str, content: str = "", attributes: Mapping[str, str] = _NO_ATTRIBUTES) -> str:
    """Return an element around content that is XML already.

    >>> element("mattext", escape("a < b"), {"lang": "de"})
    '<mattext lang="de">a &lt; b</mattext>'
    """
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{said}>{content}</{name}>" if content or name in _PAIRS else f"<{name}{said}/>"


def document(data: bytes) -> ET.Element:
    """Return the root of a document.

    Raises ElementTree.ParseError for what is not well-formed, DoctypeError for a document type.
    """
    return ET.fromstring(data, parser=ET.XMLParser(target=_Builder()))  # noqa: S314 - no document types, so no entities


def fragment(text: str) -> ET.Element:
    """Return an element that holds well-formed content; raises ElementTree.ParseError for other content."""
    return ET.fromstring(f"<div>{text}</div>", parser=ET.XMLParser(target=_Builder()))  # noqa: S314 - as above


def text_of(parent: ET.Element, path: str) -> str:
    """Return the text of the element at a path below another, or an empty string."""
    return (parent.findtext(path) or "").strip()
