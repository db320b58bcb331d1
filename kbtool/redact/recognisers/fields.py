"""Fields of forms, tables and exports: a label, a sign, and a value that fills the rest of its line or cell.

In running text a value has to show by its form what it is; in a field the label has said so, whatever words
stand around the telling one: "Nachname d. neuen MA ...: Helm", "phone unlock code | 8197".
"""

import re
from collections.abc import Iterator

from kbtool.redact.digits import DATE
from kbtool.redact.folding import fold
from kbtool.redact.recognisers.naming import Trust, name_at
from kbtool.redact.recognisers.references import is_reference
from kbtool.redact.spans import Span
from kbtool.redact.types import Kind
from kbtool.redact.view import Token, View, index_at
from kbtool.redact.wordlist import (
    ambiguous,
    contexts,
    is_any_word,
    is_plain,
    is_strange_word,
    is_technical,
    listed,
    words,
)

_FIELD = re.compile(
    r"^[>\s*|-]{0,6}(?P<label>[^\W_][^\n:=;|<>\"]{1,44}?)[*_ \t.…]{0,30}"
    r"(?::(?!/)|=|\.{3}|;(?=\S)|\|)[ \t*_]{0,20}"
    r"(?P<value>[^\s|;][^\n|;]{0,80}?)[ \t]*(?=[|;\n]|$)",
    re.MULTILINE,
)
_QUOTED = re.compile(r'"(?P<label>[^\W_][^\n"]{1,44})"[,;:] ?"?(?P<value>[^\n"]{2,80}?)(?=[",\n]|$)')
_TABLE = re.compile(
    r"^(?P<heads>[^\n;|\t]{0,40}(?P<mark>[;|\t])[^\n;|\t]{0,40}(?P=mark)[^\n]{0,400})"
    r"(?:\n(?:[^\n;|\t]{0,80}(?P=mark)){2}[^\n]{0,600}){1,60}",
    re.MULTILINE,
)
_CELL = re.compile(r"(?:^|\|)[ \t]*(\+?[\d(][\d ()/-]{7,18}\d)[ \t]*(?=\||$)", re.MULTILINE)
_LONG_NUMBER = 9
# A line of a chat that holds but a number or a word of no language: the answer to "your user name?".
_ANSWER = re.compile(
    r"^[> \t]{0,4}(?:[\[(]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? )?"
    r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?[\])]?[ \t|–-]{0,4})?"
    r"(?:(?P<who>[^\W\d_][\w .]{0,24}):[ \t])?"
    r"(?P<said>(?!(?:19|20)\d\d\b)\d{4,8}(?=[ \t]*(?:[,.!?]|$))"
    r"|[a-z][a-z._]{3,24}\d{0,3}(?=[ \t]*(?:[,!?]|$)))",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+")
_PUBLIC = contexts("fields.public")
_NAMES = contexts("fields.names")
_SURE_NAMES = contexts("fields.sure_names")
_LOGINS = contexts("fields.logins")
_SECRETS = contexts("fields.secrets")
_PHONES = contexts("phone.called") - {"contact", "kontakt", "private", "privat", "number", "nummer", "text"} | {
    "callback"
}
_NUMBERS = contexts("fields.numbers")
_PLACES = contexts("fields.places")
_ORGANISATIONS = contexts("fields.organisations")
_LOGIN = re.compile(r"[A-Za-zÄÖÜäöüß][\w.+-]{1,40}")
_NUMBER = re.compile(r"[A-Z]{0,4}[-/ ]?(?=(?:\D?\d){3})[A-Z0-9][A-Z0-9./ -]{2,24}[A-Z0-9]", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d(](?:[ ()./-]{0,2}\d){4,16}(?: ?x ?\d{1,6})?")
_SECRET = re.compile(r"\S{4,64}")
_ADDRESS_OF_MACHINE = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?:[:-][0-9a-fA-F]{0,4}){3}|\S+@\S+|\w+://"
)
_MOST_WORDS = 5
_LONGEST_ADDRESS = 60
_HOUSE = re.compile(r"(?<![\w.:/-])\d{1,5}[a-zA-Z]?(?:[-/]\d{1,4})?(?![\w:]|[.,]\d)")


def find(view: View) -> Iterator[Span]:
    """Find the values of fields whose label names a person, an account, a secret, a number or an address."""
    if not any(sign in view.text for sign in ":=;|"):
        return
    for form in (_FIELD, _QUOTED):
        for found in form.finditer(view.text):
            keys = {fold(word) for pattern in (_WORD, _PART) for word in pattern.findall(found["label"])}
            if not keys & _PUBLIC:
                yield from _value(view, keys, found.start("value"), found["value"].rstrip())
    yield from _rows(view)
    yield from _cells(view)
    yield from _answers(view)


def _cells(view: View) -> Iterator[Span]:
    """Find the phone numbers that fill a cell or a line."""
    for found in _CELL.finditer(view.text):
        if sum(map(str.isdigit, found[1])) >= _LONG_NUMBER and not DATE.search(found[1]):
            yield Span(found.start(1), found.end(1), Kind.PHONE, "cell", sure=False)


def _answers(view: View) -> Iterator[Span]:
    """Find the numbers and logins that fill a line of a chat; one line alone, as of a custom field, is none."""
    if "\n" not in view.text:
        return
    for found in _ANSWER.finditer(view.text):
        said, who = found["said"], {fold(word) for word in _WORD.findall(found["who"] or "")}
        if not who & _PUBLIC and (said.isdigit() or is_strange_word(said)):
            kind = Kind.NUMBER if said.isdigit() else Kind.USER
            yield Span(found.start("said"), found.end("said"), kind, "answer", sure=False)


def _rows(view: View) -> Iterator[Span]:
    """Find the values of tables: what the first line calls a column holds for the lines below."""
    for table in _TABLE.finditer(view.text):
        mark = table["mark"]
        heads = [{fold(word) for word in _WORD.findall(cell)} for cell in table["heads"].split(mark)]
        if any(map(str.isdigit, table["heads"])) or not any(heads):
            continue
        position = table.end("heads") + 1
        for row in view.text[position : table.end()].split("\n"):
            for keys, cell in zip(heads, row.split(mark), strict=False):
                text = cell.strip(' \t*"')
                if text and not keys & _PUBLIC:
                    yield from _value(view, keys, position + cell.find(text), text)
                position += len(cell) + 1


def _value(view: View, keys: set[str], start: int, value: str) -> Iterator[Span]:
    if keys & _SECRETS and _SECRET.fullmatch(value) and not _is_usual(value):
        if keys & _SECRETS != {"code"} or keys & contexts("passwords.secret_prefixes"):
            yield Span(start, start + len(value), Kind.PASSWORD, "field", sure=False)
    elif (phone := _PHONE.match(value)) and (keys & _PHONES or _is_long(phone[0])):
        yield Span(start, start + phone.end(), Kind.PHONE, "field", sure=False)
    elif (keys & _NUMBERS or any(map(is_reference, keys))) and (number := _NUMBER.match(value)):
        yield Span(start, start + number.end(), Kind.NUMBER, "field", sure=False)
    elif keys & (_LOGINS | _NAMES) and value.islower() and _LOGIN.fullmatch(value) and not _is_usual(value):
        yield Span(start, start + len(value), Kind.USER, "field", sure=False)
    elif keys & _PLACES and _is_address(value):
        yield Span(start, start + len(value), Kind.ADDRESS, "field", sure=False)
    elif keys & _NAMES:
        yield from _name(view, keys, start, value)
    elif keys & _ORGANISATIONS and _is_organisation(value):
        yield Span(start, start + len(value), Kind.ORGANISATION, "field", sure=False)


def _is_long(number: str) -> bool:
    return sum(map(str.isdigit, number)) > _LONG_NUMBER and not DATE.search(number)


def _is_address(value: str) -> bool:
    if _ADDRESS_OF_MACHINE.match(value) or len(value) > _LONGEST_ADDRESS or not _HOUSE.search(value):
        return False
    return not any(is_technical(fold(word)) for word in _WORD.findall(value))


def _is_organisation(value: str) -> bool:
    keys = [fold(word) for word in value.split()]
    if not value[0].isupper() or len(keys) > _MOST_WORDS:
        return False
    return not any(is_technical(key) or key in words("generic_names.txt") for key in keys)


def _name(view: View, keys: set[str], start: int, value: str) -> Iterator[Span]:
    """Take a value for a name where that fills the field, perhaps up to a comma or bracket."""
    index = index_at(view, start)
    if index == len(view.tokens):
        return
    if " " not in value and _is_ordinary(view.tokens[index]):
        is_head = view.text[start + len(value) :][:2].strip(" ") == "|"  # of a table
        if is_head or not keys & _SURE_NAMES:
            return
    span = name_at(view, index, Trust.FIRM, "field")
    if span and len(span.keys) == 1 and not keys & _SURE_NAMES and _is_ordinary(view.tokens[index]):
        return
    if span and start <= span.start and not value[span.end - start :].strip().strip("*_.,()")[:1].isalpha():
        yield span._replace(sure=False)


def _is_ordinary(token: Token) -> bool:
    return is_any_word(token.word) and token.key not in listed() and token.key not in ambiguous()


def _is_usual(value: str) -> bool:
    return is_plain(value) or is_technical(fold(value)) or fold(value) in words("generic_names.txt")
