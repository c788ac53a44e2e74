"""The release as Dagster runs it: the job makes a version and verifies it, and fails where a gate is closed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
import small_releases

from pipelines.definitions import defs


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> small_releases.Project:
    monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
    small_releases.without_slow_gates(monkeypatch)
    made = small_releases.Project(tmp_path)
    made.add("first")
    made.build()
    return made


def run(project: small_releases.Project) -> dg.ExecuteInProcessResult:
    resources: dict[str, Any] = {
        "folders": {"config": {"raw": str(project.raw), "warehouse": str(project.warehouse)}},
        "release_folder": {"config": {"releases": str(project.releases)}},
    }
    with dg.DagsterInstance.ephemeral() as instance:
        return defs.resolve_job_def("release").execute_in_process(
            run_config={"resources": resources, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            instance=instance,
            raise_on_error=False,
        )


def test_the_job_makes_a_version_and_verifies_it(project: small_releases.Project) -> None:
    result = run(project)
    assert result.success
    (version,) = (path.name for path in project.releases.iterdir() if path.is_dir())
    metadata = result.asset_materializations_for_node("make_release")[0].metadata
    assert (metadata["version"].value, metadata["is_new"].value) == (version, True)
    (check,) = result.get_asset_check_evaluations()
    assert (check.check_name, check.passed, check.metadata["faults"].value) == ("verified", True, 0)


def test_a_closed_gate_fails_the_run_and_says_why(project: small_releases.Project) -> None:
    project.warehouse.chmod(0o644)
    with duckdb.connect(str(project.warehouse)) as connection:
        connection.execute("delete from numerals where exact = '2008'")
    result = run(project)
    assert not result.success
    (failure,) = (event for event in result.all_events if event.is_step_failure)
    error = failure.step_failure_data.error
    assert error is not None
    assert "is in no numeral" in (error.cause or error).message
    assert [path.name for path in project.releases.iterdir()] == [".lock"]


def test_a_damaged_release_fails_its_check(project: small_releases.Project) -> None:
    run(project)
    card = next(project.releases.glob("*/README.md"))
    card.chmod(0o644)
    card.write_text("another")
    from pipelines.defs.release import ReleaseFolder, verified

    result = verified(ReleaseFolder(releases=str(project.releases)))
    assert isinstance(result, dg.AssetCheckResult)
    assert not result.passed
    assert "README.md: was changed" in str(result.metadata["first_faults"])
