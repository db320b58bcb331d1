"""The words a person has approved for good: one file a language, beside its articles and in git.

`docs/<lang>/.approved-words.txt` holds one word or value a line, sorted; what follows a “#” is a note. Its name
begins with a dot, so that MkDocs and kbtool leave it out of every site.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kbtool.errors import InputError
from kbtool.project import Project
from kbtool.redact.folding import fold
from kbtool.services import content
from kbtool.settings import Settings
from kbtool.store import files

_HEAD = """\
# Words that may stand in every article of this language though they look private, one a line.
# “kbtool review” adds to them; whatever may no longer pass can be taken out by hand.
"""


def path(project: Project, lang: str) -> Path:
    """Return the file of a language."""
    return project.docs / lang / ".approved-words.txt"


def read(project: Project, lang: str) -> frozenset[str]:
    """Return the words of a language; none where there is no file.

    Raises InputError for a symbolic link, a file over 64 kB or text that is not UTF-8.
    """
    file = path(project, lang)
    if not file.exists() and not file.is_symlink():
        return frozenset()
    try:
        text = content.read_text(file)
    except InputError as error:
        raise InputError(f"{project.relative(file)}: {error}", hint=error.hint) from error
    return frozenset(word for line in text.splitlines() if (word := _word(line)))


def read_all(project: Project, settings: Settings) -> Mapping[str, frozenset[str]]:
    """Return the words of every language of the project."""
    return {lang: read(project, lang) for lang in settings.languages}


def add(project: Project, lang: str, words: Iterable[str]) -> list[str]:
    """Write words into the file of their language, at their places; return those that were not there yet."""
    there = {fold(word) for word in read(project, lang)}
    new = {fold(word): word for word in map(str.strip, words) if word and fold(word) not in there}
    if new:
        file = path(project, lang)
        lines = (content.read_text(file) if file.exists() else _HEAD).splitlines()
        for word in new.values():
            lines.insert(_place(lines, word), word)
        files.write_atomic(file, "\n".join(lines) + "\n")
    return list(new.values())


def _word(line: str) -> str:
    r"""Return the word of a line.

    >>> _word("Kerio  # the mail server; anna, 2026-11-01"), _word("# a note")
    ('Kerio', '')
    """
    return "" if line.startswith("#") else line.partition(" #")[0].strip()


def _place(lines: list[str], word: str) -> int:
    later: Iterator[int] = (
        index for index, line in enumerate(lines) if (other := _word(line)) and fold(other) > fold(word)
    )
    return next(later, len(lines))
