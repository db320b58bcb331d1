"""The Markdown of articles: its extensions, finding links, images and headings, and leaving code alone."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

# Extensions and their options. Never snippets: they include any file beside mkdocs.yml.
EXTENSIONS: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "admonition": {},
    "footnotes": {},
    "tables": {"use_align_attribute": True},  # the policy of the pages allows no style attributes
    "toc": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {"anchor_linenums": False, "guess_lang": False},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
})  # fmt: skip

_INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\((?P<target><[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s[^)]*)?\)"
)
_DEFINITION = re.compile(r" {0,3}\[(?P<text>[^\]]+)\]:\s*(?P<target>\S+)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image: its text (or alt text), its target, and its line in the text."""

    text: str
    target: str
    line: int
    is_image: bool = False


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside code fences, inline code blanked out."""
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence:
            yield number, _INLINE_CODE.sub(lambda code: " " * len(code[0]), line)


def links(text: str) -> Iterator[Link]:
    """Yield the links and images outside code."""
    for number, line in prose(text):
        for match in _LINK.finditer(line):
            yield Link(match["text"], match["target"].strip("<>"), number, bool(match["image"]))
        definition = _DEFINITION.match(line)
        if definition and not definition["text"].startswith("^"):
            yield Link(definition["text"], definition["target"].strip("<>"), number)


def headings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the level and the text of every heading outside code."""
    for _, line in prose(text):
        match = re.match(r"(#{1,6})\s+(.+?)\s*#*\s*$", line)
        if match:
            yield len(match[1]), match[2]


def retarget(text: str, change: Callable[[str], str]) -> str:
    """Return the text with the target of every link and image outside code passed through `change`."""
    lines = text.splitlines(keepends=True)
    for number, visible in prose(text):
        spans = [match.span("target") for match in _LINK.finditer(visible)]
        definition = _DEFINITION.match(visible)
        spans += [definition.span("target")] if definition else []
        for start, end in sorted(spans, reverse=True):
            line = lines[number - 1]
            old = line[start:end]
            new = change(old.strip("<>"))
            if new != old.strip("<>"):
                lines[number - 1] = line[:start] + (f"<{new}>" if " " in new else new) + line[end:]
    return "".join(lines)
