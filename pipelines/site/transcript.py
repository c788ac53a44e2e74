"""The transcription as a readable text in which every numeral is marked.

Belongs here: which stretch of the rebuilt text each numeral and each finding covers, and what is shown of numerals that
stand in markup. Does not belong here: what a numeral means, and how it looks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.reading import Kind, Passage, Reading, read
from pipelines.reading.layout import Position
from pipelines.reading.tables import Grid
from pipelines.site.holdings import Report, Row

_AROUND = 40  # characters shown around a numeral of the markup
_LONGEST_QUOTE = 400
_TABLE_ROWS = 200  # of one piece of a table: a longer one is shown in several, so that a page can end between them


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that is marked alike.

    `numeral` is the row that it belongs to; `first` says whether it begins there, `states` whether an observation does
    so too: the addresses of both are here.
    `findings` are those that speak of it; `opens` those that begin here. `place` is `text`, `mark` (of a footnote),
    `marker` (of a list) or `markup`; a `seam` joins what a break of page or column had parted.
    """

    text: str
    numeral: Row | None = None
    first: bool = False
    states: bool = False
    findings: tuple[Row, ...] = ()
    opens: tuple[Row, ...] = ()
    place: str = "text"
    seam: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph, heading, caption, note ... in stretches. `level` is the depth of a heading, from 1 on."""

    kind: Kind
    start: int
    stretches: list[Stretch]
    level: int = 0
    item: bool = False

    @property
    def numbered(self) -> bool:
        """Whether it begins with the number of a list."""
        first = self.stretches[0].numeral if self.stretches else None
        return first is not None and first["role"] == "enumerator"


@dataclass(slots=True)
class Cell:
    """A cell of a table with its paragraphs; `head` is `col`, `row` or nothing."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    head: str = ""


@dataclass(slots=True)
class Table:
    """A table, or a piece of a long one; its cells by row, covered ones left out."""

    start: int
    rows: list[list[Cell]]


Piece = Paragraph | Table


def transcript(raw: str, report: Report) -> list[Piece]:
    """The pieces of the text in their order. Every numeral of the report stands in exactly one of them."""
    return _Transcript(raw, report).pieces()


@dataclass(slots=True)
class _Inserted:
    """Something that the rebuilt text leaves out: a footnote mark, or a numeral within markup."""

    start: int
    end: int
    numeral: Row | None
    place: str


class _Transcript:
    def __init__(self, raw: str, report: Report) -> None:
        self.raw = raw
        self.reading: Reading = read(raw)
        self.numerals = report.numerals
        self.findings = sorted(
            (row for row in report.findings if row["start"] is not None and row["status"] != "dismissed"),
            key=lambda row: (row["start"], row["finding_id"]),
        )
        self._starts = [row["start"] for row in self.numerals]
        self._findings_of_block = self._spread_findings()
        self._spans = [self._covered(passage) for passage in self.reading.passages]
        self._opened: set[str] = set()
        self._begun: set[str | None] = {None}
        self._inserted: dict[int, list[_Inserted]] = defaultdict(list)
        self._between: dict[int, list[_Inserted]] = defaultdict(list)
        self._place_the_rest()

    def pieces(self) -> list[Piece]:
        """All pieces; passages of one table together, where the first of them stands."""
        pieces: list[Piece] = []
        cells: dict[int, list[tuple[Position, Paragraph]]] = {}
        tables: dict[int, int] = {}
        for number, passage in enumerate(self.reading.passages):
            pieces += self._lines_of_markup(number)
            paragraph = self._paragraph(number, passage)
            if passage.cell is None:
                pieces.append(paragraph)
                continue
            table = passage.cell.table
            if table not in cells:
                cells[table] = []
                tables[table] = len(pieces)
                pieces.append(paragraph)  # its place; see below
            cells[table].append((passage.cell, paragraph))
        pieces += self._lines_of_markup(len(self.reading.passages))
        whole: list[Piece] = []
        at = {place: table for table, place in tables.items()}
        for place, piece in enumerate(pieces):
            if place in at:
                whole += _tables(cells[at[place]], self.reading.grids.get(at[place]))
            else:
                whole.append(piece)
        return whole

    def _covered(self, passage: Passage) -> list[tuple[int, int, int]]:
        """The numerals (index) of a passage with the stretch of its text that each covers."""
        found: dict[int, tuple[int, int]] = {}
        content = passage.content
        ends = [*content.starts[1:], len(content.text)]
        for start, end, origin in zip(content.starts, ends, content.origins, strict=True):
            index = max(0, bisect_right(self._starts, origin) - 1)
            while index < len(self.numerals) and self._starts[index] < origin + end - start:
                row = self.numerals[index]
                first = max(origin, row["start"])
                last = min(origin + end - start, row["end"])
                if first < last:
                    here = (start + first - origin, start + last - origin)
                    if not content.text[slice(*here)].strip():
                        index += 1
                        continue  # of an island in the text only blanks are left
                    known = found.get(index, here)
                    found[index] = (min(known[0], here[0]), max(known[1], here[1]))
                index += 1
        return [(start, end, index) for index, (start, end) in sorted(found.items())]

    def _place_the_rest(self) -> None:
        """Find a place for the footnote marks and for the numerals that no passage shows."""
        shown = {index for spans in self._spans for _, _, index in spans}
        rest = [index for index in range(len(self.numerals)) if index not in shown]
        marks = {(mark.start, mark.end) for mark in self.reading.marks}
        inserted = [self._of_numeral(index, marks) for index in rest]
        taken = {(one.start, one.end) for one in inserted}
        inserted += [_Inserted(start, end, None, "mark") for start, end in sorted(marks - taken)]
        owners = sorted(
            (self.reading.blocks[block].start, self.reading.blocks[block].end, number)
            for number, passage in enumerate(self.reading.passages)
            for block in passage.blocks
        )
        begins = [begin for begin, _, _ in owners]
        for one in sorted(inserted, key=lambda one: (one.start, one.end)):
            after = bisect_right(begins, one.start)
            if after and one.start < owners[after - 1][1]:
                self._inserted[owners[after - 1][2]].append(one)
            elif after < len(owners) and "\n" not in self.raw[one.start : begins[after]]:
                self._inserted[owners[after][2]].append(one)
            else:
                number = owners[after][2] if after < len(owners) else len(self.reading.passages)
                self._between[number].append(one)

    def _of_numeral(self, index: int, marks: set[tuple[int, int]]) -> _Inserted:
        row = self.numerals[index]
        start, end = row["start"], row["end"]
        if (start, end) in marks:
            return _Inserted(start, end, row, "mark")
        return _Inserted(start, end, row, "marker" if row["role"] == "enumerator" else "markup")

    def _lines_of_markup(self, number: int) -> Iterator[Paragraph]:
        """The lines of markup before a passage that hold numerals, cut to what stands around these."""
        lines: dict[tuple[int, int], list[_Inserted]] = defaultdict(list)
        for one in self._between.get(number, ()):
            start = self.raw.rfind("\n", 0, one.start) + 1
            end = self.raw.find("\n", one.end)
            lines[(start, len(self.raw) if end < 0 else end)].append(one)
        for (start, end), inside in lines.items():
            position = max(start, inside[0].start - _AROUND)
            stretches = [Stretch("…")] if position > start else []
            for one in inside:
                stretches += self._gap(position, one.start)
                stretches.append(self._stretch(self.raw[one.start : one.end], one.numeral, (), "text"))
                position = one.end
            stretches += self._gap(position, min(end, position + _AROUND))
            if position + _AROUND < end:
                stretches.append(Stretch("…"))
            yield Paragraph(Kind.MARKUP, start, stretches)

    def _gap(self, start: int, end: int) -> list[Stretch]:
        if end - start > 2 * _AROUND:
            return [Stretch(self.raw[start : start + _AROUND] + " … " + self.raw[end - _AROUND : end])]
        return [Stretch(self.raw[start:end])] if start < end else []

    def _paragraph(self, number: int, passage: Passage) -> Paragraph:
        block = self.reading.blocks[passage.blocks[0]]
        level = len(passage.section) if passage.kind is Kind.HEADING else 0
        return Paragraph(passage.kind, block.start, list(self._stretches(number, passage)), level, block.item)

    def _stretches(self, number: int, passage: Passage) -> Iterator[Stretch]:
        content = passage.content
        spans = self._spans[number]
        inserted = [(_index(passage, one.start), one) for one in self._inserted.get(number, ())]
        seams = self._seams(passage)
        findings = self._findings_of(passage, spans)
        inserted = [(_behind(spans, at), one) for at, one in inserted]
        seams = {_behind(spans, at) for at in seams}
        cuts = {0, len(content.text), *seams, *(at for at, _ in inserted)}
        cuts.update(edge for start, end, _ in spans for edge in (start, end))
        cuts.update(edge for start, end, _ in findings for edge in (start, end))
        edges = sorted(cuts)
        waiting = sorted(inserted, key=lambda pair: (pair[0], pair[1].start))
        upcoming, next_span = 0, 0
        for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
            while upcoming < len(waiting) and waiting[upcoming][0] <= start:
                one = waiting[upcoming][1]
                yield self._stretch(self.raw[one.start : one.end], one.numeral, (), one.place)
                upcoming += 1
            if start in seams and 0 < start < len(content.text):
                yield Stretch("", seam=True)
            if start == end:
                continue
            while next_span < len(spans) and spans[next_span][1] <= start:
                next_span += 1
            inside = next_span < len(spans) and spans[next_span][0] <= start
            numeral = self.numerals[spans[next_span][2]] if inside else None
            about = tuple(row for first, last, row in findings if first <= start and end <= last)
            yield self._stretch(content.text[start:end], numeral, about, "text")

    def _stretch(self, text: str, numeral: Row | None, findings: tuple[Row, ...], place: str) -> Stretch:
        first = numeral is not None and numeral["numeral_id"] not in self._begun
        states = first and numeral is not None and numeral["observation_id"] not in self._begun
        if numeral is not None:
            self._begun |= {numeral["numeral_id"], numeral["observation_id"]}
        opens = tuple(row for row in findings if row["finding_id"] not in self._opened)
        self._opened.update(row["finding_id"] for row in opens)
        return Stretch(text, numeral, first, states, findings, opens, place)

    def _seams(self, passage: Passage) -> set[int]:
        """Where in the text a further block begins."""
        return {_index(passage, self.reading.blocks[block].start) for block in passage.blocks[1:]}

    def _findings_of(self, passage: Passage, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, Row]]:
        """The findings that speak of a passage, with the stretch of its text that each covers.

        Of a long quote only the beginning is marked: a page that is marked as a whole points nowhere.
        """
        found = []
        for index in passage.blocks:
            block = self.reading.blocks[index]
            for row in self._findings_of_block.get(index, ()):
                long = row["end"] - row["start"] > _LONGEST_QUOTE
                if long and row["start"] < block.start:
                    continue
                start = _index(passage, max(row["start"], block.start))
                end = _index(passage, min(row["start"] + 1 if long else row["end"], block.end))
                start, end = _before(spans, start), _behind(spans, end)
                if start < end:
                    found.append((start, end, row))
        return found

    def _spread_findings(self) -> dict[int, list[Row]]:
        """The findings by the block (index) that they speak of."""
        blocks = self.reading.blocks
        starts = [block.start for block in blocks]
        spread: dict[int, list[Row]] = defaultdict(list)
        for row in self.findings:
            first = max(0, bisect_right(starts, row["start"]) - 1)
            for index in range(first, bisect_left(starts, row["end"])):
                if blocks[index].end > row["start"]:
                    spread[index].append(row)
        return spread


def _behind(spans: list[tuple[int, int, int]], at: int) -> int:
    """`at`, or the end of the numeral that it lies within."""
    return next((end for start, end, _ in _around(spans, at) if start < at < end), at)


def _before(spans: list[tuple[int, int, int]], at: int) -> int:
    """`at`, or the beginning of the numeral that it lies within."""
    return next((start for start, end, _ in _around(spans, at) if start < at < end), at)


def _around(spans: list[tuple[int, int, int]], at: int) -> list[tuple[int, int, int]]:
    index = bisect_right(spans, (at, -1, -1))
    return spans[max(0, index - 1) : index]


def _index(passage: Passage, offset: int) -> int:
    """The index of the first character of the text that came from `offset` or behind it."""
    content = passage.content
    piece = bisect_right(content.origins, offset) - 1
    if piece < 0:
        return 0
    end = content.starts[piece + 1] if piece + 1 < len(content.starts) else len(content.text)
    return min(content.starts[piece] + offset - content.origins[piece], end)


def _tables(cells: list[tuple[Position, Paragraph]], grid: Grid | None) -> Iterator[Table]:
    """The cells as a table, in pieces of `_TABLE_ROWS`; rows and columns without text are left out."""
    rows = sorted({position.row for position, _ in cells})
    columns = sorted({position.column for position, _ in cells})
    placed: dict[tuple[int, int], Cell] = {}
    for position, paragraph in cells:
        cell = placed.setdefault((position.row, position.column), Cell(head=_head(position, grid)))
        cell.paragraphs.append(paragraph)
        cell.rows = _spanned(rows, position.row, position.rows)
        cell.columns = _spanned(columns, position.column, position.columns)
    for first in range(0, len(rows), _TABLE_ROWS):
        yield _table(rows[first : first + _TABLE_ROWS], columns, placed)


def _table(rows: list[int], columns: list[int], placed: dict[tuple[int, int], Cell]) -> Table:
    covered: set[tuple[int, int]] = set()
    lines = []
    start = None
    for down, row in enumerate(rows):
        line = []
        for across, column in enumerate(columns):
            if (row, column) in covered:
                continue
            cell = placed.get((row, column), Cell())
            cell.rows = min(cell.rows, len(rows) - down)
            span = [
                (one, two) for one in rows[down : down + cell.rows] for two in columns[across : across + cell.columns]
            ]
            if any(place in covered or (place in placed and place != (row, column)) for place in span):
                cell.rows = cell.columns = 1
                span = []
            covered.update(span)
            line.append(cell)
            if start is None and cell.paragraphs:
                start = cell.paragraphs[0].start
        lines.append(line)
    return Table(start or 0, lines)


def _spanned(used: list[int], first: int, count: int) -> int:
    """How many of the rows or columns that are used a cell spans."""
    return max(1, bisect_left(used, first + count) - bisect_left(used, first))


def _head(position: Position, grid: Grid | None) -> str:
    place = grid.place(position) if grid else "body"
    if position.head or place == "head":
        return "col"
    return "row" if place in ("stub", "counter") else ""
