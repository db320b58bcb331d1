"""Dates of birth, told by the word before them; other dates stay."""

import re
from collections.abc import Iterator

from kbtool.redact.recognisers.base import Triggers, joined
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts

_WORDS = contexts("birth.words")
_MONTHS = (
    "jan(?:uar|uary|\\.)?|jänner|feb(?:ruar|ruary|\\.)?|märz|mar(?:ch|\\.)?|apr(?:il|\\.)?|mai|may|jun[ie]?"
    "|jul[iy]?|aug(?:ust|\\.)?"
    "|sep(?:t|tember|\\.)?|o[kc]t(?:ober|\\.)?|nov(?:ember|\\.)?|de[zc](?:ember|\\.)?"
)
DATE = re.compile(
    rf"\d{{1,2}}[./-] ?\d{{1,2}}[./-] ?(?:\d{{4}}|\d{{2}})|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)? (?:of )?(?:{_MONTHS})\.?,? \d{{2,4}}|(?:{_MONTHS})\.? \d{{1,2}}(?:st"
    rf"|nd|rd|th)?,? \d{{2,4}}"
    r"|(?:19|20)\d\d",
    re.IGNORECASE,
)
_TIME = re.compile(r"T\d|[ ,]{1,2}\d{1,2}:\d\d")
_REACH = 32


def _date(view: View, index: int) -> Iterator[Span]:
    start = view.tokens[index].end
    window = view.text[start : start + _REACH].split("\n\n")[0]
    found = DATE.search(window)
    if found and not is_stamp(view, found, start):
        yield Span(start + found.start(), start + found.end(), Kind.DATE, "birth-date", sure=len(found[0]) > 4)  # noqa: PLR2004 - a year alone


def is_stamp(view: View, found: re.Match[str], offset: int = 0) -> bool:
    """Whether a date has a time of the day behind it: no birth, but when something was said."""
    return _TIME.match(view.text, offset + found.end()) is not None


TRIGGERS: Triggers = joined(dict.fromkeys(_WORDS, _date))
