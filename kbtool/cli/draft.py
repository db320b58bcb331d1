"""`kbtool draft`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kbtool.cli import common
from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.services.draft import Report


@click.command()
@click.argument("tickets", nargs=-1, metavar="TICKET…")
@click.option("--all", "everything", is_flag=True, help="Every solved ticket without an article.")
@click.option("--link", "links", is_flag=True, help="Record that the articles found answer the tickets.")
@click.option("--anyway", is_flag=True, help="Draft even where an article answers already.")
@click.option("--dismiss", is_flag=True, help="The named tickets get no draft; give a --reason.")
@click.option("--reason", metavar="TEXT", help="Why the tickets get no draft.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many drafts.")
@common.project_option
@common.dry_run_option
@common.json_option
def command(
    project: Project,
    tickets: tuple[str, ...],
    *,
    everything: bool,
    links: bool,
    anyway: bool,
    dismiss: bool,
    reason: str | None,
    limit: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Turn solved tickets into drafts, or show the article that answers already.

    Tickets of the same problem become one draft. Drafts lie in .kbtool/drafts; what a person has edited stays
    as it is.
    """
    from kbtool.services import draft

    if bool(tickets) == everything:
        raise click.UsageError("Name tickets such as rt:4711, or use --all for every solved one.")
    if dismiss:
        _dismiss(project, tickets, reason, dry_run=dry_run)
        return
    with _progress() as progress:
        report = draft.draft(
            project,
            common.load_settings(project),
            tickets,
            everything=everything,
            anyway=anyway,
            limit=limit,
            dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        common.print_json(report.drafts)
    else:
        _show(report, dry_run=dry_run)
    if links:
        count = draft.link(project, report, dry_run=dry_run)
        common.talk(f"{'Would link' if dry_run else 'Linked'} {common.plural(count, 'ticket')} to articles.")


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None] | None]:
    """Yield what shows how far it is, on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading tickets …") as status:
        yield lambda doing, count: status.update(f"{doing} … {count:,}")


def _dismiss(project: Project, tickets: tuple[str, ...], reason: str | None, *, dry_run: bool) -> None:
    from kbtool.services import draft

    if not tickets or not reason:
        raise click.UsageError(
            "Name the tickets and say why: kbtool draft rt:4711 --dismiss --reason “a test”."
        )
    done = draft.dismiss(project, tickets, reason=reason, now=common.now(), dry_run=dry_run)
    common.talk(f"{'Would dismiss' if dry_run else 'Dismissed'} {common.plural(len(done), 'ticket')}.")


def _show(report: "Report", *, dry_run: bool) -> None:
    for item in report.drafts:
        problems = f", {common.plural(len(item.problems), 'problem')}" if item.problems else ""
        kept = ", edited by a person and kept" if item.id in report.kept else ""
        count = common.plural(len(item.tickets), "ticket")
        click.echo(f"{item.path}  {item.lang}, {count}, confidence {item.confidence:.2f}{problems}{kept}")
    for found in report.instead:
        said = f"; new phrasing for its issue: “{found.phrasing}”" if found.phrasing else ""
        click.echo(f"{found.ref}  link instead: {found.article}{said}")
    common.talk(
        f"{'Would make' if dry_run else 'Made'} {common.plural(len(report.drafts), 'draft')}; "
        f"{common.plural(len(report.instead), 'ticket')} answered by an article, "
        f"{len(report.unanswered)} without an answer."
    )
    if report.instead:
        common.talk("Record the links: add --link. Draft all the same: add --anyway.")
    if report.drafts and not dry_run:
        common.talk("Next: kbtool review --all")
