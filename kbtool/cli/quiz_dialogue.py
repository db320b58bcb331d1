"""Quiz items as a terminal shows them, and the conversation of `kbtool quiz take`."""

import textwrap

from kbtool.quiz.text import plain
from kbtool.services.quiz_show import Shown

_WIDTH = 96


def with_answer(shown: Shown) -> str:
    """Return an item with its key, the reasons and the article, as a reviewer reads it."""
    item = shown.item
    head = f"{item.id}  version {item.version}  {item.type}  {item.lang}  {item.topic}  {item.status}"
    lines = [head, f"{item.path}:{item.line}", "", wrapped(plain(item.stem))]
    for option in item.options:
        mark = "*" if option.is_key else " "
        lines += [wrapped(plain(option.text), f"{mark} {option.id}) "), wrapped(option.why, "     ")]
    if item.explanation:
        lines += ["", wrapped(item.explanation)]
    lines += ["", f"Article: {item.article}" + (f" ({shown.article_path})" if shown.article_path else "")]
    if item.review:
        lines.append(f"Reviewed by {item.review.by} on {item.review.at.isoformat()}")
    return "\n".join(lines)


def wrapped(text: str, start: str = "") -> str:
    """Return a text broken into lines, the later ones indented below the first."""
    return textwrap.fill(
        " ".join(text.split()), _WIDTH, initial_indent=start, subsequent_indent=" " * len(start)
    )
