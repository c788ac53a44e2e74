"""The rules of the declarations as SQL over a DuckDB file: what `validation` asks of a frame, asked of a whole release.

Each rule is a condition that a faulty row fulfils. Nothing is read into memory but what is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import duckdb

from schemas.ddl import DUCKDB_TYPES, literal, quoted
from schemas.declaration import Column, ForeignKey, Ordered, PresentExactlyWhen, RowConstraint, Table, Together

EXAMPLES = 3


@dataclass(frozen=True)
class Rule:
    """One rule of a table: `says` is what must hold, `faulty` a query that gives the key of each row that breaks it."""

    table: str
    says: str
    faulty: str


@dataclass(frozen=True)
class Breach:
    """A rule that is broken: in how many rows, and the keys of a few of them."""

    rule: Rule
    rows: int
    examples: tuple[str, ...]

    @property
    def line(self) -> str:
        """The breach as a reader of a report sees it."""
        rows = f"{self.rows:,} row{'s' if self.rows > 1 else ''}"
        return f"{self.rule.table}: {self.rule.says}: broken in {rows}: {', '.join(self.examples)}"


def rules(table: Table) -> list[Rule]:
    """Everything that the declaration of a table demands of its rows."""
    return [*_column_rules(table), *_row_rules(table), _key_rule(table), *_foreign_rules(table)]


def breaches(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Breach]:
    """The rules of a table that are broken in the database that is in use, its shape first."""
    if (shape := _shape_breach(connection, table)) is not None:
        return [shape]
    asked = rules(table)
    faulty = " UNION ALL ".join(
        f"SELECT {number}, id FROM ({rule.faulty}) AS t(id)" for number, rule in enumerate(asked)
    )
    found = connection.execute(
        f"SELECT rule, count(*), list(id ORDER BY id)[:{EXAMPLES}] FROM ({faulty}) AS f(rule, id) GROUP BY ALL ORDER BY 1"
    ).fetchall()
    # A key that is missing itself cannot be shown.
    return [Breach(asked[number], rows, tuple(key or "no key" for key in examples)) for number, rows, examples in found]


def strays(connection: duckdb.DuckDBPyConnection, declared: Collection[str]) -> tuple[list[str], list[str]]:
    """The tables and views that the database in use has and should not have, and those that it should have and has not."""
    rows = connection.execute(
        """SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()
           UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal"""
    ).fetchall()
    present = {row[0] for row in rows}
    return sorted(present - set(declared)), sorted(set(declared) - present)


def key_text(table: Table, alias: str = "") -> str:
    """SQL for the key of a row as one text: the values with '/' between."""
    prefix = f"{alias}." if alias else ""
    return " || '/' || ".join(f"CAST({prefix}{quoted(name)} AS VARCHAR)" for name in table.key)


def _shape_breach(connection: duckdb.DuckDBPyConnection, table: Table) -> Breach | None:
    wanted = [f"{column.name} {DUCKDB_TYPES[column.type]}" for column in table.columns]
    present = connection.execute(
        """SELECT column_name || ' ' || data_type FROM duckdb_columns()
           WHERE database_name = current_database() AND table_name = $table ORDER BY column_index""",
        {"table": table.name},
    ).fetchall()
    shape = [row[0] for row in present]
    if shape == wanted:
        return None
    missing = [column for column in wanted if column not in shape]
    extra = [column for column in shape if column not in wanted]
    what = [f"missing {column}" for column in missing] + [f"undeclared {column}" for column in extra]
    rule = Rule(table.name, "its columns are the declared ones", "")
    return Breach(rule, 1, tuple(what or ["another order"]))


def _column_rules(table: Table) -> Iterator[Rule]:
    for column in table.columns:
        for says, fault in _faults_of(column):
            yield _rule(table, f"{column.name} {says}", fault)


def _faults_of(column: Column) -> Iterator[tuple[str, str]]:
    name = quoted(column.name)
    if not column.nullable:
        yield "is present", f"{name} IS NULL"
    elif column.type == "text":
        # A text file has one way only to say that there is nothing.
        yield "is missing or not empty", f"{name} = ''"
    if column.vocabulary is not None:
        codes = ", ".join(map(literal, column.vocabulary.codes))
        yield f"is in vocabulary {column.vocabulary.name}", f"{name} NOT IN ({codes})"
    if column.pattern is not None:
        yield f"matches {column.pattern}", f"NOT regexp_full_match({name}, {literal(column.pattern)})"
    if column.minimum is not None:
        yield f">= {column.minimum}", f"{name} < {column.minimum}"
    if column.maximum is not None:
        yield f"<= {column.maximum}", f"{name} > {column.maximum}"


def _row_rules(table: Table) -> Iterator[Rule]:
    for constraint in table.constraints:
        yield _rule(table, constraint.rule, _fault_of(constraint))


def _fault_of(constraint: RowConstraint) -> str:
    match constraint:
        case Ordered(lesser, greater, strictly):
            return f"{quoted(lesser)} {'>=' if strictly else '>'} {quoted(greater)}"
        case Together(columns):
            present = [f"({quoted(column)} IS NOT NULL)" for column in columns]
            return " OR ".join(f"{present[0]} <> {other}" for other in present[1:])
        case PresentExactlyWhen(column, other, code):
            return f"({quoted(column)} IS NOT NULL) <> ({quoted(other)} IS NOT DISTINCT FROM {literal(code)})"


def _key_rule(table: Table) -> Rule:
    key = ", ".join(map(quoted, table.key))
    faulty = f"SELECT {key_text(table)} FROM {quoted(table.name)} GROUP BY {key} HAVING count(*) > 1"
    return Rule(table.name, f"{', '.join(table.key)}: unique", faulty)


def _foreign_rules(table: Table) -> Iterator[Rule]:
    for key in table.foreign_keys:
        yield _rule(table, f"{key.column} is in {key.table}", _unresolved(key))


def _unresolved(key: ForeignKey) -> str:
    targets = f"SELECT {quoted(key.target)} FROM {quoted(key.table)}"
    return f"{quoted(key.column)} IS NOT NULL AND {quoted(key.column)} NOT IN ({targets})"


def _rule(table: Table, says: str, fault: str) -> Rule:
    return Rule(table.name, says, f"SELECT {key_text(table)} FROM {quoted(table.name)} WHERE {fault}")
