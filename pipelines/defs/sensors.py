"""The sensors: what notices that raw/ has changed."""

import json
from hashlib import sha256

import dagster as dg

from pipelines.defs.assets import MOST_TOLD
from pipelines.defs.jobs import build_warehouse, covering
from pipelines.defs.partitions import synchronised
from pipelines.defs.resources import Folders
from pipelines.intake.folder import content_of, list_documents, signature
from pipelines.warehouse.staging import staged_documents


@dg.sensor(
    job=build_warehouse,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Build the warehouse when a file in raw/ is new, changed or gone: by content, once per change.",
)
def raw_changes(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult | dg.SkipReason:
    """One run for all that has changed. Files are opened only when one of them was written since the last look."""
    seen = json.loads(context.cursor or '{"number": 0, "signature": "", "state": ""}')
    now = signature(folders.raw_path)
    if now == seen["signature"]:
        return dg.SkipReason("no file was written")
    listing = list_documents(folders.raw_path)
    contents = {listed.document_id: content_of(listed) for listed in listing.documents}
    rejected = {rejection.document_id: str(rejection.reason) for rejection in listing.rejected}
    state = sha256(json.dumps([contents, rejected]).encode()).hexdigest()
    # The number keeps a change back to an earlier state from looking like a run that was already requested.
    number = seen["number"] + 1
    cursor = json.dumps({"number": number, "signature": now, "state": state})
    staged = staged_documents(folders.staging)
    arrived = [name for name, content in contents.items() if name not in staged or staged[name].content != content]
    is_built = not arrived and set(staged) == {*contents, *rejected} and folders.warehouse_path.exists()
    if state == seen["state"] or (is_built and not context.cursor):
        return dg.SensorResult(skip_reason="nothing has changed", cursor=cursor)
    if not contents:
        return dg.SensorResult(skip_reason=f"{folders.raw} holds no document", cursor=cursor)
    partitions = synchronised(context.instance, list(contents))
    return dg.SensorResult(
        run_requests=[dg.RunRequest(f"{number}-{state[:12]}", tags=covering((arrived or partitions)[-1:]))],
        asset_events=[_arrival(document_id, contents[document_id]) for document_id in arrived[-MOST_TOLD:]],
        cursor=cursor,
    )


def _arrival(document_id: str, version: str) -> dg.AssetMaterialization:
    return dg.AssetMaterialization("transcriptions", partition=document_id, tags={"dagster/data_version": version})
