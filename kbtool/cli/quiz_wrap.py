"""Texts broken into lines that fit the terminal."""

import shutil
import textwrap

from kbtool.quiz.text import plain

_WIDEST, _NARROWEST = 100, 40


def wrapped(text: str, start: str = "") -> str:
    """Return a text broken into lines that fit, the later ones indented below the first."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    return textwrap.fill(
        " ".join(text.split()), max(width, _NARROWEST), initial_indent=start, subsequent_indent=" " * len(start)
    )


def wrapped_lines(text: str, start: str = "") -> str:
    """Return a text of several lines, such as a letter: each one is broken by itself, blank ones stay."""
    return "\n".join(wrapped(plain(line), start) for line in text.strip().splitlines())
