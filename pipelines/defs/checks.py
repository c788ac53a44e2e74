"""The asset checks: those of our own faults block a build, that of the report's own only warns."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import dagster as dg

from pipelines.defs.resources import Folders
from pipelines.defs.table_schemas import rows_shown
from pipelines.intake.folder import list_documents
from pipelines.intake.transcription import Transcription, read_transcription
from pipelines.progress import announce
from pipelines.warehouse.acceptance import accept
from pipelines.warehouse.build import candidate_path
from pipelines.warehouse.evidence import Fault, by_document, ledger_faults, quote_faults
from pipelines.warehouse.staging import staged_frame, staged_rows
from schemas.catalogue import DOCUMENT_TABLES
from schemas.declaration import Table
from schemas.documents import DOCUMENTS
from schemas.numbers import NUMERALS
from schemas.relations import RELATIONS
from schemas.validation import faults

CHECKING = "checking tables, ledger and quotes"


def _schema_check(table: Table) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=table.name,
        name=f"{table.name}_schema",
        blocking=True,
        description=f"pandera: every row of {table.name} is as declared in schemas/.",
    )
    def check(folders: Folders) -> dg.AssetCheckResult:
        announce(CHECKING)
        frame = staged_frame(folders.staging, table)
        return _result(faults(table, frame), rows=len(frame))

    return check


schema_checks = [_schema_check(table) for table in DOCUMENT_TABLES]


@dg.asset_check(asset="numerals", blocking=True)
def ledger(folders: Folders) -> dg.AssetCheckResult:
    """Every digit of every transcription lies in exactly one numeral."""
    announce(CHECKING)
    numerals = by_document(staged_rows(folders.staging, NUMERALS))
    found: list[Fault] = []
    digits = 0
    for document_id, text in _texts(folders, found):
        digits += sum(map(str.isdigit, text))
        found += ledger_faults(document_id, text, numerals.get(document_id, []))
    return _result(found, digits=digits)


@dg.asset_check(
    asset="findings",
    blocking=True,
    additional_deps=[table.name for table in DOCUMENT_TABLES if table.name != "findings"],
)
def quotes(folders: Folders) -> dg.AssetCheckResult:
    """In every table the offsets of every row give back the characters that the row quotes."""
    announce(CHECKING)
    found: list[Fault] = []
    texts = dict(_texts(folders, found))
    count = 0
    for table in (table for table in DOCUMENT_TABLES if table.quoted):
        for document_id, rows in by_document(staged_rows(folders.staging, table)).items():
            if document_id in texts:
                count += len(rows)
                found += quote_faults(table, texts[document_id], rows)
    return _result(found, quotes=count)


@dg.asset_check(asset="relations")
def inconsistent_relations(folders: Folders) -> dg.AssetCheckResult:
    """The reports' own contradictions. They are published as findings, and never stop a build."""
    rows = [row for row in staged_rows(folders.staging, RELATIONS) if row["verdict"] == "inconsistent"]
    shown = [
        {name: row[name] for name in ("document_id", "kind", "stated", "explanation", "exact", "start", "end")}
        for row in rows
    ]
    return dg.AssetCheckResult(
        passed=not rows,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"inconsistent": len(rows), "rows": rows_shown(shown)},
    )


@dg.asset_check(asset="warehouse_candidate", blocking=True)
def acceptance(folders: Folders) -> dg.AssetCheckResult:
    """Great Expectations: what must hold of the dataset as a whole before it is published."""
    announce("accepting the warehouse")
    outcomes = accept(candidate_path(folders.warehouse_path))
    failed = [
        {"expectation": outcome.fact.statement, "observed": outcome.observed}
        for outcome in outcomes
        if not outcome.holds
    ]
    metadata: dict[str, Any] = {
        "expectations": len(outcomes),
        "failed": len(failed),
        "rows": rows_shown(failed),
    }
    return dg.AssetCheckResult(passed=not failed, metadata=metadata)


def _result(found: Iterable[object], **numbers: int) -> dg.AssetCheckResult:
    rows = [asdict(fault) for fault in found]  # type: ignore[call-overload]
    metadata: dict[str, Any] = {**numbers, "faults": len(rows), "rows": rows_shown(rows)}
    return dg.AssetCheckResult(passed=not rows, metadata=metadata)


def _texts(folders: Folders, found: list[Fault]) -> Iterator[tuple[str, str]]:
    """The transcription of every staged document; one that has changed since is added to `found` instead."""
    paths = {listed.document_id: listed.path for listed in list_documents(folders.raw_path).documents}
    for row in staged_rows(folders.staging, DOCUMENTS):
        document_id = str(row["document_id"])
        path = paths.get(document_id)
        transcription = read_transcription(path) if path else Transcription("", "")
        if transcription.sha256 == row["sha256"]:
            yield document_id, transcription.text
        else:
            found.append(Fault(document_id, DOCUMENTS.name, 0, "the transcription changed during the build"))
