"""Sums, shares and parts in sentences and tables (SPEC 6: shares_sum, total, subset, and the relations of tables)."""

from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal

import pytest
from engine import extract_text, judged, number, relations, rows, select
from relation_cases_totals import HOLD, SOUND, SOUND_TABLES, STUDENTS, TABLES, TRAPS, WRONG, WRONG_TABLES, grid

from pipelines.document import extract

KINDS = {"shares_sum", "total", "subset"}


@pytest.mark.parametrize(("kind", "text", "operands", "holds_by"), HOLD)
def test_parts_that_fit_are_consistent_and_say_by_what_they_hold(
    kind: str, text: str, operands: list[tuple[str, str]], holds_by: str
) -> None:
    found = relations(text, kind)
    assert [relation.operands for relation in found] == [operands]
    assert (found[0].verdict, found[0].holds_by, found[0].repairs) == ("consistent", holds_by, [])
    assert rows(text, "relations", verdict="inconsistent") == []


@pytest.mark.parametrize(("kind", "text", "operands", "computed", "repairs"), WRONG)
def test_parts_that_do_not_fit_are_inconsistent_and_each_repair_would_mend_them(
    kind: str,
    text: str,
    operands: list[str],
    computed: tuple[str | None, str | None],
    repairs: list[tuple[str, str]],
) -> None:
    found = [relation for relation in relations(text, kind) if relation.verdict == "inconsistent"]
    assert [[exact for exact, _ in relation.operands] for relation in found] == [operands]
    assert found[0].computed == (number(computed[0]), number(computed[1]))
    assert found[0].repairs == [(exact, Decimal(value)) for exact, value in repairs]
    for repair in rows(text, "repairs"):
        repaired = text[: repair["start"]] + f"{repair['suggestion']:,}" + text[repair["end"] :]
        assert rows(repaired, "relations", kind=kind, verdict="inconsistent") == [], repaired


@pytest.mark.parametrize("text", [*SOUND, *SOUND_TABLES])
def test_a_true_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


@pytest.mark.parametrize(("kind", "text"), TRAPS)
def test_what_only_looks_like_parts_is_left_alone(kind: str, text: str) -> None:
    assert relations(text, kind) == []


def test_every_kind_is_tried_in_all_ways() -> None:
    assert {case[0] for case in HOLD} == {case[0] for case in WRONG} == {case[0] for case in TRAPS} == KINDS


@pytest.mark.parametrize(("text", "wanted"), TABLES)
def test_a_table_gives_the_relations_of_its_lines(text: str, wanted: dict[tuple[str, str, str | None], int]) -> None:
    found = rows(text, "relations")
    assert Counter((row["kind"], row["verdict"], row["holds_by"]) for row in found) == wanted


@pytest.mark.parametrize(("text", "wanted", "repairs"), WRONG_TABLES)
def test_a_misprint_in_a_table_is_found_in_every_line_that_it_stands_in(
    text: str, wanted: list[tuple[str, list[str], tuple[str, str]]], repairs: list[tuple[str, str]]
) -> None:
    extraction = extract_text(text)
    found = [
        relation
        for kind in dict.fromkeys(kind for kind, _, _ in wanted)
        for relation in judged(extraction, kind)
        if relation.verdict == "inconsistent"
    ]
    got = sorted((relation.kind, [exact for exact, _ in relation.operands], relation.computed) for relation in found)
    assert got == sorted((kind, operands, (number(low), number(high))) for kind, operands, (low, high) in wanted)
    first = next(relation for relation in found if [exact for exact, _ in relation.operands] == wanted[0][1])
    assert first.repairs == [(exact, Decimal(value)) for exact, value in repairs]
    assert len(select(extraction, "relations", verdict="inconsistent")) == len(wanted)


def test_a_missing_part_makes_a_total_undecidable_and_says_what_is_known() -> None:
    text = grid("Students", *STUDENTS[:3], "Tertiary; ..; 1,190; 2,200", *STUDENTS[4:])
    found = [relation for relation in relations(text, "total") if relation.verdict == "undecidable"]
    assert [relation.operands[0] for relation in found] == [("6,540", "whole"), ("2,200", "whole")]
    assert found[0].explanation == "A part is missing; those known add up to 5,530 of 6,540."


def test_known_parts_cannot_exceed_their_total() -> None:
    text = grid("Students", *STUDENTS[:3], "Tertiary; ..; 1,190; 2,200", "All levels; 4,540; 6,730; 13,270")
    found = [relation for relation in relations(text, "total") if relation.verdict == "inconsistent"]
    assert [relation.operands[0] for relation in found] == [("4,540", "whole"), ("13,270", "whole")]
    assert found[0].computed == (number("5529"), None)


def test_a_part_of_a_line_cannot_exceed_it() -> None:
    text = grid("Revenue, million", "Kind; 2019; 2020", "Taxes; 120.3; 38.1", "of which VAT; 40.1; 88.8")
    found = relations(text, "subset")
    assert [(relation.operands[0][0], relation.verdict) for relation in found] == [
        ("120.3", "consistent"),
        ("38.1", "inconsistent"),
    ]
    assert found[1].computed == (number("88750000"), None)
    assert found[1].repairs == [("38.1", Decimal(88800000)), ("88.8", Decimal(38100000))]


def test_shares_of_a_table_without_a_total_are_accused_only_beside_many_that_add_up() -> None:
    head, rows_of_ages = (
        "Age; Agree; Neither; Disagree",
        ["18-34; 52%; 17%; 31%", "35-54; 49%; 7%; 44%", "55-64; 57%; 2%; 41%"],
    )
    many = grid("Opinions", head, *rows_of_ages, "65+; 57%; 2%; 51%")
    few = grid("Opinions", head, *rows_of_ages[:2], "65+; 57%; 2%; 51%")
    accused = [relation for relation in relations(many, "shares_sum") if relation.verdict == "inconsistent"]
    assert [[exact for exact, _ in relation.operands] for relation in accused] == [["57", "2", "51"]]
    assert accused[0].computed == (number("108.5"), number("111.5"))
    assert rows(few, "relations", verdict="inconsistent") == []


def test_a_long_column_names_its_total_and_not_each_of_its_parts_as_repairs() -> None:
    numbers = [1_000 + 7 * at for at in range(40)]
    wrong = sum(numbers) + 10_000
    text = grid(
        "Persons", "Area; Number", *(f"Area {at}a; {value:,}" for at, value in enumerate(numbers)), f"Total; {wrong:,}"
    )
    found = [relation for relation in relations(text, "total") if relation.verdict == "inconsistent"]
    assert [relation.repairs for relation in found] == [[(f"{wrong:,}", Decimal(sum(numbers)))]]


def test_a_large_table_takes_time_in_proportion_to_its_cells() -> None:
    def seconds(count: int) -> float:
        lines = [f"Area {at}a; " + "; ".join(f"{at * 37 % 900 + k + 100}" for k in range(9)) for at in range(count)]
        sums = [sum(at * 37 % 900 + k + 100 for at in range(count)) for k in range(9)]
        text = grid(
            "Persons",
            "Area; " + "; ".join(f"Group {k}a" for k in range(9)),
            *lines,
            "Total; " + "; ".join(map(str, sums)),
        )
        start = time.process_time()
        assert len(select(extract(text, "document"), "relations", kind="total")) == 9
        return time.process_time() - start

    seconds(10)
    short, long = seconds(140), seconds(560)
    assert long < 8 * short, (short, long)
