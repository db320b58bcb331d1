"""What is an ordinary word, and what is a name: own lists and dictionaries, opened when asked.

simplemma's low-memory dictionaries take 25 MB for German and English together and about one CPU second to
open; what was looked up once stays in memory.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from kbtool.redact.folding import fold

_SHORTEST_PART = 3
_SHORTEST_FOREIGN = 5
_LONGEST_COMPOUND = 40
_SHORT_TAIL = 4
_SHORTEST_STRANGE, _LONGEST_STRANGE = 4, 20
_LINKS = ("", "s", "n", "en", "es", "er", "e")
ENDINGS = tuple("n en e er ern es ens nen sen se ses in innen a ien ns i".split())
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü"}
_SPELT_OUT = re.compile(r"(?<![aeq])[aou]e")
LATIN = ("o", "a", "um", "us")
CAMEL = re.compile(r"[A-ZÄÖÜ]+(?![a-zäöüß])|[A-ZÄÖÜ]?[^\W\d_A-ZÄÖÜ]+")
_NAME_PREFIX = re.compile(r"(?:Mc|Mac|Fitz|De|Di|Du|La|Le|Van|Von)[A-ZÄÖÜ]")


class NameList(NamedTuple):
    """Folded names, and which of them are also ordinary words."""

    names: frozenset[str]
    ambiguous: frozenset[str]


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = resources.files("kbtool.redact").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the folded words of one of the lists in `data`."""
    return frozenset(fold(word) for line in _lines(name) for word in line.split())


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    for line in _lines("contexts.txt"):
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), set())
        elif line:
            section.update(line.split())
    return {name: frozenset(found) for name, found in sections.items()}


def contexts(section: str) -> frozenset[str]:
    """Return the words of one section of `data/contexts.txt`: what stands around private things."""
    return _sections()[section]


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """Return the short forms of first names, all folded."""
    pairs = (line.partition(":") for line in _lines("nicknames.txt"))
    return {fold(name): frozenset(fold(word) for word in short.split()) for name, _, short in pairs}


@cache
def domains(name: str) -> frozenset[str]:
    """Return the domains of one of the lists in `data`."""
    return frozenset(word.lower() for line in _lines(name) for word in line.split())


@cache
def _names(name: str) -> NameList:
    lines = _lines(name)
    middle = lines.index("= ambiguous")
    ambiguous = frozenset(fold(word) for line in lines[middle + 1 :] for word in line.split())
    plain = frozenset(
        fold(part) for line in lines[:middle] for word in line.split() for part in word.split("-")
    )
    return NameList(plain | ambiguous, ambiguous)


def first_names() -> NameList:
    """Return the listed first names."""
    return _names("first_names.txt")


def surnames() -> NameList:
    """Return the listed family names."""
    return _names("surnames.txt")


@cache
def listed() -> frozenset[str]:
    """Return all listed first and family names that are no ordinary words."""
    return (first_names().names | surnames().names) - ambiguous()


@cache
def ambiguous() -> frozenset[str]:
    """Return the listed names that are also ordinary words."""
    return first_names().ambiguous | surnames().ambiguous


@cache
def _dictionary(lang: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import StreamDictionaryFactory  # noqa: PLC0415 - only when needed

    return StreamDictionaryFactory().get_dictionary(lang)


def is_technical(key: str) -> bool:
    """Whether a folded word is a product, a vendor or a term of information technology."""
    return key in words("it_words.txt") or key in words("products.txt")


def is_product(key: str) -> bool:
    """Whether a folded word is a product or a vendor."""
    return key in words("products.txt")


@lru_cache(maxsize=65536)
def is_word(word: str, lang: str) -> bool:
    """Whether a word belongs to a language (`de` or `en`; German texts are full of English words, too).

    Names count as words only where the dictionary has them in lower case or, in German, as a noun that is not
    one of the listed names.

    >>> is_word("Druckerwarteschlange", "de"), is_word("Latourelle", "de"), is_word("gateway", "en")
    (True, False, True)
    """
    key = fold(word)
    if is_technical(key) or is_literal(word.lower(), "en"):
        return True
    if lang == "de" and _is_german(word):
        return True
    parts = CAMEL.findall(word)
    return len(parts) > 1 and not _NAME_PREFIX.match(word) and all(_is_part(part, lang) for part in parts)


def is_any_word(word: str) -> bool:
    """Whether a word belongs to German or English."""
    return is_word(word, "en") or is_word(word, "de")


def _is_proper(lower: str) -> bool:
    """Whether English writes a word with a capital that is no listed name: "christmas", "bluetooth"."""
    return is_literal(lower.title(), "en") and fold(lower) not in listed()


@lru_cache(maxsize=65536)
def is_strange_word(word: str, *, compounds: bool = True) -> bool:
    """Whether a word in small letters, perhaps with digits behind, is in no language and no term either.

    In English texts nobody makes German compounds, and many a login could be cut into such.

    >>> [is_strange_word(word) for word in ("gmattsson", "druckerwarteschlange", "oeffnet", "ipconfig")]
    [True, False, False, False]
    """
    if not (_SHORTEST_STRANGE <= len(word) <= _LONGEST_STRANGE and word.islower() and word[0].isalpha()):
        return False
    letters = word.rstrip("0123456789")
    if not letters.isalpha() or is_technical(fold(letters)) or fold(letters) in contexts("wordlist.colloquial"):
        return False
    ways = {letters, _with_umlauts(letters)}
    known = is_any_word if compounds else _is_simple
    return not any(known(way) or known(way.title()) or _is_proper(way) for way in ways)


def _is_simple(word: str) -> bool:
    return is_plain(word) or is_word(word, "en")


def _with_umlauts(lower: str) -> str:
    """Return a word with ä, ö, ü where it has ae, oe, ue, as addresses of pages and old keyboards write them.

    >>> _with_umlauts("oeffnet"), _with_umlauts("steuerungsmoeglichkeit"), _with_umlauts("quelle")
    ('öffnet', 'steuerungsmöglichkeit', 'quelle')
    """
    return _SPELT_OUT.sub(lambda found: _UMLAUTS[found[0]], lower)


def is_plain(word: str) -> bool:
    """Whether a dictionary has a word as it is, in small letters or as a German noun; no compounds."""
    lower = word.lower()
    return is_literal(lower, "en") or is_literal(lower, "de") or _is_noun(lower)


def _is_part(part: str, lang: str) -> bool:
    return len(part) < _SHORTEST_PART or (fold(part) not in listed() and is_word(part, lang))


def lemma(word: str, lang: str) -> str | None:
    """Return the form under which a dictionary has a word, or None."""
    return _dictionary(lang).get(word)


@lru_cache(maxsize=65536)
def is_literal(word: str, lang: str) -> bool:
    """Whether the dictionary of a language has exactly these letters."""
    return _dictionary(lang).get(word) is not None


def _is_german(word: str) -> bool:
    lower = word.lower()
    if is_literal(lower, "de"):
        return True
    if fold(word) in listed():
        return False
    return _is_noun(lower) or (
        _SHORTEST_PART < len(word) <= _LONGEST_COMPOUND and is_compound(lower, noun=word[0].isupper())
    )


def _is_noun(lower: str) -> bool:
    title = lower[:1].upper() + lower[1:]
    return is_literal(title, "de") and fold(title) not in listed() and not _is_proper_noun(title)


@lru_cache(maxsize=65536)
def _is_proper_noun(title: str) -> bool:
    """Whether a German noun has no other form than this one and a genitive: dictionaries know no more of names.

    >>> _is_proper_noun("Steger"), _is_proper_noun("Drucker")
    (True, False)
    """
    if is_literal(title.lower(), "de") or is_literal(title.lower(), "en") or title.endswith("chen"):
        return False
    if is_technical(fold(title)) or _dictionary("de").get(title) != title:
        return False
    stems = (title, title[:-1], title[:-2]) if title.endswith(LATIN) else (title,)
    return not any(is_literal(stem + ending, "de") for stem in stems for ending in ENDINGS)


@lru_cache(maxsize=65536)
def is_compound(lower: str, *, noun: bool = False) -> bool:
    """Whether a German word is put together from others, perhaps with a linking s, n, en, es, er or e.

    What ends as family names do (-mann, -berg) is rather one of them. English parts count beside a German one;
    short words count only where they are terms (Web-, App-), for any string of letters can be cut into such.
    The last part of a `noun` is a noun itself, if it is short: "Fried-hold" is none.
    """
    for middle in range(_SHORTEST_PART, len(lower) - _SHORTEST_PART):
        tail = lower[middle:]
        german = _is_german_part(tail) and not (noun and len(tail) == _SHORT_TAIL and not _is_noun(tail))
        if not (german or _is_foreign_tail(tail)) or fold(tail) in contexts("wordlist.name_endings"):
            continue
        heads = (lower[: middle - len(link)] for link in _LINKS if lower[:middle].endswith(link))
        if any(_is_head(head, beside_german=german) for head in heads):
            return True
    return False


def _is_head(head: str, *, beside_german: bool) -> bool:
    if len(head) < _SHORTEST_PART:
        return False
    if _is_term(head) or _is_german_part(head) or is_compound(head):
        return True
    return beside_german and _is_foreign_part(head)


def _is_term(part: str) -> bool:
    """Whether a part is a term; abbreviations of months and keys begin no compound: Mar-graf, Del-annoy."""
    return is_technical(fold(part)) and part not in contexts("wordlist.no_parts")


def _is_foreign_tail(part: str) -> bool:
    """Whether a compound may end so in English: in the form a dictionary begins with ("taller" is none)."""
    if is_technical(fold(part)):
        return True
    return len(part) >= _SHORTEST_FOREIGN and lemma(part, "en") == part and fold(part) not in listed()


def _is_german_part(part: str) -> bool:
    if len(part) == _SHORTEST_PART:
        return fold(part) in contexts("wordlist.short_parts")
    return len(part) > _SHORTEST_PART and (_is_noun(part) or is_literal(part, "de"))


def _is_foreign_part(part: str) -> bool:
    return is_technical(fold(part)) or (len(part) >= _SHORTEST_FOREIGN and is_literal(part, "en"))
