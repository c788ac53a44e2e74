"""Dagster's home in the project: its settings, and putting right what a killed run left in it.

What runs in it stands in `pipelines.defs`; running the job in this process, in `main_job`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.project import DAGSTER_HOME

if TYPE_CHECKING:
    from dagster import DagsterInstance

SETTINGS = """\
# Written by hakusho; change it as you like.
telemetry:
  enabled: false
concurrency:
  pools: # the steps that write the warehouse are in a pool: of the runs that have such steps one runs, the others wait
    granularity: run
    default_limit: 1
run_monitoring: # a run whose process died is marked as failed ...
  enabled: true
  max_runtime_seconds: 21600
run_retries: # ... and started again, once; a step that failed is not: it would fail again
  enabled: true
  max_retries: 1
  retry_on_asset_or_op_failure: false
retention: # of the looks of schedules and sensors; runs are kept
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: {skipped: 2, failure: 30, success: 90, started: 2}
compute_logs: # nothing of ours prints; capturing it would start two processes per step
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""

PROCESS_TAG = "hakusho/process"
"""The tag of a run that says which process it is: its number and when that was started."""

_UNDER_WAY = ("STARTING", "STARTED", "CANCELING")


def dagster_home() -> str:
    """Where Dagster keeps its runs: as the environment says, else in the project. UnreadableInput, if it cannot be."""
    return os.environ.get("DAGSTER_HOME") or str(prepare_home(DAGSTER_HOME))


def prepare_home(home: Path) -> Path:
    """Dagster's home in the project: created with our settings where it does not exist yet."""
    from pipelines.intake.faults import UnreadableInput

    try:
        (home / ".nux").mkdir(parents=True, exist_ok=True)
        for path, content in {
            home / "dagster.yaml": SETTINGS,
            home / ".nux" / "nux.yaml": "seen: 1\n",  # else the UI opens with an invitation to a newsletter
        }.items():
            if not path.exists():
                path.write_text(content, encoding="utf-8")
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise UnreadableInput(what, home, "make it writable, or name another folder in DAGSTER_HOME") from error
    return home


@contextmanager
def project_instance() -> Iterator[DagsterInstance]:
    """The project's own instance, whose runs the UI shows; runs whose process is gone are marked in it."""
    from dagster import DagsterInstance

    os.environ["DAGSTER_HOME"] = dagster_home()
    with DagsterInstance.get() as instance:
        mark_lost_runs(instance)
        yield instance


def mark_lost_runs(instance: DagsterInstance) -> list[str]:
    """Mark the runs as failed that are under way, but whose process is gone. Returns their ids.

    Dagster notices this by itself only as long as its daemon lives, which may have been killed together with the run.
    """
    from dagster import DagsterRunStatus, RunsFilter

    lost = []
    for run in instance.get_runs(RunsFilter(statuses=[DagsterRunStatus(status) for status in _UNDER_WAY])):
        process = run.tags.get(PROCESS_TAG)
        if process is not None and process != process_identity(int(process.split(":")[0])):
            instance.report_run_failed(run, "The process of this run is gone: it was killed, or the machine restarted.")
            lost.append(run.run_id)
    return lost


def process_identity(process: int) -> str | None:
    """A process by its number and the moment of its start, because numbers are used again; None, if it is gone."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return f"{process}:{_started(process)}"


def _started(process: int) -> str:
    """When a process was started, in ticks since the machine was; only Linux tells."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return "unknown"
    return status.rpartition(")")[2].split()[19]
