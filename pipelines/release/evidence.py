"""The rows of a finished database held against the transcriptions beside it: every quote, and the ledger of digits.

What a single row or ledger must satisfy is said in `pipelines.warehouse.evidence`; here are the texts and the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.intake.faults import UnreadableInput
from pipelines.intake.folder import list_documents
from pipelines.intake.transcription import read_transcription
from pipelines.warehouse.evidence import Fault, ledger_faults, quote_faults
from schemas.catalogue import DOCUMENT_TABLES
from schemas.ddl import quoted
from schemas.declaration import Table
from schemas.numbers import NUMERALS

SHOWN = 20
"""How many faults of a kind are told at most."""

_QUOTING = ("document_id", "start", "end", "exact", "prefix", "suffix")


@dataclass(frozen=True)
class Evidence:
    """What was compared and what does not fit, one line each."""

    documents: int
    digits: int
    quotes: int
    text_faults: tuple[str, ...]
    quote_faults: tuple[str, ...]
    ledger_faults: tuple[str, ...]


def examine(connection: duckdb.DuckDBPyConnection, raw: Path) -> Evidence:
    """Compare every document of the database that is in use with its transcription in `raw`.

    A document whose transcription is missing, or has other bytes than its checksum says, is told once.
    """
    texts, lost = _texts(connection, raw)
    quotes = _Found()
    for table in (table for table in DOCUMENT_TABLES if table.quoted):
        for document_id, rows in _rows(connection, table, texts):
            quotes.add(quote_faults(table, texts[document_id], _counted(rows, quotes)))
    ledger = _Found()
    seen = set()
    for document_id, rows in _rows(connection, NUMERALS, texts):
        seen.add(document_id)
        ledger.add(ledger_faults(document_id, texts[document_id], rows))
    for document_id in sorted(texts.keys() - seen):
        ledger.add(ledger_faults(document_id, texts[document_id], ()))
    digits = sum(sum(map(str.isdigit, text)) for text in texts.values())
    return Evidence(len(texts), digits, quotes.count, tuple(lost), quotes.lines(), ledger.lines())


class _Found:
    """Faults, of which only the first are kept, and a count of what was looked at."""

    def __init__(self) -> None:
        self.count = 0
        self._lines: list[str] = []
        self._more = 0

    def add(self, faults: Iterator[Fault]) -> None:
        for fault in faults:
            if len(self._lines) < SHOWN:
                self._lines.append(f"{fault.table} of {fault.document_id} at {fault.offset:,}: {fault.fault}")
            else:
                self._more += 1

    def lines(self) -> tuple[str, ...]:
        return (*self._lines, *((f"and {self._more:,} more",) if self._more else ()))


def _counted(rows: Iterator[Mapping[str, object]], found: _Found) -> Iterator[Mapping[str, object]]:
    for row in rows:
        found.count += row["start"] is not None
        yield row


def _texts(connection: duckdb.DuckDBPyConnection, raw: Path) -> tuple[dict[str, str], list[str]]:
    paths = {listed.document_id: listed.path for listed in list_documents(raw).documents} if raw.is_dir() else {}
    texts: dict[str, str] = {}
    lost: list[str] = []
    found = connection.execute("SELECT document_id, sha256 FROM documents ORDER BY document_id").fetchall()
    for document_id, digest in found:
        if document_id not in paths:
            lost.append(f"documents: {document_id} has no transcription in {raw.name}/")
            continue
        path = paths[document_id]
        try:
            transcription = read_transcription(path)
        except UnreadableInput as fault:
            lost.append(f"{raw.name}/{path.name}: {fault.what}")
            continue
        if transcription.sha256 != digest:
            lost.append(f"{raw.name}/{path.name}: is not the text that {document_id} was read from ({digest[:12]}...)")
            continue
        texts[document_id] = transcription.text
    return texts, lost


def _rows(
    connection: duckdb.DuckDBPyConnection, table: Table, texts: Mapping[str, str]
) -> Iterator[tuple[str, Iterator[Mapping[str, object]]]]:
    """The quoting columns of a table, document by document, never more than a few thousand rows in memory."""
    names = [name for name in _QUOTING if name in table.column_names]
    columns = ", ".join(map(quoted, names))
    for document_id in texts:
        connection.execute(
            f"SELECT {columns} FROM {quoted(table.name)} WHERE document_id = $document", {"document": document_id}
        )
        first = connection.fetchmany(5_000)
        if first:
            yield document_id, _dictionaries(connection, names, first)


def _dictionaries(
    connection: duckdb.DuckDBPyConnection, names: list[str], rows: list[tuple[object, ...]]
) -> Iterator[Mapping[str, object]]:
    while rows:
        for row in rows:
            yield dict(zip(names, row, strict=True))
        rows = connection.fetchmany(5_000)
