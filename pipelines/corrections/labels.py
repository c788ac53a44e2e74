"""Labels: names that a curator gave to what observations measure, in place of those that the grammar read.

Belongs here: finding the observation of a label, setting its slots, and telling which labels are stale. A label
is stale when its quote is gone, stands in several places, or is no observation's; nothing is guessed then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.corrections.quotes import places_of, shown
from pipelines.intake.corrections import SUFFIX, Label

Row = dict[str, object]
Tables = Mapping[str, list[Row]]

CURATED = "curated"
"""What `indicator_from` and `population_from` say of a slot that a label has set."""


@dataclass(frozen=True)
class _Found:
    """Where a label's quote stands, if anywhere, and its observation; `problem` says why there is none."""

    start: int | None = None
    observation: Row | None = None
    problem: str | None = None
    remedy: str = ""


def apply_labels(tables: Tables, text: str, document_id: str, labels: Sequence[Label]) -> dict[str, list[Row]]:
    """The tables of a document with its labels applied: `observations`, `corrections` and `findings` are new.

    `text` is the transcription as stored. The tables that are given stay as they are.
    """
    observations = [dict(row) for row in tables["observations"]]
    by_place = {(row["start"], row["end"]): row for row in observations}
    corrections = list(tables.get("corrections", ()))
    findings = list(tables["findings"])
    labelled: set[int] = set()
    for label in labels:
        found = _find(label, text, by_place, labelled)
        corrections.append(_correction(label, found, document_id))
        if found.observation is None:
            findings.append(_stale_finding(label, found, document_id))
        else:
            labelled.add(id(found.observation))
            _set_slots(found.observation, label)
    return {**tables, "observations": observations, "corrections": corrections, "findings": findings}


def _find(label: Label, text: str, by_place: Mapping[tuple[object, object], Row], labelled: set[int]) -> _Found:
    places = places_of(label.quote, text)
    if not places:
        return _Found(problem="is not in the transcription", remedy="correct the quote")
    if len(places) > 1:
        return _Found(problem="stands there more than once", remedy="lengthen its prefix or suffix")
    (start,) = places
    observation = by_place.get((start, start + len(label.quote.exact)))
    if observation is None:
        remedy = "let exact be the number as the column exact of observations has it"
        return _Found(start, problem="is not that of an observation", remedy=remedy)
    if id(observation) in labelled:
        return _Found(start, problem="is that of an observation with another label", remedy="keep one of the two")
    return _Found(start, observation)


def _set_slots(observation: Row, label: Label) -> None:
    for slot, name in label.slots.items():
        observation[slot] = name
        observation[f"{slot}_from"] = None if name is None else CURATED


def _correction(label: Label, found: _Found, document_id: str) -> Row:
    quote, observation = label.quote, found.observation
    return {
        "correction_id": _identifier("c", document_id, label),
        "document_id": document_id,
        "kind": "label",
        "observation_id": None if observation is None else observation["observation_id"],
        "finding_id": None,
        **_span(label, found),
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "decision": label.decision,
        "corrected": None,
        "reason": label.why,
        "author": label.author,
        "date": label.date,
        "status": "stale" if observation is None else "applied",
    }


def _stale_finding(label: Label, found: _Found, document_id: str) -> Row:
    message = (
        f"A label is not applied, because its quote {shown(label.quote)} {found.problem}: "
        f"{found.remedy} in {document_id}{SUFFIX}, or remove the label."
    )
    return {
        "finding_id": _identifier("x", document_id, label),
        "document_id": document_id,
        "kind": "stale_correction",
        "severity": "warning",
        "status": "open",
        **_span(label, found),
        "exact": None if found.start is None else label.quote.exact,
        "message": message,
        "relation_id": None,
        "figure_id": None,
    }


def _span(label: Label, found: _Found) -> Row:
    start = found.start
    return {"start": start, "end": None if start is None else start + len(label.quote.exact)}


def _identifier(letter: str, document_id: str, label: Label) -> str:
    """An id that depends on the quote alone, so that it survives edits of the text and of the label."""
    quote = label.quote
    key = "\0".join((letter, document_id, "label", quote.prefix, quote.exact, quote.suffix))
    return f"{letter}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
