"""The example queries, on the warehouse of the first input: each answers its question."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import small_releases

from pipelines.project import PROJECT
from pipelines.warehouse.build import open_warehouse

QUERIES = sorted((PROJECT / "warehouse" / "queries").glob("*.sql"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_releases.first_input(tmp_path_factory.mktemp("project")).warehouse


def ask(built: Path, query: str) -> list[tuple[object, ...]]:
    with open_warehouse(built) as connection:
        return connection.execute(query).fetchall()


def answer(built: Path, name: str) -> list[dict[str, object]]:
    query = (PROJECT / "warehouse" / "queries" / f"{name}.sql").read_text(encoding="utf-8")
    with open_warehouse(built) as connection:
        connection.execute(query)
        names = [column[0] for column in connection.description or ()]
        return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_its_question_on_top_and_finds_something(path: Path, built: Path) -> None:
    assert re.match(r"-- [A-Z].*\?\n(-- .*\n)*[a-z]", path.read_text(encoding="utf-8"))
    assert answer(built, path.stem)


def test_all_values_of_a_figure(built: Path) -> None:
    rows = answer(built, "values_of_a_figure")
    assert len(rows) == 15
    assert [(row["stated"], row["value"]) for row in rows if row["reference_area"] == "JP"] == [
        ("about 12 points", 12), ("78%", 78), ("66%", 66),
    ]  # fmt: skip


def test_the_change_by_country(built: Path) -> None:
    rows = answer(built, "change_by_country")
    assert [(row["country"], row["from_level"], row["to_level"], row["computed_change"]) for row in rows] == [
        ("CN", "74%", "68%", -6), ("DE", "65%", "67%", 2), ("JP", "78%", "66%", -12), ("US", "67%", "73%", 6),
    ]  # fmt: skip


def test_every_inconsistent_statement_with_its_quote(built: Path) -> None:
    rows = {row["kind"]: row for row in answer(built, "inconsistent_statements")}
    assert set(rows) == {"change", "reference"}
    assert rows["change"]["repairs"] == "3.9 → 4.3, 150.8 → 150.4, 146.5 → 146.9"
    assert "fell 3.9 points from 150.8 in 2008 to 146.5" in str(rows["change"]["quote"])
    assert len(rows) == ask(built, "select count(*) from relations where verdict = 'inconsistent'")[0][0]


def test_coverage_by_section(built: Path) -> None:
    rows = answer(built, "coverage_by_section")
    assert sum(int(str(row["observations"])) for row in rows) == ask(built, "select count(*) from observations")[0][0]
    assert all(0 <= row["percent_with_period"] <= 100 for row in rows)  # type: ignore[operator]


def test_values_for_the_elderly(built: Path) -> None:
    rows = answer(built, "values_for_the_elderly")
    assert [(row["population"], row["value"]) for row in rows] == [
        ("age 60 to 69", Decimal("73.4")), ("age 70 and older", Decimal("40.8")),
    ]  # fmt: skip


def test_the_text_behind_a_number(built: Path) -> None:
    (row,) = answer(built, "text_behind_a_number")
    start, end = int(str(row["start"])), int(str(row["end"]))
    text = (PROJECT / "raw" / f"{row['document_id']}.md").read_bytes().decode()
    assert text[start:end] == "150.8"
    assert "[150.8] in 2008" in str(row["in_context"])
