"""CSV for spreadsheets: a row per question, texts in Markdown, cells that look like formulas made harmless."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from kbtool.model.problem import Problem
from kbtool.model.quiz import Form, ItemType
from kbtool.quiz.exchange import labels, rich
from kbtool.quiz.exchange.record import Choice, Found, Question, key_problem, labelled, letter, line

_HEAD = ("id", "version", "type", "lang", "article", "topic", "level", "form", "stem", "key")
_NEEDED = ("stem", "key", "option_a")
_FEWEST = 4
_BETWEEN = " "
# What starts a formula in Excel, LibreOffice or Google Sheets; the full-width forms count in Japanese settings.
_FORMULA = tuple("=+-@\t\r\n|%'＝＋－＠")
_FIELD_LIMIT = 2**24


def write(questions: Sequence[Question]) -> str:
    """Return questions as CSV with commas and a byte order mark, by which Excel knows UTF-8."""
    width = max([_FEWEST, *(len(asked.choices) for asked in questions)])
    columns = [*_HEAD, *(f"{name}_{letter(place)}" for place in range(width) for name in ("option", "why"))]
    out = io.StringIO()
    table = csv.DictWriter(out, [*columns, "model", "explanation"], lineterminator="\r\n", restval="")
    table.writeheader()
    for asked in questions:
        table.writerow({key: safe(value) for key, value in _cells(asked).items()})
    return f"\ufeff{out.getvalue()}"


def _cells(asked: Question) -> dict[str, str]:
    cells = dict(label.split(":", 1) for label in labels.of(asked))
    cells |= {"id": asked.id, "form": asked.form.value, "stem": asked.stem, "key": _key(asked)}
    cells |= {"model": asked.model, "explanation": asked.explanation}
    for place, choice in enumerate(asked.choices):
        cells |= {f"option_{letter(place)}": choice.text, f"why_{letter(place)}": choice.why}
    return cells


def _key(asked: Question) -> str:
    """Return the letters of the right options; steps stand in their right order, so they are all named.

    Of accepted texts and points of a checklist every one is right, so the cell stays empty.
    """
    if asked.form in {Form.TYPED, Form.WRITTEN}:
        return ""
    return _BETWEEN.join(
        letter(place) for place, one in enumerate(asked.choices) if one.is_key or asked.form is Form.ORDER
    )


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
    place = 2
    for row in rows:
        cells = {key: plain(value or "") for key, value in row.items() if isinstance(key, str)}
        if any(cell.strip() for cell in cells.values()):
            yield _question(cells, path, place)
        place = rows.line_num + 1


def _question(cells: Mapping[str, str], path: str, row: int) -> Question | Problem:
    said = labels.read(f"{name}:{cells[name].strip()}" for name in _HEAD if cells.get(name))
    keys = cells["key"].replace(",", " ").replace(";", " ").casefold().split()
    form = _form(cells.get("form", ""), said.get("type"), keys)
    if form is None:
        message = f"“form” cannot be “{cells['form'].strip()}”"
        hint = f"use one of: {', '.join(Form)}"
        return Problem(path, row, "quiz-import-broken", message, hint)
    made = Question(
        stem=rich.tidy(cells["stem"]),
        choices=tuple(_choices(cells, form, keys)),
        explanation=rich.tidy(cells.get("explanation", "")),
        id=cells.get("id", "").strip(),
        form=form,
        model=rich.tidy(cells.get("model", "")) if form is Form.WRITTEN else "",
        line=row,
    )
    wrong = _unknown(made, keys) or key_problem(made) or ("" if made.stem else "the question has no text")
    if wrong:
        hint = "write the letters of the right options into “key”, of steps in their order"
        return Problem(path, row, "quiz-import-key", wrong, hint)
    return labelled(made, said)


def _form(said: str, kind: ItemType | None, keys: Sequence[str]) -> Form | None:
    """Return how a row is answered: as it says, as its type is, or by its number of keys; None for a slip."""
    said = said.strip().casefold()
    if said:
        return Form(said) if said in set(Form) else None
    if kind is not None:
        return kind.form
    return Form.SEVERAL if len(keys) > 1 else Form.ONE


def _choices(cells: Mapping[str, str], form: Form, keys: Sequence[str]) -> Iterator[Choice]:
    """Yield the options that are filled in, steps in the order of the keys if there are any."""
    letters = [name.removeprefix("option_") for name in cells if name.startswith("option_")]
    filled = [one for one in letters if cells[f"option_{one}"].strip()]
    if form is Form.ORDER and keys:
        filled.sort(key=lambda one: keys.index(one) if one in keys else len(keys))
    for one in filled:
        text = cells[f"option_{one}"]
        yield Choice(
            line(text) if form is Form.TYPED else rich.tidy(text),
            rich.tidy(cells.get(f"why_{one}", "")),
            is_key=form in {Form.TYPED, Form.WRITTEN} or (form is not Form.ORDER and one in keys),
        )


def _unknown(made: Question, keys: Sequence[str]) -> str:
    """Return a complaint about keys that do not fit the options."""
    is_ordered = made.form is Form.ORDER and bool(keys)
    if len(set(keys)) < len(keys) or (is_ordered and len(keys) != len(made.choices)):
        return "“key” must have each letter once"
    if made.form in {Form.ONE, Form.SEVERAL} and len(keys) != sum(choice.is_key for choice in made.choices):
        return "“key” names an option that is not there"
    return ""
