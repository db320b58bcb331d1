"""`kbtool quiz export` and `kbtool quiz import`: items to and from other programs."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS, EXIT_REJECTS
from kbtool.model.quiz import ItemType
from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.services.quiz_export import Report
    from kbtool.services.quiz_import import Report as Imported

_WRITTEN = ["gift", "moodle-xml", "qti21", "scorm12", "anki", "csv", "xapi"]
_READ = ["gift", "moodle-xml", "csv", "toml"]


@click.command()
@click.option("--format", "kind", type=click.Choice(_WRITTEN), required=True, help="What the file is for.")
@click.option("--topic", default="", metavar="CATEGORY", help="Only this category.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="Only this language.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to write."
)
@common.project_option
@common.dry_run_option
@common.json_option
@click.pass_context
def export(
    ctx: click.Context,
    project: Project,
    *,
    kind: str,
    topic: str,
    lang: str | None,
    output: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write reviewed items for an LMS, Anki or a spreadsheet, or answers as xAPI statements.

    Without --output the file goes into the current folder. What is written is read again and compared.
    """
    from kbtool.services import privacy, quiz_export

    choice = quiz_export.Choice(topic, lang or "")
    target = output or Path.cwd() / quiz_export.ENDINGS[kind]
    settings = common.load_settings(project)
    if kind == quiz_export.STATEMENTS:
        url = privacy.database_url()
        report = quiz_export.statements(project, settings, url, target, choice=choice, dry_run=dry_run)
    else:
        report = quiz_export.export(
            project,
            settings,
            quiz_export.Format(kind),
            target,
            now=common.now(),
            choice=choice,
            dry_run=dry_run,
        )
    if as_json:
        common.print_json(report)
    else:
        _say_exported(report, dry_run=dry_run)
    ctx.exit(EXIT_PROBLEMS if report.problems else 0)


def _say_exported(report: "Report", *, dry_run: bool) -> None:
    for problem in report.problems:
        click.echo(f"{problem}")
    if report.problems:
        common.talk(f"{common.plural(len(report.problems), 'problem')}; nothing was written.")
        return
    what = common.plural(report.count, "answer" if report.format == "xapi" else "item")
    pictures = f" with {common.plural(report.pictures, 'picture')}" if report.pictures else ""
    if not dry_run:
        click.echo(report.path)
    common.talk(f"{'Would write' if dry_run else 'Wrote'} {what}{pictures}, read again and compared.")
    if report.drafts:
        common.talk("Nobody has reviewed these items yet.")


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(_READ), required=True, help="What wrote the file.")
@click.option("--article", default="", metavar="ID", help="The article of items that name none.")
@click.option("--topic", default="", metavar="CATEGORY", help="The category of items that name none.")
@click.option("--lang", type=click.Choice(["de", "en"]), help="The language of items that name none.")
@click.option(
    "--type",
    "item_type",
    type=click.Choice([kind.value for kind in ItemType]),
    default=ItemType.CAUSE.value,
    show_default=True,
    help="What items ask that do not say it.",
)
@common.project_option
@common.dry_run_option
@common.json_option
@click.pass_context
def import_(
    ctx: click.Context,
    project: Project,
    file: Path,
    *,
    kind: str,
    article: str,
    topic: str,
    lang: str | None,
    item_type: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take items from other programs into the banks as drafts, and judge them by the gate.

    Questions that kbtool cannot ask are reported. Taking a file again changes nothing.
    """
    from random import SystemRandom

    from kbtool.services import quiz_import
    from kbtool.services.quiz_settle import Defaults

    report = quiz_import.take(
        project,
        common.load_settings(project),
        quiz_import.Format(kind),
        file,
        rng=SystemRandom(),
        defaults=Defaults(article, topic, lang or "", ItemType(item_type)),
        dry_run=dry_run,
    )
    if as_json:
        common.print_json(report)
    else:
        _say_imported(report, dry_run=dry_run)
    ctx.exit(EXIT_REJECTS if report.rejects else EXIT_PROBLEMS if report.findings else 0)


def _say_imported(report: "Imported", *, dry_run: bool) -> None:
    for one in report.taken:
        click.echo(f"{one.fate:<9} {one.id}  {one.article}  {one.bank}")
    for problem in (*report.rejects, *report.findings):
        click.echo(f"{problem}")
    for problem in report.warnings:
        click.echo(f"warning: {problem}")
    counts = Counter(one.fate.value for one in report.taken)
    said = ", ".join(f"{count} {fate}" for fate, count in counts.items()) or "nothing taken"
    left = f"{common.plural(len(report.rejects), 'question')} left out"
    common.talk(
        f"{'Would be: ' if dry_run else ''}{said}, {left}, {common.plural(len(report.findings), 'flaw')}."
    )
    if report.files and not dry_run:
        common.talk("Next: kbtool quiz review, then kbtool quiz lint.")
