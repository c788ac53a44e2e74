"""Worker processes that survive their work: one that dies, hangs or runs out of memory loses one item of its task.

A task is a list of items that are worked on one after the other. Knows nothing of documents. The standard pools are
of no use here: they break as a whole when a worker is killed, and they have no limits.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from pipelines.limits import Limits, limit_memory

Task = TypeVar("Task")
Result = TypeVar("Result")

Begin = Callable[[str], None]
"""What the work calls with the name of each item that it begins."""

_TRIES = 3
"""How often a task may lose its worker before any item was begun: then it is the worker's fault."""


_START_SECONDS = 600
"""In which a worker must have begun its first item. It takes one second, unless the machine has much else to do."""

_OUT_OF_MEMORY = 77
"""The exit code of a worker that was refused memory."""


class WorkersFailed(Exception):  # noqa: N818
    """Workers that cannot be started, or that die without having begun anything."""


@dataclass(frozen=True)
class Loss:
    """The item at which a worker was lost, and how: `reason` ends a sentence that begins with the item."""

    item: str
    reason: str


@dataclass(eq=False)
class _Worker(Generic[Task]):
    process: Any
    connection: Connection
    number: int
    task: Task
    item: str | None = None
    since: float = 0.0
    killed: str | None = None


def in_order(
    work: Callable[[Task, Begin], Result],
    tasks: Sequence[Task],
    limits: Limits,
    without: Callable[[Task, Loss], Task],
    begun: Begin = lambda _: None,
) -> Iterator[Result]:
    """The results of `work` on each task, in the order of the tasks, made by `limits.workers` processes.

    A task whose worker was lost is done again as `without` changes it. An exception of the work is raised here.
    `begun` is told of each item. All workers are gone when the iterator is closed. WorkersFailed, if none can be had.
    """
    pool = _Pool(work, limits, begun)
    waiting = list(enumerate(tasks))[::-1]
    done: dict[int, Result] = {}
    tries: dict[int, int] = {}
    following = 0
    try:
        while following < len(tasks):
            while waiting and pool.has_room:
                pool.start(*waiting.pop())
            for worker, outcome in pool.turn():
                if not isinstance(outcome, Loss):
                    done[worker.number] = outcome.value
                    continue
                if not outcome.item:
                    tries[worker.number] = tries.get(worker.number, 0) + 1
                    if tries[worker.number] == _TRIES:
                        raise WorkersFailed(f"a worker {outcome.reason} before it began, {_TRIES} times")
                task = without(worker.task, outcome) if outcome.item else worker.task
                waiting.append((worker.number, task))
            while following in done:
                yield done.pop(following)
                following += 1
    finally:
        pool.close()


@dataclass(frozen=True)
class _Done:
    value: Any


class _Pool(Generic[Task]):
    """The processes: idle ones are kept for the next task, lost ones are replaced."""

    def __init__(self, work: Callable[[Task, Begin], Any], limits: Limits, begun: Begin) -> None:
        self._work, self._limits, self._begun = work, limits, begun
        self._idle: list[tuple[Any, Connection]] = []
        self._busy: list[_Worker[Task]] = []
        self._context = multiprocessing.get_context("spawn")  # leaves no file behind when all is killed

    @property
    def has_room(self) -> bool:
        return len(self._busy) < self._limits.workers

    def start(self, number: int, task: Task) -> None:
        """Give a task to an idle worker or a new one."""
        process, connection = self._idle.pop() if self._idle else self._process()
        self._busy.append(_Worker(process, connection, number, task, since=time.monotonic()))
        with suppress(OSError):  # a worker that died while idle is noticed in the next turn
            connection.send(task)

    def turn(self) -> list[tuple[_Worker[Task], _Done | Loss]]:
        """Wait a moment for what the workers say. Returns the tasks that ended, by a result or by a loss."""
        ready = wait([worker.connection for worker in self._busy], timeout=0.5)
        ended: list[tuple[_Worker[Task], _Done | Loss]] = []
        for worker in list(self._busy):
            if worker.connection in ready and (outcome := self._hear(worker)):
                self._busy.remove(worker)
                ended.append((worker, outcome))
            elif not worker.killed:
                allowed = self._limits.seconds if worker.item else _START_SECONDS
                if time.monotonic() - worker.since > allowed:
                    worker.killed = f"took longer than {allowed} seconds"
                    worker.process.kill()
        return ended

    def close(self) -> None:
        """End all workers, also those at work."""
        for worker in self._busy:
            worker.process.kill()
        for process, connection in [(w.process, w.connection) for w in self._busy] + self._idle:
            connection.close()  # an idle worker ends when nobody can give it a task any more
            process.join()
        self._busy, self._idle = [], []

    def _process(self) -> tuple[Any, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work, self._limits.megabytes), daemon=True)
        process.start()
        theirs.close()
        return process, ours

    def _hear(self, worker: _Worker[Task]) -> _Done | Loss | None:
        try:
            kind, value = worker.connection.recv()
        except (EOFError, OSError):
            worker.connection.close()
            worker.process.join()
            return Loss(worker.item or "", worker.killed or self._cause(worker.process.exitcode))
        if kind == "begun":
            worker.item, worker.since = value, time.monotonic()
            self._begun(value)
            return None
        if kind == "failed":
            raise value
        self._idle.append((worker.process, worker.connection))
        return _Done(value)

    def _cause(self, exit_code: int) -> str:
        if exit_code == _OUT_OF_MEMORY:
            return f"needs more memory than {self._limits.megabytes} MB"
        how = f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
        return f"ended its worker ({how})"


def _serve(connection: Connection, work: Callable[[Any, Begin], Any], megabytes: int) -> None:
    """What a worker does until nobody has a task for it any more."""
    threading.Thread(target=_follow_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the process that waits for the results
    limit_memory(megabytes)
    with suppress(EOFError, BrokenPipeError):  # that process is gone
        while True:
            task = connection.recv()
            connection.send(_answer(task, work, lambda item: connection.send(("begun", item))))


def _answer(task: Any, work: Callable[[Any, Begin], Any], begin: Begin) -> tuple[str, Any]:
    try:
        return "done", work(task, begin)
    except BrokenPipeError:
        raise
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)  # what is left of this process is not to be trusted
    except Exception as error:
        return "failed", _portable(error)


def _follow_parent() -> None:
    """End with the process that started this one, also if that one was killed: nobody waits for the result."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _portable(error: Exception) -> Exception:
    """The error as it can be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
