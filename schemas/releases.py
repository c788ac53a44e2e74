"""The declarations of what only a release has: facts about itself, withdrawn rows, and changes since the one before."""

from __future__ import annotations

from schemas import vocabularies
from schemas.common import DOCUMENT_ID, ZERO
from schemas.declaration import Column, Table

VERSION_PATTERN = r"[1-9][0-9]{3}\.([1-9]|1[0-2])\.(0|[1-9][0-9]*)"
_SHA256 = r"[0-9a-f]{64}"

_TABLE_NAME = Column("table_name", "text", "The table of the row.", pattern=r"[a-z][a-z0-9_]*")
_ROW_ID = Column("row_id", "text", "The key of the row; of a key of several columns the values with '/' between.")

WITHDRAWN = Table(
    name="withdrawn",
    description="One row per row that an earlier release had and this one has not: its id is never used for another.",
    key=("table_name", "row_id"),
    columns=(
        _TABLE_NAME,
        _ROW_ID,
        DOCUMENT_ID,
        Column("status", "text", "Why it is published no more.", vocabulary=vocabularies.WITHDRAWAL),
        Column("reason", "text", "The same in one plain sentence, with what is known of it."),
        Column("last_version", "text", "The last release that had the row.", pattern=VERSION_PATTERN),
        Column("withdrawn_in", "text", "The first release without it.", pattern=VERSION_PATTERN),
    ),
)

RELEASE_INFO = Table(
    name="release_info",
    description="One row of facts about this release as a whole.",
    key=("dataset",),
    columns=(
        Column("dataset", "text", "Name of the dataset."),
        Column("version", "text", "Version of the data: year, month, and a number within it.", pattern=VERSION_PATTERN),
        Column(
            "previous_version",
            "text",
            "Version of the release before; null for the first.",
            nullable=True,
            pattern=VERSION_PATTERN,
        ),
        Column("schema_version", "text", "Version of the tables and their meaning.", pattern=r"\d+\.\d+\.\d+"),
        Column("engine_version", "text", "Version of the program that read the documents."),
        Column(
            "released_at",
            "text",
            "Date of the release, which is that of its newest input: UTC, ISO 8601.",
            pattern=r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
        ),
        Column("documents", "integer", "How many documents it holds.", minimum=ZERO),
        Column(
            "content_sha256",
            "text",
            "SHA-256 over the content hashes of the tables, the schema and the files of raw/: see README.",
            pattern=_SHA256,
        ),
    ),
)

ROW_CHANGES = Table(
    name="row_changes",
    description="One row per row that was added, removed or changed since the release before.",
    key=("table_name", "row_id"),
    columns=(
        _TABLE_NAME,
        _ROW_ID,
        DOCUMENT_ID,
        Column("change", "text", "What became of it.", vocabulary=vocabularies.CHANGE),
        Column("columns", "text", "Of a changed row the columns that differ, with ', ' between.", nullable=True),
        Column("text", "text", "What the row is about, as it is now or was last.", nullable=True),
    ),
)

VALUE_CHANGES = Table(
    name="value_changes",
    description="One row per column of a changed row that differs from the release before.",
    key=("table_name", "row_id", "column_name"),
    columns=(
        _TABLE_NAME,
        _ROW_ID,
        Column("column_name", "text", "The column that differs."),
        Column("old", "text", "Its value in the release before, as text.", nullable=True),
        Column("new", "text", "Its value in this release, as text.", nullable=True),
    ),
)
