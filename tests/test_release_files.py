"""The data files as other programs read them, and the content hash that is the same in all of them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import small_releases

from pipelines.project import PROJECT
from pipelines.release.cells import plain
from pipelines.release.content import Content, combined, content_of, content_query, csv_source, parquet_source, reader
from pipelines.release.data_files import csv_path, parquet_path
from pipelines.release.making import make_release
from schemas.catalogue import PUBLISHED, RELEASE_TABLES, table_named
from schemas.ddl import quoted
from schemas.numbers import NUMERALS, OBSERVATIONS

NASTY = {
    "indicator": '=HYPERLINK("http://evil")',
    "population": "'quoted', with \"marks\"",
    "reference_area": "NA",
    "stated": "-3.9 points\u202e\r\n\tand more",
    "sentence": "two\nlines \\u{200b} \u200b 白書",
    "prefix": "",
    "unit": "@unit",
    "section": " +1",
}
"""Texts that a file or a reader could spoil, in the row of 3.9."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A release whose observations hold nasty texts."""
    with small_releases.patched() as monkeypatch:
        monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
        small_releases.without_slow_gates(monkeypatch)
        monkeypatch.setattr("pipelines.release.gates.evidence_checks", lambda *_: [])  # prefix and stated are made up
        project = small_releases.Project(tmp_path_factory.mktemp("project"))
        project.add("first")
        project.build()
        project.warehouse.chmod(0o644)
        with duckdb.connect(str(project.warehouse)) as connection:
            sets = ", ".join(f"{quoted(name)} = ${name}" for name in NASTY)
            connection.execute(
                f"update observations set {sets}, reference_area_from = 'stated' where exact = '3.9'", NASTY
            )
        yield make_release(project.warehouse, project.raw, project.releases).folder


# What stands in the CSV file


def test_cells_are_guarded_and_visible_and_come_back(folder: Path) -> None:
    with csv_path(folder, OBSERVATIONS).open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.DictReader(file) if row["exact"] == "3.9")
    assert {name: row[name] for name in NASTY} == {
        "indicator": '\'=HYPERLINK("http://evil")',
        "population": "''quoted', with \"marks\"",
        "reference_area": "NA",
        "stated": "'-3.9 points\\u{202e}\\u{d}\n\\u{9}and more",
        "sentence": "two\nlines \\u{5c}u{200b} \\u{200b} 白書",
        "prefix": "",
        "unit": "'@unit",
        "section": "' +1",
    }
    assert {name: plain(row[name]) for name in NASTY} == NASTY
    assert (row["value"], row["lower"], row["upper"]) == ("3.9", "3.85", "3.95")


def test_texts_are_quoted_and_missing_values_are_not(folder: Path) -> None:
    content = csv_path(folder, NUMERALS).read_bytes()
    assert content.startswith(b'"numeral_id","document_id",start,end,"exact","prefix"')
    assert content.endswith((b",\n", b'"\n'))
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b'"period","prose",\n' in content  # no observation_id


def test_rows_stand_in_order_of_the_key(folder: Path) -> None:
    for relation in PUBLISHED:
        frame = pl.read_parquet(parquet_path(folder, relation))
        assert frame.select(relation.key).rows() == sorted(frame.select(relation.key).rows()), relation.name


# Other readers


def test_pandas_reads_the_csv_files_as_the_card_says(folder: Path) -> None:
    for table in RELEASE_TABLES:
        types = {column.name: "str" for column in table.columns if column.type == "text"}
        frame = pd.read_csv(csv_path(folder, table), dtype=types, keep_default_na=False, na_values=[""])
        assert list(frame.columns) == list(table.column_names)
        assert len(frame) == pq.read_metadata(parquet_path(folder, table)).num_rows
    areas = pd.read_csv(csv_path(folder, OBSERVATIONS), keep_default_na=False, na_values=[""])["reference_area"]
    assert set(areas.dropna()) == {"NA"}
    assert areas.isna().sum() == 2


def test_polars_reads_the_csv_files_with_the_types_of_the_declaration(folder: Path) -> None:
    frame = pl.read_csv(csv_path(folder, OBSERVATIONS), try_parse_dates=True, infer_schema_length=None)
    assert frame.height == 3
    assert frame.schema["start"] == pl.Int64
    assert frame.schema["period_start"] == pl.Date
    (row,) = frame.filter(pl.col("exact").cast(pl.String) == "3.9").rows(named=True)
    assert plain(row["sentence"]) == NASTY["sentence"]
    assert row["reference_area"] == "NA"


def as_r_reads(path: Path) -> list[dict[str, str | None]]:
    """`read.csv(path, na.strings = "", encoding = "UTF-8")`: an empty cell is NA, quoted or not; "NA" is a text."""
    text = path.read_bytes().decode("utf-8")
    return [
        {name: value or None for name, value in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def test_rs_conventions_find_missing_values_and_no_others(folder: Path) -> None:
    rows = {row["exact"]: row for row in as_r_reads(csv_path(folder, OBSERVATIONS))}
    assert rows["3.9"]["reference_area"] == "NA"
    assert rows["150.8"]["reference_area"] is None
    assert rows["150.8"]["period_start"] == "2008-01-01"
    assert [type(row["value"]) for row in rows.values()] == [str] * 3
    assert all(
        value == "true" for value in (row["released"] for row in as_r_reads(csv_path(folder, table_named("documents"))))
    )


def test_pyarrow_reads_the_parquet_files_with_exact_types(folder: Path) -> None:
    table = pq.read_table(parquet_path(folder, OBSERVATIONS))
    types = {name: str(table.schema.field(name).type) for name in ("value", "start", "period_start", "stated")}
    assert types == {"value": "decimal128(38, 10)", "start": "int64", "period_start": "date32[day]", "stated": "string"}
    (row,) = (row for row in table.to_pylist() if row["exact"] == "3.9")
    assert {name: row[name] for name in NASTY} == NASTY
    assert row["value"] == Decimal("3.9")
    (dated,) = (row for row in table.to_pylist() if row["exact"] == "150.8")
    assert dated["period_start"] == date(2008, 1, 1)


# Content hashes


def test_csv_parquet_and_database_have_the_same_content(folder: Path) -> None:
    with reader() as connection:
        connection.execute(f"attach '{folder}/hakusho.duckdb' as r (read_only)")
        connection.execute("use r")
        for relation in PUBLISHED:
            contents = {
                content_of(connection, relation, source)
                for source in (
                    quoted(relation.name),
                    csv_source(relation, csv_path(folder, relation)),
                    parquet_source(parquet_path(folder, relation)),
                )
            }
            assert len(contents) == 1, relation.name


@pytest.mark.parametrize(
    "change",
    [
        "update t set exact = exact || ' ' where numeral_id = 'first:n60'",
        "update t set prefix = '', suffix = prefix || suffix where numeral_id = 'first:n60'",
        "update t set observation_id = '-' where observation_id is null",
        "delete from t where numeral_id = 'first:n60'",
        "insert into t select * from t where numeral_id = 'first:n60'",
        "update t set numeral_id = 'z' || numeral_id where numeral_id = 'first:n60'",
    ],
)
def test_any_other_content_has_another_hash(change: str, folder: Path) -> None:
    with reader() as connection:
        connection.execute(f"create table t as from read_parquet('{parquet_path(folder, NUMERALS)}')")
        before = content_of(connection, NUMERALS, "t")
        connection.execute(change)
        assert content_of(connection, NUMERALS, "t").sha256 != before.sha256


def test_the_order_of_rows_in_a_file_does_not_matter(folder: Path) -> None:
    with reader() as connection:
        path = parquet_path(folder, NUMERALS)
        shuffled = f"(from read_parquet('{path}') order by hash(numeral_id))"
        assert content_of(connection, NUMERALS, shuffled) == content_of(connection, NUMERALS, parquet_source(path))


def test_the_content_of_a_dataset_is_that_of_tables_schema_and_texts() -> None:
    base = combined({"t": Content(1, "a")}, {"t": {}}, {"x.md": "b"})
    assert base == combined({"t": Content(1, "a")}, {"t": {}}, {"x.md": "b"})
    others = [
        combined({"t": Content(1, "b")}, {"t": {}}, {"x.md": "b"}),
        combined({"t": Content(1, "a")}, {"t": {"key": []}}, {"x.md": "b"}),
        combined({"t": Content(1, "a")}, {"t": {}}, {"x.md": "c"}),
        combined({"t": Content(1, "a")}, {"t": {}}, {"y.md": "b"}),
    ]
    assert len({base, *others}) == 5


# Real older readers, each in an environment of its own

READ = """
import json, sys
import duckdb
request = json.load(sys.stdin)
connection = duckdb.connect(request["path"], read_only=True)
ask = lambda query: connection.execute(query).fetchall()
print(json.dumps({
    "version": duckdb.__version__,
    "contents": [ask(query)[0] for query in request["queries"]],
    "views": [ask(f"select count(*) from {view}")[0][0] for view in request["views"]],
    "comments": ask("select count(*) from duckdb_columns() where comment is not null")[0][0],
    "version_of_release": ask("select version from release_info")[0][0],
}))
"""


@pytest.mark.slow
@pytest.mark.parametrize("version", ["1.2.2", "1.4.3", "1.5.0", "2.0.0"])
def test_the_database_opens_in_duckdb(version: str, folder: Path) -> None:
    """Installs that version below .venv (some 20 MB), once."""
    import json

    from schemas.catalogue import VIEWS

    target = PROJECT / ".venv" / "readers" / f"duckdb-{version}"
    if not (target / "duckdb").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--target", str(target), f"duckdb=={version}"], check=True)
    request = {
        "path": str(folder / "hakusho.duckdb"),
        "queries": [content_query(relation, quoted(relation.name)) for relation in PUBLISHED],
        "views": [view.name for view in VIEWS],
    }
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(target)!r})\n{READ}"],
        input=json.dumps(request), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    build = json.loads((folder / "provenance/build.json").read_text())
    assert answer["version"] == version
    assert answer["contents"] == [[c["rows"], c["sha256"]] for c in (build["contents"][r.name] for r in PUBLISHED)]
    assert answer["views"][0] == build["contents"]["figure_values"]["rows"]
    assert answer["comments"] > 200
    assert answer["version_of_release"] == folder.name
