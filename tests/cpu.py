"""Limits on processor time that hold on a slow or busy machine as well."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

# What counting so far takes on a machine with nothing else to do.
_COUNT = 1_000_000
_USUAL_SECONDS = 0.06


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail where the block takes more CPU seconds than that.

    On a machine that counts slower just before or after, by its make or because others use the same core, it may
    take longer in proportion.
    """
    before = _counting()
    start = time.process_time()
    yield
    used = time.process_time() - start
    slowness = max(1.0, before / _USUAL_SECONDS, _counting() / _USUAL_SECONDS)
    assert used < seconds * slowness, (
        f"{used:.1f} CPU seconds, {seconds} at most, on a machine {slowness:.1f} times as slow"
    )


def _counting() -> float:
    start = time.process_time()
    total = 0
    for number in range(_COUNT):
        total += number % 7
    return time.process_time() - start
