"""Labels of a curator: what becomes of the rows of a document, when a label is stale, and what is never touched."""

from __future__ import annotations

from typing import Any

import handmade
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corrections.labels import CURATED, apply_labels
from pipelines.corrections.quotes import places_of
from pipelines.intake.corrections import Label, Quote
from pipelines.warehouse.evidence import quote_faults
from schemas.catalogue import DOCUMENT_TABLES
from schemas.corrections import CORRECTIONS
from schemas.numbers import OBSERVATIONS
from schemas.rows import frame_of
from schemas.validation import faults

LEVEL = Quote("150.8", "points from ", " in 2008")
Tables = dict[str, list[dict[str, Any]]]


def label(quote: Quote = LEVEL, **slots: str | None) -> Label:
    return Label(quote, slots or {"indicator": "Business confidence index"}, "Editors", "2026-11-23")


def read(text: str = handmade.TEXT) -> Tables:
    """What is read from the text before anybody corrects it."""
    return {**handmade.extract(text, "survey").tables, "corrections": []}


def corrected(*labels: Label, text: str = handmade.TEXT) -> Tables:
    return apply_labels(read(text), text, "survey", labels)


def observation(tables: Tables, exact: str = "150.8") -> dict[str, Any]:
    (row,) = (row for row in tables["observations"] if row["exact"] == exact)
    return row


# What a label does


def test_a_label_names_what_the_observation_at_its_quote_measures() -> None:
    row = observation(corrected(label(indicator="Business confidence index", population="large firms")))
    assert (row["indicator"], row["indicator_from"]) == ("Business confidence index", "curated")
    assert (row["population"], row["population_from"]) == ("large firms", "curated")


def test_nothing_that_was_stated_is_changed() -> None:
    before, after = read(), corrected(label(indicator="Business confidence index", population="large firms"))
    named = {"indicator", "population", "indicator_from", "population_from"}
    for old, new in zip(before["observations"], after["observations"], strict=True):
        assert {name: value for name, value in old.items() if name not in named} == {
            name: value for name, value in new.items() if name not in named
        }
    untouched = before.keys() - {"observations", "corrections"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_other_observations_keep_their_names() -> None:
    assert observation(corrected(label()), "146.5") == observation(read(), "146.5")


def test_a_slot_that_a_label_does_not_name_stays_as_read() -> None:
    row = observation(corrected(label(indicator="Business confidence index")))
    assert (row["population"], row["population_from"]) == ("firms", "inherited:heading")


def test_a_slot_that_a_label_calls_null_is_cleared() -> None:
    row = observation(corrected(label(population=None)))
    assert (row["population"], row["population_from"]) == (None, None)
    assert (row["indicator"], row["indicator_from"]) == ("confidence", "stated")


def test_without_labels_nothing_changes() -> None:
    assert corrected() == read()


def test_the_rows_that_were_read_are_not_changed_in_place() -> None:
    tables = read()
    apply_labels(tables, handmade.TEXT, "survey", [label(), label(Quote("gone"))])
    assert tables == read()


def test_what_was_decided_is_a_row_of_corrections() -> None:
    (row,) = corrected(label(indicator="Business confidence index", population=None))["corrections"]
    assert row.pop("correction_id").startswith("c-")
    assert row == {
        "document_id": "survey", "kind": "label", "observation_id": "survey:o150.8", "finding_id": None,
        "start": handmade.TEXT.index("150.8"), "end": handmade.TEXT.index("150.8") + 5,
        "exact": "150.8", "prefix": "points from ", "suffix": " in 2008",
        "decision": "indicator: Business confidence index; population: none", "corrected": None, "reason": None,
        "author": "Editors", "date": "2026-11-23", "status": "applied",
    }  # fmt: skip


# When a label no longer fits


STALE = {
    "gone": (
        Quote("150.9", "points from ", " in 2008"),
        "its quote points from [150.9] in 2008 is not in the transcription: correct the quote",
    ),
    "ambiguous": (
        Quote("Confidence"),
        "its quote [Confidence] stands there more than once: lengthen its prefix or suffix",
    ),
    "no observation": (
        Quote("2008", "in "),
        "its quote in [2008] is not that of an observation:"
        " let exact be the number as the column exact of observations has it",
    ),
    "half an observation": (
        Quote("150", "points from "),
        "its quote points from [150] is not that of an observation:"
        " let exact be the number as the column exact of observations has it",
    ),
    "second label": (
        Quote("150.8"),
        "its quote [150.8] is that of an observation with another label: keep one of the two",
    ),
}


@pytest.mark.parametrize("case", STALE)
def test_a_stale_label_is_a_finding_that_says_what_to_do(case: str) -> None:
    quote, why = STALE[case]
    tables = corrected(label(), label(quote, indicator="Never applied"))
    (finding,) = (row for row in tables["findings"] if row["kind"] == "stale_correction")
    assert (finding["severity"], finding["status"]) == ("warning", "open")
    assert finding["message"] == (
        f"A label is not applied, because {why} in survey.corrections.yaml, or remove the label."
    )
    assert [row["status"] for row in tables["corrections"]] == ["applied", "stale"]
    assert "Never applied" not in {row["indicator"] for row in tables["observations"]}


def test_a_stale_label_has_a_place_only_if_its_quote_has_one() -> None:
    spans = {
        case: [(row["start"], row["end"]) for row in corrected(label(), label(quote))["corrections"]][1]
        for case, (quote, _) in STALE.items()
    }
    year, level = handmade.TEXT.index("2008"), handmade.TEXT.index("150.8")
    assert spans == {
        "gone": (None, None),
        "ambiguous": (None, None),
        "no observation": (year, year + 4),
        "half an observation": (level, level + 3),
        "second label": (level, level + 5),
    }


@pytest.mark.parametrize("case", STALE)
def test_corrected_tables_are_as_declared_and_their_quotes_hold(case: str) -> None:
    tables = corrected(label(population=None), label(STALE[case][0]))
    for table in (table for table in DOCUMENT_TABLES if table.name != "documents"):
        assert faults(table, frame_of(table, tables[table.name])) == []
        if table.quoted:
            assert list(quote_faults(table, handmade.TEXT, tables[table.name])) == []


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ({"kind": "whim"}, "kind", "in vocabulary correction_kind"),
        ({"status": "forgotten"}, "status", "in vocabulary correction_status"),
        ({"date": "23 November"}, "date", "is a date YYYY-MM-DD"),
        ({"author": None}, "author", "not_nullable"),
        ({"exact": ""}, "exact", "matches [\\s\\S]+"),
        ({"end": None}, None, "start, end: all present or all missing"),
    ],
)
def test_a_row_of_corrections_that_is_not_as_declared_is_a_fault(
    change: dict[str, object], column: str | None, rule: str
) -> None:
    (row,) = corrected(label())["corrections"]
    assert [(f.column, f.rule) for f in faults(CORRECTIONS, frame_of(CORRECTIONS, [{**row, **change}]))] == [
        (column, rule)
    ]


@pytest.mark.parametrize(
    ("slot", "allowed"), [("indicator", True), ("population", True), ("time_period", False), ("reference_area", False)]
)
def test_only_what_a_label_can_set_may_be_curated(slot: str, allowed: bool) -> None:
    row = {**observation(read()), slot: "x", f"{slot}_from": CURATED}
    found = [fault.column for fault in faults(OBSERVATIONS, frame_of(OBSERVATIONS, [row]))]
    assert found == ([] if allowed else [f"{slot}_from"])


# Finding a quote again


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        (Quote("a"), [0, 1]),  # no more than are needed to know that it is ambiguous
        (Quote("aa"), [0, 1]),  # overlapping ones count
        (Quote("a", prefix="b"), [4]),
        (Quote("b", suffix="a"), [3]),
        (Quote("b", "aab", "a"), []),
        (Quote("c"), []),
    ],
)
def test_a_quote_is_found_between_its_prefix_and_suffix(quote: Quote, places: list[int]) -> None:
    assert places_of(quote, "aaabab") == places


WORDS = st.text(st.characters(blacklist_categories=("Nd", "Cs")))


@given(before=WORDS, after=WORDS)
def test_a_label_survives_an_edit_elsewhere_in_the_document(before: str, after: str) -> None:
    text = f"{before}It fell 3.9 points from 150.8 in 2008.{after}"
    start = text.index("150.8")
    row = {"observation_id": "o", "start": start, "end": start + 5, "indicator": "it", "indicator_from": "stated"}
    tables = apply_labels({"observations": [row], "findings": []}, text, "survey", [label()])
    assert tables["observations"][0] == {**row, "indicator": "Business confidence index", "indicator_from": CURATED}
    assert tables["findings"] == []
    assert tables["corrections"][0]["correction_id"] == corrected(label())["corrections"][0]["correction_id"]


@given(prefix=WORDS, exact=WORDS, suffix=WORDS, text=WORDS)
def test_whatever_is_quoted_a_label_is_applied_or_stale(prefix: str, exact: str, suffix: str, text: str) -> None:
    tables = corrected(label(Quote(exact, prefix, suffix)), text=handmade.TEXT + text)
    (row,) = tables["corrections"]
    stale = [finding for finding in tables["findings"] if finding["kind"] == "stale_correction"]
    assert len(stale) == (row["status"] == "stale")


def test_a_label_that_is_worded_anew_is_still_the_same_correction() -> None:
    ids = {corrected(label(indicator=name))["corrections"][0]["correction_id"] for name in ("One", "Another")}
    assert len(ids) == 1
