"""Nouns that German texts hardly have, though a dictionary has them: names in disguise."""

import re
from functools import lru_cache

from kbtool.redact.folding import fold
from kbtool.redact.wordlist import (
    ENDINGS,
    LATIN,
    is_compound,
    is_literal,
    is_technical,
    lemma,
    words,
)

_LAST_VOWEL = re.compile(r"(?:au|[aou])(?=[^aeiouäöü]*$)")
_UMLAUT = str.maketrans("aou", "äöü")
_SUFFIXES = tuple("ung heit keit schaft ion tät ik ismus ie chen lein tum nis".split())


@lru_cache(maxsize=65536)
def is_rare_noun(word: str) -> bool:
    """Whether German texts hardly have a noun: it is English and no usual loan, or has but one form.

    Dictionaries of English hold so many rare words that half of the short first names are among them.

    >>> [is_rare_noun(word) for word in ("Line", "Annabella", "Drucker", "Update", "Termine", "Basel")]
    [True, True, False, False, False, False]
    """
    lower = word.lower()
    if is_literal(lower, "de") or is_technical(fold(word)) or fold(word) in words("loan_words.txt"):
        return False
    title = lower.title()
    found = lemma(title, "de")
    if found is None:
        return is_literal(lower, "en") and not is_compound(lower, noun=True)
    return found == title and not _has_forms(title) and not is_compound(lower, noun=True)


def _has_forms(noun: str) -> bool:
    """Whether a dictionary has another form of a German noun, a plural perhaps; genitives do not count."""
    if noun.endswith(_SUFFIXES):
        return True  # many of these have no plural
    stems = (noun, noun[:-1], noun[:-2]) if noun.endswith(LATIN) else (noun,)
    forms = {stem + ending for stem in (*stems, _LAST_VOWEL.sub(_umlaut, noun)) for ending in ("", *ENDINGS)}
    return any(lemma(form, "de") == noun for form in forms - {noun})


def _umlaut(found: re.Match[str]) -> str:
    return found[0].translate(_UMLAUT)
