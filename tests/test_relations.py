"""Relations: what the text says between its numbers, recomputed with rounding and hedges taken seriously (SPEC 6)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import relation_cases
import relation_cases_change
import relation_cases_growth
import relation_cases_wordings
from engine import extract_text, judged, misread, number, relations, rows

CASES = (relation_cases, relation_cases_change, relation_cases_growth, relation_cases_wordings)
HOLD = [case for module in CASES for case in module.HOLD]
WRONG = [case for module in CASES for case in module.WRONG]
UNDECIDABLE = [case for module in CASES for case in module.UNDECIDABLE]
TRAPS = [case for module in CASES for case in module.TRAPS]
SOUND = [text for module in CASES for text in module.SOUND]
MISREAD = {text: reason for module in CASES for text, reason in module.MISREAD.items()}
KINDS = {
    "change", "growth", "fold", "direction", "within_groups", "rank", "bound", "repeat", "implied_base", "reference",
}  # fmt: skip
OUTPUT = "Output fell (Figure 1). Prices rose (Figure 2).\n\nFigure 1 Output\n\nFigure 2 Prices\n"


def marked(cases: list[Any]) -> list[Any]:
    """The cases of a list, those that are misread marked so; the text of a case stands second."""
    return [misread(*case, reason=MISREAD[case[1]]) if case[1] in MISREAD else case for case in cases]


@pytest.mark.parametrize(("kind", "text", "operands", "holds_by"), marked(HOLD))
def test_a_true_statement_is_consistent_and_says_by_what_it_holds(
    kind: str, text: str, operands: list[tuple[str, str]], holds_by: str
) -> None:
    found = relations(text, kind)
    assert [relation.operands for relation in found] == [operands]
    assert (found[0].verdict, found[0].holds_by, found[0].repairs) == ("consistent", holds_by, [])


@pytest.mark.parametrize(("kind", "text", "operands", "computed", "repairs"), marked(WRONG))
def test_a_false_statement_is_inconsistent_and_each_repair_would_mend_it(
    kind: str,
    text: str,
    operands: list[str],
    computed: tuple[str | None, str | None],
    repairs: list[tuple[str, str]],
) -> None:
    found = relations(text, kind)
    assert [[exact for exact, _ in relation.operands] for relation in found] == [operands]
    assert (found[0].verdict, found[0].holds_by) == ("inconsistent", None)
    assert found[0].computed == (number(computed[0]), number(computed[1]))
    assert found[0].repairs == [(exact, Decimal(value)) for exact, value in repairs]


@pytest.mark.parametrize(("kind", "text"), [case[:2] for case in WRONG if case[1] not in MISREAD])
def test_a_repaired_text_is_consistent(kind: str, text: str) -> None:
    for repair in rows(text, "repairs"):
        repaired = text[: repair["start"]] + str(repair["suggestion"]) + text[repair["end"] :]
        assert rows(repaired, "relations", kind=kind, verdict="inconsistent") == [], repaired


@pytest.mark.parametrize(("kind", "text", "operands"), relation_cases_wordings.SEVERAL)
def test_each_change_of_a_sentence_has_its_own_levels(
    kind: str, text: str, operands: list[list[tuple[str, str]]]
) -> None:
    found = relations(text, kind)
    assert [relation.operands for relation in found] == operands
    assert {relation.verdict for relation in found} == {"consistent"}


@pytest.mark.parametrize(("kind", "text", "number"), relation_cases_wordings.MISPRINTED)
def test_a_misprint_is_seen_in_every_wording(kind: str, text: str, number: str) -> None:
    wrong = [relation for relation in relations(text, kind) if relation.verdict == "inconsistent"]
    assert any(number in [exact for exact, _ in relation.operands] for relation in wrong)


@pytest.mark.parametrize(("kind", "text", "why"), UNDECIDABLE)
def test_what_cannot_be_recomputed_says_why(kind: str, text: str, why: str) -> None:
    found = [relation for relation in relations(text, kind) if relation.verdict == "undecidable"]
    assert any(why in relation.explanation for relation in found)
    assert all(relation.computed == (None, None) and relation.power is None for relation in found)


@pytest.mark.parametrize(("kind", "text"), marked(TRAPS))
def test_what_only_looks_like_a_relation_is_left_alone(kind: str, text: str) -> None:
    assert relations(text, kind) == []


@pytest.mark.parametrize("text", [misread(text, reason=MISREAD[text]) if text in MISREAD else text for text in SOUND])
def test_a_sound_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


def test_every_kind_is_tried_and_the_kinds_with_values_in_both_ways() -> None:
    assert {case[0] for case in [*HOLD, *TRAPS]} == KINDS
    assert {case[0] for case in WRONG} == KINDS - {"reference", "implied_base"}
    every = {text for case in [*HOLD, *WRONG, *TRAPS] for text in [case[1]]} | set(SOUND)
    assert MISREAD.keys() <= every


# implied_base: two rates with their amounts, one of them wrong


def test_amounts_and_rates_that_no_base_fits_are_inconsistent() -> None:
    text = (
        "The plan is a reduction of 21.4% (-83,739 million yen) from the 2013 level by 2018. It will be met,"
        " because the reduction is 29.4% (-151,269 million yen) in 2021."
    )
    found = relations(text, "implied_base")
    assert [relation.verdict for relation in found] == ["inconsistent"]
    assert [exact for exact, _ in found[0].repairs] == ["83,739", "21.4", "151,269", "29.4"]
    assert dict(found[0].repairs)["29.4"] == Decimal("38.7")
    assert dict(found[0].repairs)["151,269"] == Decimal(-115269000000)  # two digits were exchanged
    assert "no single base" in found[0].explanation


# reference: figures cited and captioned


def test_a_figure_that_is_cited_and_captioned_is_consistent() -> None:
    found = relations(OUTPUT, "reference")
    assert [(relation.stated, relation.verdict, relation.holds_by) for relation in found] == [
        ("Figure 1", "consistent", "face"),
        ("Figure 1 to 2", "consistent", "face"),
        ("Figure 2", "consistent", "face"),
    ]
    assert found[0].operands == [("1", "citation"), ("Figure 1 Output", "caption")]


def test_a_damaged_number_is_inconsistent_and_names_the_figure_that_is_meant() -> None:
    text = (
        "Output fell (Figure 2-13-1). Prices rose (Figure 2-1-1-1).\n\nFigure 2-1-1-1 Prices\n\nFigure 2-1-3-1 Output"
    )
    damaged = [relation for relation in relations(text, "reference") if relation.verdict == "inconsistent"]
    assert [relation.operands for relation in damaged] == [
        [("2-13-1", "citation"), ("Figure 2-1-3-1 Output", "caption")]
    ]
    assert "Figure 2-1-3-1" in damaged[0].explanation


# Verdicts in figures and words


def test_an_explanation_shows_both_numbers_and_the_interval() -> None:
    explanation = relations("The rate fell 3.9 points from 10.8% to 6.5%.", "change")[0].explanation
    assert explanation == "The text says 3.9 points, but 10.8 to 6.5 is 4.3 (4.2 to 4.4 with rounding)."


def test_a_verb_against_its_levels_is_explained_as_such() -> None:
    explanation = relations("The rate fell 5 points from 40% to 45%.", "change")[0].explanation
    assert "is 5 (" not in explanation


@pytest.mark.parametrize(
    ("distance", "verdict", "holds_by"),
    [
        ("4.3", "consistent", "face"),
        ("4.2", "consistent", "rounding"),
        ("4.4", "consistent", "rounding"),
        ("4.1", "inconsistent", None),
        ("4.5", "inconsistent", None),
        ("about 4.5", "consistent", "hedge"),
        ("over 4", "consistent", "rounding"),
        ("over 3", "consistent", "hedge"),
        ("nearly 5", "inconsistent", None),
        ("less than 4", "inconsistent", None),
        ("at most 5", "consistent", "hedge"),
        ("just over 4", "consistent", "rounding"),
        ("some 40", "inconsistent", None),
    ],
)
def test_the_verdict_follows_rounding_and_hedge(distance: str, verdict: str, holds_by: str | None) -> None:
    found = relations(f"The rate fell {distance} points from 10.8% to 6.5%.", "change")
    assert [(relation.verdict, relation.holds_by) for relation in found] == [(verdict, holds_by)]


# Power: the share of one-digit misprints that would have been noticed


@pytest.mark.parametrize("case", [case for case in [*HOLD, *WRONG] if case[1] not in MISREAD], ids=lambda case: case[1])
def test_power_is_a_share(case: Any) -> None:
    for relation in relations(case[1], case[0]):
        assert relation.power is None or 0 <= relation.power <= 1


def test_precise_numbers_have_more_power_than_rounded_and_hedged_ones() -> None:
    powers = [
        relations(text, "change")[0].power
        for text in (
            "The rate fell 3.9 points from 10.0% to 6.1%.",
            "The rate fell 4 points from 10% to 6%.",
            "The rate fell about 4 points from 10% to 6%.",
            "The rate fell by over 1 points from 10% to 6%.",
        )
    ]
    assert powers == sorted(powers, reverse=True)
    assert powers[0] > powers[1] > powers[3]


def test_a_check_that_could_notice_nothing_has_no_power() -> None:
    text = "The overall rate is 45%. By age, it is 0% for 18 to 29 and 100% for 30 and older."
    assert relations(text, "within_groups")[0].power == 0


def test_a_relation_has_its_span_from_the_first_to_the_last_operand() -> None:
    text = "In short, the rate fell 3.9 points from 10.8% to 6.5%, as said."
    extraction = extract_text(text)
    change = judged(extraction, "change")[0]
    assert text[change.start : change.end] == "3.9 points from 10.8% to 6.5"
    assert change.stated == "fell 3.9 points from 10.8% to 6.5%"


# Readings: what the explanation names


@pytest.mark.parametrize(
    ("kind", "text", "verdict", "named"),
    [
        ("growth", "The rate rose 10% from 40% to 50%.", "inconsistent", "true as percentage points, false as per cent"),
        ("change", "The rate fell by 25 percentage points from 8% to 6%.", "inconsistent",
         "true as per cent, false as percentage points"),
        ("fold", "The number rose 4.1-fold from 100 to 510.", "consistent", "true as that much more"),
        ("fold", "The number doubled from 550 to 1,000.", "consistent", "1.82 times, which holds only loosely"),
        ("growth", "The number fell by 20% from 400 to 500.", "inconsistent", "down by 20%, but 400 to 500 is up by 25%"),
    ],
)  # fmt: skip
def test_an_explanation_names_the_reading_that_is_true(kind: str, text: str, verdict: str, named: str) -> None:
    found = relations(text, kind)
    assert [relation.verdict for relation in found] == [verdict]
    assert named in found[0].explanation


def test_a_finding_names_percentage_points_before_other_repairs() -> None:
    message = rows("The rate rose 10% from 40% to 50%.", "findings", kind="inconsistent_relation")[0]["message"]
    assert message.startswith("The text says 10%, but 40 to 50 is 25%: true as percentage points, false as per cent.")
    assert "Otherwise one of the three must differ: 25, 45 or 44." in message
