"""How much of the machine reading may use: workers, and seconds and memory for one document; or a cluster of machines.

Each limit can be set by an environment variable. What is done about a document that exceeds one stands in `workers`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from pipelines.intake.faults import UnreadableInput

WORKERS = "HAKUSHO_WORKERS"
SECONDS = "HAKUSHO_DOCUMENT_SECONDS"
MEGABYTES = "HAKUSHO_DOCUMENT_MEGABYTES"
CLUSTER = "HAKUSHO_CLUSTER"


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


def _setting(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 1_000_000:
        raise UnreadableInput(f"is {value!r}", f"environment variable {name}", "give a whole number from 1 on")
    return int(value)
