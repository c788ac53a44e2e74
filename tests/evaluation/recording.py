"""Keeps what was measured where a release finds it: `pipelines/release/accuracy.json`.

Belongs here: which measures are published, and in which words. Does not belong here: measuring.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .relation_scoring import RelationScores
from .scoring import Scores

ACCURACY = Path(__file__).parents[2] / "pipelines" / "release" / "accuracy.json"

MEASURES = {
    "role": "the role of a numeral is right",
    "recall": "a stated quantity is found",
    "precision": "what is taken for a stated quantity is one",
    "value": "the value of a quantity that was found is right",
    "unit": "its unit is right",
    "qualifier": "its hedge is right",
    "reference_area:recall": "the area that it is about is found",
    "time_period:recall": "the time that it is about is found",
    "population:recall": "the population that it is about is found",
    "figure:recall": "the figure that shows it is found",
}
RELATION_MEASURES = {
    "recognised": "a stated relation is recognised, with all of its numbers",
    "errors found": "a contradiction in a statement is found",
    "repair named": "of a contradiction that was found, the wrong number is among the repairs",
}
LIMITS = ("recall", "reference_area:recall", "time_period:recall", "population:recall", "recognised", "errors found")
"""The measures that a reader of the data must know as limits."""


def record(documents: int, scores: Scores, statements: int, relations: RelationScores, path: Path = ACCURACY) -> None:
    """Write what was measured, with the commit at which it was."""
    measures = [_measure(name, says, *scores.share(name)) for name, says in MEASURES.items()]
    measures += [_measure(name, says, *relations.share(name)) for name, says in RELATION_MEASURES.items()]
    content = {"commit": _commit(path), "documents": documents, "statements": statements, "measures": measures}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def faults(content: Mapping[str, Any]) -> list[str]:
    """In what a recorded file is not of the form that is written now."""
    found = []
    names = [measure["name"] for measure in content["measures"]]
    if names != [*MEASURES, *RELATION_MEASURES]:
        found.append("its measures are not those of today: run make eval")
    for measure in content["measures"]:
        if not 0 <= measure["right"] <= measure["total"] or not measure["total"]:
            found.append(f"{measure['name']}: {measure['right']} of {measure['total']}")
    if not content["documents"] or not content["statements"]:
        found.append("nothing was measured")
    return found


def _measure(name: str, says: str, right: int, total: int) -> dict[str, object]:
    return {"name": name, "says": says, "right": right, "total": total, "known_limit": name in LIMITS}


def _commit(path: Path) -> str | None:
    command = ["git", "-C", str(path.parent), "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None
