"""Names after a salutation, after a closing, and in a signature."""

import re
from collections.abc import Iterator

from kbtool.redact.people import LEGAL_FORMS
from kbtool.redact.recognisers.base import Triggers, joined, line_end
from kbtool.redact.recognisers.naming import Trust, name_at
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View, index_at
from kbtool.redact.wordlist import ambiguous, contexts, is_plain, is_technical, listed, words

_HELLO = contexts("greetings.hello")
_MORE_HELLO = contexts("greetings.more_hello")
_BYE = contexts("greetings.bye")
_AFTER_BYE = re.compile(
    r"[ \t]{0,3}(?:[,.!–—-]{1,3}|and regards|again|everyone|für (?:Ihre|eure|die) [^\n]{0,30}|in advance"
    r"|im Voraus)?[ \t*_]{0,4}"
)
_NEXT_LINE = re.compile(
    r"[ \t]{0,4}[,.!]?[ \t>*_]{0,6}(?:\r?\n[ \t>*_]{0,6}){1,3}(?:[-–—~][ \t]{0,2})?(?:i\. ?[AV]\. |ppa\. )?"
)
_TRIM = re.compile(r"[ \t,.!:;\n–—(/|]|$|[\"“*_]")
_SIGNATURE = re.compile(
    r"(?m)^[> ]{0,4}(?:-- ?|—|–|_{5,}|-{5,})[ \t]{0,2}\r?\n[> ]{0,4}(?=[^\s\x00])|^[> ]{0,4}(?:--|—|–"
    r"|-)[ ]?(?=[A-ZÄÖÜ][^\W\d_]{1,20}(?: [A-ZÄÖÜ][^\W\d_]{1,20})?[ \t]*$)"
)
_SIGNED = frozenset({"gez", "ppa"})
_ON_BEHALF = re.compile(r"(?<![\w.])i\. ?[AV]\. {0,2}(?=[A-ZÄÖÜ])")
_INITIALS = re.compile(r"[A-ZÄÖÜ]{2}[ \t]*(?=\r?\n|$)")
_DEVICE = re.compile(
    r"(?:von|from)(?: (?:my|meinem))? ([A-ZÄÖÜ][^\W\d_]{1,20}?)(?:s|['’]s|['’])? (?:iPhone|iPad|Handy"
    r"|MacBook|Samsung|Galaxy|Smartphone)"
)
_MAX_WORDS = 4


def find(view: View) -> Iterator[Span]:
    """Find names below a signature's dashes and before a device: "Annas iPhone"."""
    for found in _SIGNATURE.finditer(view.text):
        yield from _name_line(view, found.end(), "signature")
    for found in _ON_BEHALF.finditer(view.text):
        span = name_at(view, index_at(view, found.end()), Trust.FIRM, "signature", last=_MAX_WORDS)
        if span:
            yield span
    for found in _DEVICE.finditer(view.text):
        word = found[1]
        yield Span(found.start(1), found.end(1), Kind.NAME, "device", (word.lower(),), sure=False)


def _salutation(view: View, index: int) -> Iterator[Span]:
    if not view.starts_line(view.tokens[index].start) and not _after_sentence(view, index):
        return
    first = index + 1
    while first < len(view.tokens) and view.tokens[first].key in _MORE_HELLO and view.gap(first - 1) == " ":
        first += 1
    if first >= len(view.tokens) or not _is_short(view.gap(first - 1)):
        return
    span = name_at(view, first, Trust.FIRM, "salutation")
    if span and len(span.keys) == 1 and _is_noun(view, first):
        return
    if span and (_TRIM.match(view.text, span.end) or span.end == len(view.text)) and _is_called(view, span):
        yield span
        yield from _second(view, span)


def _is_noun(view: View, index: int) -> bool:
    """Whether a greeting goes to an ordinary noun ("Liebe Leserin") without "Herr" or "Frau" before it."""
    token = view.tokens[index]
    if view.before(index) in {"herr", "frau", "herrn"} or token.key in listed() or token.key in ambiguous():
        return False
    return is_plain(token.word)


def _second(view: View, span: Span) -> Iterator[Span]:
    """Find further names: "Hallo Anna und Peter", "Dear Anna, dear Peter"."""
    following = re.compile(r"(?: und | and |, | & )(?:liebe[rs]? |dear |hallo )?", re.IGNORECASE).match(
        view.text, span.end
    )
    if following:
        index = index_at(view, following.end())
        other = name_at(view, index, Trust.LOOSE, "salutation") if index < len(view.tokens) else None
        if other and other.start == following.end():
            yield other


def _is_called(view: View, span: Span) -> bool:
    """Whether somebody is called by name: the line or clause ends after it, or the word is a listed name."""
    if any(key in listed() for key in span.keys):
        return True
    return view.text[span.end : span.end + 2].strip(" *_")[:1] in {"", ",", "!", ":", ".", "–", "-", "\n"}


def _after_sentence(view: View, index: int) -> bool:
    before = view.text[max(0, view.tokens[index].start - 3) : view.tokens[index].start].rstrip(" ")
    return before[-1:] in {"", ".", "!", "?", "\n", ":", "]", ">", ","}


def _is_short(gap: str) -> bool:
    return gap in {" ", ", ", "\xa0", "  ", " @", " *", " **"}


def _closing(view: View, index: int) -> Iterator[Span]:
    """Find the name after the last word of a closing, on its line or below."""
    end = view.tokens[index].end
    same = _AFTER_BYE.match(view.text, end)
    position = same.end() if same else end
    if position < line_end(view.text, end) and view.text[end:position].strip(" ") != ".":
        marked = any(mark in view.text[end:position] for mark in ",.!–—-") or bool(
            _INITIALS.match(view.text, position)
        )
        yield from _name_line(view, position, "closing", Trust.FIRM if marked else Trust.LOOSE)
    following = _NEXT_LINE.match(view.text, position)
    if following:
        yield from _name_line(view, following.end(), "closing")


def _signed(view: View, index: int) -> Iterator[Span]:
    if index + 1 < len(view.tokens) and view.gap(index) in {". ", ".: ", ": ", "."}:
        span = name_at(view, index + 1, Trust.FIRM, "signature")
        if span:
            yield span


def _name_line(view: View, position: int, rule: str, trust: Trust = Trust.FIRM) -> Iterator[Span]:
    """Find a name that fills a line, perhaps followed by a comma, a bracket or a dash and a function."""
    end = min(line_end(view.text, position), position + 120)
    line = [at for at in _tokens_from(view, position) if view.tokens[at].start < end][: _MAX_WORDS + 1]
    if not line or view.tokens[line[0]].start > position + 3:
        return
    texts = [view.tokens[at] for at in line]
    if any(token.key in LEGAL_FORMS - {"und", "and", "as", "se", "co"} for token in texts):
        return
    span = name_at(view, line[0], trust, rule, last=_MAX_WORDS)
    if span is None or is_technical(span.keys[0]) or span.keys[0] in words("generic_names.txt"):
        return
    rest = view.text[span.end : end].strip(" \t*_")
    if not rest or rest[0] in ",(|/–—-.!<:;[" or (rule == "signature" and len(texts) <= _MAX_WORDS):
        yield span


def _tokens_from(view: View, position: int) -> Iterator[int]:
    """Yield the indexes of the next few tokens from a position on."""
    low, high = 0, len(view.tokens)
    while low < high:
        middle = (low + high) // 2
        if view.tokens[middle].start < position:
            low = middle + 1
        else:
            high = middle
    yield from range(low, min(low + _MAX_WORDS + 4, len(view.tokens)))


TRIGGERS: Triggers = joined(
    dict.fromkeys(_HELLO, _salutation), dict.fromkeys(_BYE, _closing), dict.fromkeys(_SIGNED, _signed)
)
