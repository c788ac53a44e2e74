"""The asset checks: those of our own faults block a build, those of the documents' own only warn."""

from typing import Any

import dagster as dg

from pipelines.batches import LEDGER, QUOTES, schema_check
from pipelines.defs.resources import Folders
from pipelines.defs.shown import SHOWN_ROWS, rows_shown
from pipelines.progress import announce
from pipelines.warehouse.acceptance import accept
from pipelines.warehouse.build import candidate_path
from pipelines.warehouse.overview import contradictions
from pipelines.warehouse.record import candidate_record
from pipelines.warehouse.staging import staged_documents, staged_faults
from schemas.catalogue import DOCUMENT_TABLES
from schemas.declaration import Table

CHECKING = "checking tables, ledger and quotes"


def _schema_check(table: Table) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=table.name,
        name=schema_check(table.name),
        blocking=True,
        description=f"pandera: every row of {table.name} is as declared in schemas/.",
    )
    def check(folders: Folders) -> dg.AssetCheckResult:
        return _result(folders, schema_check(table.name))

    return check


schema_checks = [_schema_check(table) for table in DOCUMENT_TABLES]


@dg.asset_check(asset="readings", blocking=True)
def ledger(folders: Folders) -> dg.AssetCheckResult:
    """Every digit of every transcription lies in exactly one numeral."""
    return _result(folders, LEDGER)


@dg.asset_check(asset="readings", blocking=True)
def quotes(folders: Folders) -> dg.AssetCheckResult:
    """In every table the offsets of every row give back the characters that the row quotes."""
    return _result(folders, QUOTES)


@dg.asset_check(asset="readings")
def left_out(folders: Folders) -> dg.AssetCheckResult:
    """Documents that could not be read, and why. The others are published without them."""
    reasons = {one.document_id: one.left_out for one in staged_documents(folders.staging).values() if one.left_out}
    rows = [{"document_id": document_id, "reason": reason} for document_id, reason in sorted(reasons.items())]
    return dg.AssetCheckResult(
        passed=not rows,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"left_out": len(rows), "rows": rows_shown(rows)},
    )


@dg.asset_check(asset="relations")
def inconsistent_relations(folders: Folders) -> dg.AssetCheckResult:
    """The reports' own contradictions. They are published as findings, and never stop a build."""
    found = contradictions(folders.staging, list(staged_documents(folders.staging).values()), SHOWN_ROWS)
    return dg.AssetCheckResult(
        passed=not found.count,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"inconsistent": found.count, "rows": rows_shown(found.rows)},
    )


@dg.asset_check(asset="warehouse_candidate", blocking=True)
def acceptance(folders: Folders) -> dg.AssetCheckResult:
    """Great Expectations: what must hold of the dataset as a whole before it is published.

    Of documents whose rows were accepted before, only what ties them to the others is asked again.
    """
    announce("accepting the warehouse")
    record = candidate_record(folders.staging)
    changed = record.changed if record else None
    outcomes = accept(candidate_path(folders.warehouse_path), changed=changed)
    failed = [
        {"expectation": outcome.fact.statement, "observed": outcome.observed}
        for outcome in outcomes
        if not outcome.holds
    ]
    metadata: dict[str, Any] = {
        "documents": len(staged_documents(folders.staging)) if changed is None else len(changed),
        "expectations": len(outcomes),
        "failed": len(failed),
        "rows": rows_shown(failed),
    }
    return dg.AssetCheckResult(passed=not failed, metadata=metadata)


def _result(folders: Folders, check: str) -> dg.AssetCheckResult:
    """What a check found when the documents were read; the rows of an unchanged document are as they were then."""
    announce(CHECKING)
    found = [fault for fault in staged_faults(folders.staging) if fault.check == check]
    rows = [{"document_id": fault.document_id, **fault.row} for fault in found]
    metadata: dict[str, Any] = {
        "documents": len(staged_documents(folders.staging)),
        "faults": len(rows),
        "rows": rows_shown(rows),
    }
    return dg.AssetCheckResult(passed=not rows, metadata=metadata)
