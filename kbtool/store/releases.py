"""Releases of a built folder: readers see the old one or the new one, never a part.

`site/public` is a symbolic link to `site/.releases/public-7`. A release is built in a staging folder and
renamed when it is complete; then the link is replaced, which is one step for every reader. Where the system
has no symbolic links, `site/public` is the folder itself and two renames take the place of one.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

from kbtool.store import files

FOLDER = ".releases"
KEPT = 3
_STAGING = ".staging-"


def stage(site: Path, name: str) -> Path:
    """Return a new, empty folder to build a release in."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f"{_STAGING}{name}-", dir=folder))
    staged.chmod(0o755)
    return staged


def tidy(site: Path, name: str) -> None:
    """Remove what a killed build left behind, and finish a swap that was cut off between its two renames."""
    folder = site / FOLDER
    for staged in folder.glob(f"{_STAGING}{name}-*"):
        discard(staged)
    current = site / name
    releases = _releases(folder, name)
    if releases and not os.path.lexists(current):
        _point(current, releases[-1])


def discard(staged: Path) -> None:
    """Remove a folder that is not wanted."""
    shutil.rmtree(staged, ignore_errors=True)


def swap_in(site: Path, name: str, staged: Path) -> Path:
    """Make a staged folder the current release and return where readers find it; old ones beyond three go."""
    folder = site / FOLDER
    current = site / name
    if current.is_dir() and not current.is_symlink():
        current.rename(_next(folder, name))
    release = _next(folder, name)
    staged.rename(release)
    _point(current, release)
    files.sync_folder(site)
    for old in _releases(folder, name)[:-KEPT]:
        discard(old)
    return current


def earlier(site: Path, name: str) -> Path | None:
    """Return the release before the one readers see, or None where there is none."""
    current = site / name
    found = _releases(site / FOLDER, name)
    if current.is_symlink():
        last = _last(found, current.resolve())
        found = [release for release in found if _number(release) < last]
    return found[-1] if found else None


def go_back(site: Path, name: str) -> Path | None:
    """Show the release before the current one again; return it, or None where there is none.

    Later releases are removed, so that going back once more goes further back.
    """
    current, wanted = site / name, earlier(site, name)
    if wanted is None:
        return None
    later = [release for release in _releases(site / FOLDER, name) if _number(release) > _number(wanted)]
    if current.is_dir() and not current.is_symlink():
        later.append(_set_aside(current, site / FOLDER))
    _point(current, wanted)
    files.sync_folder(site)
    for release in later:
        discard(release)
    return wanted


def _last(releases: list[Path], left: Path) -> int:
    """Return the number of the release readers see; one beyond all where it was removed by hand."""
    numbers = {release.resolve(): _number(release) for release in releases}
    return numbers.get(left, max(numbers.values(), default=0) + 1)


def _set_aside(current: Path, folder: Path) -> Path:
    """Move a folder that is no link out of the way; what a crash leaves of it, the next build removes."""
    aside = folder / f"{_STAGING}{current.name}-left"
    discard(aside)
    return current.rename(aside)


def _point(current: Path, release: Path) -> None:
    """Let `current` lead to a release, in one step where symbolic links exist."""
    link = release.with_name(f".link-{current.name}")
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(os.path.relpath(release, current.parent), target_is_directory=True)
    except (OSError, NotImplementedError):
        current.unlink(missing_ok=True)
        release.rename(current)
    else:
        link.replace(current)


def _releases(folder: Path, name: str) -> list[Path]:
    numbered = re.compile(rf"{re.escape(name)}-\d+")
    found = [path for path in folder.glob(f"{name}-*") if numbered.fullmatch(path.name)]
    return sorted(found, key=_number)


def _number(release: Path) -> int:
    return int(release.name.rpartition("-")[2])


def _next(folder: Path, name: str) -> Path:
    last = max(map(_number, _releases(folder, name)), default=0)
    return folder / f"{name}-{last + 1}"
