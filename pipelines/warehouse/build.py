"""The warehouse file: a candidate that holds what is staged, and the swap that publishes it.

Readers keep what they have open, and whoever opens the warehouse sees a whole one: the candidate is written
beside it and takes its place in one step. Whether it may do so is decided in `acceptance`.

A candidate is built from empty, or is a copy of the published file in which the rows of some documents are exchanged (see
`exchange`): what it says is the same.
"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.warehouse.exchange import changed_since, copy, exchange
from pipelines.warehouse.filling import (
    NO_REPLACEMENTS,
    count_rows,
    create_table,
    create_view,
    facts_of_build,
    fill_info,
    insert_rows,
    name_what_counts,
    together,
)
from pipelines.warehouse.record import (
    Record,
    forget_candidate,
    keep_candidate,
    keep_published,
    published_record,
    readings_of,
    sha256_of,
)
from pipelines.warehouse.staging import StagedDocument, staged_documents, staging_folder
from pipelines.warehouse.storage import is_of_storage
from schemas.catalogue import DOCUMENT_TABLES, VIEWS
from schemas.ddl import literal
from schemas.declaration import Table
from schemas.documents import DATASET_INFO

STORAGE_VERSION = "v1.2.0"
"""The oldest DuckDB that opens the file."""

MEMORY = "1500MB"
"""What DuckDB may use for assembling; what does not fit is sorted on the disk, beside the candidate."""

_ENDING = ".candidate"


class BuildFailed(Exception):  # noqa: N818
    """A candidate could not be built. Its text has one line per table or view that failed."""

    def __init__(self, failures: list[str]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join(failures))


@dataclass(frozen=True)
class Candidate:
    """A finished, unpublished warehouse file and the number of rows of each of its tables.

    `changed` are the documents whose rows were exchanged in a copy of the published file; None, if it was built from empty.
    """

    path: Path
    rows: dict[str, int]
    changed: tuple[str, ...] | None = None


def candidate_path(warehouse: Path) -> Path:
    """Where the candidate for a warehouse is built: beside it, by whoever holds its lock."""
    return warehouse.with_name(warehouse.name + _ENDING)


def build_candidate(staging: Path, warehouse: Path) -> Candidate:
    """Build a candidate that holds everything that is staged. BuildFailed, after every table was tried.

    The caller holds the lock of the warehouse.
    """
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    path = candidate_path(warehouse)
    discard(path)
    documents = staged_documents(staging)
    return _exchanged(staging, warehouse, path, documents) or _from_empty(staging, path, documents)


def _exchanged(staging: Path, warehouse: Path, path: Path, documents: Mapping[str, StagedDocument]) -> Candidate | None:
    """The published file with the rows of the documents exchanged that changed; None, if that cannot be done."""
    known = published_record(staging)
    changed = changed_since(known, documents)
    if known is None or changed is None:
        return None
    try:
        copy(warehouse, path)
        if sha256_of(path) != known.sha256:
            return None
        with _opened(path) as connection:
            rows = exchange(connection, staging, documents, changed)
    except (OSError, duckdb.Error):  # what is wrong with the disk or the staged rows is told when all are filled in
        return None
    if any(rows[table.name] != _staged_rows(table, documents) for table in DOCUMENT_TABLES):
        return None
    keep_candidate(staging, Record(readings_of(documents), changed, known.exchanged + len(changed)))
    return Candidate(path, rows, changed)


def _from_empty(staging: Path, path: Path, documents: Mapping[str, StagedDocument]) -> Candidate:
    discard(path)
    try:
        with _opened(path) as connection:
            rows = _fill(connection, staging, list(documents.values()))
    except BuildFailed:
        discard(path)
        raise
    keep_candidate(staging, Record(readings_of(documents)))
    return Candidate(path, rows)


def open_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse for reading. If it is swapped meanwhile, the connection keeps what it opened."""
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute(NO_REPLACEMENTS)
    return connection


def publish(candidate: Path, warehouse: Path) -> None:
    """Put the candidate in the place of the warehouse, in one step, readable and not writable.

    What is known of it is kept for the next build.
    """
    keep_published(staging_folder(warehouse), candidate)
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
    forget_candidate(staging_folder(candidate.with_name(candidate.name.removesuffix(_ENDING))))


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose database in use is this file; afterwards all of it stands in the file."""
    bounds: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": str(path.with_name(path.name + ".tmp")),
    }
    with duckdb.connect(":memory:", config=bounds) as connection:
        connection.execute(NO_REPLACEMENTS)
        connection.execute(f"ATTACH {literal(str(path))} AS w (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE w")
        yield connection
        connection.execute("CHECKPOINT w")
        connection.execute("USE memory")
        connection.execute("DETACH w")


def _fill(connection: duckdb.DuckDBPyConnection, staging: Path, documents: list[StagedDocument]) -> dict[str, int]:
    name_what_counts(connection, documents)
    rows: dict[str, int] = {}
    failures: list[str] = []
    for table in DOCUMENT_TABLES:
        with _gathered(failures, f"table {table.name}"):
            with together(connection):
                create_table(connection, table)
            insert_rows(connection, table, staging, documents)
            rows[table.name] = count_rows(connection, table)
    for view in VIEWS:
        with _gathered(failures, f"view {view.name}"), together(connection):
            create_view(connection, view)
    with _gathered(failures, f"table {DATASET_INFO.name}"), together(connection):
        rows[DATASET_INFO.name] = fill_info(connection, facts_of_build())
    if failures:
        raise BuildFailed(failures)
    return rows


@contextmanager
def _gathered(failures: list[str], what: str) -> Iterator[None]:
    """Go on after a failure, so that all are told together; not if the disk is at fault, which fails everything."""
    try:
        yield
    except duckdb.Error as error:
        if is_of_storage(error):
            raise
        failures.append(f"{what}: {_first_line(error)}")


def _staged_rows(table: Table, documents: Mapping[str, StagedDocument]) -> int:
    return sum(document.rows.get(table.name, 0) for document in documents.values())


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + ".wal")
