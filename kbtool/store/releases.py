"""Releases of a built folder: readers see the old one or the new one, never a part.

`site/public` is a symbolic link to `site/.releases/public-7`. A release is built in a staging folder and
renamed when it is complete; then the link is replaced, which is one step for every reader. Where the system
has no symbolic links, `site/public` is the folder itself and two renames take the place of one.

A release is whole on the disk before it has its name, and has its name there before the link leads to it; one
that goes loses its name first. So neither a killed process nor a power cut leaves half of one.
"""

import errno
import os
import re
import shutil
import tempfile
from pathlib import Path

from kbtool.store import files

FOLDER = ".releases"
KEPT = 3
_STAGING = ".staging-"
# What a system says that has no symbolic links, or whose user may make none.
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL}


def stage(site: Path, name: str) -> Path:
    """Return a new, empty folder to build a release in."""
    folder = site / FOLDER
    files.make_folder(folder)
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


def lost(site: Path) -> list[str]:
    """Return the editions that have releases but show none: a swap cut in two, or a link removed."""
    names = {path.name.rpartition("-")[0] for path in (site / FOLDER).glob("[!.]*-*")}
    return sorted(name for name in names if not (site / name).is_dir())


def discard(staged: Path) -> None:
    """Remove a folder that is not wanted."""
    shutil.rmtree(staged, ignore_errors=True)


def swap_in(site: Path, name: str, staged: Path) -> Path:
    """Make a staged folder the current release and return where readers find it; old ones beyond three go."""
    folder = site / FOLDER
    current = site / name
    files.sync_tree(staged)
    if current.is_dir() and not current.is_symlink():
        current.rename(_next(folder, name))
    release = _next(folder, name)
    staged.rename(release)
    _point(current, release)
    for old in _releases(folder, name)[:-KEPT]:
        _drop(old)
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
    folder = site / FOLDER
    later = [release for release in _releases(folder, name) if _number(release) > _number(wanted)]
    if current.is_dir() and not current.is_symlink():
        _set_aside(current, folder)
    _point(current, wanted)
    for release in later:
        _drop(release)
    tidy(site, name)
    return wanted


def _drop(release: Path) -> None:
    """Remove a release that nobody sees; it loses its name first, so that half of it is never one."""
    discard(_set_aside(release, release.parent))


def _last(releases: list[Path], left: Path) -> int:
    """Return the number of the release readers see; one beyond all where it was removed by hand."""
    numbers = {release.resolve(): _number(release) for release in releases}
    return numbers.get(left, max(numbers.values(), default=0) + 1)


def _set_aside(old: Path, folder: Path) -> Path:
    """Move a folder out of the way, for good; what a crash leaves of it, the next build removes."""
    aside = folder / f"{_STAGING}{old.name}-left"
    discard(aside)
    old.rename(aside)
    for where in {old.parent, folder}:
        files.sync_folder(where)
    return aside


def _point(current: Path, release: Path) -> None:
    """Let `current` lead to a release, in one step where symbolic links exist."""
    link = release.with_name(f".link-{current.name}")
    link.unlink(missing_ok=True)
    try:
        link.symlink_to(os.path.relpath(release, current.parent), target_is_directory=True)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_LINKS:
            raise
        files.sync_folder(release.parent)
        current.unlink(missing_ok=True)
        release.rename(current)
    else:
        files.sync_folder(release.parent)
        link.replace(current)
    files.sync_folder(current.parent)


def _releases(folder: Path, name: str) -> list[Path]:
    numbered = re.compile(rf"{re.escape(name)}-\d+")
    found = [path for path in folder.glob(f"{name}-*") if numbered.fullmatch(path.name)]
    return sorted(found, key=_number)


def _number(release: Path) -> int:
    return int(release.name.rpartition("-")[2])


def _next(folder: Path, name: str) -> Path:
    last = max(map(_number, _releases(folder, name)), default=0)
    return folder / f"{name}-{last + 1}"
