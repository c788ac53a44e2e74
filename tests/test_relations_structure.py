"""Relations of structure: lists, shares of counts, goals, bounds, groups, ranks, repeats, bases, numbering (SPEC 6)."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from engine import Judged, extract_text, judged, number, relations, rows, select
from relation_cases_structure import HOLD, SOUND, TRAPS, UNDECIDABLE, WRONG

WORLD = Path(__file__).parents[1] / "pipelines" / "rules" / "world_counts.csv"
KINDS = {
    "enumeration", "feasible_share", "goal", "bound", "within_groups", "rank", "repeat", "implied_base",
}  # fmt: skip
NARROWING = (
    "The share fell from 78% to 66% in Japan. It fell from 74% to 68% in China. In Germany it rose from 65% to {}%."
    " Differences among countries are {}."
)


def stated(relation: Judged) -> list[tuple[str, str]]:
    """The operands without the items of a list."""
    return [(exact, role) for exact, role in relation.operands if role != "item"]


@pytest.mark.parametrize(("kind", "text", "operands", "holds_by"), HOLD)
def test_a_true_statement_is_consistent_and_says_by_what_it_holds(
    kind: str, text: str, operands: list[tuple[str, str]], holds_by: str
) -> None:
    found = relations(text, kind)
    assert [stated(relation) for relation in found] == [operands]
    assert (found[0].verdict, found[0].holds_by, found[0].repairs) == ("consistent", holds_by, [])


@pytest.mark.parametrize(("kind", "text", "operands", "computed", "repairs"), WRONG)
def test_a_false_statement_is_inconsistent_and_each_repair_would_mend_it(
    kind: str,
    text: str,
    operands: list[str],
    computed: tuple[str | None, str | None],
    repairs: list[tuple[str, str]],
) -> None:
    found = [relation for relation in relations(text, kind) if relation.verdict == "inconsistent"]
    assert [[exact for exact, _ in stated(relation)] for relation in found] == [operands]
    assert found[0].holds_by is None
    assert found[0].computed == (number(computed[0]), number(computed[1]))
    assert found[0].repairs == [(exact, Decimal(value)) for exact, value in repairs]


@pytest.mark.parametrize(("kind", "text"), [case[:2] for case in WRONG if "illion" not in case[1]])
def test_a_repaired_text_is_consistent(kind: str, text: str) -> None:
    """Numbers with a scale are left out: their suggestions are in base units."""
    for repair in rows(text, "repairs"):
        suggestion = f"{repair['suggestion'].normalize():f}"
        repaired = text[: repair["start"]] + suggestion + text[repair["end"] :]
        assert rows(repaired, "relations", kind=kind, verdict="inconsistent") == [], repaired


@pytest.mark.parametrize(("kind", "text", "why"), UNDECIDABLE)
def test_what_cannot_be_recomputed_says_why(kind: str, text: str, why: str) -> None:
    found = [relation for relation in relations(text, kind) if relation.verdict == "undecidable"]
    assert any(why in relation.explanation for relation in found), [relation.explanation for relation in found]
    assert all(relation.computed == (None, None) and relation.power is None for relation in found)
    assert rows(text, "relations", verdict="inconsistent") == []


@pytest.mark.parametrize(("kind", "text"), TRAPS)
def test_what_only_looks_like_a_relation_is_left_alone(kind: str, text: str) -> None:
    assert relations(text, kind) == []


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_text_is_not_accused(text: str) -> None:
    assert rows(text, "relations", verdict="inconsistent") == []


def test_every_kind_is_tried_in_every_way() -> None:
    for cases in (HOLD, WRONG, TRAPS):
        assert {case[0] for case in cases} == KINDS


# enumeration: the items are operands, and only a list that is surely complete has power


@pytest.mark.parametrize("case", [case for case in HOLD if case[0] == "enumeration"], ids=lambda case: case[1])
def test_the_items_of_a_list_are_operands(case: Any) -> None:
    relation = relations(case[1], "enumeration")[0]
    items = [exact for exact, role in relation.operands if role == "item"]
    assert relation.computed == (len(items), len(items))


def test_items_are_quoted_as_they_stand() -> None:
    relation = relations("It was held in three countries (Germany, France and Italy).", "enumeration")[0]
    assert relation.operands[1:] == [("Germany", "item"), ("France", "item"), ("Italy", "item")]
    assert relation.explanation == "The text says 3, and 3 items stand listed."


def test_items_that_are_indented_further_belong_to_the_item_before() -> None:
    text = "The plan has three parts:\n\n- Health\n  - hospitals\n  - clinics\n- Schools\n- Roads"
    assert [relation.verdict for relation in relations(text, "enumeration")] == ["consistent"]


def test_a_list_that_only_confirms_has_no_power() -> None:
    sure = relations("The plan rests on two pillars, namely safety and access.", "enumeration")[0]
    unsure = relations("Two groups stand out here and there: safety and access.", "enumeration")[0]
    assert (sure.power, unsure.power) == (1, 0)


def test_a_list_goes_on_behind_captions_and_headings() -> None:
    text = "There are two causes, as follows.\n\n### a. Costs\n\nText.\n\nFigure 1 Prices\n\n### b. Time\n\nMore text."
    relation = relations(text, "enumeration")[0]
    assert (relation.verdict, len(relation.operands)) == ("consistent", 3)


# feasible_share: what the world knows


@pytest.mark.parametrize(
    ("text", "verdict", "count"),
    [
        ("In 2010, 41% of EU member states agreed.", "consistent", "27"),
        ("In 2015, 41% of EU member states agreed.", "inconsistent", "28"),
        ("In 2022, 41% of EU member states agreed.", "consistent", "27"),
        ("In 2022, 58% of euro area countries agreed.", "consistent", "19"),
        ("In 2024, 58% of euro area countries agreed.", "inconsistent", "20"),
    ],
)
def test_what_the_world_counts_depends_on_the_date_and_is_named(text: str, verdict: str, count: str) -> None:
    relation = relations(text, "feasible_share")[0]
    assert relation.verdict == verdict
    assert relation.explanation.startswith(f"There are {count} ")
    assert "which the text does not say itself" in relation.explanation


def test_a_noun_that_many_countries_have_is_known_only_by_its_country() -> None:
    assert relations("In 2020, 67% of prefectures had one.", "feasible_share") == []
    assert len(relations("In Switzerland, 67% of cantons had one in 2020.", "feasible_share")) == 1
    assert relations("In Norway, 67% of cantons had one in 2020.", "feasible_share") == []


def test_every_count_of_the_world_has_dates_in_order_and_a_source() -> None:
    with WORLD.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert len(found) > 50
    spans: dict[tuple[str, str, str], list[tuple[date, date]]] = {}
    for row in found:
        first = date.fromisoformat(row["from"])
        last = date.fromisoformat(row["to"]) if row["to"] else date.max
        assert first < last, row
        assert row["source"], row
        key = (row["words"], row["area"], row["count"] if row["words"] == "municipality" else "")
        spans.setdefault(key, []).append((first, last))
    for key, periods in spans.items():
        periods.sort()
        assert all(one[1] < other[0] for one, other in zip(periods, periods[1:], strict=False)), key


def test_the_explanation_names_the_whole_numbers_beside() -> None:
    explanation = relations("It was adopted by 67% of the 47 prefectures.", "feasible_share")[0].explanation
    assert explanation == "The text says 67%, but no whole number reaches that: 31 of 47 is 65.96%, 32 is 68.09%."


# direction of differences


@pytest.mark.parametrize(
    ("last", "verb", "verdict", "computed", "repairs"),
    [
        ("67", "narrowing", "consistent", (Decimal("52.5"), Decimal("80.5")), []),
        ("87", "narrowing", "inconsistent", (Decimal("53.5"), Decimal("80.5")), [("87", Decimal(79))]),
        ("87", "widening", "consistent", (Decimal("51.5"), Decimal("87.5")), []),
    ],
)
def test_differences_narrow_or_widen(
    last: str, verb: str, verdict: str, computed: tuple[Decimal, Decimal], repairs: list[tuple[str, Decimal]]
) -> None:
    found = [one for one in relations(NARROWING.format(last, verb), "direction") if "differences" in one.explanation]
    assert [(one.verdict, one.computed, one.repairs) for one in found] == [(verdict, computed, repairs)]
    assert found[0].operands == [
        ("78", "from"), ("74", "from"), ("65", "from"), ("66", "to"), ("68", "to"), (last, "to"),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["not narrowing", "of interest", "expected to narrow"])
def test_differences_that_are_not_said_to_narrow_are_left_alone(verb: str) -> None:
    found = relations(NARROWING.format("87", verb), "direction")
    assert [one for one in found if "differences" in one.explanation] == []


# reference: what is numbered


def test_the_year_that_leaves_the_series_of_a_head_is_wrong() -> None:
    text = "| | 2015 | 2016 | 2071 | 2018 | 2019 |\n|---|---|---|---|---|---|\n| A | 1 | 2 | 3 | 4 | 5 |"
    extraction = extract_text(text)
    relation = judged(extraction, "reference")[0]
    assert (relation.verdict, relation.operands[0]) == ("inconsistent", ("2071", "member"))
    assert relation.repairs == [("2071", Decimal(2017))]
    assert [row["kind"] for row in select(extraction, "findings")] == ["inconsistent_relation"]


def test_years_in_order_are_consistent() -> None:
    text = "| | 2015 | 2016 | 2017 | 2018 | 2019 |\n|---|---|---|---|---|---|\n| A | 1 | 2 | 3 | 4 | 5 |"
    assert [relation.verdict for relation in relations(text, "reference")] == ["consistent"]


def test_a_number_given_twice_where_the_next_is_missing_is_wrong() -> None:
    text = "Figure 1 Output\n\nFigure 2 Prices\n\nFigure 2 Wages\n\nFigure 4 Rents\n\nFigure 5 Costs"
    wrong = [relation for relation in relations(text, "reference") if relation.verdict == "inconsistent"]
    assert [relation.operands for relation in wrong] == [
        [("Figure 2 Prices", "caption"), ("Figure 2 Wages", "caption")]
    ]
    assert "there is no 3" in wrong[0].explanation


@pytest.mark.parametrize("title", ["Prices", "Prices (continued)"])
def test_a_caption_that_is_continued_is_no_second_one(title: str) -> None:
    text = f"Figure 1 Output\n\nFigure 2 Prices\n\nFigure 2 {title}\n\nFigure 4 Rents\n\nFigure 5 Costs"
    assert not any("two captions" in relation.explanation for relation in relations(text, "reference"))


def test_footnotes_and_sections_that_fit_are_consistent() -> None:
    text = "# 1. One\n\nText<sup>1</sup>.\n\n# 2. Two\n\n<sup>1</sup> Note.\n\n# 3. Three\n\nText."
    assert [(one.stated, one.verdict) for one in relations(text, "reference")] == [
        ("Sections 1 to 3", "consistent"),
        ("Footnote 1", "consistent"),
    ]


@pytest.mark.parametrize("case", [*HOLD, *WRONG], ids=lambda case: case[1])
def test_power_is_a_share(case: Any) -> None:
    for relation in relations(case[1], case[0]):
        assert relation.power is None or 0 <= relation.power <= 1
