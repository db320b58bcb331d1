"""Gaps that were found, and those that people have closed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from kbtool.store.database import Store
from kbtool.store.results import stamp
from kbtool.store.schema import gaps


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap as it is kept; `closed` is None while it is open."""

    kind: str
    subject: str
    title: str
    score: float
    evidence: tuple[str, ...]
    found: datetime
    closed: datetime | None = None
    reason: str = ""


def listing(store: Store) -> list[GapRow]:
    """Return all gaps, the costliest first."""
    query = select(gaps).order_by(gaps.c.score.desc(), gaps.c.kind, gaps.c.subject)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [
        GapRow(
            row.kind,
            row.subject,
            row.title,
            row.score,
            tuple(json.loads(row.evidence)),
            datetime.fromisoformat(row.found),
            datetime.fromisoformat(row.closed) if row.closed else None,
            row.reason,
        )
        for row in rows
    ]


def put(store: Store, rows: Iterable[GapRow]) -> None:
    """Keep the open gaps as they are now: new ones come in, those that are no more go, closed ones stay."""
    found = list(rows)
    keep = {(row.kind, row.subject) for row in found}
    with store.writing() as connection:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        open_ = connection.execute(select(gaps.c.kind, gaps.c.subject).where(gaps.c.closed.is_(None)))
        gone = [(row.kind, row.subject) for row in open_ if (row.kind, row.subject) not in keep]
        for key in gone:
            connection.execute(gaps.delete().where(tuple_(gaps.c.kind, gaps.c.subject) == key))
        for row in found:
            values = {
                "kind": row.kind,
                "subject": row.subject,
                "title": row.title,
                "score": row.score,
                "evidence": json.dumps(row.evidence, ensure_ascii=False),
                "found": stamp(row.found),
                "closed": None,
                "reason": "",
            }
            changed = {name: values[name] for name in ("title", "score", "evidence", "closed", "reason")}
            statement = dialect.insert(gaps).values(**values)
            connection.execute(
                statement.on_conflict_do_update(index_elements=["kind", "subject"], set_=changed)
            )


def close(store: Store, kind: str, subject: str, *, at: datetime, reason: str) -> bool:
    """Close a gap; return whether it was there."""
    mine = (gaps.c.kind == kind, gaps.c.subject == subject)
    with store.writing() as connection:
        found = connection.execute(gaps.update().where(*mine).values(closed=stamp(at), reason=reason))
    return bool(found.rowcount)
