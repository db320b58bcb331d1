"""The secret keys, and what is made with them: hashes that nobody can try values on, and seals.

The project's key lies in the project. That of the pseudonyms lies outside it, in the user's own folder of
settings: whoever has a copy of the project, its store or a backup cannot tell which answers are whose.
"""

import hmac
import os
import sys
from pathlib import Path

from kbtool.project import Project
from kbtool.store import keyfile

_LENGTH = 32


def secret(project: Project) -> bytes:
    """Return the 32 bytes of .kbtool/key, made on first use."""
    return keyfile.read_or_make(project.private / "key")


def pseudonym(project: Project, name: str) -> str:
    """Return the name somebody has in this project's results: the same each time, hiding who it is.

    It takes both keys, that of the project and that of the pseudonyms. Case and spaces around the name do not
    matter.
    """
    told = name.strip().casefold().encode("utf-8", "surrogatepass")
    key = hmac.digest(keyfile.read_or_make(pseudonym_key()), secret(project), "sha256")
    return hmac.new(key, b"pseudonym\x00" + told, "sha256").hexdigest()[:_LENGTH]


def missing(project: Project) -> tuple[Path, ...]:
    """Return the keys behind the pseudonyms that are not there; with new ones, earlier answers are nobody's."""
    return tuple(path for path in (project.private / "key", pseudonym_key()) if not path.exists())


def pseudonym_key() -> Path:
    """Return where the key of the pseudonyms lies: KBTOOL_PSEUDONYM_KEY, or the user's folder of settings."""
    if named := os.environ.get("KBTOOL_PSEUDONYM_KEY"):
        return Path(named)
    return _settings_folder() / "kbtool" / "pseudonyms.key"


def _settings_folder() -> Path:
    """Return the folder where this system's programs keep settings of a user."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def seal(project: Project, purpose: str, data: bytes) -> str:
    """Return the seal of data: only who has the project's key can make it; seals of two purposes differ."""
    return hmac.new(secret(project), purpose.encode() + b"\x00" + data, "sha256").hexdigest()


def is_sealed(project: Project, purpose: str, data: bytes, found: str) -> bool:
    """Return whether a seal is that of the data."""
    return hmac.compare_digest(seal(project, purpose, data).encode(), found.encode("utf-8", "surrogatepass"))
