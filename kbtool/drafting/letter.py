"""The body of a message: without salutation, closing formula and signature."""

import re
from dataclasses import replace
from functools import lru_cache

from kbtool.drafting import blocks, chatter, markup, sentences
from kbtool.drafting.blocks import Block, Kind
from kbtool.drafting.chatter import Talk
from kbtool.model.ticket import Message

# A signature has at most so many lines of at most so many characters.
_SIGNATURE_LINES, _SIGNATURE_LENGTH = 8, 70
_NAME_WORDS = 5
_NAME = re.compile(r"\[[\w-]+\]|\(?[A-ZÄÖÜ][\w'’.]*\)?$|(?:von|van|de|der|of|the|und|and|in|für|for)$|/")
_NUMBER = re.compile(r"\[phone[\w-]*\]|(?:\+|\b0|\(0?)[\d ()/-]{6,}\d")
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?:?\s", re.IGNORECASE)


def body(message: Message) -> list[Block]:
    """Return the blocks of a message that are about the matter."""
    return list(_body(message.text, message.format))


@lru_cache(maxsize=256)
def _body(text: str, format: str) -> tuple[Block, ...]:  # noqa: A002 - the field's name
    return tuple(strip(blocks.parse_text(text, is_markdown=format != "text")))


def strip(found: list[Block]) -> list[Block]:
    """Return blocks without the salutation at the start and the closing at the end."""
    kept: list[Block] = []
    for number, block in enumerate(found):
        if block.kind is not Kind.TEXT:
            kept.append(block)
            continue
        lines, closed = _lines(block.text, found[number + 1 :], is_first=not kept)
        if lines:
            kept.append(replace(block, text="\n".join(lines)))
        if closed:
            break
    return _without_name(kept)


def _without_name(found: list[Block]) -> list[Block]:
    """Return blocks without a name, a department or a number that stands alone at the end."""
    if len(found) > 1 and _is_card(found[-1]):
        found = found[:-1]
    while len(found) > 1 or (found and "\n" in found[0].text):
        last = found[-1]
        lines = last.text.splitlines()
        if last.kind is not Kind.TEXT or not _is_name(markup.plain(lines[-1])):
            break
        rest = "\n".join(lines[:-1])
        found = [*found[:-1], replace(last, text=rest)] if rest else found[:-1]
    return found


def _is_card(block: Block) -> bool:
    """Return whether a paragraph is a name with what stands below it: position, firm, number."""
    lines = markup.plain(block.text).splitlines()
    if block.kind is not Kind.TEXT or not 1 < len(lines) <= _SIGNATURE_LINES or not _is_name(lines[0]):
        return False
    return all(len(line) <= _SIGNATURE_LENGTH and line.rstrip()[-1:] not in "!?:" for line in lines)


def _is_name(line: str) -> bool:
    """Return whether a line looks like a name or an address, not like a sentence."""
    if _NUMBER.search(line) and len(line.split()) <= _NAME_WORDS + 2:
        return True
    words = [word for word in re.split(r"[\s,|/&·-]+", line) if word]
    return len(words) <= _NAME_WORDS and line[-1:] not in ".!?:" and all(_NAME.match(word) for word in words)


def _lines(text: str, following: list[Block], *, is_first: bool) -> tuple[list[str], bool]:
    """Return the lines of a paragraph that count, and whether the letter ends in it."""
    kept: list[str] = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        plain = markup.plain(line)
        if chatter.is_closing(plain):
            if _is_signature(lines[number + 1 :], following):
                return kept, True
            continue
        rest = _without_salutation(line) if is_first and not kept else line
        if rest:
            kept.append(rest)
    return kept, False


def _without_salutation(line: str) -> str:
    if chatter.talk(line) is Talk.GREETING:
        return ""
    rest = chatter.without_greeting(line)
    return rest[:1].upper() + rest[1:] if rest != line else line


def _is_signature(lines: list[str], following: list[Block]) -> bool:
    rest = [*lines, *(line for block in following for line in block.text.splitlines())]
    return len(rest) <= _SIGNATURE_LINES and all(
        len(line) <= _SIGNATURE_LENGTH and not _POSTSCRIPT.match(line) for line in rest
    )


def content(found: list[Block]) -> list[str]:
    """Return the sentences of blocks that say something about the matter, code as one sentence a block."""
    texts = (block.text if block.kind is Kind.CODE else None for block in found)
    kept: list[str] = []
    for block, code in zip(found, texts, strict=True):
        if code is not None:
            kept.append(" ".join(code.split()))
        else:
            kept += [
                text
                for text in sentences.split(block.text)
                if chatter.talk(text) in {Talk.CONTENT, Talk.REPORT}
            ]
    return kept
