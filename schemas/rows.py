"""From rows (dictionaries) to pandas frames and Arrow tables with the declared types.

A row is a mapping of column name to str, int, bool, Decimal or None. Whether the values are right is not
decided here (see `validation`); that a value can be stored without being changed is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]

from schemas.declaration import DECIMAL_DIGITS, DECIMAL_PLACES, Column, ColumnType, Table

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, object]

PANDAS_TYPES: Mapping[ColumnType, str] = {
    "text": "str",
    "integer": "Int64",
    "decimal": "object",  # of decimal.Decimal: a float would change what was stated
    "date": "str",
    "boolean": "boolean",
}

_ARROW_TYPES: Mapping[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES),
    "date": pa.string(),
    "boolean": pa.bool_(),
}


class UnstorableValue(ValueError):  # noqa: N818
    """A row whose columns are not the declared ones, or a value that its column cannot hold unchanged."""


def frame_of(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as a frame: declared columns in their declared types, others as they come.

    Columns stand in the order of the first row; with no rows, in the declared order.
    """
    import pandas as pd  # a quarter of what the definitions take to load, and these make no frame

    names = list(rows[0]) if rows else list(table.column_names)
    types = {column.name: PANDAS_TYPES[column.type] for column in table.columns}
    columns: dict[str, Any] = {
        name: pd.Series([row.get(name) for row in rows], dtype=types.get(name, "object")) for name in names
    }
    return pd.DataFrame(columns)


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with the descriptions as metadata of its fields."""
    return pa.schema([_field(column) for column in table.columns])


def arrow_of(table: Table, rows: Iterable[Row]) -> pa.Table:
    """The rows as an Arrow table. UnstorableValue, if a value would not survive unchanged."""
    listed = list(rows)
    for row in listed:
        if tuple(row) != table.column_names:
            raise UnstorableValue(f"{table.name}: a row has the columns {list(row)}, not the declared ones")
    arrays = [_array(table, column, [row[column.name] for row in listed]) for column in table.columns]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(table))


def rows_of(table: pa.Table) -> list[dict[str, object]]:
    """The rows of an Arrow table as dictionaries of plain Python values."""
    rows: list[dict[str, object]] = table.to_pylist()
    return rows


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _ARROW_TYPES[column.type], column.nullable, {"description": column.description})


def _array(table: Table, column: Column, values: list[object]) -> pa.Array:
    try:
        return pa.array(values, type=_ARROW_TYPES[column.type])
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
        reason = str(error).splitlines()[0]
        message = f"{table.name}.{column.name} cannot hold a value as {column.type}: {reason}"
        raise UnstorableValue(message) from error
