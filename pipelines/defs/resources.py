"""Where the steps find their files. Configurable, so that a trial run can use folders of its own."""

from pathlib import Path

import dagster as dg

from pipelines.project import RAW, WAREHOUSE
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
    def staging(self) -> Path:
        """The folder of staged rows, beside the warehouse."""
        return staging_folder(self.warehouse_path)
