"""The assets: transcriptions, one per table read from them, the candidate and the warehouse.

One partition per document. One step reads a document and stages the rows of all its tables: the tables are
assets of their own so that their schemas, rows, checks and the flow between them can be seen.
"""

from collections.abc import Iterator, Mapping

import dagster as dg

from pipelines.defs.resources import Folders
from pipelines.defs.table_schemas import column_schema
from pipelines.extraction import Outcome, extract_folder
from pipelines.progress import announce
from pipelines.warehouse.build import build_candidate, candidate_path, publish
from schemas.catalogue import DOCUMENT_TABLES, VIEWS

GROUP = "hakusho"
documents_partitions = dg.DynamicPartitionsDefinition(name="documents")

FLOW: Mapping[str, tuple[str, ...]] = {
    "documents": ("transcriptions",),
    "sources": ("documents",),
    "figures": ("documents", "sources"),
    "numerals": ("documents",),
    "observations": ("numerals", "figures", "sources"),
    "relations": ("observations",),
    "relation_operands": ("relations",),
    "repairs": ("relations",),
    "corrections": ("observations",),
    "findings": ("relations", "numerals", "figures", "corrections"),
}
"""Which tables each table is made from."""

transcriptions = dg.AssetSpec(
    "transcriptions",
    description="The files in raw/ with their sidecars and corrections. They come from outside; the sensor reports changes.",
    group_name=GROUP,
    kinds={"markdown"},
    partitions_def=documents_partitions,
)

TABLE_SPECS = [
    dg.AssetSpec(
        table.name,
        deps=list(FLOW[table.name]),
        description=table.description,
        group_name=GROUP,
        kinds={"python", "parquet"},
        metadata={"dagster/column_schema": column_schema(table)},
        partitions_def=documents_partitions,
    )
    for table in DOCUMENT_TABLES
]


@dg.multi_asset(specs=TABLE_SPECS, name="extraction", backfill_policy=dg.BackfillPolicy.single_run())
def extraction(context: dg.AssetExecutionContext, folders: Folders) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Read each document and stage its rows. A document that cannot be read is left out; the others go on."""
    outcomes = list(extract_folder(folders.raw_path, folders.staging, context.partition_keys))
    for outcome in outcomes:
        if outcome.left_out is not None:
            context.log.warning(f"left out: {outcome.left_out}")
        if outcome.document_id in context.partition_keys:
            _add_metadata(context, outcome)
    left_out = sum(outcome.left_out is not None for outcome in outcomes)
    for table in DOCUMENT_TABLES:
        rows = sum(outcome.rows.get(table.name, 0) for outcome in outcomes)
        extra = {"left_out_documents": left_out} if table.name == "documents" else {}
        yield dg.MaterializeResult(table.name, metadata={"dagster/row_count": rows, **extra})


def _add_metadata(context: dg.AssetExecutionContext, outcome: Outcome) -> None:
    for table in DOCUMENT_TABLES:
        rows = {"dagster/partition_row_count": outcome.rows.get(table.name, 0)}
        context.add_asset_metadata(rows, asset_key=table.name, partition_key=outcome.document_id)
    if outcome.left_out is not None:
        reason = {"left_out": outcome.left_out}
        context.add_asset_metadata(reason, asset_key="documents", partition_key=outcome.document_id)


@dg.asset(deps=[table.name for table in DOCUMENT_TABLES], group_name=GROUP, kinds={"duckdb"})
def warehouse_candidate(folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """A whole new warehouse beside the published one, built from everything that is staged."""
    announce("building the warehouse")
    candidate = build_candidate(folders.staging, folders.warehouse_path)
    rows = {f"rows_{name}": count for name, count in candidate.rows.items()}
    return dg.MaterializeResult(metadata={**rows, "bytes": candidate.path.stat().st_size})


@dg.asset(
    deps=[warehouse_candidate],
    group_name=GROUP,
    kinds={"duckdb"},
    metadata={"views": [view.name for view in VIEWS]},
)
def warehouse(folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The published warehouse: the candidate, in the place of the one before. Who had that open keeps it."""
    announce("publishing the warehouse")
    publish(candidate_path(folders.warehouse_path), folders.warehouse_path)
    size = folders.warehouse_path.stat().st_size
    return dg.MaterializeResult(metadata={"bytes": size, "path": dg.MetadataValue.path(folders.warehouse)})
