"""An Atom feed for each language: which articles were verified last."""

from collections.abc import Mapping
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from kbtool.model.article import Article
from kbtool.site.catalogue import Catalogue
from kbtool.site.written_page import title_of

NEWEST = 20
ATOM = "http://www.w3.org/2005/Atom"


def name(lang: str) -> str:
    """Return the feed's file; at the root, because Material asks for a sitemap beside every alternate."""
    return f"feed.{lang}.xml"


def feed(catalogue: Catalogue, lang: str, *, title: str, site_url: str, urls: Mapping[str, str]) -> str:
    """Return the feed as XML; `urls` holds each article's address by its path."""
    verified = [item for shelf in catalogue.shelves(lang).values() for item in shelf if item.verified_on]
    verified.sort(key=lambda item: (str(item.verified_on), item.id), reverse=True)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    address = urljoin(site_url, name(lang))
    _add(root, "title", f"{title} – {catalogue.text(lang).feed}")
    _add(root, "id", address)
    ET.SubElement(root, "link", {"rel": "self", "href": address})
    ET.SubElement(root, "link", {"href": site_url})
    _add(root, "updated", _moment(verified[0]) if verified else "1970-01-01T00:00:00Z")
    ET.SubElement(ET.SubElement(root, "author"), "name").text = title
    for item in verified[:NEWEST]:
        _entry(root, item, site_url, urljoin(site_url, urls[item.path]))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _entry(root: ET.Element, item: Article, site_url: str, url: str) -> None:
    """Add an entry; its id is made of the article's, which stays when the article moves."""
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", title_of(item))
    _add(entry, "id", f"{site_url}#{item.id or item.path}")
    ET.SubElement(entry, "link", {"href": url})
    _add(entry, "updated", _moment(item))
    _add(entry, "summary", item.short_answer)


def _moment(item: Article) -> str:
    """Return noon of the day of verification, which is that day in every time zone of Europe and America."""
    return f"{item.verified_on}T12:00:00Z"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = "".join(sign for sign in text if sign >= " " or sign in "\t\n")
