"""Words of letters and digits: which are public, and which look like nothing known."""

import re
from functools import lru_cache

from kbtool.redact.folding import fold
from kbtool.redact.wordlist import CAMEL, is_any_word, is_technical

_SHORTEST_MIX = 5
_PUBLIC_MIX = re.compile(
    r"0x[0-9a-f]+|(?:kb|aadsts|hresult|err|error|id|ora|ex|iso|din|en|iec|rfc|ieee)-?\d+|cve-\d+-\d+"
    r"|\d+(?:[a-zäöü]{1,2}|bits?|bytes?|[kmgt]i?bit|[kmg]hz|fach|uhr|min|sec|mah|dpi|rpm|fps)|\d{2}h\d"
    r"|[a-z]{1,4}\d{1,4}|[a-z]{1,3}\d{2,4}[a-z]{1,3}|[0-9a-f]{32,}",
    re.IGNORECASE,
)


def is_public_mix(word: str) -> bool:
    """Whether letters and digits are mixed as in codes of errors and updates, sizes, times and short models."""
    return _PUBLIC_MIX.fullmatch(word) is not None


@lru_cache(maxsize=65536)
def is_strange_mix(word: str) -> bool:
    """Whether letters and digits are mixed in a word as in no term, code of an error, size or time.

    >>> [is_strange_mix(word) for word in ("K7X92BB", "kHB4orJ3", "KB5034441", "Windows11", "64bit")]
    [True, True, False, False, False]
    """
    if len(word) < _SHORTEST_MIX or word.isalpha() or word.isdigit() or is_public_mix(word):
        return False
    parts = CAMEL.findall(word)
    return any(not (is_technical(fold(part)) or is_any_word(part)) for part in parts)
