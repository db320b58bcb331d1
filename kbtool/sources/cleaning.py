"""Cutting quoted replies, signatures and footers from a mail's plain text; in doubt the text stays.

Line based and linear: libraries for this hang on some input, see docs/project/decisions. What is cut is handed
back too, so a reviewer can look at it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kbtool.sources import closings
from kbtool.sources import mail_marks as marks
from kbtool.sources.line_runs import drop, runs

MAX_CHARACTERS = 64 * 1024
MAX_LINES = 2000
_SALUTATION = 50
_MAX_HEADS = 20
_SHORT_QUOTE = 3


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text and the parts cut from it, in their order."""

    text: str
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Quote:
    """A run of quoted lines; `head` is where its attribution starts (`start` where it has none)."""

    head: int
    start: int
    end: int

    @property
    def is_attributed(self) -> bool:
        return self.head < self.start


def clean(body: str, *, keep_quotes: bool = False, author: str = "") -> Cleaned:
    """Return what the author of a mail wrote.

    Where the author's name stands alone near the end, a signature starts. `keep_quotes` leaves quoted and
    forwarded mail in, for the first mail of a ticket that hands one on. Where nothing would be left, the whole
    text stays. Text beyond 64 kB or 2,000 lines is cut.
    """
    lines, rest = _capped(body)
    keep = _kept(_masked(lines), author, keep_quotes=keep_quotes)
    if not any(line.strip() and kept for line, kept in zip(lines, keep, strict=True)):
        keep = [True] * len(lines)
    dropped = ["\n".join(lines[a:b]).strip("\n") for a, b in runs(keep, wanted=False, end=len(keep))]
    if rest:
        dropped.append(f"[{rest} more characters, over the limit]")
    return Cleaned(_joined(lines, keep), tuple(part for part in dropped if part.strip()))


def _capped(body: str) -> tuple[list[str], int]:
    """Return the lines within the limits and the number of characters beyond them."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    lines = text[:MAX_CHARACTERS].split("\n")[:MAX_LINES]
    taken = sum(map(len, lines)) + len(lines) - 1
    return lines, len(text) - taken


def _masked(lines: Sequence[str]) -> list[str]:
    """Return the lines with those of code fences as one sentence, so that nothing is recognised in them."""
    masked = list(lines)
    fences = [number for number, line in enumerate(lines) if line.lstrip()[:3] in {"```", "~~~"}]
    for start, end in zip(fences[::2], fences[1::2], strict=False):
        masked[start : end + 1] = ["This is code and no mail."] * (end + 1 - start)
    return masked


def _kept(lines: Sequence[str], author: str, *, keep_quotes: bool) -> list[bool]:
    """Return for each line whether it stays."""
    keep = [True] * len(lines)
    end = _forwarded(lines)
    if not keep_quotes:
        end = _cut_original(lines, keep, end)
        _cut_quotes(lines, keep, end)
    for start, stop in runs(keep, wanted=True, end=end):
        closings.cut(lines, keep, start, stop, author)
    return keep


def _forwarded(lines: Sequence[str]) -> int:
    """Return where a forwarded mail starts; what follows is content."""
    return next((number for number, line in enumerate(lines) if marks.starts_forwarded(line)), len(lines))


def _cut_original(lines: Sequence[str], keep: list[bool], end: int) -> int:
    """Cut the copy of the answered mail below the reply, where it has no quote marks; return where text ends.

    With no own text above it, an attribution is cut alone (the answer stands below), a copied header stays
    (a mail handed on).
    """
    heads = ((number, head) for number in range(end) if (head := _original_head(lines, number)) is not None)
    for number, head in islice(heads, _MAX_HEADS):
        own = _own_text(lines, keep, head)
        if own and not marks.points_below(own):
            keep[head:end] = [False] * (end - head)
            return head
        if marks.starts_original(lines[number]) or marks.starts_header(lines, number):
            return number
        keep[head : number + 1] = [False] * (number + 1 - head)
    return end


def _original_head(lines: Sequence[str], number: int) -> int | None:
    """Return the first line of what introduces an unmarked copy at a line, or None."""
    line = lines[number]
    if len(line) > marks.MAX_LINE or marks.is_quote(line):
        return None
    if marks.starts_original(line) or marks.starts_header(lines, number):
        return number
    if _quote_follows(lines, number):
        return None
    count = marks.attribution(lines, number, quoted=False)
    return number + 1 - count if count else None


def _quote_follows(lines: Sequence[str], number: int) -> bool:
    following = (line for line in lines[number + 1 : number + 4] if line.strip())
    return marks.is_quote(next(following, ""))


def _own_text(lines: Sequence[str], keep: Sequence[bool], end: int) -> list[str]:
    """Return the lines above that the author may have written: no quotes, closings or footers."""
    left = list(keep[:end])
    for start, stop in runs(left, wanted=True, end=end):
        closings.cut(lines, left, start, stop)
    return [
        line
        for line, kept in zip(lines, left, strict=False)
        if kept and line.strip() and not marks.is_quote(line)
    ]


def _cut_quotes(lines: Sequence[str], keep: list[bool], end: int) -> None:
    """Cut a quote above or below the answer; with answers between quotes, the quotes stay."""
    quotes = list(_quotes(lines, keep, end))
    if not quotes or not _own_text(_blanked(lines, quotes), keep, end):
        return
    last = quotes[-1]
    below = _own_text(_blanked(lines, quotes)[last.end : end], keep[last.end : end], end - last.end)
    if not below and not _is_introduced(lines, last):
        drop(keep, last.head, last.end)
        quotes.pop()
    for quote in quotes:
        above = len(quotes) == 1 and quote.is_attributed and _is_salutation(_own_text(lines, keep, quote.head))
        drop(keep, quote.head, quote.end if above else quote.start)


def _is_salutation(lines: Sequence[str]) -> bool:
    """Return whether a text is empty or a mere "Hallo Frau Süß,"."""
    return not lines or (
        len(lines) == 1 and len(lines[0]) < _SALUTATION and lines[0].rstrip().endswith((",", "!"))
    )


def _blanked(lines: Sequence[str], quotes: Sequence[_Quote]) -> list[str]:
    """Return the lines with quotes and attributions emptied."""
    left = list(lines)
    for quote in quotes:
        left[quote.head : quote.end] = [""] * (quote.end - quote.head)
    return left


def _is_introduced(lines: Sequence[str], quote: _Quote) -> bool:
    """Return whether the author may quote on purpose: "The program says:" and marked lines, or only a few."""
    if quote.is_attributed:
        return False
    above = next((line for line in reversed(lines[max(0, quote.start - 3) : quote.start]) if line.strip()), "")
    prompts = all(line.lstrip().startswith(">>> ") for line in lines[quote.start : quote.end])
    return above.rstrip().endswith(":") or quote.end - quote.start < _SHORT_QUOTE or prompts


def _quotes(lines: Sequence[str], keep: Sequence[bool], end: int) -> Iterator[_Quote]:
    """Yield the runs of quoted lines; blank lines inside a run belong to it."""
    number = 0
    while number < end:
        if not (keep[number] and marks.is_quote(lines[number])):
            number += 1
            continue
        start = number
        stop = number
        while number < end and (marks.is_quote(lines[number]) or not lines[number].strip()):
            number += 1
            stop = number if marks.is_quote(lines[number - 1]) else stop
        inside = _attribution_inside(lines, start, stop)
        yield _Quote(start if inside else _attribution_above(lines, start), start + inside, stop)


def _attribution_inside(lines: Sequence[str], start: int, stop: int) -> int:
    """Return the number of quoted lines that hold the attribution, as Apple's mail does it."""
    for count in range(1, min(_SHORT_QUOTE, stop - start - 1) + 1):
        if marks.attribution(lines[start:stop], count - 1, quoted=True) == count:
            return count
    return 0


def _attribution_above(lines: Sequence[str], start: int) -> int:
    """Return where the attribution above a quote starts; it may reach into the quote's first marked line."""
    if start + 1 < len(lines) and lines[start].rstrip().endswith(":"):
        count = marks.attribution(lines, start, quoted=True)
        if count > 1:
            return start + 1 - count
    place = start - 1
    while place >= 0 and place >= start - 3 and not lines[place].strip():
        place -= 1
    count = marks.attribution(lines, place, quoted=True) if place >= 0 else 0
    return place + 1 - count if count else start


def _joined(lines: Sequence[str], keep: Sequence[bool]) -> str:
    """Return the kept lines, with one blank line where something was cut."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        if keep[number]:
            gap = number > 0 and not keep[number - 1] and kept
            if gap and kept[-1].strip() and line.strip():
                kept.append("")
            if not (gap and not kept[-1].strip() and not line.strip()):
                kept.append(line)
    return "\n".join(kept).strip("\n").rstrip()
