"""The latest time at which old records were deleted; a clock that was set forward shows by it."""

from datetime import datetime

from sqlalchemy import func, select

from kbtool.store.database import Store
from kbtool.store.results import stamp
from kbtool.store.schema import clock


def seen(store: Store) -> datetime | None:
    """Return that time, or None where nothing was ever deleted for its age."""
    with store.reading() as connection:
        found = connection.execute(select(func.max(clock.c.seen))).scalar()
    return datetime.fromisoformat(found) if found else None


def note(store: Store, now: datetime) -> None:
    """Keep a time in the place of all earlier ones."""
    with store.writing() as connection:
        connection.execute(clock.delete())
        connection.execute(clock.insert().values(seen=stamp(now)))
