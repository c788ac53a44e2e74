"""Numbers that words tie tightly: a misprint of one is told, look-alikes are left alone (SPEC 6: enumeration, shares_sum,
feasible_share, total, subset)."""

from __future__ import annotations

import pytest
from engine import relations, rows
from relation_cases_parts import HELD, RANKED, SOUND


@pytest.mark.parametrize(("kind", "text", "printed", "misprint"), HELD)
def test_what_words_tie_is_recomputed_and_its_misprint_told(kind: str, text: str, printed: str, misprint: str) -> None:
    assert {one.verdict for one in relations(text, kind)} == {"consistent"}
    assert rows(text, "relations", verdict="inconsistent") == []
    wrong = text.replace(printed, misprint, 1)
    assert "inconsistent" in {one.verdict for one in relations(wrong, kind)}


@pytest.mark.parametrize("text", SOUND)
def test_a_text_that_only_looks_alike_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


def test_a_share_that_no_rounding_saves_is_told() -> None:
    text = "Of the 136 crashes, 30% (40) happened at night, while 46% (62) happened in rain."
    found = relations(text, "feasible_share")
    assert sorted(one.verdict for one in found) == ["consistent", "inconsistent"]


def test_a_part_behind_or_is_no_share_itself() -> None:
    text = "There were 545 claims in 2009. The majority (380 or 70 per cent) were paid."
    assert [one.verdict for one in relations(text, "feasible_share")] == ["consistent"]
    assert [one["unit"] for one in rows(text, "observations", exact="380")] == ["claim"]


@pytest.mark.parametrize(("text", "values"), RANKED)
def test_counts_of_which_only_one_is_named_are_ranked(text: str, values: list[str]) -> None:
    found = relations(text, "rank")
    assert [(one.verdict, [exact for exact, _ in one.operands]) for one in found] == [("consistent", values)]
