"""The readable text of a report: every numeral stands in it once, as printed, wherever the transcription hides it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from site_documents import CONTRADICTIONS, DOCUMENTS, HYPERTEXT, SURVEY
from strategies import SEARCH, texts

from pipelines.document import extract
from pipelines.site import parts
from pipelines.site.holdings import Report
from pipelines.site.parts import divide, stretches
from pipelines.site.transcript import Paragraph, Piece, Stretch, Table, transcript


def report_of(text: str) -> Report:
    tables = extract(text, "text").tables
    named: dict[str, list[Mapping[str, Any]]] = {name: list(rows) for name, rows in tables.items()}
    document = {"document_id": "text", "title": None, "characters": len(text)}
    return Report(
        document, {}, sorted(named["numerals"], key=lambda row: row["start"]), named["observations"],
        named["relations"], named["relation_operands"], named["repairs"], named["findings"], named["figures"],
        named["sources"], [],
    )  # fmt: skip


def shown(pieces: list[Piece]) -> list[Stretch]:
    return [stretch for piece in pieces for stretch in stretches(piece)]


def plain(pieces: list[Piece]) -> str:
    return "\n".join("".join(stretch.text for stretch in stretches(piece)) for piece in pieces)


@SEARCH
@given(texts)
@example("1\n2\n")
@example("a &#49;&#50; b <b title='3'>4</b><!-- 5 --> [6](7) ![](8.png)\n\n{9}---")
@example(SURVEY)
@example(HYPERTEXT)
def test_every_numeral_stands_in_the_text_exactly_once(text: str) -> None:
    report = report_of(text)
    found = [one.numeral["numeral_id"] for one in shown(transcript(text, report)) if one.first and one.numeral]
    assert Counter(found) == Counter(row["numeral_id"] for row in report.numerals)


@SEARCH
@given(texts)
@example("a &#49;&#50; b")
def test_a_numeral_is_shown_with_its_digits(text: str) -> None:
    report = report_of(text)
    texts_of: dict[str, str] = {}
    for one in shown(transcript(text, report)):
        if one.numeral is not None:
            texts_of[one.numeral["numeral_id"]] = texts_of.get(one.numeral["numeral_id"], "") + one.text
    for row in report.numerals:
        if row["place"] != "markup" and "&" not in text:
            digits = [character for character in row["exact"] if character.isdigit()]
            assert [character for character in texts_of[row["numeral_id"]] if character.isdigit()] == digits


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_an_observation_has_one_address(text: str) -> None:
    report = report_of(text)
    stated = [one.numeral["observation_id"] for one in shown(transcript(text, report)) if one.states and one.numeral]
    assert Counter(stated) == Counter(row["observation_id"] for row in report.observations)


def test_a_cut_sentence_is_whole_again_with_a_seam() -> None:
    text = "The rate of Internet shopping is 70% for all the many different\n\nFigure 1 Use\n\nage brackets of 2020.\n"
    pieces = transcript(text, report_of(text))
    assert "the many different age brackets of 2020." in plain(pieces)
    assert sum(one.seam for one in shown(pieces)) == 1


def test_tables_keep_their_rows_heads_and_spans() -> None:
    (table,) = (piece for piece in transcript(HYPERTEXT, report_of(HYPERTEXT)) if isinstance(piece, Table))
    head = table.rows[0]
    assert [(cell.rows, cell.columns, cell.head) for cell in head] == [(2, 1, "col"), (1, 2, "col")]
    assert [len(row) for row in table.rows] == [2, 2, 3, 3]


def test_a_span_as_wide_as_the_world_leaves_a_table_as_wide_as_its_cells() -> None:
    text = '<table><tr><td colspan="99999">a</td></tr><tr><td>1</td><td>2</td></tr></table>'
    (table,) = (piece for piece in transcript(text, report_of(text)) if isinstance(piece, Table))
    assert [cell.columns for cell in table.rows[0]] == [2]


def test_footnote_marks_and_numbers_in_markup_are_shown_where_they_are() -> None:
    text = "Sales rose<sup>7</sup> by <span id='p3'>5%</span>.\n"
    places = [(one.text, one.place) for one in shown(transcript(text, report_of(text))) if one.numeral]
    assert places == [("7", "mark"), ("3", "markup"), ("5", "text")]


def test_findings_are_marked_where_they_begin_and_never_cut_a_number() -> None:
    report = report_of(CONTRADICTIONS)
    assert report.findings
    pieces = transcript(CONTRADICTIONS, report)
    opened = [row["finding_id"] for one in shown(pieces) for row in one.opens]
    assert Counter(opened) == Counter(row["finding_id"] for row in report.findings)
    assert all(one.text == one.numeral["exact"] for one in shown(pieces) if one.numeral)


def test_a_long_report_is_divided_without_losing_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "CHARACTERS", 100)
    report = report_of(CONTRADICTIONS)
    pieces = transcript(CONTRADICTIONS, report)
    division = divide(pieces)
    assert len(division.parts) > 2
    assert [piece for part in division.parts for piece in part.pieces] == pieces
    assert [part.file_name for part in division.parts][:2] == ["index.html", "part-2.html"]
    for part in division.parts:
        for row in part.numerals:
            assert division.of_numeral(row["numeral_id"]) is part
            assert division.at(row["start"]) is part


def test_headings_have_no_gap_in_their_levels() -> None:
    text = "# One\n\n#### Four 4\n\n## Two\n\nText 5.\n"
    levels = [
        piece.level for piece in transcript(text, report_of(text)) if isinstance(piece, Paragraph) and piece.level
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
