"""What a line of a mail is: a quote, the line above a quote, the start of a signature, a footer.

Every pattern is matched against one line, or a few joined ones, of bounded length, so the whole stays linear.
German and English; an attribution with date and address is known in any language by its shape.
"""

import re
from collections.abc import Sequence

from kbtool.sources import mail_words as words

MAX_LINE = 400
MAX_SIGNATURE_LINES = 12
_ATTRIBUTION_LINES = 4
_HEADER_LINES = 10
_PROSE_WORDS = 5
_QUESTION_WORDS = 3
_POINTER_WORDS = 12
_LEGAL_TERMS = 3
_NAME_WORDS = 5

_QUOTE = re.compile(r" {0,3}>")
_DECORATION = re.compile(r"^[\s>*_|]+|[\s*_|]+$")


def bare(line: str) -> str:
    """Return a line without quote marks, emphasis and spaces around it, its inner spaces made single.

    >>> bare("> *Von:*  Änne ")
    'Von:* Änne'
    """
    return " ".join(_DECORATION.sub("", line[:MAX_LINE]).split())


def is_quote(line: str) -> bool:
    """Return whether a line is marked as quoted."""
    return _QUOTE.match(line) is not None


def attribution(lines: Sequence[str], end: int, *, quoted: bool) -> int:
    """Return the number of lines, up to four and ending at `end`, that introduce quoted text; 0 for none.

    `quoted` says whether quote marks follow; without them more proof is asked for: an address, or both date and
    name. So “Am 12.3. schrieb das Programm diese Meldung:” is none.
    """
    last = lines[end].rstrip()
    if not last.endswith(":") or len(last) > MAX_LINE:
        return 0
    joined, found = "", 0
    for count in range(1, min(_ATTRIBUTION_LINES, end + 1) + 1):
        line = bare(lines[end + 1 - count])
        if not line or len(joined) + len(line) > MAX_LINE:
            break
        joined = f"{line} {joined}".strip()
        if _introduces(joined, quoted=quoted) and (not found or words.OPENING.match(joined)):
            found = count
    return found


def _introduces(text: str, *, quoted: bool) -> bool:
    has_verb, has_mail = words.WROTE.search(text) is not None, "@" in text and bool(words.MAIL.search(text))
    has_when, opens = words.WHEN.search(text) is not None, words.OPENING.match(text) is not None
    is_dated = words.DAY_AND_TIME.match(text) is not None
    if has_mail and not has_verb:
        return (
            has_when and text.endswith((">:", ">):")) and (quoted or words.DATE_FIRST.match(text) is not None)
        )
    if has_mail:
        return quoted or has_when or words.WROTE_LAST.search(text) is not None
    if quoted:
        return has_verb and (is_dated or (has_when and opens))
    return has_verb and opens and is_dated and _names_somebody(text)


def _names_somebody(text: str) -> bool:
    """Return whether a name stands beside the verb: "schrieb Änne Süß:", "Änne Süß wrote:"."""
    tokens = text.rstrip(" :").split()
    if tokens[-1] == "wrote":
        return tokens[-2][:1].isupper() or tokens[-2] == "you" or tokens[-2][-1] in '"”’>)]'
    if tokens[-1] == "geschrieben":
        return "hat" in tokens
    if "schrieb" not in tokens:
        return False
    name = tokens[tokens.index("schrieb") + 1 :]
    return 0 < len(name) <= _NAME_WORDS and all(
        word in words.PARTICLES or word.lstrip("\"“„'(<")[:1].isupper() for word in name
    )


def starts_original(line: str) -> bool:
    """Return whether a line stands above a copy of the mail that is answered."""
    text = bare(line)
    return words.ORIGINAL.fullmatch(text) is not None or words.REPLY_ABOVE.fullmatch(text) is not None


def starts_forwarded(line: str) -> bool:
    """Return whether a line stands above a mail that was handed on."""
    return not is_quote(line) and words.FORWARDED.fullmatch(bare(line)) is not None


def starts_header(lines: Sequence[str], start: int) -> bool:
    """Return whether a mail header block (Von, Gesendet, An, Betreff) starts at a line."""
    first = words.HEADER.fullmatch(bare(lines[start])) if len(lines[start]) <= MAX_LINE else None
    if first is None or first[1].lower() not in words.SENDER_KEYS:
        return False
    keys = set()
    for line in lines[start + 1 : start + _HEADER_LINES]:
        match = words.HEADER.fullmatch(bare(line))
        if match:
            keys.add(match[1].lower())
    if words.MAIL.search(first[2]):
        return bool(keys & (words.DATE_KEYS | words.SUBJECT_KEYS))
    return bool(keys & words.DATE_KEYS) and bool(keys & words.SUBJECT_KEYS)


def points_below(lines: Sequence[str]) -> bool:
    """Return whether a short text sends its reader to what stands below it ("siehe unten")."""
    text = " ".join(lines)[:MAX_LINE]
    return len(text.split()) <= _POINTER_WORDS and words.POINTER.search(text) is not None


def is_delimiter(line: str) -> bool:
    """Return whether a line is the "-- " above a signature."""
    return len(line) <= MAX_LINE and words.DELIMITER.fullmatch(line) is not None


def is_rule(line: str) -> bool:
    """Return whether a line is blank or drawn from dashes and the like."""
    return len(line) <= MAX_LINE and words.RULE.fullmatch(line) is not None


def is_postscript(line: str) -> bool:
    """Return whether a line starts a P.S."""
    return words.POSTSCRIPT.match(line) is not None


def is_greeting(lines: Sequence[str], place: int) -> bool:
    """Return whether a line is nothing but a closing such as "Viele Grüße aus Köln" or "Kind regards".

    With a name on the same line ("LG Anna") the line above must end a thought: "LG Monitor" in a list is none.
    """
    line = lines[place].strip()
    match = words.GREETING.fullmatch(line) if len(line) <= MAX_LINE // 4 else None
    if match is None or not words.GREETING_REST.fullmatch(match["rest"]):
        return False
    above = lines[place - 1].rstrip() if place else ""
    return not match["rest"].strip(" ,.!;") or not above or above[-1] in ".!?:)"


def is_own_name(lines: Sequence[str], place: int, author: str) -> bool:
    """Return whether the author signs at a line: "Änne Süß", "Änne" or "Ä. Süß" after a blank line or thanks.

    After a colon ("new account for:") the name is content.
    """
    line = lines[place].strip(" \t,.-–").casefold()
    if not line or line not in _signatures(author):
        return False
    above = lines[place - 1].strip() if place else ""
    spoken = next((text.rstrip() for text in reversed(lines[max(0, place - 2) : place]) if text.strip()), "")
    return (not above or words.BEFORE_NAME.fullmatch(above) is not None) and not spoken.endswith(":")


def _signatures(author: str) -> frozenset[str]:
    names = author.casefold().split()
    if not names:
        return frozenset()
    return frozenset({" ".join(names), names[0], f"{names[0][0]}. {names[-1]}", f"{names[0][0]}.{names[-1]}"})


def is_footer(line: str) -> bool:
    """Return whether a line is the advertisement of a mail program ("Von meinem iPhone gesendet")."""
    return len(line) <= MAX_LINE and words.FOOTER.fullmatch(bare(line)) is not None


def is_banner(lines: Sequence[str]) -> bool:
    """Return whether a paragraph is a mail gateway's warning about mail from outside."""
    text = " ".join(line.strip() for line in lines)
    return words.BANNER.fullmatch(text) is not None and words.FROM_OUTSIDE.search(text) is not None


def is_legal(lines: Sequence[str]) -> bool:
    """Return whether a paragraph is a disclaimer or company details.

    One legal term is enough after a known start ("Diese E-Mail enthält …"); otherwise three, and nobody may
    speak of himself: "Ich habe die vertrauliche Mail versehentlich …" is a customer.
    """
    text = " ".join(line.strip() for line in lines)[: 10 * MAX_LINE]
    hits = sum(1 for word in words.LEGAL_WORDS if word.search(text))
    if words.LEGAL_ALONE.match(text) or (hits and words.LEGAL_START.match(text)):
        return True
    return hits >= _LEGAL_TERMS and not words.FIRST_PERSON.search(text)


def is_prose(line: str) -> bool:
    """Return whether a line tells or asks something or gives a detail, so that it is no part of a signature."""
    if is_quote(line) or len(line) > MAX_LINE:
        return True
    label = words.LABEL.match(line)
    if words.DETAIL.search(line) or (label and not words.SIGNATURE_LABEL.match(label[1])):
        return True
    tokens = line.split()
    if line.rstrip().endswith("?") and len(tokens) >= _QUESTION_WORDS:
        return True
    return len(tokens) >= _PROSE_WORDS and words.TALK.search(line) is not None
