"""One spelling for all the ways a name is written: case, umlauts, accents, genitives."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe"})
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "þ": "th"})
_UNFOLDED = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_SHORTEST_UNFOLDED = 5
_SHORTEST_BASE = 3
_ENDINGS = ("s", "ns", "ens", "x")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the form in which words are compared: lower case, ä as ae, ß as ss, other accents gone.

    >>> fold("MÜLLER-Weiß"), fold("José"), fold("Łukasz")
    ('mueller-weiss', 'jose', 'lukasz')
    """
    if word.isascii():
        return word.lower()
    lowered = unicodedata.normalize("NFC", word).casefold()
    return _without_accents(lowered.translate(_GERMAN))


@lru_cache(maxsize=65536)
def spellings(word: str) -> tuple[str, ...]:
    """Return all folded forms under which people write a name, the usual one first.

    An umlaut is written ä, ae or a; so a name given with ae is looked for with a, too.

    >>> spellings("Müller"), spellings("Goetz"), spellings("Bauer")
    (('mueller', 'muller'), ('goetz', 'gotz'), ('bauer',))
    """
    usual = fold(word)
    bare = _without_accents(unicodedata.normalize("NFC", word).casefold())
    return tuple(dict.fromkeys((usual, bare, _unfolded(usual))))


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.translate(_PLAIN))
    return "".join(char for char in apart if not unicodedata.combining(char)).replace("ß", "ss")


def _unfolded(key: str) -> str:
    if len(key) < _SHORTEST_UNFOLDED:
        return key
    for written, letter in _UNFOLDED:
        before, found, after = key.partition(written)
        if found and before and before[-1] not in "aeqo":
            return before + letter + after
    return key


def bases(key: str) -> Iterator[str]:
    """Yield a folded word and what it may be the genitive of.

    >>> list(bases("muellers")), list(bases("hansens"))
    (['muellers', 'mueller'], ['hansens', 'hansen', 'hanse', 'hans'])
    """
    yield key
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_BASE:
            yield key[: -len(ending)]
