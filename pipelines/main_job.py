"""Running the Dagster job `build_warehouse` in this process.

What the job does stands in `pipelines.defs`; how its outcome is printed, in `pipelines.report`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.instance import project_instance
from pipelines.intake.faults import UnreadableInput
from pipelines.intake.folder import list_documents
from pipelines.project import RAW, WAREHOUSE
from pipelines.warehouse.lock import require_writable, temporary_folder

if TYPE_CHECKING:
    from dagster import AssetCheckEvaluation, DagsterEvent, DagsterInstance, ExecuteInProcessResult

# By this tag the UI counts a run among those of the job in the code location `hakusho`.
_REPOSITORY = "__repository__@hakusho"


@dataclass(frozen=True)
class JobOutcome:
    """Whether the job published a warehouse, the id of its run, and one line for each thing that failed.

    `read` documents were new or changed, and `unchanged` ones were not read again.
    """

    published: bool
    run_id: str
    failures: tuple[str, ...]
    read: int = 0
    unchanged: int = 0


def run_build(raw: Path = RAW, warehouse: Path = WAREHOUSE) -> JobOutcome:
    """Run the job for all documents of `raw`. UnreadableInput, if there is none or `raw` is no folder; StorageFault, if
    the warehouse cannot be written.

    With the project's own folders the run is kept in the project's Dagster instance, so that the UI shows it;
    with others it leaves no trace there.
    """
    document_ids = list_documents(raw).document_ids
    if not document_ids:
        raise UnreadableInput("holds no document", raw, "put a transcription there (.md, .txt, .html or .adoc)")
    own = (raw.resolve(), warehouse.resolve()) == (RAW.resolve(), WAREHOUSE.resolve())
    require_writable(warehouse)
    with _quiet(), _instance(own, warehouse) as instance:
        result = _execute(instance, raw.resolve(), warehouse.resolve(), document_ids)
        events = result.all_events
        return JobOutcome(result.success, result.run_id, tuple(_failures(events)), *_documents(events))


def _execute(
    instance: DagsterInstance, raw: Path, warehouse: Path, document_ids: tuple[str, ...]
) -> ExecuteInProcessResult:
    from pipelines.definitions import defs
    from pipelines.defs.jobs import covering
    from pipelines.defs.partitions import synchronised

    partitions = synchronised(instance, document_ids)
    folders = {"raw": str(raw), "warehouse": str(warehouse)}
    return defs.resolve_job_def("build_warehouse").execute_in_process(
        run_config={
            "resources": {"folders": {"config": folders}, "writer": {"config": folders}},
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        },
        instance=instance,
        tags={**covering(partitions[-1:]), ".dagster/repository": _REPOSITORY},
        raise_on_error=False,
    )


def _instance(own: bool, warehouse: Path) -> AbstractContextManager[DagsterInstance]:
    from dagster import DagsterInstance

    if own:
        return project_instance()
    return DagsterInstance.ephemeral(tempdir=str(temporary_folder(warehouse)))


@contextmanager
def _quiet() -> Iterator[None]:
    """Dagster keeps its log in its instance: the terminal is for the report."""
    logger = logging.getLogger("dagster")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _documents(events: Sequence[DagsterEvent]) -> tuple[int, int]:
    """How many documents were read, and how many were unchanged."""
    for event in events:
        if event.is_step_materialization:
            metadata = event.step_materialization_data.materialization.metadata
            if "documents_read" in metadata:
                read, unchanged = (metadata[name].value for name in ("documents_read", "documents_unchanged"))
                return int(str(read)), int(str(unchanged))
    return 0, 0


def _failures(events: Sequence[DagsterEvent]) -> Iterator[str]:
    """One line for each failed check and each step that failed by itself."""
    for event in events:
        if event.event_type_value == "ASSET_CHECK_EVALUATION":
            evaluation = event.asset_check_evaluation_data
            if not evaluation.passed and evaluation.blocking:
                yield _failed_check(evaluation)
        elif event.is_step_failure:
            error = event.step_failure_data.error
            if error is None or error.cls_name == "DagsterAssetCheckFailedError":
                continue  # a failed check has been told already
            if error.cls_name == "DagsterExecutionInterruptedError":
                yield f"{event.step_key}: interrupted"
                continue
            if event.step_failure_data.user_failure_data:  # told by the step itself, in one line
                yield str(event.step_failure_data.user_failure_data.description)
                continue
            yield from f"{event.step_key}: {(error.cause or error).message.strip()}".splitlines()


def _failed_check(evaluation: AssetCheckEvaluation) -> str:
    """The check, on what it failed, and the first of its failing rows."""
    from dagster import TableMetadataValue

    line = f"check {evaluation.check_name} failed on {evaluation.asset_key.to_user_string()}"
    rows = evaluation.metadata.get("rows")
    if not isinstance(rows, TableMetadataValue) or not rows.records:
        return line
    first = ", ".join(f"{name} {value}" for name, value in rows.records[0].data.items() if value is not None)
    return f"{line}: {first}" + (f" (and {len(rows.records) - 1} more)" if len(rows.records) > 1 else "")
