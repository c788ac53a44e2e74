"""A limit on the time of the processor, so that a reader that runs away fails instead of hanging the tests.

Other work on the machine hardly counts, as it would in seconds of the clock; how fast the processor is at the moment
does not count either: limits are in seconds of a machine that counts to a million in 40 milliseconds.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_COUNTED = 250_000
_NOMINAL = 0.01  # seconds for counting so far


def slowness() -> float:
    """How many times longer than on the machine that limits are meant for the processor takes now; at least 1."""
    begun, total = time.process_time(), 0
    for number in range(_COUNTED):
        total += number
    return max(1.0, (time.process_time() - begun) / _NOMINAL)


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError, naming the line that was reached, when the processor has been used for so long.

    How fast it is changes from one second to the next where machines are shared: when the time is up, it is asked again.
    """
    begun, factor = time.process_time(), slowness()

    def stop(_: int, frame: FrameType | None) -> None:
        nonlocal factor
        factor = max(factor, slowness())
        left = seconds * factor - (time.process_time() - begun)
        if left > 0:
            signal.setitimer(signal.ITIMER_PROF, left)
            return
        at = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "nowhere"
        raise TimeoutError(f"still running after {seconds} s, at {at}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds * factor)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
