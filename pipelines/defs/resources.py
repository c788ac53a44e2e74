"""Where the steps find their files, and the right to write them.

Both are configurable, so that a trial run can use folders of its own.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipelines.instance import PROCESS_TAG, process_identity
from pipelines.project import RAW, WAREHOUSE
from pipelines.warehouse.build import candidate_path, discard
from pipelines.warehouse.lock import writing
from pipelines.warehouse.staging import staging_folder


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folder of transcriptions and the file of the warehouse."""

    raw: str = str(RAW)
    warehouse: str = str(WAREHOUSE)

    @property
    def raw_path(self) -> Path:
        """The folder of transcriptions."""
        return Path(self.raw)

    @property
    def warehouse_path(self) -> Path:
        """The file of the published warehouse."""
        return Path(self.warehouse)

    @property
    def folder(self) -> Path:
        """The folder of the published warehouse, which a build writes."""
        return self.warehouse_path.parent

    @property
    def staging(self) -> Path:
        """The folder of staged rows, beside the warehouse."""
        return staging_folder(self.warehouse_path)

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Tell the run its process, so that it can be marked when that was killed."""
        if context.instance and context.run:
            context.instance.add_run_tags(context.run.run_id, {PROCESS_TAG: str(process_identity(os.getpid()))})


class Writer(Folders):
    """The same folders with the right to write: held by one run at a time, from its first step to its last."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Writer"]:
        """Wait for the lock of the warehouse; when the run ends, remove what it built and did not publish."""
        self.setup_for_execution(context)
        with writing(self.warehouse_path):
            try:
                yield self
            finally:
                discard(candidate_path(self.warehouse_path))
