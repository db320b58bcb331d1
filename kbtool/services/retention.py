"""Results are deleted after the days the settings say."""

from datetime import datetime, timedelta

from kbtool.services import clock
from kbtool.settings import Settings
from kbtool.store import results
from kbtool.store.database import Store


def purge(store: Store, settings: Settings, *, now: datetime) -> int:
    """Delete the results that are older than `retention_days`; return how many answers that were.

    Raises ClockError, and deletes nothing, where the clock seems to have been set forward.
    """
    clock.check(store, now=now)
    clock.note(store, now=now)
    return results.delete_older(store, limit(settings, now=now))


def limit(settings: Settings, *, now: datetime) -> datetime:
    """Return the time before which results are too old."""
    return now - timedelta(days=settings.training.retention_days)
