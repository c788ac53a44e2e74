"""From the files of a folder to staged rows, document by document. A fault stops its own document only.

How a text is read is the engine's business (`pipelines.document`); this module keeps the documents apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.intake.faults import UnreadableInput, engine_fault
from pipelines.intake.folder import ListedDocument, document_row, list_documents, read_document
from pipelines.progress import announce
from pipelines.warehouse.staging import left_out, prune, stage
from schemas.rows import UnstorableValue


@dataclass(frozen=True)
class Outcome:
    """What became of a document: the number of its rows by table, or the reason why it was left out."""

    document_id: str
    rows: dict[str, int]
    left_out: str | None = None


def extract_folder(raw: Path, staging: Path, document_ids: Collection[str] | None = None) -> Iterator[Outcome]:
    """Read the documents of a folder and stage their rows; by default all of them.

    What is staged for files that are gone is removed, whichever documents are asked for. UnreadableInput, if
    the folder itself cannot be read.
    """
    listing = list_documents(raw)
    rejected = {rejection.document_id: rejection.reason for rejection in listing.rejected}
    prune(staging, {*listing.document_ids, *rejected})
    for document_id, reason in rejected.items():
        yield _leave_out(raw, staging, document_id, str(reason))
    for listed in listing.documents:
        if document_ids is None or listed.document_id in document_ids:
            announce(f"reading {listed.document_id}")
            yield extract_document(listed, staging)


def extract_document(listed: ListedDocument, staging: Path) -> Outcome:
    """Read one document and stage its rows, or the finding that says why it was left out."""
    from pipelines.corrections.reading import read_corrected

    try:
        document = read_document(listed)
        extraction = read_corrected(document)
        tables = {"documents": [document_row(document, extraction.digits)], **extraction.tables}
        stage(staging, listed.document_id, tables)
    except (UnreadableInput, UnstorableValue) as error:
        return _leave_out(listed.path.parent, staging, listed.document_id, str(error))
    except Exception as error:  # whatever one document does to the engine, the others go on
        return _leave_out(listed.path.parent, staging, listed.document_id, engine_fault(listed.path, error))
    return Outcome(listed.document_id, {name: len(rows) for name, rows in tables.items()})


def _leave_out(raw: Path, staging: Path, document_id: str, reason: str) -> Outcome:
    reason = reason.removeprefix(f"{raw.parent}/")  # it will be published: where the project lies is nobody's business
    stage(staging, document_id, left_out(document_id, reason))
    return Outcome(document_id, {"findings": 1}, reason)
