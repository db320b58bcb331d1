"""`kbtool quiz`: generate, lint, take, show; review, export and import stand in modules of their own."""

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kbtool.cli import common, quiz_exchange, quiz_review
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.model.quiz import Status
from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.quiz.positions import Positions
    from kbtool.quiz.solved import Result

_topic = click.option("--topic", default="", metavar="CATEGORY", help="Only this category.")
_lang = click.option("--lang", type=click.Choice(["de", "en"]), help="Only this language.")


@click.group()
def command() -> None:
    """Make quiz items of articles, check them, and take a quiz."""


@command.command()
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only this article; repeatable.")
@click.option("--empty", "show_empty", is_flag=True, help="List the slots that stay empty, and why.")
@common.project_option
@common.dry_run_option
@common.json_option
def generate(
    project: Project, articles: tuple[str, ...], *, show_empty: bool, dry_run: bool, as_json: bool
) -> None:
    """Fill the banks from articles and bring items up to date; what people edited stays."""
    from random import SystemRandom

    from kbtool.services import quiz_generate

    report = quiz_generate.generate(
        project, common.load_settings(project), rng=SystemRandom(), articles=articles, dry_run=dry_run
    )
    if as_json:
        common.print_json(report)
        return
    for made in report.made:
        click.echo(f"{made.change:<9} {made.id}  {made.slot}  ({made.status})")
    for refused in report.refused if show_empty else ():
        click.echo(f"empty     {refused.slot}: {', '.join(refused.reasons)}")
    counts = Counter(made.change.value for made in report.made)
    said = ", ".join(f"{count} {change}" for change, count in counts.items()) or "nothing to do"
    empty = common.plural(len(report.refused), "slot")
    common.talk(f"{'Would be: ' if dry_run else ''}{said}, {report.unchanged} unchanged, {empty} empty.")
    if report.refused and not show_empty:
        common.talk("Nothing good enough was found for these; --empty lists them.")
    if report.made and not dry_run:
        common.talk("Next: kbtool quiz lint, then read the drafts: kbtool quiz review")


@command.command()
@common.project_option
@common.json_option
@click.pass_context
def lint(ctx: click.Context, project: Project, *, as_json: bool) -> None:
    """Check every item by the gate and the whole bank by blind solvers."""
    from kbtool.services import quiz_lint

    report = quiz_lint.lint(project, common.load_settings(project))
    if as_json:
        common.print_json(report)
    else:
        for problem in report.errors:
            click.echo(f"{problem}")
        for problem in report.warnings:
            click.echo(f"warning: {problem}")
        if report.solvers:
            common.talk(_solver_table(report.solvers, report.positions))
        common.talk(
            f"{common.plural(report.items, 'item')}: {common.plural(len(report.errors), 'error')},"
            f" {common.plural(len(report.warnings), 'warning')}, {report.waived} waived."
        )
    ctx.exit(EXIT_PROBLEMS if report.errors else 0)


def _solver_table(results: "tuple[Result, ...]", positions: "tuple[Positions, ...]") -> str:
    """Return one line per solver with the share of keys it finds in each group of items, and the bounds."""
    groups = {result.group: result for result in results}
    cells = {(result.solver, result.group): result for result in results}
    lines = [f"{'Keys that blind solvers find':<30}" + "".join(f"{name:>10}" for name in groups)]
    for solver in dict.fromkeys(result.solver for result in results):
        row = [cells[solver, name] for name in groups]
        lines.append(
            f"  {solver:<28}" + "".join(f"{one.share:>9.0%}{'!' if one.is_over else ' '}" for one in row)
        )
    lines.append(f"  {'at most':<28}" + "".join(f"{one.bound:>9.0%} " for one in groups.values()))
    lines.append(f"  {'items':<28}" + "".join(f"{one.items:>9} " for one in groups.values()))
    lines.append(
        f"  {'even key positions, p':<28}"
        + "".join(f"{test.p:>9.2g}{'!' if test.is_uneven else ' '}" for test in positions)
    )
    return "\n".join(line.rstrip() for line in lines)


@command.command()
@_topic
@_lang
@click.option(
    "-n", "--n", "count", type=click.IntRange(min=1), default=10, show_default=True, help="How many items."
)
@click.option(
    "--as", "ref", default="", metavar="REF", envvar="KBTOOL_TRAINEE", help="Who answers; kept as a pseudonym."
)
@click.option(
    "--due", "only_due", is_flag=True, help="What is due by forgetting first, then what is new to you."
)
@click.option("--exam", is_flag=True, help="No feedback until the end, a pass mark, and a certificate.")
@click.option(
    "--form", type=click.Choice(["A", "B"]), help="Which exam; otherwise the one you took less often."
)
@click.option("--pass-mark", type=click.IntRange(1, 100), metavar="PERCENT", help="Instead of the setting.")
@click.option(
    "--certificate",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it is written.",
)
@click.option("--seed", type=int, help="Repeat a round: the same seed asks the same items in the same order.")
@common.project_option
@click.pass_context
def take(
    ctx: click.Context,
    project: Project,
    topic: str,
    lang: str | None,
    count: int,
    ref: str,
    *,
    only_due: bool,
    exam: bool,
    form: Literal["A", "B"] | None,
    pass_mark: int | None,
    certificate: Path | None,
    seed: int | None,
) -> None:
    """Answer questions, one key each, and learn at once why.

    Results are stored after every answer. Without --lang the questions are in the language of your system. An
    exam that is not passed ends with exit code 1.
    """
    from kbtool.cli import quiz_sittings
    from kbtool.services.quiz_take import Wish

    settings = common.load_settings(project)
    wish = Wish(topic, lang or "", _system_language(settings.languages), count)
    if exam:
        wanted = quiz_sittings.Exam(wish, form, pass_mark or settings.training.pass_mark, certificate)
        ctx.exit(quiz_sittings.exam(project, settings, wanted, ref=ref))
    if form or pass_mark or certificate:
        raise click.UsageError("--form, --pass-mark and --certificate belong to --exam.")
    quiz_sittings.practice(project, settings, wish, ref=ref, only_due=only_due, seed=seed)


@command.command()
@click.option(
    "--role",
    type=click.Choice(["new-agent", "second-level"]),
    default="new-agent",
    show_default=True,
    help="Who is trained.",
)
@_lang
@common.project_option
@common.json_option
def plan(
    project: Project, role: Literal["new-agent", "second-level"], lang: str | None, *, as_json: bool
) -> None:
    """Plan four weeks of training, the topics people ask most about first."""
    from kbtool.quiz.curriculum import in_language
    from kbtool.services import privacy, quiz_plan

    settings = common.load_settings(project)
    wanted = lang or _system_language(settings.languages)
    found = quiz_plan.plan(project, settings, privacy.database_url(), role=role, lang=wanted)
    if lang:
        found = in_language(found, lang)
    if as_json:
        common.print_json(found)
        return
    for week in found.weeks:
        names = [
            f"{settings.category_name(topic.topic, wanted)} ({common.plural(topic.tickets, 'ticket')},"
            f" {common.plural(topic.items, 'item')})"
            for topic in week.topics
        ]
        click.echo(f"Week {week.number}: {', '.join(names) or 'repetition'}")
        if week.new_a_day:
            click.echo(f"  {common.plural(week.new_a_day, 'new question')} a day, and what is due")
        for line in week.commands:
            click.echo(f"  {line}")
    for topic in found.without_items:
        common.talk(f"No reviewed items on {topic.topic or '-'} ({common.plural(topic.tickets, 'ticket')}).")
    if any(topic.tickets for week in found.weeks for topic in week.topics):
        common.talk(f"These topics are {found.share:.0%} of the tickets that articles answer.")
    else:
        common.talk("No ticket is linked to an article yet, so the topics are in the order of their names.")


def _system_language(languages: tuple[str, ...]) -> str:
    """Return the language of the user's system if the project has it, else the project's first one."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            wanted = os.environ[name][:2].lower()
            return wanted if wanted in languages else languages[0]
    return languages[0]


@command.command()
@click.argument("name", required=False, metavar="[ID]")
@_topic
@_lang
@click.option("--status", type=click.Choice([status.value for status in Status]), help="Only this status.")
@common.project_option
@common.json_option
def show(
    project: Project, name: str | None, topic: str, lang: str | None, status: str | None, *, as_json: bool
) -> None:
    """List the items, or show one with its answer, the reasons and the article."""
    from kbtool.services import quiz_show

    settings = common.load_settings(project)
    if name:
        shown = quiz_show.show(project, settings, name)
        if as_json:
            common.print_json(shown)
        else:
            from kbtool.cli import quiz_dialogue

            click.echo(quiz_dialogue.with_answer(shown))
        return
    items = quiz_show.listing(
        project, settings, topic=topic, lang=lang or "", status=Status(status) if status else None
    )
    if as_json:
        common.print_json(items)
        return
    for item in items:
        click.echo(f"{item.id}  {item.lang}  {item.type:<7} {item.status:<9} {item.topic:<12} {item.stem}")
    common.talk(f"{common.plural(len(items), 'item')}.")


command.add_command(quiz_review.command)
command.add_command(quiz_exchange.export)
command.add_command(quiz_exchange.import_)
