"""Values that nothing proves: long numbers, bare ones where a ticket speaks of codes, logins that are words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kbtool.redact.digits import DATE
from kbtool.redact.recognisers import nearby
from kbtool.redact.spans import Span
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import contexts

_MANY_DIGITS = 6
_TALKS_OF_CODES = (
    contexts("passwords.passwords")
    | contexts("passwords.codes")
    | contexts("nearby.senders")
    | contexts("nearby.codes")
    | contexts("doubtful_values.locks")
)
_LABELS = contexts("nearby.logins") | contexts("doubtful_values.labels")
_BEHIND_LABEL = contexts("nearby.prepositions") | frozenset("war ist lautet is was be gets s".split())
_LABEL_GAPS = frozenset({" ", ": ", "): ", " (", ' "', " „", ": „", ': "'})
_NEAR = 5
_SAY = contexts("suspect.people_say")
_BEHIND_LOGIN = re.compile(r"[ \t]{0,2}(?:[-=]>|→|:[ \t]|[ \t]/[ \t])")
_TIME_BEFORE = re.compile(r"\d{1,2}[:.]\d{2}(?::\d{2})?[\])]?[ \t|–-]{1,3}$")


def talks_of_codes(views: Iterable[View]) -> bool:
    """Whether any of these texts speaks of passwords, codes or locks, so that a number may be one."""
    return any(not _TALKS_OF_CODES.isdisjoint([token.key for token in view.tokens]) for view in views)


def long_numbers(view: View) -> Iterator[int]:
    """Yield the words of numbers with hyphens in them and seven digits or more: "2325-2997"."""
    for number in view.numbers:
        if len(number.digits) < _MANY_DIGITS or "-" not in number.text or "." in number.text:
            continue
        is_advisory = view.text[max(0, number.start - 4) : number.start].upper() == "CVE-"
        if not is_advisory and not DATE.search(number.text):
            index = index_at(view, number.start)
            while index < len(view.tokens) and view.tokens[index].start < number.end:
                yield index
                index += 1


def codes(view: View) -> Iterator[int]:
    """Yield the bare numbers of four digits and more that count nothing and name no year, model or error."""
    for found in nearby.loose_codes(view):
        index = index_at(view, found.start())
        while index < len(view.tokens) and view.tokens[index].start < found.end():
            yield index
            index += 1


def stands_as_login(view: View, index: int, users: Sequence[Span]) -> bool:
    """Whether a word stands behind a label, before a saying, in a chat or in a list with these `users`."""
    token = view.tokens[index]
    if _is_labelled(view, index) or len(view.tokens) == 1 or _is_cell(view, index):
        return True
    if index + 1 < len(view.tokens) and view.gap(index) == " " and view.tokens[index + 1].key in _SAY:
        return view.starts_line(token.start)
    if _BEHIND_LOGIN.match(view.text, token.end):
        before = view.text[max(0, token.start - 14) : token.start]
        return view.starts_line(token.start) or _TIME_BEFORE.search(before) is not None
    return _is_in_list(view, token, users)


def _is_labelled(view: View, index: int) -> bool:
    """Whether a login is spoken of before a word: "login sharper", "angemeldet als langern"."""
    if not index or view.gap(index - 1) not in _LABEL_GAPS:
        return False
    before = view.tokens[index - 1].key
    if before in _BEHIND_LABEL:
        return any(token.key in _LABELS for token in view.tokens[max(0, index - _NEAR) : index - 1])
    return before in _LABELS


def _is_cell(view: View, index: int) -> bool:
    """Whether a word fills a cell or the value of a field: "| falkners |", "Portal = hubers"."""
    if not index or view.gap(index - 1).strip(" .\t*") not in {"|", "=", ":"}:
        return False
    return view.text[view.tokens[index].end : view.tokens[index].end + 2].strip(" ") in {
        "",
        "|",
        "\n",
        ",",
        ";",
    }


def _is_in_list(view: View, token: Token, users: Sequence[Span]) -> bool:
    """Whether a word stands alone on its line, and a login on the line above or below."""
    if not view.starts_line(token.start) or view.text[token.end : token.end + 1] not in {"", "\n", "\r"}:
        return False
    return any(
        view.text[min(span.end, token.end) : max(span.start, token.start)].count("\n") == 1 for span in users
    )
