"""The rows that an earlier release had and this one has not: their ids stay taken, and each says why it is gone.

The list is carried from release to release. A row that comes back with its old id leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from pipelines.release.changes import COMPARED, Database
from schemas.ddl import literal, quoted, table_statements
from schemas.releases import WITHDRAWN
from schemas.sql_checks import key_text
from schemas.vocabularies import WITHDRAWAL

_LONGEST_TEXT = 200


def collect(
    connection: duckdb.DuckDBPyConnection,
    old: Database,
    new: Database,
    left_out: Mapping[str, str],
    versions: tuple[str, str],
) -> int:
    """Fill the temporary table `withdrawn`, after `changes.compare` of the same two. Returns how many rows it has.

    `left_out` has the reasons of the documents that may not be released now; `versions` are the old and the new one.
    """
    connection.execute("DROP TABLE IF EXISTS temp.withdrawn")
    connection.execute(table_statements(WITHDRAWN)[0].replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    _add_removed(connection, old, new, left_out, versions)
    if WITHDRAWN.name in old.sources:
        _carry_over(connection, old, new)
    return int(connection.execute("SELECT count(*) FROM temp.withdrawn").fetchall()[0][0])


def _add_removed(
    connection: duckdb.DuckDBPyConnection,
    old: Database,
    new: Database,
    left_out: Mapping[str, str],
    versions: tuple[str, str],
) -> None:
    refused = ", ".join(f"({literal(name)}, {literal(reason)})" for name, reason in left_out.items())
    meanings = ", ".join(f"({literal(term.code)}, {literal(term.meaning)})" for term in WITHDRAWAL.terms)
    connection.execute(
        f"""INSERT INTO temp.withdrawn
        WITH refused(document_id, reason) AS (FROM (VALUES {refused or "(NULL, NULL)"})),
        meanings(status, meaning) AS (FROM (VALUES {meanings})),
        gone AS (
            SELECT r.table_name, r.row_id, r.document_id, r.text, refused.reason,
                   CASE WHEN n.document_id IS NULL AND refused.reason IS NOT NULL THEN 'document_not_released'
                        WHEN n.document_id IS NULL THEN 'document_gone'
                        WHEN n.sha256 <> o.sha256 THEN 'text_changed'
                        ELSE 'reading_changed' END AS status
            FROM temp.row_changes AS r
            LEFT JOIN {old.sources["documents"]} AS o USING (document_id)
            LEFT JOIN {new.sources["documents"]} AS n ON n.document_id = r.document_id
            LEFT JOIN refused ON refused.document_id = r.document_id
            WHERE r.change = 'removed'
        )
        SELECT table_name, row_id, document_id, status,
               coalesce('"' || text[:{_LONGEST_TEXT}] || '": ', '') || meaning || coalesce(' (' || reason || ')', ''),
               {literal(versions[0])}, {literal(versions[1])}
        FROM gone JOIN meanings USING (status)"""
    )


def _carry_over(connection: duckdb.DuckDBPyConnection, old: Database, new: Database) -> None:
    columns = ", ".join(map(quoted, WITHDRAWN.column_names))
    living = " UNION ALL ".join(
        f"SELECT {literal(table.name)} AS table_name, {key_text(table)} AS row_id FROM {new.sources[table.name]}"
        for table in COMPARED
    )
    connection.execute(
        f"""INSERT INTO temp.withdrawn SELECT {columns} FROM {old.sources[WITHDRAWN.name]} AS w
        ANTI JOIN (SELECT table_name, row_id FROM temp.withdrawn UNION ALL {living}) AS l USING (table_name, row_id)"""
    )
