"""Columns that a text dump sets apart by blanks: the cells of a table, or two columns of running text.

Belongs here: where the columns of lines begin and end. Does not belong here: making blocks of them (see `blocks`).
"""

from __future__ import annotations

import re

_GAP = re.compile(
    r"(?<=[^\s(]) {2,}(?=\S)|(?<=\S) {1,}\t(?=\S)"
    r"|(?<=\)) (?=\( {0,6}[\d.])|(?:(?<=\.\d)|(?<=\.\d\d)) (?=-?\d[\d, ]{0,12}\.\d)"  # "(1.2) (3.4)", "12.5 13.1"
)
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
_MISSING = frozenset(("..", "...", "n.a.", "N.A."))
_FEWEST_LINES = 3  # of two columns of text
_FEWEST_LETTERS = 45  # per cent of the characters of a line of running text
_SHORT_CELL = 9  # characters, of a head such as "Sept."
_LONGEST_CELL = 30  # characters, in a line that fills few columns
_FAR = 10  # blanks before the only cell of a line
_RAGGED = 2  # characters by which the right column may begin earlier or later

Span = tuple[int, int]


def is_aligned(text: str) -> bool:
    """Whether a line holds columns set apart by blanks: two gaps at least, and no sentence."""
    if len(text) > 400 or not ("  " in text or " \t" in text):
        return False
    cells = _GAP.split(text.rstrip())
    if len(cells) < 3:
        return False
    return cells[-1][-1:] not in ".!?" or cells[-1] in _MISSING or all(len(cell) <= _SHORT_CELL for cell in cells[1:])


def is_numbered_row(text: str) -> bool:
    """Whether the rest of a line behind "1." or "-" is a row of a table: tabs or gaps set numbers apart at its end."""
    cells = [cell for cell in re.split(r"\t| {2,}", text.strip()) if cell.strip()]
    last = cells[-1] if len(cells) > 2 - ("\t" in text) else ""
    return (any(map(str.isdigit, last)) and sum(map(str.isalpha, last)) <= 2) or last in ("..", "-", "–", "NA", "n.a.")


def is_partly_aligned(raw: str, start: int, end: int, origin: int) -> bool:
    """Whether a line beside aligned ones may be one of theirs that fills few columns: "(thousand)   (R million)".

    Its cells are short, and it has a gap or stands far from the begin of its line, at `origin`.
    """
    cells = cells_between_gaps(raw, start, end)
    left, right = cells[-1]
    if (raw[right - 1] in ".!?" and right - left > _SHORT_CELL) or any(
        right - left > _LONGEST_CELL for left, right in cells
    ):
        return False
    return len(cells) > 1 or start - origin >= _FAR


def cells_between_gaps(raw: str, start: int, end: int) -> list[Span]:
    """The spans of the cells of an aligned row."""
    cells = []
    position = start
    for gap in _GAP.finditer(raw, start, end):
        cells.append((position, gap.start()))
        position = gap.end()
    cells.append((position, end))
    return [cell for cell in cells if raw[cell[0] : cell[1]].strip()]


def nearest(columns: list[Span], start: int, end: int, taken: int) -> int:
    """The column, behind the one taken last, that a cell from `start` to `end` stands under."""
    free = range(min(taken + 1, len(columns) - 1), len(columns))

    def distance(column: int) -> tuple[int, int]:
        left, right = columns[column]
        gap = max(left - end, start - right, 0)
        return gap, abs(left + right - start - end)

    return min(free, key=distance)


def side_by_side(raw: str, spans: list[Span], origins: list[int]) -> tuple[list[Span], list[Span]] | None:
    """The lines of the left and of the right column, where a paragraph is two columns of running text, else None.

    `spans` are the lines without indentation, `origins` the offsets at which they begin. One gutter of three blanks or
    more has its right edge in the same place on nearly all lines, and words stand on both sides of it.
    """
    gutters = [list(_GUTTER.finditer(raw, start, end)) for start, end in spans]
    edges = [found[0].end() - origin for found, origin in zip(gutters, origins, strict=True) if len(found) == 1]
    if len(edges) < _FEWEST_LINES or len(edges) < len(spans) - 3:
        return None
    edge = min(edges)
    left: list[Span] = []
    right: list[Span] = []
    for (start, end), found, origin in zip(spans, gutters, origins, strict=True):
        if len(found) == 1:
            if found[0].end() - origin > edge + _RAGGED:
                return None
            left.append((start, found[0].start()))
            right.append((found[0].end(), end))
        elif found or (start - origin < edge < end - origin):
            return None
        else:
            (right if start - origin >= edge else left).append((start, end))
    prose = [_is_prose(raw[start:end]) for start, end in (*left, *right)]
    flows = all(any(raw[start].islower() for start, _ in column[1:]) for column in (left, right))
    return (left, right) if flows and sum(prose) * 4 >= len(prose) * 3 else None


def _is_prose(text: str) -> bool:
    """Whether a line reads as words: two of them at least, and mostly letters."""
    letters = sum(map(str.isalpha, text))
    return " " in text and letters * 100 >= len(text) * _FEWEST_LETTERS
