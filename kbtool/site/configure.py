"""What the plugin sets in mkdocs' configuration, so that a project's mkdocs.yml can stay short."""

import logging
from pathlib import Path
from types import MappingProxyType

from mkdocs.config.defaults import MkDocsConfig

from kbtool.errors import SettingsError
from kbtool.model.markdown import EXTENSIONS
from kbtool.settings import Settings
from kbtool.site import contact
from kbtool.site.html import HERE, icon

FEATURES = (
    "content.code.copy",
    "navigation.indexes",
    "navigation.path",
    "navigation.prune",
    "search.highlight",
)

FORBIDDEN = frozenset({"pymdownx.snippets", "pymdownx.b64", "markdown_include.include"})

PALETTE = (
    {
        "media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "to_dark"},
    },
    {
        "media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "to_light"},
    },
)  # fmt: skip

SEPARATOR = r"""[\s\u200b\-–—,:;!?=\[\]()"'„“”‚‘’«»`/|]+|\.(?!\d)|&[lg]t;|&quot;|&amp;"""
SEARCH_FIELDS = MappingProxyType({"title": {"boost": 3.0}, "text": {"boost": 1.0}, "tags": {"boost": 2.0}})
_DEFAULT_FONTS = {"text": "Roboto", "code": "Roboto Mono"}


def configure(config: MkDocsConfig, settings: Settings) -> None:
    """Set what is missing in the configuration; raises SettingsError for what cannot work."""
    _refuse(config, settings)
    _theme(config, settings)
    _markdown(config)
    _search(config, settings)
    config.extra.setdefault("generator", False)
    if len(settings.languages) > 1:
        config.extra["alternate"] = True
    links = config.validation.links
    for rule in ("anchors", "unrecognized_links", "absolute_links"):
        if links[rule] == logging.INFO:
            links[rule] = logging.WARNING


def _refuse(config: MkDocsConfig, settings: Settings) -> None:
    root = Path(config.config_file_path).absolute().parent
    if Path(config.docs_dir) != root / "docs":
        raise SettingsError("mkdocs.yml: docs_dir must be “docs”.", hint="Remove the line “docs_dir: …”.")
    if config.nav:
        raise SettingsError(
            "mkdocs.yml: nav: kbtool makes the navigation of categories and folders.", hint="Remove “nav:”."
        )
    if config.theme.name != "material":
        raise SettingsError("mkdocs.yml: theme: must be material.", hint="Write “theme: {name: material}”.")
    unsafe = sorted(FORBIDDEN.intersection(config.markdown_extensions))
    if unsafe:
        raise SettingsError(
            f"mkdocs.yml: markdown_extensions: {unsafe[0]} can put any file into the site.", hint="Remove it."
        )
    if "material/search" not in config.plugins:
        raise SettingsError("mkdocs.yml: plugins: search is missing.", hint="Add “- search” before “- kbtool”.")
    contact.check(settings.contact)
    for category in settings.categories.values():
        icon(category.icon)


def _theme(config: MkDocsConfig, settings: Settings) -> None:
    theme = config.theme
    place = 1 if theme.custom_dir else 0
    theme.dirs.insert(place, str(HERE / "theme"))
    theme["language"] = settings.languages[0]
    theme["features"] = [*(theme.get("features") or ()), *FEATURES]
    if theme.get("font") == _DEFAULT_FONTS:
        theme["font"] = False
    if not theme.get("palette"):
        theme["palette"] = [dict(option) for option in PALETTE]
    if theme.get("favicon") == "assets/images/favicon.png":
        theme["favicon"] = "assets/kbtool/favicon.svg"
    icons = theme.get("icon") or {}
    theme["icon"] = {"logo": "material/lifebuoy", **icons}
    config.extra_css.insert(0, "assets/kbtool/kbtool.css")
    config.extra_javascript.insert(0, "assets/kbtool/kbtool.js")


def _markdown(config: MkDocsConfig) -> None:
    for name, options in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if options:
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}


def _search(config: MkDocsConfig, settings: Settings) -> None:
    """Let Material's search know the languages; it would take the theme's one."""
    search = config.plugins["material/search"]
    search.config.lang = search.config.lang or list(settings.languages)
    search.config.separator = search.config.separator or SEPARATOR
    if search.config.pipeline is None:
        search.config.pipeline = ["stopWordFilter"]
    search.config.fields = search.config.fields or {name: dict(field) for name, field in SEARCH_FIELDS.items()}
