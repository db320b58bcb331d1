"""How large and how deep a text may be, so that reading it takes a moment whatever it says.

Markdown processors take time that grows with the square of a line's length or of the depth of lists and quotes.
"""

import re
from collections.abc import Iterator

from kbtool.model import markdown

MAX_BYTES = 64 * 1024
MAX_LINE = 5_000
MAX_NESTING = 20

_TAB = 4
_START = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")
_MARKER = re.compile(r">|[-*+.)][ \t]")

# Where no line matches, none is too much; that is so in nearly every article and takes a tenth of the time.
_SUSPECT = re.compile(rf"^(?:[ \t\d>*+.)-]{{{MAX_NESTING}}}|.{{{MAX_LINE}}})", re.MULTILINE)

Excess = tuple[int, str, str, str]


def excess(body: str) -> Iterator[Excess]:
    """Yield line, code, message and hint of what is too much in a text; code between fences is free."""
    if _SUSPECT.search(body) is None:
        return
    for number, line in markdown.prose(body):
        if len(line) > MAX_LINE:
            yield number, "line-long", f"the line has {len(line)} characters, more than {MAX_LINE}", "break it"
        levels = depth(line)
        if levels > MAX_NESTING:
            message = f"the line stands {levels} levels deep, more than {MAX_NESTING}"
            yield (
                number,
                "nesting-deep",
                message,
                "take quotes and lists apart, or set it as code between fences",
            )


def depth(line: str) -> int:
    """Return how many quotes, list items and steps of indentation a line opens with.

    >>> depth("> > text"), depth("- - 1. text"), depth("        text"), depth("a > b - c")
    (2, 3, 2, 0)
    """
    match = _START.match(line.rstrip())
    start = match[0] if match else ""
    spaces = len(start.expandtabs(_TAB)) - len(start.lstrip().expandtabs(_TAB))
    return spaces // _TAB + len(_MARKER.findall(start))
