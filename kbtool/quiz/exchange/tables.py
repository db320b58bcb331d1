"""CSV for spreadsheets: a row per question, texts in Markdown, cells that look like formulas made harmless."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kbtool.model.problem import Problem
from kbtool.quiz.exchange import labels, rich
from kbtool.quiz.exchange.record import Choice, Found, Question, key_problem, letter

_HEAD = ("id", "version", "type", "lang", "article", "topic", "level", "stem", "key")
_NEEDED = ("stem", "key", "option_a", "option_b")
_FEWEST = 4
# What starts a formula in Excel, LibreOffice or Google Sheets; the full-width forms count in Japanese settings.
_FORMULA = tuple("=+-@\t\r\n|%'＝＋－＠")
_FIELD_LIMIT = 2**24


def write(questions: Sequence[Question]) -> str:
    """Return questions as CSV with commas and a byte order mark, by which Excel knows UTF-8."""
    width = max([_FEWEST, *(len(asked.choices) for asked in questions)])
    columns = [*_HEAD, *(f"{name}_{letter(place)}" for place in range(width) for name in ("option", "why"))]
    out = io.StringIO()
    table = csv.DictWriter(out, [*columns, "explanation"], lineterminator="\r\n", restval="")
    table.writeheader()
    for asked in questions:
        table.writerow({key: safe(value) for key, value in _cells(asked).items()})
    return f"\ufeff{out.getvalue()}"


def _cells(asked: Question) -> dict[str, str]:
    cells = dict(label.split(":", 1) for label in labels.of(asked))
    cells |= {"id": asked.id, "stem": asked.stem, "key": letter(asked.key), "explanation": asked.explanation}
    for place, choice in enumerate(asked.choices):
        cells |= {f"option_{letter(place)}": choice.text, f"why_{letter(place)}": choice.why}
    return cells


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before such a start.

    >>> safe("=HYPERLINK(...)"), safe("größer"), plain("'-l"), plain("'tis")
    ("'=HYPERLINK(...)", 'größer', '-l', "'tis")
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """Return a cell as it was before `safe`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def read(text: str, path: str) -> Found:
    """Read a table; commas, semicolons and tabs between columns are told apart by its first line."""
    csv.field_size_limit(_FIELD_LIMIT)
    text = text.lstrip("\ufeff")
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        if missing:
            message = f"the columns {', '.join(missing)} are missing"
            hint = "export a table first: its columns are the ones to fill"
            return Found(problems=(Problem(path, 1, "quiz-import-broken", message, hint),))
        made = list(_read(rows, path))
    except csv.Error as error:
        message = f"not a table: {error}"
        return Found(problems=(Problem(path, rows.line_num, "quiz-import-broken", message),))
    return Found(
        tuple(one for one in made if isinstance(one, Question)),
        tuple(one for one in made if isinstance(one, Problem)),
    )


def _read(rows: "csv.DictReader[str]", path: str) -> Iterator[Question | Problem]:
    line = 2
    for row in rows:
        cells = {key: plain(value or "") for key, value in row.items() if isinstance(key, str)}
        if any(cell.strip() for cell in cells.values()):
            yield _question(cells, path, line)
        line = rows.line_num + 1


def _question(cells: Mapping[str, str], path: str, line: int) -> Question | Problem:
    named = [name for name in cells if name.startswith("option_") and cells[name].strip()]
    key = cells["key"].strip().casefold()
    choices = tuple(
        Choice(
            rich.tidy(cells[name]),
            rich.tidy(cells.get(name.replace("option", "why", 1), "")),
            is_key=name == f"option_{key}",
        )
        for name in named
    )
    wrong = key_problem(choices) or ("" if cells["stem"].strip() else "the question has no text")
    if wrong:
        hint = "write the letter of the right option into “key”"
        return Problem(path, line, "quiz-import-key", wrong, hint)
    made = Question(
        stem=rich.tidy(cells["stem"]),
        choices=choices,
        explanation=rich.tidy(cells.get("explanation", "")),
        id=cells.get("id", "").strip(),
        line=line,
    )
    return replace(made, **labels.read(f"{name}:{cells[name].strip()}" for name in _HEAD if cells.get(name)))
