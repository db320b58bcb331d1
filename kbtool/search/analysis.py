"""From text to the words that are compared: the same for articles and queries, for terminal and browser.

Everything here is a pure function of text and language, and none of it needs Whoosh beyond its list of stop
words, so another implementation can follow it line by line:

1. `fold`: lower case, no accents (ß → ss, ä → a, é → e); in German ae, oe, ue count as ä, ö, ü.
2. `parts`: runs of letters and digits; an apostrophe inside a word falls out (can't → cant).
3. `joined`: words written with hyphens once more as one word (Wi-Fi → wifi).
4. `is_stop`: the commonest words of the language do not count (Whoosh's lists, and English contractions).
5. `stem`: the Snowball stemmer of the language.
6. `grams`: each word's runs of four letters, which find compounds by their parts.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import snowballstemmer
from whoosh.lang.stopwords import stoplists

LANGUAGES = ("de", "en")
GRAM = 4
MAX_WORD = 64

_SNOWBALL: Mapping[str, str] = MappingProxyType({"de": "german", "en": "english"})
# Whoosh's English list has their halves only (don, t). Not i'd and i'll: id and ill are words.
_CONTRACTIONS = (
    "aren't can't cannot couldn't didn't doesn't don't hadn't hasn't haven't he's i'm i've isn't it's let's "
    "she's shouldn't that's there's they're they've wasn't we've weren't what's won't wouldn't you're you've"
).split()
_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")
# Not behind a vowel or q, where the e belongs to the next sound: neue, Bauer, Quelle.
_SPELT_OUT = re.compile(r"(?<![aeiouq])([aou])e")


def fold(text: str, lang: str) -> str:
    """Return the text in lower case and without accents.

    Whoosh's own accent map turns ß into a single s, hence this one.

    >>> fold("Größe", "de"), fold("Groesse", "de"), fold("neue", "de"), fold("Café", "en")
    ('grosse', 'grosse', 'neue', 'cafe')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return _SPELT_OUT.sub(r"\1", plain) if lang == "de" else plain


def parts(text: str, lang: str) -> list[str]:
    """Return the folded words of a text in order.

    >>> parts("Can't open E-Mail!", "en")
    ['cant', 'open', 'e', 'mail']
    """
    return [word[:MAX_WORD] for word in _WORD.findall(_APOSTROPHE.sub("", fold(text, lang)))]


def joined(text: str, lang: str) -> list[str]:
    """Return the folded hyphenated words of a text, each as one word.

    >>> joined("the Wi-Fi and the e-mail", "en")
    ['wifi', 'email']
    """
    found = _HYPHENATED.findall(fold(text, lang))
    return ["".join(_WORD.findall(word))[:MAX_WORD] for word in found]


def words(text: str, lang: str) -> list[str]:
    """Return all words of an article's text that count, not yet stemmed."""
    return [word for word in (*parts(text, lang), *joined(text, lang)) if not is_stop(word, lang)]


def is_stop(word: str, lang: str) -> bool:
    """Return whether a folded word is too common to count."""
    return word in _stop_words(lang)


@cache
def _stop_words(lang: str) -> frozenset[str]:
    common = (*stoplists[lang], *(_CONTRACTIONS if lang == "en" else ()))
    return frozenset(part for word in common for part in parts(word, lang))


@cache
def _stemmer(lang: str) -> snowballstemmer.basestemmer.BaseStemmer:
    return snowballstemmer.stemmer(_SNOWBALL[lang])


@lru_cache(maxsize=100_000)
def stem(word: str, lang: str) -> str:
    """Return the stem of a folded word.

    >>> stem("druckern", "de"), stem("printing", "en")
    ('druck', 'print')
    """
    return str(_stemmer(lang).stemWord(word))


def grams(words: Iterable[str]) -> list[str]:
    """Return the runs of four letters of each word; shorter words have none.

    >>> grams(["toner", "pc"])
    ['tone', 'oner']
    """
    return [word[start : start + GRAM] for word in words for start in range(len(word) - GRAM + 1)]
