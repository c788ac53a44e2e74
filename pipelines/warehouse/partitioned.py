"""The warehouse as partitioned Parquet in any storage that fsspec reaches: for collections too large for one file.

    python -m pipelines.warehouse.partitioned warehouse/hakusho.duckdb s3://bucket/hakusho

Belongs here: what is staged, put into such a storage, and reading it there by the tables and views of the warehouse. A
partition is a segment of the staging, as it is; only new ones are written. Does not belong here: reading documents, and the
one file that most collections want (see `build`).

An object store cannot rename a folder, but it replaces an object in one step. So partitions are written under names that
are never used twice; then a list of the documents and of the partition that has the rows of each; and last `current.json`,
which names that list. Who opened the warehouse before keeps seeing what it named.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import fsspec  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from pipelines.warehouse.filling import NO_REPLACEMENTS, create_view, facts_of_build, fill_info
from pipelines.warehouse.staging import StagedDocument, staged_documents, staged_files, staging_folder
from schemas.catalogue import DOCUMENT_TABLES, VIEWS
from schemas.ddl import DUCKDB_TYPES, literal, quoted, table_statements
from schemas.declaration import Table

_CURRENT = "current.json"


@dataclass(frozen=True)
class _Store:
    """A folder of a storage: paths in it are those of the storage, URLs those that DuckDB reads."""

    files: Any
    root: str

    def path(self, *parts: str) -> str:
        return "/".join((self.root.rstrip("/"), *parts))

    def url(self, *parts: str) -> str:
        return str(self.files.unstrip_protocol(self.path(*parts)))

    def write(self, content: bytes, *parts: str) -> None:
        self.files.makedirs(self.path(*parts[:-1]), exist_ok=True)
        self.files.pipe_file(self.path(*parts), content)


def publish_partitioned(staging: Path, url: str) -> int:
    """Put what is staged into a storage, and let it count there. Returns how many partitions were written.

    The caller holds the lock of the warehouse that the staging belongs to; one process at a time publishes to a place.
    """
    store = _store(url)
    documents = list(staged_documents(staging).values())
    names = {segment: _partition_name(staging / segment) for segment in dict.fromkeys(one.segment for one in documents)}
    written = [_write_partition(store, staging / segment, name) for segment, name in names.items()]
    counting = _counting(documents, names)
    listed = f"counting-{sha256(counting).hexdigest()[:16]}.parquet"
    store.write(counting, listed)
    current = {
        "facts": facts_of_build(),
        "counting": listed,
        "partitions": {
            table.name: sorted({names[path.parent.name] for path in staged_files(staging, table, documents)})
            for table in DOCUMENT_TABLES
        },
    }
    store.write(json.dumps(current, indent=1).encode(), _CURRENT)
    return sum(written)


def open_partitioned(url: str) -> duckdb.DuckDBPyConnection:
    """Open a partitioned warehouse: the tables and views of the one file, over the Parquet files in their storage.

    FileNotFoundError, if none was published there.
    """
    store = _store(url)
    current = json.loads(store.files.cat_file(store.path(_CURRENT)))
    connection = duckdb.connect(":memory:")
    connection.execute(NO_REPLACEMENTS)
    connection.register_filesystem(store.files)
    connection.execute(f"CREATE TABLE memory.counting AS FROM read_parquet({literal(store.url(current['counting']))})")
    for table in DOCUMENT_TABLES:
        files = [store.url("partitions", name, f"{table.name}.parquet") for name in current["partitions"][table.name]]
        for statement in _statements(table, files):
            connection.execute(statement)
    for view in VIEWS:
        create_view(connection, view)
    fill_info(connection, current["facts"])
    return connection


def _store(url: str) -> _Store:
    files, root = fsspec.core.url_to_fs(url)
    return _Store(files, root)


def _partition_name(segment: Path) -> str:
    """A name that no other content has: `contents` says from which bytes and by which code its rows were read."""
    return f"{segment.name}-{sha256((segment / 'contents.parquet').read_bytes()).hexdigest()[:16]}"


def _write_partition(store: _Store, segment: Path, name: str) -> bool:
    """Put a segment into the storage, if it is not there: its last file is `contents`, so then it is whole."""
    if store.files.exists(store.path("partitions", name, "contents.parquet")):
        return False
    for path in sorted(segment.glob("*.parquet"), key=lambda path: (path.stem == "contents", path.name)):
        store.write(path.read_bytes(), "partitions", name, path.name)
    return True


def _counting(documents: Sequence[StagedDocument], names: dict[str, str]) -> bytes:
    table = pa.table(
        {
            "document_id": [one.document_id for one in documents],
            "partition": [names[one.segment] for one in documents],
        }
    )
    buffer = pa.BufferOutputStream()
    pq.write_table(table, buffer)
    return bytes(buffer.getvalue())


def _statements(table: Table, files: Sequence[str]) -> Iterable[str]:
    """A view with the name of a table and its rows that count; an empty table, if there are none."""
    if not files:
        return table_statements(table)
    columns = ", ".join(
        f"CAST({quoted(column.name)} AS {DUCKDB_TYPES[column.type]}) AS {quoted(column.name)}"
        for column in table.columns
    )
    return [
        f"""CREATE VIEW {quoted(table.name)} AS SELECT {columns}
        FROM read_parquet([{", ".join(map(literal, files))}], filename = true) AS partitioned
        SEMI JOIN memory.counting ON partitioned.document_id = counting.document_id
            AND parse_path(partitioned.filename)[-2] = counting.partition"""
    ]


def main(warehouse: str, url: str) -> None:
    """Publish what is staged for a warehouse."""
    from pipelines.warehouse.lock import writing

    staging = staging_folder(Path(warehouse))
    with writing(Path(warehouse)):
        written = publish_partitioned(staging, url)
    print(f"{written} partitions written, {len(staged_documents(staging))} documents in {url}")


if __name__ == "__main__":
    main(*sys.argv[1:])
