"""Lines of a text and, beside them, whether each is kept."""

from collections.abc import Iterator, Sequence


def drop(keep: list[bool], start: int, end: int) -> None:
    """Mark lines as cut."""
    keep[start:end] = [False] * (end - start)


def paragraphs(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where runs of lines that are not blank start and end."""
    first: int | None = None
    for number in range(start, end):
        if lines[number].strip():
            first = number if first is None else first
        elif first is not None:
            yield first, number
            first = None
    if first is not None:
        yield first, end


def runs(keep: Sequence[bool], *, wanted: bool, end: int) -> list[tuple[int, int]]:
    """Return where runs of kept (or of cut) lines before `end` start and end."""
    found: list[tuple[int, int]] = []
    for number, kept in enumerate(keep[:end]):
        if kept is wanted:
            if found and found[-1][1] == number:
                found[-1] = (found[-1][0], number + 1)
            else:
                found.append((number, number + 1))
    return found
