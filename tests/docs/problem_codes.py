"""The page of problem codes, and the codes that the source can report."""

import ast
import re
import tempfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from tests.docs import sample, template
from tests.docs.repository import PACKAGE

SOURCE = Path(__file__).with_name("problem_codes.yml")

_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
# Where the code stands in `Problem(path, line, code, …)`.
_PLACE = 2


def recipes() -> Mapping[str, Mapping[str, Any]]:
    """Return what is written about each code: `means`, `do`, and how to provoke it."""
    return {code: recipe for section in _sections() for code, recipe in section["codes"].items()}


def _sections() -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return sections


def page() -> str:
    """Return the page; the printed lines come from real checks of the sample project."""
    parts = []
    for section in _sections():
        parts.append(f"\n## {section['section']}\n")
        if "about" in section:
            parts.append(f"\n{section['about'].strip()}\n")
        parts += [_entry(code, recipe) for code, recipe in section["codes"].items()]
    return template.fill("problem-codes.md", codes="".join(parts))


def _entry(code: str, recipe: Mapping[str, Any]) -> str:
    lines = "\n".join(printed(code, recipe)[:1])
    example = f"\n```text\n{lines}\n```\n" if lines else ""
    return f"\n### {code}\n\n{recipe['means'].strip()}\n{example}\nWhat to do: {recipe['do'].strip()}\n"


def printed(code: str, recipe: Mapping[str, Any]) -> list[str]:
    """Return the lines that kbtool prints with this code when the recipe is followed."""
    if "shown" in recipe:
        return [recipe["shown"]]
    with tempfile.TemporaryDirectory() as folder:
        problems = sample.provoke(Path(folder), recipe)
    return [str(problem) for problem in problems if problem.code == code]


def codes_in_source() -> dict[str, list[str]]:
    """Return every problem code of the package with the modules it stands in."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for code in sorted(set(codes_of(path.read_text(encoding="utf-8")))):
            found.setdefault(code, []).append(path.relative_to(PACKAGE).as_posix())
    return dict(sorted(found.items()))


def codes_of(source: str) -> Iterator[str]:
    """Yield the codes in a module: a word-with-hyphens that a message follows in a call or a tuple.

    >>> list(codes_of('yield 1, "step-unnumbered", f"the {x} has no steps", ""'))
    ['step-unnumbered']
    >>> list(codes_of('one_of("known-error", "howto")'))
    []
    """
    for node in ast.walk(ast.parse(source)):
        parts = _parts(node)
        if _calls(node, "Check", "AcrossBank"):
            yield from _codes(parts[0])
        elif _calls(node, "Problem") and len(parts) > _PLACE and isinstance(parts[_PLACE], ast.Constant):
            yield parts[_PLACE].value
        elif not _calls(node, "Section"):  # the inbox has kinds of things to do, not problems
            for part, following in pairwise(parts):
                if _is_message(following):
                    yield from _codes(part)
        if "Problem(" in source:
            yield from _constant(node)


def _calls(node: ast.AST, *names: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _constant(node: ast.AST) -> Iterator[str]:
    """Yield the value of a constant named CODE."""
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CODE":
        yield from [node.value.value] if isinstance(node.value, ast.Constant) else []


def _parts(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return node.args
    return node.elts if isinstance(node, ast.Tuple) and len(node.elts) > len(("code", "message")) else []


def _is_message(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "str"
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Name) and node.id == "message")


def _codes(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _codes(node.body)
        yield from _codes(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
        yield node.value
