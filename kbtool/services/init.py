"""Start a project: settings, two articles, a quiz and sample tickets."""

from pathlib import Path

from kbtool.errors import InputError
from kbtool.project import CONFIG, Project
from kbtool.store import files

SCAFFOLD = Path(__file__).resolve().parents[1] / "scaffold"
_RENAMED = {"gitignore": ".gitignore"}


def init(folder: Path, *, dry_run: bool = False) -> list[str]:
    """Copy the sample project into a folder and return the paths written, relative to it.

    Raises InputError where a project is there already, or a file that would be overwritten.
    """
    if (folder / CONFIG).exists():
        raise InputError(f"{folder} holds a project already.", hint=f"Go on with: cd {folder} && kbtool inbox")
    source = SCAFFOLD / "project"
    planned = {path: target_name(path, source) for path in sorted(source.rglob("*")) if path.is_file()}
    taken = [name for name in planned.values() if (folder / name).exists()]
    if taken:
        raise InputError(f"{folder} holds {taken[0]} already.", hint="Choose an empty folder.")
    if not dry_run:
        for path, name in planned.items():
            files.copy_new(path, folder / name)
    return list(planned.values())


def add_legal(project: Project, *, dry_run: bool = False) -> list[str]:
    """Copy the templates of imprint and privacy notice into a project and return the paths written.

    Raises InputError where one of them is there already.
    """
    source = SCAFFOLD / "legal"
    names = [path.relative_to(source).as_posix() for path in sorted(source.rglob("*.md"))]
    taken = [name for name in names if (project.root / name).exists()]
    if taken:
        raise InputError(
            f"{taken[0]} is there already.", hint="Fill it in; “kbtool check” names what is missing."
        )
    if not dry_run:
        for name in names:
            files.copy_new(source / name, project.root / name)
    return names


def target_name(path: Path, source: Path) -> str:
    """Return where a scaffold file goes; dotfiles have no dot in the package."""
    inside = path.relative_to(source)
    return inside.with_name(_RENAMED.get(inside.name, inside.name)).as_posix()


def add_library(project: Project) -> int:
    """Copy the demo's knowledge base into a project and return the number of files.

    An installed kbtool carries it; a checkout has it in its own docs folder.
    """
    library = SCAFFOLD / "library"
    root = library if library.is_dir() else SCAFFOLD.parents[1]
    count = 0
    for name in ("docs/de", "docs/en", "quizzes"):
        for path in sorted((root / name).rglob("*")):
            if path.is_file():
                files.copy_new(path, project.root / path.relative_to(root))
                count += 1
    return count
