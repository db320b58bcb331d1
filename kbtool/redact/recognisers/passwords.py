"""Passwords, PINs and codes in free prose.

The words around say that a secret comes ("mein Passwort ist …", "the code I got was …"); what follows decides
whether it is one: digits, signs or capitals inside a word hardly ever are the next word of a sentence.
"""

import re
from collections.abc import Iterator

from kbtool.redact.folding import fold
from kbtool.redact.mixes import is_public_mix
from kbtool.redact.recognisers.base import Triggers, joined, line_end, line_start
from kbtool.redact.recognisers.secret_looks import LEAST_CODE, TRAILING, is_mixed, is_product, is_secret
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts, is_any_word, words

PASSWORDS = contexts("passwords.passwords")
CODES = contexts("passwords.codes")
SECRETS = contexts("passwords.secrets")
_SECRET_PREFIXES = contexts("passwords.secret_prefixes")
_NO_CODE = contexts("passwords.no_code")
_WINDOW = 150
_LINK = re.compile(
    r"(?P<sign>(?<![\d.])[:=](?![/\\])|->|→)|(?<![^\W_])(?:(?P<verb>ist|lautet|lautete|war|wäre|is|was|heißt|bekommen"
    r"|erhalten"
    r"|got|received|wie folgt)"
    r"|be|to|auf|als|in|eingegeben|verwendet|with|mit|used?|tried|entered|typed)(?![^\W_])"
)
_FILLER = re.compile(
    r"(?:[\s\"'„“”`(\[*_<]|(?:jetzt|nun|now|aktuell|currently|derzeit|folgendes?|einfach|immer noch|still"
    r"|momentan|temporarily|just"
    r"|simply|eigentlich|actually|again|wieder|auch|immer|always|früher|bisher|bislang|schon|originally|usually"
    r"|probably|wohl|glaub(?:e)? ich|i think|bei allen|der|die|das|the|my|mein|:|=)(?=[\s:=]))*"
)
_VALUE = re.compile(r"[^\s\"„“”»«`<>\x00]{3,80}")
_MORE = re.compile(r"[ \t]{0,2}(?:,|/|oder|or|und|and|bzw\.|;)[ \t]{1,2}(?:auch |now |jetzt |dann |then )?")
_CODE = re.compile(r"\d{3}[ -]\d{3}(?!\d)|(?:[A-Z]{1,3}-)?\d{3,8}(?!\d)")
# The answer to a question for it, or the next sentence: "ist …", "Beim alten war es die …", "it's …".
_LATER = re.compile(
    r"(?:(?:(?<=\n)|(?<=[:.!?,] ))(?:ist|war|lautet)|(?:war|ist|wäre|lautete?) (?:es|er|sie|das)"
    r"|(?:es|er|sie|das) (?:war|ist|lautete?)"
    r"|(?<![^\W_])(?:it['’]?s|it is|it was|that['’]?s|that was))[ \t:]{1,3}"
    r"(?:(?:die|der|das|the|still|noch)[ ])?"
    r"([^\s\"„“”»«`<>\x00]{4,60})",
    re.IGNORECASE,
)
_REACH = 220
_TERM = re.compile(
    r"(?:KB|0x|v|win|windows|error|fehler|aadsts)\d|\d{2}H\d|\d+(?:[.:]\d+)+$|\d+(?:st|nd|rd|th|am|pm|[kmg]b|%)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\s\"“)]+(?=[A-ZÄÖÜ])|\n[ \t]*\n")
_BEFORE = re.compile(
    r"([^\s\"„“”»«`<>\x00]{4,60})[\"“”'`*)]{0,3}[ \t]{1,2}(?:als|as|ist|is|war|was|wäre)[ \t]{1,2}"
    r"(?:[^\W\d_]{1,12}[ \t]){0,2}$"
)
_PAIR = re.compile(r"[ \t]{0,2}[/:|,][ \t]{0,2}([^\s\"„“”»«`<>\x00]{4,60})")
_PHRASE = re.compile(r"lautete?:?[ \t]+[\"„“']?([^\W\d_]{2,20}(?: [^\W\d_]{2,20}){1,6})[\"“”']?[.!]?(?=\n|$)")
_PAIRED = re.compile(
    r"(?<![^\s(:])([^\s\x00/:,;]{2,40})[ \t]{0,2}[/|][ \t]{0,2}([^\s\"„“”»«`<>\x00/]{5,60})(?=[\s.,;)]|$)"
)
_MADE = re.compile(
    r"(?:made it|set (?:it|that) to|(?:reset|changed)(?: it)? to|now it['’]?s"
    r"|auf (?=\d{4,8} (?:gesetzt|geändert|gestellt)))[ :]{0,2}(\d{4,8})(?![\w.,:-]\d|\w)",
    re.IGNORECASE,
)
_ERROR = re.compile(r"error|fehler|exit|status|meldung|gesperrt \(", re.IGNORECASE)
_NETWORK = re.compile(r"wlan|wi-?fi|wpa|ssid", re.IGNORECASE)
_STATES = contexts("passwords.states")
_LONGEST_WORD_VALUE = 40
_NEAR = 60
_WORD_NEAR = 40
_RARE_SIGNS = frozenset("@#$%&*!?§")


def _window(view: View, index: int) -> str:
    """Return the rest of the sentence after a label, at most the next line."""
    start = view.tokens[index].end
    text = view.text[start : start + _WINDOW]
    if len(text) == _WINDOW:
        text = text[: max(text.rfind(" "), text.rfind("\n"), 0)]
    end = _SENTENCE.search(text)
    return text[: end.start()] if end else text


def password(view: View, index: int) -> Iterator[Span]:
    """Find the password after this label, or before it."""
    start = view.tokens[index].end
    window = _window(view, index)
    direct = _value(window, 0)
    if direct and "\n" not in window[: direct.start()] and is_secret(direct[0]) and not is_product(direct[0]):
        yield from _found(start, window, direct, "password-direct", sure=is_mixed(direct[0]))
    for link in _LINK.finditer(window):
        found = _value(window, link.end())
        if found and _is_given(window, link, found):
            yield from _found(start, window, found, "password-context", sure=is_secret(found[0]))
            break
        phrase = _PHRASE.match(window, link.start())
        if phrase and fold(phrase[1].split()[0]) not in _STATES:
            yield Span(start + phrase.start(1), start + phrase.end(1), Kind.PASSWORD, "passphrase", sure=False)
            break
        if link["sign"] and "\n" in window[: link.start()]:
            break
    yield from _before(view, index)
    yield from _later(view, index, digits=False)


def _later(view: View, index: int, *, digits: bool) -> Iterator[Span]:
    """Find a secret in the next sentence or the answer; `digits` says whether digits alone may be one."""
    start = view.tokens[index].end
    for found in _LATER.finditer(view.text, start, start + _REACH):
        core = found[1].rstrip(TRAILING + "!?")
        looks = is_mixed(core) or any(char in _RARE_SIGNS for char in core) or (digits and core.isdigit())
        if looks and is_secret(core) and not _TERM.match(core):
            end = found.start(1) + len(core)
            yield Span(found.start(1), end, Kind.PASSWORD, "password-later", sure=False)
            return


def _is_given(window: str, link: re.Match[str], found: re.Match[str]) -> bool:
    """Whether a value is the password: after "is" or a sign by its look or place, else only by its look."""
    if link["sign"] or (link["verb"] and link.start() < _NEAR):
        return is_secret(found[0]) or _is_last_word(
            window, found, sign=bool(link["sign"]), near=link.start() <= 1
        )
    strange = is_mixed(found[0]) or any(char in _RARE_SIGNS for char in found[0].strip(TRAILING + "!?"))
    return strange and is_secret(found[0]) and not is_product(found[0])


def _value(window: str, position: int) -> re.Match[str] | None:
    filler = _FILLER.match(window, position)
    return _VALUE.match(window, filler.end() if filler else position)


def _found(start: int, window: str, found: re.Match[str], rule: str, *, sure: bool) -> Iterator[Span]:
    """Yield the value, and further ones joined to it by a comma, "or" or "und"."""
    while True:
        end = found.start() + len(found[0].rstrip(TRAILING))
        yield Span(start + found.start(), start + end, Kind.PASSWORD, rule, sure=sure)
        more = _MORE.match(window, end)
        following = _VALUE.match(window, more.end()) if more else None
        if following is None or not is_secret(following[0]) or not is_mixed(following[0]):
            return
        found = following


def _is_last_word(window: str, found: re.Match[str], *, sign: bool, near: bool) -> bool:
    """Whether a word without any look of a password is given as one: alone after a sign, or no word at all.

    `near` says that only "is" stands between the label and the word.
    """
    core = found[0].strip(TRAILING + "!?")
    if found.start() > _WORD_NEAR:
        return False
    if fold(core) in _STATES or core.casefold() in words("not_names.txt") or "/" in core or "\\" in core:
        return False
    rest = window[found.end() :].split("\n", maxsplit=1)[0].strip(" \t\"“”'`*.!)")
    quoted = window[: found.start()].endswith(('"', "„", "“", "'", "`"))
    if sign or quoted:
        return not rest and (quoted or len(core) <= _LONGEST_WORD_VALUE)
    return core.isalpha() and not is_any_word(core) and (not rest or near)


def _before(view: View, index: int) -> Iterator[Span]:
    """Find "… als Passwort", "… is my password"."""
    position = view.tokens[index].start
    start = max(line_start(view.text, position), position - 100)
    found = _BEFORE.search(view.text[start:position])
    if found and is_secret(found[1]):
        yield Span(start + found.start(1), start + found.end(1), Kind.PASSWORD, "password-before")


def is_of_error(view: View, index: int) -> bool:
    """Whether the code at this word is that of an error, a state or a product."""
    start = view.tokens[index].start
    return view.before(index) in _NO_CODE or _ERROR.search(view.text, max(0, start - 60), start) is not None


def _code(view: View, index: int) -> Iterator[Span]:
    key = view.tokens[index].key
    if key in {"code", "codes"} and is_of_error(view, index):
        return
    start = view.tokens[index].end
    window = _window(view, index)
    filler = _FILLER.match(window, 0)
    found = _CODE.match(window, filler.end() if filler else 0)
    if found and (key not in {"code", "codes"} or len(found[0]) > LEAST_CODE):
        yield Span(
            start + found.start(),
            start + found.end(),
            Kind.PASSWORD,
            "code-direct",
            sure=key not in {"code", "codes"},
        )
        return
    strange = _value(window, 0)
    if (
        strange
        and is_mixed(strange[0])
        and view.before(index) in _SECRET_PREFIXES
        and not is_product(strange[0])
    ):
        yield from _found(start, window, strange, "code-direct", sure=False)
        return
    for link in _LINK.finditer(window):
        filler = _FILLER.match(window, link.end())
        position = filler.end() if filler else link.end()
        digits = _CODE.match(window, position)
        found = digits or _VALUE.match(window, position)
        if found and (_is_code(digits) or is_secret(found[0])) and not found[0].lower().startswith("0x"):
            end = found.start() + len(found[0].rstrip(TRAILING))
            sure = key not in {"code", "codes"}
            yield Span(start + found.start(), start + end, Kind.PASSWORD, "code-context", sure=sure)
            return
    if key not in {"code", "codes"}:
        yield from _later(view, index, digits=True)


def _is_code(found: re.Match[str] | None) -> bool:
    return found is not None and sum(char.isdigit() for char in found[0]) >= LEAST_CODE


def _secret(view: View, index: int) -> Iterator[Span]:
    key = view.tokens[index].key
    if key in {"key", "keys", "schluessel", "token"} and view.before(index) not in _SECRET_PREFIXES:
        position = view.tokens[index].start
        if not _NETWORK.search(view.text[max(0, position - _NEAR) : position]):
            return
    yield from password(view, index)


def _pass(view: View, index: int) -> Iterator[Span]:
    """Take "pass" and "kw" for a label only before a sign: one is a verb, the other a calendar week."""
    end = view.tokens[index].end
    if view.text[end : line_end(view.text, end)].lstrip()[:1] in {":", "="}:
        yield from password(view, index)


def _pair(view: View, index: int) -> Iterator[Span]:
    """Find the password after a login name: "admin / Sommer24", "Zugang: anna / Sommer24"."""
    token = view.tokens[index]
    found = _PAIR.match(view.text, token.end)
    if found and is_secret(found[1]) and is_mixed(found[1]) and not is_public_mix(found[1].rstrip(TRAILING)):
        end = found.start(1) + len(found[1].rstrip(TRAILING))
        yield Span(found.start(1), end, Kind.PASSWORD, "password-pair")
    pair = _PAIRED.search(view.text, token.end, min(token.end + _NEAR, line_end(view.text, token.end)))
    if pair and is_secret(pair[2]) and not pair[2].isdigit():
        end = pair.start(2) + len(pair[2].rstrip(TRAILING))
        yield Span(pair.start(1), pair.end(1), Kind.USER, "password-pair", sure=False)
        yield Span(pair.start(2), end, Kind.PASSWORD, "password-pair")


def _made(view: View, index: int) -> Iterator[Span]:
    """Find the code in "I've made it 4711", "auf 4711 gesetzt"."""
    found = _MADE.match(view.text, view.tokens[index].start)
    if found:
        yield Span(found.start(1), found.end(1), Kind.PASSWORD, "code-made", sure=False)


TRIGGERS: Triggers = joined(
    dict.fromkeys(("made", "set", "reset", "changed", "now", "auf"), _made),
    dict.fromkeys(contexts("passwords.pairs"), _pair),
    dict.fromkeys(PASSWORDS, password),
    dict.fromkeys(CODES, _code),
    dict.fromkeys(SECRETS, _secret),
    dict.fromkeys(("pass", "kw"), _pass),
)
