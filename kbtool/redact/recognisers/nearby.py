"""Values some way behind the word that promises them: in the next sentence, in the answer of a chat.

The nearer a value stands to its label, the less must show by itself; here it is far, so its form must speak for
it. None of these spans is sure: in an article a person decides.
"""

import re
from collections.abc import Iterator

from kbtool.redact.digits import DATE
from kbtool.redact.folding import fold
from kbtool.redact.mixes import is_public_mix
from kbtool.redact.recognisers import birth, passwords
from kbtool.redact.recognisers.base import Triggers, joined
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View
from kbtool.redact.wordlist import (
    ambiguous,
    contexts,
    is_literal,
    is_plain,
    is_strange_word,
    is_technical,
    listed,
)

_REACH, _CODE_REACH, _ENTERED = 200, 400, 40
_CODE = re.compile(r"(?<![\w.,:/#+@\\-])(?:\d{3}[ -]\d{3}|\d{4,8})(?![\w%€$°]|[.,:/-]\d|-\w| ?(?:€|%|\$))")
_WORD_DIGITS = re.compile(
    r"(?<![\w./\\@-])([^\W\d_]{3,20})\d{2,8}(?:[^\W\d_]{3,20})?[#$%&*@§!+]{0,3}(?![\w/\\@-]|\.\w)"
)
_WITH_SIGN = re.compile(r"(?<![\w./@:=-])[^\W\d_]{1,12}[@$!#%*][^\W_]{2,12}(?![\w@]|\.\w)")
_SIGN = re.compile(r"[^\W\d_][@$!#%*][^\W_]")
_YEAR = re.compile(r"20[0-2]\d")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_LIVED = re.compile(r"(?<![\w.,:/#+@\\-])(?:\d{3} ?\d{3})(?![\w%€$°]|[.,:/-]\d|-\w| ?(?:€|%|\$))")
_REFERENCE = re.compile(
    r"(?<![\w.:/@\\-])(?!(?:19|20)\d\d-\d\d(?!\d))(?:[A-Z]{1,4}[-/]?\d{5,12}|\d{6,12}"
    r"|\d{3,6}-\d{3,8}(?:-\d{1,6})?|\d{4} \d{4,6}(?: \d{2,4})?"
    r"|(?=(?:[A-Z-]*\d){4})[A-Z0-9]{2,5}(?:-?[A-Z0-9]{2,6}){2,4})(?![\w@\\]|[.,:/-]\d|-\w)"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\w\n]{0,3}$")
_WORD_BEHIND = re.compile(r"[ \xa0]{1,2}([^\W\d_]+)")
_COUNTS = contexts("nearby.counts")
_COUNTED = contexts("nearby.counted")
_GO_ON = contexts("nearby.go_on")
_SENDERS = contexts("nearby.senders")
_BRACKETED = re.compile(r"[^\n.;!?()\"„“]{2,60}[(\"„“]([a-zäöüß]{4,20})[)\"“”]")
_ADJACENT = 3
_CLOCK_STARTS = ("01.01.", "1.1.", "01/01/", "1/1/", "2000-01-01", "1970-01-01")  # a clock that was never set
_LOCKS = frozenset({"screen", "phone", "device", "tablet", "handy"})
_JOINTS = frozenset("@./\\-_'’")
_SHORTEST, _FAR_TOKENS = 4, 12
_ALPHABET = "abcdefghijklmnopqrstuvwxyzäöüß"


def codes(view: View, index: int) -> Iterator[Span]:
    """Find digits after "PIN", "Bildschirmsperre", "the code"."""
    token = view.tokens[index]
    if token.key in {"code", "codes"} and passwords.is_of_error(view, index):
        return
    if token.key in {"lock", "sperre"} and view.before(index) not in _LOCKS:
        return
    if token.key == "pass" and view.before(index) != "access":
        return
    is_sender = token.key in _SENDERS
    reach = _CODE_REACH if is_sender else _REACH
    for found in _CODE.finditer(view.text, token.end, token.end + reach):
        if (
            is_sender
            and found.start() - token.end > _ENTERED
            and not _SHORT_LIVED.match(view.text, found.start())
        ):
            continue  # far from "SMS" only six digits are a code
        is_year = _YEAR.fullmatch(found[0]) and found.start() - token.end > _ADJACENT
        if not is_year and not _is_count(view, found) and not _is_model(view, found):
            yield Span(found.start(), found.end(), Kind.PASSWORD, "code-nearby", sure=False)


def loose_codes(view: View) -> Iterator[re.Match[str]]:
    """Yield the numbers that may be codes wherever they stand, no years."""
    for found in _CODE.finditer(view.text):
        if not (_ANY_YEAR.fullmatch(found[0]) or _is_count(view, found) or _is_model(view, found)):
            yield found


def _passwords(view: View, index: int) -> Iterator[Span]:
    """Find a word with digits at its end after "Passwort", "tippe ich": "Hund12", "max563"."""
    token = view.tokens[index]
    reach = _ENTERED if token.key in contexts("nearby.entering") else _REACH
    for other in _mixed_words(view, index, token.end + reach):
        found = _WORD_DIGITS.match(view.text, other.start)
        key = fold(found[1]) if found else ""
        if found and not (is_technical(key) or key in _COUNTS):
            yield Span(found.start(), found.end(), Kind.PASSWORD, "password-nearby", sure=False)
    window = view.text[token.end : token.end + reach]
    for found in _WITH_SIGN.finditer(view.text, token.end, token.end + reach) if _SIGN.search(window) else ():
        yield Span(found.start(), found.end(), Kind.PASSWORD, "password-nearby", sure=False)


def _is_model(view: View, found: re.Match[str]) -> bool:
    """Whether a product's name in capitals stands before a number: "ORGA 6141", and not "PIN 6141"."""
    before = _WORD_BEFORE.search(view.text, max(0, found.start() - 30), found.start())
    if before is None or before.end() != found.start() or not before[0].endswith(" "):
        return False
    return before[1].isupper() and len(before[1]) > 2 and fold(before[1]) not in contexts("passwords.codes")  # noqa: PLR2004 - a pronoun


def _mixed_words(view: View, index: int, end: int) -> Iterator[Token]:
    """Yield the words of letters and digits behind a word, up to a position."""
    for token in view.tokens[index + 1 : index + _REACH // 3]:
        if token.start >= end:
            return
        if not (token.key.isalpha() or token.key.isdigit()):
            yield token


def references(view: View, index: int) -> Iterator[Span]:
    """Find what has the form of a number of customers, contracts or devices after the word for it."""
    end = view.tokens[index].end
    for found in _REFERENCE.finditer(view.text, end, end + _REACH):
        if not (DATE.fullmatch(found[0]) or is_public_mix(found[0]) or _is_count(view, found)):
            yield Span(found.start(), found.end(), Kind.NUMBER, "reference-nearby", sure=False)


def _is_count(view: View, found: re.Match[str]) -> bool:
    """Whether the words around say that a number names an error or a port, or counts something."""
    before = _WORD_BEFORE.search(view.text, max(0, found.start() - 30), found.start())
    behind = _WORD_BEHIND.match(view.text, found.end())
    return bool(before and fold(before[1]) in _COUNTS) or bool(behind and fold(behind[1]) in _COUNTED)


def _births(view: View, index: int) -> Iterator[Span]:
    """Find the date in the answer to a question for the date of birth."""
    end = view.tokens[index].end
    for found in birth.DATE.finditer(view.text, end, end + _REACH):
        if len(found[0]) > 4 and not birth.is_stamp(view, found):  # noqa: PLR2004 - a year alone
            yield Span(found.start(), found.end(), Kind.DATE, "birth-nearby", sure=False)
            return


def born(view: View, index: int) -> Iterator[Span]:
    """Find a full date with a year before 2008: hardly any other than a birth is told to a help desk."""
    token = view.tokens[index]
    for found in birth.DATE.finditer(view.text, max(0, token.start - 16), token.end + 8):
        is_clock = found[0].startswith(_CLOCK_STARTS)
        if not is_clock and found.start() <= token.start < found.end() and len(found[0]) > 4:  # noqa: PLR2004 - a year alone
            yield Span(found.start(), found.end(), Kind.DATE, "date-long-ago", sure=False)


def is_long_ago(key: str) -> bool:
    """Whether a word is a year between 1930 and 2007."""
    return len(key) == 4 and key.isdigit() and "1930" <= key < "2008"  # noqa: PLR2004 - the digits of a year


def _logins(view: View, index: int) -> Iterator[Span]:
    """Find words of no language around "login", "Konto", "angemeldet als"."""
    steps = 0
    for token in view.tokens[index + 1 : index + 1 + _FAR_TOKENS]:
        steps = steps if token.key in _GO_ON else steps + 1
        if _is_login(view, token, named=steps <= 1) and (steps <= 1 or not _is_slip(token.word)):
            yield Span(token.start, token.end, Kind.USER, "user-nearby", sure=False)
            return
    yield from _in_brackets(view, index)
    if index and _is_login(view, view.tokens[index - 1]) and view.gap(index - 1) in {" ", "-"}:
        token = view.tokens[index - 1]
        yield Span(token.start, token.end, Kind.USER, "user-nearby", sure=False)


def _in_brackets(view: View, index: int) -> Iterator[Span]:
    """Find a small word alone in brackets or quotes some words behind: "the login of Ann (begumd)"."""
    end = view.tokens[index].end
    found = _BRACKETED.match(view.text, end)
    if found and (is_strange_word(found[1]) or fold(found[1]) in listed() | ambiguous()):
        yield Span(found.start(1), found.end(1), Kind.USER, "user-nearby", sure=False)


def _person(view: View, index: int) -> Iterator[Span]:
    """Find a login after "by", "von", "as", "mit"."""
    if index + 1 < len(view.tokens) and view.gap(index) == " ":
        token = view.tokens[index + 1]
        if _is_login(view, token) and not _is_slip(token.word):
            yield Span(token.start, token.end, Kind.USER, "user-nearby", sure=False)


def _speaker(view: View, index: int) -> Iterator[Span]:
    """Find a login before "says", "meinte"."""
    if index and view.gap(index - 1) == " ":
        token = view.tokens[index - 1]
        if _is_login(view, token) and not _is_slip(token.word):
            yield Span(token.start, token.end, Kind.USER, "user-nearby", sure=False)


def _is_login(view: View, token: Token, *, named: bool = False) -> bool:
    """Whether a word in small letters is in no dictionary, and not part of a path, an address or a compound.

    Right after a label (`named`) it may look like a compound of German: "karlssone".
    """
    strange = is_strange_word(token.word) or (named and token.word.islower() and token.key in listed()) or (
        named and len(token.word) > _SHORTEST and token.word.islower() and token.word.isalpha()
        and not (is_plain(token.word) or is_technical(token.key))
    )  # fmt: skip
    if not strange:
        return False
    if view.text[token.end : token.end + 2] in {".,", ".:", ".)"}:
        return False  # an abbreviation
    around = view.text[token.start - 1 : token.start] + view.text[token.end : token.end + 1].replace(".", "")
    return not _JOINTS.intersection(around)


def _is_slip(word: str) -> bool:
    """Whether one letter more, less, other or moved makes a word of it: "gespert", "passwrd"."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    others = [
        *(head + tail[1:] for head, tail in cuts if tail),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1),
        *(head + char + rest for head, tail in cuts for rest in (tail, tail[1:]) for char in _ALPHABET),
    ]
    return any(is_literal(other, lang) for other in others for lang in ("de", "en"))


TRIGGERS: Triggers = joined(
    dict.fromkeys(
        contexts("passwords.passwords") | contexts("passwords.secrets") | contexts("nearby.entering"),
        _passwords,
    ),
    dict.fromkeys(contexts("passwords.codes") | contexts("nearby.codes") | _SENDERS, codes),
    dict.fromkeys(contexts("references.subjects") | contexts("references.alone"), references),
    dict.fromkeys(contexts("birth.words"), _births),
    dict.fromkeys(contexts("nearby.logins"), _logins),
    dict.fromkeys(contexts("nearby.prepositions"), _person),
    dict.fromkeys(contexts("suspect.people_say"), _speaker),
)
