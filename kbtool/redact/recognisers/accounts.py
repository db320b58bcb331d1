"""Login names: after a label, in a path, before a domain, in a remote login."""

import re
from collections.abc import Iterator

from kbtool.redact.folding import fold
from kbtool.redact.recognisers.base import Link, Triggers, after, joined, value
from kbtool.redact.recognisers.secret_looks import is_secret
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import (
    contexts,
    first_names,
    is_any_word,
    is_plain,
    is_strange_word,
    is_technical,
    listed,
    surnames,
    words,
)

_LABELS = contexts("accounts.labels")
_PAIRED = {
    "name": frozenset({"user", "login", "account", "benutzer"}),
    "id": frozenset({"user", "login", "benutzer"}),
    "kennung": frozenset({"benutzer", "user", "login"}),
}
_LOOSE = frozenset(
    "user login benutzer account konto nutzer logon anmeldung benutzerkonto nutzerkonto useraccount".split()
)
_LOGIN = re.compile(r"[^\W_][\w.+-]{1,40}(?:@[\w.-]{2,60})?")
_PATH = re.compile(
    r"(?:[A-Za-z]:[\\/]{1,2}(?:Users|Benutzer|Dokumente und Einstellungen|Documents and Settings)[\\/]{1,2}"
    r"|(?<![\w.])/(?:home|Users)/"
    r"|\\{1,2}(?:Users|home|homes|profile\$|home\$|users\$)\\{1,2})"
    r"([^\\/\s\"'<>|:*?,;)\]`\x00%$]{2,40}(?: [A-ZÄÖÜ][^\\/\s\"'<>|:*?,;)\]`\x00]{1,30}(?=[\\/]))?)",
    re.IGNORECASE,
)
_PLACE_NAMES = contexts("accounts.place_names")
_DOMAIN_USER = re.compile(r"(?<![\w\\/:.%-])([A-Z][A-Z0-9-]{1,14})\\{1,2}([^\W\d_][\w.-]{2,30})(?![\w\\])")
_NO_DOMAINS = frozenset(
    "HKLM HKCU HKCR HKU HKEY SOFTWARE SYSTEM BUILTIN NT AUTHORITY CN ICACLS APPDATA WINDOWS USERPROFILE".split()
)
_REMOTE = re.compile(r"\b(?:ssh|scp|sftp|rsync|mstsc|rlogin)\b[^\n\x00]{0,30}?\s([\w.-]{2,32})@([\w.-]{2,63})")
_PROMPT = re.compile(r"(?<![\w@.])([a-z_][\w.-]{1,31})@([A-Za-z][\w-]{1,62})(?::[~/]|[ ](?:~|/\S*)? ?[$%#] )")
# A server or a file rather than a login name.
_FILE = re.compile(
    r"^[^@]*\.(?:com|net|org|de|at|ch|uk|eu|io|local|exe|dll|dat|ini|log|txt|pdf|docx?|xlsx?|json|xml|conf"
    r"|cfg|ps1|bat|msi)$",
    re.IGNORECASE,
)
_THEN_PASSWORD = re.compile(
    r"[ \t]{0,2}[/,;|]?[ \t]{0,2}(?:pw|pass|passwort|kennwort|password|pwd)\b", re.IGNORECASE
)
_DOTTED = re.compile(r"(?<![\w.@/\\-])([a-zäöüß]{2,20})\.([a-zäöüß]{3,30})\d{0,3}(?![\w@/\\-]|\.\w)")
_DOT = re.compile(r"\.[a-zäöüß]{3}")
_SHORTEST_MADE, _LONGEST_MADE = 5, 14
_IN_SOMETHING = frozenset("@./\\-_")
_SECOND = re.compile(r"[ \t]{0,2}[/|,;][ \t]{0,2}([^\s\x00,;]{4,40})")


def find(view: View) -> Iterator[Span]:
    """Find login names in paths, after a domain, with dots, in prompts and in remote logins."""
    yield from _paths(view.text)
    yield from _dotted(view.text)
    yield from _remote(view.text)


def _paths(text: str) -> Iterator[Span]:
    if "\\" in text or "/home" in text or "/Users" in text:
        for found in _PATH.finditer(text):
            if fold(found[1]).replace(" ", "") not in _PLACE_NAMES:
                yield Span(found.start(1), found.end(1), Kind.USER, "user-path")
        for found in _DOMAIN_USER.finditer(text):
            if found[1] not in _NO_DOMAINS and not is_any_word(found[2].rstrip(".-")):
                yield Span(found.start(), found.end(), Kind.USER, "user-domain")


def _dotted(text: str) -> Iterator[Span]:
    for found in _DOTTED.finditer(text) if _DOT.search(text) else ():
        known = listed().intersection(map(fold, found.groups())) or is_strange_word(found[2])
        known = known or fold(found[1]) in first_names().names
        known = known or (is_strange_word(found[1]) and fold(found[2]) in surnames().names)
        if known and not _FILE.search(found[0]):
            yield Span(found.start(), found.end(), Kind.USER, "user-dotted", sure=False)


def _remote(text: str) -> Iterator[Span]:
    if "@" not in text:
        return
    for found in _PROMPT.finditer(text):
        yield Span(found.start(1), found.end(1), Kind.USER, "user-prompt", sure=False)
        yield Span(found.start(2), found.end(2), Kind.HOST, "host-prompt", sure=False)
    for found in _REMOTE.finditer(text):
        yield Span(found.start(1), found.end(2), Kind.USER, "user-remote")


def labelled(view: View, index: int) -> Iterator[Span]:
    """Find the login name after this label."""
    place = after(view, index)
    found = value(view, place, _LOGIN)
    if found is None:
        return
    if _THEN_PASSWORD.match(view.text, found.end()) and not _is_usual(found[0]):
        yield Span(found.start(), found.end(), Kind.USER, "user-password")
        return
    login = found[0].rstrip(".-+")
    if not _is_login(login, certain=place.link is Link.SIGN):
        return
    yield Span(
        found.start(), found.start() + len(login), Kind.USER, "user-context", sure=place.link is Link.SIGN
    )
    second = _SECOND.match(view.text, found.start() + len(login))
    if second and is_secret(second[1]):
        yield Span(second.start(1), second.end(1), Kind.PASSWORD, "password-pair")


def _is_usual(word: str) -> bool:
    return is_plain(word) or is_technical(fold(word))


def _is_login(login: str, *, certain: bool) -> bool:
    """Whether a word is a login name rather than the next word of the sentence."""
    key = fold(login)
    if key in words("not_names.txt") or key in words("generic_names.txt") or key in _PLACE_NAMES:
        return False
    if _FILE.search(login):
        return False
    if any(char.isdigit() or char in "._@" for char in login[1:]) and not login.isdigit():
        return True
    return certain and not is_any_word(login) and not is_any_word(login.title())


def _paired(view: View, index: int) -> Iterator[Span]:
    if view.before(index) in _PAIRED[view.tokens[index].key]:
        yield from labelled(view, index)


def _loose(view: View, index: int) -> Iterator[Span]:
    if after(view, index).link is Link.SIGN or _is_marked(view, index) or _is_before_password(view, index):
        yield from labelled(view, index)


def _is_before_password(view: View, index: int) -> bool:
    found = value(view, after(view, index), _LOGIN)
    return found is not None and bool(_THEN_PASSWORD.match(view.text, found.end()))


def _is_marked(view: View, index: int) -> bool:
    """Whether the next word has the look of a login: a digit, or small letters with a dot."""
    found = value(view, after(view, index), _LOGIN)
    return bool(found and found[0].islower() and any(char.isdigit() or char in "._" for char in found[0][1:-1]))


def is_made_of_name(key: str) -> bool:
    """Whether a folded word is a listed family name with one letter before or behind it, and no word: "adamsa".

    The genitive in -s is none of them.
    """
    if not (_SHORTEST_MADE <= len(key) <= _LONGEST_MADE and key.isalpha()) or key in listed():
        return False
    names = surnames().names
    made = key[1:] in names or (key[-1] != "s" and key[:-1] in names)
    return made and not is_any_word(key) and not is_any_word(key.title())


def made_of_name(view: View, index: int) -> Iterator[Span]:
    """Find a login made of a family name and an initial, in small letters."""
    token = view.tokens[index]
    around = view.text[token.start - 1 : token.start] + view.text[token.end : token.end + 1]
    if token.word.islower() and not set(around) & _IN_SOMETHING:
        yield Span(token.start, token.end, Kind.USER, "user-made", sure=False)


TRIGGERS: Triggers = joined(
    dict.fromkeys(_LABELS, labelled), dict.fromkeys(_PAIRED, _paired), dict.fromkeys(_LOOSE, _loose)
)
