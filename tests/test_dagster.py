"""The job, its checks, its schedule and its sensor: what blocks, what only warns, and what the UI is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import handmade
import pytest
import yaml

from pipelines.definitions import defs
from pipelines.defs.jobs import covering
from pipelines.defs.partitions import synchronised
from pipelines.defs.resources import Folders
from pipelines.defs.schedules import nightly_build
from pipelines.defs.sensors import raw_changes
from pipelines.intake.folder import list_documents
from pipelines.main_job import run_build
from pipelines.project import WORKSPACE
from pipelines.warehouse.staging import stage, staged_rows
from schemas.catalogue import DOCUMENT_TABLES, TABLES

pytestmark = pytest.mark.usefixtures("engine")

TABLE_NAMES = [table.name for table in DOCUMENT_TABLES]


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as ephemeral:
        yield ephemeral


@pytest.fixture
def folders(raw: Path, warehouse: Path) -> Folders:
    return Folders(raw=str(raw), warehouse=str(warehouse))


def run(instance: dg.DagsterInstance, folders: Folders) -> dg.ExecuteInProcessResult:
    partitions = synchronised(instance, list_documents(folders.raw_path).document_ids)
    return defs.resolve_job_def("build_warehouse").execute_in_process(
        instance=instance,
        resources={"folders": folders},
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        tags=covering(partitions),
        raise_on_error=False,
    )


def evaluations(result: dg.ExecuteInProcessResult) -> dict[str, dg.AssetCheckEvaluation]:
    return {evaluation.check_name: evaluation for evaluation in result.get_asset_check_evaluations()}


def failing_rows(evaluation: dg.AssetCheckEvaluation) -> list[dict[str, Any]]:
    rows = evaluation.metadata["rows"]
    assert isinstance(rows, dg.TableMetadataValue)
    return [dict(record.data) for record in rows.records]


def spoil(change: Callable[[dict[str, list[dict[str, Any]]]], None]) -> None:
    """Have the engine make a mistake in what it extracts."""

    def extract(text: str, document_id: str, fiscal_year_start: int = 1, **_: bool) -> handmade.Extraction:
        extraction = handmade.extract(text, document_id)
        change(extraction.tables)
        return extraction

    sys.modules["pipelines.document"].extract = extract  # type: ignore[attr-defined]


def count(warehouse: Path, table: str = "documents") -> int:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])


# What there is


def test_the_names_by_which_history_and_schedules_are_kept() -> None:
    """Renaming one of these loses its history: it is then better done on purpose."""
    repository = defs.get_repository_def()
    assert {key.to_user_string() for key in repository.asset_graph.get_all_asset_keys()} == {
        "transcriptions", *TABLE_NAMES, "warehouse_candidate", "warehouse", "release",
    }  # fmt: skip
    assert {key.name for key in repository.asset_graph.asset_check_keys} == {
        *(f"{name}_schema" for name in TABLE_NAMES),
        "ledger",
        "quotes",
        "inconsistent_relations",
        "acceptance",
        "verified",
    }
    jobs = [job.name for job in repository.get_all_jobs() if not job.name.startswith("__")]
    assert jobs == ["build_warehouse", "release"]
    assert [schedule.name for schedule in repository.schedule_defs] == ["nightly_build"]
    assert [sensor.name for sensor in repository.sensor_defs] == ["raw_changes"]


def test_the_workspace_names_the_code_location() -> None:
    (location,) = yaml.safe_load(WORKSPACE.read_text())["load_from"]
    assert location == {"python_module": {"module_name": "pipelines.definitions", "location_name": "hakusho"}}


@pytest.mark.parametrize("table", DOCUMENT_TABLES, ids=lambda table: table.name)
def test_a_table_shows_its_declared_columns(table: Any) -> None:
    node = defs.resolve_asset_graph().get(dg.AssetKey(table.name))
    schema = node.metadata["dagster/column_schema"]
    assert [column.name for column in schema.columns] == list(table.column_names)
    assert [column.constraints.nullable for column in schema.columns] == [column.nullable for column in table.columns]
    assert node.description == table.description


def test_data_flows_from_transcriptions_to_the_warehouse() -> None:
    graph = defs.resolve_asset_graph()
    upstream = {key.to_user_string(): {parent.to_user_string() for parent in graph.get(key).parent_keys}
                for key in graph.get_all_asset_keys()}  # fmt: skip
    assert upstream["documents"] == {"transcriptions"}
    assert upstream["numerals"] == {"documents"}
    assert "numerals" in upstream["observations"]
    assert upstream["relations"] == {"observations"}
    assert "relations" in upstream["findings"]
    assert upstream["warehouse_candidate"] == set(TABLE_NAMES)
    assert upstream["warehouse"] == {"warehouse_candidate"}
    assert upstream["release"] == {"warehouse"}


def test_only_the_reports_own_contradictions_do_not_block() -> None:
    graph = defs.resolve_asset_graph()
    blocking = {key.name: graph.get(key).blocking for key in graph.asset_check_keys}
    assert [name for name, blocks in blocking.items() if not blocks] == ["inconsistent_relations"]


# A run


def test_the_job_publishes_and_tells_numbers_for_each_document(
    instance: dg.DagsterInstance, folders: Folders, raw: Path, warehouse: Path
) -> None:
    (raw / "second.md").write_text("Nothing but 2008.")
    result = run(instance, folders)
    assert result.success
    assert count(warehouse) == 2
    rows = {
        event.partition: event.step_materialization_data.materialization.metadata["dagster/partition_row_count"].value
        for event in result.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("numerals")
    }
    assert rows == {"survey": 8, "second": 1}


def test_a_contradiction_of_the_report_warns_with_its_row_and_is_published(
    instance: dg.DagsterInstance, folders: Folders, warehouse: Path
) -> None:
    result = run(instance, folders)
    warning = evaluations(result)["inconsistent_relations"]
    assert (warning.passed, warning.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert [(row["kind"], row["stated"]) for row in failing_rows(warning)] == [("change", "3.9")]
    assert result.success
    assert count(warehouse, "relations") == 1


def test_a_broken_document_does_not_take_the_others_down(
    instance: dg.DagsterInstance, folders: Folders, raw: Path, warehouse: Path
) -> None:
    (raw / "choking.md").write_text("choke")
    (raw / "binary.md").write_bytes(b"\0")
    (raw / "sidecar.md").write_text(handmade.TEXT)
    (raw / "sidecar.yaml").write_text("- no fields")
    assert run(instance, folders).success
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        left_out = connection.execute(
            "select document_id from findings where kind = 'left_out_document' order by all"
        ).fetchall()
    assert left_out == [("binary",), ("choking",), ("sidecar",)]
    assert count(warehouse) == 1


@pytest.mark.parametrize(
    ("mistake", "check", "row"),
    [
        (
            lambda tables: tables["observations"][0].update(start=34),
            "quotes",
            {"table": "observations", "offset": 34, "fault": "offsets give ' 3.9', the row says '3.9'"},
        ),
        (
            lambda tables: tables["numerals"].pop(),
            "ledger",
            {"table": "numerals", "fault": "digit '2020\\n' is in no numeral"},
        ),
        (
            lambda tables: tables["relations"][0].update(verdict="perhaps"),
            "relations_schema",
            {"column": "verdict", "rule": "in vocabulary verdict", "value": "perhaps"},
        ),
        (
            lambda tables: tables["findings"].clear(),
            "acceptance",
            {"expectation": "every inconsistent relation has a finding", "observed": "2 of 2 rows: 0, 0"},
        ),
    ],
    ids=["wrong offset", "digit without numeral", "unknown code", "contradiction without finding"],
)
def test_a_fault_of_ours_blocks_and_the_old_warehouse_stays(
    mistake: Callable[[Any], None],
    check: str,
    row: dict[str, Any],
    instance: dg.DagsterInstance,
    folders: Folders,
    raw: Path,
    warehouse: Path,
) -> None:
    assert run(instance, folders).success
    (raw / "second.md").write_text(handmade.TEXT)
    spoil(mistake)
    result = run(instance, folders)
    assert not result.success
    failed = evaluations(result)[check]
    assert not failed.passed
    assert row.items() <= failing_rows(failed)[0].items()
    assert count(warehouse) == 1


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_each_table_has_a_schema_check_that_can_fail(
    table: str, instance: dg.DagsterInstance, folders: Folders, raw: Path
) -> None:
    run(instance, folders)
    tables = {name: [dict(row) for row in rows] for name, rows in _staged(folders).items()}
    tables[table][0]["document_id"] = " "
    stage(folders.staging, "survey", tables)
    (check,) = (c for c in defs.resolve_asset_graph().asset_check_keys if c.name == f"{table}_schema")
    result = dg.materialize(
        [definition for definition in defs.asset_checks or [] if check in definition.check_keys]  # type: ignore[union-attr, arg-type]
        + [defs.resolve_asset_graph().assets_def_for_key(dg.AssetKey("transcriptions"))],
        selection=dg.AssetSelection.checks(check),
        instance=instance,
        resources={"folders": folders},
        raise_on_error=False,
    )
    rows = failing_rows(evaluations(result)[f"{table}_schema"])
    assert ("document_id", r"matches \S(.*\S)?", " ") in [(r["column"], r["rule"], r["value"]) for r in rows]


def _staged(folders: Folders) -> dict[str, list[dict[str, object]]]:
    return {table.name: staged_rows(folders.staging, table) for table in DOCUMENT_TABLES}


def test_a_transcription_that_changes_during_the_build_blocks(
    instance: dg.DagsterInstance, folders: Folders, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(tables: dict[str, list[dict[str, Any]]]) -> None:
        (raw / "survey.md").write_text(handmade.TEXT + "changed")

    spoil(change)
    result = run(instance, folders)
    assert not result.success
    assert failing_rows(evaluations(result)["ledger"])[0]["fault"] == "the transcription changed during the build"


# From the command line's side


def test_run_build_tells_why_nothing_was_published(raw: Path, warehouse: Path) -> None:
    spoil(lambda tables: tables["observations"][0].update(start=34))
    outcome = run_build(raw, warehouse)
    assert not outcome.published
    assert outcome.failures == (
        "check quotes failed on findings: document_id survey, table observations, offset 34,"
        " fault offsets give ' 3.9', the row says '3.9'",
    )
    assert not warehouse.exists()


def test_run_build_tells_which_step_failed_and_why(raw: Path, warehouse: Path) -> None:
    warehouse.mkdir(parents=True)
    (warehouse / "in the way").touch()
    outcome = run_build(raw, warehouse)
    assert not outcome.published
    assert len(outcome.failures) == 1
    assert outcome.failures[0].startswith("warehouse: ")
    assert "Is a directory" in outcome.failures[0]
    assert list(warehouse.parent.glob("*candidate*")) == []


def test_a_folder_of_its_own_leaves_no_trace_in_the_projects_instance(
    raw: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr("pipelines.main_job.DAGSTER_HOME", home)
    assert run_build(raw, warehouse).published
    assert not home.exists()


# Schedule and sensor


def evaluate(tmp_path: Path, folders: Folders) -> tuple[Any, list[str]]:
    with (
        dg.DagsterInstance.local_temp(str(tmp_path)) as instance,
        dg.build_schedule_context(instance=instance, resources={"folders": folders}) as context,
    ):
        return nightly_build(context), list(instance.get_dynamic_partitions("documents"))


def test_the_schedule_asks_for_one_run_over_all_documents(tmp_path: Path, folders: Folders, raw: Path) -> None:
    (raw / "a.md").write_text("x")
    request, partitions = evaluate(tmp_path, folders)
    assert request.tags == covering(["a", "survey"])
    assert partitions == ["a", "survey"]


def test_the_schedule_skips_an_empty_folder(tmp_path: Path, folders: Folders, raw: Path) -> None:
    (raw / "survey.md").unlink()
    skipped, _ = evaluate(tmp_path, folders)
    assert skipped.skip_message.endswith("holds no document")


def tick(instance: dg.DagsterInstance, folders: Folders, cursor: str | None) -> Any:
    with dg.build_sensor_context(instance, cursor, resources={"folders": folders}) as context:
        return raw_changes(context)


def test_the_sensor_asks_for_one_run_per_real_change(instance: dg.DagsterInstance, folders: Folders, raw: Path) -> None:
    first = tick(instance, folders, None)
    assert [request.tags for request in first.run_requests] == [covering(["survey"])]
    assert [event.partition for event in first.asset_events] == ["survey"]

    (raw / "survey.md").touch()
    assert isinstance(tick(instance, folders, first.cursor), dg.SkipReason)

    (raw / "new.md").write_text("x")
    arrived = tick(instance, folders, first.cursor)
    assert [event.partition for event in arrived.asset_events] == ["new"]
    assert arrived.run_requests[0].tags == covering(["survey", "new"])

    (raw / "new.md").unlink()
    gone = tick(instance, folders, arrived.cursor)
    assert gone.run_requests[0].tags == covering(["survey"])
    assert instance.get_dynamic_partitions("documents") == ["survey"]

    keys = {result.run_requests[0].run_key for result in (first, arrived, gone)}
    assert len(keys) == 3  # also for the return to an earlier state: Dagster drops a key that it has seen


def test_the_sensor_notices_a_sidecar(instance: dg.DagsterInstance, folders: Folders, raw: Path) -> None:
    first = tick(instance, folders, None)
    (raw / "survey.yaml").write_text("title: x")
    assert len(tick(instance, folders, first.cursor).run_requests) == 1


def test_the_sensor_waits_while_the_folder_is_empty(instance: dg.DagsterInstance, folders: Folders, raw: Path) -> None:
    first = tick(instance, folders, None)
    (raw / "survey.md").unlink()
    emptied = tick(instance, folders, first.cursor)
    assert emptied.run_requests == []
    assert emptied.skip_reason.skip_message.endswith("holds no document")


def test_all_tables_reach_the_warehouse(instance: dg.DagsterInstance, folders: Folders, warehouse: Path) -> None:
    run(instance, folders)
    assert {table.name: count(warehouse, table.name) > 0 for table in TABLES} == {table.name: True for table in TABLES}


def test_with_the_projects_own_folders_the_ui_has_the_run(
    raw: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    for name, value in {"RAW": raw, "WAREHOUSE": warehouse, "DAGSTER_HOME": home}.items():
        monkeypatch.setattr(f"pipelines.main_job.{name}", value)
    monkeypatch.setenv("DAGSTER_HOME", "")
    outcome = run_build(raw, warehouse)
    (raw / "survey.md").rename(raw / "renamed.md")
    again = run_build(raw, warehouse)
    with dg.DagsterInstance.get() as instance:
        assert Path(instance.root_directory) == home
        runs = instance.get_runs(dg.RunsFilter(job_name="build_warehouse"))
        assert {run.run_id for run in runs} == {outcome.run_id, again.run_id}
        assert instance.get_dynamic_partitions("documents") == ["renamed"]
