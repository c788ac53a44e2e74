"""Totals of several times, sums of numbers far apart, orders, and shares that their digits tie (SPEC 6)."""

from __future__ import annotations

import pytest
from engine import relations, rows
from relation_cases_strands import CASES, SOUND
from relation_cases_totals import grid


def exacts(text: str, kind: str, verdict: str) -> list[set[str]]:
    return [{exact for exact, _ in one.operands} for one in relations(text, kind) if one.verdict == verdict]


@pytest.mark.parametrize(("kind", "text", "expected", "misprints"), CASES)
def test_what_belongs_together_is_tied_and_a_misprint_in_it_is_seen(
    kind: str, text: str, expected: list[list[str]], misprints: list[tuple[str, str]]
) -> None:
    found = exacts(text, kind, "consistent")
    assert [one for one in expected if set(one) not in found] == []
    assert rows(text, "relations", verdict="inconsistent") == []
    for right, wrong in misprints:
        held = rows(text.replace(right, wrong, 1), "relations", verdict="inconsistent")
        assert held, (right, wrong)


@pytest.mark.parametrize("text", SOUND)
def test_a_true_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


QUARTER = ("Month; Births; Deaths", "January; 4,802; 4,603", "February; 4,327; 4,119", "March; 4,805; 4,290")


def test_a_last_line_that_is_the_sum_of_the_others_is_their_total_whatever_it_is_called() -> None:
    table = grid("Vital events", *QUARTER, "1. quarter; 13,934; 13,012")
    assert [one.verdict for one in relations(table, "total")] == ["consistent", "consistent"]
    other = grid("Vital events", *QUARTER, "April; 4,634; 4,401")
    assert relations(other, "total") == []


SHARES = ("Firm; 2023; 2024; 2025", "Alba; 31%; 32%; 32%", "Brio; 20%; 20%; 19%", "Cato; 16%; 14%; 13%")


def test_columns_of_shares_that_end_in_a_rest_make_up_all_there_is_and_a_misprint_in_one_is_seen() -> None:
    table = grid("Market shares", *SHARES, "Dune; 21%; 22%; 23%", "Others; 12%; 12%; 13%")
    assert [one.verdict for one in relations(table, "shares_sum")] == ["consistent"] * 3
    wrong = relations(table.replace("22%", "42%"), "shares_sum")
    assert sorted(one.verdict for one in wrong) == ["consistent", "consistent", "inconsistent"]


def test_amounts_of_which_only_the_first_and_the_total_bear_a_sign_are_summed() -> None:
    held = "| | 2021 | 2020 |\n|---|---|---|\n| Loans | $2,310 | $1,870 |\n| Leases | 844 | 912 |\n"
    text = held + "| Total lending | $3,154 | $2,782 |\n"
    assert [one.verdict for one in relations(text, "total")] == ["consistent", "consistent"]
    counted = "| | 2021 | 2020 |\n|---|---|---|\n| Loans | 310 | 870 |\n| Leases | 844 | 912 |\n"
    counted += "| Total lending | $9,154 | $8,782 |\n"
    assert rows(counted, "relations", verdict="inconsistent") == []
