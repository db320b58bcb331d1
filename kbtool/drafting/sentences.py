"""Splitting text into sentences."""

import re

from kbtool.drafting import markup

# After these a full stop ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:z|d|u|i|o|v|s|e|g|p|a|b|h|B|R|A|U|S|bzw|ca|evtl|ggf|inkl|max|min|mind|vgl|usw|etc|Nr|No|Art|Abs|Abt|Std|Tel"
    r"|Dr|Prof|Hr|Fr|Mr|Mrs|Ms|St|vs|approx|incl|resp|sog|sogen|bspw|Bsp|zzgl|einschl|Jan|Feb|Aug|Sept|Okt|Nov|Dez|Oct|Dec)\.$"
    # A German ordinal: "am 5. November", "im 3. Stock".
    r"|\b(?:am|vom|bis|zum|der|die|das|den|dem|des|im|seit|ab|jede[nrs]?) \d{1,2}\.$"
)
_BREAK = re.compile(
    r"(?<=[.!?…])[\"”“')\]]*\s+(?=[\"“„'(\[]?[\w\ue000\ue003\ue005%+])|(?<=[.!?])(?=[A-ZÄÖÜ][a-zäöüß]+\s)"
)
# A straight quotation mark, not an inch mark as in 27".
_QUOTE = re.compile(r'(?<!\d)"')
_LONGEST_QUOTE = 300
_SHORT_LINE = 45
# A line of more characters is no prose; its rest is left out.
_LONGEST = 4_000


def split(text: str) -> list[str]:
    r"""Return the sentences of neutral text, each on one line.

    A line's end is a sentence's end where the line is short or ends like one.

    >>> split("Öffnen Sie z. B. Word. Drucken Sie dann die erste Seite des Dokuments und\nfalten sie.")
    ['Öffnen Sie z. B. Word.', 'Drucken Sie dann die erste Seite des Dokuments und falten sie.']
    """
    return [
        sentence for part in _lines(text) for sentence in _sentences(part) if markup.plain(sentence).strip()
    ]


def _lines(text: str) -> list[str]:
    """Join the lines a mail program has wrapped; keep those the writer has ended."""
    parts: list[str] = []
    length = 0
    for line in (line.strip() for line in text.splitlines()):
        if parts and line and _goes_on(parts[-1], length, line):
            parts[-1] += f" {line}"
        elif line:
            parts.append(line)
        length = len(line)
    return parts


def _goes_on(before: str, length: int, line: str) -> bool:
    if before[-1] in ".!?:":
        return False
    return line[0].islower() or before[-1] in "-–" or length > _SHORT_LINE


def _sentences(line: str) -> list[str]:
    found: list[str] = []
    start = 0
    line = line[:_LONGEST]
    for place in _BREAK.finditer(line):
        before = line[start : place.start()]
        following = line[place.end() : place.end() + 1]
        if (
            _ABBREVIATION.search(before)
            or _open(before)
            or (following.islower() and before.endswith(("…", "...")))
        ):
            continue
        found.append(line[start : place.end()].strip())
        start = place.end()
    return [*found, line[start:].strip()]


def _open(text: str) -> bool:
    """Return whether a mark or bracket opened in the text is still open."""
    if len(_QUOTE.findall(text)) % 2 and len(text) < _LONGEST_QUOTE:
        return True
    marks = (("(", ")"), (markup.LINK, markup.LINK_END), (markup.CODE, markup.CODE_END), ("„", "“"))
    return any(text.count(first) > text.count(last) for first, last in marks)
