"""Numbers that lead to a person or contract, told by the word before them: customer, contract, serial."""

import re
from collections.abc import Iterator

from kbtool.redact.digits import DATE
from kbtool.redact.mixes import is_public_mix
from kbtool.redact.recognisers.base import Link, Triggers, after, joined, value
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import View
from kbtool.redact.wordlist import contexts

# Words that end so name a number; these stand for something that may be published.
ENDINGS = ("nummer", "nummern", "nr")
_PUBLIC = contexts("references.public")
_SUBJECTS = contexts("references.subjects")
_NOUNS = frozenset("nummer nummern nr number numbers no num id ids key code tag zeichen".split())
_ALONE = contexts("references.alone")
_VALUE = re.compile(
    r"(?:[A-Za-zÄÖÜ]{1,6}[-/ .])?(?=[^\s\x00]{0,24}\d)[A-Za-z0-9ÄÖÜ][A-Za-z0-9ÄÖÜ]*"
    r"(?:[-/._ ]?\d[A-Za-z0-9]*|[-/._][A-Za-z0-9]+){0,7}"
    r"(?: [A-D](?![^\W_]))?"
)
_ABBREVIATED = re.compile(
    r"(?<![^\W_])(?:(?:Kd|Kund|Vertr|Rechn?|Best|Auftr|Mitgl|Pers|Vers|Versichert\w{2,4}"
    r"|Inv|Ser|Cust|Ref|AHV|SV|Pat|Fall)\.?[- ]?"
    r"(?:Nr|No)\b\.?|(?:Kd|Vertr|Rechn?|Auftr|Inv)\.)"
    r"[ \t:#]{0,3}([A-Z]{0,4}[-/ ]?\d(?:[-/.]?[A-Za-z0-9]){2,15}(?: \d{3,8}){0,3})(?![^\W_])",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"[ \t\xa0]{0,2}[-.’']{0,2}s?[ \t]{0,2}(?:nummern?|nr|numbers?|no|num|ids?|key|code|tag|#|zeichen)\b\.?",
    re.IGNORECASE,
)
_INCIDENT = re.compile(
    r"(?<![\w-])(?:INC|REQ|RITM|SCTASK|TASK|CHG|PRB|CS|SR|HD|TKT|ITSM|HELP|SUP|IT)-?\d{5,10}(?![\w-])"
)
_TICKET_TAG = re.compile(
    r"\[[^\[\]\n]{0,40}#\d{1,12}\]|(?<![\w&/#])#\d{4,12}(?!\w)"
    r"|(?<=[Tt]icket )#?\d{3,12}(?!\w)|(?<=[Tt]icket-)\d{3,12}(?!\w)"
)
_BARE = re.compile(
    r"[ \xa0]((?:[A-Z]{1,4}-?)?\d[\d-]{3,14}\d"
    r"|(?=(?:[A-Z-]*\d){3})(?=[\d-]*[A-Z])[A-Z\d][A-Z\d-]{5,18}[A-Z\d])"
    r"(?![\w.,:]\d|[^\W_]| ?(?:%|€|Euro|EUR|[KMG]B))"
)
_NR = re.compile(
    r"(?<![^\W_])(?:[Nn][ro]|[Nn]ummer|[Nn]umber)\b[.:]{0,2} ?"
    r"([A-Z]{1,4}[-/]?\d{4,12}|[A-Z]{1,3}-\d{3,6}-\d{1,6}|\d{3,6}-\d{3,8}|\d{6,12})(?![\w-]|[.,]\d)"
)
_SERIAL = re.compile(r"(?i:(?<![^\W_])s/n)[ :.#]{1,3}([A-Za-z0-9][A-Za-z0-9-]{3,30})")
_NUMBER = re.compile(r"(?<![^\W_])(?:[Nn]ummer|[Nn]umber):? (?:ist |is |lautet )?(\d{5,12})(?![\w.,]\d|[^\W_])")
# "Seriennummer laut Aufkleber: 5CG123", "Der Vertrag läuft unter 4711-0815": some words away from its name.
_FAR_VALUE = re.compile(
    r"[^\n.;!?:\d]{0,40}(?::|(?<![^\W_])(?:unter|under|is|ist|lautet|war|was))[ \t]{1,3}"
    r"((?=(?:[A-Z/-]*\d){4})[A-Z\d](?:[A-Z\d]|[-/](?=[A-Z\d])){4,20})(?![\w-]|[.,:]\d)"
)
_COUNTED = re.compile(r"[A-ZÄÖÜ][a-zäöü]{2,5} \d{1,2}")  # one of several: "Kassa 1"
# A ticket is named by its number alone: "I've opened 48211", "in 48211 angelegt".
_OPENED = re.compile(
    r"(?:(?:ha(?:ve|s|d)|['’](?:ve|s|d)|I|we|habe|haben|hat) (?:just |already |also |now )?)"
    r"(?:opened|raised|logged|filed) (\d{4,8})(?![\w%]|[.,:]\d)"
    r"| (\d{4,8}) (?:angelegt|eröffnet|aufgemacht)(?![^\W_])"
)
_OPENS = re.compile(r"(?:opened|raised|logged|filed) \d|\d (?:angelegt|eröffnet|aufgemacht)")
_REPLY = re.compile(r"(?:(?:AW|WG|RE|FW|FWD|Re|Fw|Fwd|Aw|Wg): ?){1,4}[^\n]{0,80} (\d{5,8})[ \t]*(?=\n|$)")
_SHORTEST = 3
_FAR = 5
_TAGGED = frozenset({"service", "asset", "inventory"})


def find(view: View) -> Iterator[Span]:
    """Find ticket numbers by their form."""
    for found in _SERIAL.finditer(view.text) if "S/N" in view.text or "s/n" in view.text else ():
        yield Span(found.start(1), found.end(1), Kind.NUMBER, "reference")
    for found in _INCIDENT.finditer(view.text):
        yield Span(found.start(), found.end(), Kind.NUMBER, "ticket-number", sure=False)
    for found in _OPENED.finditer(view.text) if _OPENS.search(view.text) else ():
        yield Span(*found.span(found.lastindex or 0), Kind.NUMBER, "ticket-opened", sure=False)
    reply = _REPLY.match(view.text)
    if reply:
        yield Span(reply.start(1), reply.end(1), Kind.NUMBER, "ticket-subject", sure=False)
    if "#" in view.text or "icket" in view.text:
        for found in _TICKET_TAG.finditer(view.text):
            start = found.start() + found[0].rfind("#") + 1
            yield Span(start, found.end() - found[0].endswith("]"), Kind.NUMBER, "ticket-number", sure=False)


def _abbreviated(view: View, index: int) -> Iterator[Span]:
    """Find the number after "Kd.-Nr.", "Auftr."."""
    found = _ABBREVIATED.match(view.text, view.tokens[index].start)
    if found:
        yield Span(found.start(1), found.end(1), Kind.NUMBER, "reference")


def _nr(view: View, index: int) -> Iterator[Span]:
    """Find what has the form of a number after "Nr.", "number"."""
    found = _NR.match(view.text, view.tokens[index].start) or _NUMBER.match(view.text, view.tokens[index].start)
    if found and not is_public_mix(found[1]):
        yield Span(found.start(1), found.end(1), Kind.NUMBER, "number-context", sure=False)


def is_reference(key: str) -> bool:
    """Whether a folded German compound names a number that leads to somebody."""
    return key.endswith(ENDINGS) and key not in _PUBLIC


def named(view: View, index: int) -> Iterator[Span]:
    """Find the number after a word that is enough of a label: Kundennummer, IMEI."""
    end = view.tokens[index].end
    yield from _number(view, index, 1 if view.text[end : end + 1] == "." else 0)
    yield from _further(view, index)


def _subject(view: View, index: int) -> Iterator[Span]:
    """Find the number after "Kunden-Nr.", "customer number", "order #"."""
    noun = _NOUN.match(view.text, view.tokens[index].end)
    if noun and view.tokens[index].key == "order" and noun[0].endswith("code"):
        return  # a product is ordered by it
    if noun:
        tokens = sum(1 for token in view.tokens[index + 1 : index + 4] if token.start < noun.end())
        if tokens or "#" in noun[0]:
            yield from _number(view, index + tokens, noun.end() - view.tokens[index + tokens].end)
    elif after(view, index).link is Link.SIGN:
        yield from (span for span in _number(view, index, 0) if _is_long(view.text[span.start : span.end]))
    else:
        found = _BARE.match(view.text, view.tokens[index].end)
        if found:
            yield Span(found.start(1), found.end(1), Kind.NUMBER, "reference-bare", sure=False)
    yield from _further(view, index)


def _is_long(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _SHORTEST


def _further(view: View, index: int) -> Iterator[Span]:
    """Find a number of many digits some words behind what it belongs to."""
    found = _FAR_VALUE.match(view.text, view.tokens[index].end)
    if found and not DATE.fullmatch(found[1]):
        yield Span(found.start(1), found.end(1), Kind.NUMBER, "reference-further", sure=False)


def _id(view: View, index: int) -> Iterator[Span]:
    """Find the number in a field that is called "id", if nothing says that it counts events or errors."""
    if after(view, index).link is Link.SIGN and view.before(index) not in contexts("nearby.counts"):
        yield from (span for span in _number(view, index, 0) if _is_long(view.text[span.start : span.end]))


def _tag(view: View, index: int) -> Iterator[Span]:
    """Find the number after "service tag"."""
    if view.before(index) in _TAGGED:
        yield from _number(view, index, 0)


def _number(view: View, index: int, skip: int) -> Iterator[Span]:
    place = after(view, index)
    if skip and place.link is Link.SPACE:
        place = place._replace(position=view.tokens[index].end + skip)
        place = place._replace(position=place.position + _blank(view.text, place.position))
    found = value(view, place, _VALUE)
    if found is None:
        return
    text = found[0].rstrip("-/._ ")
    if _COUNTED.fullmatch(text):
        return
    far = "\n" in view.text[view.tokens[index].end : found.start()]
    if len(text) >= (_FAR if far else _SHORTEST) and any(char.isdigit() for char in text):
        yield Span(
            found.start(), found.start() + len(text), Kind.NUMBER, "reference", sure=len(text) > _SHORTEST
        )


def _blank(text: str, position: int) -> int:
    found = re.compile(r"[ \t:.#=]{0,4}(?:(?:ist|lautet|is|war|was)\b[ \t:]{0,2})?[\"'„“(]?").match(
        text, position
    )
    return found.end() - found.start() if found else 0


TRIGGERS: Triggers = joined(
    dict.fromkeys(_SUBJECTS, _subject),
    dict.fromkeys(_ALONE, named),
    dict.fromkeys(contexts("references.abbreviated"), _abbreviated),
    dict.fromkeys(("nr", "no", "nummer", "number"), _nr),
    {"tag": _tag, "id": _id},
)
