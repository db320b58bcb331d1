"""Reading CSV as it comes: byte order marks, cp1252, semicolons, unclosed quotation marks."""

import codecs
import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kbtool.errors import InputError, SettingsError
from kbtool.model.ticket_json import BadRecordError
from kbtool.sources.records import MAX_RECORD, open_file

_DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its first line in the file (from 1), its cells and bytes; `error` where it cannot be read."""

    line: int
    cells: Sequence[str]
    raw: bytes
    error: BadRecordError | None = None


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file whose delimiter is known; `header` are its columns, `skip` the lines before the header."""

    path: Path
    shown: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    skip: int

    def rows(self) -> Iterator[Row]:
        """Yield the records below the header, streaming; blank ones are left out."""
        with open_file(self.path, self.shown) as file:
            lines = _Lines(file, self.encoding)
            rows = _rows(lines, self.delimiter)
            for _ in range(self.skip + 1):
                next(rows, None)
            for row in rows:
                if row.error is not None or any(cell.strip() for cell in row.cells):
                    yield _checked(row, len(self.header))


def open_csv(path: Path, shown: str, *, delimiter: str, encoding: str, columns: Collection[str]) -> CsvFile:
    """Look at a file's first lines; the delimiter is the one that finds most of the mapped columns.

    Raises InputError for a file that is missing or empty, SettingsError for an unknown encoding.
    """
    _check_encoding(encoding, shown)
    candidates = [delimiter] if delimiter else list(_DELIMITERS)
    wanted = {column.casefold() for column in columns}
    best: tuple[int, int, CsvFile] | None = None
    for candidate in candidates:
        file = _with_delimiter(path, shown, candidate, encoding)
        found = len(wanted & {name.casefold() for name in file.header})
        if best is None or (found, len(file.header)) > best[:2]:
            best = (found, len(file.header), file)
    if best is None or not any(best[2].header):
        raise InputError(f"{shown} is empty.", hint="Its first line must name the columns.")
    return best[2]


def _check_encoding(encoding: str, shown: str) -> None:
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise SettingsError(
            f"{shown}: the encoding “{encoding}” is unknown.",
            hint="Leave “encoding:” out, or use utf-8 or cp1252.",
        ) from None


def _with_delimiter(path: Path, shown: str, delimiter: str, encoding: str) -> CsvFile:
    with open_file(path, shown) as file:
        lines = _Lines(file, encoding)
        first = next(iter(lines), "")
        # Excel's own mark, as in "sep=;"
        excel = first.strip().lower().startswith("sep=")
        if excel:
            delimiter = first.strip()[4:5] or delimiter
        else:
            file.seek(0)
            lines = _Lines(file, encoding)
        row = next(_rows(lines, delimiter), None)
    header = tuple(cell.strip().strip("\ufeff") for cell in row.cells) if row else ()
    return CsvFile(path, shown, encoding, delimiter, header, int(excel))


class _Lines:
    """The decoded lines of a file, with their number and the bytes taken since `taken` was emptied.

    Without a given encoding each line is UTF-8 or, where it is not, cp1252: files pasted together are both.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.number = 0
        self.taken: list[bytes] = []
        self.is_broken = False
        self.has_ended = False
        self._encoding = encoding
        start = file.read(4)
        file.seek(0)
        wide = start.startswith(_UTF16) or "16" in encoding or "32" in encoding
        self._lines: Iterator[bytes] = _wide_lines(file, encoding or "utf-16") if wide else iter(file)
        self._is_wide = wide

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.has_ended = True
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        text = self._decoded(line)
        return text.removeprefix("\ufeff") if self.number == 1 else text

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode("utf-8" if self._is_wide else self._encoding or "utf-8")
        except UnicodeDecodeError:
            if self._encoding:
                self.is_broken = True
            return line.decode("cp1252", "replace")


def _wide_lines(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Yield the lines of a file whose characters take two or four bytes, as UTF-8."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    while chunk := file.read(_CHUNK):
        *lines, rest = (rest + decoder.decode(chunk)).split("\n")
        yield from (f"{line}\n".encode("utf-8", "replace") for line in lines)
    if rest:
        yield rest.encode("utf-8", "replace")


def _rows(lines: _Lines, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_RECORD)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken, lines.is_broken = [], False
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            error = BadRecordError(
                "parse", f"not CSV: a cell of over {MAX_RECORD // 1024 // 1024} MB, or a stray mark"
            )
            yield Row(first, (), b"".join(lines.taken), error)
            continue
        yield Row(first, cells, b"".join(lines.taken), _defect(lines, first))


def _defect(lines: _Lines, first: int) -> BadRecordError | None:
    if lines.has_ended:
        return BadRecordError("parse", f"a quotation mark opened at line {first} or after is never closed")
    if lines.is_broken:
        return BadRecordError("decode", "the line does not have the encoding set in “encoding:”")
    return None


def _checked(row: Row, width: int) -> Row:
    """Return the row with as many cells as the header, or with the error that it has not."""
    cells = list(row.cells)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    error = row.error
    if error is None and len(cells) != width:
        error = BadRecordError("parse", f"{len(cells)} cells where the header has {width}")
    return Row(row.line, cells, row.raw, error)
