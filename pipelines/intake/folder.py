"""The folder of transcriptions: which documents it holds, and reading one with its sidecar and corrections.

A document's id is the name of its file without extension. A fault stops that document only.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.intake.corrections import ENDING, Corrections, corrections_of, read_corrections
from pipelines.intake.faults import UnreadableInput
from pipelines.intake.sidecar import SUFFIX, Sidecar, read_sidecar, sidecar_of
from pipelines.intake.transcription import SIZE_LIMIT, read_transcription

_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP)
"""What the system answers where no file can be, rather than one that cannot be read."""

_AT_ONCE = 1_000_000

EXTENSIONS = (".md", ".txt", ".html", ".htm", ".adoc")

_DOCUMENT_ID = re.compile(r"(?!.*\.\.)[^\W_][\w .,()+-]{0,149}(?<! )")


@dataclass(frozen=True)
class ListedDocument:
    """A file that is to be read as a document."""

    document_id: str
    path: Path


@dataclass(frozen=True)
class Rejection:
    """A document that is left out, or the name of a file that cannot be one, and why."""

    document_id: str
    reason: UnreadableInput


@dataclass(frozen=True)
class Listing:
    """What a folder holds, in order of document_id."""

    documents: tuple[ListedDocument, ...]
    rejected: tuple[Rejection, ...]

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The ids of the documents that are to be read."""
        return tuple(document.document_id for document in self.documents)


@dataclass(frozen=True)
class Document:
    """A transcription as read, with its sidecar if it has one, and what curators decided about it."""

    document_id: str
    text: str
    sha256: str
    sidecar: Sidecar | None
    corrections: Corrections = field(default_factory=Corrections)

    @property
    def fiscal_year_start(self) -> int:
        """The month in which a fiscal year of this document starts; January where nobody said otherwise."""
        return self.sidecar.fiscal_year_start if self.sidecar else 1


def list_documents(folder: Path) -> Listing:
    """The documents of a folder (not of folders in it). UnreadableInput, if it is no readable folder."""
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        what = f"is no folder that can be read ({error.strerror})"
        raise UnreadableInput(what, folder, "name the folder that holds the transcriptions") from error
    entries = [folder / name for name in names if name.lower().endswith((*EXTENSIONS, SUFFIX))]
    documents: dict[str, ListedDocument] = {}
    rejected: list[Rejection] = []
    for path in entries:
        if path.suffix.lower() not in EXTENSIONS:
            continue
        if reason := _unlistable(path, documents.get(path.stem)):
            rejected.append(Rejection(path.name, reason))
        else:
            documents[path.stem] = ListedDocument(path.stem, path)
    stems = {path.stem for path in entries if path.suffix.lower() in EXTENSIONS}
    for path in entries:
        if path.suffix == SUFFIX and path.stem.removesuffix(ENDING) not in stems:
            reason = UnreadableInput("describes a missing file", path, "add that file or remove this one")
            rejected.append(Rejection(path.name, reason))
    ordered = tuple(documents[document_id] for document_id in sorted(documents))
    return Listing(ordered, tuple(sorted(rejected, key=lambda rejection: rejection.document_id)))


def read_document(listed: ListedDocument, *, corrected: bool = True) -> Document:
    """The document with what lies beside it. UnreadableInput, if any of these files is faulty.

    Unless `corrected`, a corrections file is not looked at.
    """
    transcription = read_transcription(listed.path)
    sidecar = read_sidecar(sidecar_of(listed.path), transcription.sha256)
    corrections = read_corrections(corrections_of(listed.path)) if corrected else Corrections()
    return Document(listed.document_id, transcription.text, transcription.sha256, sidecar, corrections)


def document_row(document: Document, digits: int) -> dict[str, object]:
    """The row of the table `documents`."""
    sidecar = document.sidecar
    described = (
        "publisher", "publication_year", "language", "country", "licence", "licence_url", "attribution",
        "source_url", "transcription",
    )  # fmt: skip
    title = ", ".join(filter(None, (sidecar.title, sidecar.chapter))) if sidecar else None
    return {
        "document_id": document.document_id,
        "title": title,
        **{name: getattr(sidecar, name, None) for name in described},
        "fiscal_year_start": document.fiscal_year_start,
        "sha256": document.sha256,
        "characters": len(document.text),
        "digits": digits,
        "released": sidecar is not None,
    }


def content_of(listed: ListedDocument) -> str:
    """What changes exactly when a byte changes of the files that a document is read from (SHA-256, hexadecimal)."""
    beside = [os.fspath(path) for path in (sidecar_of(listed.path), corrections_of(listed.path))]
    misnamed = [f"{path.removesuffix('.yaml')}.yml" for path in beside]  # these are refused, and so decide what is read
    hashes = [_hash_of(path) for path in (os.fspath(listed.path), *beside, *misnamed)]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def signature(folder: Path) -> str:
    """What changes when a file comes, goes or is written; cheap, because no file is opened (SHA-256, hexadecimal)."""
    digest = hashlib.sha256()
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            try:
                status = entry.stat()
                what = f"{status.st_size} {status.st_mtime_ns} {status.st_ino} {status.st_mode}"
            except OSError as error:
                what = str(error.strerror)
            digest.update(f"{entry.name}\0{what}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _hash_of(path: str) -> str:
    """The SHA-256 of what would be read of a file: of one that is too large, only its size and its beginning.

    Of plain calls of the system: ten thousand documents have fifty thousand files that may be there.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return "no file"
        with open(path, "rb", buffering=0) as file:
            if (size := os.fstat(file.fileno()).st_size) > SIZE_LIMIT:
                return f"{size} {hashlib.sha256(file.read(1_000_000)).hexdigest()}"
            whole = hashlib.sha256(file.readall()) if size < _AT_ONCE else hashlib.file_digest(file, "sha256")
            return whole.hexdigest()
    except OSError as error:
        return "no file" if error.errno in _ABSENT else str(error.strerror)


def _unlistable(path: Path, namesake: ListedDocument | None) -> UnreadableInput | None:
    if namesake is not None:
        return UnreadableInput(
            f"has the same name as {namesake.path.name}",
            path,
            "rename one: the name without extension is the id",
        )
    if not _DOCUMENT_ID.fullmatch(path.stem):
        return UnreadableInput(
            "has a name that cannot be an id", path, "use letters, digits, spaces, '-', '_' and single '.'"
        )
    if path.stem.endswith(ENDING):
        remedy = "rename it: what lies beside it would be taken for corrections"
        return UnreadableInput(f"has a name that ends in {ENDING}", path, remedy)
    if _is_special(path):
        return UnreadableInput("is no regular file", path, "put the file itself here")
    return None


def _is_special(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno in _ABSENT:
            return False
        raise
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
