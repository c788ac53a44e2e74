"""All tables and views of the warehouse in their published order, and the version of the whole.

What a table consists of stands with that table.
"""

from __future__ import annotations

from schemas.corrections import CORRECTIONS
from schemas.declaration import Table
from schemas.documents import DATASET_INFO, DOCUMENTS, FIGURES, SOURCES
from schemas.numbers import NUMERALS, OBSERVATIONS
from schemas.relations import FINDINGS, RELATION_OPERANDS, RELATIONS, REPAIRS
from schemas.views import COVERAGE, DECIDED_FINDINGS, FIGURE_VALUES, OPEN_FINDINGS

SCHEMA_VERSION = "1.2.0"
"""Major: something was removed, renamed or means something else. Minor: something was added. Patch: words."""

DOCUMENT_TABLES = (
    DOCUMENTS, SOURCES, FIGURES, NUMERALS, OBSERVATIONS, RELATIONS, RELATION_OPERANDS, REPAIRS,
    CORRECTIONS, FINDINGS,
)  # fmt: skip
"""The tables that have rows for each document."""

TABLES = (*DOCUMENT_TABLES, DATASET_INFO)
VIEWS = (FIGURE_VALUES, OPEN_FINDINGS, DECIDED_FINDINGS, COVERAGE)


def table_named(name: str) -> Table:
    """The table of that name. KeyError if there is none."""
    return {table.name: table for table in TABLES}[name]
