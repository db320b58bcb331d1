"""Stopping what takes too long, by the processor's time: a busy machine stops nothing."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# An article takes about 5 ms; the slowest that the limits of its shape let through takes minutes.
RENDER_SECONDS = 5.0


class OutOfTime(BaseException):
    """What was limited has used up its time."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside the block once it has used so many seconds of processor time.

    Python's own code and regular expressions can be stopped, a library in another language cannot. There is no
    limit on systems without POSIX timers and outside of the main thread.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTime
