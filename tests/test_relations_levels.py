"""Levels, balances and breakdowns that are tied by what stands around them (SPEC 6: change, growth, within_groups)."""

from __future__ import annotations

import pytest
from engine import relations, rows
from relation_cases_levels import CASES, FIRES, SEVERAL, SOUND


def numbers(text: str, kind: str) -> list[list[str]]:
    """The numbers of each consistent relation of a kind, sorted."""
    return [sorted(exact for exact, _ in one.operands) for one in relations(text, kind) if one.verdict == "consistent"]


@pytest.mark.parametrize(("kind", "text", "operands", "misprint"), CASES)
def test_numbers_that_fit_are_tied_and_a_misprint_is_seen(
    kind: str, text: str, operands: list[str], misprint: tuple[str, str] | None
) -> None:
    assert sorted(operands) in numbers(text, kind)
    assert rows(text, "relations", verdict="inconsistent") == []
    if misprint:
        misprinted = text.replace(misprint[0], misprint[1], 1)
        assert rows(misprinted, "relations", verdict="inconsistent") != []


@pytest.mark.parametrize(("kind", "text", "operands"), SEVERAL)
def test_each_relation_of_a_text_is_tied(kind: str, text: str, operands: list[list[str]]) -> None:
    found = numbers(text, kind)
    assert [one for one in operands if sorted(one) not in found] == []
    assert rows(text, "relations", verdict="inconsistent") == []


@pytest.mark.parametrize("text", SOUND)
def test_a_true_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


def test_a_wrong_level_in_a_row_of_changes_is_one_error_of_two_steps() -> None:
    assert rows(FIRES.replace("296", "269"), "relations", kind="growth", verdict="inconsistent") != []
