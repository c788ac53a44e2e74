"""From the files of a folder to staged rows: which documents are read, and by whom. Only what has changed is read.

How a batch of documents is read stands in `batches`; this module decides what is in one, and who reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines import cluster
from pipelines.batches import Batch, read_batch
from pipelines.code_version import code_version
from pipelines.intake.folder import ListedDocument, Rejection, content_of, list_documents
from pipelines.limits import Limits, limits
from pipelines.progress import announce
from pipelines.warehouse.staging import (
    StagedDocument,
    compact,
    left_out_finding,
    next_generation,
    prune,
    stage,
    staged_documents,
    tidy,
)
from pipelines.workers import Loss, in_order

SMALL = 400_000
"""Bytes that are read sooner than workers would be ready: about three seconds of one core."""

_LARGEST_BATCH = 1_000_000
"""Bytes, unless a single document has more."""

_BATCHES_PER_WORKER = 8
"""At least so many, if there is enough to read: workers then end at nearly the same time."""

_SHOWN_ONE_BY_ONE = 50


@dataclass(frozen=True)
class Outcome:
    """What became of a document: the number of its rows by table, or the reason why it was left out.

    `unchanged` says that it was not read again. `seconds` of the clock were spent when it was read.
    """

    document_id: str
    rows: dict[str, int]
    left_out: str | None = None
    unchanged: bool = False
    seconds: float = 0.0


def extract_folder(raw: Path, staging: Path, bounds: Limits | None = None) -> Iterator[Outcome]:
    """Read the documents of a folder that are new or changed and stage their rows. Yields all, read ones last.

    What is staged for files that are gone is removed. The caller holds the lock of the warehouse. UnreadableInput, if
    the folder itself cannot be read; OSError, if the staging cannot be written.
    """
    listing = list_documents(raw)
    tidy(staging)
    prune(staging, {*listing.document_ids, *(rejection.document_id for rejection in listing.rejected)})
    staged = staged_documents(staging)
    for rejection in listing.rejected:
        yield _reject(raw, staging, rejection, staged.get(rejection.document_id))
    changed: list[ListedDocument] = []
    for listed in listing.documents:
        known = staged.get(listed.document_id)
        if known and (known.code, known.content) == (code_version(), content_of(listed)):
            yield _outcome(known, unchanged=True)
        else:
            changed.append(listed)
    for document in _read(changed, staging, bounds or limits()):
        yield _outcome(document)
    compact(staging)


def changed_documents(raw: Path, staging: Path) -> list[str]:
    """The ids of the documents whose files are not those that were last read, in the order of ids."""
    staged = staged_documents(staging)
    known = {document_id: document.content for document_id, document in staged.items()}
    return [
        listed.document_id
        for listed in list_documents(raw).documents
        if known.get(listed.document_id) != content_of(listed)
    ]


def _read(documents: Sequence[ListedDocument], staging: Path, bounds: Limits) -> Iterator[StagedDocument]:
    sizes = {listed.document_id: _size(listed) for listed in documents}
    share = sum(sizes.values()) // (bounds.workers * _BATCHES_PER_WORKER)
    groups = list(_grouped(documents, sizes, min(_LARGEST_BATCH, max(share, SMALL // 4))))
    generation = next_generation(staging)
    batches = [Batch(staging, generation, code_version(), tuple(group)) for group in groups]
    begun = _narrator(len(documents))
    if sum(sizes.values()) <= SMALL:
        results = _read_here(batches, bounds, begun)
    else:
        reading = cluster.in_order if bounds.cluster else in_order
        results = reading(read_batch, batches, bounds, _without, begun)
    for result in results:
        yield from result


def _read_here(
    batches: Sequence[Batch], bounds: Limits, begun: Callable[[str], None]
) -> Iterator[tuple[StagedDocument, ...]]:
    """Read in this process; only what it has too little memory for is left to a worker, which may lose a document."""
    for batch in batches:
        try:
            result = read_batch(batch, begun)
        except MemoryError:
            (result,) = in_order(read_batch, [batch], bounds, _without, begun)
        yield result


def _without(batch: Batch, loss: Loss) -> Batch:
    return replace(batch, left_out={**batch.left_out, loss.item: loss.reason})


def _grouped(documents: Sequence[ListedDocument], sizes: dict[str, int], most: int) -> Iterator[list[ListedDocument]]:
    """The documents in their order, in groups of no more than so many bytes, or of one document."""
    group: list[ListedDocument] = []
    size = 0
    for listed in documents:
        if group and size + sizes[listed.document_id] > most:
            yield group
            group, size = [], 0
        group.append(listed)
        size += sizes[listed.document_id]
    if group:
        yield group


def _size(listed: ListedDocument) -> int:
    try:
        return listed.path.stat().st_size
    except OSError:
        return 0


def _narrator(count: int) -> Callable[[str], None]:
    """Says which document is being read; of many only every hundredth part."""
    begun: set[str] = set()

    def begin(document_id: str) -> None:
        begun.add(document_id)
        if count <= _SHOWN_ONE_BY_ONE:
            announce(f"reading {document_id}")
        elif len(begun) % max(1, count // 100) == 0:
            announce(f"reading: {len(begun)} of {count} documents")

    return begin


def _outcome(document: StagedDocument, *, unchanged: bool = False) -> Outcome:
    return Outcome(document.document_id, dict(document.rows), document.left_out, unchanged, document.seconds)


def _reject(raw: Path, staging: Path, rejection: Rejection, known: StagedDocument | None) -> Outcome:
    """Stage the finding about a file whose name cannot be that of a document."""
    reason = str(rejection.reason).removeprefix(f"{raw.parent}/")
    document = StagedDocument(rejection.document_id, reason, code_version(), {"findings": 1}, 0.0, reason)
    if known and (known.content, known.code) == (document.content, document.code):
        return _outcome(known, unchanged=True)
    finding = left_out_finding(rejection.document_id, reason)
    stage(staging, document, {"findings": [finding]})
    return _outcome(document)
