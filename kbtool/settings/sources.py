"""The options that say where tickets come from."""

from collections.abc import Collection
from typing import Literal
from zoneinfo import ZoneInfo

from kbtool.errors import SettingsError, suggestion
from kbtool.model.columns import MESSAGE_COLUMNS, TICKET_COLUMNS
from kbtool.model.ticket import Role, State, Visibility
from kbtool.settings import checks
from kbtool.settings.records import Names, Source, Table


def source(value: object, where: str) -> Source:
    """Return a checked source of tickets; its path or tables must be there."""
    values = checks.known(checks.mapping(value, where), Source, where)
    kind: Literal["jsonl", "csv"] = checks.choice(values.get("type"), ("jsonl", "csv"), f"{where}: type")
    name = checks.text(values.get("name"), f"{where}: name")
    made = Source(
        name,
        kind,
        path=checks.text(values.get("path", ""), f"{where}: path"),
        tickets=_table(values["tickets"], f"{where}: tickets", TICKET_COLUMNS, ("id",))
        if "tickets" in values
        else None,
        messages=_table(values["messages"], f"{where}: messages", MESSAGE_COLUMNS, ("ticket", "body"))
        if "messages" in values
        else None,
        agents=checks.texts(values.get("agents", []), f"{where}: agents"),
    )
    if not name or ":" in name or "#" in name:
        raise SettingsError(f"{where}: name: “{name}” cannot start a reference such as desk:4711.")
    if kind == "jsonl" and not made.path:
        raise SettingsError(f"{where} (“{name}”) has no path.", hint="Add “path: tickets.jsonl”.")
    if kind == "csv" and made.tickets is None:
        raise SettingsError(
            f"{where} (“{name}”) has no tickets table.", hint="Add “tickets:” with “path:” and “columns:”."
        )
    return made


def _table(value: object, where: str, known: Collection[str], needed: Collection[str]) -> Table:
    values = checks.known(checks.mapping(value, where), Table, where)
    zone = checks.text(values.get("timezone", "UTC"), f"{where}: timezone")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise SettingsError(
            f"{where}: timezone: “{zone}” is unknown.", hint="Use a name such as Europe/Berlin."
        ) from None
    return Table(
        path=checks.text(values.get("path"), f"{where}: path"),
        columns=_columns(values.get("columns"), f"{where}: columns", known, needed),
        delimiter=checks.text(values.get("delimiter", ""), f"{where}: delimiter"),
        encoding=checks.text(values.get("encoding", ""), f"{where}: encoding"),
        format=checks.choice(values.get("format", "text"), ("text", "html"), f"{where}: format"),
        timezone=zone,
        date_format=checks.text(values.get("date_format", ""), f"{where}: date_format"),
        states=_meanings(values.get("states", {}), f"{where}: states", tuple(State)),
        roles=_meanings(values.get("roles", {}), f"{where}: roles", tuple(Role)),
        visibilities=_meanings(values.get("visibilities", {}), f"{where}: visibilities", tuple(Visibility)),
        visibility=checks.choice(
            values.get("visibility", "internal"), ("public", "internal"), f"{where}: visibility"
        ),
    )


def _columns(value: object, where: str, known: Collection[str], needed: Collection[str]) -> Names:
    columns = {key: checks.scalar(item) for key, item in checks.mapping(value, where).items()}
    for key in columns:
        if key not in known:
            hint = suggestion(key, known) or f"Known fields: {', '.join(sorted(known))}."
            raise SettingsError(f"{where}: there is no field “{key}”.", hint=hint)
    for key in needed:
        if key not in columns:
            raise SettingsError(f"{where}: the field “{key}” is missing.", hint=f"Add “{key}: COLUMN”.")
    return columns


def _meanings(value: object, where: str, allowed: tuple[str, ...]) -> Names:
    meanings = {checks.scalar(key): checks.scalar(item) for key, item in checks.mapping(value, where).items()}
    for key, meaning in meanings.items():
        checks.choice(meaning, allowed, f"{where}: {key}")
    return meanings
