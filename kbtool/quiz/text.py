"""Looking at option texts the way a test-wise trainee does: shared words, length, digits and names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import snowballstemmer

Stems = frozenset[str]

_STOP = {
    "de": frozenset(
        "aber als am an auch auf aus bei beim bis bitte da damit dann das dass dem den der des die dies "
        "diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas "
        "für gar geht hab habe haben hat hier ich ihr ihre ihrem ihren ihrer im immer in ins ist ja jetzt "
        "kann kein keine keinen kommt man mehr mein meine meinem meinen meiner mich mir mit nach nicht "
        "nichts noch nun nur ob obwohl oder ohne schon sehr seit sich sie sind so über um und uns unter vom "
        "von vor war was weil welche welcher welches wenn wer werden wie wieder will wir wird wo wurde zu "
        "zum zur".split()
    ),
    "en": frozenset(
        "a about after all also am an and any are as at be because been but by can cannot cant did do does "
        "doesnt dont for from get got had has have how i if im in into is isnt it its just me more my no "
        "not now of off on only or our out over please so still than that the their them then there they "
        "this to too up us was we were what when where which while who why will with without would you "
        "your".split()
    ),
}
# A stem of so many letters inside another word is a part of it, not a coincidence.
_COMPOUND = 5
_LETTERS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Longer runs of underscores are a gap to fill in.
_MARKUP = re.compile(r"(\*\*|(?<!_)__(?!_)|`+)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][“”\"')]))\s+(?=[A-ZÄÖÜ„“\"(*`])")
# A full stop after these does not end a sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:[a-zäöü]|z\. ?B|d\. ?h|u\. ?a|bzw|ca|ggf|Nr|e\.g|i\.e|etc|No)|\b\d{1,2})\.$"
)


@cache
def _stemmer(lang: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("german" if lang == "de" else "english")


@cache
def _stem(word: str, lang: str) -> str:
    return str(_stemmer(lang).stemWord(word))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without markup."""
    return [word.lower().replace("'", "").replace("’", "") for word in _LETTERS.findall(plain(text))]


@lru_cache(maxsize=20_000)
def stems(text: str, lang: str) -> Stems:
    """Return the stems of a text's words without the language's commonest words.

    >>> sorted(stems("Die Drucker sind offline!", "de"))
    ['druck', 'offlin']
    """
    stop = _STOP.get(lang, frozenset())
    return frozenset(_stem(word, lang) for word in words(text) if word not in stop)


@lru_cache(maxsize=100_000)
def jaccard(first: Stems, second: Stems) -> float:
    """Return the share of common stems, 0 to 1; two empty sets have nothing in common.

    >>> jaccard(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    union = len(first | second)
    return len(first & second) / union if union else 0.0


@lru_cache(maxsize=50_000)
def shared(stem: Stems, option: Stems) -> Stems:
    """Return the stems of an option that a question repeats, also inside a compound.

    >>> sorted(shared(stems("abwesenheit einstellen", "de"), stems("Abwesenheitsnotiz für Gäste", "de")))
    ['abwesenheitsnotiz']
    """
    same = stem & option
    long = [word for word in stem - same if len(word) >= _COMPOUND]
    inside = {
        other
        for other in option - same
        if len(other) >= _COMPOUND and any(w in other or other in w for w in long)
    }
    return same | inside


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Return inline Markdown as it reads: links become their text, bold and code lose their marks.

    >>> plain("Öffnen Sie **Datei** > `net use`, siehe [hier](../x.md).")
    'Öffnen Sie Datei > net use, siehe hier.'
    >>> plain("Geben Sie `____` __ohne__ Pause ein.")
    'Geben Sie ____ ohne Pause ein.'
    """
    return _MARKUP.sub("", unlinked(text))


def unlinked(text: str) -> str:
    """Return inline Markdown with links replaced by their text and white space collapsed."""
    return " ".join(_LINK.sub(r"\1", text).split())


def sentences(text: str) -> tuple[str, ...]:
    """Split a paragraph into sentences; abbreviations and ordinals do not end one.

    >>> sentences("Das dauert z. B. 10 Sekunden. Warten Sie am 3. Tag.")
    ('Das dauert z. B. 10 Sekunden.', 'Warten Sie am 3. Tag.')
    """
    return tuple(_joined(_SENTENCE_END.split(" ".join(text.split()))))


def _joined(parts: Iterable[str]) -> Iterator[str]:
    kept = ""
    for part in parts:
        kept = f"{kept} {part}" if kept else part
        if kept and not _ABBREVIATED.search(kept):
            yield kept
            kept = ""
    if kept:
        yield kept


def ended(text: str) -> str:
    """Return a text with a full stop unless it ends in some stop.

    >>> ended("Seit wann?"), ended("Druckername")
    ('Seit wann?', 'Druckername.')
    """
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def first_paragraph(text: str) -> str:
    """Return the text up to the first blank line, list, table or code block, on one line."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if not line.strip() or re.match(r"\s*(?:[-*+]\s|\d+[.)]\s|```|~~~|\||>)", line):
            break
        lines.append(line.strip())
    return unlinked(" ".join(lines))


_PRODUCT = re.compile(r"\b(?:[A-Z]{2,}[A-Za-z0-9]*|[A-Za-z]+[a-z][A-Z]\w*|[a-z]+[A-Z]\w*)\b")
_PATH = re.compile(r"(?:\\\\|\b[A-Za-z]:\\|\w/\w+/|https?://|smb://|\b\w+\.(?:com|de|exe|dll|log)\b)")
FEATURES = {
    "digit": re.compile(r"\d"),
    "product": _PRODUCT,
    "path": _PATH,
    "menu": re.compile(r"\s>\s|→|->"),
    "code": re.compile(r"`"),
}


_QUOTED = re.compile(r"„[^“]*“|“[^”]*”|\"[^\"]*\"|«[^»]*»|»[^«]*«")
_BLOCK = re.compile(r"(?s)(`{3,}|~{3,}).*?\1")
_CODE = re.compile(r"(?s)(`{3,}|~{3,}).*?\1|`[^`]*`")


@lru_cache(maxsize=20_000)
def features(text: str) -> frozenset[str]:
    """Return what makes a text look specific: digits, product names, paths, menu arrows, code.

    What stands in code is code and nothing else, whatever digits and names it is made of.

    >>> sorted(features("Öffnen Sie **Datei** > **Optionen** in OneDrive")), sorted(features("`x86`"))
    (['menu', 'product'], ['code'])
    """
    prose = _CODE.sub(" ` ", text)
    return frozenset(name for name, pattern in FEATURES.items() if pattern.search(prose))


def unblocked(text: str) -> str:
    """Return a text without its code blocks, such as the listing that a question is about."""
    return _BLOCK.sub(" ", text)


def is_block(text: str) -> bool:
    """Whether a text is a code block and nothing else."""
    return not unblocked(text).strip()


def question(stem: str) -> str:
    """Return the part of a stem that is neither quoted from a requester nor code.

    >>> question("„drucker druckt nicht“ – Welcher Artikel hilft?")
    ' – Welcher Artikel hilft?'
    """
    return _QUOTED.sub("", _CODE.sub("", stem))
