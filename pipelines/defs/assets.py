"""The assets: transcriptions, what was read from them, one per table, the candidate and the warehouse.

Files and readings have one partition per document. The tables hold the rows of all documents; they are assets of their
own so that their schemas, rows, checks and the flow between them can be seen.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import dagster as dg

from pipelines.defs.faults import faults_handled
from pipelines.defs.resources import Writer
from pipelines.defs.shown import (
    column_lineage,
    column_schema,
    coverage_shown,
    document_numbers,
    examples_shown,
    findings_shown,
    left_out_shown,
    run_numbers,
)
from pipelines.extraction import Outcome, extract_folder
from pipelines.progress import announce
from pipelines.warehouse.build import build_candidate, candidate_path, publish
from pipelines.warehouse.overview import numbers_of
from pipelines.warehouse.staging import StagedDocument, staged_documents
from schemas.catalogue import DOCUMENT_TABLES, VIEWS
from schemas.declaration import Table

INTAKE, READING, NUMBERS, RELATIONS, WAREHOUSE = "1_intake", "2_reading", "3_numbers", "4_relations", "5_warehouse"
"""The groups of assets, numbered in the order of the data flow: lists in the UI are alphabetical.

The global graph shows groups as closed boxes. With fourteen assets in one group its boxes were too small to be read; six
in a row tell a newcomer what happens here, and open with a click.
"""

OWNERS = ["team:hakusho"]
WRITER_POOL = "warehouse"
"""The pool of all steps that write the warehouse or its staging: one run at a time."""

MOST_TOLD = 1000
"""Of more partitions in one range Dagster is not told numbers one by one: the time for that grows with the square."""

documents_partitions = dg.DynamicPartitionsDefinition(name="documents")

FLOW: Mapping[str, tuple[str, ...]] = {
    "documents": ("readings",),
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

_GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("documents", "sources", "figures"), READING),
    **dict.fromkeys(("numerals", "observations"), NUMBERS),
    **dict.fromkeys(("relations", "relation_operands", "repairs", "corrections", "findings"), RELATIONS),
}

transcriptions = dg.AssetSpec(
    "transcriptions",
    description="The files in raw/ with their sidecars and corrections. They come from outside; the sensor reports changes.",
    group_name=INTAKE,
    owners=OWNERS,
    kinds={"markdown"},
    partitions_def=documents_partitions,
)


READINGS = dg.AssetSpec(
    "readings",
    deps=[transcriptions],
    description="What was read from each document: its rows for all tables, checked and staged.",
    group_name=READING,
    owners=OWNERS,
    kinds={"python", "parquet"},
    partitions_def=documents_partitions,
)


@dg.multi_asset(specs=[READINGS], name="readings", backfill_policy=dg.BackfillPolicy.single_run(), pool=WRITER_POOL)
def readings(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Read what has changed, and stage it.

    Every run reads the documents that are new or changed, and no others, whichever partitions it was started for. A
    document that cannot be read is left out, and a finding says why; the others go on.
    """
    asked = set(context.partition_keys)
    outcomes: list[Outcome] = []
    with faults_handled(context, writer.folder):
        for outcome in extract_folder(writer.raw_path, writer.staging):
            outcomes.append(outcome)
            if outcome.left_out is not None and not outcome.unchanged:
                context.log.warning(f"left out: {outcome.left_out}")
            metadata = {**document_numbers(outcome), **left_out_shown([outcome])}
            if outcome.document_id in asked and len(asked) <= MOST_TOLD:
                context.add_asset_metadata(metadata, "readings", partition_key=outcome.document_id)
            elif not outcome.unchanged:
                event = dg.AssetMaterialization("readings", partition=outcome.document_id, metadata=metadata)
                context.log_event(event)
    return dg.MaterializeResult(metadata=run_numbers(outcomes))


TABLE_SPECS = [
    dg.AssetSpec(
        table.name,
        deps=list(FLOW[table.name]),
        description=table.description,
        group_name=_GROUPS[table.name],
        owners=OWNERS,
        kinds={"python", "parquet"},
        metadata={"dagster/column_schema": column_schema(table)},
    )
    for table in DOCUMENT_TABLES
]


@dg.multi_asset(specs=TABLE_SPECS, name="tables", pool=WRITER_POOL)
def tables(context: dg.AssetExecutionContext, writer: Writer) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """The rows of each table over all staged documents, as the warehouse will hold them."""
    with faults_handled(context, writer.folder):
        documents = list(staged_documents(writer.staging).values())
    for table in DOCUMENT_TABLES:
        rows = {"dagster/row_count": sum(document.rows.get(table.name, 0) for document in documents)}
        metadata = {**rows, **column_lineage(table), **_rows_shown(writer.staging, table, documents)}
        yield dg.MaterializeResult(table.name, metadata=metadata)


def _rows_shown(staging: Path, table: Table, documents: list[StagedDocument]) -> Mapping[str, object]:
    if table.name == "findings":
        return findings_shown(staging, documents)
    return examples_shown(staging, table, documents)


@dg.asset(
    deps=[table.name for table in DOCUMENT_TABLES],
    group_name=WAREHOUSE,
    owners=OWNERS,
    kinds={"duckdb"},
    pool=WRITER_POOL,
)
def warehouse_candidate(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """A whole new warehouse beside the published one, with everything that is staged.

    Where little changed it is a copy of the published one, in which the rows of the documents that changed are exchanged.
    """
    announce("building the warehouse")
    with faults_handled(context, writer.folder):
        candidate = build_candidate(writer.staging, writer.warehouse_path)
    rows = {f"rows_{name}": count for name, count in candidate.rows.items()}
    exchanged = (
        {"built_from_empty": True} if candidate.changed is None else {"documents_exchanged": len(candidate.changed)}
    )
    return dg.MaterializeResult(metadata={**rows, **exchanged, "bytes": candidate.path.stat().st_size})


@dg.asset(
    deps=[warehouse_candidate],
    group_name=WAREHOUSE,
    owners=OWNERS,
    kinds={"duckdb"},
    metadata={"views": [view.name for view in VIEWS]},
    freshness_policy=dg.FreshnessPolicy.time_window(warn_window=timedelta(hours=26), fail_window=timedelta(days=3)),
    pool=WRITER_POOL,
)
def warehouse(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The published warehouse: the candidate, in the place of the one before. Who had that open keeps it."""
    announce("publishing the warehouse")
    with faults_handled(context, writer.folder):
        publish(candidate_path(writer.warehouse_path), writer.warehouse_path)
    return dg.MaterializeResult(
        metadata={
            **numbers_of(writer.warehouse_path),
            **coverage_shown(writer.warehouse_path),
            "path": dg.MetadataValue.path(writer.warehouse),
        }
    )
