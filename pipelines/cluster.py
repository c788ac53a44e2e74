"""Reading on many machines: groups of batches are handed to a Dask cluster, and each is read there as it would be here.

Belongs here: what goes to the cluster, what comes back, and what is done when a machine is lost. Does not belong here:
documents (see `batches`), and what becomes of one that kills its process, hangs or needs too much memory: on every
machine `workers` sees to that, so that a document is left out for the same reason wherever it is read.

The cluster is chosen by `HAKUSHO_CLUSTER`, the address of its scheduler. All its machines see the folders of the
transcriptions and of the staging under the same paths, and have this version of Hakusho. Only names of files and the
counts of rows travel; rows are written where they are read. See docs/scaling.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipelines.code_version import code_version
from pipelines.limits import Limits
from pipelines.workers import Begin, Loss, WorkersFailed
from pipelines.workers import in_order as in_order_here

Task = TypeVar("Task")
Result = TypeVar("Result")

_TOGETHER = 4
"""Batches in a group: a group starts a process, which takes a second or two, and a lost machine costs its groups."""

_CONNECT_SECONDS = 30


@dataclass(frozen=True)
class _Read:
    """What comes back of a group: the names of the items that were begun, and the result of each task."""

    begun: tuple[str, ...]
    results: tuple[Any, ...]


def in_order(
    work: Callable[[Task, Begin], Result],
    tasks: Sequence[Task],
    limits: Limits,
    without: Callable[[Task, Loss], Task],
    begun: Begin = lambda _: None,
) -> Iterator[Result]:
    """The same as `workers.in_order`, on the cluster that the limits name.

    A group whose machine is lost is read again on another one. WorkersFailed, if the cluster cannot be reached, loses
    the same group again and again, or runs other code.
    """
    from distributed import wait

    groups = [tuple(tasks[at : at + _TOGETHER]) for at in range(0, len(tasks), _TOGETHER)]
    with _client(limits) as client:
        under_way: dict[Any, int] = {}
        done: dict[int, tuple[Result, ...]] = {}
        handed_out = following = 0
        while following < len(groups):
            room = max(1, sum(client.nthreads().values()))  # no more: what is given ahead waits behind a straggler
            while handed_out < len(groups) and len(under_way) < room:
                future = client.submit(
                    _read_group,
                    work,
                    groups[handed_out],
                    replace(limits, workers=1),
                    without,
                    code_version(),
                    pure=False,
                )
                under_way[future] = handed_out
                handed_out += 1
            for future in wait(list(under_way), return_when="FIRST_COMPLETED").done:
                read = _result_of(future)
                for name in read.begun:
                    begun(name)
                done[under_way.pop(future)] = read.results
            while following in done:
                yield from done.pop(following)
                following += 1


def _client(limits: Limits) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise WorkersFailed("HAKUSHO_CLUSTER is set, but Dask is not installed; install hakusho[cluster]") from error
    try:
        return Client(limits.cluster, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise WorkersFailed(f"the cluster at {limits.cluster} cannot be reached ({error})") from error


def _result_of(future: Any) -> _Read:
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError

    try:
        read: _Read = future.result()
    except KilledWorker as error:
        raise WorkersFailed(f"the cluster lost several machines with the same documents ({error})") from error
    except FutureCancelledError as error:
        raise WorkersFailed(f"the scheduler of the cluster is gone ({error})") from error
    return read


def _read_group(
    work: Callable[[Any, Begin], Any],
    tasks: Sequence[Any],
    limits: Limits,
    without: Callable[[Any, Loss], Any],
    code: str,
) -> _Read:
    """What a thread of a machine of the cluster does: one process of its own for each group."""
    if code_version() != code:
        raise WorkersFailed(f"a machine of the cluster reads with code {code_version()}, this one has {code}")
    begun: list[str] = []
    results = tuple(in_order_here(work, tasks, limits, without, begun.append))
    return _Read(tuple(begun), results)
