"""The seal of an index: proof that this user's kbtool wrote it, for this audience.

Whoosh's files are pickles, and unpickling runs whatever a file says. A project may come from anywhere with an
index in it, so an index is opened only when its seal, made with a key that lies outside every project, fits.
"""

import hashlib
import hmac
from pathlib import Path


def seal(folder: Path, key: bytes, label: str) -> str:
    """Return the keyed checksum (HMAC-SHA-256, hexadecimal) of a label and of all files of a folder."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    mac.update(_block(label.encode()))
    for path in sorted(folder.iterdir()):
        mac.update(_block(path.name.encode()))
        mac.update(_block(path.read_bytes()))
    return mac.hexdigest()


def _block(data: bytes) -> bytes:
    """Return data with its length before it, so that no two lists of blocks look the same."""
    return len(data).to_bytes(8, "big") + data


def fits(folder: Path, key: bytes, label: str, found: str) -> bool:
    """Return whether a folder, as it is now, has the given seal."""
    try:
        return hmac.compare_digest(seal(folder, key, label), found)
    except (OSError, TypeError):
        return False
