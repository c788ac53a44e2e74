"""Findings: what a reader of the data must know, where it stands, and under an id that lasts (SPEC 4)."""

from __future__ import annotations

import pytest
from engine import extract_text, misread, one, rows, select

from pipelines.document import extract
from schemas.vocabularies import FINDING_KIND

WRONG = "The rate fell 3.9 points from 10.8% in 2010 to 6.5% in 2020."
LOST = "Prices rose in all ports (Figure 2).\n\nFigure 1 Output of ships"
DAMAGED = "Output fell (Figure 2-13-1), prices rose (Figure 2-1-1-1).\n\nFigure 2-1-1-1 Prices\n\nFigure 2-1-3-1 Output"
UNKNOWN = "Output was 1,234,56 tonnes."
IMPLAUSIBLE = "The share of women was 130%."

FOUND = [
    ("inconsistent_relation", "error", WRONG, "3.9 points from 10.8% in 2010 to 6.5",
     "The text says 3.9 points, but 10.8 to 6.5 is 4.3 (4.2 to 4.4 with rounding). One of the three must"
     " differ: 4.3, 10.4 or 6.9."),
    ("lost_caption", "info", LOST, "2", "Figure 2 is cited, but its caption is nowhere in the transcription."),
    ("damaged_reference", "warning", DAMAGED, "2-13-1",
     "Figure 2-13-1 is cited, but there is none; probably Figure 2-1-3-1 is meant."),
    ("unknown_numeral", "info", UNKNOWN, "1,234,56", "The role of the numeral 1,234,56 is not known."),
    ("implausible_value", "warning", IMPLAUSIBLE, "130", "A share of 130% is more than the whole."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "severity", "text", "exact", "message"), FOUND, ids=[case[0] for case in FOUND])
def test_each_kind_has_its_place_its_severity_and_a_message(
    kind: str, severity: str, text: str, exact: str, message: str
) -> None:
    finding = one(rows(text, "findings"))
    assert (finding["kind"], finding["severity"], finding["status"]) == (kind, severity, "open")
    assert (finding["start"], finding["end"]) == (text.index(exact), text.index(exact) + len(exact))
    assert (finding["exact"], finding["message"]) == (exact, message)


def test_every_kind_that_the_engine_finds_is_tried() -> None:
    others = {"left_out_document", "stale_correction"}  # those of intake and of corrections
    assert {case[0] for case in FOUND} == {term.code for term in FINDING_KIND.terms} - others


@pytest.mark.parametrize(
    "text",
    [
        "The rate fell 4.3 points from 10.8% in 2010 to 6.5% in 2020.",
        "Prices rose in all ports (Figure 1).\n\nFigure 1 Output of ships",
        "The share of women was 30%.",
        "The share of women rose by 130%.",
        "Debt was 130% of gross domestic product.",
        "The gross enrolment ratio was 104%.",
        "In all, 100% of respondents agreed.",
        "",
    ],
)
def test_a_sound_text_has_no_finding(text: str) -> None:
    assert rows(text, "findings") == []


@pytest.mark.parametrize(
    "text",
    [
        "The proportion of pupils enrolled was 104%.",
        "Some 120% of respondents agreed.",
        "The share of women was -3%.",
        "The number of households was minus 31.",
        misread("The unemployment rate was 410%.", reason="a rate that cannot exceed the whole is not known as one"),
    ],
)
def test_a_value_that_cannot_be_is_implausible(text: str) -> None:
    assert [finding["kind"] for finding in rows(text, "findings")] == ["implausible_value"]


def test_a_finding_points_at_its_relation_or_figure() -> None:
    extraction = extract_text(f"{WRONG}\n\n{LOST}")
    wrong = one(select(extraction, "findings", kind="inconsistent_relation"))
    lost = one(select(extraction, "findings", kind="lost_caption"))
    assert wrong["relation_id"] == one(select(extraction, "relations", verdict="inconsistent"))["relation_id"]
    assert lost["figure_id"] == one(select(extraction, "figures", caption_status="lost"))["figure_id"]
    assert (wrong["figure_id"], lost["relation_id"]) == (None, None)


def test_a_suggestion_is_in_the_scale_that_was_printed() -> None:
    text = "Sales fell by $2.1 billion, from $10.4 billion to $8.6 billion."
    assert one(rows(text, "findings"))["message"] == (
        "The text says $2.1 billion, but 10.4 to 8.6 billion is 1.8 billion (1.7 to 1.9 with rounding)."
        " One of the three must differ: 1.8, 10.7 or 8.3."
    )
    mixed = "Sales fell by $900 million, from $10.4 billion to $8.6 billion."
    assert one(rows(mixed, "findings"))["message"] == (
        "The text says $900 million, but 10.4 to 8.6 billion is 1,800 million (1,700 to 1,900 with rounding)."
        " One of the three must differ: 1,800 million instead of 900 million, 9.5 billion instead of 10.4 billion or"
        " 9.5 billion instead of 8.6 billion."
    )


def test_a_figure_cited_twice_is_lost_once() -> None:
    assert len(rows("Prices rose (Figure 2). Wages fell (Figure 2).\n\nFigure 1 Output of ships", "findings")) == 1


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = f"{IMPLAUSIBLE}\n\n{UNKNOWN}\n\n{WRONG}\n\n{LOST}"
    assert [finding["kind"] for finding in rows(text, "findings")] == [
        "implausible_value", "unknown_numeral", "inconsistent_relation", "lost_caption",
    ]  # fmt: skip


# Ids

ELSEWHERE = [
    "The Board counted 412 ships in 2019 (Table 7).\n\n{}",
    "{}\n\nThe Board counted 412 ships in 2019 (Table 7).",
    "# 3. Ports\n\n{}",
    "\n\n\n\n{}\n\n\n",
    "{}\n\nFerries were 3.9% of all in 2010.",
    "\ufeff{}",
]
TABLES = {"findings": "finding_id", "relations": "relation_id", "observations": "observation_id",
          "figures": "figure_id", "sources": "source_id"}  # fmt: skip
STATEMENT = (
    "The share of women was 130%. The rate fell 3.9 points from 10.8% in 2010 to 6.5% in 2020 (Figure 2)."
    "\n\nFigure 1 Output of ships\n\nSource: Harbour Board (2019) Survey of Ships"
)


def ids(text: str, table: str) -> set[str]:
    return {str(row[TABLES[table]]) for row in rows(text, table)}


@pytest.mark.parametrize(("changed", "table"), [(changed, table) for table in TABLES for changed in ELSEWHERE])
def test_ids_outlast_edits_elsewhere(changed: str, table: str) -> None:
    before = ids(STATEMENT, table)
    assert before
    assert before <= ids(changed.replace("{}", STATEMENT), table)


@pytest.mark.parametrize("table", ["findings", "relations", "observations"])
def test_another_statement_has_another_id(table: str) -> None:
    other = WRONG.replace("3.9", "3.8")
    assert not ids(WRONG, table) & ids(other, table)


def test_the_same_sentence_in_another_document_has_other_ids() -> None:
    first, second = (extract(WRONG, name).tables["observations"] for name in ("one", "two"))
    assert not {row["observation_id"] for row in first} & {row["observation_id"] for row in second}


@pytest.mark.parametrize("table", [*TABLES, "numerals"])
def test_ids_are_unique_though_sentences_recur(table: str) -> None:
    found = rows(f"{WRONG} {WRONG}\n\n{STATEMENT}\n\n{STATEMENT}", table)
    name = {**TABLES, "numerals": "numeral_id"}[table]
    assert len({row[name] for row in found}) == len(found) > 0
