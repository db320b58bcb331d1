"""Secrets and people inside links; the link itself stays."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from kbtool.redact.recognisers.keys import is_random
from kbtool.redact.recognisers.mail import is_vendor
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View

_URL = re.compile(
    r"(?:https?|ftps?|sftp|ssh|rdp|smb|ldaps?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis"
    r"|amqp)://[^\s<>\"'`\x00|]{3,4000}"
)
_USERINFO = re.compile(r"//([^/@:\s]{1,100})(?::([^/@\s]{1,200}))?@")
_HOST = re.compile(r"//(?:[^/@]*@)?([\w.-]+)")
_PARAMETER = re.compile(r"[?&#;]([\w.%\[\]-]{1,40})=([^&#;\s)\]]{1,2000})")
_SECRET_NAMES = re.compile(
    r"token|key|secret|sig|signature|auth|session|sid|passw|pwd|^p$|^pw$|code|otp|ticket|hash|nonce|jwt"
    r"|saml|assertion|invite|reset"
    r"|verify|confirm|activation|credential|^k$|^t$|^s$|^e$|^h$",
    re.IGNORECASE,
)
_PERSON_NAMES = re.compile(
    r"user|login|mail|name|account|upn|^u$|^uid$|customer|client|kunde|person|member|employee|phone|tel"
    r"|address",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"(?<=/)[\w~.%+=:@!-]{16,2000}")
_PERSONAL = re.compile(r"/(?:personal|users?|u|people|profile|members?|~)/([\w.%+-]{3,64})", re.IGNORECASE)
_SECRET_PATH = re.compile(
    r"/(?:reset|verify|confirm|activate|activation|invite|unsubscribe|magic|share|token|meetup-join|join|l"
    r"|s|d|f)/([\w%.=+~:-]{12,2000})",
    re.IGNORECASE,
)
_SHORTEST = 6
_NO_PEOPLE = frozenset(
    "login admin settings profile view edit new list me manage password default home search overview".split()
)


def find(view: View) -> Iterator[Span]:
    """Find passwords, tokens and login names in addresses."""
    if "://" not in view.text:
        return
    for found in _URL.finditer(view.text):
        yield from _parts(found[0].rstrip(".,;:!?"), found.start())


def _parts(url: str, offset: int) -> Iterator[Span]:
    user = _USERINFO.search(url)
    if user:
        yield Span(offset + user.start(1), offset + user.end(1), Kind.USER, "url-user")
        if user[2]:
            yield Span(offset + user.start(2), offset + user.end(2), Kind.PASSWORD, "url-password")
    host = _HOST.search(url)
    vendor = host is not None and is_vendor(host[1].lower())
    for parameter in _PARAMETER.finditer(url):
        span = _parameter(parameter, offset, vendor=vendor)
        if span:
            yield span
    yield from _path(url.partition("?")[0], offset, vendor=vendor)


def _parameter(found: re.Match[str], offset: int, *, vendor: bool) -> Span | None:
    place = (offset + found.start(2), offset + found.end(2))
    text = unquote(found[2])
    if "@" in text:
        return Span(*place, Kind.EMAIL, "url-email")
    has_digit = any(char.isdigit() for char in text)
    if (
        _SECRET_NAMES.search(found[1])
        and len(text) >= _SHORTEST
        and has_digit
        and not (len(found[1]) == 1 and text.isdigit())
    ):
        return Span(*place, Kind.SECRET, "url-token", sure=not vendor)
    if _PERSON_NAMES.search(found[1]) and not vendor:
        return Span(*place, Kind.USER, "url-person", sure=False)
    if is_random(text) and len(text) > 2 * _SHORTEST:
        return Span(*place, Kind.SECRET, "url-random", sure=False)
    return None


def _path(path: str, offset: int, *, vendor: bool) -> Iterator[Span]:
    secret = _SECRET_PATH.search(path)
    if secret and any(char.isdigit() for char in secret[1]) and not vendor:
        yield Span(offset + secret.start(1), offset + secret.end(1), Kind.SECRET, "url-path")
    personal = _PERSONAL.search(path)
    if personal and personal[1].lower() not in _NO_PEOPLE and (not vendor or "my.sharepoint" in path):
        yield Span(offset + personal.start(1), offset + personal.end(1), Kind.USER, "url-personal", sure=False)
    if vendor:
        return
    for segment in _SEGMENT.finditer(path):
        if is_random(segment[0]):
            yield Span(offset + segment.start(), offset + segment.end(), Kind.SECRET, "url-random", sure=False)
