"""The warehouse file: a fresh candidate from the staged rows, and the swap that publishes it.

Readers keep what they have open, and whoever opens the warehouse sees a whole one: the candidate is written
beside it and takes its place in one step. Whether it may do so is decided in `acceptance`.
"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from pipelines.warehouse.staging import StagedDocument, staged_documents, staged_files
from pipelines.warehouse.storage import is_of_storage
from schemas.catalogue import DOCUMENT_TABLES, SCHEMA_VERSION, VIEWS
from schemas.ddl import DUCKDB_TYPES, literal, quoted, table_statements, view_statements
from schemas.declaration import Table
from schemas.documents import DATASET_INFO

STORAGE_VERSION = "v1.2.0"
"""The oldest DuckDB that opens the file."""

DATASET = "hakusho"

MEMORY = "1500MB"
"""What DuckDB may use for assembling; what does not fit is sorted on the disk, beside the candidate."""

# Else a query that names a missing table silently reads a Python variable of that name.
NO_REPLACEMENTS = "SET python_enable_replacements = false"


class BuildFailed(Exception):  # noqa: N818
    """A candidate could not be built. Its text has one line per table or view that failed."""

    def __init__(self, failures: list[str]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join(failures))


@dataclass(frozen=True)
class Candidate:
    """A finished, unpublished warehouse file and the number of rows of each of its tables."""

    path: Path
    rows: dict[str, int]


def candidate_path(warehouse: Path) -> Path:
    """Where the candidate for a warehouse is built: beside it, by whoever holds its lock."""
    return warehouse.with_name(f"{warehouse.name}.candidate")


def build_candidate(staging: Path, warehouse: Path) -> Candidate:
    """Build a candidate from everything that is staged. BuildFailed, after every table was tried.

    The caller holds the lock of the warehouse.
    """
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    path = candidate_path(warehouse)
    discard(path)
    documents = list(staged_documents(staging).values())
    with duckdb.connect(":memory:", config=_bounds(path)) as connection:
        connection.execute(NO_REPLACEMENTS)
        connection.execute(f"ATTACH {literal(str(path))} AS w (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE w")
        rows, failures = _fill(connection, staging, documents)
        connection.execute("USE memory")
        if not failures:
            connection.execute("DETACH w")
    if failures:
        discard(path)
        raise BuildFailed(failures)
    return Candidate(path, rows)


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse for reading. If it is swapped meanwhile, the connection keeps what it opened."""
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute(NO_REPLACEMENTS)
    return connection


def publish(candidate: Path, warehouse: Path) -> None:
    """Put the candidate in the place of the warehouse, in one step, readable and not writable."""
    with candidate.open("rb+") as file:
        os.fsync(file.fileno())
    candidate.chmod(0o444)
    # An orphan log beside the new file would make it unopenable, even for reading.
    _log_of(warehouse).unlink(missing_ok=True)
    os.replace(candidate, warehouse)
    discard(candidate)
    folder = os.open(warehouse.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def discard(candidate: Path) -> None:
    """Remove a candidate and all that DuckDB wrote beside it, if it is there, also that of a build that was killed."""
    for path in candidate.parent.glob(f"{glob.escape(candidate.name)}*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _bounds(candidate: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {"memory_limit": MEMORY, "temp_directory": str(candidate.with_name(candidate.name + ".tmp"))}


def _fill(
    connection: duckdb.DuckDBPyConnection, staging: Path, documents: list[StagedDocument]
) -> tuple[dict[str, int], list[str]]:
    _name_what_counts(connection, documents)
    rows: dict[str, int] = {}
    failures: list[str] = []
    for table in DOCUMENT_TABLES:
        with _gathered(failures, f"table {table.name}"):
            rows[table.name] = _fill_table(connection, table, staged_files(staging, table, documents))
    for view in VIEWS:
        with _gathered(failures, f"view {view.name}"):
            for statement in view_statements(view):
                connection.execute(statement)
    with _gathered(failures, f"table {DATASET_INFO.name}"):
        rows[DATASET_INFO.name] = fill_info(connection, facts_of_build())
    return rows, failures


@contextmanager
def _gathered(failures: list[str], what: str) -> Iterator[None]:
    """Go on after a failure, so that all are told together; not if the disk is at fault, which fails everything."""
    try:
        yield
    except duckdb.Error as error:
        if is_of_storage(error):
            raise
        failures.append(f"{what}: {_first_line(error)}")


def _fill_table(connection: duckdb.DuckDBPyConnection, table: Table, files: list[Path]) -> int:
    for statement in table_statements(table):
        connection.execute(statement)
    if not files:
        return 0
    columns = ", ".join(f"CAST({quoted(column.name)} AS {DUCKDB_TYPES[column.type]})" for column in table.columns)
    order = ", ".join(map(quoted, table.key))
    connection.execute(
        f"""INSERT INTO {quoted(table.name)} SELECT {columns} FROM read_parquet($files, filename = true) AS staged
        SEMI JOIN temp.counting ON staged.document_id = counting.document_id
            AND parse_path(staged.filename)[-2] = counting.segment
        ORDER BY {order}""",
        {"files": [str(path) for path in files]},
    )
    (count,) = connection.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchall()[0]
    return int(count)


def _name_what_counts(connection: duckdb.DuckDBPyConnection, documents: list[StagedDocument]) -> None:
    """Say which segment has the rows of a document that count: older ones may be there too."""
    connection.execute("CREATE TEMP TABLE counting (document_id VARCHAR, segment VARCHAR)")
    ids, segments = [one.document_id for one in documents], [one.segment for one in documents]
    connection.execute(
        "INSERT INTO counting SELECT unnest($ids), unnest($segments)", {"ids": ids, "segments": segments}
    )


def facts_of_build() -> dict[str, str]:
    """What `dataset_info` says of a warehouse that is built now, but for counts."""
    return {
        "dataset": DATASET,
        "schema": SCHEMA_VERSION,
        "engine": _engine_version(),
        "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def fill_info(connection: duckdb.DuckDBPyConnection, facts: Mapping[str, str]) -> int:
    """Make the table `dataset_info`, with what is counted in the other tables. Returns the number of its rows."""
    for statement in table_statements(DATASET_INFO):
        connection.execute(statement)
    connection.execute(
        f"""INSERT INTO {quoted(DATASET_INFO.name)} SELECT $dataset, $schema, $engine, $now,
        (SELECT count(*) FROM documents),
        (SELECT count(*) FROM findings WHERE kind = 'left_out_document')""",
        dict(facts),
    )
    return 1


def _engine_version() -> str:
    try:
        return version("hakusho")
    except PackageNotFoundError:
        return "unknown"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")
