"""Builds that are killed at random moments, in a program of its own: `python tests/killing.py FOLDER KILLS SEED`.

Everything that is slow to import is imported once, and each build runs in a fork. After every kill the published
warehouse must be whole and be that of some build that ended; every tenth build is let through, as is the last, and must
succeed. Most documents stay the same, so that some builds exchange rows and others are built from empty.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import duckdb
import great_expectations
import handmade
import pandera.pandas

from pipelines import definitions, extraction
from pipelines.main_job import run_build
from pipelines.warehouse.staging import LOCK, PUBLISHED

PREPARED = (great_expectations, pandera.pandas, definitions)
LET_THROUGH = 10
KEPT = 20
"""Documents that are always there."""

sys.modules["pipelines.document"] = handmade.engine()


def main(folder: Path, kills: int, seed: int) -> None:
    choice = random.Random(seed)
    raw, warehouse = folder / "raw", folder / "warehouse" / "hakusho.duckdb"
    raw.mkdir()
    write(raw, 0)
    begun = time.monotonic()
    assert build(raw, warehouse, None) == 0
    duration = time.monotonic() - begun
    published = {state(warehouse)}
    for number in range(1, kills + 1):
        write(raw, number)
        if choice.random() < 0.3:  # read by workers
            extraction.SMALL, extraction._LARGEST_BATCH = 0, 1
        else:
            extraction.SMALL, extraction._LARGEST_BATCH = 400_000, 1_000_000
        build(raw, warehouse, choice.uniform(0, duration * 1.1))
        found = state(warehouse)
        published.add(number)  # it may have come to its end
        assert found in published, f"kill {number}: {found}"
        if number % LET_THROUGH == 0 or number == kills:
            assert build(raw, warehouse, None) == 0, f"after kill {number}"
            assert state(warehouse) == number
    print(json.dumps({"kills": kills, "seconds_of_a_build": round(duration, 2), "left": left(warehouse)}))


def write(raw: Path, number: int) -> None:
    """The folder as of this number: as many documents as it says modulo five, and one that tells the number."""
    for path in raw.iterdir():
        path.unlink()
    for kept in range(KEPT):
        (raw / f"kept {kept}.md").write_text(handmade.TEXT)
    for other in range(number % 5):
        (raw / f"other {other}.md").write_text(handmade.TEXT)
    (raw / "survey.md").write_text(handmade.TEXT.replace("Survey of firms", f"Survey {number}") + f"In {number}.")


def build(raw: Path, warehouse: Path, seconds: float | None) -> int:
    """Build in a fork, which is killed after so many seconds."""

    def work() -> bool:
        outcome = run_build(raw, warehouse)
        print(*outcome.failures, sep="\n", end="", file=sys.stderr)
        return outcome.published

    return in_fork(work, seconds)


def in_fork(work: Callable[[], bool], seconds: float | None) -> int:
    """Work in a fork, which is killed after so many seconds. Returns its exit code, -9 if it was killed."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            code = 0 if work() else 1
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def state(warehouse: Path) -> int:
    """The number that the published warehouse tells, after looking whether it is whole."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:

        def ask(query: str) -> list[tuple[object, ...]]:
            return connection.execute(query).fetchall()

        number = int(str(ask("select arg_max(exact, start) from numerals where document_id = 'survey'")[0][0]))
        documents = KEPT + 1 + number % 5
        assert ask("select documents from dataset_info") == [(documents,)]
        for table, rows in {"documents": 1, "observations": 3, "relations": 1, "findings": 1, "sources": 1}.items():
            assert ask(f"select count(*) from {table}") == [(documents * rows,)], table
        return number


def left(warehouse: Path) -> list[str]:
    """What lies beside the warehouse that is no part of it."""
    expected = {"hakusho.duckdb", "hakusho.duckdb.staging"}
    stray = [path.name for path in warehouse.parent.iterdir() if path.name not in expected]
    staging = warehouse.with_name("hakusho.duckdb.staging")
    return stray + [
        path.name
        for path in staging.iterdir()
        if not (path / "contents.parquet").exists() and path.name not in (LOCK, PUBLISHED)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
