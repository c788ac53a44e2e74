"""What differs between two databases: row by row, on a terminal, as JSON and as Markdown."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import small_releases

from pipelines import cli
from pipelines.release.changes import Counts
from pipelines.release.making import make_release


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[small_releases.Project]:
    with small_releases.patched() as monkeypatch:
        monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
        small_releases.without_slow_gates(monkeypatch)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
        made = small_releases.Project(tmp_path_factory.mktemp("project"))
        made.add("first")
        made.add("second", "Confidence was 150.8 in 2008.\n\nSurvey 2020\n")
        made.build()
        make_release(made.warehouse, made.raw, made.releases)
        yield made


Changed = Callable[..., Path]


@pytest.fixture
def changed(project: small_releases.Project, tmp_path: Path) -> Changed:
    """The warehouse after some statements."""

    def change(*statements: str) -> Path:
        path = tmp_path / "later.duckdb"
        shutil.copy(project.warehouse, path)
        path.chmod(0o644)
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
        return path

    return change


def told(capfd: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert cli.main(["diff", *map(str, arguments)]) == 0
    return capfd.readouterr().out


def test_nothing_differs_between_a_release_its_archive_its_database_and_the_warehouse(
    project: small_releases.Project, capfd: pytest.CaptureFixture[str]
) -> None:
    release = project.releases / "2026.1.0"
    for other in (project.releases / "hakusho-2026.1.0.zip", release / "hakusho.duckdb", project.warehouse):
        assert told(capfd, release, other) == "Nothing differs.\n"


def test_added_removed_and_changed_rows_are_told_with_what_they_were_and_are(
    project: small_releases.Project, changed: Changed, capfd: pytest.CaptureFixture[str]
) -> None:
    later = changed(
        "update observations set value = 150.9, unit = null where observation_id = 'first:o150.8'",
        "delete from repairs where position = 2",
        "insert into figures select 'first:f2', * exclude (figure_id) from figures",
    )
    answer = json.loads(told(capfd, project.releases / "2026.1.0", later, "--format", "json"))
    assert (answer["old"], answer["new"], answer["schema"]) == ("2026.1.0", "later.duckdb", [])
    assert answer["tables"]["observations"] == {"before": 4, "after": 4, "added": 0, "removed": 0, "changed": 1}
    assert answer["rows"] == [
        {
            "table": "figures", "id": "first:f2", "document_id": "first", "change": "added",
            "text": "Confidence of firms", "values": {},
        },
        {
            "table": "observations", "id": "first:o150.8", "document_id": "first", "change": "changed", "text": "150.8",
            "values": {"unit": ["index", None], "value": ["150.8000000000", "150.9000000000"]},
        },
        {
            "table": "repairs", "id": "first:r/2", "document_id": "first", "change": "removed", "text": "146.5",
            "values": {},
        },
    ]  # fmt: skip


def test_the_terminal_shows_counts_and_rows(
    project: small_releases.Project, changed: Changed, capfd: pytest.CaptureFixture[str]
) -> None:
    later = changed("update observations set unit = 'a\u202eb' where observation_id = 'first:o150.8'")
    assert told(capfd, project.warehouse, later) == (
        "table         before  after  added  removed  changed\n"
        "observations       4      4      0        0        1\n"
        "~ observations first:o150.8 150.8\n"
        "    unit: index → a\\u{202e}b\n"
    )


def test_markdown_has_a_table_and_a_list(
    project: small_releases.Project, changed: Changed, capfd: pytest.CaptureFixture[str]
) -> None:
    later = changed("update observations set unit = 'x`y' where observation_id = 'first:o150.8'")
    assert told(capfd, project.warehouse, later, "--format", "md") == (
        "# Changes from hakusho.duckdb to later.duckdb\n\n"
        "| table | before | after | added | removed | changed |\n|---|--:|--:|--:|--:|--:|\n"
        "| observations | 4 | 4 | 0 | 0 | 1 |\n\n"
        "- changed `observations` `first:o150.8`: `150.8` (unit: `index` → `xˋy`)\n"
    )


def test_many_rows_are_counted_and_fifty_shown(
    project: small_releases.Project, changed: Changed, capfd: pytest.CaptureFixture[str]
) -> None:
    later = changed(
        "insert into sources select 's' || i, s.* exclude (source_id) from sources as s, range(60) as t(i)"
        " where document_id = 'first'"
    )
    assert told(capfd, project.warehouse, later).endswith("and 10 rows more: --format json lists them all\n")
    assert told(capfd, project.warehouse, later, "--format", "md").endswith("\nAnd 10 rows more.\n")
    assert len(json.loads(told(capfd, project.warehouse, later, "--format", "json"))["rows"]) == 60


def test_another_schema_is_told_and_what_both_have_is_compared(
    project: small_releases.Project, changed: Changed, capfd: pytest.CaptureFixture[str]
) -> None:
    later = changed(
        "drop view decided_findings", "drop table corrections", "drop view figure_values",
        "alter table observations add column mood varchar", "alter table observations drop column scale",
        "alter table sources alter column citations type varchar",
        "update observations set value = 151 where observation_id = 'first:o150.8'",
    )  # fmt: skip
    answer = json.loads(told(capfd, project.warehouse, later, "--format", "json"))
    assert answer["schema"] == [
        "column sources.citations was BIGINT and is VARCHAR",
        "column observations.scale is only in the earlier one",
        "column observations.mood is only in the later one",
        "table corrections is only in the earlier one",
    ]
    assert [row["id"] for row in answer["rows"]] == ["first:o150.8"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("missing", "missing: does not exist; name a release, its archive or a database file"),
        ("empty", "empty: cannot be read ("),
        ("text.duckdb", "text.duckdb: cannot be read ("),
        ("text.zip", "text.zip: is no archive that can be read (File is not a zip file); download it again"),
        ("other.duckdb", "other.duckdb: has no table documents; name a release, its archive or a warehouse"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(
    name: str, line: str, project: small_releases.Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    for text in ("text.duckdb", "text.zip"):
        (tmp_path / text).write_text("some text\n" * 2000)
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("create table t as select 1")
    assert cli.main(["diff", str(project.warehouse), str(tmp_path / name)]) == 2
    error = capfd.readouterr().err
    assert error.startswith(f"hakusho: {tmp_path}/")
    assert line in error
    assert error.count("\n") == 1


def test_counts_balance() -> None:
    assert Counts(before=5, after=4, added=1, removed=2, changed=1).balanced
    assert not Counts(before=5, after=5, added=1, removed=2, changed=1).balanced
