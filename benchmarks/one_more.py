"""Measures what one report more costs in a large collection that was not read for it: copies of a few generated reports.

    python -m benchmarks.one_more 300 1000 10000

Belongs here: building such a collection once from empty, and then with a report more, with one changed, with one taken
away, and with nothing new. Does not belong here: the copies (copies.py), and what reading costs (collections.py).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.collections import MEBIBYTE, build
from benchmarks.copies import write_copies
from benchmarks.reports import report


def measure(count: int, folder: Path) -> None:
    """Measure a collection of so many copies, and print it."""
    raw, warehouse = folder / "raw", folder / "warehouse" / "hakusho.duckdb"
    write_copies(raw, warehouse, count)
    print(f"\n{count:,} reports", flush=True)
    more, first = raw / "one more.md", min(raw.glob("*.md"))
    steps = {
        "from empty": lambda: None,
        "one more": lambda: more.write_text(report(2, 0), encoding="utf-8"),
        "one changed": lambda: more.write_text(report(2, 1), encoding="utf-8"),
        "one gone": lambda: [path.unlink() for path in raw.glob(f"{first.stem}.*")],
        "nothing new": lambda: None,
    }
    for what, change in steps.items():
        change()
        done = build(raw, warehouse, 2)
        print(
            f"  {what:12}{done.seconds:7.1f} s{done.cpu:7.1f} s cpu{done.memory / MEBIBYTE:6.0f} MiB"
            f"{warehouse.stat().st_size / 1e6:6.0f} MB   ({done.phases})",
            flush=True,
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure collections of the sizes that are asked for."""
    parser = argparse.ArgumentParser(description="Measure what one report more costs in a large collection.")
    parser.add_argument("counts", type=int, nargs="*", default=[300, 1000])
    for count in parser.parse_args(arguments).counts:
        with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as folder:
            measure(count, Path(folder))


if __name__ == "__main__":
    main()
