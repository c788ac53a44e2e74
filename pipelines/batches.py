"""Reading a batch of documents into one segment of the staging: what a worker does, here or on another machine.

Belongs here: keeping the documents of a batch apart, so that a fault stops its own document only, and checking what was
read while it is at hand. Does not belong here: which documents are read, and by how many processes (see `extraction`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pipelines.intake.faults import UnreadableInput, engine_fault
from pipelines.intake.folder import Document, ListedDocument, content_of, document_row, read_document
from pipelines.warehouse.evidence import ledger_faults, quote_faults
from pipelines.warehouse.staging import StagedDocument, StagedFault, left_out_finding, write_segment
from schemas.catalogue import DOCUMENT_TABLES
from schemas.rows import UnstorableValue, arrow_of, frame_of

Rows = dict[str, list[dict[str, object]]]

LEDGER, QUOTES = "ledger", "quotes"

_SPLIT = "split it, by chapters for instance, or report it with this file"

_ATTEMPTS = 3
"""How often a document is read that changes while it is read."""


def schema_check(table: str) -> str:
    """The name of the check of a table's schema."""
    return f"{table}_schema"


@dataclass(frozen=True)
class Batch:
    """Documents to be read into one segment. `left_out` has the reasons of those that are not to be read (any more)."""

    staging: Path
    generation: int
    code: str
    documents: tuple[ListedDocument, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)


def read_batch(batch: Batch, begin: Callable[[str], None]) -> tuple[StagedDocument, ...]:
    """Read the documents of a batch, check their rows and stage them together; `begin` is told the id of each.

    OSError, if they cannot be staged. MemoryError, if this process has too little.
    """
    import schemas.validation  # noqa: F401 (all at once: the first document must not pay for it)

    read: list[StagedDocument] = []
    gathered: Rows = {table.name: [] for table in DOCUMENT_TABLES}
    faults: list[StagedFault] = []
    for listed in batch.documents:
        begin(listed.document_id)
        staged, tables, found = _read(listed, batch.left_out.get(listed.document_id))
        read.append(replace(staged, code=batch.code))
        faults += found
        for name, rows in tables.items():
            gathered[name] += rows
    faults += _schema_faults(gathered)
    arrow = {table.name: arrow_of(table, gathered.pop(table.name)) for table in DOCUMENT_TABLES}
    name = write_segment(batch.staging, batch.generation, read, arrow, faults)
    return tuple(replace(staged, segment=name) for staged in read)


def _read(listed: ListedDocument, lost: str | None) -> tuple[StagedDocument, Rows, list[StagedFault]]:
    """One document with its rows and the faults in them; with the finding that says why, if it is left out."""
    begun = time.perf_counter()
    content = content_of(listed)
    try:
        if lost is not None:
            raise UnreadableInput(lost, listed.path, _SPLIT)
        content, document = _consistent(listed)
        tables = _tables_of(document)
        faults = _evidence_faults(document, tables)
    except (UnreadableInput, UnstorableValue) as error:
        reason = str(error)
    except MemoryError:
        raise  # this process has no more: another one goes on (see `workers`)
    except Exception as error:  # whatever one document does to the engine, the others go on
        reason = engine_fault(listed.path, error)
    else:
        rows = {name: len(rows) for name, rows in tables.items()}
        staged = StagedDocument(listed.document_id, content, "", rows, time.perf_counter() - begun)
        return staged, tables, faults
    # The reason will be published: where the project lies is nobody's business.
    reason = reason.removeprefix(f"{listed.path.parent.parent}/")
    seconds = time.perf_counter() - begun
    staged = StagedDocument(listed.document_id, content, "", {"findings": 1}, seconds, reason)
    return staged, {"findings": [left_out_finding(listed.document_id, reason)]}, []


def _consistent(listed: ListedDocument) -> tuple[str, Document]:
    """The document as it was at one moment, with what stands for its content."""
    for _ in range(_ATTEMPTS):
        content = content_of(listed)
        document = read_document(listed)
        if content_of(listed) == content:
            return content, document
    raise UnreadableInput("keeps changing while it is read", listed.path, "build again when it is complete")


def _tables_of(document: Document) -> Rows:
    from pipelines.corrections.reading import read_corrected

    extraction = read_corrected(document)
    tables: Rows = {"documents": [document_row(document, extraction.digits)], **extraction.tables}
    for table in DOCUMENT_TABLES:
        arrow_of(table, tables.get(table.name, ()))  # what cannot be stored must not spoil the segment
    return tables


def _evidence_faults(document: Document, tables: Rows) -> list[StagedFault]:
    found = [(LEDGER, fault) for fault in ledger_faults(document.document_id, document.text, tables["numerals"])]
    for table in DOCUMENT_TABLES:
        if table.quoted:
            found += [(QUOTES, fault) for fault in quote_faults(table, document.text, tables.get(table.name, ()))]
    return [StagedFault(document.document_id, check, asdict(fault)) for check, fault in found]


def _schema_faults(tables: Rows) -> list[StagedFault]:
    """What pandera finds in the tables of the batch."""
    from schemas.validation import faults

    found = []
    for table in DOCUMENT_TABLES:
        rows = tables[table.name]
        for fault in faults(table, frame_of(table, rows)) if rows else ():
            document_id = str(rows[fault.row or 0]["document_id"])
            found.append(StagedFault(document_id, schema_check(table.name), asdict(fault)))
    return found
