"""The rows of each document, kept as Parquet between extraction and the warehouse: one folder per document.

A document is staged as a whole or not at all. A document that was left out is staged as well: with the one
finding that says so, and nothing else.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from schemas.catalogue import DOCUMENT_TABLES
from schemas.declaration import Table
from schemas.rows import Row, arrow_of, arrow_schema, frame_of, rows_of

_UNFINISHED = ".unfinished"


def staging_folder(warehouse: Path) -> Path:
    """The folder in which the documents of this warehouse are staged: beside it, and ignored by git."""
    return warehouse.with_name(warehouse.name + ".staging")


@contextmanager
def locked(staging: Path) -> Iterator[None]:
    """Keep other builds of the same warehouse out of its staging, in this process and in others."""
    staging.mkdir(parents=True, exist_ok=True)
    with (staging / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def stage(staging: Path, document_id: str, tables: Mapping[str, Sequence[Row]]) -> None:
    """Stage a document in place of what was staged for it before. A table that is not given has no rows.

    UnstorableValue, if a row does not have the declared columns or a value would not survive unchanged.
    """
    arrow = {table.name: arrow_of(table, tables.get(table.name, ())) for table in DOCUMENT_TABLES}
    with locked(staging):
        unfinished = staging / _UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for name, rows in arrow.items():
            pq.write_table(rows, unfinished / f"{name}.parquet")
        shutil.rmtree(staging / document_id, ignore_errors=True)
        unfinished.rename(staging / document_id)


def prune(staging: Path, keep: Collection[str]) -> list[str]:
    """Remove what is staged for documents that are not to be kept. Returns their ids."""
    with locked(staging):
        folders = [folder for folder in staging.iterdir() if not folder.name.startswith(".")]
        removed = sorted(folder.name for folder in folders if folder.name not in keep)
        for name in removed:
            shutil.rmtree(staging / name)
    return removed


def staged_files(staging: Path, table: Table) -> list[Path]:
    """The files of a table, one per document, in order of document_id."""
    return sorted(
        path for path in staging.glob(f"*/{table.name}.parquet") if not path.parent.name.startswith(_UNFINISHED)
    )


def staged_rows(staging: Path, table: Table) -> list[dict[str, object]]:
    """The rows of a table, over all documents."""
    with locked(staging):
        parts = [pq.read_table(path, partitioning=None) for path in staged_files(staging, table)]
    return rows_of(pa.concat_tables(parts)) if parts else []


def staged_frame(staging: Path, table: Table) -> pd.DataFrame:
    """The rows of a table as a frame with the declared types, over all documents.

    Its columns are those of the files, so that a file of another shape is noticed by the table's schema.
    """
    return frame_of(table, staged_rows(staging, table))


def left_out(document_id: str, reason: str) -> dict[str, list[dict[str, object]]]:
    """What is staged for a document that is left out: the finding that says why."""
    finding: dict[str, object] = {
        "finding_id": sha256(f"left_out_document\0{document_id}".encode()).hexdigest()[:16],
        "document_id": document_id,
        "kind": "left_out_document",
        "severity": "error",
        "status": "open",
        "start": None,
        "end": None,
        "exact": None,
        "message": reason,
        "relation_id": None,
        "figure_id": None,
    }
    return {"findings": [finding]}


def has_declared_shape(path: Path, table: Table) -> bool:
    """Whether a staged file has the columns and types that the table declares."""
    return bool(pq.read_schema(path).equals(arrow_schema(table)))
