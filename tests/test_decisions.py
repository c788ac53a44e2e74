"""Decisions of a curator about findings: what they change, when they are stale, and mending a transcription."""

from __future__ import annotations

from typing import Any

import pytest
from engine import extract_text
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corrections.decisions import apply_decisions
from pipelines.corrections.mending import mend
from pipelines.corrections.reading import read_corrected
from pipelines.intake.corrections import Corrections, Decision, Quote
from pipelines.intake.folder import Document

WRONG = "The rate fell 3.9 points from 10.8% to 6.5%."
DAMAGED = "Output fell to 31% (Figure 2-13-1).\n\nFigure 2-1-3-1 Output\n"
Tables = dict[str, list[dict[str, Any]]]


CHANGE = Quote("3.9")


def decision(
    kind: str, quote: Quote = CHANGE, finding: str = "inconsistent_relation", corrected: str | None = None
) -> Decision:
    return Decision(quote, finding, kind, "Editors", "2026-11-23", "so printed", corrected)


def decided(*decisions: Decision, text: str = WRONG) -> Tables:
    document = Document("d", text, "0" * 64, None, Corrections((), decisions))
    return read_corrected(document).tables


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("source_error", "confirmed"),
        ("transcription_error", "confirmed"),
        ("extraction_error", "dismissed"),
        ("not_an_error", "dismissed"),
    ],
)
def test_a_decision_closes_its_finding_and_stands_beside_it(kind: str, status: str) -> None:
    tables = decided(decision(kind))
    (finding,) = tables["findings"]
    (correction,) = tables["corrections"]
    assert finding["status"] == status
    assert (correction["kind"], correction["finding_id"], correction["status"]) == (
        kind, finding["finding_id"], "applied",
    )  # fmt: skip


def test_what_is_stated_stays_as_it_is() -> None:
    before, after = decided(), decided(decision("source_error", corrected="4.3"))
    assert after["observations"] == before["observations"]
    assert after["corrections"][0]["corrected"] == "4.3"


@pytest.mark.parametrize(
    ("quote", "text", "problem"),
    [
        (Quote("4.9"), WRONG, "quote [4.9] is not in the transcription: correct the quote"),
        (Quote("points"), WRONG + " So many points.", "stands there more than once: lengthen its prefix or suffix"),
        (Quote("3.9"), WRONG.replace("10.8", "10.4"), "no longer shows the problem: see whether the decision still"),
    ],
)
def test_a_decision_whose_problem_is_gone_is_stale(quote: Quote, text: str, problem: str) -> None:
    tables = decided(decision("source_error", quote), text=text)
    assert tables["corrections"][0]["status"] == "stale"
    stale = [row for row in tables["findings"] if row["kind"] == "stale_correction"]
    assert len(stale) == 1
    assert problem in stale[0]["message"]


def test_a_transcription_error_is_mended_before_reading_and_both_are_kept() -> None:
    quote = Quote("2-13-1", "Figure ")
    assert [row["kind"] for row in decided(text=DAMAGED)["findings"]] == ["damaged_reference"]
    tables = decided(decision("transcription_error", quote, "damaged_reference", "2-1-3-1"), text=DAMAGED)
    assert tables["findings"] == []
    (correction,) = tables["corrections"]
    assert (correction["exact"], correction["corrected"], correction["status"]) == ("2-13-1", "2-1-3-1", "applied")
    assert [row["figure"] for row in tables["observations"]] == ["2-1-3-1"]
    for name in ("numerals", "observations", "relations"):
        for row in tables[name]:
            assert DAMAGED[row["start"] : row["end"]] == row["exact"], row


def test_a_mended_number_has_the_value_of_the_mended_text_and_the_quote_of_the_stored_one() -> None:
    tables = decided(decision("transcription_error", corrected="4.3"))
    assert tables["findings"] == []
    first = tables["observations"][0]
    assert (first["exact"], str(first["value"])) == ("3.9", "4.3")


def test_two_decisions_about_the_same_characters_do_not_mix() -> None:
    one = decision("transcription_error", Quote("10.8%"), corrected="10.4%")
    other = decision("transcription_error", Quote("8% to"), corrected="9% to")
    assert mend(WRONG, [one, other]).text == WRONG.replace("10.8%", "10.4%")


@given(
    before=st.text("ab 1", max_size=8),
    stored=st.text("0123.-", min_size=1, max_size=6),
    corrected=st.text("0123.-", min_size=1, max_size=6),
    after=st.text("ab 1", max_size=8),
)
def test_offsets_of_a_mended_text_lead_back_in_order_and_outside_the_mended_place_exactly(
    before: str, stored: str, corrected: str, after: str
) -> None:
    text = f"{before}<{stored}>{after}"
    mended = mend(text, [decision("transcription_error", Quote(stored, "<", ">"), corrected=corrected)])
    assert mended.text == f"{before}<{corrected}>{after}"
    origins = [mended.origin(at) for at in range(len(mended.text) + 1)]
    assert origins == sorted(origins)
    for at, character in enumerate(mended.text):
        if at <= len(before) or at > len(before) + len(corrected):
            assert text[origins[at]] == character
    assert origins[-1] == len(text)


def test_a_decision_about_a_finding_of_another_kind_is_stale() -> None:
    tables = apply_decisions(
        extract_text(WRONG).tables, WRONG, "d", [decision("not_an_error", finding="implausible_value")]
    )
    assert tables["corrections"][0]["status"] == "stale"
