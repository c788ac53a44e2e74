"""Filling the tables of an open warehouse: rows of staged documents, the views, and what it says of itself.

Belongs here: the statements, the same ones for a file that is built from empty and for one of which some rows are
exchanged. Does not belong here: which of the two is done, and the files (see `build` and `exchange`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from pipelines.warehouse.staging import StagedDocument, staged_files
from schemas.catalogue import SCHEMA_VERSION
from schemas.ddl import DUCKDB_TYPES, quoted, table_statements, view_statements
from schemas.declaration import Table, View
from schemas.documents import DATASET_INFO

DATASET = "hakusho"

# Else a query that names a missing table silently reads a Python variable of that name.
NO_REPLACEMENTS = "SET python_enable_replacements = false"


def name_what_counts(connection: duckdb.DuckDBPyConnection, documents: Iterable[StagedDocument]) -> None:
    """Say which documents rows are inserted of, and which segment has them: older ones may have some too."""
    connection.execute("CREATE TEMP TABLE counting (document_id VARCHAR, segment VARCHAR)")
    named = [(one.document_id, one.segment) for one in documents]
    connection.execute(
        "INSERT INTO counting SELECT unnest($ids::VARCHAR[]), unnest($segments::VARCHAR[])",
        {"ids": [name for name, _ in named], "segments": [segment for _, segment in named]},
    )


@contextmanager
def together(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of these statements or none, and the disk is waited for only once: a table has dozens, for its comments."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # what failed is told, not that there is nothing left to take back
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def create_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make a table, empty, with its comments."""
    for statement in table_statements(table):
        connection.execute(statement)


def create_view(connection: duckdb.DuckDBPyConnection, view: View) -> None:
    """Make a view, with its comments."""
    for statement in view_statements(view):
        connection.execute(statement)


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, staging: Path, documents: Sequence[StagedDocument]
) -> None:
    """Insert the staged rows of these documents, which `name_what_counts` has named, into a table.

    Documents follow each other, each in the order of the key: what belongs together lies together in the file, takes less
    room in it, and is found and exchanged without looking at the rest.
    """
    files = staged_files(staging, table, documents)
    if not files:
        return
    columns = ", ".join(f"CAST({quoted(column.name)} AS {DUCKDB_TYPES[column.type]})" for column in table.columns)
    order = ", ".join(map(quoted, dict.fromkeys(("document_id", *table.key))))
    connection.execute(
        f"""INSERT INTO {quoted(table.name)} SELECT {columns} FROM read_parquet($files, filename = true) AS staged
        SEMI JOIN temp.counting ON staged.document_id = counting.document_id
            AND parse_path(staged.filename)[-2] = counting.segment
        ORDER BY {order}""",
        {"files": [str(path) for path in files]},
    )


def count_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """How many rows a table has."""
    (count,) = connection.execute(f"SELECT count(*) FROM {quoted(table.name)}").fetchall()[0]
    return int(count)


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
    create_table(connection, DATASET_INFO)
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
