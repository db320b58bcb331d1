"""The settings of a project: the options of the kbtool plugin in mkdocs.yml.

The `#:` comment of each field is its description in the settings reference.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

import yaml

from kbtool.errors import SettingsError, suggestion
from kbtool.model.columns import MESSAGE_COLUMNS, TICKET_COLUMNS
from kbtool.model.ticket import Role, State, Visibility

T = TypeVar("T")
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of articles: its names by language and its icon (a Material icon such as `material/printer`)."""

    names: Names  #: The name in each language; a text alone serves all of them.
    icon: str = "material/help-circle-outline"  #: An icon of Material for MkDocs.


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file and which of its columns hold what."""

    path: str  #: The file, relative to the project.
    columns: Names  #: Which column holds what: kbtool's field, then the file's column.
    delimiter: str = ""  #: The character between columns; empty: kbtool looks at the file.
    encoding: str = ""  #: The file's encoding; empty: kbtool looks at the file.
    format: Literal["text", "html"] = "text"  #: What the message bodies are written in.
    timezone: str = "UTC"  #: The zone of times that name none, such as Europe/Berlin.
    date_format: str = ""  #: How times are written, such as %m/%d/%Y %H:%M; empty: ISO 8601 or German.
    states: Names = field(default_factory=dict)  #: The file's states and what they mean to kbtool.
    roles: Names = field(default_factory=dict)  #: The file's roles and what they mean to kbtool.
    visibilities: Names = field(default_factory=dict)  #: The file's visibilities and what they mean to kbtool.
    visibility: Literal["public", "internal"] = "internal"  #: Who saw a message, where the file does not say.


@dataclass(frozen=True, slots=True)
class Source:
    """Where tickets come from: a JSON Lines file, or one or two CSV tables."""

    name: str  #: The first half of every ticket's reference, as in desk:4711.
    type: Literal["jsonl", "csv"]  #: The kind of file.
    path: str = ""  #: The JSON Lines file, relative to the project; needed for jsonl.
    tickets: Table | None = None  #: The table of tickets; needed for csv.
    messages: Table | None = None  #: The table of messages, where they have one of their own.
    agents: tuple[str, ...] = ()  #: Names or addresses of your agents, where the file does not tell roles.


@dataclass(frozen=True, slots=True)
class Training:
    """How results of quizzes are treated."""

    retention_days: int = 180  #: After how many days answers are deleted.
    pass_mark: int = 80  #: How many percent of an exam must be right.


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a project can decide; every field has a default."""

    languages: tuple[str, ...] = ("de", "en")  #: The site's languages; the first is the main one.
    categories: Mapping[str, Category] = field(default_factory=dict)  #: All categories, by folder.
    teams: Mapping[str, Names] = field(default_factory=dict)  #: All teams a request can go to.
    contact: str = ""  #: Where “No, this did not help” leads: a link with placeholders.
    audience: Literal["public", "internal"] = "public"  #: The edition that plain mkdocs builds.
    review_months: int = 6  #: How long an approval is good for; sets review_by.
    sources: tuple[Source, ...] = ()  #: Where tickets come from.
    known_names: tuple[str, ...] = ()  #: Names to take out of tickets besides those of their own people.
    ticket_months: int = 24  #: After how many months without a change `kbtool tickets purge` removes a ticket.
    training: Training = field(default_factory=Training)  #: How results of quizzes are treated.

    def category_name(self, category: str, lang: str) -> str:
        """Return the category's name in a language, or its key where it has none."""
        found = self.categories.get(category)
        return _translated(found.names, lang, category) if found else category

    def team_name(self, team: str, lang: str) -> str:
        """Return the team's name in a language, or its key where it has none."""
        return _translated(self.teams.get(team, {}), lang, team)


def _translated(names: Names, lang: str, key: str) -> str:
    return names.get(lang) or next(iter(names.values()), key)


def load(path: Path) -> Settings:
    """Read the settings from a mkdocs.yml.

    Raises SettingsError that names file, line and key.
    """
    return from_options(plugin_options(path), where=path.name)


def site_url(path: Path) -> str:
    """Return the `site_url` of a mkdocs.yml, which ends in a slash; empty where there is none."""
    data = _loaded(path)
    found = data.get("site_url") if isinstance(data, dict) else None
    return f"{found.rstrip('/')}/" if isinstance(found, str) and found.strip() else ""


def plugin_options(path: Path) -> Mapping[str, Any]:
    """Return the raw options of the kbtool plugin in a mkdocs.yml."""
    data = _loaded(path)
    plugins = data.get("plugins") if isinstance(data, dict) else None
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    for plugin in plugins or ():
        if plugin == "kbtool":
            return {}
        if isinstance(plugin, dict) and "kbtool" in plugin:
            return _mapping(plugin["kbtool"] or {}, f"{path.name}: plugins: kbtool")
    raise SettingsError(
        f"{path.name} does not use the kbtool plugin.",
        hint="Add “- kbtool” under “plugins:”, or run “kbtool init”.",
    )


def _loaded(path: Path) -> object:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_TagBlindLoader)  # noqa: S506 - a safe loader
    except UnicodeDecodeError:
        raise SettingsError(f"{path.name} is not UTF-8 text.", hint="Save it as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SettingsError(
            f"{path.name}:{line}: not valid YAML: {error.problem}.",
            hint="Mend this line, then run “kbtool doctor”.",
        ) from None


class _TagBlindLoader(yaml.SafeLoader):
    """Reads past the tags that mkdocs.yml may hold (`!ENV`, `!!python/name:…`) without acting on them."""


_TagBlindLoader.add_multi_constructor("!", lambda *_: None)
_TagBlindLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def from_options(options: Mapping[str, Any], *, where: str = "mkdocs.yml") -> Settings:
    """Check raw plugin options and return the settings.

    Raises SettingsError for the first unknown key or wrong value, with a suggestion.
    """
    where = f"{where}: plugins: kbtool"
    values = _known(options, Settings, where)
    languages = _texts(values.get("languages", ["de", "en"]), f"{where}: languages")
    unsupported = [lang for lang in languages if lang not in {"de", "en"}]
    if unsupported or not languages:
        raise SettingsError(
            f"{where}: languages: “{', '.join(unsupported)}” is not supported.", hint="Use de, en or both."
        )
    return Settings(
        languages=languages,
        categories=_each(values.get("categories"), f"{where}: categories", _category),
        teams=_each(values.get("teams"), f"{where}: teams", _names),
        contact=_text(values.get("contact", ""), f"{where}: contact"),
        audience=_choice(values.get("audience", "public"), ("public", "internal"), f"{where}: audience"),
        review_months=_number(values.get("review_months", 6), f"{where}: review_months"),
        sources=tuple(
            _source(item, f"{where}: sources[{number}]")
            for number, item in enumerate(_list(values.get("sources"), f"{where}: sources"), start=1)
        ),
        known_names=_texts(values.get("known_names", []), f"{where}: known_names"),
        ticket_months=_number(values.get("ticket_months", 24), f"{where}: ticket_months"),
        training=_training(values.get("training", {}), f"{where}: training"),
    )


def _training(value: object, where: str) -> Training:
    values = _known(_mapping(value, where), Training, where)
    days = _number(values.get("retention_days", 180), f"{where}: retention_days")
    mark = _number(values.get("pass_mark", 80), f"{where}: pass_mark")
    if mark > 100:  # noqa: PLR2004 - percent
        raise SettingsError(f"{where}: pass_mark must be at most 100 percent.")
    return Training(days, mark)


def _category(value: object, where: str) -> Category:
    names = dict(_mapping(value, where))
    icon = _text(names.pop("icon", "material/help-circle-outline"), f"{where}: icon")
    return Category(_names(names, where), icon)


def _source(value: object, where: str) -> Source:
    values = _known(_mapping(value, where), Source, where)
    kind: Literal["jsonl", "csv"] = _choice(values.get("type"), ("jsonl", "csv"), f"{where}: type")
    name = _text(values.get("name"), f"{where}: name")
    source = Source(
        name,
        kind,
        path=_text(values.get("path", ""), f"{where}: path"),
        tickets=_table(values["tickets"], f"{where}: tickets", TICKET_COLUMNS, ("id",))
        if "tickets" in values
        else None,
        messages=_table(values["messages"], f"{where}: messages", MESSAGE_COLUMNS, ("ticket", "body"))
        if "messages" in values
        else None,
        agents=_texts(values.get("agents", []), f"{where}: agents"),
    )
    if not name or ":" in name or "#" in name:
        raise SettingsError(f"{where}: name: “{name}” cannot start a reference such as desk:4711.")
    if kind == "jsonl" and not source.path:
        raise SettingsError(f"{where} (“{name}”) has no path.", hint="Add “path: tickets.jsonl”.")
    if kind == "csv" and source.tickets is None:
        raise SettingsError(
            f"{where} (“{name}”) has no tickets table.", hint="Add “tickets:” with “path:” and “columns:”."
        )
    return source


def _table(value: object, where: str, known: Collection[str], needed: Collection[str]) -> Table:
    values = _known(_mapping(value, where), Table, where)
    zone = _text(values.get("timezone", "UTC"), f"{where}: timezone")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise SettingsError(
            f"{where}: timezone: “{zone}” is unknown.", hint="Use a name such as Europe/Berlin."
        ) from None
    return Table(
        path=_text(values.get("path"), f"{where}: path"),
        columns=_columns(values.get("columns"), f"{where}: columns", known, needed),
        delimiter=_text(values.get("delimiter", ""), f"{where}: delimiter"),
        encoding=_text(values.get("encoding", ""), f"{where}: encoding"),
        format=_choice(values.get("format", "text"), ("text", "html"), f"{where}: format"),
        timezone=zone,
        date_format=_text(values.get("date_format", ""), f"{where}: date_format"),
        states=_meanings(values.get("states", {}), f"{where}: states", tuple(State)),
        roles=_meanings(values.get("roles", {}), f"{where}: roles", tuple(Role)),
        visibilities=_meanings(values.get("visibilities", {}), f"{where}: visibilities", tuple(Visibility)),
        visibility=_choice(
            values.get("visibility", "internal"), ("public", "internal"), f"{where}: visibility"
        ),
    )


def _columns(value: object, where: str, known: Collection[str], needed: Collection[str]) -> Names:
    columns = {key: _scalar(item) for key, item in _mapping(value, where).items()}
    for key in columns:
        if key not in known:
            hint = suggestion(key, known) or f"Known fields: {', '.join(sorted(known))}."
            raise SettingsError(f"{where}: there is no field “{key}”.", hint=hint)
    for key in needed:
        if key not in columns:
            raise SettingsError(f"{where}: the field “{key}” is missing.", hint=f"Add “{key}: COLUMN”.")
    return columns


def _meanings(value: object, where: str, allowed: tuple[str, ...]) -> Names:
    meanings = {_scalar(key): _scalar(item) for key, item in _mapping(value, where).items()}
    for key, meaning in meanings.items():
        _choice(meaning, allowed, f"{where}: {key}")
    return meanings


def _known(values: Mapping[str, Any], record: type, where: str) -> Mapping[str, Any]:
    names = [item.name for item in fields(record)]
    for key in values:
        if key not in names:
            hint = suggestion(str(key), names) or f"Known keys: {', '.join(names)}."
            raise SettingsError(f"{where}: unknown key “{key}”.", hint=hint)
    for item in fields(record):
        if item.default is MISSING and item.default_factory is MISSING and item.name not in values:
            raise SettingsError(f"{where}: the key “{item.name}” is missing.")
    return values


def _each(value: object, where: str, make: Callable[[object, str], T]) -> Mapping[str, T]:
    made: dict[str, T] = {}
    for key, item in _mapping(value or {}, where).items():
        path = PurePosixPath(key)
        if path.is_absolute() or not path.parts or ".." in path.parts:
            raise SettingsError(f"{where}: “{key}” cannot be a folder name.")
        made[key] = make(item, f"{where}: {key}")
    return made


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{where} must be “key: value” lines, not {_kind(value)}.")
    return {str(key): item for key, item in value.items()}


def _list(value: object, where: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise SettingsError(f"{where} must be a list, not {_kind(value)}.")
    return value


def _names(value: object, where: str) -> Names:
    if isinstance(value, str):
        return {"de": value, "en": value}
    return {_scalar(key): _scalar(item) for key, item in _mapping(value, where).items()}


def _texts(value: object, where: str) -> tuple[str, ...]:
    return tuple(_text(item, where) for item in _list(value, where))


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where} must be a text, not {_kind(value)}.")
    return value


def _scalar(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SettingsError(f"{where} must be a whole number above 0, not {_kind(value)}.")
    return value


def _choice(value: object, allowed: tuple[str, ...], where: str) -> Any:  # noqa: ANN401 - a Literal of the caller
    if value not in allowed:
        hint = suggestion(str(value), allowed) or f"Use one of: {', '.join(allowed)}."
        raise SettingsError(f"{where} cannot be “{value}”.", hint=hint)
    return value


def _kind(value: object) -> str:
    if value is None:
        return "empty"
    return {"str": "a text", "int": "a number", "list": "a list", "dict": "“key: value” lines"}.get(
        type(value).__name__, f"“{value}”"
    )
