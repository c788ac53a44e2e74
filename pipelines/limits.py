"""How much of the machine reading may use: workers, and seconds and memory for one document; or a cluster of machines.

Each limit can be set by an environment variable. How workers are held to theirs stands in `workers`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipelines.intake.faults import UnreadableInput

WORKERS = "HAKUSHO_WORKERS"
SECONDS = "HAKUSHO_DOCUMENT_SECONDS"
MEGABYTES = "HAKUSHO_DOCUMENT_MEGABYTES"
CLUSTER = "HAKUSHO_CLUSTER"

_RESERVE = 2_000_000  # bytes that are kept back for what is done when the memory is used up


class _TooLong(BaseException):
    """Not an Exception: nothing on the way takes it for a fault of its own."""


@dataclass(frozen=True)
class Limits:
    """`workers` processes read at the same time; a document has `seconds` of the clock and `megabytes` of memory.

    The memory is that of the worker: about 150 MB of it are the program itself. `cluster` is the address of the
    scheduler of a Dask cluster that reads in place of this machine; there `workers` is what each machine was given.
    """

    workers: int
    seconds: int = 600
    megabytes: int = 2000
    cluster: str | None = None


def limits() -> Limits:
    """The limits that the environment sets, else one worker for each core that this process may use."""
    return Limits(
        _setting(WORKERS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1),
        _setting(SECONDS, Limits.seconds),
        _setting(MEGABYTES, Limits.megabytes),
        os.environ.get(CLUSTER) or None,
    )


@contextmanager
def held_to(bounds: Limits, where: str) -> Iterator[None]:
    """Let this process have no more seconds and memory than that. UnreadableInput, if what is read at `where` wants more.

    Only in the main thread of a process.
    """
    import resource

    def stop(*_: object) -> None:
        raise _TooLong

    handler, memory = signal.signal(signal.SIGALRM, stop), resource.getrlimit(resource.RLIMIT_DATA)
    reserve = bytearray(_RESERVE)
    signal.alarm(bounds.seconds)
    try:
        try:
            limit_memory(bounds.megabytes)
            yield
        finally:
            reserve.clear()  # else there may be too little left to lift the limit, and to tell what happened
            resource.setrlimit(resource.RLIMIT_DATA, memory)
    except _TooLong:
        what, setting = f"took longer than {bounds.seconds} seconds", SECONDS
    except MemoryError:
        what, setting = f"needs more memory than {bounds.megabytes} MB", MEGABYTES
    else:
        return
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)
    raise UnreadableInput(what, where, f"split it, by chapters for instance, or raise {setting}")


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than that: what asks for more gets a MemoryError."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


def _setting(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 1_000_000:
        raise UnreadableInput(f"is {value!r}", f"environment variable {name}", "give a whole number from 1 on")
    return int(value)
