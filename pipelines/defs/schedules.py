"""The schedules: every night a build, and every month a release, if someone switches that on in the UI."""

from typing import Any

import dagster as dg

from pipelines.defs.jobs import build_warehouse, covering
from pipelines.defs.partitions import synchronised
from pipelines.defs.resources import Folders
from pipelines.intake.folder import list_documents


@dg.schedule(
    job=build_warehouse,
    cron_schedule="0 3 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Build the warehouse from all of raw/, every night at 3:00 UTC. What has not changed is not read again.",
)
def nightly_build(context: dg.ScheduleEvaluationContext, folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """One run over all documents, unless there is none."""
    document_ids = list_documents(folders.raw_path).document_ids
    if not document_ids:
        return dg.SkipReason(f"{folders.raw} holds no document")
    return dg.RunRequest(tags=covering(synchronised(context.instance, document_ids)[-1:]))


def monthly_release(release: Any) -> dg.ScheduleDefinition:
    """The schedule of the job that makes a release (a job of Dagster). It stands still until someone starts it in the UI."""
    return dg.ScheduleDefinition(
        name="monthly_release",
        job=release,
        cron_schedule="0 5 1 * *",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="Make a release on the first of every month at 5:00 UTC, if the content has changed.",
    )
