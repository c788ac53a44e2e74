"""What is kept of a measurement: the form that the quality report of a release reads."""

from __future__ import annotations

import json
from pathlib import Path

from .recording import ACCURACY, MEASURES, RELATION_MEASURES, faults, record
from .relation_scoring import RelationScores
from .scoring import Scores


def measured() -> tuple[Scores, RelationScores]:
    scores, relations = Scores(), RelationScores()
    for name in MEASURES:
        scores.count(name, True)
        scores.count(name, False)
    for name in RELATION_MEASURES:
        relations.count(name, "change", True)
    return scores, relations


def test_what_is_recorded_is_of_the_form_that_is_read(tmp_path: Path) -> None:
    scores, relations = measured()
    record(3, scores, 5, relations, tmp_path / "accuracy.json")
    content = json.loads((tmp_path / "accuracy.json").read_text())
    assert faults(content) == []
    assert (content["documents"], content["statements"]) == (3, 5)
    assert content["measures"][0] == {
        "name": "role", "says": "the role of a numeral is right", "right": 1, "total": 2, "known_limit": False,
    }  # fmt: skip


def test_the_figures_that_the_program_carries_are_of_that_form() -> None:
    assert faults(json.loads(ACCURACY.read_text(encoding="utf-8"))) == []


def test_figures_of_another_form_are_told() -> None:
    content = json.loads(ACCURACY.read_text(encoding="utf-8"))
    content["measures"][0] |= {"right": 9, "total": 8}
    assert faults(content) == ["role: 9 of 8"]
    content["measures"].pop()
    assert faults({**content, "documents": 0}) == [
        "its measures are not those of today: run make eval", "role: 9 of 8", "nothing was measured",
    ]  # fmt: skip
