"""The code location: what Dagster runs and shows, listed by hand so that a rename cannot go unnoticed."""

import dagster as dg

from pipelines.defs.assets import readings, tables, transcriptions, warehouse, warehouse_candidate
from pipelines.defs.checks import acceptance, inconsistent_relations, ledger, left_out, quotes, schema_checks
from pipelines.defs.jobs import build_warehouse
from pipelines.defs.release import ReleaseFolder, release, release_job, verified
from pipelines.defs.resources import Folders, Writer
from pipelines.defs.schedules import monthly_release, nightly_build
from pipelines.defs.sensors import raw_changes

defs = dg.Definitions(
    assets=[transcriptions, readings, tables, warehouse_candidate, warehouse, release],
    asset_checks=[*schema_checks, ledger, quotes, left_out, inconsistent_relations, acceptance, verified],
    jobs=[build_warehouse, release_job],
    schedules=[nightly_build, monthly_release(release_job)],
    sensors=[raw_changes],
    resources={"folders": Folders(), "writer": Writer(), "release_folder": ReleaseFolder()},
)
