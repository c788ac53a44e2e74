"""Each expectation about the dataset as a whole, failing once, with the value that it reports."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.extraction import extract_folder
from pipelines.warehouse.acceptance import FACTS, RESOLVING, UNIQUE, Fact, accept
from pipelines.warehouse.build import build_candidate
from pipelines.warehouse.staging import staging_folder
from schemas.catalogue import DOCUMENT_TABLES

pytestmark = pytest.mark.usefixtures("engine")

# How each fact is broken in the warehouse of the handmade document, and what is reported then.
BROKEN = {
    "digits_covered": ("delete from numerals where exact = '2008'", "1 of 1 rows: 24 / 20"),
    "documents_have_numerals": ("delete from numerals", "1 of 1 rows: 0"),
    "observations_have_numerals": (
        "delete from numerals where exact = '150.8'",
        "1 of 3 rows: survey:o150.8 / missing",
    ),
    "observations_have_figures": ("update observations set figure = '9'", "1 of 1 rows: 9 / missing"),
    "figures_are_mentioned": (
        "update figures set citations = 0, caption = null, caption_start = null, caption_end = null",
        "1 of 1 rows: 0",
    ),
    "relations_have_operands": ("delete from relation_operands", "1 of 1 rows: 0"),
    "contradictions_are_reported": ("delete from findings", "1 of 1 rows: 0"),
    "applied_labels_have_observations": ("update corrections set observation_id = null", "1 of 1 rows: 0"),
    "view_figure_values_complete": (
        "create or replace view figure_values as select * from observations limit 2",
        "1 of 1 rows: 3 / 2",
    ),
    "view_coverage_complete": (
        "create or replace view coverage as select * from documents union all select * from documents",
        "1 of 1 rows: 1 / 2",
    ),
    "dataset_info_counts": ("update dataset_info set documents = 7", "1 of 1 rows: 7 / 1"),
    "view_figure_values_filled": ("delete from observations", "0 rows"),
    "view_coverage_filled": ("delete from documents", "0 rows"),
}


@pytest.fixture
def candidate(raw: Path, warehouse: Path) -> Path:
    staging = staging_folder(warehouse)
    list(extract_folder(raw, staging))
    return build_candidate(staging, warehouse).path


def broken(candidate: Path, statement: str) -> Path:
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(statement)
    return candidate


def test_every_fact_holds_for_a_sound_warehouse(candidate: Path) -> None:
    assert [outcome.fact.name for outcome in accept(candidate) if not outcome.holds] == []


def test_a_document_without_relations_or_findings_is_accepted(raw: Path, warehouse: Path) -> None:
    (raw / "survey.md").write_text(
        "Confidence was 150.8 in 2008 (Figure 1).\n\nFigure 1 Confidence of firms\n\nSurvey 2020"
    )
    staging = staging_folder(warehouse)
    list(extract_folder(raw, staging))
    assert all(outcome.holds for outcome in accept(build_candidate(staging, warehouse).path))


def test_facts_have_names_of_their_own_and_each_has_a_test() -> None:
    names = [fact.name for fact in FACTS]
    assert len(set(names)) == len(names)
    assert set(names) - {fact.name for fact in (*UNIQUE, *RESOLVING)} == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_a_fact_that_does_not_hold_reports_what_was_seen(name: str, candidate: Path) -> None:
    statement, observed = BROKEN[name]
    (fact,) = (fact for fact in FACTS if fact.name == name)
    (outcome,) = accept(broken(candidate, statement), [fact])
    assert (outcome.holds, outcome.observed) == (False, observed)


@pytest.mark.parametrize(
    ("table", "column"),
    [(table.name, key.column) for table in DOCUMENT_TABLES for key in table.foreign_keys],
)
def test_a_reference_that_does_not_resolve_is_reported(table: str, column: str, candidate: Path) -> None:
    (fact,) = (fact for fact in RESOLVING if fact.name == f"{table}_{column}_resolves")
    (outcome,) = accept(broken(candidate, f"update {table} set {column} = 'nobody'"), [fact])
    assert (outcome.holds, outcome.observed) == (False, "1 of 1 rows: nobody / missing")


@pytest.mark.parametrize("table", [table.name for table in DOCUMENT_TABLES])
def test_a_key_that_is_there_twice_is_reported(table: str, candidate: Path) -> None:
    (fact,) = (fact for fact in UNIQUE if fact.name == f"{table}_key_unique")
    with duckdb.connect(str(candidate)) as connection:
        ((rows,),) = connection.execute(f"select count(*) from {table}").fetchall()
    (outcome,) = accept(broken(candidate, f"insert into {table} from {table} limit 1"), [fact])
    assert (outcome.holds, outcome.observed) == (False, f"1 of 1 rows: {rows + 1} / {rows}")


def test_a_fact_that_cannot_be_asked_does_not_hold(candidate: Path) -> None:
    unknown = Fact("unknown", "is", "select * from nowhere", "some")
    short = Fact("short", "is", "select 'x' as a, 'y' as b, 1 / 0 from documents where false", "present")
    asked, empty = accept(candidate, [unknown, short])
    assert not asked.holds
    assert asked.observed.startswith("could not be asked: Catalog Error")
    assert empty.holds  # no row, no fault


def test_the_warehouse_is_only_read(candidate: Path) -> None:
    before = candidate.read_bytes()
    accept(candidate)
    assert candidate.read_bytes() == before
