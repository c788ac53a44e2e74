"""The sensors: what notices that raw/ has changed."""

import json
from hashlib import sha256
from typing import Any

import dagster as dg

from pipelines.defs.jobs import build_warehouse, covering
from pipelines.defs.partitions import synchronised
from pipelines.defs.resources import Folders
from pipelines.intake.folder import fingerprints, list_documents, version_of


@dg.sensor(job=build_warehouse, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.RUNNING)
def raw_changes(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult | dg.SkipReason:
    """Build the warehouse when a file in raw/ is new, changed or gone: by content, once per change."""
    seen: dict[str, Any] = json.loads(context.cursor or '{"number": 0, "files": {}}')
    files = fingerprints(folders.raw_path)
    if files == seen["files"]:
        return dg.SkipReason("nothing has changed")
    listing = list_documents(folders.raw_path)
    document_ids = listing.document_ids
    # The number keeps a change back to an earlier state from looking like a run that was already requested.
    number = seen["number"] + 1
    cursor = json.dumps({"number": number, "files": files})
    if not document_ids:
        return dg.SensorResult(skip_reason=f"{folders.raw} holds no document", cursor=cursor)
    partitions = synchronised(context.instance, document_ids)
    run_key = f"{number}-{sha256(cursor.encode()).hexdigest()[:12]}"
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key, tags=covering(partitions))],
        asset_events=[
            _arrival(listed.document_id, version_of(listed, files))
            for listed in listing.documents
            if version_of(listed, files) != version_of(listed, seen["files"])
        ],
        cursor=cursor,
    )


def _arrival(document_id: str, version: str) -> dg.AssetMaterialization:
    return dg.AssetMaterialization("transcriptions", partition=document_id, tags={"dagster/data_version": version})
