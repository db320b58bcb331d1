"""The Markdown of quiz texts and its HTML, each made of the other without loss.

Markup is what kbtool's own pages show: paragraphs, line breaks, `code`, fenced listings, **bold**, pictures and
web links. All else is plain text, whatever it looks like, so `<Esc>` or `*.tmp` arrive as they were typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kbtool.quiz.exchange import markup
from kbtool.quiz.exchange.markup import element, escape

_FENCE = re.compile(r"(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
_INLINE = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>[^`\n](?:[^\n]*?[^`\n])?)(?P=ticks)(?!`)"
    r"|!\[(?P<alt>[^\]\n]*)\]\((?P<src>[^()\s<>\"]+)\)"
    r"|(?<!!)\[(?P<label>[^\[\]\n]+)\]\((?P<href>(?:https?://|mailto:)[^()\s<>\"]+)\)"
    r"|\*\*(?P<bold>(?=\S)[^\n]*?\S)\*\*"
)
_LANGUAGE, _TICKS = "language-", "ticks-"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of running text, still with their inline markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines of code as they are; `info` is what stands behind the fence, usually the language."""

    text: str
    info: str = ""


Block = Paragraph | Listing


class _ForeignError(ValueError):
    """The HTML has something that this module does not write."""


def blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs and listings of a text; a listing that is not closed goes on to the end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    place = 0
    while place < len(lines):
        fence = _FENCE.match(lines[place].strip())
        if fence or not lines[place].strip():
            yield from _paragraph(kept)
            kept = []
        if fence:
            end = _closing(lines, place + 1, fence["mark"])
            yield Listing("\n".join(lines[place + 1 : end]), " ".join(fence["info"].split()))
            place = end
        elif lines[place].strip():
            kept.append(lines[place].rstrip())
        place += 1
    yield from _paragraph(kept)


def _paragraph(lines: list[str]) -> Iterator[Paragraph]:
    if lines:
        yield Paragraph("\n".join([lines[0].lstrip(), *lines[1:]]))


def _closing(lines: list[str], start: int, mark: str) -> int:
    """Return the line that closes a fence, or the line behind the last one."""
    for place in range(start, len(lines)):
        line = lines[place].strip()
        if len(line) >= len(mark) and line == mark[0] * len(line):
            return place
    return len(lines)


def tidy(text: str) -> str:
    r"""Return a text in the one form of its meaning: no blanks at the ends, one blank line between blocks.

    >>> tidy("Was fehlt? \r\n\r\n\r\n~~~sh\nls -l\n~~~\n")
    'Was fehlt?\n\n```sh\nls -l\n```'
    """
    return "\n\n".join(written(block) for block in blocks(text))


def written(block: Block) -> str:
    """Return the Markdown of one block."""
    if isinstance(block, Paragraph):
        return block.text
    mark = "~" if "`" in block.info else "`"
    runs = [len(run) for run in re.findall(rf"(?m)^\s*({re.escape(mark)}+)", block.text)]
    fence = mark * max([3, *(run + 1 for run in runs)])
    return f"{fence}{block.info}\n{block.text}\n{fence}"


def html(text: str, pictures: str = "") -> str:
    """Return a text as well-formed HTML; `pictures` goes before the names of pictures.

    >>> html("Drücken Sie **Strg** & `<Esc>`.")
    '<p>Drücken Sie <strong>Strg</strong> &amp; <code>&lt;Esc&gt;</code>.</p>'
    """
    made = []
    for block in blocks(text):
        if isinstance(block, Paragraph):
            made.append(element("p", inline(block.text, pictures)))
        else:
            kind = {"class": _LANGUAGE + block.info} if block.info else {}
            made.append(element("pre", element("code", escape(block.text), kind)))
    return "".join(made)


def phrasing(text: str, pictures: str = "") -> str:
    """Return a text as HTML that may stand in a label: spans instead of paragraphs and listings."""
    made = []
    for block in blocks(text):
        if isinstance(block, Paragraph):
            made.append(element("span", inline(block.text, pictures)))
        else:
            made.append(element("code", escape(block.text), {"class": "listing"}))
    return "".join(made)


def inline(text: str, pictures: str = "") -> str:
    """Return one paragraph's text as HTML."""
    made, last = "", 0
    for match in _INLINE.finditer(text):
        made += _plain(text[last : match.start()]) + _marked(match, pictures)
        last = match.end()
    return made + _plain(text[last:])


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _marked(match: re.Match[str], pictures: str) -> str:
    if match["code"] is not None:
        ticks = len(match["ticks"])
        return element("code", escape(match["code"]), {"class": f"{_TICKS}{ticks}"} if ticks > 1 else {})
    if match["src"] is not None:
        place = "" if ":" in match["src"] else pictures  # addresses and embedded data stand by themselves
        return element("img", "", {"src": place + match["src"], "alt": match["alt"]})
    if match["href"] is not None:
        return element("a", escape(match["label"]), {"href": match["href"]})
    return element("strong", inline(match["bold"], pictures))


def sources(text: str) -> list[str]:
    """Return the names of the pictures in a text.

    >>> sources("Hier: ![Fenster](fenster.png), nicht `![x](y.png)`.")
    ['fenster.png']
    """
    found = []
    for block in blocks(text):
        if isinstance(block, Paragraph):
            found += [name for match in _INLINE.finditer(block.text) for name in _named(match)]
    return found


def _named(match: re.Match[str]) -> list[str]:
    if match["bold"] is not None:
        return sources(match["bold"])
    return [match["src"]] if match["src"] is not None else []


def renamed(text: str, names: dict[str, str]) -> str:
    """Return a text with pictures called by other names; those without a new name keep theirs."""

    def swap(match: re.Match[str]) -> str:
        if match["bold"] is not None:
            return f"**{_INLINE.sub(swap, match['bold'])}**"
        if match["src"] is None:
            return match[0]
        return f"![{match['alt']}]({names.get(match['src'], match['src'])})"

    return "\n\n".join(
        _INLINE.sub(swap, block.text) if isinstance(block, Paragraph) else written(block)
        for block in blocks(text)
    )


def markdown(text: str, pictures: str = "") -> str | None:
    r"""Return the Markdown of HTML that this module wrote; None for HTML of others.

    >>> markdown("<p>Taste <code>&lt;Esc&gt;</code></p><p>oder <strong>Ende</strong></p>")
    'Taste `<Esc>`\n\noder **Ende**'
    >>> markdown("<ul><li>fremd</li></ul>") is None
    True
    """
    try:
        return from_element(markup.fragment(text), pictures)
    except (ET.ParseError, _ForeignError, RecursionError):
        return None


def from_element(root: ET.Element, pictures: str = "") -> str:
    """Return the Markdown of an element's content; raises a ValueError for what this module does not write."""
    if (root.text or "").strip():
        raise _ForeignError("text without a paragraph")
    made = []
    for child in root:
        if (child.tail or "").strip():
            raise _ForeignError("text between paragraphs")
        if child.tag == "p" and not child.attrib:
            made.append(_back(child, pictures))
        elif child.tag == "pre" and [part.tag for part in child] == ["code"]:
            kind = child[0].get("class", "")
            made.append(written(Listing(child[0].text or "", kind.removeprefix(_LANGUAGE))))
        else:
            raise _ForeignError(str(child.tag))
    return "\n\n".join(made)


def _back(parent: ET.Element, pictures: str) -> str:
    made = parent.text or ""
    for child in parent:
        made += _inline_back(child, pictures) + (child.tail or "")
    return made


def _inline_back(child: ET.Element, pictures: str) -> str:
    if child.tag == "br":
        return "\n"
    if child.tag == "img":
        return f"![{child.get('alt', '')}]({child.get('src', '').removeprefix(pictures)})"
    if child.tag == "strong":
        return f"**{_back(child, pictures)}**"
    if child.tag == "a":
        return f"[{child.text or ''}]({child.get('href', '')})"
    if child.tag == "code" and not len(child):
        ticks = "`" * int(child.get("class", f"{_TICKS}1").removeprefix(_TICKS) or 1)
        return f"{ticks}{child.text or ''}{ticks}"
    raise _ForeignError(str(child.tag))
