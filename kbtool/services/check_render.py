"""Whether a text can be rendered in time."""

from collections.abc import Iterator

import markdown

from kbtool.model.article import Article
from kbtool.model.markdown import EXTENSIONS
from kbtool.model.problem import Problem
from kbtool.services.time_limit import RENDER_SECONDS, OutOfTime, limited

# Texts are slow where brackets open and do not close; 1,000 of them take a tenth of a second.
_OPENING = "[<"
_MANY = 1_000


def render_problems(item: Article) -> Iterator[Problem]:
    """Yield a problem where an article takes longer than the site waits for it.

    Only texts with suspiciously many brackets are tried: to render all would take as long as a build.
    """
    if sum(item.body.count(sign) for sign in _OPENING) < _MANY:
        return
    converter = markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs={name: dict(found) for name, found in EXTENSIONS.items()}
    )
    try:
        with limited(RENDER_SECONDS):
            converter.convert(item.body)
    except OutOfTime:
        yield render_slow(f"docs/{item.path}")


def render_failed(path: str) -> Problem:
    """Return the problem of a file on which the Markdown library fails."""
    message = "the text cannot be rendered"
    return Problem(
        path, 0, "render-failed", message, "look for odd runs of signs, and set them as code between fences"
    )


def render_slow(path: str) -> Problem:
    """Return the problem of a file whose text takes too long."""
    message = f"the text takes more than {RENDER_SECONDS:.0f} seconds to render"
    return Problem(
        path, 0, "render-slow", message, "set what is no prose as code between fences, or take it out"
    )
