"""Addresses told by a postcode, a post box or the words before them."""

import re
from collections.abc import Iterator

from kbtool.redact.recognisers.base import Link, Triggers, after, joined, line_end, line_start
from kbtool.redact.recognisers.places import NUMBER, POSTCODE, POSTCODE_AREAS, STATES, TOWN
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts, is_literal, is_technical, lemma

_LABELLED_TOWN = re.compile(rf"[ \t:]{{0,3}}({POSTCODE}|\d{{4,5}})(?![^\W_])")
POSTCODE_LENGTHS = (4, 5)
_HERE = re.compile(rf"\d{{4,5}}[ \xa0]{{1,2}}{TOWN}(?![^\W_])")
_IN = re.compile(r"(?<![^\W_])(?:in|aus|nach|bei) $")
_COUNTRY = re.compile(r"(?<![\w-])(?:D|A|CH|DE|AT|FL)[- ]$")
_ALONE = re.compile(
    rf"[> \t]{{0,4}}{POSTCODE}(?:,?[ \t](?:Deutschland|Germany|Österreich|Austria|Schweiz"
    rf"|Switzerland))?[ \t\r]*"
)
_STATE = re.compile(r"(?<![^\W_])([A-Z][a-z.'’-]{1,20}(?: [A-Z][a-z.'’-]{1,20}){0,2}), ?([A-Z]{2}) $")
_STREET_BEFORE = re.compile(
    r"(?<![\w.])\d{1,6}[A-Za-z]? (?:[A-Z][\w'’.-]{1,20} ){0,4}[A-Z][\w'’.-]{1,20}"
    r"(?:,? (?:Apt|Suite|Unit)\.? ?[\w-]{1,6})?[,;] $"
)
_IN_FRONT = re.compile(
    r"(?<![^\W_])(?:An?|Am|Auf|Beim?|Hinter|Im|In|Unter|Vor|Zum|Zur|Über)(?: (?:der|dem|den|die"
    r"|das))? [A-ZÄÖÜ][^\W\d_]{2,25}"
    rf"(?:[ -][A-ZÄÖÜ][^\W\d_]{{2,20}})?[ ]{NUMBER},?[ \t]{{0,2}}\n?[> \t]{{0,4}}(?:(?:D|A|CH|DE|AT|FL)[- ])?$"
)
_CODE_UK = re.compile(r"(?<![^\W_])([A-Z]{1,2})\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![^\W_])")
# The town before a British postcode, and the street before the town: "8 Wright Rapid, Thomasside ".
_BEFORE_CODE = re.compile(
    r"(?:(?<![\w.])\d{1,4}[A-Za-z]?,? (?:[A-Z][\w'’-]{1,20} ){1,3}?[A-Z][\w'’-]{1,20}[,;]\s{1,3})?"
    r"[A-Z][\w'’.-]{1,24}(?:[ -](?:[A-Z][\w'’.-]{1,24}|upon|on|under|le|the|by|of|in)){0,3}[,;]?\s{1,3}$"
)
# Streets named after a place, with no word for a street: "Am Alten Markt 29", "Zum Mühlenteich 8".
_NAMED_AFTER_PLACE = re.compile(
    r"(?<![^\W_])(?:Am|Im|Zum|Zur|An der|Auf der|Auf dem|Hinter der|Hinter dem|Unter der) "
    r"(?:[A-ZÄÖÜ][a-zäöüß]{2,}(?:en|er) )?[A-ZÄÖÜ]?[a-zäöüß]*"
    r"(?:[Mm]arkt|[Tt]eich|[Bb]ach|[Bb]erg|[Ff]eld|[Ww]ald|[Ww]iesen?|[Hh]of|[Mm]ühle|[Bb]runnen|[Tt]or|[Kk]irche"
    r"|[Bb]rücke|[Gg]raben|[Aa]nger|[Uu]fer|[Hh]ang|[Gg]arten|[Pp]ark|[Kk]amp|[Rr]ain|[Hh]olz|[Bb]usch|[Hh]eide"
    r"|[Hh]ügel|[Ss]chloss|[Hh]afen|[Ss]teg|[Bb]orn|[Tt]al|[Ss]ee) \d{1,4}[a-z]?(?![\w:]|\.\d)"
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
_LIVES = re.compile(rf"[ ]((?:[A-ZÄÖÜ][^\W\d_]{{1,25}}[ -]){{1,4}}{NUMBER})(?![^\W_]|[.,]\d)")
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
    for found in _NAMED_AFTER_PLACE.finditer(text):
        yield Span(found.start(), found.end(), Kind.ADDRESS, "street-de", sure=False)
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
    start = max(line_start(view.text, token.start), token.start - 90)
    line = view.text[start : min(line_end(view.text, token.start), token.end + 90)]
    offset = token.start - start
    country = _COUNTRY.search(line[:offset])
    place = _HERE.match(line, offset)
    if place and (country or _is_alone(view.text, start, line)):
        first = start + (country.start() if country else offset)
        yield Span(first, start + place.end(), Kind.ADDRESS, "town", sure=bool(country))
    if place and _IN.search(line[:offset]) and _is_town(view, index):
        yield Span(token.start, start + place.end(), Kind.ADDRESS, "town-in-text", sure=False)
    state = _STATE.search(line[:offset])
    if state and state[2] in STATES:
        street = _STREET_BEFORE.search(line[: state.start()])
        yield Span(start + (street or state).start(), token.end, Kind.ADDRESS, "town-us")
    if place:
        above = _IN_FRONT.search(view.text[max(0, token.start - 80) : token.start])
        if above:
            yield Span(token.start - len(above[0]), start + place.end(), Kind.ADDRESS, "street-de")


def _is_town(view: View, index: int) -> bool:
    """Whether a number and the word behind it are a postcode and a town: no year, nothing that is counted."""
    number, town = view.tokens[index].key, view.tokens[index + 1]
    if number.startswith(("19", "20")) and len(number) == POSTCODE_LENGTHS[0]:
        return False
    if town.key in contexts("postal.towns"):
        return True
    if is_technical(town.key) or town.key in contexts("nearby.counted") or is_literal(town.word.lower(), "en"):
        return False
    found = lemma(town.word, "de")
    return found is None or (found == town.word and not town.key.endswith(("er", "en", "el")))


def _is_alone(text: str, start: int, line: str) -> bool:
    return text[start - 1 : start] in {"", "\n"} and _ALONE.fullmatch(line) is not None


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
    dict.fromkeys(("plz", "postleitzahl", "wohnort"), _town),
)
