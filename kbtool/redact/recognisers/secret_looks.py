"""What a secret looks like, wherever it stands."""

import re

from kbtool.redact.folding import fold
from kbtool.redact.wordlist import is_any_word, is_technical

_SETTING = re.compile(r"[A-Z_]{3,}=")
_SIGNS = frozenset("@#$%&*+=~^!?§€|{}")
TRAILING = ".,;:)]}'*_"
LEAST_CODE = 4
_SHORTEST_MIXED = 5


def is_secret(text: str) -> bool:
    """Whether a word has the look of a password: digits among letters, signs, or capitals inside.

    >>> [is_secret(word) for word in ("Sommer24", "reGnmO", "pa$$wort", "Sommer", "WLAN", "E-Mail", "4711")]
    [True, True, True, False, False, False, True]
    """
    core = text.strip(TRAILING + "!?")
    if not core or "://" in text or _SETTING.match(text):
        return False
    digits = sum(char.isdigit() for char in core)
    if not any(char.isalpha() for char in core):
        return digits == len(core) >= LEAST_CODE
    if digits:
        return True
    if any(char in _SIGNS for char in core):
        return any(char.isalpha() for char in core) and not core.endswith("%")
    inner = core[1:]
    mixed = any(char.isupper() for char in inner) and any(char.islower() for char in core)
    return mixed and "-" not in core and "/" not in core and not is_any_word(core)


def is_product(text: str) -> bool:
    """Whether a value is rather the name of a product or standard with a number: Office365, WPA2, 2FA."""
    core = text.strip(TRAILING + "!?")
    return len(core) < _SHORTEST_MIXED or is_technical(fold(core).strip("0123456789"))


def is_mixed(text: str) -> bool:
    """Whether a value holds letters and digits."""
    core = text.strip(TRAILING)
    return any(char.isdigit() for char in core) and any(char.isalpha() for char in core)
