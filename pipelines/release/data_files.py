"""The data of a release: its DuckDB file, and a CSV and a Parquet file of each table. The same input gives the same bytes.

DuckDB repeats a file byte by byte only if it is written by one thread, in order of the keys, into a fresh file, without
the compressions that remember where they were, and with memory that begins as zeros: else what was in memory before
stands in the places of missing values and at the ends of blocks. The last is a setting of the process, made before
DuckDB is loaded: hence `write_data` starts one of its own, which runs this module.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.release.cells import macros
from pipelines.warehouse.filling import create_table, create_view
from pipelines.warehouse.storage import WritingFailed
from schemas.catalogue import DOCUMENT_TABLES, PUBLISHED, RELEASE_TABLES, VIEWS
from schemas.ddl import literal, quoted
from schemas.declaration import Column, Table, View
from schemas.releases import RELEASE_INFO, WITHDRAWN

if TYPE_CHECKING:
    import duckdb

DATABASE = "hakusho.duckdb"
DATA = "data"
STORAGE_VERSION = "v1.2.0"
"""The oldest DuckDB that opens the file."""

_SETTINGS = (
    "SET threads = 1",
    "SET memory_limit = '2GB'",
    "SET preserve_insertion_order = true",
    "SET python_enable_replacements = false",
    "SET disabled_compression_methods = 'fsst,dict_fsst'",
    "SET TimeZone = 'UTC'",
)
_ENVIRONMENT = {
    "DUCKDB_JE_MALLOC_CONF": "zero:true",  # DuckDB's own allocator, for its buffers
    "MALLOC_PERTURB_": "255",  # that of the C library, for everything else: filled with the complement
    "GLIBC_TUNABLES": "glibc.malloc.perturb=255:glibc.malloc.tcache_count=0",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True)
class DataJob:
    """What is written where: rows of these documents from the warehouse, and rows that only a release has."""

    warehouse: str
    folder: str
    document_ids: Sequence[str]
    withdrawn: str | None
    release_info: Mapping[str, object]


def write_data(job: DataJob) -> None:
    """Write the data of a release into its folder. WritingFailed, if that cannot be done."""
    environment = {**os.environ, **_ENVIRONMENT}
    command = [sys.executable, "-m", __name__]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, text=True, encoding="utf-8", env=environment,
        cwd=Path(__file__).resolve().parents[2],
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stderr is not None
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(asdict(job)) + "\n")
            process.stdin.flush()
        lines = (
            process.stderr.read().strip().splitlines()
        )  # its input stays open until it is done: see `_follow_parent`
    if process.returncode:
        raise WritingFailed(lines[-1] if lines else f"the process that writes the data ended with {process.returncode}")


def csv_path(folder: Path, relation: Table | View) -> Path:
    """Where a release has the CSV file of a table or view."""
    return folder / DATA / f"{relation.name}.csv"


def parquet_path(folder: Path, relation: Table | View) -> Path:
    """Where a release has the Parquet file of a table or view."""
    return folder / DATA / f"{relation.name}.parquet"


def of_documents(table: Table, source: str) -> str:
    """The rows of a table that belong to released documents, as a subquery; $documents is the list of their ids."""
    return f"(SELECT * FROM {source}.{quoted(table.name)} WHERE document_id IN (SELECT unnest($documents)))"


def write_csv(connection: duckdb.DuckDBPyConnection, relation: Table | View, source: str, path: Path) -> None:
    """Write `source` as a CSV file: texts quoted and as `cells` writes them, what is missing empty and not quoted."""
    columns = ", ".join(f"{_cell(column)} AS {quoted(column.name)}" for column in relation.columns)
    texts = ", ".join(quoted(column.name) for column in relation.columns if column.type == "text")
    connection.execute(
        f"COPY (SELECT {columns} FROM {source} AS source_rows ORDER BY {_order(relation, 'source_rows')})"
        f" TO {literal(str(path))} (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', FORCE_QUOTE ({texts}))"
    )


def csv_header(relation: Table | View) -> str:
    """The first line of the CSV file of a table or view: the names, quoted as their columns are."""
    return ",".join(f'"{column.name}"' if column.type == "text" else column.name for column in relation.columns)


def main() -> None:
    """Write what the first line of standard input asks for, as JSON of a `DataJob`."""
    import duckdb

    job = DataJob(**json.loads(sys.stdin.readline()))
    threading.Thread(target=_follow_parent, daemon=True).start()
    folder = Path(job.folder)
    with duckdb.connect(":memory:") as connection:
        for statement in (*_SETTINGS, *macros()):
            connection.execute(statement)
        connection.execute(f"ATTACH {literal(job.warehouse)} AS warehouse (READ_ONLY)")
        connection.execute(f"ATTACH {literal(str(folder / DATABASE))} AS release (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE release")
        _fill(connection, job)
        (folder / DATA).mkdir()
        for relation in PUBLISHED:
            _export(connection, relation, folder)
        connection.execute("CHECKPOINT release")
        connection.execute("USE memory")
        connection.execute("DETACH release")


def _follow_parent() -> None:
    """End with the process that asked, also if that one was killed: nobody wants the rest, which would lie about."""
    os.read(sys.stdin.fileno(), 1)  # not sys.stdin.read(), whose lock would be held when the interpreter ends
    os._exit(1)


def _fill(connection: duckdb.DuckDBPyConnection, job: DataJob) -> None:
    for table in RELEASE_TABLES:
        create_table(connection, table)
    for table in DOCUMENT_TABLES:
        columns = ", ".join(map(quoted, table.column_names))
        connection.execute(
            f"INSERT INTO {quoted(table.name)} SELECT {columns} FROM {of_documents(table, 'warehouse')}"
            f" ORDER BY {_order(table)}",
            {"documents": list(job.document_ids)},
        )
    if job.withdrawn is not None:
        columns = ", ".join(map(quoted, WITHDRAWN.column_names))
        connection.execute(
            f"INSERT INTO withdrawn SELECT {columns} FROM read_parquet($path) ORDER BY {_order(WITHDRAWN)}",
            {"path": job.withdrawn},
        )
    marks = ", ".join(f"${name}" for name in RELEASE_INFO.column_names)
    connection.execute(f"INSERT INTO release_info VALUES ({marks})", dict(job.release_info))
    for view in VIEWS:
        create_view(connection, view)


def _export(connection: duckdb.DuckDBPyConnection, relation: Table | View, folder: Path) -> None:
    columns = ", ".join(map(quoted, relation.column_names))
    connection.execute(
        f"COPY (SELECT {columns} FROM {quoted(relation.name)} ORDER BY {_order(relation)})"
        f" TO {literal(str(parquet_path(folder, relation)))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
    )
    write_csv(connection, relation, quoted(relation.name), csv_path(folder, relation))


def _cell(column: Column) -> str:
    name = f"source_rows.{quoted(column.name)}"
    match column.type:
        case "text":
            return f"cell({name})"
        case "decimal":  # ten decimals, most of them zeros: nobody wants to read these
            return f"rtrim(rtrim(CAST({name} AS VARCHAR), '0'), '.')"
        case _:
            return name


def _order(relation: Table | View, alias: str | None = None) -> str:
    return ", ".join(f"{alias}.{quoted(name)}" if alias else quoted(name) for name in relation.key)


def names(relations: Sequence[Table | View] = PUBLISHED) -> Iterator[str]:
    """The paths of the data files within a release, in order."""
    for relation in relations:
        yield from (f"{DATA}/{relation.name}.csv", f"{DATA}/{relation.name}.parquet")


if __name__ == "__main__":
    main()
