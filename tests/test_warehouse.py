"""Staging, evidence, the candidate and the swap: what is published, and what a failed build leaves behind."""

from __future__ import annotations

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
from pipelines.warehouse.staging import stage, staged_documents, staging_folder
from schemas.catalogue import DOCUMENT_TABLES, TABLES, table_named
from schemas.numbers import NUMERALS

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
    stage(staging, staged_documents(staging)["survey"], tables)
    path = build_candidate(staging, warehouse).path
    assert rows(path, "select caption, count(*) from figure_values group by all") == [("Confidence of firms", 3)]


def test_a_file_opens_in_older_versions(staging: Path, warehouse: Path) -> None:
    path = build_candidate(staging, warehouse).path
    with open_warehouse(path) as connection:
        (tags,) = connection.execute("select tags from duckdb_databases() where path is not null").fetchall()[0]
    assert tags["storage_version"].startswith("v1.2.0")


def test_every_table_that_fails_is_reported_and_no_candidate_is_left(staging: Path, warehouse: Path) -> None:
    segment = staging / staged_documents(staging)["survey"].segment
    for name in ("numerals", "figures"):
        (segment / f"{name}.parquet").write_bytes(b"no parquet")
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


def test_what_killed_builds_left_is_removed(staging: Path, warehouse: Path) -> None:
    stray = warehouse.with_name("hakusho.duckdb.candidate")
    for path in (stray, stray.with_name(stray.name + ".wal"), stray.with_name(stray.name + ".tmp") / "sorting"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    publish(build_candidate(staging, warehouse).path, warehouse)
    assert {path.name for path in warehouse.parent.iterdir()} == {"hakusho.duckdb", "hakusho.duckdb.staging"}


def test_a_missing_table_is_never_read_from_a_python_variable(staging: Path, warehouse: Path) -> None:
    path = build_candidate(staging, warehouse).path
    stray = table_named("numerals")  # noqa: F841 (the name that the query asks for)
    with open_warehouse(path) as connection, pytest.raises(duckdb.CatalogException, match="stray"):
        connection.execute("select * from stray")
