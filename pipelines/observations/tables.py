"""Cells of tables: their unit, scale, population and period from head, stub, caption and notes.

Belongs here: what the rest of a table says about a cell. Does not belong here: finding tables (see `reading.blocks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from pipelines.numerals.units import Unit, currency_after, currency_before, is_money_sign, scale_at, unit_at
from pipelines.reading import Reading
from pipelines.reading.layout import Kind, Sentence
from pipelines.reading.tokens import Tokens, tokenize

_NUMERIC = re.compile(r"[\s(\[~<>≈*]*[-−–+]?\s?[£$€¥₹]?\s?[-−–]?\d[\d., \u00a0\u2009\u202f]*\s?[%‰]?[)\]*\w]{0,3}\s*")
_SHARE = frozenset(("share", "rate", "proportion", "percentage", "percentages"))


@dataclass(slots=True)
class TableContext:
    """One table: its head and stub texts by column and row, and the texts around it (caption, unit line)."""

    heads: dict[int, list[str]] = field(default_factory=dict)
    stubs: dict[int, str] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)
    head_rows: set[int] = field(default_factory=set)
    caption: int | None = None


def table_contexts(reading: Reading) -> dict[int, TableContext]:
    """The contexts of all tables of a document by their number."""
    contexts: dict[int, TableContext] = {}
    sentences = reading.sentences
    for index, sentence in enumerate(sentences):
        cell = sentence.cell
        if cell is None:
            continue
        if cell.table not in contexts:
            contexts[cell.table] = context = TableContext()
            _look_around(sentences, index, context)
        context = contexts[cell.table]
        text = " ".join(sentence.text.split())
        if cell.head or (cell.row <= 1 and cell.column > 0 and _is_head(text) and _only_heads_above(context, cell.row)):
            context.head_rows.add(cell.row)
            for column in range(cell.column, cell.column + cell.columns):
                context.heads.setdefault(column, []).append(text)
        elif cell.column == 0:
            for row in range(cell.row, cell.row + cell.rows):
                context.stubs[row] = text
    return contexts


def _only_heads_above(context: TableContext, row: int) -> bool:
    return row == 0 or (row - 1) in context.head_rows


def _is_head(text: str) -> bool:
    """Whether the text of a cell in the first rows heads a column: words, or a year."""
    return not _NUMERIC.fullmatch(text) or re.fullmatch(r"(?:19|20)\d{2}(?:[/–-]\d{2,4})?", text) is not None


def _look_around(sentences: list[Sentence], index: int, context: TableContext) -> None:
    """The texts before a table that may give its unit: caption, subtitle, "Thousands"."""
    for before in range(index - 1, max(-1, index - 5), -1):
        sentence = sentences[before]
        if sentence.kind is Kind.CAPTION:
            context.around.append(sentence.text)
            context.caption = sentence.passage
            return
        if sentence.kind in (Kind.PARAGRAPH, Kind.HEADING) and len(sentence.text) <= 60:
            context.around.append(sentence.text)
        else:
            return


def is_body(context: TableContext, sentence: Sentence) -> bool:
    """Whether a cell is one of the table's values: not in the head, not in the stub, nothing but a number."""
    cell = sentence.cell
    if cell is None or cell.head or cell.row in context.head_rows or cell.column == 0:
        return False
    return _NUMERIC.fullmatch(sentence.text) is not None


def cell_unit(context: TableContext, sentence: Sentence) -> tuple[Unit | None, Unit | None, str | None]:
    """Unit and scale of a cell, and where from (`inherited:column_head`, `:stub`, `:caption`)."""
    cell = sentence.cell
    if cell is None:
        return None, None, None
    places = [("column_head", " | ".join(reversed(context.heads.get(cell.column, ())))), ("stub", context.stubs.get(cell.row, ""))]
    places += [("caption", text) for text in context.around]
    unit: Unit | None = None
    scale: Unit | None = None
    origin: str | None = None
    for place, text in places:
        found, found_scale = text_unit(text)
        if found and unit is None:
            unit, origin = found, f"inherited:{place}"
            scale = scale or found_scale
        elif found_scale and scale is None and (unit is None or unit.kind == "money"):
            scale, origin = found_scale, origin or f"inherited:{place}"
    return unit, scale if unit is None or unit.kind != "share" else None, origin


def text_unit(text: str) -> tuple[Unit | None, Unit | None]:
    """Unit and scale that a head, stub or caption names: "£ billion", "Share (%)", "Thousands"."""
    if not text or len(text) > 300:
        return None, None
    tokens = tokenize(text)
    unit: Unit | None = None
    scale: Unit | None = None
    for index in range(len(tokens)):
        if tokens.is_number(index) or tokens.is_number(index - 1):
            continue
        scale = scale or (scale_at(tokens, index, money=unit is not None) if _free(tokens, index) else None)
        found = _unit_word(tokens, index)
        if found and unit is None:
            unit = found
    if unit is None and tokens.low and tokens.low[0] in _SHARE and "percentage" in tokens.low[0]:
        unit = Unit("percent", "share", Fraction(1), 0)
    return unit, scale


def _free(tokens: Tokens, index: int) -> bool:
    """Whether a scale word stands for the column: alone, in brackets, or behind a currency or comma."""
    before, after = tokens.text(index - 1), tokens.text(index + 1)
    return index == 0 or before in ("(", ",", "|", "in", ":") or is_money_sign(before) or after in (")", "", "|", "of")


def _unit_word(tokens: Tokens, index: int) -> Unit | None:
    if is_money_sign(tokens.texts[index]):
        return currency_before(tokens, index + 1)
    money = currency_after(tokens, index)
    if money:
        return money
    unit = unit_at(tokens, index)
    if unit and unit.kind in ("share", "point"):
        return unit
    return unit if unit and tokens.word(index - 1) in ("(", "in", ",") and tokens.word(unit.end + 1) in (")", "", "|", ",") else None
