"""The way to a human: a link that says where the reader comes from, so that nothing is typed twice."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kbtool.errors import SettingsError
from kbtool.site.texts import Texts

SCHEMES = frozenset({"https", "http", "mailto", "tel"})
PLACEHOLDERS = ("title", "id", "url", "query", "message")
_FIELD = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")


@dataclass(frozen=True, slots=True)
class Contact:
    """Two forms of one link: `href` works alone, `template` still holds `%7Bquery%7D` for the last search."""

    href: str
    template: str


def check(template: str) -> None:
    """Raise SettingsError for an address that is no link or has an unknown placeholder."""
    if not template:
        return
    if urlsplit(template).scheme not in SCHEMES:
        raise SettingsError(
            f"mkdocs.yml: plugins: kbtool: contact: “{template}” is not an address.",
            hint="Use “mailto:…” or “https://…”.",
        )
    unknown = [name for name in re.findall(r"\{(\w*)\}", template) if name not in PLACEHOLDERS]
    if unknown:
        raise SettingsError(
            f"mkdocs.yml: plugins: kbtool: contact: unknown placeholder “{{{unknown[0]}}}”.",
            hint="Known are " + ", ".join(f"{{{name}}}" for name in PLACEHOLDERS) + ".",
        )


def contact(template: str, text: Texts, *, title: str = "", name: str = "", url: str = "") -> Contact | None:
    """Fill in the contact link for one page; None where the settings name none.

    >>> from kbtool.site.texts import ENGLISH
    >>> contact("https://desk.example/new?about={id}&q={query}", ENGLISH, name="vpn-drops")
    Contact(href='https://desk.example/new?about=vpn-drops&q=', template='https://desk.example/new?about=vpn-drops&q=%7Bquery%7D')
    """
    if not template:
        return None
    values = {"title": title or text.message_subject, "id": name, "url": url}
    new_line = "\r\n" if template.startswith("mailto:") else "\n"

    def filled(query: str) -> str:
        message = new_line.join(_message(text, title=title, name=name, url=url, query=query))
        found = {**values, "query": query, "message": message}
        return _FIELD.sub(lambda match: quote(found[match[1]], safe=""), template)

    return Contact(filled(""), filled("{query}"))


def _message(text: Texts, *, title: str, name: str, url: str, query: str) -> list[str]:
    lines = [text.message_ask, "", ""]
    if title:
        lines.append(text.message_article.format(title=title, id=name))
    if url:
        lines.append(url)
    if query:
        lines.append(text.message_query.format(query=query))
    return lines
