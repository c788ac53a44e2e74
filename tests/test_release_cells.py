"""Texts as cells of a CSV file: no formula, nothing invisible, nothing lost; the same in Python and in SQL."""

from __future__ import annotations

import unicodedata

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.release.cells import cell, macros, plain, visible


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    for statement in macros():
        opened.execute(statement)
    return opened


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("73%", "73%"),
        ("=1+1", "'=1+1"),
        ("+1 (555) 0100", "'+1 (555) 0100"),
        ("-83,739 million yen", "'-83,739 million yen"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("\t=1+1", "\\u{9}=1+1"),
        ("\r=1+1", "\\u{d}=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u3000＠x", "'\u3000＠x"),
        ("-3.9", "-3.9"),
        ("+5%", "+5%"),
        ("-83,739", "-83,739"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("'quoted'", "''quoted'"),
        ("it's", "it's"),
        ("a\u202eb", "a\\u{202e}b"),
        ("a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"),
        ("\x00\x1b[31m\x85", "\\u{0}\\u{1b}[31m\\u{85}"),
        ("\U000e0041", "\\u{e0041}"),
        ("\\u{200b}", "\\u{5c}u{200b}"),
        ("\\n \\u2028", "\\n \\u2028"),
        ("two\nlines", "two\nlines"),
        ("白書 ½ e\u0301 👩\ufe0f", "白書 ½ e\u0301 👩\ufe0f"),
        ("", ""),
    ],
)
def test_a_cell(text: str, written: str, connection: duckdb.DuckDBPyConnection) -> None:
    assert cell(text) == written
    assert plain(written) == text
    query = "select cell($text), plain($written)"
    assert connection.execute(query, {"text": text, "written": written}).fetchall() == [(written, text)]


_NASTY = st.text(
    st.one_of(
        st.sampled_from("=+-@'\\u{}5c0 \t\r\n\x00\x7f\x85\u200b\u202e\ufeff\U000e0041＝−,.%1"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(text=_NASTY)
def test_every_text_comes_back_and_is_written_alike_in_python_and_sql(
    text: str, connection: duckdb.DuckDBPyConnection
) -> None:
    written, restored = connection.execute("select cell($text), plain(cell($text))", {"text": text}).fetchall()[0]
    assert (written, restored) == (cell(text), text)
    assert plain(cell(text)) == text


@settings(max_examples=200, deadline=None)
@given(text=_NASTY)
def test_no_cell_begins_as_a_formula_or_holds_what_cannot_be_seen(text: str) -> None:
    written = cell(text)
    if written.lstrip()[:1] in tuple("=+-@＝＋－＠"):
        assert written[0] in "+-"
        float(written.replace(",", "").removesuffix("%"))
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in written)
    assert not any(
        unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"} for c in written
    )


@given(text=_NASTY)
def test_what_is_visible_stays_so(text: str) -> None:
    assert visible(visible(text).replace("\\", "/")) == visible(text).replace("\\", "/")
