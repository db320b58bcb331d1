"""Which words that look private a person has let stand, and in which text.

Kept are keyed hashes of a word with its paragraph, list item or field. So a decision holds as long as that text
is unchanged, wherever it stands in the article, and says nothing to whoever reads the file.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kbtool.project import Project
from kbtool.redact.folding import fold
from kbtool.redact.types import Suspicion
from kbtool.services import keys
from kbtool.store import files

_BORDER = re.compile(r"\n[ \t]*(?:\n|(?=(?:[-*+]|\d+[.)]|#+)\s))")


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions so far: who made each, and when, by its hash."""

    made: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.made)

    def undecided(self, project: Project, text: str, suspicions: Iterable[Suspicion]) -> Iterator[Suspicion]:
        """Yield the suspicions with those of their places in this text at which nobody has accepted them."""
        for one in suspicions:
            left = [place for place in _places(one) if _hash(project, text, place) not in self.made]
            if left:
                yield replace(one, start=left[0][0], end=left[0][1], places=tuple(left))


def read(project: Project) -> Decisions:
    """Return all decisions; a file that cannot be read holds none, so that everything is asked again."""
    try:
        made = json.loads(project.decisions.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Decisions()
    return Decisions(made if isinstance(made, dict) else {})


def accept(project: Project, text: str, suspicions: Iterable[Suspicion], *, by: str, at: date) -> None:
    """Record that these words may stand where they stand; the caller holds the project's lock."""
    entry = {"by": by, "at": at.isoformat()}
    new = {_hash(project, text, place) for one in suspicions for place in _places(one)}
    _add(project, dict.fromkeys(sorted(new), entry))


def carry(project: Project, before: str, after: str, places: Iterable[tuple[Place, Place]]) -> None:
    """Keep decisions when kbtool itself has changed a text: each place before, with the same place after."""
    made = read(project).made
    keys_ = ((_hash(project, before, old), _hash(project, after, new)) for old, new in places)
    _add(project, {new: made[old] for old, new in keys_ if old in made})


def _add(project: Project, entries: Mapping[str, Mapping[str, str]]) -> None:
    made = read(project).made
    together = {**entries, **made}
    if len(together) > len(made):
        files.write_atomic(project.decisions, json.dumps(together, ensure_ascii=False, indent=1) + "\n")


def _places(suspicion: Suspicion) -> tuple[Place, ...]:
    return suspicion.places or ((suspicion.start, suspicion.end),)


def _hash(project: Project, text: str, place: Place) -> str:
    word, around = fold(text[slice(*place)]), _block(text, place[0])
    return keys.seal(project, "decision", f"{word}\x00{around}".encode("utf-8", "surrogatepass"))


def _block(text: str, position: int) -> str:
    r"""Return the paragraph, list item or heading that holds a position.

    >>> _block("Eins.\n\n1. Fragen Sie Grün.\n2. Warten Sie.", 16)
    '1. Fragen Sie Grün.'
    """
    borders = [(0, 0), *(found.span() for found in _BORDER.finditer(text)), (len(text), len(text))]
    start = max(end for _, end in borders[:-1] if end <= position)
    return text[start : min(begin for begin, _ in borders[1:] if begin >= position)].strip()
