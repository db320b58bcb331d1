"""The file mkdocs.yml, of which only the plugin's options and the site's address matter here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from kbtool.errors import SettingsError
from kbtool.settings import checks
from kbtool.settings.options import from_options
from kbtool.settings.records import Settings


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


def raw(path: Path) -> Mapping[str, Any]:
    """Return all of a mkdocs.yml as it is written."""
    data = _loaded(path)
    return data if isinstance(data, dict) else {}


def plugin_options(path: Path) -> Mapping[str, Any]:
    """Return the raw options of the kbtool plugin in a mkdocs.yml."""
    data = _loaded(path)
    plugins = data.get("plugins") if isinstance(data, dict) else None
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    for plugin in plugins if isinstance(plugins, list) else ():
        if plugin == "kbtool":
            return {}
        if isinstance(plugin, dict) and "kbtool" in plugin:
            return checks.mapping(plugin["kbtool"] or {}, f"{path.name}: plugins: kbtool")
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
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).partition("\n")[0]
        raise SettingsError(
            f"{path.name} is not valid YAML: {said}.", hint="Mend it, then run “kbtool doctor”."
        ) from None


class _TagBlindLoader(yaml.SafeLoader):
    """Reads past the tags that mkdocs.yml may hold (`!ENV`, `!!python/name:…`) without acting on them."""


_TagBlindLoader.add_multi_constructor("!", lambda *_: None)
_TagBlindLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
