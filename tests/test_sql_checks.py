"""The rules of the declarations as SQL: each broken once, with the line that says so."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from schemas.ddl import table_statements
from schemas.declaration import Column, ForeignKey, Ordered, PresentExactlyWhen, Table, Term, Together, Vocabulary
from schemas.sql_checks import breaches, strays

COLOUR = Vocabulary("colour", "Colours.", (Term("red", "r"), Term("it's", "i")))
PARENT = Table("parents", "P.", ("id",), (Column("id", "text", "Id."),))
CHILD = Table(
    "children",
    "C.",
    ("id", "n"),
    (
        Column("id", "text", "Id.", pattern=r"[a-z]+"),
        Column("n", "integer", "N.", minimum=Decimal(0), maximum=Decimal(9)),
        Column("colour", "text", "C.", nullable=True, vocabulary=COLOUR),
        Column("low", "decimal", "L.", nullable=True),
        Column("high", "decimal", "H.", nullable=True),
        Column("why", "text", "W.", nullable=True),
        Column("parent", "text", "P.", nullable=True),
    ),
    (Ordered("low", "high", strictly=True), Together(("low", "high")), PresentExactlyWhen("why", "colour", "red")),
    (ForeignKey("parent", "parents", "id"),),
)
SOUND = {"id": "a", "n": 1, "colour": "red", "low": 1, "high": 2, "why": "w", "parent": "p"}


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    for table in (PARENT, CHILD):
        for statement in table_statements(table):
            opened.execute(statement.replace(" NOT NULL", ""))
    opened.execute("insert into parents values ('p')")
    return opened


def lines(connection: duckdb.DuckDBPyConnection, *rows: dict[str, object]) -> list[str]:
    for row in rows:
        values = {**SOUND, **row}
        connection.execute(f"insert into children values ({', '.join(f'${name}' for name in values)})", values)
    return [breach.line for breach in breaches(connection, CHILD)]


def test_sound_rows_break_no_rule(connection: duckdb.DuckDBPyConnection) -> None:
    assert lines(connection, {}, {"n": 2, "colour": None, "why": None, "low": None, "high": None, "parent": None}) == []


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ({"id": "A"}, "children: id matches [a-z]+: broken in 1 row: A/1"),
        ({"n": -1}, "children: n >= 0: broken in 1 row: a/-1"),
        ({"n": 10}, "children: n <= 9: broken in 1 row: a/10"),
        ({"colour": "blue", "why": None}, "children: colour is in vocabulary colour: broken in 1 row: a/1"),
        ({"colour": "it's"}, "children: why present exactly when colour = red: broken in 1 row: a/1"),
        ({"colour": None}, "children: why present exactly when colour = red: broken in 1 row: a/1"),
        ({"low": 2}, "children: low < high: broken in 1 row: a/1"),
        ({"low": None}, "children: low, high: all present or all missing: broken in 1 row: a/1"),
        ({"why": ""}, "children: why is missing or not empty: broken in 1 row: a/1"),
        ({"parent": "q"}, "children: parent is in parents: broken in 1 row: a/1"),
    ],
)
def test_a_broken_rule_is_told_with_the_key_of_the_row(
    row: dict[str, object], line: str, connection: duckdb.DuckDBPyConnection
) -> None:
    assert lines(connection, row) == [line]


def test_a_missing_value_is_told_even_in_the_key(connection: duckdb.DuckDBPyConnection) -> None:
    assert lines(connection, {"n": None}) == ["children: n is present: broken in 1 row: no key"]


def test_a_key_given_twice_is_told_once(connection: duckdb.DuckDBPyConnection) -> None:
    assert lines(connection, {}, {}, {}) == ["children: id, n: unique: broken in 1 row: a/1"]


def test_many_rows_are_counted_and_three_shown(connection: duckdb.DuckDBPyConnection) -> None:
    rows = [{"id": letter, "parent": "q"} for letter in "edcba"]
    assert lines(connection, *rows) == ["children: parent is in parents: broken in 5 rows: a/1, b/1, c/1"]


def test_another_shape_is_told_before_any_row_is_looked_at(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("alter table children alter n type varchar")
    assert lines(connection) == [
        "children: its columns are the declared ones: broken in 1 row: missing n BIGINT, undeclared n VARCHAR"
    ]


def test_what_is_too_much_and_what_is_missing(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create view more as select 1")
    assert strays(connection, ["parents", "children", "cousins"]) == (["more"], ["cousins"])
