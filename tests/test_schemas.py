"""The declarations, and that what is generated from them enforces and documents each of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import handmade
import numpy as np
import pandas as pd
import pytest

from pipelines.intake.folder import Document, document_row
from schemas.catalogue import DOCUMENT_TABLES, TABLES, VIEWS, table_named
from schemas.ddl import DUCKDB_TYPES, comment, table_statements, view_statements
from schemas.declaration import Column, Ordered, PresentExactlyWhen, Table, Together
from schemas.rows import UnstorableValue, arrow_of, frame_of, rows_of
from schemas.validation import faults
from schemas.vocabularies import VERDICT, VOCABULARIES

THING = Table(
    name="things",
    description="A table with one constraint of each kind.",
    key=("thing_id",),
    columns=(
        Column("thing_id", "text", "Key."),
        Column("amount", "decimal", "A number.", nullable=True, minimum=Decimal(0), maximum=Decimal(100)),
        Column("upper", "decimal", "Another.", nullable=True),
        Column("count", "integer", "A count.", minimum=Decimal(1)),
        Column("day", "date", "A day.", nullable=True),
        Column("code", "text", "A code.", vocabulary=VERDICT),
        Column("country", "text", "A country.", nullable=True, pattern=r"[A-Z]{2}"),
        Column("sure", "boolean", "Whether."),
        Column("reason", "text", "Why.", nullable=True),
    ),
    constraints=(
        Ordered("amount", "upper"),
        Together(("day", "country")),
        PresentExactlyWhen("reason", "code", "undecidable"),
    ),
)


def thing(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "thing_id": "a", "amount": Decimal("1.5"), "upper": Decimal(2), "count": 1, "day": "2020-02-29",
        "code": "consistent", "country": "JP", "sure": True, "reason": None,
    }  # fmt: skip
    return {**row, **changes}


def reported(*rows: dict[str, object]) -> list[tuple[str | None, str, str, int | None]]:
    return [(f.column, f.rule, f.value, f.row) for f in faults(THING, frame_of(THING, rows))]


def test_a_row_as_declared_has_no_fault() -> None:
    assert reported(thing(), thing(thing_id="b", amount=None, upper=None, day=None, country=None)) == []


@pytest.mark.parametrize(
    ("change", "column", "rule", "value"),
    [
        ({"amount": Decimal("-0.1")}, "amount", ">= 0", "-0.1"),
        ({"amount": Decimal("100.1"), "upper": None}, "amount", "<= 100", "100.1"),
        ({"amount": 1.5}, "amount", "is a Decimal", "1.5"),
        ({"amount": Decimal("Infinity"), "upper": None}, "amount", "is a Decimal", "Infinity"),
        ({"count": 0}, "count", ">= 1", "0"),
        ({"count": None}, "count", "not_nullable", "None"),
        ({"day": "2021-02-29"}, "day", "is a date YYYY-MM-DD", "2021-02-29"),
        ({"day": "20210228"}, "day", "is a date YYYY-MM-DD", "20210228"),
        ({"code": "perhaps"}, "code", "in vocabulary verdict", "perhaps"),
        ({"country": "JPN"}, "country", "matches [A-Z]{2}", "JPN"),
        ({"amount": Decimal(3)}, None, "amount <= upper", "a"),
        ({"day": None}, None, "day, country: all present or all missing", "a"),
        ({"reason": "why"}, None, "reason present exactly when code = undecidable", "a"),
        ({"code": "undecidable"}, None, "reason present exactly when code = undecidable", "a"),
    ],
)
def test_each_kind_of_rule_reports_the_row_that_breaks_it(
    change: dict[str, object], column: str | None, rule: str, value: str
) -> None:
    assert (column, rule, value, 1) in reported(thing(thing_id="good"), thing(**change))


def test_a_key_that_occurs_twice_is_reported_for_both_rows() -> None:
    assert reported(thing(), thing()) == [
        (None, "thing_id: unique", "a", 0),
        (None, "thing_id: unique", "a", 1),
    ]


def test_columns_must_be_those_declared_and_in_order() -> None:
    extra = thing(surprise=1)
    missing = {name: value for name, value in thing().items() if name != "sure"}
    swapped = {"amount": Decimal(1), **thing()}
    assert (None, "column_in_schema", "surprise", None) in reported(extra)
    assert (None, "column_in_dataframe", "sure", None) in reported(missing)
    assert (None, "column_ordered", "amount", None) in reported(swapped)


def test_a_column_of_another_type_is_reported() -> None:
    frame = frame_of(THING, [thing()]).astype({"count": "float64"})
    assert [(f.column, f.value) for f in faults(THING, frame) if f.rule.startswith("dtype")] == [("count", "float64")]


def test_frames_keep_decimals_as_they_are() -> None:
    frame = frame_of(THING, [thing(amount=Decimal("0.1000")), thing(thing_id="b", amount=None)])
    assert frame["amount"].dtype == np.dtype(object)
    assert frame["amount"].iloc[0].as_tuple() == Decimal("0.1000").as_tuple()
    assert frame["amount"].iloc[1] is None
    assert str(frame["count"].dtype) == "Int64"
    assert isinstance(frame["code"].dtype, pd.StringDtype)


@pytest.mark.parametrize("number", ["123456789012345.1234567891", "0.0000000001", "-99999999999999999999", "4E+3"])
def test_decimals_survive_arrow_and_duckdb_unchanged(number: str) -> None:
    arrow = arrow_of(THING, [thing(amount=Decimal(number))])
    assert rows_of(arrow)[0]["amount"] == Decimal(number)
    with duckdb.connect() as connection:
        connection.execute(table_statements(THING)[0])
        connection.register("arrow_rows", arrow)
        connection.execute("insert into things select * replace (cast(day as date) as day) from arrow_rows")
        assert connection.execute("select amount, day from things").fetchall() == [(Decimal(number), date(2020, 2, 29))]


@pytest.mark.parametrize("number", ["0.00000000001", "1E+28", "NaN"])
def test_a_decimal_that_would_not_survive_is_refused(number: str) -> None:
    with pytest.raises(UnstorableValue, match=r"things\.amount cannot hold a value as decimal"):
        arrow_of(THING, [thing(amount=Decimal(number))])


def test_rows_with_other_columns_are_refused() -> None:
    with pytest.raises(UnstorableValue, match="not the declared ones"):
        arrow_of(THING, [thing(surprise=1)])


@pytest.fixture(scope="module")
def materialised() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table in TABLES:
        for statement in table_statements(table):
            connection.execute(statement)
    for view in VIEWS:
        for statement in view_statements(view):
            connection.execute(statement)
    return connection


@pytest.mark.parametrize("relation", [*TABLES, *VIEWS], ids=lambda relation: relation.name)
def test_what_is_documented_is_what_is_materialised(relation: Table, materialised: duckdb.DuckDBPyConnection) -> None:
    columns = materialised.execute(
        "select column_name, data_type, comment from duckdb_columns() where table_name = ? order by column_index",
        [relation.name],
    ).fetchall()
    assert columns == [(column.name, DUCKDB_TYPES[column.type], comment(column)) for column in relation.columns]
    comments = materialised.execute(
        "select comment from duckdb_tables() where table_name = $n union all"
        " select comment from duckdb_views() where view_name = $n",
        {"n": relation.name},
    ).fetchall()
    assert comments == [(relation.description,)]


def test_a_comment_says_unit_and_codes() -> None:
    verdict = Column("v", "text", "What.", unit="ratio", vocabulary=VERDICT)
    assert comment(verdict) == "What. Unit: ratio. One of: consistent, inconsistent, undecidable."


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_constraints_keys_and_foreign_keys_name_columns_that_exist(table: Table) -> None:
    names = set(table.column_names)
    assert len(names) == len(table.columns)
    assert set(table.key) <= names
    for key in table.foreign_keys:
        assert key.column in names
        assert table_named(key.table).key == (key.target,)
    for constraint in table.constraints:
        match constraint:
            case Ordered(lesser, greater):
                assert {lesser, greater} <= names
            case Together(columns):
                assert set(columns) <= names
            case PresentExactlyWhen(column, other, code):
                assert {column, other} <= names
                vocabulary = next(c.vocabulary for c in table.columns if c.name == other)
                assert vocabulary is not None
                assert code in vocabulary.codes


def test_vocabularies_have_no_code_twice_and_a_meaning_for_each() -> None:
    for vocabulary in VOCABULARIES:
        assert len(set(vocabulary.codes)) == len(vocabulary.terms)
        assert all(term.meaning for term in vocabulary.terms)


def test_the_handmade_extraction_is_as_declared() -> None:
    extraction = handmade.extract(handmade.TEXT, "d")
    document = Document("d", handmade.TEXT, "0" * 64, None)
    tables = {"documents": [document_row(document, extraction.digits)], **extraction.tables}
    assert set(tables) == {table.name for table in DOCUMENT_TABLES}
    for table in DOCUMENT_TABLES:
        assert faults(table, frame_of(table, tables[table.name])) == []
