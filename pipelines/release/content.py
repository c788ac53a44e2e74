"""Content hashes: what a table says, apart from the file that says it. They agree over CSV, Parquet and DuckDB.

The hash of a table is SHA-256 over the SHA-256 of its rows in order of the key; a row is its columns, each cast to
text, as length in bytes, a colon and the text, or `-` where it is missing. DuckDB's own `hash` changes between versions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

import duckdb

from pipelines.release.cells import macros
from schemas.ddl import DUCKDB_TYPES, literal, quoted
from schemas.declaration import Column, Table, View


@dataclass(frozen=True)
class Content:
    """How many rows a table or view has, and the hash of what they say."""

    rows: int
    sha256: str


def content_query(relation: Table | View, source: str) -> str:
    """The query that gives rows and content hash of `source`, an SQL name or subquery with the declared columns."""
    row = " || ".join(map(_part, relation.columns))
    key = ", ".join(map(quoted, relation.key))
    names = ", ".join(map(quoted, dict.fromkeys(relation.key)))
    hashed = f"SELECT {names}, sha256({row}) AS row_hash FROM {source}"
    return f"SELECT count(*), sha256(coalesce(string_agg(row_hash, '' ORDER BY {key}), '')) FROM ({hashed})"


def content_of(connection: duckdb.DuckDBPyConnection, relation: Table | View, source: str) -> Content:
    """Rows and content hash of a table or view as `source` has it."""
    rows, digest = connection.execute(content_query(relation, source)).fetchall()[0]
    return Content(int(rows), str(digest))


def csv_source(relation: Table | View, path: Path) -> str:
    """A CSV file of a release as a subquery of the declared columns: typed, and texts as they were.

    The connection needs the macros of `cells`. DuckDB tells a missing text from an empty one by the quotes.
    """
    types = ", ".join(f"{literal(column.name)}: {literal(DUCKDB_TYPES[column.type])}" for column in relation.columns)
    empty = ", ".join(literal(c.name) for c in relation.columns if c.type == "text" and not c.nullable)
    columns = ", ".join(f"{_restored(column)} AS {quoted(column.name)}" for column in relation.columns)
    return (
        f"(SELECT {columns} FROM read_csv({literal(str(path))}, auto_detect = false, header = true, delim = ',',"
        f" quote = '\"', escape = '\"', new_line = '\\n', allow_quoted_nulls = false, max_line_size = 100000000,"
        f" force_not_null = [{empty}], columns = {{{types}}}))"
    )


def parquet_source(path: Path) -> str:
    """A Parquet file of a release as a source of `content_of`."""
    return f"read_parquet({literal(str(path))})"


def reader() -> duckdb.DuckDBPyConnection:
    """A connection in memory that can read every file of a release."""
    connection = duckdb.connect(":memory:")
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET TimeZone = 'UTC'")
    for statement in macros():
        connection.execute(statement)
    return connection


def combined(tables: Mapping[str, Content], schema: Mapping[str, object], raw: Mapping[str, str]) -> str:
    """One hash over the content of all tables, the schema and the files of raw/ (SHA-256 by name).

    Two releases with the same hash say the same, whenever and wherever they were made.
    """
    whole = {
        "tables": {name: content.sha256 for name, content in tables.items()},
        "schema": schema_sha256(schema),
        "raw": dict(raw),
    }
    return sha256(_canonical(whole)).hexdigest()


def schema_sha256(schema: Mapping[str, object]) -> str:
    """The hash of a described schema."""
    return sha256(_canonical(schema)).hexdigest()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def names_of(columns: Iterable[Column]) -> str:
    """The names of columns as an SQL list."""
    return ", ".join(quoted(column.name) for column in columns)


def _part(column: Column) -> str:
    text = quoted(column.name) if column.type == "text" else f"CAST({quoted(column.name)} AS VARCHAR)"
    return f"coalesce(CAST(strlen({text}) AS VARCHAR) || ':' || {text}, '-')"


def _restored(column: Column) -> str:
    return f"plain({quoted(column.name)})" if column.type == "text" else quoted(column.name)


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
