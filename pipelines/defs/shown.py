"""What the UI is told: column schemas and lineage from the declarations, numbers, and rows as tables.

The names of the numbers are stable: Dagster draws each as a curve over time. What the numbers are is decided elsewhere.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.extraction import Outcome
from pipelines.intake.faults import printable
from pipelines.interface import finding_url
from pipelines.warehouse.overview import coverage, examples, worst_findings
from pipelines.warehouse.staging import StagedDocument
from schemas.ddl import DUCKDB_TYPES, comment
from schemas.declaration import Column, Table

_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
"""Every character that can mean something in Markdown; a backslash before it takes the meaning away."""

SHOWN_ROWS = 50
"""How many rows a table in the UI shows at most."""

Metadata = Mapping[str, Any]


def column_schema(table: Table) -> dg.TableSchema:
    """The declared columns with their types, descriptions and constraints."""
    return dg.TableSchema(
        columns=[_column(column, table) for column in table.columns],
        constraints=dg.TableConstraints(other=[constraint.rule for constraint in table.constraints]),
    )


def column_lineage(table: Table) -> Metadata:
    """Which columns of other tables the columns of a table refer to; nothing for a table without references."""
    deps = {
        key.column: [dg.TableColumnDep(dg.AssetKey(key.table), key.target)]
        for key in table.foreign_keys
        if key.table != table.name
    }
    return {"dagster/column_lineage": dg.TableColumnLineage(deps)} if deps else {}


def document_numbers(outcome: Outcome) -> Metadata:
    """What was read from one document, and the seconds of the clock that it took."""
    return {
        "numbers": outcome.rows.get("numerals", 0),
        "observations": outcome.rows.get("observations", 0),
        "relations": outcome.rows.get("relations", 0),
        "findings": outcome.rows.get("findings", 0),
        "seconds": round(outcome.seconds, 3),
    }


def run_numbers(outcomes: Sequence[Outcome]) -> Metadata:
    """What became of all documents in a run."""
    left_out = sum(outcome.left_out is not None for outcome in outcomes)
    unchanged = sum(outcome.unchanged and outcome.left_out is None for outcome in outcomes)
    return {
        "documents_read": len(outcomes) - unchanged - left_out,
        "documents_unchanged": unchanged,
        "documents_left_out": left_out,
        "seconds_in_all": round(sum(outcome.seconds for outcome in outcomes if not outcome.unchanged), 3),
    }


def left_out_shown(outcomes: Iterable[Outcome]) -> Metadata:
    """The documents that were left out, and why; nothing if there are none."""
    rows = [{"document": one.document_id, "reason": one.left_out} for one in outcomes if one.left_out is not None]
    return {"left_out": rows_shown(rows)} if rows else {}


def examples_shown(staging: Path, table: Table, documents: Sequence[StagedDocument]) -> Metadata:
    """A few rows of a table."""
    rows = examples(staging, table, documents)
    return {"examples": rows_shown(rows)} if rows else {}


def findings_shown(staging: Path, documents: Sequence[StagedDocument]) -> Metadata:
    """The worst findings, each linked to its place on the page of its report, and how many there are."""
    found = worst_findings(staging, documents, SHOWN_ROWS)
    rows = [
        {
            "severity": plain(row["severity"]),
            "what (opens its place in the report)": f"[{plain(row['message'])}]({finding_url(str(row['finding_id']))})",
            "document": plain(row["document_id"]),
            "kind": plain(row["kind"]),
        }
        for row in found.rows
    ]
    return {**found.counts, **({"worst": markdown_shown(rows)} if rows else {})}


def coverage_shown(warehouse: Path) -> Metadata:
    """How much of each document was read."""
    return {"coverage": rows_shown(coverage(warehouse, SHOWN_ROWS))}


def rows_shown(rows: Sequence[Mapping[str, object]]) -> dg.MetadataValue:
    """The first rows as a table in the UI. All rows have the same columns."""
    records = [dg.TableRecord({name: _cell(value) for name, value in row.items()}) for row in rows[:SHOWN_ROWS]]
    names = list(rows[0]) if rows else ["nothing"]
    return dg.MetadataValue.table(records, schema=dg.TableSchema([dg.TableColumn(name) for name in names]))


def markdown_shown(rows: Sequence[Mapping[str, str]]) -> dg.MetadataValue:
    """Rows of Markdown as a table in the UI, where a plain table could not have links."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return dg.MetadataValue.md("\n".join(f"| {' | '.join(line)} |" for line in lines))


def plain(value: object) -> str:
    """A value as Markdown that shows it character by character: it may come from anybody."""
    return _MARKDOWN.sub(r"\\\g<0>", printable(str(value)))


def _column(column: Column, table: Table) -> dg.TableColumn:
    return dg.TableColumn(
        column.name,
        DUCKDB_TYPES[column.type],
        comment(column),
        dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
    )


def _cell(value: object) -> str | int | None:
    return value if value is None or isinstance(value, int) else printable(str(value))
