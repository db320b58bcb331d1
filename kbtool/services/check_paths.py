"""Whether the files of docs/ have names that work everywhere, and are of a kind that may be published."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from kbtool.model import paths
from kbtool.model.problem import Problem
from kbtool.project import Project


def path_problems(project: Project) -> Iterator[Problem]:
    """Yield files of docs/ with names that some systems refuse or take for another file's."""
    found = (
        path.relative_to(project.docs).as_posix()
        for path in project.docs.rglob("*")
        if not path.is_dir() and not any(part.startswith(".") for part in path.relative_to(project.docs).parts)
    )
    yield from name_problems(found)


def name_problems(found: Iterable[str]) -> Iterator[Problem]:
    """Yield those of the paths relative to docs/ that some systems refuse or take for another."""
    found = sorted(found)
    for path in found:
        why = paths.refusal(path)
        if why:
            yield Problem(f"docs/{path}", 0, "path-form", f"the path {why}", "rename the file or its folder")
    for path, earlier in paths.collisions(found):
        message = f"the path differs from docs/{earlier} only in ways that not every system sees"
        yield Problem(f"docs/{path}", 0, "path-collision", message, "rename one of the two")


def is_attachment(path: str, allowed: tuple[str, ...]) -> bool:
    """Return whether a file that is no page is of a kind that may be published."""
    return PurePosixPath(path).suffix.lstrip(".").lower() in allowed
