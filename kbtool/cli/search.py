"""`kbtool search`."""

import click

from kbtool.cli import common
from kbtool.cli.main import EXIT_PROBLEMS
from kbtool.project import Project


@click.command()
@click.argument("words", metavar="QUERY...", nargs=-1, required=True)
@click.option("--lang", metavar="LANG", help="Only articles of this language: de or en.")
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    default="internal",
    show_default=True,
    help="public: only what customers may read.",
)
@click.option("-n", "limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many.")
@common.project_option
@common.json_option
@click.pass_context
def command(
    ctx: click.Context,
    project: Project,
    words: tuple[str, ...],
    lang: str | None,
    audience: str,
    limit: int,
    *,
    as_json: bool,
) -> None:
    """Find articles by plain words, typing errors included; exit code 1 where nothing fits."""
    from kbtool.services.search import search

    settings = common.load_settings(project)
    found = search(project, settings, " ".join(words), lang=lang, audience=audience, limit=limit)
    if as_json:
        common.print_json([
            {"id": hit.id, "lang": hit.lang, "title": hit.title, "path": hit.path, "score": round(hit.score, 4)}
            for hit in found.hits
        ])  # fmt: skip
    else:
        for number, hit in enumerate(found.hits):
            team = settings.team_name(hit.escalate_to, hit.lang)
            click.echo(("\n" if number else "") + _shown(hit.title, hit.answer, hit.path, hit.level, team))
    if found.meant:
        common.talk(f"Did you mean “{found.meant}”? Searched for that.")
    if not found.hits:
        _say_what_to_do(settings.contact, lang)
    ctx.exit(0 if found.hits else EXIT_PROBLEMS)


def _say_what_to_do(contact: str, lang: str | None) -> None:
    common.talk(
        "Nothing found. Try other words, or fewer" + (", or all languages without --lang." if lang else ".")
    )
    if contact:
        common.talk(f"No luck? {_address(contact)} helps.")


def _shown(title: str, answer: str, path: str, level: int, team: str) -> str:
    """Return a hit as people read it: title, short answer, file, and who solves it."""
    lines = [
        click.style(title, bold=True),
        *([f"  {answer}"] if answer else []),
        f"  {path}",
        _who(level, team),
    ]
    return "\n".join(lines)


def _who(level: int, team: str) -> str:
    if level == 1:
        return "  Level 1 can solve it" + (f"; if the steps fail, hand on to {team}." if team else ".")
    return f"  For level {level}" + (f": hand on to {team}." if team else ".")


def _address(contact: str) -> str:
    """Return a contact template as a person reads it.

    >>> _address("mailto:support@example.com?subject={title}")
    'support@example.com'
    """
    return contact.removeprefix("mailto:").partition("?")[0]
