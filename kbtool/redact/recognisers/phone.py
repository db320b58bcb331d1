"""Phone numbers: valid in one of the regions, or said to be one by the words around them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kbtool.redact.digits import pieces
from kbtool.redact.recognisers.base import Triggers, joined
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Number, View
from kbtool.redact.wordlist import contexts, is_product

REGIONS = ("DE", "AT", "CH", "GB", "US")
_SHORTEST, _LONGEST = 7, 15
_SHORTEST_CALLED = 5
_SHORTEST_SHAPED, _LONGEST_SHAPED = 8, 13
_WORDS_BEFORE = 6
_CALLED = contexts("phone.called")
_OTHER = contexts("phone.other")
_UNITS = re.compile(
    r"\s{0,2}(?:bytes?|[kmgt]i?b\b|kbit|mbit|€|eur|usd|\$|%|ms\b|px\b|dpi|stück|pieces)", re.IGNORECASE
)
_GROUPS = re.compile(r"\d+")
_US = re.compile(r"(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}$")
_FOUR_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_LETTER = re.compile(r"(?<![^\W_])[TMFPtmfp] ?[.:] ?$")
# At most six digits between dots: rather a version.
_DOTTED = re.compile(r"\d{1,4}\.\d{1,2}(?:\.\d{1,2})?")
_JOINED = re.compile(r"(?<!fon)(?<!one)(?<!tel)(?<!fax)(?<!bil)[^\W_]-$", re.IGNORECASE)
_ANY_NUMBER = frozenset({"nummer", "number"})
_ANY_LABEL = _ANY_NUMBER | {"nr", "no"}
_PREPOSITIONS = frozenset({"on", "at", "under", "unter", "auf", "ueber", "via"})
_LONG = 9
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.[ ]")
_TRUNK = re.compile(r"\(?0[1-9]")
_AREA_SLASH = re.compile(
    r"\(0[1-9]\d{1,4}\) ?\d[\d -]{3,9}\d|\(?0[1-9]\d{1,4}\)? ?/ ?\d[\d -]{3,9}\d"
    r"|0[1-9]\d{2,4}[ -]\d{5,8}|0[1-9]\d{1,5}(?:[ /-]\d{2,7}){1,4}"
)
_EXTENSION = re.compile(
    r"[ ,]{0,2}(?:x|ext\.?|extension|dw|durchwahl|apparat|app\.)[ .:]{0,2}\d{1,5}\b", re.IGNORECASE
)
_DIRECT = re.compile(
    r"(?:durchwahl|dw|ext\.?|extension|apparat|nebenstelle)[ .:]{0,3}(?:ist |lautet |is "
    r"|number )?[-–#]{0,2}(\d{2,5})\b",
    re.IGNORECASE,
)
_NAMED_DIRECT = re.compile(r"(?:durchwahl|dw|ext|extension|apparat|nebenstelle)\d{2,5}")


def find(view: View) -> Iterator[Span]:
    """Find phone numbers with or without separators."""
    for number in pieces(view):
        if not _SHORTEST_CALLED <= len(number.digits) <= _LONGEST or _is_inside(view, number):
            continue
        rule, sure = _rule(view, number)
        if rule:
            end = number.end
            extension = _EXTENSION.match(view.text, end)
            yield Span(number.start, extension.end() if extension else end, Kind.PHONE, rule, sure=sure)


def is_direct(key: str) -> bool:
    """Whether a folded word is an extension with its name: "dw412"."""
    return _NAMED_DIRECT.fullmatch(key) is not None


def direct(view: View, index: int) -> Iterator[Span]:
    """Find the extension behind its name."""
    found = _DIRECT.match(view.text, view.tokens[index].start)
    if found:
        yield Span(found.start(1), found.end(1), Kind.PHONE, "phone-extension", sure=False)


def _is_inside(view: View, number: Number) -> bool:
    """Whether the digits are part of something longer: a word, a path, a version, a link."""
    before = view.text[number.start - 1 : number.start]
    after = view.text[number.end : number.end + 1]
    if after in {"x", "X"} and _EXTENSION.match(view.text, number.end):
        after = ""
    if before == "." and view.text[number.start - 2 : number.start - 1].isalpha():
        return True  # a part of a dotted name: pain.001.001.03
    if before == "-" and view.text[number.start - 2 : number.start - 1] in {"(", " ", ""}:
        return True  # a negative number, as errors have
    if before == "-" and _JOINED.search(view.text[max(0, number.start - 12) : number.start]):
        return True
    if before == ":" and view.text[number.start - 2 : number.start - 1].isdigit():
        return True
    return (
        _is_in_link(view.text, number.start)
        or before.isalnum()
        or before in set("_@&%#\\")
        or (before == "=" and not number.text.startswith(("+", "(")))
        or after.isalnum()
        or after in {"_", "@", "\\"}
    )


def _is_in_link(text: str, position: int) -> bool:
    run = text[max(0, position - 120) : position]
    return "://" in run[max(run.rfind(" "), run.rfind("\n")) + 1 :]


def _rule(view: View, number: Number) -> tuple[str, bool]:
    """Return the rule that takes a number for a phone number, or "", and whether that is sure."""
    before = _words_before(view, number.start)
    if _is_named_otherwise(number, before):
        return "", False
    long_enough = len(number.digits) >= _SHORTEST
    if number.text.startswith(("+", "(+")) or (number.digits.startswith("00") and number.digits[2:3] != "0"):
        return ("phone-international", True) if long_enough else ("", False)
    if long_enough and (_TRUNK.match(number.text) or _US.match(number.text)) and is_valid(number.text):
        return "phone-valid", True
    if _is_called(view, number, before):
        return "phone-context", long_enough and len(_GROUPS.findall(number.text)) > 1
    is_long = number.text.isdigit() and len(number.digits) >= _LONG  # no count of anything is so long
    if is_long and before and before[0] in _PREPOSITIONS:
        return "phone-context", False
    is_phone = is_long or _AREA_SLASH.fullmatch(number.text) or _is_shaped(view, number)
    return ("phone-shape" if is_phone else ""), False


def _is_named_otherwise(number: Number, before: list[str]) -> bool:
    """Whether a number is a day, or the words before it make a version, a contract, an order of it."""
    if _DAY.match(number.text):
        return True
    if before and (
        before[0] in _OTHER
        or (before[0] in _ANY_LABEL and before[1:2] and before[1] in _OTHER)
        or (is_product(before[0]) and "." in number.text)
    ):
        return True
    called = [word for word in before if word in _CALLED]
    return bool(called) and number.text.isdigit() and _ANY_NUMBER.issuperset(called)


def _is_called(view: View, number: Number, before: list[str]) -> bool:
    """Whether a word or letter before a number calls it a phone number, and it is no version."""
    if _DOTTED.fullmatch(number.text):
        return False
    letter = _LETTER.search(view.text[max(0, number.start - 4) : number.start])
    return letter is not None or not _CALLED.isdisjoint(before)


def _words_before(view: View, position: int) -> list[str]:
    """Return up to six folded words before a position, nearest first: on its line, or in a label above it."""
    line = view.text[max(0, position - 60) : position]
    above, newline, rest = line.rpartition("\n")
    if newline and (rest.strip() or not above.rstrip().endswith(":")):
        line = rest
    return [
        word.casefold().replace("ü", "ue") for word in re.findall(r"[^\W\d_]+", line)[: -_WORDS_BEFORE - 1 : -1]
    ]


def _is_shaped(view: View, number: Number) -> bool:
    """Whether the digits are grouped as in phone numbers: two to four in a group, separated alike."""
    groups = [len(group) for group in _GROUPS.findall(number.text)]
    if _FOUR_NUMBERS.fullmatch(number.text):
        return False
    separators = set(re.sub(r"[\d()]", "", number.text).replace("  ", " "))
    return (
        _SHORTEST_SHAPED <= len(number.digits) <= _LONGEST_SHAPED
        and len(groups) in {3, 4, 5}
        and all(2 <= group <= 4 for group in groups)  # noqa: PLR2004 - two to four digits in a group
        and (len(separators) == 1 or number.text.startswith("("))
        and "." not in separators - {"."}
        and not _UNITS.match(view.text, number.end)
    )


@lru_cache(maxsize=4096)
def is_valid(text: str) -> bool:
    """Whether a number could be dialled in one of the regions."""
    import phonenumbers  # noqa: PLC0415 - slow to import, needed only for texts with numbers

    for region in REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(text, region)):
                return True
        except phonenumbers.NumberParseException:
            return False
    return False


TRIGGERS: Triggers = joined(
    dict.fromkeys(("durchwahl", "dw", "ext", "extension", "apparat", "nebenstelle"), direct)
)
