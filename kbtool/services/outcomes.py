"""What became of tickets without a draft: an article answers, nothing answers, or a person said no."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kbtool.errors import StoreError
from kbtool.store import files


@dataclass(frozen=True, slots=True)
class Instead:
    """An article that answers a ticket already; `phrasing` is one of the ticket's that the article lacks."""

    ref: str
    article: str
    score: float
    phrasing: str = ""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Why a ticket gets no draft, and when that was decided."""

    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcomes of the tickets that were looked at, by reference."""

    instead: Mapping[str, Instead] = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    dismissed: Mapping[str, Dismissal] = field(default_factory=dict)


def read(path: Path) -> Outcomes:
    """Read the outcomes of a project; without the file there are none.

    Raises StoreError for a damaged file: it holds decisions of people.
    """
    if not path.exists():
        return Outcomes()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Outcomes(
            {item["ref"]: Instead(**item) for item in data.get("instead", ())},
            tuple(data.get("unanswered", ())),
            {ref: Dismissal(**item) for ref, item in data.get("dismissed", {}).items()},
        )
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        hint = "Restore it from a backup, or delete it: tickets that were dismissed then come up again."
        raise StoreError(f"{path} is damaged.", hint=hint) from None


def write(path: Path, outcomes: Outcomes) -> None:
    """Write the outcomes of a project."""
    data = {
        "instead": [asdict(item) for _, item in sorted(outcomes.instead.items())],
        "unanswered": sorted(outcomes.unanswered),
        "dismissed": {ref: asdict(item) for ref, item in sorted(outcomes.dismissed.items())},
    }
    files.write_atomic(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
