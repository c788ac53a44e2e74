"""The declared tables as Dagster shows them: column schemas of assets, and failing rows as tables."""

from collections.abc import Mapping, Sequence

import dagster as dg

from schemas.ddl import DUCKDB_TYPES, comment
from schemas.declaration import Column, Table

SHOWN_ROWS = 50
"""How many failing rows a check shows at most."""


def column_schema(table: Table) -> dg.TableSchema:
    """The declared columns with their types, descriptions and constraints."""
    return dg.TableSchema(
        columns=[_column(column, table) for column in table.columns],
        constraints=dg.TableConstraints(other=[constraint.rule for constraint in table.constraints]),
    )


def rows_shown(rows: Sequence[Mapping[str, object]]) -> dg.MetadataValue:
    """The first rows as a table in the UI. All rows have the same columns."""
    records = [dg.TableRecord({name: _cell(value) for name, value in row.items()}) for row in rows[:SHOWN_ROWS]]
    names = list(rows[0]) if rows else ["nothing"]
    return dg.MetadataValue.table(records, schema=dg.TableSchema([dg.TableColumn(name) for name in names]))


def _column(column: Column, table: Table) -> dg.TableColumn:
    return dg.TableColumn(
        column.name,
        DUCKDB_TYPES[column.type],
        comment(column),
        dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
    )


def _cell(value: object) -> str | int | None:
    return value if value is None or isinstance(value, str | int) else str(value)
