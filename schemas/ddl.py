"""DuckDB statements made from the declarations: tables, views, and comments on them and their columns.

Keys are not declared to DuckDB: they double the file, and the checks before publishing cover them.
"""

from __future__ import annotations

from collections.abc import Mapping

from schemas.declaration import DECIMAL_DIGITS, DECIMAL_PLACES, Column, ColumnType, Table, View

DUCKDB_TYPES: Mapping[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "decimal": f"DECIMAL({DECIMAL_DIGITS},{DECIMAL_PLACES})",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


def table_statements(table: Table) -> list[str]:
    """CREATE TABLE with types and NOT NULL, then the comments."""
    columns = ", ".join(
        f"{quoted(column.name)} {DUCKDB_TYPES[column.type]}{'' if column.nullable else ' NOT NULL'}"
        for column in table.columns
    )
    return [f"CREATE TABLE {quoted(table.name)} ({columns})", *_comments("TABLE", table)]


def view_statements(view: View) -> list[str]:
    """CREATE VIEW, then the comments."""
    return [f"CREATE VIEW {quoted(view.name)} AS {view.query}", *_comments("VIEW", view)]


def comment(column: Column) -> str:
    """What the comment on a column says: its description, unit and codes."""
    parts = [column.description]
    if column.unit is not None:
        parts.append(f"Unit: {column.unit}.")
    if column.vocabulary is not None:
        parts.append(f"One of: {', '.join(column.vocabulary.codes)}.")
    return " ".join(parts)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _comments(kind: str, relation: Table | View) -> list[str]:
    name = quoted(relation.name)
    of_columns = [
        f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(comment(column))}" for column in relation.columns
    ]
    return [f"COMMENT ON {kind} {name} IS {literal(relation.description)}", *of_columns]
