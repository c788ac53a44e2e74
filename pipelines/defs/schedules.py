"""The schedules. They stand still until someone starts them in the UI."""

import dagster as dg

from pipelines.defs.jobs import build_warehouse, covering
from pipelines.defs.partitions import synchronised
from pipelines.defs.resources import Folders
from pipelines.intake.folder import list_documents


@dg.schedule(job=build_warehouse, cron_schedule="0 3 * * *", execution_timezone="UTC")
def nightly_build(context: dg.ScheduleEvaluationContext, folders: Folders) -> dg.RunRequest | dg.SkipReason:
    """Build the warehouse from all of raw/, every night at 3:00 UTC."""
    document_ids = list_documents(folders.raw_path).document_ids
    if not document_ids:
        return dg.SkipReason(f"{folders.raw} holds no document")
    return dg.RunRequest(tags=covering(synchronised(context.instance, document_ids)[-1:]))
