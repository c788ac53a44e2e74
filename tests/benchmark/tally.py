"""What is counted for a reader, and counting it on annotated documents.

Belongs here: the counts, the shares made of them, and the counts of documents by the rules of the evaluation. Does
not belong here: those rules themselves (tests/evaluation/scoring.py), sentences (sentences.py), printing (peers.py).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.evaluation.annotations import AnnotatedDocument
from tests.evaluation.scoring import Scores, score_observations, unit_class

from .readers import Reader


@dataclass
class Tally:
    """The counts of one reader. `found` stays None where the text has no positions of its quantities.

    `both` counts the quantities whose value and unit are right; `units` holds per class of unit how many were
    annotated ("annotated") and of how many value and unit are right ("both"); `errors` says in one line each what
    was wrong.
    """

    annotated: int = 0
    extracted: int = 0
    found: int | None = None
    value: int = 0
    both: int = 0
    characters: int = 0
    seconds: float = 0.0
    units: dict[str, Counter[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def invented(self) -> int:
        """What was extracted and is not annotated; without positions: whose value is not annotated."""
        return self.extracted - (self.value if self.found is None else self.found)

    @property
    def speed(self) -> float:
        """Characters per second of processor time."""
        return self.characters / self.seconds if self.seconds else 0.0

    def f1(self, right: int) -> float:
        """Twice the right ones against all annotated and extracted."""
        return 2 * right / (self.annotated + self.extracted) if self.annotated + self.extracted else 0.0

    def count_unit(self, unit: str, is_right: bool) -> None:
        """Adds an annotated quantity to its class of unit."""
        counts = self.units.setdefault(unit_class(unit), Counter())
        counts["annotated"] += 1
        counts["both"] += is_right


def tally_documents(reader: Reader, documents: Iterable[AnnotatedDocument]) -> Tally:
    """Reads each document and counts by the rules of the evaluation; only reading is timed (processor time)."""
    tally = Tally(found=0)
    for document in documents:
        started = time.process_time()
        rows = reader.read(document.text)
        tally.seconds += time.process_time() - started
        tally.characters += len(document.text)
        scores = Scores()
        score_observations(document, rows, scores)
        add_document(tally, document, scores)
    return tally


def add_document(tally: Tally, document: AnnotatedDocument, scores: Scores) -> None:
    """Adds the scores of a document: an observation is right unless the scoring lists a miss of it."""
    wrong: dict[str, set[int]] = {"not found": set(), "value": set(), "unit": set()}
    for miss in scores.misses:
        wrong.get(miss.kind, set()).add(miss.start)
        if miss.kind in wrong or miss.kind == "invented":
            exact = document.text[miss.start : miss.end]
            tally.errors.append(f"{document.name}: {miss.kind}: {exact!r} expected {miss.expected} got {miss.got}")
    found, annotated = scores.share("recall")
    tally.annotated += annotated
    tally.found = (tally.found or 0) + found
    tally.extracted += scores.share("precision")[1]
    for annotation in document.annotations:
        if annotation.is_observation:
            is_value_right = annotation.start not in wrong["not found"] | wrong["value"]
            is_right = is_value_right and annotation.start not in wrong["unit"]
            tally.value += is_value_right
            tally.both += is_right
            tally.count_unit((annotation.accepts("unit") or ("",))[0], is_right)
