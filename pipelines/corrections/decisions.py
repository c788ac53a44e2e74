"""Decisions of curators about findings, and their guard: a decision whose problem is gone is stale.

Belongs here: finding what a decision is about, the status of findings, and telling which decisions are stale. Does not
belong here: mending the text before it is read (see `mending`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.corrections.quotes import places_of, shown
from pipelines.intake.corrections import SUFFIX, Decision

Row = dict[str, object]
STATUS_OF = {
    "source_error": "confirmed",
    "transcription_error": "confirmed",
    "extraction_error": "dismissed",
    "not_an_error": "dismissed",
}


@dataclass(frozen=True)
class _Found:
    """Where a decision's quote stands and the finding that it decides; `problem` says why there is none."""

    start: int | None = None
    finding: Row | None = None
    problem: str | None = None
    remedy: str = ""


def apply_decisions(
    tables: Mapping[str, list[Row]], text: str, document_id: str, decisions: Sequence[Decision]
) -> dict[str, list[Row]]:
    """The tables of a document with its decisions: `corrections` and `findings` are new, nothing else changes.

    `text` is the transcription as stored. A transcription error that was mended has no finding any more.
    """
    findings = [dict(row) for row in tables["findings"]]
    corrections = list(tables.get("corrections", ()))
    stale: list[Row] = []
    for decision in decisions:
        found = _find(decision, text, findings)
        corrections.append(_correction(decision, found, document_id))
        if found.finding is not None:
            found.finding["status"] = STATUS_OF[decision.kind]
        elif found.problem:
            stale.append(_stale_finding(decision, found, document_id))
    return {**tables, "corrections": corrections, "findings": findings + stale}


def _find(decision: Decision, text: str, findings: Sequence[Row]) -> _Found:
    places = places_of(decision.quote, text)
    if not places:
        return _Found(problem="is not in the transcription", remedy="correct the quote")
    if len(places) > 1:
        return _Found(problem="stands there more than once", remedy="lengthen its prefix or suffix")
    (start,) = places
    end = start + len(decision.quote.exact)
    about = [row for row in findings if row["kind"] == decision.finding and _covers(row, start, end)]
    if len(about) > 1:
        return _Found(start, problem="is that of several findings", remedy="quote characters of one only")
    if about:
        return _Found(start, about[0])
    if decision.kind == "transcription_error" and decision.corrected is not None:
        return _Found(start)
    return _Found(start, problem="no longer shows the problem", remedy="see whether the decision still holds")


def _covers(row: Row, start: int, end: int) -> bool:
    first, last = row["start"], row["end"]
    return isinstance(first, int) and isinstance(last, int) and first < end and start < last


def _correction(decision: Decision, found: _Found, document_id: str) -> Row:
    quote = decision.quote
    return {
        "correction_id": _identifier("c", document_id, decision),
        "document_id": document_id,
        "kind": decision.kind,
        "observation_id": None,
        "finding_id": found.finding["finding_id"] if found.finding else None,
        **_span(decision, found),
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "decision": decision.decision,
        "corrected": decision.corrected,
        "reason": decision.why,
        "author": decision.author,
        "date": decision.date,
        "status": "stale" if found.problem else "applied",
    }


def _stale_finding(decision: Decision, found: _Found, document_id: str) -> Row:
    message = (
        f"A decision about a finding is not applied, because its quote {shown(decision.quote)} {found.problem}: "
        f"{found.remedy} in {document_id}{SUFFIX}, or remove the decision."
    )
    return {
        "finding_id": _identifier("x", document_id, decision),
        "document_id": document_id,
        "kind": "stale_correction",
        "severity": "warning",
        "status": "open",
        **_span(decision, found),
        "exact": None if found.start is None else decision.quote.exact,
        "message": message,
        "relation_id": None,
        "figure_id": None,
    }


def _span(decision: Decision, found: _Found) -> Row:
    start = found.start
    return {"start": start, "end": None if start is None else start + len(decision.quote.exact)}


def _identifier(letter: str, document_id: str, decision: Decision) -> str:
    """An id that depends on quote and finding alone, so that it survives edits of the text and of the decision."""
    quote = decision.quote
    key = "\0".join((letter, document_id, decision.finding, quote.prefix, quote.exact, quote.suffix))
    return f"{letter}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
