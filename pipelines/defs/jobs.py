"""The jobs, and how a run of one is made to cover all documents."""

from collections.abc import Sequence

import dagster as dg

build_warehouse = dg.define_asset_job(
    "build_warehouse",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("transcriptions", "release"),
    description="Read the documents of raw/, check everything, and publish the warehouse.",
    executor_def=dg.in_process_executor,
)


def covering(document_ids: Sequence[str]) -> dict[str, str]:
    """The tags with which one run covers the documents from the first to the last, in order of partitions.

    One is enough: a run reads whatever has changed, and tells the partitions of what it read.
    """
    return {
        "dagster/asset_partition_range_start": document_ids[0],
        "dagster/asset_partition_range_end": document_ids[-1],
    }
