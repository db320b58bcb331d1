"""Short names for files and ids."""

import re
import unicodedata

from kbtool.model.paths import is_device

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MAX_LENGTH = 60


def slug(text: str) -> str:
    """Return a text as lower-case ASCII words joined by hyphens, at most 60 characters.

    >>> slug("Drucker wird als „Offline“ angezeigt – Lösung"), slug("NUL")
    ('drucker-wird-als-offline-angezeigt-loesung', 'nul-page')
    """
    plain = unicodedata.normalize("NFKC", text).lower().translate(_GERMAN)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    while len("-".join(words)) > MAX_LENGTH and len(words) > 1:
        words.pop()
    name = "-".join(words)[:MAX_LENGTH]
    return f"{name}-page" if is_device(name) else name


def unused(name: str, taken: set[str]) -> str:
    """Return the name, or the name with the first free number.

    >>> unused("vpn", {"vpn", "vpn-2"})
    'vpn-3'
    """
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
