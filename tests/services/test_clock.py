"""A clock that was set forward by mistake deletes nothing."""

from datetime import timedelta

import pytest

from kbtool.errors import ClockError
from kbtool.services import clock, retention
from kbtool.store import results, tickets
from kbtool.store.database import Store
from tests.conftest import NOW
from tests.store.test_tickets import ticket
from tests.store.test_training_tables import answer

DAY = timedelta(days=1)
YEAR = 365 * DAY


@pytest.fixture
def store(make_project):
    with Store.open(make_project()) as opened:
        yield opened


def purge(store, settings, when):
    return retention.purge(store, settings, now=when)


def fill(store):
    """Keep an answer that is nearly too old, and one of today."""
    for minute in (0, -179 * 24 * 60):
        results.record(store, answer(minute))


@pytest.mark.parametrize("ahead", [32 * DAY, YEAR, 50 * YEAR])
def test_a_clock_set_forward_deletes_no_results(store, settings, ahead):
    fill(store)
    assert purge(store, settings, NOW) == 0

    with pytest.raises(ClockError, match=f"{ahead.days} days after"):
        purge(store, settings, NOW + ahead)

    assert results.count(store) == 2


def test_answers_given_by_the_wrong_clock_do_not_make_it_right(store, settings):
    fill(store)
    purge(store, settings, NOW)
    results.record(store, answer(YEAR // timedelta(minutes=1)))

    for later in (YEAR, YEAR + DAY):
        with pytest.raises(ClockError):
            purge(store, settings, NOW + later)

    assert results.count(store) == 3
    assert purge(store, settings, NOW + 2 * DAY) == 1


def test_a_store_that_never_deleted_anything_goes_by_its_latest_answer(store, settings):
    fill(store)

    with pytest.raises(ClockError):
        purge(store, settings, NOW + YEAR)

    assert purge(store, settings, NOW + 2 * DAY) == 1


def test_day_by_day_everything_is_deleted_in_its_time(store, settings):
    fill(store)

    assert [purge(store, settings, NOW + 30 * step * DAY) for step in range(8)] == [0, 1, 0, 0, 0, 0, 0, 1]


def test_new_tickets_say_that_time_has_passed(store, settings):
    fill(store)
    purge(store, settings, NOW)
    tickets.upsert(store, [ticket(created=(NOW + YEAR - DAY).isoformat())])

    assert purge(store, settings, NOW + YEAR) == 2


def test_a_ticket_from_the_future_proves_nothing(store, settings):
    fill(store)
    purge(store, settings, NOW)
    tickets.upsert(store, [ticket(created=(NOW + 100 * YEAR).isoformat())])

    with pytest.raises(ClockError):
        purge(store, settings, NOW + YEAR)


def test_a_clock_set_back_deletes_nothing_and_is_no_reason_to_doubt_it_later(store, settings):
    fill(store)
    purge(store, settings, NOW)

    assert purge(store, settings, NOW - YEAR) == 0
    assert purge(store, settings, NOW + 2 * DAY) == 1


def test_a_clock_that_somebody_calls_right_is_believed_from_then_on(store, settings):
    fill(store)
    purge(store, settings, NOW)

    clock.check(store, now=NOW + YEAR, is_right=True)
    clock.note(store, now=NOW + YEAR)

    assert purge(store, settings, NOW + YEAR) == 2


def test_an_empty_store_doubts_no_clock(store, settings):
    assert purge(store, settings, NOW) == 0
