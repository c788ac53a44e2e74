"""Large collections without the hours of reading them: a few generated reports, each many times under other names.

    python -m benchmarks.copies FOLDER COUNT

Belongs here: raw/ and the staging as they would be after a build that read every copy. Does not belong here: measuring
(one_more.py). A copy has the rows that the engine read from its report, under ids of its own; so everything after
reading has as much to do as with as many different reports.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from benchmarks.reports import write_reports
from pipelines.code_version import code_version
from pipelines.extraction import extract_folder
from pipelines.intake.folder import ListedDocument, content_of
from pipelines.warehouse.lock import writing
from pipelines.warehouse.staging import StagedDocument, staged_documents, staged_files, staging_folder, write_segment
from schemas.catalogue import DOCUMENT_TABLES
from schemas.ddl import literal, quoted
from schemas.declaration import Table
from schemas.rows import arrow_schema

SEED = 1
_ORIGINALS = 40
_A_SEGMENT = 40
"""Documents; a real build makes segments of a megabyte of text, which is about as many."""


def write_copies(raw: Path, warehouse: Path, count: int, originals: int = _ORIGINALS) -> None:
    """Make a folder of so many documents, and the staging beside a warehouse as if all of them had been read."""
    read = raw.with_name(f"{raw.name} originals")
    write_reports(read, range(originals), SEED)
    known = read.with_name(f"{read.name}.staging")
    list(extract_folder(read, known))
    documents = list(staged_documents(known).values())
    tables = {table.name: _rows(table, known, documents) for table in DOCUMENT_TABLES}
    raw.mkdir(parents=True, exist_ok=True)
    with writing(warehouse):
        for generation, first in enumerate(range(0, count, _A_SEGMENT), start=1):
            numbers = range(first, min(first + _A_SEGMENT, count))
            copies = [_copy(documents[number % len(documents)], number, read, raw) for number in numbers]
            written = {name: _copied(rows, documents, numbers) for name, rows in tables.items()}
            write_segment(staging_folder(warehouse), generation, copies, written)
    shutil.rmtree(read)
    shutil.rmtree(known)


def _rows(table: Table, staging: Path, documents: Sequence[StagedDocument]) -> pa.Table:
    files = staged_files(staging, table, documents)
    return pa.concat_tables(map(pq.read_table, files)) if files else arrow_schema(table).empty_table()


def _copy(document: StagedDocument, number: int, read: Path, raw: Path) -> StagedDocument:
    document_id = _name(document.document_id, number)
    for path in read.glob(f"{document.document_id}.*"):
        shutil.copyfile(path, raw / path.name.replace(document.document_id, document_id, 1))
    content = content_of(ListedDocument(document_id, raw / f"{document_id}.md"))
    return StagedDocument(document_id, content, code_version(), document.rows, document.seconds)


def _name(document_id: str, number: int) -> str:
    return f"{document_id} copy {number}"


def _copied(rows: pa.Table, documents: Sequence[StagedDocument], numbers: range) -> pa.Table:
    """The rows of these copies: what names a row or another one is made from the name and the number of the copy."""
    copies = pa.table({
        "original": [documents[number % len(documents)].document_id for number in numbers],
        "number": list(numbers),
        "renamed": [_name(documents[number % len(documents)].document_id, number) for number in numbers],
    })  # fmt: skip
    columns = ", ".join(_column(name) for name in rows.column_names)
    with duckdb.connect(":memory:") as connection:
        connection.register("rows", rows)
        connection.register("copies", copies)
        query = f"SELECT {columns} FROM rows AS r JOIN copies AS c ON c.original = r.document_id"
        copied = connection.sql(query).to_arrow_table()
    return copied.cast(rows.schema)


def _column(name: str) -> str:
    if name == "document_id":
        return "c.renamed AS document_id"
    if name.endswith("_id"):
        column = f"r.{quoted(name)}"
        return f"left({column}, 2) || left(sha256({column} || {literal('/')} || c.number), 20) AS {quoted(name)}"
    return f"r.{quoted(name)}"


def main() -> None:
    """Write a collection."""
    parser = argparse.ArgumentParser(description="Write a collection of copies, as if they had been read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    arguments = parser.parse_args()
    write_copies(arguments.folder / "raw", arguments.folder / "warehouse" / "hakusho.duckdb", arguments.count)


if __name__ == "__main__":
    main()
