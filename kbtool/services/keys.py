"""The project's secret key, and what is made with it: hashes that nobody can try values on."""

import hmac

from kbtool.project import Project
from kbtool.store import keyfile

_LENGTH = 32


def secret(project: Project) -> bytes:
    """Return the 32 bytes of .kbtool/key, made on first use."""
    return keyfile.read_or_make(project.private / "key")


def pseudonym(project: Project, name: str) -> str:
    """Return the name somebody has in this project's results: the same each time, hiding who it is.

    Case and spaces around the name do not matter.
    """
    told = name.strip().casefold().encode("utf-8", "surrogatepass")
    return hmac.new(secret(project), b"pseudonym\x00" + told, "sha256").hexdigest()[:_LENGTH]
