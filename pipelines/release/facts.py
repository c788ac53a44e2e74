"""What the texts and the metadata of a release say of it: its version and date, and what its own database holds.

Everything is read from the finished database; nothing is computed that a view should hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from pipelines.release.content import Content
from schemas.catalogue import SCHEMA_VERSION
from schemas.documents import DOCUMENTS
from schemas.views import COVERAGE

NAME = "hakusho"
TITLE = "Hakusho: statements of statistical reports as open data"
SUMMARY = (
    "Every number that a statistical report states, with the characters that it was read from, and every relation"
    " between numbers that could be checked, recomputed."
)
CREATOR = "Hakusho editors"
KEYWORDS = ("official statistics", "white papers", "provenance", "consistency checking", "open data")

Row = Mapping[str, object]


@dataclass(frozen=True)
class Facts:
    """What is said of a release. `documents` and `coverage` are rows of the table and the view, in the same order."""

    version: str
    previous: str | None
    released_at: datetime
    engine_version: str
    content_sha256: str
    contents: Mapping[str, Content]
    documents: Sequence[Row]
    coverage: Sequence[Row]
    left_out: Mapping[str, str]
    schema_version: str = SCHEMA_VERSION

    @property
    def date(self) -> str:
        """The date of the release, YYYY-MM-DD."""
        return self.released_at.strftime("%Y-%m-%d")

    @property
    def moment(self) -> str:
        """The time of the release, ISO 8601 in UTC."""
        return self.released_at.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def citation(self) -> str:
        """How the release is cited."""
        return f"{CREATOR} ({self.released_at.year}). {TITLE}, version {self.version}."


def document_facts(connection: duckdb.DuckDBPyConnection) -> tuple[list[Row], list[Row]]:
    """The rows of `documents` and of `coverage` in the database that is in use."""
    return _rows(connection, "documents", DOCUMENTS.column_names), _rows(connection, "coverage", COVERAGE.column_names)


def _rows(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str]) -> list[Row]:
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY document_id").fetchall()
    return [dict(zip(columns, row, strict=True)) for row in found]
