"""Exceptions for what cannot go on; problems of content are data (`kbtool.model.problem`)."""

from collections.abc import Iterable
from difflib import get_close_matches


class KbError(Exception):
    """The request cannot be carried out."""

    def __init__(self, message: str = "", *, hint: str = "") -> None:
        """Say what happened and, in `hint`, the next thing to do."""
        super().__init__(message or type(self).__doc__ or "")
        self.hint = hint


class NoProjectError(KbError):
    """There is no mkdocs.yml here or in a folder above."""


class SettingsError(KbError):
    """A setting in mkdocs.yml is wrong."""


class InputError(KbError):
    """An input cannot be read."""


class UnknownNameError(KbError):
    """There is nothing of this name."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, hint: str = "") -> None:
        """Name the unknown thing and suggest the closest known ones."""
        super().__init__(f"There is no {kind} “{name}”.", hint=suggestion(name, known) or hint)


class BusyError(KbError):
    """Another kbtool is at work in this project."""


class StoreError(KbError):
    """The store cannot be read or written."""


class ClockError(KbError):
    """The clock cannot be right."""


class RefusedError(KbError):
    """A gate is closed: publishing this would break a promise."""


def suggestion(name: str, known: Iterable[str], *, cutoff: float = 0.5) -> str:
    """Return "Did you mean …?" with up to three close matches, or an empty string.

    `cutoff` is the least similarity, between 0 and 1.

    >>> suggestion("printin", ["printing", "email"])
    'Did you mean “printing”?'
    """
    names = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(name.casefold(), names, n=3, cutoff=cutoff)
    if not close:
        return ""
    return "Did you mean " + " or ".join(f"“{names[match]}”" for match in close) + "?"
