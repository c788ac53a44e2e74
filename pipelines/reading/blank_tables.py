"""Tables of text dumps that nothing but blanks and empty lines draw: the parts of a paragraph, and cells with their places.

Belongs here: which lines of a paragraph are such a table, which are labels of a chart or text, and the numbers of tables,
rows and columns. Does not belong here: where cells stand in lines (see `aligned` and `spaced_rows`), blocks (see `blocks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from operator import ne

from pipelines.reading import lines, spaced_rows
from pipelines.reading.aligned import AlignedTable, Lines
from pipelines.reading.columns import Span
from pipelines.reading.layout import Position

_FEWEST_ROWS = 2


class Part(Enum):
    """What lines of a paragraph are."""

    TEXT = auto()
    LABELS = auto()  # of a chart
    TABLE = auto()


class BlankTables:
    """The tables of one transcription that blanks set apart; `tables` holds the number of the last table of any kind."""

    def __init__(self, source: str, line_start: Callable[[int], int], tables: list[int]) -> None:
        self._source = source
        self._lines = Lines(source, line_start)
        self._tables = tables
        self._last: AlignedTable | None = None

    def parts(self, spans: Sequence[Span]) -> Iterator[tuple[Part, list[Span]]]:
        """The parts of a paragraph with aligned rows, one by one: what a row is hangs on the table before it."""
        run: list[Span] = []
        rows: list[Span] = []
        spans = [span for span in spans if not self._lines.is_rule(self._source[slice(*span)])]
        aligned = self._lines.are_rows(spans, self._last)
        for span, is_row in zip([*spans, (0, 0)], [*aligned, False], strict=True):
            if rows and not is_row:
                part = self._part(rows, run)
                if part is Part.TEXT:
                    run += rows
                else:
                    yield Part.TEXT, run
                    yield part, rows
                    run = []
                rows = []
            if is_row:
                rows.append(span)
            elif span != (0, 0):
                run.append(span)
        yield Part.TEXT, run

    def _part(self, rows: list[Span], run: list[Span]) -> Part:
        """What aligned rows below a run of text are; two make a table, or one that goes on with a table or has heads."""
        if not any(lines.has_words(self._source[slice(*row)]) for row in rows):
            return Part.TEXT  # ticks and values of a chart
        if self._are_labels(rows):
            return Part.LABELS
        if len(rows) >= _FEWEST_ROWS:
            return Part.TABLE
        headed = not run and self._lines.has_values(rows[0]) and bool(self._lines.heads_above(rows[0][0], 0))
        return Part.TABLE if headed or (not run and self.goes_on(rows)) else Part.TEXT

    def _are_labels(self, rows: list[Span]) -> bool:
        """Whether aligned rows are values of a chart above their labels: words stand only in the rows without digits."""
        worded = [lines.has_words(self._source[slice(*row)]) for row in rows]
        numbered = [any(map(str.isdigit, self._source[slice(*row)])) for row in rows]
        return worded == sorted(worded) and not worded[0] and all(map(ne, worded, numbered))

    def goes_on(self, rows: list[Span]) -> bool:
        """Whether rows go on with the table before them."""
        return self._lines.goes_on(rows, self._last)

    def heads_above(self, start: int) -> list[Span]:
        """The lines just above a table that look like its heads, none of them of the table before."""
        lowest = self._last.end if self._last and self._last.valued else 0
        return self._lines.heads_above(start, lowest)

    def begin(self, rows: list[Span]) -> None:
        """Begin a table with these rows, heads among them."""
        self._tables[0] += 1
        self._last = AlignedTable(self._tables[0], self._lines.columns(rows), rows[0][0])

    def aligned_cells(self, rows: list[Span]) -> Iterator[tuple[Span, Position]]:
        """The cells of rows of the table begun last: the last cells of each row are aligned."""
        table = self._last
        if table is None:
            return
        for cell in self._lines.placed(rows, table):
            yield (cell.start, cell.end), Position(table.number, cell.row, cell.column, columns=cell.columns)

    def spaced_cells(self, table: spaced_rows.Table, spans: Sequence[Span]) -> Iterator[tuple[Span, Position]]:
        """The cells of a table that has an empty line between all lines; `spans` are those of its lines."""
        self._tables[0] += 1
        for cell in table.cells:
            start = spans[cell.line][0]
            place = Position(self._tables[0], cell.row, cell.column, head=cell.head)
            yield (start + cell.span[0], start + cell.span[1]), place
