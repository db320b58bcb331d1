"""Texts broken into lines that fit the terminal."""

import shutil
import textwrap

_WIDEST, _NARROWEST = 100, 40


def wrapped(text: str, start: str = "") -> str:
    """Return a text broken into lines that fit, the later ones indented below the first."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    return textwrap.fill(
        " ".join(text.split()), max(width, _NARROWEST), initial_indent=start, subsequent_indent=" " * len(start)
    )
