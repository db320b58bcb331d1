"""What `kbtool review` prints without a conversation: decisions on words, and the report."""

from collections.abc import Mapping, Sequence

import click

from kbtool.cli import common
from kbtool.project import Project
from kbtool.services import privacy_report, review_words
from kbtool.services.privacy_report import Entry
from kbtool.services.review import Outcome
from kbtool.services.review_words import Decided, Decision
from kbtool.settings import Settings

_DONE = {
    Decision.ACCEPT: "may stand here",
    Decision.REDACT: "replaced by a placeholder",
    Decision.APPROVE: "may stand in every article",
}


def decide(
    project: Project,
    settings: Settings,
    names: Sequence[str],
    choices: Mapping[str, Sequence[str]],
    *,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Carry out the decisions of the options and say what became of each word."""
    wanted = [(Decision(name), word) for name, words in choices.items() for word in words]
    done = review_words.decide_all(
        project, settings, names, wanted, by=by, at=common.now().date(), dry_run=dry_run
    )
    if as_json:
        common.print_json(done)
        return
    for item in done:
        common.talk(_decided(item))


def _decided(item: Decided) -> str:
    return f"{item.id}: “{item.word}” {_DONE[item.decision]} ({common.plural(item.places, 'place')})."


def approvals(results: Sequence[Outcome], *, dry_run: bool, as_json: bool) -> None:
    """Say what was approved and what was refused, and what comes next."""
    if as_json:
        common.print_json(results)
        return
    for item in results:
        outcome = f"refused. {item.refused} {item.hint}" if item.refused else "approved"
        click.echo(f"{item.id}: {outcome}".rstrip())
    done = [item for item in results if not item.refused]
    common.talk(f"{'Would approve' if dry_run else 'Approved'} {len(done)} of {len(results)}.")
    if done and not dry_run:
        drafts = any(item.path.startswith(".kbtool/") for item in done)
        common.talk(f"Next: kbtool {'publish --all' if drafts else 'build'}")


def report(project: Project, settings: Settings, names: Sequence[str], *, as_json: bool) -> None:
    """Print what was redacted and what is open, draft by draft and overall."""
    found = privacy_report.report(project, settings, names)
    if as_json:
        common.print_json(found)
        return
    for item in found.items:
        gone = f", {common.plural(item.missing, 'ticket')} no longer in the store" if item.missing else ""
        click.echo(f"{item.id}{gone}")
        _sections(item.redacted, item.found, item.undecided, item.decided)
    click.echo(f"all of {common.plural(len(found.items), 'item')}")
    _sections(found.redacted, found.found, found.undecided, found.decided)


def _sections(*parts: tuple[Entry, ...]) -> None:
    names = ("redacted in its tickets", "personal data in its text", "to decide", "decided")
    for name, entries in zip(names, parts, strict=True):
        if entries:
            told = ", ".join(f"{entry.type} {entry.count} ({entry.rule})" for entry in entries)
            click.echo(f"  {name}: {told}")
