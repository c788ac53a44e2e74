"""The release as Dagster runs and shows it: an asset after the warehouse, its check, and the job."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipelines.defs.assets import OWNERS, WRITER_POOL
from pipelines.defs.faults import faults_handled
from pipelines.defs.resources import Folders
from pipelines.defs.shown import rows_shown
from pipelines.project import RELEASES
from pipelines.release.making import GateClosed, make_release
from pipelines.release.publishing import versions_in
from pipelines.release.verifying import verify_release
from pipelines.warehouse.storage import RELEASE

GROUP = "6_release"


class ReleaseFolder(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folder of the releases, and the SSH key that signs them, if one does."""

    releases: str = str(RELEASES)
    signing_key: str = ""

    @property
    def path(self) -> Path:
        """The folder of the releases."""
        return Path(self.releases)


release_spec = dg.AssetSpec(
    "release",
    deps=["warehouse"],
    description="The versions of the dataset in releases/: each a folder that proves itself, and never changes.",
    group_name=GROUP,
    owners=OWNERS,
    kinds={"duckdb", "parquet", "csv"},
)


# By another name than the asset and the job: Dagster wants those of steps and jobs to differ.
# In the pool of those who write the warehouse: it reads that, and would wait for a build anyhow.
@dg.multi_asset(specs=[release_spec], name="make_release", pool=WRITER_POOL)
def release(context: dg.AssetExecutionContext, folders: Folders, release_folder: ReleaseFolder) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """A new version of the dataset in releases/, if its content changed. A closed gate fails the run: no version then."""
    from pipelines.site import add_site  # here: drawing pages takes a fifth of the time in which the definitions load

    key = Path(release_folder.signing_key) if release_folder.signing_key else None
    with faults_handled(context, release_folder.path, RELEASE), _gates_told():
        outcome = make_release(
            folders.warehouse_path, folders.raw_path, release_folder.path, signing_key=key, add_site=add_site
        )
    return dg.MaterializeResult(
        metadata={
            "version": outcome.version,
            "is_new": outcome.is_new,
            "path": dg.MetadataValue.path(outcome.folder),
            "checks_passed": len(outcome.checks),
            "documents_left_out": len(outcome.left_out),
        }
    )


@contextmanager
def _gates_told() -> Iterator[None]:
    """Say in rows why no version was made."""
    try:
        yield
    except GateClosed as closed:
        raise dg.Failure(
            f"no release was made: {closed.failures[0]}",
            metadata={"failures": len(closed.failures), "rows": rows_shown([{"gate": one} for one in closed.failures])},
            allow_retries=False,
        ) from closed


@dg.asset_check(asset="release", blocking=True)
def verified(release_folder: ReleaseFolder) -> dg.AssetCheckResult:
    """The latest release as whoever downloads it would check it: every byte, every table, every quote."""
    latest = release_folder.path / str(versions_in(release_folder.path)[-1])
    found = verify_release(latest)
    return dg.AssetCheckResult(
        passed=found.passed,
        metadata={"faults": len(found.faults), "first_faults": list(found.faults[:20]), "checked": found.checked},
    )


release_job = dg.define_asset_job(
    "release",
    selection=dg.AssetSelection.assets("release"),
    description="Make a new version of the dataset from the published warehouse, if its content changed.",
    executor_def=dg.in_process_executor,
)
