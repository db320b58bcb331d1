"""Addresses around the word that ends a street's name, German and English ones."""

import re
from collections.abc import Iterator

from kbtool.redact.folding import fold
from kbtool.redact.recognisers.base import Triggers, joined
from kbtool.redact.recognisers.places import NUMBER, POSTCODE, POSTCODE_AREAS, STATES
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts, is_any_word, is_technical, is_word, listed

# German street names end so; those of the second list are often something else and need a town or an odd name.
_STREETS = tuple(sorted(contexts("streets.german")))
_MAYBE_STREETS = tuple(sorted(contexts("streets.german_maybe")))
_ENGLISH = contexts("streets.english")
# Further words of the USPS's list (Publication 28, C1): mostly something else, so they need a name in front.
_MAYBE_ENGLISH = (
    contexts("streets.english_maybe")
    | {f"{word}s" for word in contexts("streets.english_maybe") | _ENGLISH if len(word) > 3}  # noqa: PLR2004
) - _ENGLISH
_UNITS = frozenset("apt apartment suite ste flat unit wohnung top stiege app appartement".split())
_AFTER_STREET = re.compile(rf"\.?[ \xa0]{{1,2}}({NUMBER})(?![^\W_]|[.,]\d| ?(?:%|[GMK]B|Uhr|€|x\b|mm|cm|dpi))")
_THEN_TOWN = re.compile(rf"(?:[ \t]{{0,2}}(?:[,;–|-]|in)?[ \t]{{0,2}}\n?[>\t *]{{0,4}})({POSTCODE})(?![^\W_])")
_BEFORE_STREET = re.compile(
    r"(?<![^\W_])((?:(?:[A-ZÄÖÜ][^\W\d_]{1,20}\.?|von|der|den|des|dem|zu|zum|zur|St\.)[ -]){1,4})$"
)
_NAME_WORDS = r"(?:(?:[A-ZÄÖÜÉÀÁ][\w'’.-]{0,24}|\d{1,3}(?:st|nd|rd|th)|of|the|de|la|du|des|del|da|do)[ ]){1,5}"
_BEFORE_ENGLISH = re.compile(
    r"(?<![\w.:#-])(?:(?:(?:Flat|Unit|Studio|Apartment|Apt\.?|Suite) ?[\w/]{1,6},?[ \n])?"
    rf"((?:\d{{1,6}} )?\d{{1,6}}[A-Za-z]?(?:[-/–]\d{{1,5}}[A-Za-z]?)?,?[ ]{_NAME_WORDS})"
    rf"|(?:Flat|Unit|Studio|Apartment|Apt\.?) ?\d{{1,4}}[A-Za-z]?,?[ \n]({_NAME_WORDS}))$"
)
_UNIT = re.compile(
    r"\.?,?[ \t]{0,2}\n?[> \t]{0,4}(?:(?:apt|apartment|suite|ste|flat|unit|room|floor|#|no)\b\.?"
    r"|#)[ .#:]{0,2}[\w-]{1,6}",
    re.IGNORECASE,
)
_ZIP = r"\d{5}(?:-\d{4})?"
_REST_US = re.compile(
    rf"[,\s]{{1,4}}(?:[A-Z][\w.'’ -]{{1,40}}[,\s]{{1,4}})?(?:{'|'.join(sorted(STATES))})[ \n]{{1,3}}{_ZIP}"
    rf"(?!\d)"
)
_UK_CODE = rf"(?:{'|'.join(sorted(POSTCODE_AREAS, key=len, reverse=True))})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{{2}}"
_REST_UK = re.compile(rf"(?:[,\s]{{1,4}}[A-Z][\w.'’ -]{{1,40}}){{0,3}}[,\s]{{1,4}}{_UK_CODE}(?![^\W_])")
_REST_TOWN = re.compile(
    rf"(?:,[ ]?\n?[> ]{{0,3}}[A-ZÄÖÜ][\w.'’-]{{1,24}}(?: [A-ZÄÖÜ][\w.'’-]{{1,24}}){{0,2}}){{1,2}}(?=[,.\n]"
    rf"|$)(?:,? {_ZIP})?"
)
_REST_ZIP = re.compile(
    r"(?:[,\s>]{1,5}[^\W\d_][^\W\d_.'’ -]{0,30}){0,3}[,\s>]{1,5}\d{4,6}(?![\w])"
    r"|(?:[,\s>]{1,5}[A-ZÄÖÜ][^\W\d_.'’ -]{0,30}){0,2}"
)


def is_street(key: str) -> bool:
    """Whether a folded word may end a German or English street name."""
    return key in _ENGLISH or key in _MAYBE_ENGLISH or key.endswith(_STREETS) or key.endswith(_MAYBE_STREETS)


def street(view: View, index: int) -> Iterator[Span]:
    """Find the address around a word that may end a street name."""
    token = view.tokens[index]
    number = _AFTER_STREET.match(view.text, token.end)
    ending = _STREETS + _MAYBE_STREETS if token.is_capital else _STREETS
    if number and token.key.endswith(ending):
        yield from _german(view, index, number.end())
    if token.key in _ENGLISH:
        yield from _english(view, token.start, token.end, "street-en")
    elif token.key in _MAYBE_ENGLISH and token.is_capital:
        for span in _english(view, token.start, token.end, "street-en"):
            if span.end > token.end or _is_placed(view, span) or _is_named(view, span, token.start):
                yield span._replace(sure=False)


def _is_placed(view: View, span: Span) -> bool:
    """Whether an address can be meant: somebody sits at it, something is sent to it, or it fills its line."""
    before = view.text[max(0, span.start - 6) : span.start]
    after = view.text[span.end : span.end + 1]
    return before.lower().endswith((" at ", " to ")) or (before[-1:] in {"", "\n"} and after in {"", "\n", ","})


def _is_named(view: View, span: Span, end: int) -> bool:
    """Whether a word of a street's name is somebody's name, or no word: "5448 Christopher Junction"."""
    names = re.findall(r"[^\W\d_]{2,}", view.text[span.start : end])
    return any(
        fold(name) in listed() or not is_any_word(name)
        for name in names
        if fold(name) not in _UNITS | {"studio"}
    )


def _german(view: View, index: int, end: int) -> Iterator[Span]:
    token = view.tokens[index]
    town = _THEN_TOWN.match(view.text, end)
    front = _BEFORE_STREET.search(view.text[max(0, token.start - 60) : token.start])
    plain = token.key in _STREETS + _MAYBE_STREETS
    if (
        not token.key.endswith(_STREETS)
        and not town
        and (plain or is_word(token.word, "de"))
        and not _is_proper(front)
    ):
        return
    if plain and not front and not town:
        return
    start = token.start - (len(front[1]) if front and (plain or "-" in front[1][-1:]) else 0)
    yield Span(
        start,
        town.end(1) if town else end,
        Kind.ADDRESS,
        "street-de",
        sure=bool(town) or token.key.endswith(_STREETS),
    )


def _is_proper(front: re.Match[str] | None) -> bool:
    """Whether the words before a street's last word make a name of it: "Alter Markt", "Berliner Ring"."""
    return (
        front is not None
        and not any(map(is_technical, re.split(r"[ -]+", front[1].lower())))
        and (front[1].endswith("-") or front[1].rstrip().endswith("er"))
    )


def _english(view: View, start: int, end: int, rule: str) -> Iterator[Span]:
    front = _BEFORE_ENGLISH.search(view.text[max(0, start - 80) : start])
    if front is None or any(is_technical(word.lower()) for word in (front[1] or front[2]).split()):
        return
    yield Span(start - len(front[0]), _rest(view.text, end), Kind.ADDRESS, rule)


def _rest(text: str, end: int) -> int:
    """Return where an English address ends: after flat, town, state or postcode."""
    unit = _UNIT.match(text, end)
    if unit:
        end = unit.end()
    for pattern in (_REST_US, _REST_UK, _REST_TOWN):
        rest = pattern.match(text, end)
        if rest:
            return rest.end()
    return end


def _unit(view: View, index: int) -> Iterator[Span]:
    """Find an address before "Apt. 12", "Suite 300": a number and words, as in most countries."""
    token = view.tokens[index]
    number = re.compile(r"\.?[ ]{1,2}#?\w{1,6}(?![^\W_])").match(view.text, token.end)
    if number is None or not any(char.isdigit() for char in number[0]):
        return
    front = re.search(
        r"(?<![\w.#])\d{1,6}(?:[ ,]{1,2}[^\W_][\w'’.-]{0,24}){1,6},?\s{1,3}$",
        view.text[max(0, token.start - 90) : token.start],
    )
    if front:
        rest = _REST_ZIP.match(view.text, number.end())
        end = rest.end() if rest and (rest[0][-1:].isdigit() or ("\n" in rest[0])) else number.end()
        yield Span(token.start - len(front[0]), end, Kind.ADDRESS, "street-unit", sure=False)


TRIGGERS: Triggers = joined(dict.fromkeys(_UNITS, _unit))
