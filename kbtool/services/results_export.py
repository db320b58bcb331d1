"""Hand out results, and delete them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kbtool.errors import StoreError
from kbtool.project import Project
from kbtool.services import clock, keys
from kbtool.store import exams, results
from kbtool.store.database import Store


@dataclass(frozen=True, slots=True)
class Which:
    """What to delete: everything of a person, or answers older than some days."""

    ref: str = ""
    days: int | None = None


def records(store: Store, trainee: str = "") -> Iterator[dict[str, Any]]:
    """Yield the answers and exams of one trainee, or of everybody, as plain data."""
    for answer in results.iterate(store, trainee=trainee):
        yield {
            "kind": "answer",
            "trainee": answer.trainee,
            "item": answer.item,
            "version": answer.version,
            "option": answer.option,
            "right": answer.is_right,
            "accepted": list(answer.accepted),
            "scored": answer.is_scored,
            "at": answer.at.isoformat(),
            "seconds": answer.seconds,
            "article": answer.article,
            "type": answer.type.value,
            "topic": answer.topic,
            "lang": answer.lang,
        }
    for exam in exams.listing(store, trainee):
        yield {
            "kind": "exam",
            "id": exam.id,
            "trainee": exam.trainee,
            "topic": exam.topic,
            "form": exam.form,
            "at": exam.at.isoformat(),
            "right": exam.right,
            "asked": exam.asked,
            "pass_mark": exam.pass_mark,
        }


def delete(
    project: Project,
    url: str | None,
    which: Which,
    *,
    now: datetime,
    dry_run: bool,
    clock_is_right: bool = False,
) -> int:
    """Delete results and what was made of them; return how many answers that were, or would be.

    Raises ClockError where old ones are to go and the clock seems to have been set forward, StoreError where a
    person's answers cannot be found for want of a key.
    """
    with Store.open(project, url) as store:
        if which.days is not None:
            clock.check(store, now=now, is_right=clock_is_right)
            before = now - timedelta(days=which.days)
            if dry_run:
                return results.count_older(store, before)
            clock.note(store, now=now)
            return results.delete_older(store, before)
        if (lacking := keys.missing(project)) and results.newest(store):
            raise StoreError(
                f"The key {lacking[0]} is missing, so nobody knows which answers are “{which.ref}”'s.",
                hint="Put it back from your backup, or name its place in KBTOOL_PSEUDONYM_KEY.",
            )
        trainee = keys.pseudonym(project, which.ref)
        if dry_run:
            return sum(1 for _ in results.iterate(store, trainee=trainee))
        return results.delete_trainee(store, trainee)
