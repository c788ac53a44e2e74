"""The declaration of corrections: what a curator decided about what was read from a document."""

from __future__ import annotations

from schemas import vocabularies
from schemas.common import DOCUMENT_ID, OF_DOCUMENT, identifier, span
from schemas.declaration import Column, ForeignKey, Ordered, Table, Together

_START, _END, _ = span("the quote; null if the quote was not found, or in several places", nullable=True)

CORRECTIONS = Table(
    name="corrections",
    description="One row per decision of a curator about a document, from the corrections file beside it.",
    key=("correction_id",),
    columns=(
        identifier("correction_id", "Identifies the correction."),
        DOCUMENT_ID,
        Column("kind", "text", "What kind of decision it is.", vocabulary=vocabularies.CORRECTION_KIND),
        identifier("observation_id", "The observation that it was applied to, if any.", nullable=True),
        identifier("finding_id", "The finding that it decides, if any.", nullable=True),
        _START,
        _END,
        Column(
            "exact",
            "text",
            "The characters that the curator quoted; if stale, they may not be in the transcription.",
            pattern=r"[\s\S]+",
        ),
        Column("prefix", "text", "The characters before the quote, as many as the curator gave."),
        Column("suffix", "text", "The characters after the quote, as many as the curator gave."),
        Column("decision", "text", "What was decided; for a label the columns that it sets, as 'column: value'."),
        Column(
            "corrected",
            "text",
            "What the quoted characters should be, if the curator says so; of a transcription error the text was read so.",
            nullable=True,
            pattern=r"[\s\S]+",
        ),
        Column("reason", "text", "Why, where the curator says so.", nullable=True),
        Column("author", "text", "Who decided it."),
        Column("date", "date", "When it was decided."),
        Column("status", "text", "Whether it is in force.", vocabulary=vocabularies.CORRECTION_STATUS),
    ),
    constraints=(Ordered("start", "end", strictly=True), Together(("start", "end"))),
    foreign_keys=(
        OF_DOCUMENT,
        ForeignKey("observation_id", "observations", "observation_id"),
        ForeignKey("finding_id", "findings", "finding_id"),
    ),
)
