"""`kbtool results`: import, report, export, delete, verify."""

from pathlib import Path

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS, EXIT_REJECTS
from kbtool.project import Project

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_ref = click.option(
    "--as", "ref", default="", metavar="REF", envvar="KBTOOL_TRAINEE", help="Whose; kept as a pseudonym."
)


@click.group()
def command() -> None:
    """Import, report, export and delete the results of quizzes."""


@command.command(name="import")
@click.argument("file", type=_file)
@_ref
@common.project_option
@common.dry_run_option
@common.json_option
@click.pass_context
def import_(
    ctx: click.Context, project: Project, file: Path, ref: str, *, dry_run: bool, as_json: bool
) -> None:
    """Take in the FILE that a trainee has saved on the quiz pages; again and again if you like.

    Answers to unknown items, with times in the future or otherwise impossible are rejected (exit code 3).
    """
    from kbtool.services import results_import

    settings = common.load_settings(project)
    now = common.now()
    with common.sitting(project, ref) as one:
        if not dry_run:
            common.purge_results(one.store, settings, now)
        report = results_import.read(
            project, settings, one.store, file, trainee=one.trainee, now=now, dry_run=dry_run
        )
    if as_json:
        common.print_json(report)
    else:
        for reject in report.rejects:
            click.echo(f"rejected  {reject.number}  {reject.item}: {reject.reason}")
    common.talk(
        f"{'Would be: ' if dry_run else ''}{report.read} read, {report.new} new, {report.known} known,"
        f" {report.expired} too old, {len(report.rejects)} rejected."
    )
    ctx.exit(EXIT_REJECTS if report.rejects else 0)


@command.command()
@click.argument("about", type=click.Choice(["trainee", "team", "article", "item"]))
@_ref
@common.project_option
@common.json_option
def report(project: Project, about: str, ref: str, *, as_json: bool) -> None:
    """Report on one TRAINEE, the TEAM, or on how well each ARTICLE or ITEM is understood.

    Nobody is ranked. Figures about several people need five of them.
    """
    from kbtool.cli import results_text
    from kbtool.services import results_report

    settings = common.load_settings(project)
    now = common.now()
    items = results_report.bank(project)
    found: object
    with common.sitting(project, ref) as one:
        common.purge_results(one.store, settings, now)
        if about == "trainee":
            mine = results_report.trainee(one.store, items, one.trainee, now=now)
            found, lines = mine, results_text.trainee(mine)
        elif about == "team":
            team = results_report.team(one.store, items, now=now)
            found, lines = team, results_text.team(team)
        elif about == "article":
            articles = results_report.by_article(one.store, items)
            found, lines = articles, results_text.articles(articles)
        else:
            questions = results_report.by_item(one.store, items)
            found, lines = questions, results_text.items(questions)
    if as_json:
        common.print_json(found)
    else:
        click.echo("\n".join(lines))


@command.command()
@_ref
@click.option("--everybody", is_flag=True, help="The answers of all trainees, under their pseudonyms.")
@common.project_option
def export(project: Project, ref: str, *, everybody: bool) -> None:
    """Print answers as JSON lines: one's own (or those of --as REF), or everybody's."""
    import json

    from kbtool.services import results_export

    with common.sitting(project, ref) as one:
        for record in results_export.records(one.store, "" if everybody else one.trainee):
            click.echo(json.dumps(record, ensure_ascii=False))


@command.command()
@click.option("--as", "ref", default="", metavar="REF", help="Everything of this person.")
@click.option("--older-than", type=click.IntRange(min=0), metavar="DAYS", help="All answers older than this.")
@click.option("--expired", is_flag=True, help="All answers older than the settings keep them.")
@common.clock_option
@common.project_option
@common.dry_run_option
def delete(
    project: Project,
    ref: str,
    older_than: int | None,
    *,
    expired: bool,
    clock_is_right: bool,
    dry_run: bool,
) -> None:
    """Delete results for good: those of one person, or old ones.

    Nothing is deleted for its age where the clock seems to have been set forward.
    """
    from kbtool.services import privacy, results_export
    from kbtool.services.results_export import Which

    settings = common.load_settings(project)
    if sum((bool(ref), older_than is not None, expired)) != 1:
        raise click.UsageError("Say what to delete: --as REF, --older-than DAYS, or --expired.")
    days = settings.training.retention_days if expired else older_than
    count = results_export.delete(
        project,
        privacy.database_url(),
        Which(ref, days),
        now=common.now(),
        dry_run=dry_run,
        clock_is_right=clock_is_right,
    )
    common.talk(f"{'Would delete' if dry_run else 'Deleted'} {common.plural(count, 'answer')}.")


@command.command()
@click.argument("file", type=_file)
@click.option("--as", "ref", default="", metavar="REF", help="Check too that it is this person's.")
@common.project_option
@common.json_option
@click.pass_context
def verify(ctx: click.Context, project: Project, file: Path, ref: str, *, as_json: bool) -> None:
    """Check the certificate in FILE: made by this project and not changed since (exit code 1 if not)."""
    from kbtool.services import quiz_exam

    found = quiz_exam.verify(project, file, ref=ref)
    data = found.data
    is_good = found.is_genuine and found.belongs is not False
    if as_json:
        common.print_json({"genuine": found.is_genuine, "belongs": found.belongs, "certificate": data})
    elif not found.is_genuine:
        click.echo("✗ Not genuine: changed, or made by another project.")
    elif found.belongs is False:
        click.echo(f"✗ Genuine, but not the certificate of “{ref}”.")
    else:
        result = "passed" if data["passed"] else "not passed"
        topic = data["topic"] or "all topics"
        score = f"{data['right']} of {data['asked']} right, {data['pass_mark']} % needed"
        click.echo(f"✓ Genuine: {topic}, form {data['form']}, {data['at'][:10]}: {result} ({score}).")
    ctx.exit(0 if is_good else EXIT_PROBLEMS)
