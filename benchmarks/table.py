"""Prints every target for speed with what was measured here and now: what `make bench` ends with.

    python -m benchmarks.table                     collections of 100 and 1,000 reports (20 minutes)
    python -m benchmarks.table 100 1000 10000      with the size that the targets are about (an hour and a half)

Belongs here: the targets, and putting measurements beside them. Does not belong here: measuring (collections.py,
tests/benchmark). A target for 10,000 reports is only judged where so many were built. Seconds are those of the clock, and
mean little on a machine that has others to serve; the first line says how busy it was.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from benchmarks.collections import MEBIBYTE, ROOT, Collection, measure
from tests.benchmark.speed import speed_of
from tests.evaluation.annotations import load_all

FULL = 10_000
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
LEAST = {"quantulum3": 8, "Recognizers-Text": 80}
"""How many times as many characters a second Hakusho must read as another reader."""


@dataclass(frozen=True)
class Line:
    """A target: what is wanted and what was measured; `holds` is None where it could not be judged."""

    what: str
    wanted: str
    measured: str
    holds: bool | None


def of_peers() -> Iterator[Line]:
    """Characters a second, against the readers of .venv-bench: on the same documents, they paragraph by paragraph."""
    if not PEERS_PYTHON.exists():
        yield Line("against other readers", "", "not installed: `make bench` installs them", None)
        return
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [str(PEERS_PYTHON), "-m", "tests.benchmark.peers", "--json"]
    printed = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    speeds = {one["reader"]: one["characters_per_second"] for one in json.loads(printed)["readers"]}
    for name, least in LEAST.items():
        times = speeds["Hakusho"] / speeds[name]
        measured = f"{times:.1f} times ({speeds['Hakusho']:,} and {speeds[name]:,} characters a second)"
        yield Line(f"reading, against {name}", f"at least {least} times", measured, times >= least)
    yield Line("reading, against CQE", "at least 80 times", "not installed here", None)


def of_reading() -> Iterator[Line]:
    """Reading against one pass of `re`, on the reports of raw/ and on the documents of the evaluation."""
    texts = {
        "the reports of raw/": [path.read_bytes().decode() for path in sorted((ROOT / "raw").glob("*.md"))],
        "the evaluation": [document.text for document in load_all()],
    }
    for name, together in texts.items():
        speed = reduce(add, map(speed_of, together))
        times = speed.relations / speed.floor
        measured = f"{times:.0f} times, {speed.characters / speed.relations / 1e6:.2f} MB/s"
        yield Line(f"{name}, against a pass of `re`", "at most 100 times", measured, times <= 100)


def of_collections(found: Sequence[Collection]) -> Iterator[Line]:
    """The targets for large collections, judged by the largest that was built."""
    last = found[-1]
    full = last.count >= FULL

    def line(what: str, wanted: str, measured: str, holds: bool, *, anyway: bool = False) -> Line:
        return Line(what, wanted, f"{measured} for {last.count:,}", holds if full or anyway else None)

    two, minutes = last.two_cores, last.two_cores.seconds / 60
    yield line("10,000 reports on two cores", "at most 10 min", f"{minutes:.1f} min", minutes <= 10)
    yield line("their memory", "at most 4 GiB", f"{two.memory / MEBIBYTE:.0f} MiB", two.memory <= 4096 * MEBIBYTE)
    times = last.one_core.seconds / two.seconds
    yield line("two cores against one", "at least 1.7 times", f"{times:.2f} times", times >= 1.7)
    more = last.one_more.seconds
    yield line("one report more to 10,000", "at most 15 s", f"{more:.1f} s", more <= 15)
    name, slowest = max(last.queries.items(), key=lambda one: one[1])
    yield line(f"slowest query ({name})", "at most 1 s", f"{slowest:.2f} s", slowest <= 1)
    if len(found) > 2:
        steps = [_each(left, right) for left, right in zip(found, found[1:], strict=False)]
        growth = steps[-1] / steps[0]
        told = " and ".join(f"{1000 * step:.0f}" for step in steps)
        yield line("time grows linearly", "within 15 %", f"{told} ms cpu a further report", abs(growth - 1) <= 0.15)
    if len(found) > 1:
        ratio = two.memory / found[-2].two_cores.memory
        yield line("memory is flat", "as before", f"{ratio:.2f} times that for {found[-2].count:,}", ratio <= 1.15)


def _each(less: Collection, more: Collection) -> float:
    """The time of the processor for each further report: the start, which all builds have, is left out."""
    return (more.two_cores.cpu - less.two_cores.cpu) / (more.count - less.count)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything, and print it."""
    parser = argparse.ArgumentParser(description="Print every target for speed with what is measured.")
    parser.add_argument("counts", type=int, nargs="*", default=[100, 1000])
    counts = parser.parse_args(arguments).counts
    print(f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} processes wanted to run in the last minute", flush=True)
    lines = [*of_peers(), *of_reading()]
    found = []
    for count in sorted(counts):
        with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as folder:
            found.append(measure(count, Path(folder)))
    lines += of_collections(found)
    print(f"\n{'target':42}{'wanted':20}{'':8}measured")
    for one in lines:
        verdict = {True: "met", False: "missed", None: "-"}[one.holds]
        print(f"{one.what:42}{one.wanted:20}{verdict:8}{one.measured}")


if __name__ == "__main__":
    main()
