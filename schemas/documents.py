"""The declarations of what is about a document as a whole: documents, sources, figures and dataset_info."""

from __future__ import annotations

from decimal import Decimal

from schemas import vocabularies
from schemas.common import DOCUMENT_ID, OF_DOCUMENT, OFFSET_UNIT, ONE, ZERO, context, identifier, span
from schemas.declaration import Column, ForeignKey, Ordered, Table, Together

_YEAR_MINIMUM, _YEAR_MAXIMUM = Decimal(1000), Decimal(2999)

DOCUMENTS = Table(
    name="documents",
    description="One row per transcription that was read, as its sidecar describes it.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column(
            "title",
            "text",
            "Title of the report, with the chapter if only one was transcribed.",
            nullable=True,
        ),
        Column("publisher", "text", "Who published the report.", nullable=True),
        Column(
            "publication_year",
            "integer",
            "Year of publication.",
            nullable=True,
            unit="year",
            minimum=_YEAR_MINIMUM,
            maximum=_YEAR_MAXIMUM,
        ),
        Column(
            "language",
            "text",
            "Language of the transcription, as an ISO 639 code (BCP 47).",
            nullable=True,
            pattern=r"[a-z]{2,3}(-[A-Za-z0-9]+)*",
        ),
        Column(
            "country",
            "text",
            "Country of the publisher, ISO 3166-1 alpha-2.",
            nullable=True,
            pattern=r"[A-Z]{2}",
        ),
        Column("licence", "text", "Licence of the report.", nullable=True),
        Column("licence_url", "text", "Where the text of the licence is.", nullable=True),
        Column("attribution", "text", "The wording with which the licence wants its source named.", nullable=True),
        Column("source_url", "text", "Where the report was taken from.", nullable=True),
        Column("transcription", "text", "How the report became text.", nullable=True),
        Column(
            "fiscal_year_start",
            "integer",
            "Month in which a fiscal year of this document starts.",
            unit="month",
            minimum=ONE,
            maximum=Decimal(12),
        ),
        Column("sha256", "text", "SHA-256 of the file as stored, in hexadecimal.", pattern=r"[0-9a-f]{64}"),
        Column("characters", "integer", "Length of the transcription.", unit=OFFSET_UNIT, minimum=ZERO),
        Column("digits", "integer", "How many of its characters are digits.", unit=OFFSET_UNIT, minimum=ZERO),
        Column("released", "boolean", "Whether the document has a valid sidecar, and so may be released."),
    ),
    constraints=(Ordered("digits", "characters"),),
)

SOURCES = Table(
    name="sources",
    description="One row per survey or statistic that a document names as its source.",
    key=("source_id",),
    columns=(
        identifier("source_id", "Identifies the source."),
        DOCUMENT_ID,
        Column("title", "text", "Title of the source as the document gives it."),
        Column("producer", "text", "Who made the source, where stated.", nullable=True),
        Column(
            "year",
            "integer",
            "Year of the source, where stated.",
            nullable=True,
            unit="year",
            minimum=_YEAR_MINIMUM,
            maximum=_YEAR_MAXIMUM,
        ),
        Column("sample_size", "integer", "How many were asked, where stated.", nullable=True, minimum=ZERO),
        Column("field_date", "text", "When they were asked, as stated.", nullable=True),
        Column("citations", "integer", "How often the document cites the source.", minimum=ZERO),
        *span("the first mention of the source"),
        *context(),
    ),
    constraints=(Ordered("start", "end", strictly=True),),
    foreign_keys=(OF_DOCUMENT,),
)

FIGURES = Table(
    name="figures",
    description="One row per figure, table or other exhibit that a document cites or captions.",
    key=("figure_id",),
    columns=(
        identifier("figure_id", "Identifies the figure."),
        DOCUMENT_ID,
        Column("label", "text", "What the document calls it.", vocabulary=vocabularies.LABEL),
        Column("number", "text", "Its number as printed, such as 1-1-4-2."),
        Column("caption", "text", "Its caption, rebuilt from the transcription.", nullable=True),
        Column(
            "caption_start",
            "integer",
            "Offset of the first character of the caption.",
            nullable=True,
            unit=OFFSET_UNIT,
            minimum=ZERO,
        ),
        Column(
            "caption_end",
            "integer",
            "Offset just after the last character of the caption.",
            nullable=True,
            unit=OFFSET_UNIT,
            minimum=ONE,
        ),
        identifier("source_id", "The source named below it.", nullable=True),
        Column("citations", "integer", "How often the text refers to it.", minimum=ZERO),
        Column("caption_status", "text", "What became of its caption.", vocabulary=vocabularies.CAPTION_STATUS),
        Column("damaged_reference", "text", "A damaged way in which it is cited, as written.", nullable=True),
    ),
    constraints=(
        Ordered("caption_start", "caption_end", strictly=True),
        Together(("caption", "caption_start", "caption_end")),
    ),
    foreign_keys=(OF_DOCUMENT, ForeignKey("source_id", "sources", "source_id")),
)

DATASET_INFO = Table(
    name="dataset_info",
    description="One row of facts about this warehouse as a whole.",
    key=("dataset",),
    columns=(
        Column("dataset", "text", "Name of the dataset."),
        Column("schema_version", "text", "Version of the tables and their meaning.", pattern=r"\d+\.\d+\.\d+"),
        Column("engine_version", "text", "Version of the program that read the documents."),
        Column(
            "built_at",
            "text",
            "When the warehouse was built: UTC, ISO 8601.",
            pattern=r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
        ),
        Column("documents", "integer", "How many documents it holds.", minimum=ZERO),
        Column("left_out", "integer", "How many files of raw/ were left out; see findings.", minimum=ZERO),
    ),
)
