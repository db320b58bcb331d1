"""Whether the project's own settings and theme make pages ask other hosts, or leave cookies.

Texts cannot: the boundary makes links of foreign pictures. What is left are the keys of mkdocs.yml and the
scripts, styles and templates that they name.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kbtool.model.problem import Problem
from kbtool.project import Project
from kbtool.settings.file import raw

_HOST = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
# What a browser loads by itself, as far as it stands in a file; links are none of it.
_LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\s(?:src|data|srcset|poster)\s*=\s*["']?(?:https?:)?//"""
    r"""|<link\b[^>]*\shref\s*=\s*["']?(?:https?:)?//"""
    r"""|@import\s+(?:url\()?\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
    r"""|\b(?:fetch|importScripts|import|EventSource|WebSocket|sendBeacon|open)\s*\(\s*[^)]*?["'`](?:https?:|wss?:)?//""",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"\bdocument\s*\.\s*cookie\b|\bcookieStore\b")
_OWN = {".html", ".css", ".js", ".mjs"}
_DEFAULT_FONT = {"text": "Roboto", "code": "Roboto Mono"}
MAX_BYTES = 4 * 1024 * 1024


def foreign_problems(project: Project) -> Iterator[Problem]:
    """Yield the settings and the lines of own files that ask another host or touch cookies."""
    config = raw(project.config)
    for key, value in _settings(config):
        message = f"“{key}” makes every page ask another host"
        hint = "keep a copy in docs/ and name that, or take it out"
        yield Problem(project.config.name, _line(project.config, value), "third-party", message, hint)
    for path in sorted(set(_own_files(project, config))):
        yield from _lines(project, path)


def _settings(config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the keys that make pages load from elsewhere, and what to look for in the file."""
    for key in ("extra_css", "extra_javascript"):
        yield from ((key, name) for name in _named(config, key) if _HOST.match(name))
    theme, extra = (_mapping(config, key) for key in ("theme", "extra"))
    yield from (
        (f"theme: {key}", str(theme[key]))
        for key in ("logo", "favicon")
        if _HOST.match(str(theme.get(key, "")))
    )
    if theme.get("font") not in (None, False, _DEFAULT_FONT):
        yield "theme: font", "font"
    if extra.get("analytics"):
        yield "extra: analytics", "analytics"


def _named(config: Mapping[str, Any], key: str) -> Iterator[str]:
    """Yield the files of a list whose entries are paths or, for scripts, mappings with a path."""
    listed = config.get(key)
    for item in listed if isinstance(listed, list) else []:
        yield str(item.get("path", "")) if isinstance(item, dict) else str(item)


def _own_files(project: Project, config: Mapping[str, Any]) -> Iterator[Path]:
    for key in ("extra_css", "extra_javascript"):
        yield from (project.docs / name for name in _named(config, key) if not _HOST.match(name))
    folder = _mapping(config, "theme").get("custom_dir")
    if isinstance(folder, str) and folder:
        yield from (path for path in (project.root / folder).rglob("*") if path.suffix in _OWN)


def _mapping(config: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = config.get(key)
    return value if isinstance(value, dict) else {}


def _lines(project: Project, path: Path) -> Iterator[Problem]:
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        return
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        shown = project.relative(path)
        if _LOADED.search(line):
            message = "the line makes pages ask another host"
            yield Problem(
                shown, number, "third-party", message, "keep a copy in docs/ and name that, or take it out"
            )
        if _COOKIE.search(line):
            hint = "take it out: a site without cookies needs no consent"
            yield Problem(shown, number, "cookie-used", "the line reads or writes cookies", hint)


def _line(path: Path, value: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if value in line), 0)
