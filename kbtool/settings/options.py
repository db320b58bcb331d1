"""From the raw options of the plugin to checked settings."""

from collections.abc import Mapping
from typing import Any

from kbtool.errors import SettingsError
from kbtool.settings import checks
from kbtool.settings.quiz import quiz
from kbtool.settings.records import ATTACHMENTS, Category, Legal, Settings, Training
from kbtool.settings.sources import source


def from_options(options: Mapping[str, Any], *, where: str = "mkdocs.yml") -> Settings:
    """Check raw plugin options and return the settings.

    Raises SettingsError for the first unknown key or wrong value, with a suggestion.
    """
    where = f"{where}: plugins: kbtool"
    values = checks.known(options, Settings, where)
    languages = checks.texts(values.get("languages", ["de", "en"]), f"{where}: languages")
    unsupported = [lang for lang in languages if lang not in {"de", "en"}]
    if unsupported or not languages:
        raise SettingsError(
            f"{where}: languages: “{', '.join(unsupported)}” is not supported.", hint="Use de, en or both."
        )
    return Settings(
        languages=languages,
        categories=checks.each(values.get("categories"), f"{where}: categories", _category),
        teams=checks.each(values.get("teams"), f"{where}: teams", checks.names),
        contact=checks.text(values.get("contact", ""), f"{where}: contact"),
        audience=checks.choice(values.get("audience", "public"), ("public", "internal"), f"{where}: audience"),
        review_months=checks.number(values.get("review_months", 6), f"{where}: review_months"),
        attachments=tuple(
            ending.lstrip(".").lower()
            for ending in checks.texts(values.get("attachments", list(ATTACHMENTS)), f"{where}: attachments")
        ),
        legal=_legal(values.get("legal", {}), f"{where}: legal"),
        sources=tuple(
            source(item, f"{where}: sources[{number}]")
            for number, item in enumerate(checks.a_list(values.get("sources"), f"{where}: sources"), start=1)
        ),
        known_names=checks.texts(values.get("known_names", []), f"{where}: known_names"),
        ticket_months=checks.number(values.get("ticket_months", 24), f"{where}: ticket_months"),
        training=_training(values.get("training", {}), f"{where}: training"),
        quiz=quiz(values.get("quiz", {}), f"{where}: quiz"),
    )


def _training(value: object, where: str) -> Training:
    values = checks.known(checks.mapping(value, where), Training, where)
    days = checks.number(values.get("retention_days", 180), f"{where}: retention_days")
    mark = checks.number(values.get("pass_mark", 80), f"{where}: pass_mark")
    if mark > 100:  # noqa: PLR2004 - percent
        raise SettingsError(f"{where}: pass_mark must be at most 100 percent.")
    return Training(days, mark)


def _legal(value: object, where: str) -> Legal:
    values = checks.known(checks.mapping(value, where), Legal, where)
    standard = Legal()
    return Legal(
        imprint=checks.text(values.get("imprint", standard.imprint), f"{where}: imprint"),
        privacy=checks.text(values.get("privacy", standard.privacy), f"{where}: privacy"),
        required=checks.choice(
            values.get("required", "auto"), ("auto", "always", "never"), f"{where}: required"
        ),
    )


def _category(value: object, where: str) -> Category:
    if isinstance(value, str):
        return Category(checks.names(value, where))
    names = dict(checks.mapping(value, where))
    icon = checks.text(names.pop("icon", "material/help-circle-outline"), f"{where}: icon")
    return Category(checks.names(names, where), icon)
