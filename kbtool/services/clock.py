"""Notice a clock that was set forward by mistake before old records are deleted by it.

A clock cannot be checked without another one. Two are at hand: the time of the last deletion, which was
believed then, and the times of tickets, which come from the help desk. A time far beyond both is not believed
until a person says that it is right.
"""

from datetime import datetime, timedelta

from kbtool.errors import ClockError
from kbtool.store import clock, results, tickets
from kbtool.store.database import Store

FARTHEST = timedelta(days=31)


def check(store: Store, *, now: datetime, is_right: bool = False) -> None:
    """Raise ClockError where a time is not to be believed and nobody has said that it `is_right`."""
    last = None if is_right else doubted(store, now=now)
    if last is not None:
        raise ClockError(
            f"The clock says {now:%Y-%m-%d}, {(now - last).days} days after the last time that the store knows"
            f" of ({last:%Y-%m-%d}), so nothing is deleted for its age.",
            hint="Set the clock. If it is right, run the command again with --clock-is-right.",
        )


def doubted(store: Store, *, now: datetime) -> datetime | None:
    """Return the last time that the store knows of, where `now` is more than 31 days beyond it; otherwise None.

    Answers are believed only as long as nothing else is known: they bear the time of the clock in question.
    """
    last = clock.seen(store)
    if last is not None and now - last <= FARTHEST:
        return None
    others = (last or results.newest(store), tickets.newest(store, before=now))
    known = max((time for time in others if time), default=now)
    return known if now - known > FARTHEST else None


def note(store: Store, *, now: datetime) -> None:
    """Keep a time that is believed; a clock that was set back since does not count."""
    clock.note(store, max(now, clock.seen(store) or now))
