"""Tables whose columns only blanks set apart: which lines are their rows, heads and stubs, and where each cell stands.

Belongs here: the geometry of such a table over its lines, also where blank lines, drawn lines and wrapped stubs cut it.
Does not belong here: the columns of one line (see `columns`), making blocks of the cells (see `blocks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.reading import lines
from pipelines.reading.columns import Span, cells_between_gaps, is_aligned, is_partly_aligned, nearest
from pipelines.reading.tables import is_period, is_value

_RULE = re.compile(r"[\s=_─━—–-]*")
_STROKES = re.compile(r"[=_─━—–-]{2,}")
_FARTHEST = 400  # characters between a table and its next row
_MOST_HEADS = 4  # lines
_MOST_WRAPPED = 4  # lines of a stub
_CENTRED = 4  # characters by which the middle of a head may be off that of its columns
_LONGEST_HEAD = 40  # characters of a cell
_OF_WHICH = re.compile(r"(?:of which|o/w|thereof|including|incl\.)", re.IGNORECASE)
_BRACKET = re.compile(r"[<>≤≥]\s?\d.{0,20}|\d[\d,.]{0,12}\s?(?:[-–+]|to|and|or).{0,30}")
_DEEPEST = 8  # characters by which rows are set in below the heading of a group
_HYPHENED = re.compile(r"[^\W\d_][-‐]$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell: its span, its row and column, how many columns it stands over."""

    start: int
    end: int
    row: int
    column: int
    columns: int = 1


@dataclass(slots=True)
class AlignedTable:
    """A table: its number, its columns (from, to, from the begin of a line), its lines so far, whether it holds values."""

    number: int
    columns: list[Span]
    start: int
    rows: int = 0
    end: int = 0
    valued: bool = False


class Lines:
    """The lines of a transcription as rows of aligned columns; `line_start` gives where the line of an offset begins."""

    def __init__(self, raw: str, line_start: Callable[[int], int]) -> None:
        self._raw = raw
        self._line_start = line_start

    def are_rows(self, spans: list[Span], table: AlignedTable | None) -> list[bool]:
        """Which lines are rows, also those with few cells between two others or above two, and stubs on several lines."""
        found: list[bool] = []
        charted = False
        for start, end in spans:
            text = self._raw[start:end]
            charted = lines.is_chart_line(text) or (charted and lines.is_ticks(text))
            found.append(is_aligned(text) and not charted)
        for at in range(len(spans) - 2, -1, -1):
            above = at == 0 or found[at - 1] or (at + 2 < len(spans) and found[at + 2])
            if found[at + 1] and above and not found[at]:
                found[at] = is_partly_aligned(self._raw, *spans[at], self._line_start(spans[at][0]))
        self._add_stubs(spans, found, table)
        return found

    def _add_stubs(self, spans: list[Span], found: list[bool], table: AlignedTable | None) -> None:
        """Mark the lines that hold nothing but a stub, between two rows or between a table and its next row."""
        goes_on = table is not None and bool(spans) and self.is_gap(table.end, spans[0][0])
        goes_on = goes_on or (not all(found[:1]) and bool(self.heads_above(spans[0][0], table.end if table else 0)))
        wrapped: list[int] = []
        for at, span in enumerate(spans):
            if found[at]:
                if 0 < len(wrapped) <= _MOST_WRAPPED and (goes_on or wrapped[0] > 0):
                    width = self._stub_width(span, spans[wrapped[0]])
                    lower = self._raw[span[0]].islower()
                    if all(self._is_stub(spans[one], width, lower) for one in wrapped):
                        found[wrapped[0] : at] = [True] * len(wrapped)
                wrapped, goes_on = [], True
            elif goes_on or wrapped:
                wrapped.append(at)

    def _stub_width(self, row: Span, stub: Span) -> int:
        """Where the second cell of a row stands, from the begin of its line; 0 if it does not begin below the stub."""
        cells = cells_between_gaps(self._raw, *row)
        valued = len(cells) > 1 and self.has_values(row) and abs(self._depth(row) - self._depth(stub)) <= _DEEPEST
        return cells[1][0] - self._line_start(row[0]) if valued else 0

    def _is_stub(self, span: Span, width: int, lower: bool) -> bool:
        """Whether a line is a stub; `lower` says that its row begins in lower case, so that no sentence has ended."""
        text = self._raw[slice(*span)]
        return (
            span[1] - self._line_start(span[0]) < width
            and lines.has_words(text)
            and (lower or not lines.ends_sentence(text.rstrip(":")))
            and lines.caption_parts(text) is None
            and not lines.is_source(text)
            and not lines.is_note(text)
            and len(cells_between_gaps(self._raw, *span)) == 1
        )

    def is_gap(self, start: int, end: int) -> bool:
        """Whether nothing but blank and drawn lines stands between a table and what may go on with it."""
        return 0 <= end - start <= _FARTHEST and _RULE.fullmatch(self._raw, start, end) is not None

    def goes_on(self, rows: list[Span], table: AlignedTable | None) -> bool:
        """Whether rows behind a blank line go on with the table above: as many cells, words first and a number last."""
        if table is None or not rows or not self.is_gap(table.end, rows[0][0]):
            return False
        row = next((one for one in rows if len(cells_between_gaps(self._raw, *one)) > 1), None)
        if row is None:
            return False
        texts = [self._raw[slice(*cell)] for cell in cells_between_gaps(self._raw, *row)]
        dated = all(is_period(text) for text in texts[1:])
        return (
            len(texts) == len(table.columns)
            and (texts[0][:1].isalpha() or _BRACKET.fullmatch(texts[0]) is not None)
            and any(map(str.isdigit, texts[-1]))
            and not (dated and table.valued)
        )

    def has_values(self, row: Span) -> bool:
        """Whether a row holds a value that is no period."""
        texts = [self._raw[slice(*cell)] for cell in cells_between_gaps(self._raw, *row)]
        return any(is_value(text) and not is_period(text) for text in texts[1:])

    def heads_above(self, start: int, lowest: int) -> list[Span]:
        """The lines of heads above the row at `start` that blank or drawn lines set apart from it, from `lowest` on."""
        heads: list[Span] = []
        end = self._line_start(start)
        while end > lowest and len(heads) < _MOST_HEADS and start - end <= _FARTHEST:
            begin = max(self._line_start(end - 1), lowest)
            text = self._raw[begin:end]
            first, last = begin + len(text) - len(text.lstrip()), begin + len(text.rstrip())
            if first < last and not _RULE.fullmatch(text):
                if not self._is_head(first, last, begin):
                    break
                heads.insert(0, (first, last))
            end = begin
        return heads

    def _is_head(self, start: int, end: int, origin: int) -> bool:
        text = self._raw[start:end]
        cells = [self._raw[slice(*cell)] for cell in cells_between_gaps(self._raw, start, end)]
        return (
            (is_aligned(text) or is_partly_aligned(self._raw, start, end, origin))
            and all(len(cell) <= _LONGEST_HEAD and (is_period(cell) or not is_value(cell)) for cell in cells)
            and any(map(str.isalnum, text))
            and lines.caption_parts(text) is None
            and not lines.is_source(text)
        )

    def columns(self, rows: list[Span]) -> list[Span]:
        """The columns of a table, from the begin of a line: those of its widest row."""
        cells = [cells_between_gaps(self._raw, start, end) for start, end in rows]
        widest = max(range(len(cells)), key=lambda number: len(cells[number]))
        origin = self._line_start(rows[widest][0])
        return [(start - origin, end - origin) for start, end in cells[widest]]

    def placed(self, rows: list[Span], table: AlignedTable) -> list[Placed]:
        """The cells of rows in a table; a stub on several lines is of one row."""
        found: list[Placed] = []
        for number, (start, end) in enumerate(rows):
            below = rows[number + 1 : number + 2]
            if number and self._is_wrapped(rows[number - 1], rows[number], below):
                table.rows -= 1
            headed = not table.valued and bool(below) and self._are_heads((start, end), below[0])
            cells = cells_between_gaps(self._raw, start, end)
            origin = self._line_start(start)
            bounds = [(left - origin, right - origin) for left, right in cells]
            ranges = self._ranges(bounds, end, table.columns) if headed and len(cells) < len(table.columns) else []
            taken = -1
            full = len(cells) == len(table.columns)  # gaps may be of one width, whatever the columns
            for at, (left, right) in enumerate(cells):
                if _STROKES.fullmatch(self._raw, left, right):
                    continue
                over = ranges[at] if ranges else range(0)
                taken = over[0] if over else taken + 1 if full else nearest(table.columns, *bounds[at], taken)
                found.append(Placed(left, right, table.rows, taken, max(1, len(over))))
                taken = over[-1] if over else taken
            table.rows += 1
            table.valued = table.valued or self.has_values(rows[number])
        table.end = rows[-1][1]
        return found

    def _are_heads(self, above: Span, below: Span) -> bool:
        """Whether two lines are both heads: neither holds values, and the lower one is no stub."""
        cells = cells_between_gaps(self._raw, *below)
        return not self.has_values(above) and not self.has_values(below) and len(cells) > 1

    def _ranges(self, cells: list[Span], end: int, columns: list[Span]) -> list[range]:
        """The columns that heads stand over: those below the strokes under them, else those that they are centred on."""
        strokes = self._strokes_below(end)
        if len(strokes) != len(cells):
            strokes = []
        ranges: list[range] = []
        for at, cell in enumerate(cells):
            if cell[0] <= columns[0][0]:
                ranges.append(range(1))
                continue
            over = [one for one in range(1, len(columns)) if _is_over(columns[one], at, strokes or cells)]
            free = [one for one in over if not ranges or one > ranges[-1][-1]]
            if not free:
                return []
            ranges.append(range(free[0], free[-1] + 1) if strokes else _centred(free, columns, cell))
        return ranges

    def _is_wrapped(self, above: Span, row: Span, below: list[Span]) -> bool:
        """Whether a line goes on with the stub of the line above: "Volume change on the corre-", "sponding period, %"."""
        first, cells = cells_between_gaps(self._raw, *above), cells_between_gaps(self._raw, *row)
        before, text = self._raw[slice(*first[0])], self._raw[slice(*cells[0])]
        cut = _HYPHENED.search(before) is not None or before.count("(") > before.count(")")
        cut = (
            cut or lines.calls_for_more(before) or (text[:1].islower() and lines.calls_for_more(text.partition(" ")[0]))
        )
        follows = cut or text[:1].islower() or text[:1] == "("
        next_depth = self._depth(below[0]) if below and len(cells_between_gaps(self._raw, *below[0])) > 1 else 0
        if len(first) == 1:
            inside = self._depth(row) > self._depth(above) and next_depth > self._depth(above)
            return cut or before[-1:] == "," or (follows and (len(cells) == 1 or not inside))
        if len(cells) > 1 or not follows or not self.has_values(above) or _OF_WHICH.match(text):
            return False
        goes_on = bool(below) and self._raw[below[0][0]].islower() and next_depth == self._depth(row)
        return next_depth <= self._depth(row) and not goes_on

    def _depth(self, row: Span) -> int:
        return row[0] - self._line_start(row[0])

    def _strokes_below(self, end: int) -> list[Span]:
        """The strokes of a drawn line just below a line of heads, from the begin of their line."""
        begin = self._raw.find("\n", end) + 1
        stop = self._raw.find("\n", begin) if begin else 0
        text = self._raw[begin : stop if stop >= 0 else len(self._raw)] if begin else ""
        drawn = _RULE.fullmatch(text) or not any(map(str.isdigit, text))
        return [match.span() for match in _STROKES.finditer(text)] if drawn else []


def _is_over(column: Span, at: int, heads: list[Span]) -> bool:
    """Whether the head (or the stroke below it) with a number is the one nearest to a column."""
    return min(range(len(heads)), key=lambda one: abs(sum(heads[one]) - sum(column))) == at


def _centred(free: list[int], columns: list[Span], cell: Span) -> range:
    """The most of neighbouring columns whose middle is that of a head."""
    best = range(free[0], free[0] + 1)
    least = _off_centre(best, columns, cell)
    for first in free:
        for last in range(first, free[-1] + 1):
            off = _off_centre(range(first, last + 1), columns, cell)
            near = off <= _CENTRED and last - first + 1 > len(best)
            if near or (off < least and (least > _CENTRED)):
                best, least = range(first, last + 1), off
    return best


def _off_centre(over: range, columns: list[Span], cell: Span) -> float:
    return abs(columns[over[0]][0] + columns[over[-1]][1] - sum(cell)) / 2
