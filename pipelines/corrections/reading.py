"""A document read as its curators left it: the text mended, rows extracted, labels and decisions applied.

Belongs here: the order of these steps. Does not belong here: any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.corrections.decisions import apply_decisions
from pipelines.corrections.labels import apply_labels
from pipelines.corrections.mending import mend
from pipelines.intake.folder import Document

if TYPE_CHECKING:
    from pipelines.document import Extraction


def read_corrected(document: Document, *, recompute: bool = True) -> Extraction:
    """All rows of a document, with its corrections; offsets and quotes are those of the transcription as stored.

    Unless `recompute`, only what it states: no relations and findings, and so no decisions about these.
    """
    from pipelines.document import Extraction, extract  # the engine, which takes longest to import

    mended = mend(document.text, document.corrections.decisions)
    extraction = extract(mended.text, document.document_id, document.fiscal_year_start, recompute=recompute)
    tables = mended.as_stored(extraction.tables)
    tables = apply_labels(tables, document.text, document.document_id, document.corrections.labels)
    if recompute:
        tables = apply_decisions(tables, document.text, document.document_id, document.corrections.decisions)
    digits = extraction.digits if mended.text == document.text else sum(map(str.isdigit, document.text))
    return Extraction(tables, digits)
