"""The job, its checks, its schedule and its sensor: what blocks, what only warns, and what the UI is told."""

from __future__ import annotations

import subprocess
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
from pipelines.defs.jobs import build_warehouse, covering
from pipelines.defs.partitions import synchronised
from pipelines.defs.resources import Folders, Writer
from pipelines.defs.schedules import monthly_release, nightly_build
from pipelines.defs.sensors import raw_changes
from pipelines.intake.folder import list_documents
from pipelines.main_job import run_build
from pipelines.project import WORKSPACE
from pipelines.warehouse.staging import StagedDocument, StagedFault, stage
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
        resources={"folders": folders, "writer": Writer(raw=folders.raw, warehouse=folders.warehouse)},
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


GROUPS = {
    "1_intake": {"transcriptions"},
    "2_reading": {"readings", "documents", "sources", "figures"},
    "3_numbers": {"numerals", "observations"},
    "4_relations": {"relations", "relation_operands", "repairs", "corrections", "findings"},
    "5_warehouse": {"warehouse_candidate", "warehouse"},
    "6_release": {"release"},
}


def test_the_names_by_which_history_and_schedules_are_kept() -> None:
    """Renaming one of these loses its history: it is then better done on purpose."""
    repository = defs.get_repository_def()
    graph = repository.asset_graph
    groups: dict[str, set[str]] = {}
    for key in graph.get_all_asset_keys():
        groups.setdefault(str(graph.get(key).group_name), set()).add(key.to_user_string())
    assert groups == GROUPS
    assert {key.name for key in graph.asset_check_keys} == {
        *(f"{name}_schema" for name in TABLE_NAMES),
        "ledger",
        "quotes",
        "left_out",
        "inconsistent_relations",
        "acceptance",
        "verified",
    }
    jobs = [job.name for job in repository.get_all_jobs() if not job.name.startswith("__")]
    assert jobs == ["build_warehouse", "release"]
    assert {schedule.name: schedule.cron_schedule for schedule in repository.schedule_defs} == {
        "nightly_build": "0 3 * * *",
        "monthly_release": "0 5 1 * *",
    }
    assert [sensor.name for sensor in repository.sensor_defs] == ["raw_changes"]


def test_all_that_writes_the_warehouse_is_in_one_pool() -> None:
    graph = defs.resolve_asset_graph()
    pools = {key.to_user_string(): graph.get(key).pools for key in graph.get_all_asset_keys()}
    assert {name for name, used in pools.items() if used == {"warehouse"}} == set(pools) - {"transcriptions"}


def test_every_asset_says_what_it_is_and_whose() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.owners == ["team:hakusho"], key
        assert node.kinds, key


def test_schedules_and_sensor_say_what_they_do() -> None:
    for automation in (nightly_build, monthly_release(build_warehouse), raw_changes):
        assert automation.description
        assert "warehouse" in automation.description or "release" in automation.description


def test_schedules_and_sensor_stand_as_they_should_after_installing() -> None:
    assert nightly_build.default_status is dg.DefaultScheduleStatus.RUNNING
    assert raw_changes.default_status is dg.DefaultSensorStatus.RUNNING
    monthly = monthly_release(build_warehouse)
    assert (monthly.name, monthly.cron_schedule) == ("monthly_release", "0 5 1 * *")
    assert monthly.default_status is dg.DefaultScheduleStatus.STOPPED


def test_the_definitions_are_valid_and_load_fast() -> None:
    """Seconds of the processor, so that other work on the machine does not count; Dagster itself takes most of them."""
    code = "import time, pipelines.definitions as d; d.defs.get_repository_def(); print(time.process_time())"
    seconds = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=WORKSPACE.parent)
    assert float(seconds.stdout) < 3
    command = [sys.executable, "-m", "dagster", "definitions", "validate", "-w", str(WORKSPACE)]
    validated = subprocess.run(command, capture_output=True, text=True, cwd=WORKSPACE.parent)
    assert validated.returncode == 0, validated.stdout + validated.stderr


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
    assert upstream["readings"] == {"transcriptions"}
    assert upstream["documents"] == {"readings"}
    assert upstream["numerals"] == {"documents"}
    assert "numerals" in upstream["observations"]
    assert upstream["relations"] == {"observations"}
    assert "relations" in upstream["findings"]
    assert upstream["warehouse_candidate"] == set(TABLE_NAMES)
    assert upstream["warehouse"] == {"warehouse_candidate"}
    assert upstream["release"] == {"warehouse"}


def test_only_what_is_the_documents_own_fault_does_not_block() -> None:
    graph = defs.resolve_asset_graph()
    blocking = {key.name: graph.get(key).blocking for key in graph.asset_check_keys}
    assert {name for name, blocks in blocking.items() if not blocks} == {"inconsistent_relations", "left_out"}


# A run


def test_the_job_publishes_and_tells_numbers_for_each_document(
    instance: dg.DagsterInstance, folders: Folders, raw: Path, warehouse: Path
) -> None:
    (raw / "second.md").write_text("Nothing but 2008.")
    result = run(instance, folders)
    assert result.success
    assert count(warehouse) == 2
    told = {
        event.partition: event.step_materialization_data.materialization.metadata["numbers"].value
        for event in result.get_asset_materialization_events()
        if event.asset_key == dg.AssetKey("readings")
    }
    assert told == {"survey": 8, "second": 1}


def test_the_ui_is_told_numbers_examples_findings_and_lineage(
    instance: dg.DagsterInstance, folders: Folders, raw: Path
) -> None:
    (raw / "empty.md").write_text("")
    result = run(instance, folders)
    told = {
        (event.asset_key.to_user_string(), event.partition): event.step_materialization_data.materialization.metadata
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }
    warehouse = told["warehouse", None]
    assert {name: value.value for name, value in warehouse.items() if isinstance(value.value, int | float)} == {
        "documents": 1, "numbers": 8, "observations": 3, "relations": 1, "relations_inconsistent": 1,
        "findings": 2, "left_out": 1, "coverage_percent": 100.0, "bytes": warehouse["bytes"].value,
    }  # fmt: skip
    assert [row.data["document"] for row in warehouse["coverage"].records] == ["survey"]  # type: ignore[attr-defined]
    findings = told["findings", None]
    assert {name: findings[name].value for name in ("error", "warning", "info")} == {
        "error": 2,
        "warning": 0,
        "info": 0,
    }
    assert "](/reports/finding/survey%3Ax) | survey | inconsistent\\_relation |" in str(findings["worst"].value)
    examples = told["observations", None]["examples"].records  # type: ignore[attr-defined]
    assert [row.data["exact"] for row in examples] == ["3.9", "150.8", "146.5"]
    lineage = told["relation_operands", None]["dagster/column_lineage"].value
    assert isinstance(lineage, dg.TableColumnLineage)
    assert lineage.deps_by_column["observation_id"][0] == dg.TableColumnDep(
        dg.AssetKey("observations"), "observation_id"
    )
    assert told["readings", "empty"]["left_out"].records[0].data["reason"].startswith("raw/empty.md: is empty")  # type: ignore[attr-defined]
    numbers = told["readings", "survey"]
    assert [numbers[f"documents_{what}"].value for what in ("read", "unchanged", "left_out")] == [1, 0, 1]


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
    result = run(instance, folders)
    assert result.success
    warning = evaluations(result)["left_out"]
    assert (warning.passed, warning.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert [row["document_id"] for row in failing_rows(warning)] == ["binary", "choking", "sidecar"]
    assert "raw/binary.md" in failing_rows(warning)[0]["reason"]
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
            {"expectation": "every inconsistent relation has a finding", "observed": "1 of 2 rows: 0"},
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


CHECKED = [f"{name}_schema" for name in TABLE_NAMES] + ["ledger", "quotes"]


@pytest.mark.parametrize("check", CHECKED)
def test_each_check_shows_what_was_found_in_its_rows(
    check: str, instance: dg.DagsterInstance, folders: Folders, raw: Path
) -> None:
    tables = handmade.extract(handmade.TEXT, "survey").tables
    document = StagedDocument("survey", "content", "code")
    stage(folders.staging, document, tables, [StagedFault("survey", check, {"rule": "unique", "value": "x"})])
    (key,) = (key for key in defs.resolve_asset_graph().asset_check_keys if key.name == check)
    result = dg.materialize(
        [definition for definition in defs.asset_checks or [] if key in definition.check_keys]  # type: ignore[union-attr, arg-type]
        + [defs.resolve_asset_graph().assets_def_for_key(dg.AssetKey("transcriptions"))],
        selection=dg.AssetSelection.checks(key),
        instance=instance,
        resources={"folders": folders},
        raise_on_error=False,
    )
    assert not evaluations(result)[check].passed
    assert failing_rows(evaluations(result)[check]) == [{"document_id": "survey", "rule": "unique", "value": "x"}]


def test_a_document_that_changes_during_the_build_is_read_by_the_next(
    instance: dg.DagsterInstance, folders: Folders, raw: Path, warehouse: Path
) -> None:
    def change(tables: dict[str, list[dict[str, Any]]]) -> None:
        (raw / "survey.md").write_text(handmade.TEXT + "In 2010.")

    spoil(change)
    assert run(instance, folders).success
    assert count(warehouse, "numerals") == 8
    sys.modules["pipelines.document"].extract = handmade.extract  # type: ignore[attr-defined]
    assert run(instance, folders).success
    assert count(warehouse, "numerals") == 9


# From the command line's side


def test_run_build_tells_why_nothing_was_published(raw: Path, warehouse: Path) -> None:
    spoil(lambda tables: tables["observations"][0].update(start=34))
    outcome = run_build(raw, warehouse)
    assert not outcome.published
    assert outcome.failures == (
        "check quotes failed on readings: document_id survey, table observations, offset 34,"
        " fault offsets give ' 3.9', the row says '3.9'",
    )
    assert not warehouse.exists()


def test_run_build_tells_which_step_failed_and_why(raw: Path, warehouse: Path) -> None:
    warehouse.mkdir(parents=True)
    (warehouse / "in the way").touch()
    outcome = run_build(raw, warehouse)
    assert not outcome.published
    assert len(outcome.failures) == 1
    assert outcome.failures[0].startswith(f"{warehouse.parent}: cannot be written")
    assert "Is a directory" in outcome.failures[0]
    assert list(warehouse.parent.glob("*candidate*")) == []


def test_a_folder_of_its_own_leaves_no_trace_in_the_projects_instance(
    raw: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setattr("pipelines.instance.DAGSTER_HOME", home)
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
    assert request.tags == covering(["survey"])  # one is enough: a run reads whatever has changed
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
    run(instance, folders)

    (raw / "survey.md").touch()
    touched = tick(instance, folders, first.cursor)
    assert (touched.run_requests, touched.skip_reason.skip_message) == ([], "nothing has changed")
    assert isinstance(tick(instance, folders, touched.cursor), dg.SkipReason)

    (raw / "new.md").write_text("x")
    arrived = tick(instance, folders, touched.cursor)
    assert [event.partition for event in arrived.asset_events] == ["new"]
    assert arrived.run_requests[0].tags == covering(["new"])

    (raw / "new.md").unlink()
    gone = tick(instance, folders, arrived.cursor)
    assert gone.run_requests[0].tags == covering(["survey"])
    assert instance.get_dynamic_partitions("documents") == ["survey"]

    keys = {result.run_requests[0].run_key for result in (first, arrived, gone)}
    assert len(keys) == 3  # also for the return to an earlier state: Dagster drops a key that it has seen


def test_the_sensor_has_nothing_to_do_where_all_is_built(instance: dg.DagsterInstance, folders: Folders) -> None:
    run(instance, folders)
    assert tick(instance, folders, None).run_requests == []


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
    for name, value in {"main_job.RAW": raw, "main_job.WAREHOUSE": warehouse, "instance.DAGSTER_HOME": home}.items():
        monkeypatch.setattr(f"pipelines.{name}", value)
    monkeypatch.setenv("DAGSTER_HOME", "")
    outcome = run_build(raw, warehouse)
    (raw / "survey.md").rename(raw / "renamed.md")
    again = run_build(raw, warehouse)
    with dg.DagsterInstance.get() as instance:
        assert Path(instance.root_directory) == home
        runs = instance.get_runs(dg.RunsFilter(job_name="build_warehouse"))
        assert {run.run_id for run in runs} == {outcome.run_id, again.run_id}
        assert instance.get_dynamic_partitions("documents") == ["renamed"]
