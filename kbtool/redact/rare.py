"""Words of a dictionary that may be names: nouns that German texts hardly have, and short simple words."""

import re
from functools import lru_cache

from kbtool.redact.folding import fold
from kbtool.redact.wordlist import (
    ENDINGS,
    LATIN,
    contexts,
    first_names,
    is_compound,
    is_literal,
    is_technical,
    lemma,
    words,
)

_LONGEST, _SHORT, _SHORTEST = 12, 9, 3
_NO_NAMES = tuple("ung heit keit schaft ion tät ik ismus chen tum nis ment ness".split())
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


@lru_cache(maxsize=65536)
def may_be_name(word: str, key: str, *, short: bool = False) -> bool:
    """Whether an ordinary word is short and simple enough for a name: no compound, no role, no loan.

    What is `short` may look like a compound: "Adel-asia".

    >>> [may_be_name(word, word.lower()) for word in ("Kranz", "Neustart", "Rechnung", "Kollege", "Outlook")]
    [True, False, False, False, False]
    """
    if not (_SHORTEST <= len(word) <= _LONGEST and word.istitle() and word.isalpha()):
        return False
    is_term = is_technical(key) and key not in first_names().names
    small = lemma(word.lower(), "de")
    is_small = small is not None and (small == word.lower() or lemma(word, "de") != word)
    if word.endswith(_NO_NAMES) or is_term or is_usual(key) or is_small:
        return False
    return (short and len(word) <= _SHORT) or not is_compound(word.lower(), noun=True)


def is_usual(key: str) -> bool:
    """Whether a folded word is usual in tickets and names nobody: a role, a loan, a word of a greeting."""
    return any(key in words(name) for name in ("not_names.txt", "generic_names.txt", "loan_words.txt")) or any(
        key in contexts(name)
        for name in ("suspect.roles", "honorifics.roles", "suspect.function_words", "name_places.things")
    )
