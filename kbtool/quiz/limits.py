"""The thresholds of the item gate: the project's, and those of the generator, which are never looser."""

from dataclasses import replace

from kbtool.settings import Quiz as Limits

DEFAULT = Limits()


def generated(limits: Limits) -> Limits:
    """Return the thresholds for generated items.

    The generator has others to choose from, so it keeps its options further apart than people must.
    """
    return replace(limits, near_duplicate=min(limits.near_duplicate, 0.5))


__all__ = ["DEFAULT", "Limits", "generated"]
