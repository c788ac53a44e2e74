"""Staging, evidence, the candidate and the swap: what is published, and what a failed build leaves behind."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import handmade
import pytest

from pipelines.extraction import extract_folder
from pipelines.warehouse import build
from pipelines.warehouse.build import BuildFailed, build_candidate, open_warehouse, publish
from pipelines.warehouse.evidence import ledger_faults, quote_faults
from pipelines.warehouse.staging import left_out, prune, stage, staged_files, staged_rows, staging_folder
from schemas.catalogue import DOCUMENT_TABLES, TABLES, table_named
from schemas.numbers import NUMERALS, OBSERVATIONS
from schemas.relations import FINDINGS

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def staging(raw: Path, warehouse: Path) -> Path:
    """The handmade document, staged."""
    folder = staging_folder(warehouse)
    assert [outcome.left_out for outcome in extract_folder(raw, folder)] == [None]
    return folder


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with open_warehouse(path) as connection:
        return connection.execute(query).fetchall()


# Extraction


def test_a_document_is_staged_with_all_of_its_tables(staging: Path) -> None:
    assert sorted(path.name for path in (staging / "survey").iterdir()) == sorted(
        f"{table.name}.parquet" for table in DOCUMENT_TABLES
    )
    assert staged_rows(staging, OBSERVATIONS) == handmade.extract(handmade.TEXT, "survey").tables["observations"]


def test_documents_that_fail_are_left_out_and_the_others_go_on(raw: Path, staging: Path) -> None:
    (raw / "choking.md").write_text("choke")
    (raw / "empty.md").write_text("")
    (raw / "survey.txt").write_text("x")
    outcomes = {outcome.document_id: outcome.left_out for outcome in extract_folder(raw, staging)}
    assert outcomes == {
        "survey.txt": "raw/survey.txt: has the same name as survey.md;"
        " rename one: the name without extension is the id",
        "choking": outcomes["choking"],
        "empty": "raw/empty.md: is empty; give a transcription with text in it",
        "survey": None,
    }
    assert "the grammar choked" in str(outcomes["choking"])
    findings = {row["document_id"]: row for row in staged_rows(staging, FINDINGS)}
    assert findings["empty"]["kind"] == "left_out_document"
    assert findings["empty"]["message"] == outcomes["empty"]


def test_a_document_that_cannot_be_stored_is_left_out(raw: Path, staging: Path) -> None:
    extract = sys.modules["pipelines.document"].extract

    def precise(text: str, document_id: str, fiscal_year_start: int = 1, **_: bool) -> handmade.Extraction:
        extraction = extract(text, document_id)
        extraction.tables["observations"][0]["value"] = Decimal("3.900000000001")
        return extraction

    sys.modules["pipelines.document"].extract = precise  # type: ignore[attr-defined]
    (outcome,) = extract_folder(raw, staging)
    assert str(outcome.left_out).startswith("observations.value cannot hold a value as decimal")
    assert staged_rows(staging, OBSERVATIONS) == []


def test_a_document_that_is_gone_is_no_longer_staged(raw: Path, staging: Path) -> None:
    (raw / "survey.md").rename(raw / "renamed.md")
    list(extract_folder(raw, staging))
    assert {path.parent.name for path in staged_files(staging, NUMERALS)} == {"renamed"}


def test_only_the_documents_that_were_asked_for_are_read(raw: Path, staging: Path) -> None:
    (raw / "second.md").write_text(handmade.TEXT)
    outcomes = extract_folder(raw, staging, ["second"])
    assert [outcome.document_id for outcome in outcomes] == ["second"]
    assert {path.parent.name for path in staged_files(staging, NUMERALS)} == {"second", "survey"}


def test_pruning_says_what_it_removed(staging: Path) -> None:
    stage(staging, "old", left_out("old", "why"))
    assert prune(staging, {"survey"}) == ["old"]
    assert prune(staging, {"survey"}) == []


# Evidence


def numerals() -> list[dict[str, object]]:
    return handmade.extract(handmade.TEXT, "d").tables["numerals"]


def test_a_whole_ledger_has_no_fault() -> None:
    assert list(ledger_faults("d", handmade.TEXT, numerals())) == []


def test_a_digit_in_no_numeral_is_a_fault() -> None:
    (fault,) = ledger_faults("d", handmade.TEXT, [row for row in numerals() if row["exact"] != "2008"])
    assert (fault.offset, fault.fault) == (
        handmade.TEXT.index("2008"),
        "digit '2008 to 146.' is in no numeral",
    )


def test_a_digit_in_two_numerals_is_a_fault() -> None:
    (fault,) = ledger_faults("d", handmade.TEXT, [*numerals(), numerals()[2]])
    assert (fault.offset, fault.fault) == (
        handmade.TEXT.index("2008"),
        "digit '2008 to 146.' is in 2 numerals",
    )


@pytest.mark.parametrize("table", [table for table in DOCUMENT_TABLES if table.quoted], ids=lambda table: table.name)
def test_quotes_hold_and_a_shifted_one_is_a_fault(table: build.Table) -> None:
    rows = handmade.extract(handmade.TEXT, "d").tables[table.name]
    assert list(quote_faults(table, handmade.TEXT, rows)) == []
    (fault,) = quote_faults(table, handmade.TEXT, [{**rows[0], "start": rows[0]["start"] - 1}])  # type: ignore[operator]
    assert fault.table == table.name
    assert fault.fault.startswith("offsets give ")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"end": 10_000}, "offsets give "),
        ({"prefix": "elsewhere"}, "prefix 'elsewhere' does not stand before the quote"),
        ({"suffix": "elsewhere"}, "suffix 'elsewhere' does not stand after the quote"),
    ],
)
def test_a_quote_with_wrong_surroundings_is_a_fault(change: dict[str, object], fault: str) -> None:
    (found,) = quote_faults(NUMERALS, handmade.TEXT, [{**numerals()[0], **change}])
    assert found.fault.startswith(fault)


# The candidate


def test_the_candidate_has_every_table_and_the_exact_numbers(staging: Path, warehouse: Path) -> None:
    candidate = build_candidate(staging, warehouse)
    assert set(candidate.rows) == {table.name for table in TABLES}
    assert candidate.rows["observations"] == 3
    values = rows(candidate.path, "select stated, value, lower, upper from figure_values order by start limit 1")
    assert values == [("3.9", Decimal("3.9"), Decimal("3.85"), Decimal("3.95"))]
    assert not warehouse.exists()


def test_rows_stand_in_the_order_of_their_key(raw: Path, staging: Path, warehouse: Path) -> None:
    (raw / "another.md").write_text(handmade.TEXT)
    list(extract_folder(raw, staging))
    ids = [row[0] for row in rows(build_candidate(staging, warehouse).path, "select numeral_id from numerals")]
    assert len(ids) == 16
    assert ids == sorted(ids)  # type: ignore[type-var]


def test_the_views_tell_the_contradiction_and_what_would_mend_it(staging: Path, warehouse: Path) -> None:
    path = build_candidate(staging, warehouse).path
    assert rows(path, "select severity, kind, repairs from open_findings") == [
        ("error", "inconsistent_relation", "3.9 → 4.3, 150.8 → 150.4, 146.5 → 146.9")
    ]
    assert rows(path, "select distinct caption, verdict, quote from figure_values") == [
        ("Confidence of firms", "inconsistent", handmade.SENTENCE)
    ]
    assert rows(path, "select digits, numerals, observations, observation_share, captions_found from coverage") == [
        (24, 8, 3, Decimal("0.375"), 1)
    ]


def test_a_number_that_is_a_figure_and_a_table_gives_no_row_twice(staging: Path, warehouse: Path) -> None:
    tables = handmade.extract(handmade.TEXT, "survey").tables
    (figure,) = tables["figures"]
    tables["figures"].append({**figure, "figure_id": "survey:t1", "label": "table", "caption": "A table"})
    stage(staging, "survey", tables)
    path = build_candidate(staging, warehouse).path
    assert rows(path, "select caption, count(*) from figure_values group by all") == [("Confidence of firms", 3)]


def test_a_file_opens_in_older_versions(staging: Path, warehouse: Path) -> None:
    path = build_candidate(staging, warehouse).path
    with open_warehouse(path) as connection:
        (tags,) = connection.execute("select tags from duckdb_databases() where path is not null").fetchall()[0]
    assert tags["storage_version"].startswith("v1.2.0")


def test_every_table_that_fails_is_reported_and_no_candidate_is_left(staging: Path, warehouse: Path) -> None:
    for name in ("numerals", "figures"):
        (staging / "survey" / f"{name}.parquet").write_bytes(b"no parquet")
    with pytest.raises(BuildFailed) as failed:
        build_candidate(staging, warehouse)
    assert [failure.split(":")[0] for failure in failed.value.failures] == ["table figures", "table numerals"]
    assert list(warehouse.parent.glob("*candidate*")) == []


# The swap


def test_what_is_published_cannot_be_written_and_has_no_log(staging: Path, warehouse: Path) -> None:
    warehouse.with_name("hakusho.duckdb.wal").write_bytes(b"of an older file")
    publish(build_candidate(staging, warehouse).path, warehouse)
    assert stat.S_IMODE(warehouse.stat().st_mode) == 0o444
    assert [path.name for path in warehouse.parent.iterdir() if path.is_file()] == ["hakusho.duckdb"]
    assert rows(warehouse, "select documents, left_out from dataset_info") == [(1, 0)]


READER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
count = lambda: connection.execute("select count(*) from documents").fetchall()[0][0]
print(count(), flush=True)
sys.stdin.readline()
print(count(), flush=True)
"""


def test_a_reader_keeps_what_it_has_open_and_does_not_stop_the_swap(raw: Path, staging: Path, warehouse: Path) -> None:
    publish(build_candidate(staging, warehouse).path, warehouse)
    command = [sys.executable, "-c", READER, str(warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
        (raw / "second.md").write_text(handmade.TEXT)
        list(extract_folder(raw, staging))
        publish(build_candidate(staging, warehouse).path, warehouse)
        assert rows(warehouse, "select count(*) from documents") == [(2,)]
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "1\n"


def test_candidates_of_dead_builds_are_removed_and_those_of_living_ones_kept(staging: Path, warehouse: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    dead = warehouse.with_name(f"hakusho.duckdb.candidate-{process.pid}")
    living = warehouse.with_name(f"hakusho.duckdb.candidate-{os.getppid()}")
    for path in (dead, dead.with_name(dead.name + ".wal"), living):
        path.touch()
    candidate = build_candidate(staging, warehouse).path
    assert {path for path in warehouse.parent.iterdir() if path.is_file()} == {candidate, living}


def test_a_missing_table_is_never_read_from_a_python_variable(staging: Path, warehouse: Path) -> None:
    path = build_candidate(staging, warehouse).path
    stray = table_named("numerals")  # noqa: F841 (the name that the query asks for)
    with open_warehouse(path) as connection, pytest.raises(duckdb.CatalogException, match="stray"):
        connection.execute("select * from stray")
