"""The code location: what Dagster runs and shows, listed by hand so that a rename cannot go unnoticed."""

import dagster as dg

from pipelines.defs.assets import readings, tables, transcriptions, warehouse, warehouse_candidate
from pipelines.defs.checks import acceptance, inconsistent_relations, ledger, left_out, quotes, schema_checks
from pipelines.defs.jobs import build_warehouse
from pipelines.defs.release import ReleaseFolder, release, release_job, verified
from pipelines.defs.resources import Folders, Writer
from pipelines.defs.schedules import monthly_release, nightly_build
from pipelines.defs.sensors import raw_changes

quiet_console = dg.colored_console_logger.configured(
    lambda config: {"log_level": config["log_level"]},
    description="What a run prints where `hakusho ui` was started: warnings and errors. The UI has everything.",
    config_schema={"log_level": dg.Field(str, default_value="WARNING")},
)

defs = dg.Definitions(
    assets=[transcriptions, readings, tables, warehouse_candidate, warehouse, release],
    asset_checks=[*schema_checks, ledger, quotes, left_out, inconsistent_relations, acceptance, verified],
    jobs=[build_warehouse, release_job],
    schedules=[nightly_build, monthly_release(release_job)],
    sensors=[raw_changes],
    resources={"folders": Folders(), "writer": Writer(), "release_folder": ReleaseFolder()},
    loggers={"console": quiet_console},
)
