"""HTML that others wrote, as the Markdown of a bank; what kbtool cannot show becomes plain text."""

import html as entities
import re

from bs4.builder import ParserRejectedMarkup
from markdownify import markdownify

from kbtool.quiz.exchange import rich

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]+|#\d+);")
# What is not closed goes on to the end, so that looking for the end cannot take time again and again.
_UNWANTED = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)")
_OPEN = 50
_SHOWN = ["p", "div", "br", "strong", "b", "code", "pre", "img", "a", "li", "ul", "ol", "h1", "h2", "h3", "h4"]


def from_html(text: str, pictures: str = "") -> str:
    r"""Return HTML as Markdown: exactly where kbtool wrote it, as near as can be where others did.

    >>> from_html('<div>Wer <b>hilft</b>?<script>x()</script></div><p><i>IT</i>&nbsp;A &lt; B</p>')
    'Wer **hilft**?\n\nIT\xa0A < B'
    """
    own = rich.markdown(text, pictures)
    if own is not None:
        return own
    text = _UNWANTED.sub("", text)
    if text.rpartition(">")[2].count("<") > _OPEN:  # thousands of tags without an end take the parser minutes
        return rich.tidy(entities.unescape(text))
    try:
        made = _converted(text)
    except (RecursionError, ParserRejectedMarkup):  # nested deeper than any text needs, or half a declaration
        return rich.tidy(entities.unescape(_TAG.sub(" ", text)))
    lines = re.sub(r"(?m)^#+ (.*?) #+$", r"**\1**", made).replace("\\\n", "\n")
    return rich.tidy(lines.replace(f"]({pictures}", "](") if pictures else lines)


def _converted(text: str) -> str:
    return markdownify(
        text,
        convert=_SHOWN,
        bullets="-",
        heading_style="atx_closed",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        newline_style="backslash",
    )


def from_mixed(text: str) -> str:
    """Return text that may hold HTML, as Moodle's “auto-format” does, as Markdown.

    >>> from_mixed("1 < 2 & 3"), from_mixed("Taste <b>F5</b>")
    ('1 < 2 & 3', 'Taste **F5**')
    """
    if _TAG.search(text):
        return from_html(text.replace("\n", "<br>"))
    return rich.tidy(entities.unescape(text))
