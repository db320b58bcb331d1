"""`kbtool quiz review`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.model.quiz import Status
from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.services.quiz_desk import Desk
    from kbtool.services.quiz_review import Ruling
    from kbtool.settings import Settings

_STATUSES = [status.value for status in Status]


@click.command("review")
@click.argument("names", nargs=-1, metavar="[ID]…")
@click.option("--topic", default="", metavar="CATEGORY", help="Only this category.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Only this language.")
@click.option("--status", type=click.Choice(_STATUSES), help="These instead of drafts and stale ones.")
@click.option("--as", "by", default="", metavar="NAME", envvar="KBTOOL_REVIEWER", help="Who signs.")
@click.option("--accept", "verb", flag_value="accept", help="Accept the named items without showing them.")
@click.option("--lock", "verb", flag_value="lock", help="Accept them, and keep their words for good.")
@click.option("--reject", "verb", flag_value="reject", help="Retire them, and remember what was rejected.")
@click.option(
    "--scope",
    type=click.Choice(["question", "slot", "type"]),
    default="question",
    show_default=True,
    help="What --reject keeps away: this question, any about its phrasing or step, any of its type.",
)
@click.option("--why", default="", metavar="TEXT", help="The reason, for --reject.")
@common.project_option
@common.dry_run_option
@common.json_option
@click.pass_context
def command(
    ctx: click.Context,
    project: Project,
    names: tuple[str, ...],
    topic: str,
    lang: str | None,
    status: str | None,
    *,
    by: str,
    verb: str | None,
    scope: str,
    why: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Decide about items beside their articles, one key each; stale ones and drafts come first.

    Every decision is written at once and can be undone with “b”. With --dry-run or --json alone, what waits is
    only listed.
    """
    from kbtool.quiz.decide import Scope
    from kbtool.services import quiz_review
    from kbtool.services.quiz_desk import Desk

    settings = common.load_settings(project)
    if verb:
        if not names:
            raise click.UsageError(f"Name the items: kbtool quiz review ID… --{verb}")
        if verb != "reject" and not by:
            raise click.UsageError(f"Say who signs: --{verb} --as NAME.")
        ruling = quiz_review.Ruling(quiz_review.Verb(verb), by, Scope(scope), why)
        ctx.exit(_rule(project, settings, names, ruling, dry_run=dry_run, as_json=as_json))
    wish = quiz_review.Wish(names, topic, lang or "", Status(status) if status else None)
    desk = Desk(project, settings)
    found = quiz_review.waiting(desk, wish)
    if dry_run or as_json:
        _list(desk, found, as_json=as_json)
    elif not found:
        common.talk("Nothing waits for you here. “--status reviewed” shows what was accepted.")
    else:
        from kbtool.cli.quiz_review_dialogue import Dialogue

        common.talk(f"{common.plural(len(found), 'item')}. ? explains the keys.")
        Dialogue(desk, found, by).run()


def _rule(
    project: Project,
    settings: "Settings",
    names: Sequence[str],
    ruling: "Ruling",
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Decide about the named items; return the exit code."""
    from kbtool.services import quiz_review

    results = quiz_review.decide_all(project, settings, names, ruling, now=common.now(), dry_run=dry_run)
    if as_json:
        common.print_json(results)
    else:
        for item in results:
            outcome = f"refused. {item.refused} {item.hint}" if item.refused else item.status
            click.echo(f"{item.id}: {outcome}".rstrip())
        done = sum(not item.refused for item in results)
        common.talk(f"{'Would ' if dry_run else ''}{ruling.verb}: {done} of {len(results)}.")
        if done and not dry_run:
            common.talk(f"Next: kbtool quiz {'generate' if ruling.verb == 'reject' else 'lint'}")
    return EXIT_PROBLEMS if any(item.refused for item in results) else 0


def _list(desk: "Desk", names: Sequence[str], *, as_json: bool) -> None:
    """Print what waits, each item with what the gate finds and what has changed in its articles."""
    sheets = [desk.sheet(name) for name in names]
    if as_json:
        common.print_json([
            {
                "item": sheet.item,
                "findings": [[found.code, found.message, found.is_error] for found in sheet.findings],
                "changes": sheet.changes,
                "is_outdated": sheet.is_outdated,
            }
            for sheet in sheets
        ])  # fmt: skip
        return
    for sheet in sheets:
        item = sheet.item
        codes = ", ".join(found.code for found in sheet.findings)
        click.echo(f"{item.id}  {item.lang}  {item.type:<8} {item.status:<9} {item.topic:<12} {codes or '-'}")
    common.talk(f"{common.plural(len(sheets), 'item')} to review.")
