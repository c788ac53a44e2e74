"""The partitioned warehouse in an object store: the same tables, views and answers as the one file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pytest

from pipelines.extraction import extract_folder
from pipelines.limits import Limits
from pipelines.warehouse.build import build_candidate, open_warehouse
from pipelines.warehouse.partitioned import open_partitioned, publish_partitioned
from pipelines.warehouse.staging import staging_folder
from schemas.catalogue import DOCUMENT_TABLES, VIEWS

URL = "memory://bucket/hakusho"
QUERIES = sorted((Path(__file__).parents[1] / "warehouse" / "queries").glob("*.sql"))

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture(autouse=True)
def store() -> Iterator[Any]:
    files = fsspec.filesystem("memory")
    yield files
    if files.exists("/bucket"):
        files.rm("/bucket", recursive=True)


@pytest.fixture
def staging(warehouse: Path) -> Path:
    return staging_folder(warehouse)


def read(raw: Path, staging: Path) -> None:
    list(extract_folder(raw, staging, Limits(workers=1)))


def rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    return sorted(map(repr, connection.execute(f"select * from {name}").fetchall()))


def ids(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in connection.execute("select document_id from documents").fetchall()}


def test_it_holds_and_answers_what_the_file_does(raw: Path, staging: Path) -> None:
    (raw / "second.md").write_text("In Chile the rate was 40%.\n", encoding="utf-8")
    read(raw, staging)
    (raw / "second.md").write_text("In Peru the rate was 41%.\n", encoding="utf-8")
    read(raw, staging)
    publish_partitioned(staging, URL)
    with (
        open_partitioned(URL) as parts,
        open_warehouse(build_candidate(staging, staging.with_suffix("")).path) as whole,
    ):
        for one in (*DOCUMENT_TABLES, *VIEWS):
            assert rows(parts, one.name) == rows(whole, one.name), one.name
            described = [connection.execute(f"describe {one.name}").fetchall() for connection in (parts, whole)]
            assert [row[:2] for row in described[0]] == [row[:2] for row in described[1]]
        for query in QUERIES:
            asked = [connection.execute(query.read_text("utf-8")).fetchall() for connection in (parts, whole)]
            assert asked[0] == asked[1], query.name
        (counted,) = parts.execute("select documents, left_out from dataset_info").fetchall()
        assert counted == (2, 0)


def test_only_new_partitions_are_written(raw: Path, staging: Path) -> None:
    read(raw, staging)
    assert publish_partitioned(staging, URL) == 1
    assert publish_partitioned(staging, URL) == 0
    (raw / "second.md").write_text("In Chile the rate was 40%.\n", encoding="utf-8")
    read(raw, staging)
    assert publish_partitioned(staging, URL) == 1
    with open_partitioned(URL) as connection:
        assert ids(connection) == {"survey", "second"}


def test_who_has_it_open_keeps_what_was_there(raw: Path, staging: Path) -> None:
    read(raw, staging)
    publish_partitioned(staging, URL)
    with open_partitioned(URL) as before:
        (raw / "survey.md").write_text("In Chile the rate was 40%.\n", encoding="utf-8")
        read(raw, staging)
        publish_partitioned(staging, URL)
        assert {row[0] for row in before.execute("select exact from numerals").fetchall()} >= {"146.5"}
        with open_partitioned(URL) as after:
            assert after.execute("select exact from numerals").fetchall() == [("40",)]


def test_a_publication_that_is_cut_off_changes_nothing(
    raw: Path, staging: Path, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(raw, staging)
    publish_partitioned(staging, URL)
    (raw / "second.md").write_text("In Chile the rate was 40%.\n", encoding="utf-8")
    read(raw, staging)
    put = type(store).pipe_file

    def fails(self: Any, path: str, *args: Any, **kwargs: Any) -> None:
        if path.endswith(("contents.parquet", "current.json")):
            raise OSError("the store is gone")
        put(self, path, *args, **kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(type(store), "pipe_file", fails)
        with pytest.raises(OSError, match="store is gone"):
            publish_partitioned(staging, URL)
    with open_partitioned(URL) as connection:
        assert ids(connection) == {"survey"}
    assert publish_partitioned(staging, URL) == 1  # the half of a partition does not count as written
    with open_partitioned(URL) as connection:
        assert ids(connection) == {"survey", "second"}


def test_a_folder_is_a_storage_too(raw: Path, staging: Path, tmp_path: Path) -> None:
    read(raw, staging)
    publish_partitioned(staging, str(tmp_path / "store"))
    with open_partitioned(f"file://{tmp_path}/store") as connection:
        assert ids(connection) == {"survey"}
    assert os.listdir(tmp_path / "store" / "partitions")


def test_nothing_published_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_partitioned(str(tmp_path / "nothing"))
