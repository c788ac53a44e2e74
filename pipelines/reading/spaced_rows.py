"""Rows of a table in a text dump that has an empty line between all lines: heads, labels and values, one blank apart.

Belongs here: which of such lines are a table, and where their cells are. What tells a table from the debris of a chart:
a label in front of each row (words, or a bracket of ages), as many values in each, heads of that number or the caption
of a table above. Does not belong here: rows that touch each other (see `labelled`), making blocks (see `blocks`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading import lines
from pipelines.rules import words

Span = tuple[int, int]

_TOKEN = re.compile(r"\S+")
_VALUE = re.compile(
    r"[-−–+(]{0,2}[£$€¥]?\d{1,9}(?:[.,]\d{1,3}){0,3}[%)]{0,2}[a-z*]?|\.\.|[-–—]|n/?a|\*|[-−–+][£$€¥]?\d{1,9}(?:[.,]\d{1,3}){0,3}%?"
)
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?[%)]{0,2}")  # of a number that blanks group: "540" of "18 540"
_BEFORE_GROUP = re.compile(r"[-−–+(]{0,2}[£$€¥]?\d{1,3}")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-/–]\d{2,4})?[a-z*]?")
_BRACKET = re.compile(r"[<>≥≤]?\d{1,3}(?:[-–]\d{1,3}|\+)")
_STOP = re.compile(r"[.!?;]\s")
_EATING = words("spaced_rows_before_number")  # with the number behind them they name a row: "≥ 65", "aged 15"
_DANGLING = words("flow_dangling") | words("labelled_not_before")
_LONGEST_LABEL = 60
_LONGEST_ROW = 140
_LONGEST_HEAD = 30
_MOST_TOKENS = 30
_MOST_HEADS = 3
_FEWEST_WITHOUT_HEADS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the number of its line, its row and column, its span in the line, whether it is a head."""

    line: int
    row: int
    column: int
    span: Span
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The lines `[first, last)` that are a table, and its cells."""

    first: int
    last: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a row: its words, how many of them name it, and where groups of a number may begin."""

    tokens: tuple[Span, ...]
    label: int
    joints: tuple[int, ...]
    forced: bool
    dated: bool

    @property
    def most(self) -> int:
        return len(self.tokens) - self.label

    @property
    def fewest(self) -> int:
        return self.most - len(self.joints)

    def values(self, width: int) -> list[Span] | None:
        """The spans of so many values, None where it is not plain which groups belong together."""
        missing = self.most - width
        if missing == len(self.joints):
            chosen = set(self.joints)
        else:
            chosen = set()
            ranked = sorted(self.joints, key=self._digits_before)
            if not 0 <= missing < len(ranked):
                return None
            if missing and self._digits_before(ranked[missing - 1]) == self._digits_before(ranked[missing]):
                return None
            chosen = set(ranked[:missing])
        spans: list[Span] = []
        for at in range(self.label, len(self.tokens)):
            start, end = self.tokens[at]
            if at in chosen:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return spans

    def _digits_before(self, at: int) -> bool:
        start, end = self.tokens[at - 1]
        return end - start > 2


def _line(text: str) -> _Line | None:
    """A line read as a label and values, None where it is none."""
    if not 3 <= len(text) <= _LONGEST_ROW or not (text[-1].isdigit() or text[-1] in "%)*.-–—na"):
        return None
    found = list(_TOKEN.finditer(text))
    if not 2 <= len(found) <= _MOST_TOKENS:
        return None
    texts = [match[0] for match in found]
    label = len(texts)
    while label > 0 and _VALUE.fullmatch(texts[label - 1]):
        label -= 1
    if label < len(texts) and (label == 0 or texts[label - 1].lower() in _EATING):
        label += 1  # "≥ 65 75 30", "2015 12.1 13.4"
    if label == len(texts) or not any(map(str.isdigit, "".join(texts[label:]))):
        return None
    if not _names_row(texts[:label], text[: found[label - 1].end()]):
        return None
    joints = tuple(
        at
        for at in range(label + 1, len(texts))
        if _GROUP.fullmatch(texts[at])
        and ((at - 1 > label and _GROUP.fullmatch(texts[at - 1])) or _BEFORE_GROUP.fullmatch(texts[at - 1]))
    )
    forced = any(texts[at][0] == "0" for at in joints)
    dated = all(_YEAR.fullmatch(one) for one in texts[label:])
    return _Line(tuple(match.span() for match in found), label, joints, forced, dated)


def _names_row(texts: list[str], text: str) -> bool:
    """Whether words can name a row: short, no sentence, and not cut before a number that belongs to it."""
    if len(text) > _LONGEST_LABEL or _STOP.search(text) or text[-1] in ",;:=(" or "|" in text:
        return False
    if len(texts) == 1:
        named = lines.has_words(text) or text.isupper() or _BRACKET.fullmatch(text) or _YEAR.fullmatch(text)
        return bool(named) and text.lower() not in _DANGLING
    if any(one.endswith("%") and one[0].isdigit() for one in texts[:-1]):
        return False  # labels of a pie: "Other 11% Cyclists 6%"
    return lines.has_words(text) or texts[0].lower() in _EATING


def find_tables(texts: Sequence[str], *, captioned: bool) -> list[Table]:
    """The tables among lines that empty lines set apart; `captioned` says that the caption of a table stands above."""
    rows = [_line(text) for text in texts]
    tables: list[Table] = []
    start = 0
    while start < len(rows):
        end, widths = _run(texts, rows, start)
        table = None
        if end - start > 1 or (end > start and captioned):
            after = tables[-1].last if tables else 0
            table = _table(texts, rows, (after, start, end), widths, captioned=captioned and not tables)
        if table:
            tables.append(table)
        start = max(end, start + 1)
    return tables


def _run(texts: Sequence[str], rows: Sequence[_Line | None], start: int) -> tuple[int, range]:
    """How far rows go from here on that can have as many values, and the numbers of values that they can have.

    Words alone on their line are the head of a group or the first half of a label, where a row follows.
    """
    row = rows[start]
    if row is None:
        return start, range(0)
    widths = range(row.fewest, row.most + 1)
    at = end = start + 1
    while at < len(rows):
        row = rows[at]
        if row is None:
            if at > end or not _is_label(texts[at]):
                break
        else:
            common = range(max(widths.start, row.fewest), min(widths.stop, row.most + 1))
            if not common:
                break
            widths, end = common, at + 1
        at += 1
    return end, widths


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and not any(map(str.isdigit, text)) and not lines.ends_sentence(text)


def _table(
    texts: Sequence[str], rows: Sequence[_Line | None], where: tuple[int, int, int], widths: range, *, captioned: bool
) -> Table | None:
    after, start, end = where
    count = sum(row is not None for row in rows[start:end])
    heads, width, first = _heads(texts, after, start, widths)
    above = next(
        (texts[at] for at in range(first - 1, max(after, first - 3) - 1, -1) if lines.caption_parts(texts[at])), ""
    )
    titled = captioned if not above else above[:1] in "Tt"
    if not heads:
        forced = any(row.forced for row in rows[start:end] if row)
        width = widths.start if forced else widths.stop - 1
    if all(row.dated for row in rows[start:end] if row):
        return None
    if count < (1 if heads and titled else 2 if heads or (titled and width > 1) else _FEWEST_WITHOUT_HEADS):
        return None
    if width == 1 and not (heads or titled):
        return None
    found = [row.values(width) if row else None for row in rows[start:end]]
    if any(row and not values for row, values in zip(rows[start:end], found, strict=True)):
        return None
    ticks = [lines.is_scale(text) for text, row in zip(texts[start:end], rows[start:end], strict=True) if row]
    if sum(ticks) * 2 > len(ticks):
        return None
    return Table(first, end, (*heads, *_cells(texts, rows[start:end], found, start, len({cell.row for cell in heads}))))


def _cells(
    texts: Sequence[str], rows: Sequence[_Line | None], found: Sequence[list[Span] | None], start: int, above: int
) -> list[Cell]:
    cells: list[Cell] = []
    number = above
    for at, (row, values) in enumerate(zip(rows, found, strict=True), start):
        if row is None or values is None:
            cells.append(Cell(at, number, 0, (0, len(texts[at]))))
            number += not texts[at + 1][:1].islower()  # else the label goes on with the next line
            continue
        cells.append(Cell(at, number, 0, (0, row.tokens[row.label - 1][1])))
        cells += [Cell(at, number, column, span) for column, span in enumerate(values, 1)]
        number += 1
    return cells


def _heads(texts: Sequence[str], after: int, start: int, widths: range) -> tuple[list[Cell], int, int]:
    """The cells of the heads above the line `start`, for how many values they stand, and the line that they begin with.

    A head cell may be wrapped below the others ("% change" / "2020/2019"); above them may stand heads of several each.
    """
    for at in range(start - 1, max(after, start - _MOST_HEADS) - 1, -1):
        cells = _head_cells(texts[at])
        width = next((width for width in reversed(widths) if len(cells) in (width, width + 1)), 0)
        if not width or (len(cells) == width + 1 and _YEAR.fullmatch(texts[at][slice(*cells[0])])):
            if len(texts[at]) > _LONGEST_HEAD or lines.ends_sentence(texts[at]):
                break
            continue
        first = at
        rows = [(at, list(enumerate(cells, width + 1 - len(cells))))]
        wide = _head_cells(texts[at - 1]) if at > after else []
        spanning = len(wide) - (len(cells) == width)
        if spanning > 1 and width % spanning == 0 and spanning < width and lines.caption_parts(texts[at - 1]) is None:
            columns = [0, *range(1, width + 1, width // spanning)][-len(wide) :]
            rows.insert(0, (at - 1, list(zip(columns, wide, strict=True))))
            first = at - 1
        rows += [(below, [(width, (0, len(texts[below])))]) for below in range(at + 1, start)]
        return (
            [
                Cell(line, row, column, span, head=True)
                for row, (line, found) in enumerate(rows)
                for column, span in found
            ],
            width,
            first,
        )
    return [], 0, start


def _head_cells(text: str) -> list[Span]:
    """The cells of a line of heads: each year is one, and so is what a capital letter or "%" begins behind a blank."""
    if len(text) > _LONGEST_ROW or lines.ends_sentence(text) or lines.caption_parts(text):
        return []
    found = list(_TOKEN.finditer(text))
    if len(found) > _MOST_TOKENS:
        return []
    starts: list[int] = []
    years = False
    for match in found:
        year = _YEAR.fullmatch(match[0]) is not None
        begins = year or years or not starts or match[0][0].isupper() or match[0][0] == "%"
        if begins:
            starts.append(match.start())
        years = year
    ends = [*starts[1:], len(text)]
    return [(start, start + len(text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)]
