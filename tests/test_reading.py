"""Reading: damaged transcriptions become whole sentences, and every character keeps its offset (SPEC 2 and 3)."""

from __future__ import annotations

import html
from decimal import Decimal

import pytest
from engine import extract_text, misread, one, rows
from reading_cases import KINDS, MISREAD, WHOLE

from pipelines.reading import Reading, Sentence, read

CARRIERS = [
    "a paragraph\n\n{}\n\nanother one",
    "- {}",
    "> {}",
    "| Port | Note |\n|---|---|\n| Ostby | {} |",
    "<p>{}</p>",
]


def folded(text: str) -> str:
    return " ".join(text.split())


def sentences(raw: str) -> list[tuple[str, str]]:
    """Kind and text of each sentence, after a check that all of them stand where they say."""
    reading = read(raw)
    for sentence in reading.sentences:
        assert_origins(reading, sentence)
    extract_text(raw)
    return [(sentence.kind.value, folded(sentence.text)) for sentence in reading.sentences]


def assert_origins(reading: Reading, sentence: Sentence) -> None:
    """Each letter and digit of a sentence is the character at its offset, or the entity or escape that begins there."""
    for at, character in enumerate(sentence.text):
        start, _ = sentence.span(at, at + 1)
        if character.isalnum():
            there = reading.raw[start : start + 12]
            assert there[0] == character or html.unescape(there)[0] == character or there.startswith("\\"), (
                sentence.text
            )


@pytest.mark.parametrize(
    ("raw", "whole"),
    [
        misread(raw, whole, reason=MISREAD[name]) if name in MISREAD else pytest.param(raw, whole, id=name)
        for name, raw, whole in WHOLE
    ],
)
def test_a_sentence_is_whole_again(raw: str, whole: list[str]) -> None:
    found = [text for _, text in sentences(raw)]
    assert [text for text in whole if text not in found] == []


@pytest.mark.parametrize(
    ("raw", "wanted"), [misread(*case, reason=MISREAD[case[0]]) if case[0] in MISREAD else case for case in KINDS]
)
def test_a_line_is_what_it_looks_like(raw: str, wanted: list[tuple[str, str]]) -> None:
    found = sentences(raw)
    assert [pair for pair in wanted if pair not in found] == []


# Offsets


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("numeral", ["412", "1,204.5", "−31", "12½", "1\u00a0204", "31", "٣١"])
def test_a_number_stands_at_its_offset_wherever_it_is_written(carrier: str, numeral: str) -> None:
    raw = carrier.format(f"The <b>Board</b> counted {numeral} ships &amp; ferries")
    digits = numeral.lstrip("−")
    found = [row for row in rows(raw, "numerals") if row["exact"] == digits]
    assert [row["start"] for row in found] == [raw.index(digits)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_not_translated(end: str) -> None:
    raw = f"Ships{end}{end}The Board counted 412 har-{end}bours.{end}"
    row = one(rows(raw, "observations"))
    assert (raw[row["start"] : row["end"]], row["sentence"]) == ("412", "The Board counted 412 harbours.")


def test_offsets_count_code_points_and_the_byte_order_mark_is_one() -> None:
    raw = "\ufeff🚢 Ünïcode: 412 ships"
    row = one(rows(raw, "observations"))
    assert (row["start"], row["prefix"], row["suffix"]) == (12, "\ufeff🚢 Ünïcode: ", " ships")


def test_a_quote_has_thirty_two_characters_around_it() -> None:
    raw = f"{'x' * 50} counted 412 ships {'y' * 50}."
    row = one(rows(raw, "observations"))
    assert (len(row["prefix"]), len(row["suffix"])) == (32, 32)
    assert raw[row["start"] - 32 : row["end"] + 32] == row["prefix"] + row["exact"] + row["suffix"]


def test_a_number_keeps_its_offset_in_a_sentence_that_was_cut() -> None:
    raw = (
        "The Harbour Board of the Republic counted in all of the\n\n# Figure 3 Ships\n\nSource: Board (2019)\n\n"
        "twelve large ports as many as 412 ships."
    )
    row = one([row for row in rows(raw, "observations") if row["exact"] == "412"])
    assert row["start"] == raw.index("412")
    assert row["sentence"] == (
        "The Harbour Board of the Republic counted in all of the twelve large ports as many as 412 ships."
    )


@pytest.mark.parametrize(
    "raw", ["", "\ufeff", "\n\n", "   ", "|", "<", "<table>", "#", "---", "```", "\\", "&", "(", "5", "\x00"]
)
def test_scraps_are_read_without_a_fault(raw: str) -> None:
    assert extract_text(raw).digits == sum(map(str.isdigit, raw))


# The flow


def test_a_heading_opens_a_section_and_its_number_gives_the_depth() -> None:
    raw = "# Chapter 2 Ships\n\n# 1. Ports\n\n# (1) Ostby\n\nIt has 12 ships.\n\n# (2) Vik\n\nIt has 31 ships."
    assert [row["section"] for row in rows(raw, "observations")] == [
        "Chapter 2 Ships > 1. Ports > (1) Ostby",
        "Chapter 2 Ships > 1. Ports > (2) Vik",
    ]


def test_a_section_survives_a_caption_that_is_marked_as_a_heading() -> None:
    raw = "# Ports\n\n## Figure 3 Ships by port\n\nOstby has 12 ships."
    assert one(rows(raw, "observations"))["section"] == "Ports"


def test_the_same_line_on_each_page_is_a_running_head() -> None:
    raw = (
        "Harbour Report\n\nOstby has 12 ships.\n\nHarbour Report\n\nVik has 31 ships.\n\nHarbour Report\n\nThat is all."
    )
    assert sentences(raw).count(("running_head", "Harbour Report")) >= 2


def test_ticks_of_an_axis_are_no_prose() -> None:
    raw = "Figure 3 Ships by port\n\n0\n\n20\n\n40\n\nSource: Harbour Board (2019)"
    assert [kind for kind, _ in sentences(raw)] == ["caption", "axis", "axis", "axis", "source"]


def test_the_description_of_a_figure_has_what_its_caption_says() -> None:
    raw = '{{< figure caption="Figure 3. Ships leased in Norway, 2019" alt="Bars: 31% of ferries" width="600" >}}'
    row = one(rows(raw, "observations"))
    found = [row[name] for name in ("exact", "figure", "time_period", "time_period_from", "reference_area")]
    assert found == ["31", "3", "2019", "inherited:caption", "NO"]


def test_a_description_has_nothing_of_the_caption_of_another_figure() -> None:
    raw = '{{< figure caption="Figure 3. Ships, 2019" >}}\n\n{{< figure alt="Bars: 31% of ferries" >}}'
    row = one([row for row in rows(raw, "observations") if row["exact"] == "31"])
    assert (row["figure"], row["time_period_from"]) == (None, None)


# Tables

SPANS = (
    '<table><thead><tr><th rowspan="2">Country</th><th colspan="2">2018</th><th colspan="2">2019</th></tr>'
    "<tr><th>EUR million</th><th>Share (%)</th><th>EUR million</th><th>Share (%)</th></tr></thead>"
    "<tbody><tr><td>Norway</td><td>1,204</td><td>12.5</td><td>1,310</td><td>13.1</td></tr>"
    "<tr><td>Sweden</td><td>904</td><td>9.4</td><td>..</td><td>9.9</td></tr></tbody></table>"
)
PIPES = (
    "Table 1: Exports by country, 2019\n\n| Country | Value (£ million) | Share, % |\n|:--|--:|--:|\n"
    "| Norway | 1,204 | 12.5 |\n| Sweden | (904) | −9.4 |\n"
)
TABS = "Table 1 Exports by country, EUR million\n\nCountry\t2018\t2019\nNorway\t1,204\t1,310\nSweden\t904\t..\n"
ALIGNED = (
    "Table 1 Employment rate by country, per cent\n\nCountry          2018     2019\n"
    "Norway           74.8     75.3\nSweden           77.1     77.2\n"
)


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        (SPANS, [("1,204", "EUR", "NO", "2018"), ("12.5", "percent", "NO", "2018"), ("1,310", "EUR", "NO", "2019"),
                 ("13.1", "percent", "NO", "2019"), ("904", "EUR", "SE", "2018"), ("9.4", "percent", "SE", "2018"),
                 ("9.9", "percent", "SE", "2019")]),
        (PIPES, [("1,204", "GBP", "NO", "2019"), ("12.5", "percent", "NO", "2019"), ("904", "GBP", "SE", "2019"),
                 ("9.4", "percent", "SE", "2019")]),
        (TABS, [("1,204", "EUR", "NO", "2018"), ("1,310", "EUR", "NO", "2019"), ("904", "EUR", "SE", "2018")]),
        (ALIGNED, [("74.8", "percent", "NO", "2018"), ("75.3", "percent", "NO", "2019"), ("77.1", "percent", "SE", "2018"),
                   ("77.2", "percent", "SE", "2019")]),
    ],
)  # fmt: skip
def test_a_cell_takes_unit_area_and_period_from_its_table(raw: str, cells: list[tuple[str, ...]]) -> None:
    names = ("exact", "unit", "reference_area", "time_period")
    assert [tuple(row[name] for name in names) for row in rows(raw, "observations")] == cells


def test_a_stub_names_every_row_that_it_spans() -> None:
    raw = (
        "<table><tr><th>Sex</th><th>Age</th><th>Share (%)</th></tr>"
        '<tr><td rowspan="3">Men</td><td>young</td><td>41</td></tr>'
        "<tr><td>middle</td><td>52</td></tr><tr><td>old</td><td>63</td></tr>"
        "<tr><td>Women</td><td>young</td><td>44</td></tr></table>"
    )
    named = [(row["exact"], str(row["indicator"]).split(", ")[0]) for row in rows(raw, "observations")]
    assert named == [("41", "Men"), ("52", "Men"), ("63", "Men"), ("44", "Women")]


def test_a_cell_says_where_its_slots_come_from() -> None:
    row = rows(TABS, "observations")[0]
    assert (row["value"], row["scale"], row["figure"]) == (1_204_000_000, "million", "1")
    assert (row["time_period_from"], row["reference_area_from"]) == ("inherited:column_head", "inherited:stub")


def test_brackets_in_a_cell_are_a_minus() -> None:
    assert [row["value"] for row in rows(PIPES, "observations")][2:] == [-904_000_000, Decimal("-9.4")]


def test_a_list_within_a_cell_keeps_its_offsets() -> None:
    items = "<ul><li>12 ships</li><li>31 ferries</li></ul>"
    raw = f"<table><tr><th>Port</th><th>Fleet</th></tr><tr><td>Ostby</td><td>{items}</td></tr></table>"
    assert [(row["exact"], row["unit"]) for row in rows(raw, "observations")] == [("12", "ship"), ("31", "ferry")]


@pytest.mark.parametrize(
    ("raw", "slot", "values"),
    [
        ("Table 3 Internet use, %\n\n| Age | 2019 |\n|---|---|\n| 16–24 | 98 |\n| 75+ | 41 |", "population",
         ["16–24", "75+"]),
        ("| | Men | Women |\n|---|---|---|\n| Employment rate (%) | 74.8 | 70.1 |", "population", ["Men", "Women"]),
        ("| Port | Ships |\n|---|---|\n| Ostby | 12 |", "unit", ["ship"]),
        ("| Port | Share (%) |\n|---|---|\n| Ostby (since 1921) | 12 |", "time_period", [None]),
    ],
)  # fmt: skip
def test_heads_and_stubs_say_what_a_cell_is_of(raw: str, slot: str, values: list[str | None]) -> None:
    assert [row[slot] for row in rows(raw, "observations")] == values
