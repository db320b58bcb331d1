"""Sentences of a ticket made fit for an article: nobody addressed, no courtesy, whole."""

import re

from kbtool.drafting import chatter, markup, words
from kbtool.drafting.chatter import Talk
from kbtool.drafting.lexicon import asides

PERSON = asides.PERSON
_MIN_POINT = 3
_LONGEST_NAME = 2
_MANY = re.compile(r"([!?])[!?]+")
# A straight quotation mark, not an inch mark as in 27".
_QUOTE = re.compile(r'(?<!\d)"')
# A name in quotation marks: of a button, a menu, a folder.
_LABEL = re.compile(
    r"(?<![\w\"„“])(?:\"([^\"\n„“”]{1,60}?)\"|„([^“”\"\n]{1,60}?)[“”]|“([^”\"\n]{1,60}?)”"
    r"|'([A-Z][^'\n]{1,40})')(?!\w)"
)


def unaddressed(text: str) -> str:
    """Return a text without the names of those it speaks to."""
    return asides.ADDRESSED.sub("", " ".join(text.split()))


def balanced(text: str) -> str:
    """Return a text whose brackets and quotation marks come in pairs.

    >>> balanced('my new telephone (S25'), balanced('it says "no'), balanced('the "Send" key')
    ('my new telephone', 'it says no', 'the "Send" key')
    """
    for first, last in (("(", ")"), ("„", "“"), ("“", "”")):
        if text.count(first) > text.count(last) and not (first == "“" and "„" in text):
            before, _, after = text.rpartition(first)
            text = before.rstrip() if first == "(" and len(before) > len(after) else before + after
        elif text.count(last) > text.count(first) and last != "“":
            before, _, after = text.rpartition(last)
            text = before + after
    if len(_QUOTE.findall(text)) % 2:
        before, _, after = text.rpartition('"')
        text = before + after
    return text


def without_smileys(text: str) -> str:
    """Return a text without the smileys at its end."""
    return asides.SMILEYS.sub("", text)


def without_asides(text: str) -> str:
    """Return a text without brackets that hold nothing but placeholders."""
    return asides.EMPTIED.sub("", text)


def unlabelled(text: str) -> str:
    """Return a sentence without the label "Ursache:" or "Cause:" before it."""
    return capital(asides.CAUSE_LABEL.sub("", text))


def to_the_point(text: str) -> str:
    """Return what a sentence says behind its courtesy.

    >>> to_the_point("Danke, das hilft: Der Dienst war aus."), to_the_point("Restart it, thanks!")
    ('Der Dienst war aus.', 'Restart it')
    """
    text = asides.SOLUTION_LABEL.sub("", asides.COMFORT.sub("", text))
    before, colon, rest = text.partition(": ")
    if colon and _is_aside(f"{before}:", Talk.LEAD_IN) and words.count(rest) >= _MIN_POINT:
        return rest
    first, comma, last = text.rpartition(",")
    if comma and _is_aside(last.strip(), Talk.CLOSING) and words.count(last) <= _MIN_POINT:
        return first
    return text


def _is_aside(text: str, other: Talk) -> bool:
    return chatter.talk(text) in {Talk.COURTESY, other}


def sentence(text: str) -> str:
    """Return a sentence without address, courtesy and smileys, with a capital letter and a stop.

    >>> sentence("please restart the PC, [customer-1] :-)")
    'Restart the PC.'
    """
    text = unaddressed(text)
    text = _MANY.sub(r"\1", asides.SMILEYS.sub("", text))
    text = asides.PLEASE.sub("", asides.THANKS.sub("", text))
    return stopped(capital(" ".join(text.split()).strip(" ,;-–")))


def capital(text: str) -> str:
    """Return a text with a capital first letter, unless its first word is a name such as iPhone or an address.

    >>> capital("iPhone"), capital("öffnen"), capital("prefs.js")
    ('iPhone', 'Öffnen', 'prefs.js')
    """
    first = text.split(" ", 1)[0]
    if not first or not first[0].islower() or re.search(r"[A-Z\d_/\\@]|\.\w", first):
        return text
    return text[0].upper() + text[1:]


def stopped(text: str) -> str:
    """Return a text that ends like a sentence."""
    text = text.rstrip()
    if not text or text[-1] in ".!?:…" or markup.plain(text)[-1:] in ".!?:…":
        return text
    if markup.plain(text)[-1:] in "\"”“'’)" and markup.plain(text)[-2:-1] in ".!?":
        return text
    return f"{text}."


def quoted(text: str, lang: str) -> str:
    """Return a text with the quotation marks of its language in place of straight ones.

    >>> quoted('Klicken Sie auf "Trennen".', "de")
    'Klicken Sie auf „Trennen“.'
    """
    first, last = ("„", "“") if lang == "de" else ("“", "”")
    return re.sub(r'(?<![\w"])"([^"\n]{1,200}?)"(?!\w)', rf"{first}\1{last}", text)


def labelled(text: str) -> str:
    """Return a step with the names of buttons and menus, which tickets put in quotation marks, in bold type.

    >>> markup.to_markdown(labelled('Click "Apply > OK".'))
    'Click **Apply** > **OK**.'
    """

    def label(found: re.Match[str]) -> str:
        name = next(group for group in found.groups() if group)
        is_sentence = name.rstrip()[-1:] in ".!?" and len(name.split()) > _LONGEST_NAME
        if is_sentence or not re.match(r"[A-ZÄÖÜ+.…\d]", name.strip()):
            return found[0]
        parts = re.split(r"\s*>\s*", name.strip())
        return " > ".join(f"{markup.STRONG}{part}{markup.STRONG_END}" for part in parts if part)

    # What is bold already stays as it is.
    parts = re.split(f"({markup.STRONG}[^{markup.STRONG_END}]*{markup.STRONG_END})", text)
    return "".join(part if part.startswith(markup.STRONG) else _LABEL.sub(label, part) for part in parts)
