"""Names in mail headers, in the line above a quoted mail, and before a line of chat."""

import re
from collections.abc import Iterator

from kbtool.redact.folding import fold
from kbtool.redact.people import PARTICLES
from kbtool.redact.recognisers.base import Triggers, joined, line_end, line_start, line_starts
from kbtool.redact.recognisers.naming import Trust, name_at
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import ambiguous, is_any_word, is_strange_word, is_technical, listed, words

_HEADER = re.compile(
    r"(?i)[> \t*_|]{0,8}(?:von|from|an|to|cc|bcc|kopie|reply-to|antwort an|absender|sender|gesendet von"
    r"|sent by|empfänger|recipient|organizer"
    r"|organisator|teilnehmer|attendees|required|erforderlich)[*_ ]{0,3}:[*_ \t]{0,4}([^\n]{2,400})"
)
_ENTRY = re.compile(r"[^;<>\[\]\"]{2,80}")
_WROTE = re.compile(r"[^\W\d_]+(?P<after>[ \t]{1,2}[^\n:<\x00]{3,60})?[ \t]{0,2}(?:<[^\n>]{3,80}>)?[ \t]{0,2}:")
_WRITING = frozenset("schrieb wrote geschrieben writes said sagte meinte antwortete replied".split())
_WROTE_BEFORE = re.compile(
    r"([A-ZÄÖÜ][^\n<>:;,()\d\x00]{1,50}?),?[ \t]{0,2}(?:<[^\n>]{3,80}>|\([^\n)]{3,80}\))?[ \t\n>]{0,4}"
    r"(?:hat[ \t](?:am[^\n]{5,40})?)?$"
)
_ADDRESSED = re.compile(r"(?<![^\W_])([A-ZÄÖÜ][^\W\d_]{1,30}[^\n<>:;\d\x00(]{0,40}?)[\"']?[ \t]{0,2}$")
_ADDRESS = re.compile(r"(?:<|\[mailto:|\()(?=[^\s<>@]{1,64}@)")
_LONGEST_NAME = 76
_STAMP = (
    r"[\[(]?(?:\d{1,2}[./-]\d{1,2}[./-]?(?:\d{2,4})?,?[ \t])?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?"
    r"(?: Uhr)?[\])]?"
)
_STAMPED = re.compile(
    rf"[> \t]{{0,4}}{_STAMP}[ \t]{{0,2}}(?:[-–|][ \t])?<?([^\W\d_][^\n:<>\x00]{{1,40}}?)>?[ \t]{{0,2}}(?::"
    rf"|\r?\n|\Z)"
)
_STAMP_AFTER = re.compile(
    rf"[> \t]{{0,4}}([^\W\d_][^\n:<>\d\x00\[(]{{1,40}}?)[ \t,–|-]{{1,4}}{_STAMP}[ \t]{{0,2}}:?"
)
_SPEAKER = re.compile(
    r"[> \t*_]{0,6}<?((?:[A-ZÄÖÜ][^\W\d_]{1,20}|[a-z][a-z._]{2,20}\d{0,4})"
    r"(?: [A-ZÄÖÜ][^\W\d_]{0,20}\.?){0,2})(?:>|[*_]{0,2}[:>])[*_]{0,2}[ \t]+(?=[^\s])"
)
_HANDLE = re.compile(r"(?<![\w@/.])@([^\W\d_][\w.-]{2,30})")
# Before what somebody says or notes, in exports also inside of a line: "09:05 kochr: called back".
_SPEAKS = re.compile(
    r"(?:^|[\"|;]|\d:\d{2}[\])]?)[ \t>]{0,3}([a-z][a-z]*(?:[._-][a-z]+)?\d{0,3}):(?=[ \t])", re.MULTILINE
)
_PLAIN = re.compile(r"[^\W_]+")
_MOST_WORDS = 4
_ACRONYM = 4


def find(view: View) -> Iterator[Span]:
    """Find people by the marks that mail and chat programs put around them."""
    if ":" in view.text:
        for start in line_starts(view.text):
            if view.text.find(":", start, line_end(view.text, start)) >= 0:
                yield from _line(view, start)
        for found in _SPEAKS.finditer(view.text):
            if found[1] not in words("generic_names.txt") and (
                is_strange_word(found[1]) or _is_dotted(found[1])
            ):
                yield Span(found.start(1), found.end(1), Kind.USER, "chat-handle", sure=False)
    if "@" in view.text:
        yield from _addressed(view)
        for found in _HANDLE.finditer(view.text):
            if not is_any_word(found[1]) and not is_technical(found[1].lower()):
                yield Span(found.start(1), found.end(1), Kind.USER, "handle", sure=False)


def _addressed(view: View) -> Iterator[Span]:
    """Find the names before "<anna@…>", "(anna@…)"."""
    for address in _ADDRESS.finditer(view.text):
        start = max(line_start(view.text, address.start()), address.start() - _LONGEST_NAME)
        found = _ADDRESSED.search(view.text[start : address.start()])
        if found:
            yield from _entries(view, start + found.start(1), found[1])


def _is_dotted(handle: str) -> bool:
    """Whether one of the two parts of a handle is no word: "eva.wernicke"."""
    parts = re.split(r"[._-]", handle)
    return len(parts) > 1 and any(is_strange_word(part) or part in listed() for part in parts)


def _line(view: View, start: int) -> Iterator[Span]:
    header = _HEADER.match(view.text, start)
    if header:
        yield from _entries(view, header.start(1), header[1])
    stamped = _STAMPED.match(view.text, start) or _STAMP_AFTER.match(view.text, start)
    if stamped:
        marked = stamped[0].rstrip().endswith((":", ")", "]", ">"))
        yield from _speaker(view, stamped, Trust.FIRM if marked else Trust.LOOSE)
    else:
        spoken = _SPEAKER.match(view.text, start)
        if spoken:
            yield from _speaker(view, spoken, Trust.LOOSE)


def _entries(view: View, offset: int, text: str) -> Iterator[Span]:
    """Find the names of a list such as "Müller, Anna <a@b.example>; Peter Kohl"."""
    for entry in _ENTRY.finditer(text):
        parts = [part for part in re.split(r"[,]", entry[0]) if part.strip()]
        position = offset + entry.start()
        for part in parts:
            index = index_at(view, offset + text.find(part, entry.start()))
            if index < len(view.tokens) and view.tokens[index].start < position + len(entry[0]):
                span = name_at(
                    view,
                    index,
                    Trust.FIRM if len(parts) > 1 or " " in part.strip() else Trust.LOOSE,
                    "mail-header",
                )
                if span and _is_system(part):
                    continue
                if span and span.end <= position + len(entry[0]) + 1 and _is_whole(span, part):
                    yield _filled(view, span, part)


def _is_system(part: str) -> bool:
    """Whether a sender is a program: a term among its words and no listed name."""
    keys = [fold(word) for word in _PLAIN.findall(part)]
    if any(key in listed() for key in keys):
        return False
    return any(map(is_technical, keys)) or all(is_any_word(key) and key not in ambiguous() for key in keys)


def _is_whole(span: Span, part: str) -> bool:
    """Whether a name fills its part of the list; else it is the start of a sentence or a group's name."""
    return len(_PLAIN.findall(part)) <= len(span.keys) + 2


def _filled(view: View, span: Span, part: str) -> Span:
    """Return a name with the rest of its part of the list, where that holds only words with capitals."""
    words_ = part.strip(" \t'").split()
    start = view.text.find(part.strip(" \t'"), max(0, span.start - len(part)))
    if not (1 < len(words_) <= _MOST_WORDS and 0 <= start <= span.start and span.end <= start + len(part)):
        return span
    if not all(word[0].isupper() or word in PARTICLES for word in words_):
        return span
    tokens = [
        token
        for token in view.tokens[index_at(view, start) :][: 2 * _MOST_WORDS]
        if token.end <= start + len(part)
    ]
    if any(is_technical(token.key) or token.key in words("generic_names.txt") for token in tokens):
        return span
    keys = tuple(token.key for token in tokens if len(token.word) > 1)
    return span._replace(start=start, end=tokens[-1].end, keys=keys)


def _wrote(view: View, index: int) -> Iterator[Span]:
    """Find the names around the verb of "Am … schrieb Anna Müller <…>:", "On … Anna Müller wrote:"."""
    position = view.tokens[index].start
    found = _WROTE.match(view.text, position)
    if found is None:
        return
    if found["after"]:
        yield from _entries(view, found.start("after"), found["after"])
    start = max(0, position - 140)
    before = _WROTE_BEFORE.search(view.text[start:position].rstrip(" "))
    if before:
        tail = " ".join(before[1].split()[-3:])
        yield from _names_in(view, start + before.start(1) + before[1].rfind(tail), start + before.end(1))


def _names_in(view: View, start: int, end: int) -> Iterator[Span]:
    index = index_at(view, start)
    while index < len(view.tokens) and view.tokens[index].start < end:
        span = name_at(view, index, Trust.LOOSE, "mail-header")
        if span:
            yield span
            index = index_at(view, span.end)
        else:
            index += 1


def _speaker(view: View, found: re.Match[str], trust: Trust) -> Iterator[Span]:
    index = index_at(view, found.start(1))
    if index >= len(view.tokens):
        return
    name = found[1].strip()
    if name[0].islower():
        if _is_handle(name) and trust is Trust.FIRM:
            yield Span(found.start(1), found.start(1) + len(name), Kind.USER, "chat-handle", sure=False)
        if view.tokens[index].key not in listed():
            return
    span = name_at(view, index, trust, "chat-prefix")
    if span and len(span.keys) == 1 and _is_role(view.tokens[index]):
        return
    if span and span.end >= found.start(1) + len(name) - 1 and (trust is Trust.FIRM or _is_personal(span)):
        yield span._replace(sure=_is_personal(span))


def _is_role(token: Token) -> bool:
    """Whether a speaker is called by an ordinary word: "Caller", "Bearbeiterin", "IT"."""
    if token.word.isupper() and len(token.word) <= _ACRONYM:
        return True
    return is_any_word(token.word) and token.key not in listed() and token.key not in ambiguous()


def _is_handle(name: str) -> bool:
    return " " not in name and not is_any_word(name) and name.lower() not in words("generic_names.txt")


def _is_personal(span: Span) -> bool:
    """Whether a listed name is among the words; a label before a colon may be any other word."""
    return any(key in listed() for key in span.keys)


TRIGGERS: Triggers = joined(dict.fromkeys(_WRITING, _wrote))
