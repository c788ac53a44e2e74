"""What a person is shown about the staged rows and about a warehouse: examples, the worst findings, coverage, numbers.

Only a few rows are ever held here, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.warehouse.build import open_warehouse
from pipelines.warehouse.staging import StagedDocument, staged_files
from schemas.declaration import Table
from schemas.relations import FINDINGS, RELATIONS
from schemas.vocabularies import SEVERITY

Row = dict[str, object]

EXAMPLES = 5

_NUMBERS = """
select (select count(*) from documents) as documents,
       (select count(*) from numerals) as numbers,
       (select count(*) from observations) as observations,
       (select count(*) from relations) as relations,
       (select count(*) from relations where verdict = 'inconsistent') as relations_inconsistent,
       (select count(*) from open_findings) as findings,
       (select count(*) from open_findings where kind = 'left_out_document') as left_out,
       (select coalesce(round(100.0 * count(*) filter (where role <> 'unknown') / nullif(count(*), 0), 3), 100)
        from numerals)::double as coverage_percent
"""
_COVERAGE = """
select document_id as document, title, digits, numerals, observations, relations_consistent as consistent,
       relations_inconsistent as inconsistent, relations_undecidable as undecidable, open_findings as findings
from coverage order by document_id limit $most
"""


_COUNTING = """
FROM read_parquet($files, filename = true) AS t
SEMI JOIN (SELECT unnest($ids) AS document_id, unnest($segments) AS segment) AS counting
    ON counting.document_id = t.document_id AND counting.segment = parse_path(t.filename)[-2]
"""
"""The staged rows that count: a file may also hold rows of a document that was read again since."""


@dataclass(frozen=True)
class Findings:
    """The worst findings, and how many of each severity there are, dismissed ones not counted."""

    rows: list[Row]
    counts: dict[str, int]


@dataclass(frozen=True)
class Contradictions:
    """Relations whose numbers cannot be true together: the first ones, and how many there are."""

    rows: list[Row]
    count: int


def examples(staging: Path, table: Table, documents: Sequence[StagedDocument], most: int = EXAMPLES) -> list[Row]:
    """The first rows of a table, of the first document that has some."""
    for document in documents:
        if document.rows.get(table.name):
            return _asked(
                "SELECT * FROM read_parquet($files) WHERE document_id = $document_id LIMIT $most",
                files=[str(path) for path in staged_files(staging, table, [document])],
                document_id=document.document_id,
                most=most,
            )
    return []


def worst_findings(staging: Path, documents: Sequence[StagedDocument], most: int) -> Findings:
    """The findings that stand, the worst ones first."""
    counts = dict.fromkeys(SEVERITY.codes, 0)
    if not staged_files(staging, FINDINGS, documents):
        return Findings([], counts)
    standing = f"{_COUNTING} WHERE t.status <> 'dismissed'"
    parameters = _what_counts(staging, FINDINGS, documents)
    rows = _asked(
        f"""SELECT severity, kind, document_id, message, finding_id {standing}
        ORDER BY list_position({list(SEVERITY.codes)}, severity), document_id, "start", finding_id LIMIT $most""",
        most=most,
        **parameters,
    )
    for row in _asked(f"SELECT severity, count(*) AS findings {standing} GROUP BY ALL", **parameters):
        counts[str(row["severity"])] = int(str(row["findings"]))
    return Findings(rows, counts)


def contradictions(staging: Path, documents: Sequence[StagedDocument], most: int) -> Contradictions:
    """The relations whose numbers cannot be true together."""
    if not staged_files(staging, RELATIONS, documents):
        return Contradictions([], 0)
    parameters = _what_counts(staging, RELATIONS, documents)
    inconsistent = f"{_COUNTING} WHERE t.verdict = 'inconsistent'"
    rows = _asked(
        f"""SELECT document_id, kind, stated, explanation, exact, "start", "end" {inconsistent}
        ORDER BY document_id, "start", relation_id LIMIT $most""",
        most=most,
        **parameters,
    )
    (total,) = _asked(f"SELECT count(*) AS total {inconsistent}", **parameters)
    return Contradictions(rows, int(str(total["total"])))


def coverage(warehouse: Path, most: int) -> list[Row]:
    """How much of each document was read, for the first documents of a warehouse."""
    with open_warehouse(warehouse) as connection:
        return _rows(connection.execute(_COVERAGE, {"most": most}))


def numbers_of(warehouse: Path) -> dict[str, int | float]:
    """What a warehouse holds, in numbers; `coverage_percent` is the share of numerals whose role is known."""
    with open_warehouse(warehouse) as connection:
        (row,) = _rows(connection.execute(_NUMBERS))
    return {**row, "bytes": warehouse.stat().st_size}  # type: ignore[dict-item]


def _what_counts(staging: Path, table: Table, documents: Sequence[StagedDocument]) -> dict[str, object]:
    return {
        "files": [str(path) for path in staged_files(staging, table, documents)],
        "ids": [one.document_id for one in documents],
        "segments": [one.segment for one in documents],
    }


def _asked(query: str, **parameters: object) -> list[Row]:
    with duckdb.connect(":memory:") as connection:
        return _rows(connection.execute(query, parameters))


def _rows(result: duckdb.DuckDBPyConnection) -> list[Row]:
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
