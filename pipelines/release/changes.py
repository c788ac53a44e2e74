"""What differs between two databases of the same dataset, row by row: found inside DuckDB, whatever their size.

The rows that differ are left in the connection as temporary tables `row_changes` and `value_changes`, as they are
declared in `schemas.releases`. How they are shown is decided in `change_report`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from schemas.catalogue import CHANGE_TABLES, DOCUMENT_TABLES
from schemas.ddl import literal, quoted, table_statements
from schemas.declaration import Table
from schemas.sql_checks import key_text

COMPARED = DOCUMENT_TABLES
"""The tables in which two releases are compared: those that are read from documents."""

_TEXTS = ("message", "stated", "caption", "title", "exact")
"""The columns that say what a row is about, best first."""


@dataclass(frozen=True)
class Database:
    """A database as it is compared: for each table of it the SQL that reads it, and its columns with their types."""

    sources: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Counts:
    """How many rows a table had and has, and what became of them."""

    before: int
    after: int
    added: int
    removed: int
    changed: int

    @property
    def any(self) -> bool:
        """Whether there is any difference."""
        return bool(self.added or self.removed or self.changed)

    @property
    def balanced(self) -> bool:
        """Whether the rows before, less the removed, plus the added, are those after."""
        return self.before - self.removed + self.added == self.after


@dataclass(frozen=True)
class Differences:
    """The number of differing rows by table, and where the schemas differ, one line each."""

    tables: Mapping[str, Counts]
    schema: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether there is any difference."""
        return bool(self.schema) or any(counts.any for counts in self.tables.values())


def attached(connection: duckdb.DuckDBPyConnection, alias: str) -> Database:
    """The database that is attached under this name."""
    rows = connection.execute(
        """SELECT table_name, column_name, data_type FROM duckdb_columns()
           JOIN duckdb_tables() USING (database_name, schema_name, table_name)
           WHERE database_name = $alias ORDER BY table_name, column_index""",
        {"alias": alias},
    ).fetchall()
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        columns.setdefault(table, {})[column] = kind
    return Database({table: f"{alias}.{quoted(table)}" for table in columns}, columns)


def only_documents(database: Database, document_ids: Sequence[str]) -> Database:
    """The same database with the rows of these documents alone."""
    ids = ", ".join(map(literal, document_ids))
    filtered = {
        table: f"(SELECT * FROM {source} WHERE document_id IN ({ids}))"
        for table, source in database.sources.items()
        if "document_id" in database.columns[table]
    }
    return Database({**database.sources, **filtered}, database.columns)


def compare(connection: duckdb.DuckDBPyConnection, old: Database, new: Database) -> Differences:
    """Find every row that differs, and leave it in the temporary tables of the connection."""
    for table in CHANGE_TABLES:
        connection.execute(f"DROP TABLE IF EXISTS temp.{quoted(table.name)}")
        connection.execute(table_statements(table)[0].replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    return Differences(
        {table.name: _compare_table(connection, table, old, new) for table in COMPARED},
        tuple(_schema_differences(old, new)),
    )


def empty_differences(connection: duckdb.DuckDBPyConnection, new: Database) -> Differences:
    """What a first release differs by: nothing, as there is none before it. The temporary tables are there, and empty."""
    return compare(connection, new, new)


def _schema_differences(old: Database, new: Database) -> Iterator[str]:
    for table in COMPARED:
        before, after = old.columns.get(table.name), new.columns.get(table.name)
        if before is None or after is None:
            if before is not after:
                yield f"table {table.name} is only in the {'later' if before is None else 'earlier'} one"
            continue
        yield from (f"column {table.name}.{c} is only in the earlier one" for c in before if c not in after)
        yield from (f"column {table.name}.{c} is only in the later one" for c in after if c not in before)
        for column in (column for column in before if after.get(column, before[column]) != before[column]):
            yield f"column {table.name}.{column} was {before[column]} and is {after[column]}"


def _compare_table(connection: duckdb.DuckDBPyConnection, table: Table, old: Database, new: Database) -> Counts:
    name, key = table.name, ", ".join(map(quoted, table.key))
    if name not in old.sources and name not in new.sources:
        return Counts(0, 0, 0, 0, 0)
    # A table that only one side has is compared with nothing.
    before = old.sources.get(name) or f"(SELECT * FROM {new.sources[name]} LIMIT 0)"
    after = new.sources.get(name) or f"(SELECT * FROM {old.sources[name]} LIMIT 0)"
    old_types = old.columns.get(name) or new.columns[name]
    new_types = new.columns.get(name) or old.columns[name]
    columns = [column for column in table.column_names if column in old_types and column in new_types]
    differs = {c: _differs(c, cast=old_types[c] != new_types[c]) for c in columns if c not in table.key}
    text = next((c for c in _TEXTS if c in columns), None)
    about = f"coalesce(n.{quoted(text)}, o.{quoted(text)})" if text else "NULL"
    marks = ", ".join(f"CASE WHEN {condition} THEN {literal(c)} END" for c, condition in differs.items())
    first = quoted(table.key[0])
    connection.execute(
        f"""INSERT INTO temp.row_changes
        SELECT {literal(name)}, coalesce({key_text(table, "n")}, {key_text(table, "o")}),
               coalesce(n.document_id, o.document_id),
               CASE WHEN o.{first} IS NULL THEN 'added' WHEN n.{first} IS NULL THEN 'removed' ELSE 'changed' END,
               CASE WHEN o.{first} IS NOT NULL AND n.{first} IS NOT NULL THEN concat_ws(', ', {marks or "NULL"}) END,
               {about}
        FROM {before} AS o FULL JOIN {after} AS n USING ({key})
        WHERE o.{first} IS NULL OR n.{first} IS NULL OR {" OR ".join(differs.values()) or "false"}"""
    )
    _insert_values(connection, table, f"{before} AS o JOIN {after} AS n USING ({key})", differs)
    counted = dict(
        connection.execute(
            "SELECT change, count(*) FROM temp.row_changes WHERE table_name = $table GROUP BY change", {"table": name}
        ).fetchall()
    )
    sizes = [connection.execute(f"SELECT count(*) FROM {side}").fetchall()[0][0] for side in (before, after)]
    return Counts(*sizes, *(counted.get(change, 0) for change in ("added", "removed", "changed")))


def _insert_values(
    connection: duckdb.DuckDBPyConnection, table: Table, joined: str, differs: Mapping[str, str]
) -> None:
    if not differs:
        return
    parts = ", ".join(
        f"CASE WHEN {condition} THEN {{c: {literal(column)}, o: CAST(o.{quoted(column)} AS VARCHAR),"
        f" n: CAST(n.{quoted(column)} AS VARCHAR)}} END"
        for column, condition in differs.items()
    )
    connection.execute(
        f"""INSERT INTO temp.value_changes
        SELECT {literal(table.name)}, id, part.c, part.o, part.n
        FROM (SELECT {key_text(table, "n")} AS id, unnest([{parts}]) AS part
              FROM {joined} WHERE {" OR ".join(differs.values())})
        WHERE part IS NOT NULL"""
    )


def _differs(column: str, *, cast: bool) -> str:
    sides = [f"{side}.{quoted(column)}" for side in ("o", "n")]
    if cast:
        sides = [f"CAST({side} AS VARCHAR)" for side in sides]
    return f"{sides[0]} IS DISTINCT FROM {sides[1]}"
