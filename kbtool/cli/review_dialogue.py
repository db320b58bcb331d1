"""The conversation of `kbtool review` with a person at a terminal."""

from collections.abc import Sequence
from pathlib import Path

import click

from kbtool.cli import common
from kbtool.errors import RefusedError
from kbtool.project import Project
from kbtool.services import drafts, privacy, review
from kbtool.services.review import Examined
from kbtool.settings import Settings

_CONTEXT = 40
_KEYS = "[a]pprove, [e]dit, approve and a[c]cept the suspicions, [s]kip, [q]uit"


def dialogue(project: Project, settings: Settings, names: Sequence[str], by: str | None) -> None:
    """Show each item with what is wrong, and let the person edit, approve or skip it."""
    examined, unreadable = review.examine_all(project, settings, names)
    for problem in unreadable:
        common.talk(str(problem))
    known = privacy.context(project, settings)
    for number, item in enumerate(examined, start=1):
        common.talk(f"\n({number} of {len(examined)}) {project.relative(item.opened.path)}")
        if not _decide(project, settings, item, known, by):
            return


def _decide(
    project: Project, settings: Settings, item: Examined, known: privacy.Context, by: str | None
) -> bool:
    """Ask until the item is approved or skipped; return whether to go on with the next."""
    while True:
        show(item)
        key = click.prompt(_KEYS, default="s", err=True).strip().lower()[:1]
        if key == "q":
            return False
        if key == "s":
            return True
        if key == "e":
            item = _edit(project, settings, item.opened.path, known)
        elif key in {"a", "c"}:
            by = by or click.prompt("Your name", err=True)
            try:
                review.approve(project, settings, item, by=by, now=common.now(), accept_suspicions=key == "c")
            except RefusedError as error:
                common.talk(f"Not approved: {error}")
                continue
            common.talk("Approved.")
            return True


def _edit(project: Project, settings: Settings, path: Path, known: privacy.Context) -> Examined:
    click.edit(filename=str(path), extension=".md")
    opened = drafts.open_item(project, settings, str(path))
    return review.examine(project, settings, opened, known)


def show(item: Examined) -> None:
    """Print the text, its problems and what may be private in it."""
    click.echo(item.opened.path.read_text(encoding="utf-8"))
    for problem in item.problems:
        common.talk(f"  problem: {problem}")
    for finding in item.private.findings:
        place = _around(item.private.text, finding.start, finding.end)
        common.talk(f"  personal data: {place} ({finding.type}, {finding.rule})")
    for suspicion in item.private.suspicions:
        common.talk(f"  may be private: {_around(item.private.text, suspicion.start, suspicion.end)}")
    if item.is_clean:
        common.talk("  No problems found.")


def _around(text: str, start: int, end: int) -> str:
    r"""Return a place of a text in brackets with what stands around it on its line.

    >>> _around("Titel\nFragen Sie Frau Grün im Haus.", 17, 26)
    'Fragen Sie [Frau Grün] im Haus.'
    """
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    return f"{before}[{text[start:end]}]{after}"
