"""Wholes and groups as official prose states them (SPEC 6): tied to their numbers, their misprints seen, nobody accused."""

from __future__ import annotations

import pytest
from engine import extract_text, judged, misread, rows, select
from relation_cases_prose import CASES, NOT_YET, SOUND

_LATER = [misread(*case, reason="not tied yet, or the misprint is not seen") for case in NOT_YET]


@pytest.mark.parametrize(("kind", "text", "operands", "misprint"), [*CASES, *_LATER])
def test_numbers_of_a_whole_are_tied_and_consistent(
    kind: str, text: str, operands: list[str], misprint: tuple[str, str] | None
) -> None:
    found = judged(extract_text(text), kind)
    tied = [
        sorted((exact for exact, _ in one.operands), key=text.index) for one in found if one.verdict == "consistent"
    ]
    in_digits = [exact for exact in operands if exact[0].isdigit()]
    assert in_digits in [[exact for exact in one if exact[0].isdigit()] for one in tied]
    assert rows(text, "relations", verdict="inconsistent") == []
    if misprint:
        misprinted = text.replace(misprint[0], misprint[1], 1)
        again = extract_text(misprinted)
        wrong = {row["relation_id"] for row in select(again, "relations", verdict="inconsistent")}
        accused = [row["exact"] for row in again.tables["relation_operands"] if row["relation_id"] in wrong]
        assert misprint[1] in accused


@pytest.mark.parametrize("text", SOUND)
def test_a_true_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []
