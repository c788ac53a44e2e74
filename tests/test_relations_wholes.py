"""Parts and wholes of many constructions (SPEC 6: total, shares_sum, subset, implied_base, repeat)."""

from __future__ import annotations

import time

import pytest
from engine import relations, rows
from relation_cases_totals import grid
from relation_cases_wholes import CASES, SOUND


@pytest.mark.parametrize(("kind", "text", "operands", "misprint"), CASES)
def test_numbers_that_fit_are_tied_and_consistent(
    kind: str, text: str, operands: list[str], misprint: tuple[str, str] | None
) -> None:
    found = relations(text, kind)
    assert [(one.verdict, sorted((exact for exact, _ in one.operands), key=text.index)) for one in found] == [
        ("consistent", operands)
    ]
    assert rows(text, "relations", verdict="inconsistent") == []
    if misprint:
        misprinted = text.replace(misprint[0], misprint[1], 1)
        held = [one for one in relations(misprinted, kind) if one.verdict == "inconsistent"]
        assert [misprint[1] in (exact for exact, _ in one.operands) for one in held] == [True]


@pytest.mark.parametrize("text", SOUND)
def test_a_true_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


def test_a_share_in_words_far_from_its_per_cents_is_inconsistent_and_a_rough_one_holds_loosely() -> None:
    assert [one["holds_by"] for one in rows("A quarter (27%) agreed.", "relations", kind="repeat")] == ["loose"]
    assert [one["verdict"] for one in rows("A third (12%) agreed.", "relations", kind="repeat")] == ["inconsistent"]


FORMULA = ("Answer; May; June", "Better (A); 7.9; 8.8", "Same; 70.1; 70.2", "Worse (B); 21.4; 20.6")


def test_a_line_with_a_formula_is_recomputed() -> None:
    table = grid("Business", *FORMULA, "(A) minus (B); -13.6; -11.8")
    found = relations(table, "total")
    assert [(one.verdict, one.holds_by) for one in found] == [("consistent", "rounding"), ("consistent", "face")]
    wrong = relations(table.replace("-11.8", "-18.1"), "total")
    assert [one.verdict for one in wrong] == ["consistent", "inconsistent"]


def test_a_range_of_ages_in_a_label_is_no_formula() -> None:
    table = grid("People", "Group; 2019; 2020", "Men (15); 10; 11", "Women (19); 20; 21", "All (15-19); 30; 32")
    assert {one.verdict for one in relations(table, "total")} <= {"consistent"}


APPLICATIONS = ("Kind; At ports; Inland; Total", "Lodged; 10,460; 23,100; 33,560", "Granted; 310; 540; 845")


def test_a_note_on_rounding_leaves_room() -> None:
    rounded = grid("Applications", *APPLICATIONS, note="Figures are rounded to the nearest 5.")
    assert [(one.verdict, one.holds_by) for one in relations(rounded, "total")] == [
        ("consistent", "face"),
        ("consistent", "rounding"),
    ]
    assert "inconsistent" in {one.verdict for one in relations(grid("Applications", *APPLICATIONS), "total")}


def test_many_balances_in_one_paragraph_are_read_in_linear_time() -> None:
    sentence = "Exports were 231.7 million and imports 219.3 million, a surplus of 12.4 million. "
    spent = []
    for count in (100, 400):
        start = time.perf_counter()
        rows(sentence * count, "relations")
        spent.append(time.perf_counter() - start)
    assert spent[1] < 10 * spent[0]
