"""Tables as sheets of observations, by line and cross line.

Belongs here: which observation stands in which cell, how lines are called and grouped, and which of them hold totals or
parts of the line above. A sheet can be turned, so that a rule for rows is one for columns too. Does not belong here:
any kind of relation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from pipelines.numerals.scan import Scan
from pipelines.observations import Observation
from pipelines.reading.layout import Kind, Sentence
from pipelines.reading.tables import Grid
from pipelines.reading.tokens import tokenize
from pipelines.rules import Phrases, table

_TOTAL = Phrases(row for row in table("table_line_words") if row["means"] == "total")
_NOT_TOTAL = Phrases(row for row in table("table_line_words") if row["means"] == "not_total")
_OF_WHICH = Phrases(row for row in table("table_line_words") if row["means"] == "of_which")
_ASIDE = Phrases(row for row in table("table_line_words") if row["means"] == "aside")
_CHANGE = Phrases(row for row in table("table_line_words") if row["means"] in ("change", "difference"))
_BALANCE = Phrases(row for row in table("table_line_words") if row["means"] == "balance")
_LOOSE = Phrases(row for row in table("table_line_words") if row["means"] in ("loose_note", "several"))
_REST = Phrases(row for row in table("table_line_words") if row["means"] == "rest")
_OPEN_END = re.compile(r"\d\s?\+|\b(?:and|or) (?:over|above|older|more|larger)\b", re.IGNORECASE)
_WORDED = re.compile(r"(?!in$|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^\W\d]{2,}", re.IGNORECASE)
_BARE = 8  # words
_NOTE = re.compile(r"^note|\bto the nearest\b|\brounding\b", re.IGNORECASE)
_PERCENT = frozenset(("%", "percent", "percentage", "percentages", "cent"))
_DASHES = ("-", "–", "—", "−")
_PLAIN_TOTAL = 4  # words
_MOST_LAYERS = 2
_NEAR = 6  # sentences behind a table that may be its notes

_ROUNDED = ("to", "the", "nearest")
_MULTIPLES = {
    "five": Fraction(5),
    "ten": Fraction(10),
    **{row["words"]: Fraction(row["factor"]) for row in table("scales") if row["words"] in ("hundred", "thousand")},
}

Place = tuple[int, int]


@dataclass(eq=False)
class Line:
    """A row or column: its place, its own label and the headings that it stands under."""

    at: int
    label: str
    group: tuple[str, ...]
    words: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)

    @cached_property
    def is_total(self) -> bool:
        """Whether the line holds totals: "Total", "All families", "Sub-total"; not "All other"."""
        if _NOT_TOTAL.is_in(self.words) or self.is_part or not self.words:
            return False
        return _TOTAL.at(self.words, 0) is not None or _TOTAL.before(self.words, len(self.words)) is not None

    @cached_property
    def is_plain_total(self) -> bool:
        """Whether little but a total can be meant ("Total", "Grand total", "Prairies, total")."""
        return self.is_total and len(self.words) <= _PLAIN_TOTAL

    @cached_property
    def is_part(self) -> bool:
        """Whether the line is a part of one above it: "of which exports"."""
        return _OF_WHICH.at(self.words, 0) is not None or (
            bool(self.words) and self.words[0] in "-–—" and _OF_WHICH.at(self.words, 1) is not None
        )

    @cached_property
    def is_aside(self) -> bool:
        """Whether the line holds what no sum is made of: margins of error, ranks, averages."""
        return _ASIDE.is_in(self.words)

    @cached_property
    def is_change(self) -> bool:
        """Whether the line or its heading says that it holds changes or differences of others."""
        return any(_CHANGE.is_in(words) for words in (self.words, self.heading))

    @cached_property
    def is_rate_of_change(self) -> bool:
        """Whether the line holds changes in per cent: "Change, %", "Variance in %"."""
        return self.is_change and not _PERCENT.isdisjoint((*self.words, *self.heading))

    @cached_property
    def may_be_change(self) -> bool:
        """Whether the line is called by a percent sign and times alone, so that it may hold rates: "%", "% Jul/Jul"."""
        return "%" in self.words and len(self.words) <= _BARE and not any(map(_WORDED.match, self.words))

    @cached_property
    def is_balance(self) -> bool:
        """Whether the line holds one of two others less the other."""
        return _BALANCE.is_in(self.words)

    @cached_property
    def is_rest(self) -> bool:
        """Whether the line holds what the others leave: "Other", "Not stated"."""
        return _REST.is_in(self.words)

    @cached_property
    def is_open_end(self) -> bool:
        """Whether the line is a bracket without an upper end: "55+", "65 and over"."""
        return _OPEN_END.search(self.label) is not None


@dataclass(eq=False)
class Sheet:
    """One value for each cell of a table; `nil` are cells with a dash. `around` are the words of its caption and notes."""

    number: int
    lines: list[Line]
    crossing: list[Line]
    values: dict[Place, Observation]
    nil: frozenset[Place]
    around: list[str]
    turned: bool = False

    def at(self, line: Line, cross: Line) -> Observation | None:
        """The value where two lines cross."""
        return self.values.get((line.at, cross.at))

    def along(self, line: Line) -> list[Observation]:
        """The values of a line."""
        return [one for cross in self.crossing if (one := self.at(line, cross)) is not None]

    def turn(self) -> Sheet:
        """The same with rows for columns."""
        values = {(column, row): value for (row, column), value in self.values.items()}
        nil = frozenset((column, row) for row, column in self.nil)
        return Sheet(self.number, self.crossing, self.lines, values, nil, self.around, not self.turned)

    @cached_property
    def is_of_shares(self) -> bool:
        """Whether caption or corner of the table say that it holds per cents."""
        return not _PERCENT.isdisjoint(self.around)

    @cached_property
    def rounded_to(self) -> Fraction | None:
        """What a note says that numbers are rounded to ("to the nearest 5"), in the scale of the table."""
        for at in range(len(self.around) - len(_ROUNDED)):
            if tuple(self.around[at : at + len(_ROUNDED)]) == _ROUNDED:
                word = self.around[at + len(_ROUNDED)].replace(",", "")
                return Fraction(word) if word.isascii() and word.isdigit() else _MULTIPLES.get(word)
        return None

    @cached_property
    def is_loose(self) -> bool:
        """Whether caption or notes say that parts need not add up: "multiple answers", "seasonally adjusted"."""
        return _LOOSE.is_in(self.around)


def find_sheets(scans: list[Scan], grids: dict[int, Grid], observed: list[Observation]) -> list[Sheet]:
    """The sheets of a document: for each table the first values of its cells, and the second if most cells have two."""
    cells: dict[int, dict[Place, list[Observation]]] = {}
    for observation in observed:
        scan = scans[observation.sentence]
        cell = scan.sentence.cell
        if cell and scan.place == "body":
            cells.setdefault(cell.table, {}).setdefault((cell.row, cell.column), []).append(observation)
    notes = _notes([scan.sentence for scan in scans], set(cells))
    return [sheet for number, found in cells.items() for sheet in _sheets(grids[number], found, notes[number])]


def _sheets(grid: Grid, cells: dict[Place, list[Observation]], notes: str) -> list[Sheet]:
    rows = _rows(grid, {row for row, _ in cells})
    columns = [Line(column, *_column_name(grid, column)) for column in sorted({column for _, column in cells})]
    for line in (*rows, *columns):
        line.words = tokenize(line.label[:120]).low
        line.heading = tokenize(" | ".join(line.group)[:240]).low
    around = tokenize(" \n ".join((*grid.around, *grid.heads.get(0, ()), notes))[:2000]).low
    nil = frozenset(place for place, text in grid.cells.items() if text.strip() in _DASHES)
    found = []
    for layer in range(_MOST_LAYERS):
        values = {place: listed[layer] for place, listed in cells.items() if len(listed) > layer}
        if layer == 0 or len(values) * 2 > len(cells):
            found.append(Sheet(grid.number, rows, columns, values, nil, around))
    return found


def _rows(grid: Grid, filled: set[int]) -> list[Line]:
    """The rows with their own labels, freed of the heading inside the table that they stand under."""
    found = []
    group = ""
    for row in sorted(filled | set(grid.stubs) | set(grid.groups)):
        if row in grid.groups:
            group = grid.groups[row]
            continue
        stub = grid.stubs.get(row, "")
        found.append(Line(row, stub.removeprefix(f"{group}, ") if group else stub, (group,) if group else ()))
    return found


def _column_name(grid: Grid, column: int) -> tuple[str, tuple[str, ...]]:
    heads = grid.heads.get(column, [])
    return (heads[-1], tuple(heads[:-1])) if heads else ("", ())


def _notes(sentences: list[Sentence], tables: set[int]) -> dict[int, str]:
    """The texts just behind each table."""
    last = {sentence.cell.table: index for index, sentence in enumerate(sentences) if sentence.cell}
    notes = {}
    for number in tables:
        found: list[str] = []
        for sentence in sentences[last[number] + 1 : last[number] + 1 + _NEAR]:
            if sentence.cell or (sentence.kind is Kind.HEADING and found):
                break
            if sentence.kind in (Kind.FOOTNOTE, Kind.SOURCE) or _NOTE.search(sentence.text):
                found.append(sentence.text)
        notes[number] = " \n ".join(found)
    return notes
