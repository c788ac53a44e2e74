"""pandera schemas made from the declarations, and what they report as plain data.

Only facts about one table belong here: columns, types, vocabularies, keys, constraints within a row. What
ties tables to each other or to the transcription is checked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from schemas.declaration import Column, Ordered, PresentExactlyWhen, RowConstraint, Table, Together
from schemas.rows import PANDAS_TYPES


@dataclass(frozen=True)
class Fault:
    """One value or row that breaks a rule of its table. `row` is None if the table as a whole does."""

    table: str
    column: str | None
    rule: str
    value: str
    row: int | None


@cache
def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The schema of a table: strict, columns in order, key unique, every rule of the declaration a check."""
    return pa.DataFrameSchema(
        {column.name: _column_schema(column) for column in table.columns},
        checks=[_row_check(constraint) for constraint in table.constraints],
        name=table.name,
        description=table.description,
        strict=True,
        ordered=True,
        unique=list(table.key),
    )


def faults(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """Everything in which the frame breaks the rules of the table, each once, in order of column and row."""
    try:
        pandera_schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.to_dict(orient="records")
        return list(dict.fromkeys(_fault(table, frame, case) for case in cases))
    return []


def _fault(table: Table, frame: pd.DataFrame, case: dict[str, object]) -> Fault:
    rule = str(case["check"])
    index = case["index"]
    row = int(index) if isinstance(index, int | float | np.integer) and index == index else None
    if case["schema_context"] == "Column":
        return Fault(table.name, str(case["column"]), rule, str(case["failure_case"]), row)
    if row is None:
        return Fault(table.name, None, rule, str(case["failure_case"]), None)
    # pandera repeats a failing row for each of its columns: show the key instead, once.
    key = ", ".join(str(frame[name].iloc[row]) for name in table.key if name in frame)
    if rule == "multiple_fields_uniqueness":
        rule = f"{', '.join(table.key)}: unique"
    return Fault(table.name, None, rule, key, row)


def _column_schema(column: Column) -> pa.Column:
    return pa.Column(
        PANDAS_TYPES[column.type],
        checks=_checks(column),
        nullable=column.nullable,
        title=column.name,
        description=column.description,
    )


def _checks(column: Column) -> list[pa.Check]:
    checks: list[pa.Check] = []
    if column.type == "decimal":
        checks.append(_each("is a Decimal", lambda value: isinstance(value, Decimal) and value.is_finite()))
    if column.type == "date":
        checks.append(_each("is a date YYYY-MM-DD", _is_date))
    if column.vocabulary is not None:
        codes = frozenset(column.vocabulary.codes)
        checks.append(_each(f"in vocabulary {column.vocabulary.name}", codes.__contains__))
    if column.pattern is not None:
        checks.append(_each(f"matches {column.pattern}", _matcher(column.pattern)))
    if column.minimum is not None:
        checks.append(_each(f">= {column.minimum}", partial(_at_least, column.minimum)))
    if column.maximum is not None:
        checks.append(_each(f"<= {column.maximum}", partial(_at_most, column.maximum)))
    return checks


def _each(rule: str, holds: Callable[..., bool]) -> pa.Check:
    """A check of each present value by itself: pandera leaves missing ones to `nullable`."""

    def of_column(values: pd.Series) -> pd.Series:
        return pd.Series([bool(holds(value)) for value in values], index=values.index, dtype=bool)

    return pa.Check(of_column, name=rule, error=rule)


def _at_least(minimum: Decimal, value: Decimal | int) -> bool:
    return _number(value) >= minimum


def _at_most(maximum: Decimal, value: Decimal | int) -> bool:
    return _number(value) <= maximum


def _number(value: Decimal | int) -> Decimal:
    # numpy's integers do not compare with Decimal
    return value if isinstance(value, Decimal) else Decimal(int(value))


def _matcher(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _row_check(constraint: RowConstraint) -> pa.Check:
    def of_frame(frame: pd.DataFrame) -> pd.Series:
        return _holds(constraint, frame).astype(bool)

    return pa.Check(of_frame, name=constraint.rule, error=constraint.rule)


def _holds(constraint: RowConstraint, frame: pd.DataFrame) -> pd.Series:
    match constraint:
        case Ordered(lesser, greater, strictly):
            pairs = zip(frame[lesser], frame[greater], strict=True)
            holds = [
                pd.isna(low) or pd.isna(high) or bool(low < high if strictly else low <= high) for low, high in pairs
            ]
            return pd.Series(holds, index=frame.index)
        case Together(columns):
            present = frame[list(columns)].notna()
            return present.all(axis=1) | ~present.any(axis=1)
        case PresentExactlyWhen(column, other, code):
            return frame[column].notna() == (frame[other] == code)
