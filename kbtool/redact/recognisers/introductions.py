"""Names where somebody says who it is: "mein Name ist", "this is … speaking", "Ansprechpartner:"."""

import re
from collections.abc import Iterator
from functools import cache

from kbtool.redact.folding import fold
from kbtool.redact.recognisers.base import Link, Triggers, after, joined
from kbtool.redact.recognisers.naming import Trust, is_name, name_at
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View, index_at
from kbtool.redact.wordlist import ambiguous, contexts, first_names, is_technical, listed

_LABELS = contexts("introductions.labels")
_AFTER_NAME = frozenset({"name", "namen"})
_BY = frozenset("by of von durch an for with mit fuer to bei from an through via neben statt ohne".split())
_DONE = contexts("introductions.done")
_SELF = re.compile(
    r"(?:mein name ist|ich hei(?:ß|ss)e|my name is|my name's|name is|hier (?:ist|spricht|schreibt)"
    r"|sie sprechen mit|am apparat:?"
    r"|this is|you are speaking (?:to|with)|you're through to|i am called|people call me|call me"
    r"|nennen sie mich|i'm|i am|ich bin|bin der|bin die"
    r"|it's|it is|speaking with|sprach mit|spoke (?:to|with)|talked (?:to|with)|gesprochen mit|frag"
    r"(?:en sie)?(?: bitte)?|ask(?: for)?"
    r"|signed,?|alias|genannt|aka|née|geborene?|vom kollegen|c/o|z\. ?h(?:d|\.)) {1,2}(?:(?:der|die"
    r"|the) )?(?-i:(?=[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
_BEGINNINGS = contexts("introductions.beginnings")
_HERE = re.compile(
    r"(?:^|[\n.!] ?)(?=([A-ZÄÖÜ][^\W\d_]{1,20}(?: [A-ZÄÖÜ][^\W\d_]{1,20})?) (?:hier|here|am Apparat"
    r"|speaking)\b)"
)
_HERE_WORDS = (" hier", " here", " am Apparat", " speaking")
_CALLED = re.compile(
    r"(?:mein name ist|ich hei(?:ß|ss)e|(?:my|his|her|their|maiden|the) name(?: is|'s| was)|calls? me"
    r"|call me|nennen mich) {1,2}(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
_MAIDEN = re.compile(
    r"(?:[Mm]aiden [Nn]ame|[Mm]ädchenname|[Gg]eburtsname)(?:[ \t]+(?:der|von|of)[^\n:]{0,30})?[^\w\n]{0,3}[:=?]"
    r"[ \t]{0,3}(?=[A-ZÄÖÜ])"
)
_IRISH = re.compile(r"(?<![^\W_])(?:O|D|Dell)['’]([A-Z][a-z]{2,20})")
_NAMING = re.compile(r"[Nn]am|[Hh]ei|[Cc]all|nenn", re.ASCII)
_SOON, _PHRASE = 6, 12
_FIRM = re.compile(r"(?i:mein name ist|my name is|my name's|ich hei)")


def find(view: View) -> Iterator[Span]:
    """Find names before "hier" and "am Apparat" at the start of a sentence, and maiden names in a form."""
    for found in _MAIDEN.finditer(view.text) if "ame" in view.text else ():
        span = name_at(view, index_at(view, found.end()), Trust.FIRM, "label")
        if span:
            yield span
    for found in _IRISH.finditer(view.text) if "'" in view.text or "’" in view.text else ():
        yield Span(found.start(), found.end(), Kind.NAME, "apostrophe", (fold(found[1]),), sure=False)
    for found in _HERE.finditer(view.text) if any(word in view.text for word in _HERE_WORDS) else ():
        index = index_at(view, found.start(1))
        span = name_at(view, index, Trust.LOOSE, "introduction")
        if span and span.start == found.start(1):
            yield span._replace(sure=False)


def _phrase(view: View, index: int) -> Iterator[Span]:
    """Find the name after a phrase that begins at this word."""
    start = view.tokens[index].start
    # Most of these words begin something else: a look at what follows is quicker than the pattern.
    is_likely = not "".join([token.word[0] for token in view.tokens[index + 1 : index + _SOON]]).islower()
    found = _SELF.match(view.text, start) if is_likely else None
    if found:
        firm = bool(_FIRM.match(found[0]))
        span = name_at(view, index_at(view, found.end()), Trust.FIRM if firm else Trust.LOOSE, "introduction")
        if span:
            yield span._replace(sure=firm)
    is_likely = _NAMING.search(view.text, start, start + _PHRASE) is not None
    called = _CALLED.match(view.text, start) if is_likely else None
    if called:
        yield from _in_small_letters(view, index_at(view, called.end()))


@cache
def first_names_alone() -> frozenset[str]:
    """Return the listed first names that are no ordinary words."""
    return first_names().names - ambiguous()


def pair(view: View, index: int) -> Iterator[Span]:
    """Find a listed first name with a family name after it: "Malte Brinkschulte", "Wendy A. Kowalczyk"."""
    if view.tokens[index].is_capital:
        span = name_at(view, index, Trust.LOOSE, "full-name")
        if span and len(span.keys) > 1 and not any(is_technical(key) for key in span.keys):
            yield span._replace(sure=all(key in listed() for key in span.keys))


def _in_small_letters(view: View, index: int) -> Iterator[Span]:
    """Take one or two words in no dictionary for a name even without a capital: "my name is vitoria costa"."""
    end = index
    while end < min(len(view.tokens), index + 2):
        token = view.tokens[end]
        if (
            token.is_capital
            or not is_name(token, Trust.LOOSE, small=True)
            or (end > index and view.gap(end - 1) != " ")
        ):
            break
        end += 1
    if end > index:
        keys = tuple(token.key for token in view.tokens[index:end])
        yield Span(
            view.tokens[index].start, view.tokens[end - 1].end, Kind.NAME, "introduction", keys, sure=False
        )


def _label(view: View, index: int) -> Iterator[Span]:
    place = after(view, index)
    if place.link is not Link.SIGN or index + 1 >= len(view.tokens):
        return
    following = view.tokens[index + 1]
    if following.start - place.position > 1:
        return
    span = name_at(view, index + 1, Trust.LOOSE, "label")
    if span:
        yield span
        return
    span = name_at(view, index + 1, Trust.FIRM, "label")
    if span and len(span.keys) > 1 and view.text[span.end : span.end + 1] in {"", "\n", ",", " ", "|"}:
        yield span._replace(sure=False)


def _done(view: View, index: int) -> Iterator[Span]:
    """Find the name after "reported by", "zugewiesen an", "Rückruf bei"."""
    if index + 2 >= len(view.tokens) or view.tokens[index + 1].key not in _BY:
        return
    if view.gap(index) != " " or view.gap(index + 1) != " ":
        return
    on_behalf = view.tokens[index].key in {"behalf", "auftrag"}
    span = name_at(view, index + 2, Trust.FIRM if on_behalf else Trust.LOOSE, "by")
    if span:
        yield span._replace(sure=False)


TRIGGERS: Triggers = joined(
    dict.fromkeys(_DONE, _done), dict.fromkeys(_LABELS, _label), dict.fromkeys(_BEGINNINGS, _phrase)
)
