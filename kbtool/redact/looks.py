"""What a word looks like by itself: ordinary, a term, a name, or like nothing known."""

from enum import Enum
from functools import lru_cache

from kbtool.redact.mixes import is_public_mix, is_strange_mix
from kbtool.redact.rare import is_rare_noun
from kbtool.redact.wordlist import (
    ambiguous,
    contexts,
    first_names,
    is_literal,
    is_strange_word,
    is_technical,
    is_word,
    lemma,
    listed,
)

_SHORTEST = 2
_ACRONYM = 4
_SHORT_NAME = 5
_MANY_DIGITS = 6
_VERB_ENDINGS = ("ed", "ing")
_LONGEST_LOGIN = 12
_SHORT_WORD, _FEW_DIGITS = 3, 3


class Look(Enum):
    """What a word looks like by itself."""

    PLAIN = 0
    TECHNICAL = 1
    AMBIGUOUS = 2
    UNKNOWN = 3
    LISTED = 4
    LONG_NUMBER = 5
    STRANGE = 6
    RARE = 7
    MADE_OF_NAME = 8


@lru_cache(maxsize=65536)
def look_of(word: str, key: str, lang: str) -> Look:
    """Judge a word without its neighbours; most words of a text come again and again, so the answer is kept."""
    if word.isdigit():
        return Look.LONG_NUMBER if len(word) >= _MANY_DIGITS else Look.PLAIN
    if _is_word_with_digits(word, key):
        return Look.STRANGE
    return _look_of_letters(word, key, lang)


def _look_of_letters(word: str, key: str, lang: str) -> Look:
    key = key.rstrip("0123456789")
    if len(key) < _SHORTEST or is_technical(key) or key.endswith("nr"):
        return Look.TECHNICAL
    if (is_strange_word(word, compounds=lang == "de") and key not in listed()) or is_strange_mix(word):
        return Look.STRANGE
    if key in listed() or (key.removesuffix("s") in listed() and not is_word(word, lang)):
        return Look.TECHNICAL if word.islower() and is_literal(word, "de") else Look.LISTED
    if key in ambiguous() or (word.istitle() and _is_genitive(word, key, lang)):
        return Look.AMBIGUOUS
    return Look.UNKNOWN if _is_unknown(word, lang) else _look_of_word(word, lang)


def _look_of_word(word: str, lang: str) -> Look:
    """Judge a word of a dictionary."""
    if _is_made_of_name(word):
        return Look.MADE_OF_NAME
    return Look.RARE if lang == "de" and word.istitle() and is_rare_noun(word) else Look.PLAIN


def _is_word_with_digits(word: str, key: str) -> bool:
    """Whether a word has three digits and more behind it, as passwords made of a name have: "Siena902"."""
    letters = key.rstrip("0123456789")
    if len(letters) < _SHORT_WORD or len(key) - len(letters) < _FEW_DIGITS or not letters.isalpha():
        return False
    may_be_password = letters in first_names().names or not is_technical(letters)
    if len(letters) == _SHORT_WORD and word[0].isupper() and letters in first_names().names:
        return True
    is_called = word[0].isupper() and word[1 : len(letters)].islower() and len(letters) > _SHORT_WORD
    return may_be_password and (is_called or not is_public_mix(word))


def _is_genitive(word: str, key: str, lang: str) -> bool:
    """Whether a word is a listed name with an s: "Heathers laptop", "Blums Team"."""
    base = key.removesuffix("s")
    if base == key or len(base) <= _SHORT_WORD:
        return False
    if base in listed():
        return True
    if len(key) <= _SHORT_NAME:
        return False
    if base in first_names().names:
        return True
    return base in ambiguous() and (lang == "de" or not is_literal(word.lower(), "en"))


def _is_unknown(word: str, lang: str) -> bool:
    """Whether a word with a capital is in no dictionary; short ones in capitals are abbreviations."""
    if not word[0].isupper() or not word.isalpha() or (word.isupper() and len(word) <= _ACRONYM):
        return False
    return not is_word(word, lang) and not (word.isupper() and is_word(word.title(), lang))


def _is_made_of_name(word: str) -> bool:
    """Whether a word is a listed name with an initial behind it, and no word but in some other form.

    >>> [_is_made_of_name(word) for word in ("langern", "millers", "still", "locked")]
    [True, True, False, False]
    """
    if not (_SHORT_WORD + 1 < len(word) <= _LONGEST_LOGIN and word.islower() and word.isalpha()):
        return False
    if word.endswith(_VERB_ENDINGS) or is_technical(word) or word in contexts("name_places.determiners"):
        return False
    name = word[:-1]
    return (name in listed() or name in ambiguous()) and word not in {lemma(word, "de"), lemma(word, "en")}
