"""Cutting what stands around the words of a mail: signatures, footers, disclaimers, warnings of gateways."""

from collections.abc import Sequence

from kbtool.sources import mail_marks as marks
from kbtool.sources.line_runs import drop, paragraphs

_MAX_SIGNATURE = 60


def cut(lines: Sequence[str], keep: list[bool], start: int, end: int, author: str = "") -> None:
    """Cut signatures, footers, disclaimers and warnings of mail gateways from a run of lines."""
    first = next(paragraphs(lines, start, end), None)
    if first is not None and marks.is_banner(lines[slice(*first)]):
        drop(keep, *first)
        start = first[1]
    end = _cut_footers(lines, keep, start, end)
    number = start
    while number < end:
        stop = _signature_end(lines, number, end, author)
        drop(keep, number, stop)
        number = max(stop, number + 1)
    while end > start and (not keep[end - 1] or marks.is_rule(lines[end - 1])):
        keep[end - 1] = False
        end -= 1


def _cut_footers(lines: Sequence[str], keep: list[bool], start: int, end: int) -> int:
    """Cut footers and disclaimers from the end of a run of lines; return its new end."""
    found = list(paragraphs(lines, start, end))
    while found:
        first, last = found.pop()
        kept = first if marks.is_legal(lines[first:last]) else last
        while kept > first and (marks.is_footer(lines[kept - 1]) or marks.is_rule(lines[kept - 1])):
            kept -= 1
        drop(keep, kept, end)
        end = kept
        if kept > first:
            break
    return end


def _signature_end(lines: Sequence[str], start: int, end: int, author: str) -> int:
    """Return where the signature that starts at a line ends; `start` where none does."""
    strict = marks.is_delimiter(lines[start])
    signed = not strict and marks.is_own_name(lines, start, author)
    if not (strict or signed or marks.is_greeting(lines, start)):
        return start
    stop = start + 1
    for first, last in paragraphs(lines, start + 1, min(end, start + _MAX_SIGNATURE)):
        if not _is_signature(lines[first:last], strict=strict):
            # A name alone proves little: all that follows must look like a signature too.
            return start if signed and not marks.is_postscript(lines[first]) else stop
        stop = last
    return stop


def _is_signature(paragraph: Sequence[str], *, strict: bool) -> bool:
    """Return whether a paragraph is still signature; below a "-- " (`strict`) it may hold sentences."""
    if marks.is_legal(paragraph):
        return True
    if marks.is_postscript(paragraph[0]) or len(paragraph) > marks.MAX_SIGNATURE_LINES:
        return False
    return strict or not any(map(marks.is_prose, paragraph))
