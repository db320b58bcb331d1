"""Making patterns out of readable lists."""

import re


def any_of(listed: str) -> str:
    r"""Return a pattern for any of the alternatives in a list, which stand on lines or between " | ".

    >>> any_of('''
    ... thanks | thank you
    ... (?:vielen )?dank
    ... ''')
    '(?:thanks|thank you|(?:vielen )?dank)'
    """
    parts = [part for line in listed.splitlines() for part in line.strip().split(" | ") if part.strip()]
    return f"(?:{'|'.join(parts)})"


def whole(listed: str) -> re.Pattern[str]:
    """Return a pattern for any of the alternatives as whole words, in any case of letters."""
    return re.compile(rf"\b{any_of(listed)}\b", re.IGNORECASE)


def pattern(listed: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern for any of the alternatives between two others, in any case of letters."""
    return re.compile(before + any_of(listed) + after, re.IGNORECASE)
