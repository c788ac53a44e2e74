"""All tables and views of the warehouse in their published order, and the version of the whole.

What a table consists of stands with that table.
"""

from __future__ import annotations

from schemas.corrections import CORRECTIONS
from schemas.declaration import Table, View
from schemas.documents import DATASET_INFO, DOCUMENTS, FIGURES, SOURCES
from schemas.numbers import NUMERALS, OBSERVATIONS
from schemas.relations import FINDINGS, RELATION_OPERANDS, RELATIONS, REPAIRS
from schemas.releases import RELEASE_INFO, ROW_CHANGES, VALUE_CHANGES, WITHDRAWN
from schemas.views import COVERAGE, DECIDED_FINDINGS, FIGURE_VALUES, OPEN_FINDINGS

SCHEMA_VERSION = "1.3.0"
"""Which part must grow after a change of the declarations is said, and computed, in `schemas.compatibility`."""

DOCUMENT_TABLES = (
    DOCUMENTS, SOURCES, FIGURES, NUMERALS, OBSERVATIONS, RELATIONS, RELATION_OPERANDS, REPAIRS,
    CORRECTIONS, FINDINGS,
)  # fmt: skip
"""The tables that have rows for each document."""

TABLES = (*DOCUMENT_TABLES, DATASET_INFO)
VIEWS = (FIGURE_VALUES, OPEN_FINDINGS, DECIDED_FINDINGS, COVERAGE)

RELEASE_TABLES = (*DOCUMENT_TABLES, WITHDRAWN, RELEASE_INFO)
"""The tables of a release. What the warehouse says of itself in dataset_info, a release says in release_info."""

PUBLISHED: tuple[Table | View, ...] = (*RELEASE_TABLES, FIGURE_VALUES)
"""What a release also publishes as files, one CSV and one Parquet each."""

CHANGE_TABLES = (ROW_CHANGES, VALUE_CHANGES)
"""What tells two releases apart."""


def table_named(name: str) -> Table:
    """The table of that name. KeyError if there is none."""
    return {table.name: table for table in TABLES}[name]
