"""What the published warehouse was made from: which reading of each document, and by which code.

By it a build knows which rows of the published file still count (see `exchange`). The record lies in the staging and
holds the checksum of the file that it speaks of: of any other file it says nothing, be that an older one, a damaged one
or somebody else's. A candidate has a record too, which becomes that of the published file when the candidate does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import file_digest
from pathlib import Path

from pipelines.code_version import assembly_version
from pipelines.warehouse.staging import PUBLISHED, StagedDocument

_CANDIDATE = ".candidate.json"


@dataclass(frozen=True)
class Record:
    """What a warehouse file was made from.

    `readings` has the reading of each document whose rows it holds, `code` stands for the code that made it. `changed` are
    the documents whose rows are not those of the published file that it was made from; None, if it was built from
    empty. `exchanged` counts the documents whose rows were exchanged since the last one that was.
    """

    readings: Mapping[str, str]
    changed: tuple[str, ...] | None = None
    exchanged: int = 0
    code: str = field(default_factory=assembly_version)
    sha256: str = ""


def readings_of(documents: Mapping[str, StagedDocument]) -> dict[str, str]:
    """The reading of each of these documents."""
    return {document_id: document.reading for document_id, document in documents.items()}


def published_record(staging: Path) -> Record | None:
    """What is known of the published warehouse, whose file may be another one by now; None, if that is nothing."""
    return _read(staging / PUBLISHED)


def candidate_record(staging: Path) -> Record | None:
    """What is known of the candidate; None, if that is nothing."""
    return _read(staging / _CANDIDATE)


def keep_candidate(staging: Path, record: Record) -> None:
    """Keep what is known of the candidate."""
    _write(staging / _CANDIDATE, record)


def keep_published(staging: Path, candidate: Path) -> None:
    """Keep what is known of the candidate, if anything is, as that of the published warehouse, which it is about to be.

    If it never is, this is the record of a file that there is not.
    """
    if record := candidate_record(staging):
        _write(staging / PUBLISHED, replace(record, sha256=sha256_of(candidate)))


def forget_candidate(staging: Path) -> None:
    """Remove what was known of a candidate."""
    (staging / _CANDIDATE).unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """The checksum of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> Record | None:
    try:
        record = Record(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # none, half of one, or one of an older version
        return None
    return replace(record, changed=None if record.changed is None else tuple(record.changed))


def _write(path: Path, record: Record) -> None:
    """In one step: a half is never read. What a loss of power leaves of it fits no file."""
    unfinished = path.with_name(f"{path.name}-{os.getpid()}")
    unfinished.write_text(json.dumps(asdict(record)), encoding="utf-8")
    unfinished.replace(path)
