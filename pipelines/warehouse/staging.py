"""What was read from the documents, kept as Parquet between reading and the warehouse, so that it is read only once.

Documents are staged by the batch: a segment is a folder with one file for each table that has rows, and `contents`,
which says which documents it holds. It appears in one step and never changes, but for documents that are taken out.
A document that is read again is staged again: of several, that of the latest generation counts. A document that was
left out is staged as well: with the one finding that says so, and nothing else.

Whoever changes the staging of a warehouse must hold its lock (see `lock`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from schemas.catalogue import DOCUMENT_TABLES
from schemas.declaration import Table
from schemas.rows import Row, arrow_of

LOCK, TEMPORARY, PUBLISHED = ".lock", ".temporary", ".published.json"
"""The file of the lock, the folder of temporary files (see `lock`), and what is known of the published warehouse (see
`record`): they are no part of what is staged."""

_CONTENTS = "contents.parquet"
_FAULTS = "faults.parquet"
_UNFINISHED = ".unfinished-"
_CONTENTS_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("reading", pa.string()),
        ("content", pa.string()),
        ("code", pa.string()),
        ("left_out", pa.string()),
        ("seconds", pa.float64()),
        ("rows", pa.string()),
    ]
)
_FAULTS_SCHEMA = pa.schema([("document_id", pa.string()), ("check", pa.string()), ("row", pa.string())])

MOST_SEGMENTS = 300
"""With more than that, the smaller ones are put together: each is up to a dozen files."""


@dataclass(frozen=True)
class StagedDocument:
    """What is known of a staged document: what it was read from and by, and what came of it.

    `content` stands for the bytes of its files, `code` for the program. `rows` counts by table. `seconds` of the clock
    were spent on reading it. `left_out` says why it has no rows, if it has none. `reading` is given when it is staged and
    never twice: whoever knows it knows the rows.
    """

    document_id: str
    content: str
    code: str
    rows: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    left_out: str | None = None
    segment: str = ""
    reading: str = ""


@dataclass(frozen=True)
class StagedFault:
    """A fault that a check found in the rows of a document; `row` is what the check reports, as it is shown."""

    document_id: str
    check: str
    row: Mapping[str, object]


def staging_folder(warehouse: Path) -> Path:
    """The folder in which the documents of this warehouse are staged: beside it, and ignored by git."""
    return warehouse.with_name(warehouse.name + ".staging")


def staged_documents(staging: Path) -> dict[str, StagedDocument]:
    """The documents that are staged, by id, in the order of ids. A segment that cannot be read holds none."""
    states = []
    for segment in _segments(staging):
        status = (staging / segment / _CONTENTS).stat()
        states.append((segment, status.st_ino, status.st_mtime_ns))
    return dict(_counting(staging, tuple(states)))


_State = tuple[str, int, int]
"""A segment, and what changes when its `contents` changes."""


@lru_cache(maxsize=1)
def _counting(staging: Path, states: tuple[_State, ...]) -> Mapping[str, StagedDocument]:
    """The documents of these segments, by id, in the order of ids. A build asks for them two dozen times."""
    found: dict[str, StagedDocument] = {}
    for state in states:  # in the order of generations: the last one counts
        for document in _contents(staging, state):
            found[document.document_id] = document
    return {document_id: found[document_id] for document_id in sorted(found)}


@lru_cache(maxsize=2 * MOST_SEGMENTS)
def _contents(staging: Path, state: _State) -> tuple[StagedDocument, ...]:
    """The documents of a segment."""
    segment = staging / state[0]
    try:
        contents = pq.read_table(segment / _CONTENTS, schema=_CONTENTS_SCHEMA).to_pylist()
    except pa.ArrowInvalid:  # after a loss of power, or of an older version of this program
        return ()
    return tuple(StagedDocument(**{**row, "rows": json.loads(row["rows"])}, segment=segment.name) for row in contents)


def staged_faults(staging: Path) -> list[StagedFault]:
    """The faults of the staged documents, in the order of documents."""
    faults: list[StagedFault] = []
    documents = staged_documents(staging)
    for segment in {document.segment: None for document in documents.values()}:
        path = staging / segment / _FAULTS
        if path.exists():
            faults += [
                StagedFault(row["document_id"], row["check"], json.loads(row["row"]))
                for row in pq.read_table(path).to_pylist()
                if (staged := documents.get(row["document_id"])) and staged.segment == segment
            ]
    return sorted(faults, key=lambda fault: fault.document_id)


def staged_files(staging: Path, table: Table, documents: Iterable[StagedDocument]) -> list[Path]:
    """The files that hold the rows of a table for these documents; they may hold rows of others too."""
    segments = {document.segment for document in documents if document.rows.get(table.name)}
    return [staging / segment / f"{table.name}.parquet" for segment in sorted(segments)]


def next_generation(staging: Path) -> int:
    """The number that makes what is staged now count more than what was staged before."""
    return 1 + max((int(segment[:8]) for segment in _segments(staging)), default=0)


def write_segment(
    staging: Path,
    generation: int,
    documents: Sequence[StagedDocument],
    tables: Mapping[str, pa.Table],
    faults: Sequence[StagedFault] = (),
) -> str:
    """Stage documents with their rows, all of them or none. Returns the name of the segment.

    OSError, if the disk does not take it; nothing is left behind then.
    """
    ids = "\n".join(sorted(document.document_id for document in documents))
    name = f"{generation:08d}-{sha256(ids.encode()).hexdigest()[:12]}"
    unfinished = staging / f"{_UNFINISHED}{name}-{os.getpid()}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        for table, rows in tables.items():
            if rows.num_rows:
                _write(unfinished / f"{table}.parquet", rows)
        if faults:
            _write(unfinished / _FAULTS, _faults_table(faults))
        _write(unfinished / _CONTENTS, _contents_table(documents))
        shutil.rmtree(staging / name, ignore_errors=True)
        unfinished.rename(staging / name)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return name


def stage(
    staging: Path, document: StagedDocument, tables: Mapping[str, Sequence[Row]], faults: Sequence[StagedFault] = ()
) -> None:
    """Stage one document in place of what was staged for it before. A table that is not given has no rows.

    UnstorableValue, if a row does not have the declared columns or a value would not survive unchanged.
    """
    arrow = {table.name: arrow_of(table, tables.get(table.name, ())) for table in DOCUMENT_TABLES}
    counted = {name: rows.num_rows for name, rows in arrow.items()}
    one = StagedDocument(
        document.document_id, document.content, document.code, counted, document.seconds, document.left_out
    )
    write_segment(staging, next_generation(staging), [one], arrow, faults)


def prune(staging: Path, keep: Collection[str]) -> list[str]:
    """Take out the documents that are not to be kept. Returns their ids."""
    gone = [document for document in staged_documents(staging).values() if document.document_id not in keep]
    ids = {document.document_id for document in gone}
    for segment in _segments(staging) if gone else []:
        path = staging / segment / _CONTENTS
        contents = pq.read_table(path)
        kept = [row for row in contents.to_pylist() if row["document_id"] not in ids]
        if len(kept) < contents.num_rows:
            replacement = path.with_name(f"{_UNFINISHED}{os.getpid()}")
            _write(replacement, pa.Table.from_pylist(kept, schema=_CONTENTS_SCHEMA))
            replacement.replace(path)
    return sorted(ids)


def tidy(staging: Path) -> None:
    """Remove what no longer counts, and what dead builds left unfinished."""
    staging.mkdir(parents=True, exist_ok=True)
    used = {document.segment for document in staged_documents(staging).values()}
    for path in staging.iterdir():
        if path.name in used:
            for stray in path.glob(f"{_UNFINISHED}*"):
                stray.unlink()
        elif path.name in (LOCK, TEMPORARY, PUBLISHED):
            continue
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def compact(staging: Path, most: int = MOST_SEGMENTS) -> None:
    """Put small segments together, if there are more than `most`."""
    documents = staged_documents(staging)
    sizes: dict[str, int] = {}
    for document in documents.values():
        sizes[document.segment] = sizes.get(document.segment, 0) + sum(document.rows.values())
    if len(sizes) <= most:
        return
    small = set(sorted(sizes, key=lambda segment: (sizes[segment], segment))[: len(sizes) // 2 + 1])
    _merge(staging, [document for document in documents.values() if document.segment in small])
    tidy(staging)


def left_out_finding(document_id: str, reason: str) -> dict[str, object]:
    """The finding that says why a document was left out."""
    return {
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


def _segments(staging: Path) -> list[str]:
    """The names of the finished segments, from the oldest generation to the latest."""
    return sorted(path.parent.name for path in staging.glob(f"[0-9]*/{_CONTENTS}"))


def _merge(staging: Path, documents: Sequence[StagedDocument]) -> None:
    """Stage these documents again as one segment, table by table, holding no more than one old segment's rows."""
    name = f"{next_generation(staging):08d}-merged"
    unfinished = staging / f"{_UNFINISHED}{name}-{os.getpid()}"
    unfinished.mkdir()
    for table in (*(table.name for table in DOCUMENT_TABLES), _FAULTS.removesuffix(".parquet")):
        writer = None
        for part in _live_parts(staging, table, documents):
            writer = writer or pq.ParquetWriter(unfinished / f"{table}.parquet", part.schema)
            writer.write_table(part)
        if writer:
            writer.close()
    _write(unfinished / _CONTENTS, _contents_table(documents))
    unfinished.rename(staging / name)


def _live_parts(staging: Path, table: str, documents: Iterable[StagedDocument]) -> Iterator[pa.Table]:
    by_segment: dict[str, list[str]] = {}
    for document in documents:
        by_segment.setdefault(document.segment, []).append(document.document_id)
    for segment, ids in sorted(by_segment.items()):
        path = staging / segment / f"{table}.parquet"
        if path.exists():
            yield pq.read_table(path, filters=[("document_id", "in", ids)], partitioning=None)


def _contents_table(documents: Iterable[StagedDocument]) -> pa.Table:
    rows = [
        {
            "document_id": document.document_id,
            "reading": document.reading or token_hex(8),
            "content": document.content,
            "code": document.code,
            "left_out": document.left_out,
            "seconds": document.seconds,
            "rows": json.dumps(dict(document.rows)),
        }
        for document in documents
    ]
    return pa.Table.from_pylist(rows, schema=_CONTENTS_SCHEMA)


def _faults_table(faults: Iterable[StagedFault]) -> pa.Table:
    rows = [
        {"document_id": fault.document_id, "check": fault.check, "row": json.dumps(dict(fault.row), default=str)}
        for fault in faults
    ]
    return pa.Table.from_pylist(rows, schema=_FAULTS_SCHEMA)


def _write(path: Path, table: pa.Table) -> None:
    """Write a file that is whole on the disk before anything refers to it."""
    with path.open("wb") as file:
        pq.write_table(table, file)
        file.flush()
        os.fsync(file.fileno())
