"""A quiz item beside its article, as a person reads them who decides about it."""

import difflib
import re
import shutil
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kbtool.model.article import Article
from kbtool.model.quiz import Form, Item, Option
from kbtool.quiz.gate.look import article_of
from kbtool.quiz.shelf import Shelf
from kbtool.quiz.text import plain
from kbtool.quiz.traces import Change, Part, Passage, beside
from kbtool.services.quiz_desk import Sheet

# From so many columns on the article stands beside the item, otherwise above it.
WIDE = 120
_WIDEST, _NARROWEST = 180, 40
_HEIGHT = 25
# Blanks at the end of a line, before the codes that end a colour.
_BLANKS = re.compile(r" +((?:\x1b\[[0-9;]*m)*)$")
_MARGIN = 3
_HEADINGS = {
    Part.PHRASE: "As people put it",
    Part.PROBLEM: "Issue",
    Part.CAUSE: "Cause",
    Part.STEP: "Resolution",
    Part.DATA: "Ticket data",
}


def shown(sheet: Sheet, shelf: Shelf, width: int = 0) -> str:
    """Return an item, its article, what changed there and what the gate finds; 0 is the terminal's width."""
    columns = max(_NARROWEST, min(_WIDEST, width or shutil.get_terminal_size().columns))
    console = Console(
        width=columns,
        height=_HEIGHT,  # without it rich takes the width of a dumb terminal for 80
        force_terminal=True,
        color_system="standard",
        emoji=False,
        highlight=False,
        markup=False,
    )
    with console.capture() as captured:
        console.print(_side_by_side(sheet, shelf, is_wide=columns >= WIDE))
    return "\n".join(_BLANKS.sub(r"\1", line) for line in captured.get().splitlines())


def _side_by_side(sheet: Sheet, shelf: Shelf, *, is_wide: bool) -> RenderableType:
    left = Group(*_item(sheet.item, shelf), Text(), *_changes(sheet), *_findings(sheet))
    right = Group(*_article(sheet))
    if not is_wide:  # what is decided about stands nearest to the keys
        return Group(right, Text(), left)
    grid = Table.grid(expand=True, padding=(0, 3))
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    grid.add_row(left, right)
    return grid


def _item(item: Item, shelf: Shelf) -> Iterator[RenderableType]:
    facts = (item.id, item.type, item.lang, item.topic or "-", item.status, f"version {item.version}")
    yield Text("  ".join(str(fact) for fact in facts), style="cyan")
    yield Text(f"{item.path}:{item.line}", style="dim")
    yield Text()
    yield Text(plain(item.stem), style="bold")
    yield Text()
    for number, option in enumerate(item.options, start=1):
        yield from _option(item, option, number, shelf)
    for name, text in (("Model answer", item.model), ("Explanation", item.explanation)):
        if text:
            lines = [plain(line) for line in text.strip().splitlines()]
            yield Text(f"{name}: " + "\n".join(lines))
    if item.review:
        yield Text(f"Reviewed by {item.review.by} on {item.review.at.isoformat()}", style="dim")
    for code, reason in item.waive.items():
        yield Text(f"Waived: {code}, {reason}", style="dim")


def _option(item: Item, option: Option, number: int, shelf: Shelf) -> Iterator[RenderableType]:
    place = f"{number}." if item.form is Form.ORDER else "✓" if option.is_key else " "
    mark = f"{place} {option.id})"
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(mark), Text(plain(option.text), style="green" if option.is_key else ""))
    yield grid
    said = [Text(plain(option.why))] if option.why else []
    other = shelf.entries.get(article_of(option))
    if other is not None and other.id != item.article:
        said.append(Text(f"from “{other.article.title}” ({other.id})", style="dim"))
    yield Padding(Group(*said), (0, 0, 1, 5))


def _article(sheet: Sheet) -> Iterator[RenderableType]:
    article = sheet.article
    if article is None:
        yield Text(f"There is no article “{sheet.item.article}” any more.", style="red")
        return
    title, *passages = beside(sheet.item, article)
    yield _marked(title, article.title)
    yield Text(f"docs/{article.path}  {_state(article)}", style="dim")
    yield Text("The letters name the options made of a line, “?” the question.", style="dim")
    for part, found in groupby(passages, key=lambda passage: passage.part):
        yield Text()
        yield Text(_HEADINGS[part], style="underline")
        for passage in found:
            number = f"{passage.number}. " if part is Part.STEP else ""
            yield _marked(passage, number + plain(passage.text))


def _marked(passage: Passage, text: str) -> RenderableType:
    """Return a line of an article with what is made of it in the margin."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_MARGIN)
    is_bold = passage.uses or passage.part is Part.TITLE
    grid.add_row(Text("".join(passage.uses), style="cyan bold"), Text(text, style="bold" if is_bold else ""))
    return grid


def _state(article: Article) -> str:
    team = f", then {article.escalate_to}" if article.escalate_to else ""
    return f"{article.confidence}, level {article.level}{team}"


def _changes(sheet: Sheet) -> Iterator[RenderableType]:
    if not sheet.is_outdated and not sheet.changes:
        return
    if not sheet.changes:
        yield Text("Its articles have changed, but none of the words it quotes.", style="yellow")
        return
    said = "Differs from its articles as they are now"
    if sheet.item.is_edited:
        said += " (somebody edited the item, so a difference may be theirs)"
    yield Text(f"{said}:", style="yellow")
    for change in sheet.changes:
        yield Padding(_change(change), (0, 0, 0, 2))


def _change(change: Change) -> Text:
    text = Text(f"{change.what}: ")
    if not change.now:
        return text.append(f"[-{plain(change.was)}-]", style="red").append(" is gone from them")
    old, new = plain(change.was).split(), plain(change.now).split()
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            text.append(f"{' '.join(old[a:b])} ")
            continue
        if a < b:
            text.append(f"[-{' '.join(old[a:b])}-]", style="red").append(" ")
        if c < d:
            text.append(f"{{+{' '.join(new[c:d])}+}}", style="green").append(" ")
    return text


def _findings(sheet: Sheet) -> Iterator[RenderableType]:
    for finding in sheet.findings:
        mark, style = ("✗", "red") if finding.is_error else ("!", "yellow")
        warning = "" if finding.is_error else " (warning)"
        yield Text(f"{mark} {finding.code}{warning}: {finding.message}", style=style)
    if not sheet.findings:
        yield Text("The gate finds nothing.", style="green")
