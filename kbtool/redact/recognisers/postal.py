"""Postal addresses of Germany, Austria, Switzerland, the United Kingdom and the United States."""

import re
from collections.abc import Iterator

from kbtool.redact.folding import fold
from kbtool.redact.recognisers.base import Link, Triggers, after, joined, line_end, line_start
from kbtool.redact.recognisers.places import POSTCODE_AREAS, STATES
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts, is_any_word, is_technical, is_word, listed

# German street names end so; those of the second list are often something else and need a town or an odd name.
_STREETS = tuple(sorted(contexts("postal.streets")))
_MAYBE_STREETS = tuple(sorted(contexts("postal.maybe_streets")))
_ENGLISH = contexts("postal.english")
# Further words of the USPS's list (Publication 28, C1): mostly something else, so they need a name in front.
_MAYBE_ENGLISH = (
    contexts("postal.english_maybe")
    | {f"{word}s" for word in contexts("postal.english_maybe") | _ENGLISH if len(word) > 3}  # noqa: PLR2004
) - _ENGLISH
_UNITS = frozenset("apt apartment suite ste flat unit wohnung top stiege app appartement".split())
_NUMBER = r"\d{1,4}(?: ?[a-zA-Z](?![^\W_]))?(?: ?[-/–] ?\d{1,4}[a-z]?){0,3}"
_AFTER_STREET = re.compile(rf"\.?[ \xa0]{{1,2}}({_NUMBER})(?![^\W_]|[.,]\d| ?(?:%|[GMK]B|Uhr|€|x\b|mm|cm|dpi))")
_TOWN = (
    r"[A-ZÄÖÜ][^\W\d_]{1,30}\.?(?:-[a-z]{2,4}-[A-Z][a-z]{1,20})?(?:(?:[ -]|-?[ /])(?:(?:am|an der|a\.|im|in|bei|b\.|ob der|vor der|unter"
    r"|am)[ ]?)?[A-ZÄÖÜ(][^\W\d_]{1,25}\)?\.?){0,2}"
)
_POSTCODE = rf"(?:(?:D|A|CH|DE|AT|FL)[- ]{{1,2}})?\d{{4,5}}[ \xa0]{{1,2}}{_TOWN}"
_THEN_TOWN = re.compile(rf"(?:[ \t]{{0,2}}(?:[,;–|-]|in)?[ \t]{{0,2}}\n?[>\t *]{{0,4}})({_POSTCODE})(?![^\W_])")
_LABELLED_TOWN = re.compile(rf"[ \t:]{{0,3}}({_POSTCODE}|\d{{4,5}})(?![^\W_])")
_POSTCODE_LENGTHS = (4, 5)
_HERE = re.compile(rf"\d{{4,5}}[ \xa0]{{1,2}}{_TOWN}(?![^\W_])")
_COUNTRY = re.compile(r"(?<![\w-])(?:D|A|CH|DE|AT|FL)[- ]$")
_ALONE = re.compile(
    rf"[> \t]{{0,4}}{_POSTCODE}(?:,?[ \t](?:Deutschland|Germany|Österreich|Austria|Schweiz"
    rf"|Switzerland))?[ \t\r]*"
)
_STATE = re.compile(r"(?<![^\W_])([A-Z][a-z.'’-]{1,20}(?: [A-Z][a-z.'’-]{1,20}){0,2}), ?([A-Z]{2}) $")
_STREET_BEFORE = re.compile(
    r"(?<![\w.])\d{1,6}[A-Za-z]? (?:[A-Z][\w'’.-]{1,20} ){0,4}[A-Z][\w'’.-]{1,20}(?:,? (?:Apt|Suite|Unit)\.? ?[\w-]{1,6})?[,;] $"
)
_BEFORE_STREET = re.compile(
    r"(?<![^\W_])((?:(?:[A-ZÄÖÜ][^\W\d_]{1,20}\.?|von|der|den|des|dem|zu|zum|zur|St\.)[ -]){1,4})$"
)
_IN_FRONT = re.compile(
    r"(?<![^\W_])(?:An?|Am|Auf|Beim?|Hinter|Im|In|Unter|Vor|Zum|Zur|Über)(?: (?:der|dem|den|die"
    r"|das))? [A-ZÄÖÜ][^\W\d_]{2,25}"
    rf"(?:[ -][A-ZÄÖÜ][^\W\d_]{{2,20}})?[ ]{_NUMBER},?[ \t]{{0,2}}\n?[> \t]{{0,4}}(?:(?:D|A|CH|DE|AT|FL)[- ])?$"
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
_CODE_UK = re.compile(r"(?<![^\W_])([A-Z]{1,2})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![^\W_])")
# The town before a British postcode, and the street before the town: "8 Wright Rapid, Thomasside ".
_BEFORE_CODE = re.compile(
    r"(?:(?<![\w.])\d{1,4}[A-Za-z]?,? (?:[A-Z][\w'’-]{1,20} ){1,3}?[A-Z][\w'’-]{1,20}[,;]\s{1,3})?"
    r"[A-Z][\w'’.-]{1,24}(?:[ -](?:[A-Z][\w'’.-]{1,24}|upon|on|under|le|the|by|of|in)){0,3}[,;]?\s{1,3}$"
)
_BOX = re.compile(
    r"(?<![^\W_])(?:P\.? ?O\.? ?Box|Postfach|Postbox|Post Office Box|PSC \d{1,5},? Box|Unit \d{1,5},? Box|"
    r"(?:CMR|RR) \d{1,5},? Box)[ #:]{1,3}\d{1,6}"
    r"(?: ?\d{2}){0,3}(?:[,\s]{1,3}[A-Z]{3} [A-Z]{2} \d{5})?"
)
_MILITARY = re.compile(
    r"(?:(?<![^\W_])[A-Z][\w ]{1,30}[,\s]{1,3})?(?<![^\W_])(?:APO|FPO|DPO)[, ]{1,2}A[AEP] \d{5}(?:-\d{4})?"
)
_CORNER = re.compile(r"(?<![^\W_])corner of [\w.'’ -]{3,60}? and (?:[A-ZÄÖÜ][\w.'’-]{1,24} ?){1,3}")
_LABELS = contexts("postal.labels")
_LIVING = frozenset(
    "wohne wohnen wohnt wohnhaft live lives living moved relocated umgezogen ziehe residing".split()
)
_NO_ADDRESS = contexts("postal.no_address")
_LABELLED = re.compile(
    r"(?:[ \t]{0,2}(?:is now|is|are|lautet nun|lautet|ist jetzt|ist|war|to|at|in|an|nach|von|changed to"
    r"|jetzt|nun)\b|[ \t]{0,2}[:=])?[ \t]{0,3}(?:(?:is|to|at)\b[ :]{0,2})?\n?[ \t]{0,3}"
)
_STREET = re.compile(
    r"[A-ZÄÖÜ][^\W\d_]{2,}\.? \d{1,4}(?![\d.])|(?<![\d.])\d{1,5} [A-ZÄÖÜ][a-zäöüß]{2,}"
    r"|(?:stra(?:ß|ss)e|str\.|weg|gasse|allee|platz) \d{1,3}(?![\d.])"
)
_LIVES = re.compile(rf"[ ]((?:[A-ZÄÖÜ][^\W\d_]{{1,25}}[ -]){{1,4}}{_NUMBER})(?![^\W_]|[.,]\d)")
_ADDRESS_LINES = 4
_ADDRESS_WORDS = 6
_LONGEST_LINE = 60
_SENTENCE = re.compile(
    r"[.!?](?:\s+(?=[A-ZÄÖÜ][a-zäöü]+ [a-zäöü])|$)|;|\bplease\b|\bbitte\b|\bund\b|\band\b|\?"
)
_HOUSE = re.compile(r"(?<![\w.])\d{1,6}[a-zA-Z]?(?![\w.]\d)")


def find(view: View) -> Iterator[Span]:
    """Find what has the form of an address by itself: postcodes, boxes, forces' addresses."""
    text = view.text
    for found in _CODE_UK.finditer(text):
        if found[1] in POSTCODE_AREAS:
            before = _BEFORE_CODE.search(text, max(0, found.start() - 90), found.start())
            start = before.start() if before else found.start()
            yield Span(start, found.end(), Kind.ADDRESS, "postcode-uk")
    if "ox" in text or "ostfach" in text:
        for found in _BOX.finditer(text):
            yield Span(found.start(), found.end(), Kind.ADDRESS, "box")
    for found in _CORNER.finditer(text) if "orner of" in text else ():
        yield Span(found.start(), found.end(), Kind.ADDRESS, "corner", sure=False)
    if "PO A" in text:
        for found in _MILITARY.finditer(text):
            yield Span(found.start(), found.end(), Kind.ADDRESS, "box")


def postcode(view: View, index: int) -> Iterator[Span]:
    """Find the town around a postcode: on a line of its own, after a country or state, below a street."""
    token = view.tokens[index]
    if len(token.word) not in _POSTCODE_LENGTHS:
        return
    start = max(line_start(view.text, token.start), token.start - 90)
    line = view.text[start : min(line_end(view.text, token.start), token.end + 90)]
    offset = token.start - start
    country = _COUNTRY.search(line[:offset])
    place = _HERE.match(line, offset)
    if place and (country or _is_alone(view.text, start, line)):
        first = start + (country.start() if country else offset)
        yield Span(first, start + place.end(), Kind.ADDRESS, "town", sure=bool(country))
    state = _STATE.search(line[:offset])
    if state and state[2] in STATES:
        street = _STREET_BEFORE.search(line[: state.start()])
        yield Span(start + (street or state).start(), token.end, Kind.ADDRESS, "town-us")
    if place:
        above = _IN_FRONT.search(view.text[max(0, token.start - 80) : token.start])
        if above:
            yield Span(token.start - len(above[0]), start + place.end(), Kind.ADDRESS, "street-de")


def _is_alone(text: str, start: int, line: str) -> bool:
    return text[start - 1 : start] in {"", "\n"} and _ALONE.fullmatch(line) is not None


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


def labelled(view: View, index: int) -> Iterator[Span]:
    """Find what follows "Anschrift:", "my address is", "umgezogen nach": up to four lines with a number."""
    if view.before(index) in _NO_ADDRESS:
        return
    link = _LABELLED.match(view.text, view.tokens[index].end)
    if link is None or (not link[0].strip() and after(view, index).link is Link.SPACE):
        return
    start = end = link.end()
    for _ in range(_ADDRESS_LINES):
        line = view.text[end : min(line_end(view.text, end), end + 4 * _LONGEST_LINE)]
        stop = _SENTENCE.search(line)
        taken = line[: stop.start()] if stop else line
        if end > start and (len(taken) > _LONGEST_LINE or not _goes_on(taken)):
            break
        end += len(taken)
        if stop or end >= len(view.text):
            break
        end += 1
    text = view.text[start:end].rstrip(" \t\n,.")
    if _HOUSE.search(text) and "@" not in text and "://" not in text and len(text) <= 4 * _LONGEST_LINE:
        yield Span(start, start + len(text), Kind.ADDRESS, "address-label", sure=False)


def _goes_on(line: str) -> bool:
    """Whether a line can be the next one of an address: short words in capitals, or a number."""
    words = line.strip(" ,").split()
    return (
        bool(words)
        and len(words) <= _ADDRESS_WORDS
        and not line.rstrip().endswith(":")
        and all(not word[0].islower() for word in words[:2])
    )


def _living(view: View, index: int) -> Iterator[Span]:
    direct = _LIVES.match(view.text, view.tokens[index].end)
    if direct:
        yield Span(direct.start(1), direct.end(1), Kind.ADDRESS, "address-living", sure=False)
    following = view.text[view.tokens[index].end :][:24].lstrip().lower()
    if following.startswith(("in ", "at ", "to ", "nach ", "am ", "an ", "jetzt ", "now ")):
        yield from (span for span in labelled(view, index) if _STREET.search(view.text, span.start, span.end))


def _town(view: View, index: int) -> Iterator[Span]:
    found = _LABELLED_TOWN.match(view.text, view.tokens[index].end)
    if found:
        yield Span(found.start(1), found.end(1), Kind.ADDRESS, "town-label", sure=False)


TRIGGERS: Triggers = joined(
    dict.fromkeys(_LABELS, labelled),
    dict.fromkeys(_LIVING, _living),
    dict.fromkeys(_UNITS, _unit),
    dict.fromkeys(("plz", "postleitzahl", "wohnort"), _town),
)
