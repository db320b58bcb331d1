"""The written part of the pages made from the code: tests/docs/pages/*.md with `<!-- name -->` lines."""

import re
from pathlib import Path

PAGES = Path(__file__).with_name("pages")


def text(name: str) -> str:
    """Return a file beside the templates."""
    return (PAGES / name).read_text(encoding="utf-8")


def fill(name: str, **parts: str) -> str:
    """Return a template with each `<!-- name -->` line replaced by the part of this name.

    Raises KeyError for a part that is missing.
    """
    return re.sub(r"(?m)^<!-- (\w+) -->$", lambda mark: parts[mark[1]].strip("\n"), text(name))
