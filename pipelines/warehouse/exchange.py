"""Exchanging the rows of the documents that changed, in a copy of the published warehouse: a report more costs one report.

What comes of it says the same as a file that is built from empty: the same rows, constraints, comments and views. The rows
of a document that was exchanged stand behind the others, and those that it had before lie in the file as deleted, until
one is built from empty. That is done when too many documents changed since the last time, and whenever it is not
certain what the published file holds (see `record`).
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Mapping
from fractions import Fraction
from pathlib import Path

import duckdb

from pipelines.code_version import assembly_version
from pipelines.warehouse.filling import (
    count_rows,
    create_view,
    facts_of_build,
    fill_info,
    insert_rows,
    name_what_counts,
    together,
)
from pipelines.warehouse.record import Record, readings_of
from pipelines.warehouse.staging import StagedDocument
from schemas.catalogue import DOCUMENT_TABLES, VIEWS
from schemas.ddl import quoted
from schemas.documents import DATASET_INFO

MOST_EXCHANGED = Fraction(1, 4)
"""Of the documents, since the file was last built from empty. It bounds how much of the file is deleted rows, and how many
of the others do not stand in their order."""

_NO_COPYING = (None, errno.ENOSYS, errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL)
"""What a system answers that has no such call (none at all), or not for this folder."""


def changed_since(record: Record | None, documents: Mapping[str, StagedDocument]) -> tuple[str, ...] | None:
    """The documents whose rows in the file of this record are not those that are staged now, also those that are gone.

    None, if its rows are not to be exchanged.
    """
    if record is None or record.code != assembly_version():
        return None
    then, now = record.readings, readings_of(documents)
    changed = sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
    if record.exchanged + len(changed) > MOST_EXCHANGED * len(documents):
        return None
    return tuple(changed)


def copy(warehouse: Path, candidate: Path) -> None:
    """Copy the published file, within the system if that can: it may let both files share their blocks."""
    with warehouse.open("rb") as source, candidate.open("xb") as target:
        try:
            while os.copy_file_range(source.fileno(), target.fileno(), 1 << 30):
                pass
        except (AttributeError, OSError) as error:
            if getattr(error, "errno", None) not in _NO_COPYING:
                raise
            shutil.copyfileobj(source, target)


def exchange(
    connection: duckdb.DuckDBPyConnection,
    staging: Path,
    documents: Mapping[str, StagedDocument],
    changed: Collection[str],
) -> dict[str, int]:
    """Exchange the rows of the documents that changed, in the database in use. Returns how many rows each table has."""
    present = [documents[name] for name in changed if name in documents]
    name_what_counts(connection, present)
    connection.execute(
        "CREATE TEMP TABLE leaving AS SELECT unnest($ids::VARCHAR[]) AS document_id", {"ids": list(changed)}
    )
    with together(connection):
        for table in DOCUMENT_TABLES:
            connection.execute(f"DELETE FROM {quoted(table.name)} WHERE document_id IN (FROM temp.leaving)")
            insert_rows(connection, table, staging, present)
        for view in VIEWS:
            connection.execute(f"DROP VIEW {quoted(view.name)}")
        connection.execute(f"DROP TABLE {quoted(DATASET_INFO.name)}")
        for view in VIEWS:
            create_view(connection, view)
        rows = {table.name: count_rows(connection, table) for table in DOCUMENT_TABLES}
        rows[DATASET_INFO.name] = fill_info(connection, facts_of_build())
    return rows
