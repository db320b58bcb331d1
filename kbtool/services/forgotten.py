"""Prove that the people who were forgotten are gone: their marks are kept until a build has not found them."""

import json
from collections.abc import Collection

from kbtool.errors import StoreError
from kbtool.project import Project
from kbtool.redact import marks
from kbtool.redact.marks import Marks
from kbtool.services import keys
from kbtool.store import files, tickets
from kbtool.store.database import Store


def remember(project: Project, store: Store, refs: Collection[str]) -> None:
    """Keep the marks of the people of these tickets whom no other ticket names."""
    people = {person for ref in refs for person in tickets.get(store, ref).people}
    others = tickets.people(store, without=refs)
    made = marks.of(people, others, keys.secret(project)).united(read(project))
    data = {"words": made.words, "hashes": sorted(made.hashes)}
    files.write_atomic(project.forgotten, json.dumps(data, indent=1) + "\n")


def read(project: Project) -> Marks:
    """Return the marks of everybody who was forgotten since a build has proved it.

    Raises StoreError for a damaged file.
    """
    try:
        data = json.loads(project.forgotten.read_text(encoding="utf-8"))
        return Marks(frozenset(map(str, data["hashes"])), int(data["words"]))
    except FileNotFoundError:
        return Marks()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        hint = (
            "Restore it from a backup, or delete it; then nothing proves that the people it stood for are gone."
        )
        raise StoreError(f"{project.forgotten} is damaged.", hint=hint) from None


def proved(project: Project) -> bool:
    """Drop the marks after a build that has not found them; return whether there were any."""
    if not project.forgotten.exists():
        return False
    project.forgotten.unlink()
    return True
