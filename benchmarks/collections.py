"""Measures `hakusho build` on generated collections: seconds, memory, cores, one more report, and the queries.

    python -m benchmarks.collections                       100 and 1,000 reports
    python -m benchmarks.collections 100 1000 10000        with the size that the targets are about (30 minutes)

Belongs here: running builds, and what is measured of them. Does not belong here: what the reports look like
(reports.py). Each build is a process of its own. `cpu` is the time of the processor of all its processes: on a machine
that has others to serve, it says more than `seconds`. Memory is the greatest sum of the proportional set sizes (pages
that several processes share are counted once).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from benchmarks.reports import write_reports

ROOT = Path(__file__).parents[1]
QUERIES = sorted((ROOT / "warehouse" / "queries").glob("*.sql"))
SEED = 1
MEBIBYTE = 1 << 20
_BETWEEN_LOOKS = 0.5


@dataclass
class Measured:
    """One build: seconds of the clock and of processors, bytes of memory at most, and when it said what it was doing."""

    seconds: float
    cpu: float
    memory: int
    output: str
    said: list[tuple[float, str]] = field(default_factory=list)

    @property
    def phases(self) -> str:
        """How long each phase took, in the order in which they were announced."""
        spent: dict[str, float] = {}
        for (since, what), (until, _) in zip(self.said, [*self.said[1:], (self.seconds, "")], strict=True):
            name = what.partition(":")[0] if what.startswith("reading:") else what
            name = "reading" if name.startswith("reading ") else name
            spent[name] = spent.get(name, 0) + until - since
        return ", ".join(f"{name} {seconds:.1f}" for name, seconds in spent.items())


@dataclass(frozen=True)
class Collection:
    """What was measured of a collection of `count` reports."""

    count: int
    two_cores: Measured
    one_core: Measured
    one_more: Measured
    queries: dict[str, float]


def build(raw: Path, warehouse: Path, cores: int) -> Measured:
    """Run a build on so many cores. RuntimeError with what it complained of, if it fails."""
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    if len(chosen) < cores:
        raise RuntimeError(f"this process may use {len(chosen)} cores, not {cores}")
    command = [sys.executable, "-m", "pipelines.cli", "build", "--raw", str(raw), "--warehouse", str(warehouse)]
    begun = time.monotonic()
    said: list[tuple[float, str]] = [(0.0, "starting")]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, chosen),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    error, out = process.stderr, process.stdout
    printed: list[str] = []
    peak = [0]
    ended = threading.Event()
    listeners = [
        threading.Thread(target=lambda: said.extend((time.monotonic() - begun, line.strip()) for line in error)),
        threading.Thread(target=lambda: printed.append(out.read())),
        threading.Thread(target=_watch, args=(process.pid, peak, ended)),
    ]
    for listener in listeners:
        listener.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    for listener in listeners:
        listener.join()
    seconds = time.monotonic() - begun
    if process.returncode:
        raise RuntimeError("\n".join(line for _, line in said[-5:]))
    if "Left out:" in printed[0]:  # it would be quick for the wrong reason
        raise RuntimeError(printed[0][printed[0].index("Left out:") :][:500])
    return Measured(seconds, usage.ru_utime + usage.ru_stime, peak[0], printed[0], said)


def query_seconds(warehouse: Path) -> dict[str, float]:
    """The seconds of the clock that each example query takes, on a connection of its own, with fetching the rows."""
    spent = {}
    for path in QUERIES:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            begun = time.monotonic()
            connection.execute(path.read_text(encoding="utf-8")).fetchall()
            spent[path.stem] = time.monotonic() - begun
    return spent


def measure(count: int, folder: Path) -> Collection:
    """Measure a collection of so many reports, and print it."""
    raw, warehouse = folder / "raw", folder / "warehouse" / "hakusho.duckdb"
    size = write_reports(raw, range(count), SEED)
    print(f"\n{count:,} reports, {size / 1e6:.1f} MB", flush=True)
    two = build(raw, warehouse, 2)
    _tell("two cores", two, count)
    write_reports(raw, [count], SEED)
    more = build(raw, warehouse, 2)
    _tell("one report more", more, count + 1)
    if "\n1 read," not in more.output:
        raise RuntimeError(f"more than one report was read: {more.output[-200:]}")
    _tell("nothing new", build(raw, warehouse, 2), count + 1)
    queries = query_seconds(warehouse)
    print("  queries: " + ", ".join(f"{name} {spent:.2f} s" for name, spent in queries.items()))
    print(f"  warehouse: {warehouse.stat().st_size / 1e6:.0f} MB", flush=True)
    shutil.rmtree(warehouse.parent)
    one = build(raw, warehouse, 1)
    _tell("one core", one, count + 1)
    print(f"  two cores against one: {one.seconds / two.seconds:.2f} times as fast", flush=True)
    return Collection(count, two, one, more, queries)


def _tell(what: str, measured: Measured, count: int) -> None:
    print(
        f"  {what:16} {measured.seconds:8.1f} s {measured.cpu:8.1f} s cpu {measured.memory / MEBIBYTE:7.0f} MiB"
        f" {measured.cpu / count * 1000:7.1f} ms cpu a report   ({measured.phases})",
        flush=True,
    )


def _watch(root: int, peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(_BETWEEN_LOOKS):
        peak[0] = max(peak[0], sum(map(_memory, _tree(root))))


def _tree(root: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield root
    try:
        threads = list(Path(f"/proc/{root}/task").iterdir())
        children = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(child)


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure collections of the sizes that are asked for."""
    parser = argparse.ArgumentParser(description="Measure builds of generated collections.")
    parser.add_argument("counts", type=int, nargs="*", default=[100, 1000])
    for count in parser.parse_args(arguments).counts:
        with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as folder:
            measure(count, Path(folder))


if __name__ == "__main__":
    main()
