"""What a release is made from: the released documents of the warehouse, their files in raw/, and the date of it all.

A document is released if it has a valid sidecar. The others are named, with the reason, and not published.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.intake.corrections import Decision, Label, corrections_of
from pipelines.intake.faults import UnreadableInput
from pipelines.intake.folder import ListedDocument, document_row, list_documents, read_document
from pipelines.intake.sidecar import sidecar_of
from pipelines.release.content import file_sha256
from pipelines.warehouse.build import open_warehouse
from schemas.documents import DOCUMENTS

_BUILD = "run hakusho build, then release again"


@dataclass(frozen=True)
class Inputs:
    """Ids and files of the documents that are released, the reasons of those that are not, and the date.

    `files` has the SHA-256 of each file of raw/ that is shipped, by name.
    """

    document_ids: tuple[str, ...]
    files: Mapping[str, str]
    left_out: Mapping[str, str]
    released_at: datetime
    dated_by: str


def read_inputs(warehouse: Path, raw: Path) -> Inputs:
    """What the published warehouse and raw/ give for a release.

    UnreadableInput, if there is no warehouse, if no document may be released, or if raw/ is no longer what the warehouse
    was built from.
    """
    if not warehouse.is_file():
        raise UnreadableInput("does not exist", warehouse, _BUILD)
    documents, curated, messages = _documents(warehouse)
    listed = {document.document_id: document for document in list_documents(raw).documents}
    left_out = {**messages}
    paths: list[Path] = []
    released: list[str] = []
    for row in documents:
        document_id = str(row["document_id"])
        if not row["released"]:
            left_out[document_id] = "it has no sidecar that says who may use it"
            continue
        paths += _agreeing(row, curated.get(document_id, []), listed.get(document_id), raw)
        released.append(document_id)
    if not released:
        raise UnreadableInput("has no document that may be released", warehouse, "add a sidecar to one (see README.md)")
    released_at, dated_by = release_time(paths)
    files = {path.name: file_sha256(path) for path in paths}
    return Inputs(tuple(released), files, dict(sorted(left_out.items())), released_at, dated_by)


def release_time(paths: Iterable[Path]) -> tuple[datetime, str]:
    """The date of a release and whence it comes: SOURCE_DATE_EPOCH, or the day of the newest of these files (UTC).

    The day of a file is that of the commit that brought it as it is; of a file that git does not know so, that of its
    last change. UnreadableInput, if SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        try:
            moment = datetime.fromtimestamp(int(epoch), UTC)
            if moment.year < 1980 or moment.year > 2999:  # the first year that an archive can hold
                raise ValueError
        except (ValueError, OverflowError, OSError) as error:
            what, remedy = f"is {epoch!r}", "give the seconds since 1970 of a time from 1980 to 2999"
            raise UnreadableInput(what, "SOURCE_DATE_EPOCH", remedy) from error
        return moment, "SOURCE_DATE_EPOCH"
    newest = max(_committed(path) or path.stat().st_mtime for path in paths)
    moment = datetime.fromtimestamp(newest, UTC)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0), "newest input"


_Curated = list[tuple[str, ...]]
_CURATED = """
select document_id, list([exact, prefix, suffix, decision, coalesce(corrected, ''), coalesce(reason, ''), author,
                          cast("date" as varchar)])
from corrections group by document_id
"""


def _documents(warehouse: Path) -> tuple[list[dict[str, object]], dict[str, _Curated], dict[str, str]]:
    with open_warehouse(warehouse) as connection:
        names = DOCUMENTS.column_names
        rows = connection.execute(f"SELECT {', '.join(names)} FROM documents ORDER BY document_id").fetchall()
        curated = {name: sorted(map(tuple, decided)) for name, decided in connection.execute(_CURATED).fetchall()}
        messages = connection.execute(
            "SELECT document_id, message FROM findings WHERE kind = 'left_out_document' ORDER BY document_id"
        ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows], curated, dict(messages)


def _agreeing(row: Mapping[str, object], curated: _Curated, listed: ListedDocument | None, raw: Path) -> list[Path]:
    """The files of a document, provided that they are what the warehouse was built from."""
    if listed is None:
        raise UnreadableInput(f"has no document {row['document_id']} any more", raw, _BUILD)
    document = read_document(listed)
    now = document_row(document, int(str(row["digits"])))
    differing = [name for name, value in now.items() if row[name] != value]
    decided: tuple[Label | Decision, ...] = (*document.corrections.labels, *document.corrections.decisions)
    if curated != sorted(map(_curated, decided)):
        differing.append("corrections")
    if differing:
        what = f"is not what the warehouse was built from: another {', '.join(differing)}"
        raise UnreadableInput(what, listed.path, _BUILD)
    return _beside(listed)


def files_of(raw: Path, document_ids: Collection[str]) -> dict[str, str]:
    """The SHA-256 of every file of these documents in a folder, by name, as far as they are there."""
    paths = [
        path
        for listed in list_documents(raw).documents
        if listed.document_id in document_ids
        for path in _beside(listed)
    ]
    return {path.name: file_sha256(path) for path in paths}


def _beside(listed: ListedDocument) -> list[Path]:
    files = [listed.path, sidecar_of(listed.path), corrections_of(listed.path)]
    return [path for path in files if path.exists()]


def _curated(decided: Label | Decision) -> tuple[str, ...]:
    quote = decided.quote
    corrected = decided.corrected if isinstance(decided, Decision) else None
    words = (quote.exact, quote.prefix, quote.suffix, decided.decision, corrected, decided.why, decided.author)
    return (*(word or "" for word in words), decided.date)


def _committed(path: Path) -> int | None:
    """When the file was committed as it is, in seconds; None if git does not know it so."""
    try:
        changed = _git(path, "status", "--porcelain", "--ignored", "--", path.name)
        time = _git(path, "log", "-1", "--format=%ct", "--", path.name)
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(time) if time and not changed else None


def _git(path: Path, *arguments: str) -> str:
    command = ["git", "-C", str(path.parent), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=60).stdout.strip()
