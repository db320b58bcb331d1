"""`kbtool tickets`."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from kbtool.cli import common
from kbtool.model.ticket import Person, State, Ticket
from kbtool.model.ticket_json import to_dict
from kbtool.project import Project

if TYPE_CHECKING:
    from kbtool.services.tickets import Traces

_redacted_option = click.option(
    "--redacted", is_flag=True, help="Put placeholders for people and private values."
)


@click.group()
def command() -> None:
    """List, show, export, forget and purge tickets."""


@command.command("list")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="Only tickets in this state; may be repeated.",
)
@click.option("--source", default="", metavar="NAME", help="Only tickets of this source.")
@click.option(
    "--query", default="", metavar="TEXT", help="Only tickets whose subject, messages or people hold this text."
)
@common.project_option
@common.json_option
def list_(project: Project, states: tuple[str, ...], source: str, query: str, *, as_json: bool) -> None:
    """List tickets by source and number."""
    from kbtool.services import tickets

    found = tickets.summaries(project, states=[State(state) for state in states], source=source, query=query)
    if as_json:
        common.print_json(list(found))
        return
    count = 0
    for item in found:
        click.echo(f"{item.ref}\t{item.state.value}\t{_one_line(item.subject)}")
        count += 1
    common.talk(common.plural(count, "ticket") + ("." if count else ". “kbtool ingest” takes tickets in."))


@command.command()
@click.argument("ref", metavar="TICKET")
@_redacted_option
@common.project_option
@common.json_option
def show(project: Project, ref: str, *, redacted: bool, as_json: bool) -> None:
    """Show a ticket with its messages, quotes and signatures left out.

    TICKET is a reference such as desk:4711, or the number alone where only one source has it.
    """
    from kbtool.services import tickets

    ticket = tickets.show(project, common.load_settings(project), ref, redacted=redacted)
    if as_json:
        common.print_json(to_dict(ticket))
    else:
        _print(ticket)


@command.command()
@_redacted_option
@common.project_option
def export(project: Project, *, redacted: bool) -> None:
    """Print all tickets in the canonical format, one JSON object a line."""
    from kbtool.services import tickets

    if not redacted:
        common.talk("Warning: this holds names, addresses and all that people wrote. --redacted takes it out.")
    for item in tickets.export(project, common.load_settings(project), redacted=redacted):
        click.echo(json.dumps(item, ensure_ascii=False))


@command.command()
@click.argument("refs", nargs=-1, metavar="TICKET…")
@click.option("--requester", default="", metavar="EMAIL", help="All tickets of somebody with this address.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@common.project_option
@common.dry_run_option
@common.json_option
def forget(
    project: Project, refs: tuple[str, ...], requester: str, *, yes: bool, dry_run: bool, as_json: bool
) -> None:
    """Remove tickets for good, with the drafts drawn from them.

    Articles that name them as evidence, and quiz items about those, are listed and reopened: they are out of
    the public site and of scored quizzes until you have reviewed them again. The next build proves that the
    people are gone. “kbtool ingest” leaves forgotten tickets out from then on.
    """
    from kbtool.services import tickets

    if bool(refs) == bool(requester):
        raise click.UsageError("Name tickets, or a requester with --requester EMAIL.")
    found = tickets.traces(project, common.load_settings(project), names=refs, requester=requester)
    if as_json:
        common.print_json(found)
    else:
        _print_traces(found)
    if dry_run:
        common.talk("Nothing was forgotten.")
    elif yes or click.confirm(f"Forget {common.plural(len(found.tickets), 'ticket')} for good?", err=True):
        tickets.forget(project, found)
        common.talk(f"Forgot {common.plural(len(found.tickets), 'ticket')}.")
        if found.articles:
            common.talk(
                "The articles above may hold words of these tickets. Next: kbtool inbox, then kbtool build"
            )
    else:
        common.talk("Nothing was forgotten.")


_MOST_MONTHS = 12_000


def _age(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, str] | None:
    """Read a length of time such as 90d, 24m, 2y."""
    found = re.fullmatch(r"([1-9]\d{0,3})([dmy])", value.strip().lower())
    if value and found is None:
        raise click.BadParameter(f"“{value}” is no time. Write 90d, 24m or 2y.", ctx, param)
    return (int(found[1]), found[2]) if found else None


def _before(age: tuple[int, str], now: datetime) -> datetime:
    """Return the time so long ago, at the start of its day where it is counted in months or years."""
    count, unit = age
    if unit == "d":
        return now - timedelta(days=count)
    from kbtool.services.review import months_later

    day = months_later(now.date(), -min(count * (12 if unit == "y" else 1), _MOST_MONTHS))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@command.command()
@click.option(
    "--older-than",
    "age",
    default="",
    callback=_age,
    metavar="AGE",
    help="Tickets without a change for so long, such as 90d, 24m or 2y; otherwise the setting ticket_months.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@common.clock_option
@common.project_option
@common.dry_run_option
@common.json_option
def purge(
    project: Project,
    age: tuple[int, str] | None,
    *,
    yes: bool,
    clock_is_right: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Remove old tickets for good, with the drafts drawn from them.

    The time of the last change counts. A ticket that names no time stays. Articles stay approved: they were
    made to outlive their tickets. “kbtool ingest” leaves removed tickets out from then on. Nothing is removed
    where the clock seems to have been set forward.
    """
    from kbtool.services import tickets

    settings = common.load_settings(project)
    now = common.now()
    before = _before(age or (settings.ticket_months, "m"), now)
    found = tickets.outdated(project, settings, before=before, now=now, clock_is_right=clock_is_right)
    if as_json:
        common.print_json(found)
    else:
        _print_traces(found)
    count = common.plural(len(found.tickets), "ticket")
    if not found.tickets:
        common.talk(f"No ticket is older than {before:%Y-%m-%d}.")
    elif dry_run or not (yes or click.confirm(f"Remove {count} for good?", err=True)):
        common.talk("Nothing was removed.")
    else:
        tickets.purge(project, found, now=now)
        common.talk(f"Removed {count}.")


def _print_traces(found: "Traces") -> None:
    kinds = {"ticket": found.tickets, "draft": found.drafts, "article": found.articles, "item": found.items}
    for name, items in kinds.items():
        for item in items:
            click.echo(f"{name}\t{item}")


def _print(ticket: Ticket) -> None:
    click.echo(f"{ticket.ref}  {ticket.state.value}  {_one_line(ticket.subject)}")
    facts = {
        "requester": _person(ticket.requester),
        "owner": _person(ticket.owner),
        "queue": ticket.queue,
        "category": ticket.category,
        "tags": ", ".join(ticket.tags),
        "language": ticket.language,
        "created": ticket.created,
        "resolved": ticket.resolved,
        "resolution": ticket.resolution,
    }
    for name, value in facts.items():
        if value:
            click.echo(f"{name}: {_safe(str(value))}")
    for message in ticket.messages:
        when = f", {message.at:%Y-%m-%d %H:%M}" if message.at else ""
        answer = ", accepted answer" if message.id == ticket.accepted_answer else ""
        who = message.author.name or message.author.email or "?"
        click.echo(
            f"\n── {message.id}: {_safe(who)}, {message.role.value}, {message.visibility.value}{when}{answer}"
        )
        click.echo(_safe(message.text))


def _person(person: Person) -> str:
    return " ".join(part for part in (person.name, f"<{person.email}>" if person.email else "") if part)


def _one_line(text: str) -> str:
    return " ".join(_safe(text).split())


def _safe(text: str) -> str:
    """Return a text without the control characters by which a mail could act on the terminal."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
