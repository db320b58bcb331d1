"""Public addresses, hardware addresses and names of computers."""

import ipaddress
import re
from collections.abc import Iterator

from kbtool.redact.folding import fold
from kbtool.redact.recognisers.base import Link, Triggers, after, joined, value
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts, is_any_word, is_product, is_technical

_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9a-fA-F]{1,4}:|:){2,8}(?:[0-9a-fA-F]{1,4}|:)(?![\w:])")
_MAC = re.compile(
    r"(?<![\w:.-])(?:[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1){4}[0-9a-fA-F]{2}"
    r"|(?=[0-9.]{0,13}[a-fA-F])[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4})(?![\w:-]|\.\d)"
)
_DOTTED_DIGITS = re.compile(r"\d\.\d{1,3}\.\d")
_NO_DEVICE = frozenset({"000000000000", "ffffffffffff"})
# Name servers open to everybody: they stand in instructions.
_PUBLIC_SERVICE = frozenset({
    "8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "149.112.112.112", "208.67.222.222",
    "208.67.220.220",
})  # fmt: skip
_VERSION = contexts("network.version")
_WINDOWS_NAME = re.compile(r"(?<![\w-])(?:DESKTOP|LAPTOP|WIN)-(?=[A-Z0-9]*\d)[A-Z0-9]{6,12}(?![\w-])")
_MACHINE = re.compile(
    r"(?<![\w.-])(?:[A-Z0-9]{1,8}-){0,2}(?:PC|NB|WS|CL|LT|SRV|TAB|NOTEBOOK|LAPTOP|CLIENT|PRN|DRUCKER"
    r"|PRINTER|SERVER)"
    r"(?:-[A-Z0-9ÄÖÜ]{1,12}){0,2}-?\d{2,6}(?![\w-]|\.\w)"
)
_DEFAULTS = ("DESKTOP-", "LAPTOP-", "WIN-")
_MACHINE_PART = re.compile(
    r"(?:PC|NB|WS|CL|LT|SRV|TAB|BOOK|LAPTOP|CLIENT|PRN|DRUCKER|PRINTER|SERVER)[-\dA-ZÄÖÜ]"
)
_SMALL_NAMES = frozenset(
    "laptop desktop notebook server mail email web app printer drucker client pc nb ws wks lt srv db sql mx dc"
    " fs vm esx lap prn".split()
)
_SMALL_MACHINE = re.compile(r"(?:pc|nb|ws|wks|lt|srv|db|sql|mx|dc|fs|vm|esx|lap|prn)\d{2,5}")
_ITS_NUMBER = re.compile(r"-(?!(?:19|20)\d\d(?!\d))\d{2,5}(?![\w-]|\.\d)")
_IN_SOMETHING = frozenset("@./\\-_")
_UNC = re.compile(r"(?<![\w\\:.~%])\\{2,4}([A-Za-z0-9][\w.-]{1,62})(?=\\)")
_INTERNAL = re.compile(
    r"(?<![\w.@-])(?:[\w-]{1,63}\.){1,4}(?:local|lan|intern|internal|corp|home|ad|dom|domain)(?![\w-])",
    re.IGNORECASE,
)
_INTERNAL_END = re.compile(r"\.(?:local|lan|intern|internal|corp|home|ad|dom|domain)(?![\w-])", re.IGNORECASE)
_MAC_SIGNS = 5
_MAC_PART = re.compile(r"\.[0-9a-fA-F]{4}\.")
_NAMED = contexts("network.named")
_HOST_VALUE = re.compile(r"[A-Za-z0-9ÄÖÜäöü][\wÄÖÜäöü.-]{2,62}")


def find(view: View) -> Iterator[Span]:
    """Find addresses that lead to somebody, and computers."""
    yield from _addresses(view)
    text = view.text
    is_possible = text.count(":") >= _MAC_SIGNS or text.count("-") >= _MAC_SIGNS or _MAC_PART.search(text)
    for found in _MAC.finditer(text) if is_possible else ():
        if re.sub(r"\W", "", found[0]).lower() not in _NO_DEVICE:
            yield Span(found.start(), found.end(), Kind.MAC, "mac")
    yield from _machines(view.text)


def _machines(text: str) -> Iterator[Span]:
    if "-" in text:
        for found in _WINDOWS_NAME.finditer(text) if any(name in text for name in _DEFAULTS) else ():
            yield Span(found.start(), found.end(), Kind.HOST, "host-default")
        for found in _MACHINE.finditer(text) if _MACHINE_PART.search(text) else ():
            yield Span(found.start(), found.end(), Kind.HOST, "host-shape", sure=False)
    if "\\\\" in text:
        for found in _UNC.finditer(text):
            if not is_any_word(found[1]) and not _IPV4.fullmatch(found[1]):
                yield Span(found.start(1), found.end(1), Kind.HOST, "host-share", sure=False)
    internal = _INTERNAL.finditer(text) if _INTERNAL_END.search(text) else ()
    for found in internal:
        yield Span(found.start(), found.end(), Kind.HOST, "host-internal", sure=False)


def _addresses(view: View) -> Iterator[Span]:
    for found in _IPV4.finditer(view.text) if _DOTTED_DIGITS.search(view.text) else ():
        if found[0] not in _PUBLIC_SERVICE and _is_global(found[0]) and not _is_version(view, found):
            yield Span(found.start(), found.end(), Kind.IP, "ip")
    if view.text.count(":") > 1:
        for found in _IPV6.finditer(view.text):
            if _is_global(found[0]):
                yield Span(found.start(), found.end(), Kind.IP, "ip")


def _is_global(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).is_global
    except ValueError:
        return False


def _is_version(view: View, found: re.Match[str]) -> bool:
    """Whether four numbers count releases: 15.0.0.0, "Version 4.10.2.5", "AnyConnect 4.10.7.1"."""
    if found[0].endswith(".0.0"):
        return True
    before = re.findall(r"[^\W\d_]+", view.text[max(0, found.start() - 30) : found.start()])
    if not before:
        return False
    last = before[-1].lower()
    return is_product(last) or any(word.lower() in _VERSION for word in before[-2:])


def _host(view: View, index: int) -> Iterator[Span]:
    place = after(view, index)
    found = value(view, place, _HOST_VALUE)
    if found is None or "." in found[0].rstrip(".") or found[0].isdigit():
        return
    name = found[0].rstrip(".-")
    numbered = any(char.isdigit() for char in name)
    if is_technical(fold(name).strip("0123456789")) or not (numbered or "-" in name):
        return
    if not numbered and all(is_technical(fold(part)) or is_any_word(part) for part in name.split("-")):
        return
    if place.link is not Link.SPACE or (numbered and name[0].isalpha() and ("-" in name or name.isupper())):
        yield Span(found.start(), found.start() + len(name), Kind.HOST, "host-context", sure=False)


def _numbered(view: View, index: int) -> Iterator[Span]:
    """Find "laptop-46", "srv-03"; a year makes a product: "server-2019"."""
    token = view.tokens[index]
    found = _ITS_NUMBER.match(view.text, token.end)
    if found and token.word.islower() and view.text[token.start - 1 : token.start] not in _IN_SOMETHING:
        yield Span(token.start, found.end(), Kind.HOST, "host-shape", sure=False)


def is_machine(key: str) -> bool:
    """Whether a folded word is the name of a computer by its form: "srv01", "pc0815"."""
    return _SMALL_MACHINE.fullmatch(key) is not None


def machine(view: View, index: int) -> Iterator[Span]:
    """Find a computer whose name `is_machine`, in small letters and outside of paths and addresses."""
    token = view.tokens[index]
    around = view.text[token.start - 1 : token.start] + view.text[token.end : token.end + 1]
    if token.word.islower() and not _IN_SOMETHING.intersection(around.replace(".", "")):
        yield Span(token.start, token.end, Kind.HOST, "host-shape", sure=False)


TRIGGERS: Triggers = joined(dict.fromkeys(_NAMED, _host), dict.fromkeys(_SMALL_NAMES, _numbered))
