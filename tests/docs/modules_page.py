"""The page of modules: what each one is for, in the words of its own docstring."""

import ast
import inspect
from pathlib import Path

from tests.docs import template
from tests.docs.repository import PACKAGE

LAYERS = {
    "cli": "Command line",
    "site": "Site",
    "services": "Services",
    "sources": "Sources",
    "store": "Store",
    "search": "Search",
    "drafting": "Drafting",
    "quiz": "Quiz",
    "redact": "Redaction",
    "model": "Model",
    "": "Across the layers",
}


def page() -> str:
    """Return the page; a package that has no place above comes before the last two."""
    found = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    names = [*LAYERS]
    names[-2:-2] = sorted(found - set(LAYERS))
    layers = [_layer(name, LAYERS.get(name, name.capitalize())) for name in names]
    return template.fill("modules.md", layers="\n".join(layers))


def _layer(name: str, title: str) -> str:
    paths = sorted((PACKAGE / name).rglob("*.py") if name else PACKAGE.glob("*.py"))
    rows = "".join(
        f"| `{_dotted(path)}` | {_purpose(path)} |\n" for path in paths if path.name != "__init__.py"
    )
    return f"## {title}\n\n| module | what it is for |\n|---|---|\n{rows}"


def _dotted(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")


def _purpose(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = inspect.cleandoc(text).partition("\n\n")[0]
    return " ".join(first.split()).replace("|", "\\|").replace("<", "&lt;")
