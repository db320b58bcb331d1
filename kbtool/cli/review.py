"""`kbtool review`."""

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project


@click.command()
@click.argument("names", nargs=-1, metavar="DRAFT|ARTICLE…")
@click.option("--all", "everything", is_flag=True, help="All drafts that are not approved yet.")
@click.option("--approve", is_flag=True, help="Approve the present words without opening the editor.")
@click.option("--as", "by", metavar="NAME", envvar="KBTOOL_REVIEWER", help="Who approves.")
@click.option("--accept-suspicions", is_flag=True, help="All words that look private may be published.")
@click.option(
    "--accept-word", "accepted", multiple=True, metavar="WORD", help="This word may stand where it stands."
)
@click.option(
    "--redact-word", "redacted", multiple=True, metavar="WORD", help="Put a placeholder for this word."
)
@click.option(
    "--approve-word", "approved", multiple=True, metavar="WORD", help="This word may stand in every article."
)
@click.option("--report", is_flag=True, help="Show types, rules and counts of what is private; no values.")
@common.project_option
@common.dry_run_option
@common.json_option
@click.pass_context
def command(
    ctx: click.Context,
    project: Project,
    names: tuple[str, ...],
    by: str | None,
    *,
    everything: bool,
    approve: bool,
    accept_suspicions: bool,
    accepted: tuple[str, ...],
    redacted: tuple[str, ...],
    approved: tuple[str, ...],
    report: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read, mend and approve drafts and articles.

    Without --approve each one is shown with its problems; you can edit it in $EDITOR and decide, word by word
    where something may be private. The options --…-word do the same in scripts, before an approval.
    """
    from kbtool.cli import review_text
    from kbtool.services import review

    if bool(names) == everything:
        raise click.UsageError("Name a draft or an article, or use --all for all open drafts.")
    settings = common.load_settings(project)
    if approve and not by:
        raise click.UsageError("Say who approves: --as NAME.")
    if report:
        review_text.report(project, settings, names, as_json=as_json)
        return
    choices = {"accept": accepted, "redact": redacted, "approve": approved}
    if any(choices.values()):
        review_text.decide(
            project, settings, names, choices, by=by or "", dry_run=dry_run, as_json=as_json and not approve
        )
    elif not approve:
        from kbtool.cli.review_dialogue import dialogue

        dialogue(project, settings, names, by)
    if not approve:
        return
    results = review.approve_all(
        project,
        settings,
        names,
        by=by or "",
        now=common.now(),
        accept_suspicions=accept_suspicions,
        dry_run=dry_run,
    )
    review_text.approvals(results, dry_run=dry_run, as_json=as_json)
    ctx.exit(EXIT_PROBLEMS if any(item.refused for item in results) else 0)
