"""A limit on the time of the processor, so that a reader that runs away fails instead of hanging the tests.

Other work on the machine hardly counts, as it would in seconds of the clock.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError, naming the line that was reached, when the processor has been used for so long."""

    def stop(_: int, frame: FrameType | None) -> None:
        at = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "nowhere"
        raise TimeoutError(f"still running after {seconds} s, at {at}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
