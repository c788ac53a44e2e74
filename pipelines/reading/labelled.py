"""Rows of a text dump whose columns only blanks set apart: a label and its values, "Drivers 46", "North 61% 39%".

Belongs here: which lines of a paragraph are such rows, where their cells are, and the heads above them. Does not belong
here: columns that wide gaps set apart (see `columns`), making blocks of the cells (see `blocks`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading import lines
from pipelines.rules import words

Span = tuple[int, int]

_VALUE = re.compile(
    r"[-−–+(]{0,2}[£$€¥]?(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*|0(?=[.,]))(?:[.,]\d{1,3})?[%)]{0,2}[a-z*]?|\.\.|[-–—]|n/?a|\*"
)
_TOKEN = re.compile(r"\S+")
_BRACKET = re.compile(r"\d{1,3}(?:[-–]\d{1,3}|\+)")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-/–]\d{2})?[a-z*]?")
_LEADERS = re.compile(r"(?:\s?[.…_]){4,}\s{0,9}\d{1,4}\s*$")
_PAGED = re.compile(r"[^\W\d_].*\s\d{1,4}\s*$")
_CONTENTS = re.compile(r"(?:table of )?contents\W{0,3}", re.IGNORECASE)
_STOP = re.compile(r"[.!?:;]\s")
_DANGLING = words("flow_dangling") | words("labelled_not_before")
_LONGEST_LABEL = 40
_LONGEST_ROW = 110
_TAIL = 120  # characters at the end of an entry of a table of contents, in which its page stands
_MOST_TOKENS = 24
_FEWEST_ROWS = {1: 3}  # by the number of values; two rows of several values are enough
_FEWEST_ENTRIES = 3  # of a table of contents


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, as spans of its line: the label first."""

    cells: tuple[Span, ...]
    dated: bool

    @property
    def values(self) -> int:
        """How many values it has."""
        return len(self.cells) - 1


def row_of(text: str) -> Row | None:
    """A line read as a label and values, None where it is none."""
    if len(text) > _LONGEST_ROW or not text[-1:].strip():
        return None
    tokens = list(_TOKEN.finditer(text))
    if not 2 <= len(tokens) <= _MOST_TOKENS or not any(map(str.isdigit, tokens[-1][0] + tokens[1][0])):
        return None
    first = len(tokens)
    while first > 1 and _VALUE.fullmatch(tokens[first - 1][0]):
        first -= 1
    values = tokens[first:]
    label_end = first
    while label_end > 1 and lines.is_bar(tokens[label_end - 1][0]):
        label_end -= 1
    label = text[: tokens[label_end - 1].end()]
    if not any(character.isdigit() for value in values for character in value[0]) or not _is_label(label):
        return None
    cells = ((0, len(label)), *(value.span() for value in values))
    return Row(cells, all(_YEAR.fullmatch(value[0]) for value in values))


def _is_label(text: str) -> bool:
    """Whether a text can name a row: short, no sentence, and not cut before a number that belongs to it."""
    if len(text) > _LONGEST_LABEL or _STOP.search(text) or text[-1] in ",;:=(" or "|" in text:
        return False
    if not lines.has_words(text) and not _BRACKET.fullmatch(text) and not text.isupper():
        return False
    return text.rsplit(None, 1)[-1].lower() not in _DANGLING


def find_rows(texts: Sequence[str]) -> list[Row | None]:
    """The rows among the lines of a paragraph: several that follow each other with as many values."""
    rows = [row_of(text) for text in texts]
    start = 0
    while start < len(rows):
        row = rows[start]
        end = start + 1
        while row is not None and end < len(rows) and (other := rows[end]) is not None and other.values == row.values:
            end += 1
        if row is not None and (
            end - start < _FEWEST_ROWS.get(row.values, 2)
            or all(one.dated for one in rows[start:end] if one)
            or (row.values > 1 and end - start < 2)
        ):
            rows[start:end] = [None] * (end - start)
        start = end
    return rows


def heads_above(text: str, values: int) -> tuple[Span, ...]:
    """The cells of the line above rows with so many values: years at its end, or a capital letter begins each."""
    tokens = list(_TOKEN.finditer(text))
    if len(text) > _LONGEST_ROW or lines.ends_sentence(text) or not tokens:
        return ()
    years = tokens[-values:]
    if len(tokens) >= values and all(_YEAR.fullmatch(token[0]) for token in years):
        label = tokens[: len(tokens) - values]
        return ((0, label[-1].end()) if label else (0, 0), *(token.span() for token in years))
    starts = [token.start() for token in tokens if token[0][:1].isupper()]
    if starts[:1] != [0] or len(starts) not in (values, values + 1):
        return ()
    ends = [*starts[1:], len(text)]
    cells = tuple((start, len(text[:end].rstrip())) for start, end in zip(starts, ends, strict=True))
    return cells if len(cells) == values + 1 else ((0, 0), *cells)


def is_contents(text: str) -> bool:
    """Whether a text is the title of a table of contents."""
    return _CONTENTS.fullmatch(text.strip()) is not None


def entries_of_contents(texts: Sequence[str], *, titled: bool) -> frozenset[int]:
    """Which lines are entries of a table of contents: they end with page numbers that never fall.

    Leaders of dots stand before these, or the lines follow the title, which may be the block before (`titled`).
    """
    tails = [text[-_TAIL:] for text in texts]
    led = [number for number, tail in enumerate(tails) if _LEADERS.search(tail)]
    if len(led) >= _FEWEST_ENTRIES and _pages_rise([texts[number] for number in led]):
        return frozenset(led)
    start = 0 if titled else next((at + 1 for at, text in enumerate(texts) if is_contents(text)), len(texts))
    paged = [number for number in range(start, len(texts)) if _PAGED.search(tails[number])]
    listed = len(paged) >= _FEWEST_ENTRIES and len(paged) * 2 > len(texts) - start
    return frozenset(paged) if listed and _pages_rise([texts[number] for number in paged]) else frozenset()


def _pages_rise(texts: Sequence[str]) -> bool:
    pages = [int(text.rsplit(None, 1)[-1].strip(".")) for text in texts]
    return pages == sorted(pages)
