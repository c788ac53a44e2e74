"""Tables as grids: which cells are heads, stubs, counters and values, and the texts around a table.

Belongs here: the layout of a table by its look. Does not belong here: units and what a cell means (see
`observations.cells`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from pipelines.reading.layout import Kind, Position, Sentence
from pipelines.reading.lines import caption_parts

_NUMERIC = re.compile(
    r"[\s(\[~<>≈*±]*(?:[-−–+]|\(-\))?\s?(?:US|A|C|NZ|HK)?[£$€¥₹]?\s?[-−–]?\d[\d.,'’ \u00a0\u2009\u202f]*\s?"
    r"(?:%|‰|percent|per cent|pp|pts?|points?|bps?|thousand|million|billion|trillion|crore|lakh"
    r"|[a-zA-Z*†ᵃ-ᵛᶜᶠʰˡʳˢⁿ]{0,3})?[)\]*]*\s*",
)
_RANGE = re.compile(r"\s*\d[\d.,]*\s?%?\s?(?:[-–—]|to)\s?\d[\d.,]*\s?%?\s*")
_MARGIN = re.compile(
    r"\s*\d[\d.,]*\s?%?\s?(?:±|\+/-)\s?\d[\d.,]*\s?%?\s*|\s*\d[\d., ]*\s?\(\s?[-−–+]?\d[\d.,]*\s?%?\s?\)\s*"
)
_MISSING = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "−",
        "..",
        "...",
        "…",
        ":",
        "*",
        "**",
        "c",
        "x",
        "z",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "nil",
        "s",
    )
)
_PERIOD = re.compile(
    r"\s*(?:FY|Q[1-4][\s/-]?|H[12][\s/-]?|[A-Z][a-z]{2,8}\.?[\s/-])?(?:19|20)\d{2}(?:\s?(?:[/–-]|to)\s?\d{2,4})?(?:\s?[-:]?\s?Q[1-4])?\*?(?:\s?[a-z])?(?:\s?\([A-Za-z]{1,3}\))?\s*"
    r"|\s*(?:Q[1-4]|H[12])\s?\(?[a-z*#†‡^]{0,2}\)?\s*"
    r"|\s*(?:[QH][1-4]|[1-4][QH])\s?[/'’]?\s?\d\d\s*"
    r"|\s*[A-Z][a-z]{2,8}\.?(?:\s?[-–'’]\s?|\s)\d{2}\s*"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_PART = re.compile(
    r"(?:19|20)\d{2}\b|Q[1-4](?!\d)|H[12](?!\d)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)
_MARK = re.compile(r"\s?\([a-z*]{1,2}\)$|(?<=[0-9])[a-z*]$")  # of revised and provisional values: "Q3r", "Jul–Sep (p)"
_NOTE_MARK = re.compile(
    r"(?:(?<=\s)\d{1,2}[)/]|(?<=[^\W\d_])\d{1,2}/|\((?:\d{1,2}|[a-d])\)|(?<=\s)[a-z][)/])(?:[,;]?\s?\(?\d{1,2}[)/])?$"
)
_LONGEST_MARK = 10
_MEASURE_AND_PERIOD = re.compile(
    r"([^\W\d_].{2,90}?[,;:)])\s?((?:[A-Z][a-z]{2,8}\.?[/ -]|[QH][1-4][/ ]?|FY\s?)?(?:19|20)\d\d.{0,12})"
)
_LONGEST_HEAD = 120
_COUNTER = re.compile(r"\s*(\d{1,3})[.)]?\s*")
_PAGE = re.compile(r"[ *]*page(?: (?:no\.?|number))?[ *]*", re.IGNORECASE)  # of a table of contents
_RANK = re.compile(r"[ *]*rank(?:ing)?(?:,? (?:in )?(?:19|20)\d\d)?[ *]*", re.IGNORECASE)
_AGES = re.compile(
    r"\s*(?:(\d{1,2})\s?(?:[-–—]|to)\s?(\d{1,3})|\d{1,3}\s?(?:\+|(?:and|or|&) \w+))(?:\s?(?:years?|yrs))?\s*"
)
_BRACKET = re.compile(r"\s*\d[\d,]*\s?(?:(?:[-–—]|to)\s?\d[\d,]*|\+|(?:and|or) [a-z]+)\s*")  # "6–12", "300 or more"
_AGE = re.compile(r"\bages?\b", re.IGNORECASE)
_UNITS = re.compile(r"(?:units?(?: of measure(?:ment)?)?|measured? in|measure)\.?", re.IGNORECASE)
_OLDEST = 120
_NEAR = 6
_MOST_HEADS = 3
_MOST_STUBS = 5


@dataclass(slots=True)
class Grid:
    """One table: texts of heads by column and of stubs by row, texts around it, and what each row and column is.

    `around` are the texts before the table that may say its unit, nearest first; `caption` is the passage of its
    caption. `groups` are the headings inside the table by row. `stub_parts` are the texts that a stub is made of, each
    with its column, None for the heading inside the table. `notes` are the notes directly behind it.
    """

    number: int
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    heads: dict[int, list[str]] = field(default_factory=dict)
    stubs: dict[int, str] = field(default_factory=dict)
    stub_parts: dict[int, tuple[tuple[int | None, str], ...]] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    head_rows: frozenset[int] = frozenset()
    stub_columns: frozenset[int] = frozenset()
    counter_column: int | None = None
    around: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    caption: int | None = None

    def place(self, cell: Position) -> str:
        """`head`, `stub`, `counter`, `rank`, `page` or `body`."""
        if cell.row in self.head_rows:
            return "head"
        if any(_RANK.fullmatch(text) for text in self.heads.get(cell.column, ())):
            return "rank"
        if any(_PAGE.fullmatch(text) for text in self.heads.get(cell.column, ())):
            return "page"
        if cell.column == self.counter_column:
            return "counter"
        return "stub" if cell.column in self.stub_columns or cell.row in self.groups else "body"


def is_value(text: str) -> bool:
    """Whether the text of a cell is a value: a number with at most a sign, a unit and a mark."""
    if len(text) > 60:
        return False
    return any(pattern.fullmatch(text) for pattern in (_NUMERIC, _RANGE, _MARGIN))


def is_period(text: str) -> bool:
    """Whether the text of a cell is nothing but a year or a part of one."""
    return len(text) <= 60 and _PERIOD.fullmatch(text) is not None


def _are_ages(texts: Sequence[str]) -> bool:
    """Whether texts are nothing but brackets of ages: "15-24 | 25-54 | 55+"."""
    found = [_AGES.fullmatch(text) for text in texts]
    return any(match and match[1] for match in found) and all(
        match and (match[1] is None or int(match[1]) < int(match[2]) <= _OLDEST) for match in found
    )


def is_missing(text: str) -> bool:
    """Whether the text of a cell stands for a value that is missing or suppressed."""
    return text.strip().lower() in _MISSING


def _look_behind(sentences: list[Sentence], index: int, grid: Grid) -> None:
    """The caption behind a table (`<figcaption>` at the end of a figure), where none stands before it."""
    for at in range(index + 1, min(index + 3, len(sentences))):
        sentence = sentences[at]
        if sentence.kind is Kind.CAPTION and not sentence.cell:
            if any(one.cell for one in sentences[at + 1 : at + 3]):
                return  # the caption of the next table
            grid.around.append(sentence.text)
            grid.caption = sentence.passage
            return


def find_grids(sentences: list[Sentence]) -> dict[int, Grid]:
    """The tables of a document by their number."""
    cells: dict[int, list[tuple[Position, str]]] = defaultdict(list)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, sentence in enumerate(sentences):
        if sentence.cell:
            first.setdefault(sentence.cell.table, index)
            last[sentence.cell.table] = index
            cells[sentence.cell.table].append((sentence.cell, " ".join(sentence.text.split())))
    grids = {number: _grid(number, entries) for number, entries in cells.items()}
    for number, index in first.items():
        _look_inside(sentences[index], grids[number])
        if grids[number].caption is None:
            _look_around(sentences, index, grids[number])
        if grids[number].caption is None:
            _look_behind(sentences, last[number], grids[number])
        behind = takewhile(_is_note, sentences[last[number] + 1 : last[number] + 1 + _NEAR])
        grids[number].notes = [sentence.text for sentence in behind]
    return grids


def _is_note(sentence: Sentence) -> bool:
    return sentence.kind in (Kind.FOOTNOTE, Kind.SOURCE) and not sentence.cell


def _grid(number: int, entries: list[tuple[Position, str]]) -> Grid:
    grid = Grid(number)
    for cell, text in entries:
        grid.cells[(cell.row, cell.column)] = f"{grid.cells.get((cell.row, cell.column), '')} {text}".strip()
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), text in grid.cells.items():
        rows[row][column] = text
    grid.head_rows = _head_rows(entries, rows)
    body = {row: texts for row, texts in rows.items() if row not in grid.head_rows}
    grid.counter_column = _counter_column(body)
    heads = [(column, text) for row in grid.head_rows for column, text in rows[row].items()]
    ages = {column for column, text in heads if _AGE.search(text)}
    units = {column for column, text in heads if _UNITS.fullmatch(text)}
    headed = {column for column, text in heads if text}
    grid.stub_columns = _stub_columns(body, grid.counter_column, ages, units, headed)
    _name_columns(grid, entries)
    _name_rows(grid, body, entries)
    return grid


def _head_rows(entries: list[tuple[Position, str]], rows: dict[int, dict[int, str]]) -> frozenset[int]:
    """The rows marked as heads, and the rows on top without values (years and quarters are no values there)."""
    heads = {cell.row for cell, _ in entries if cell.head and cell.column > 0}
    for row in sorted(rows)[: _MOST_HEADS + 1]:
        if _counts_columns(rows[row]) and row + 1 in rows:
            return frozenset(above for above in rows if above <= row)
    if heads:
        top = {row for row in rows if row <= max(heads)}
        follow = max(heads) + 1
        if (
            follow in rows
            and follow + 1 in rows
            and _is_head(rows[follow])
            and _goes_on(rows[max(heads)], rows[follow])
        ):
            top.add(follow)
        return frozenset(top)
    found: set[int] = set()
    for row in sorted(rows):
        below = rows.get(row + 1)
        titled = bool(found) and below is not None and not any(text for column, text in rows[row].items() if column)
        if not _is_head(rows[row]) and not (titled and below and _is_head(below)):
            break
        found.add(row)
    wrapped = len(found) <= _MOST_HEADS + 2 and len(found) * 2 <= len(
        rows
    )  # "of which" / "in foreign" / "currency" / "(%)"
    most = len(found) < len(rows) and (len(found) <= _MOST_HEADS or wrapped)
    return frozenset(found) if most else frozenset(sorted(found)[:1])


def _counts_columns(texts: dict[int, str]) -> bool:
    """Whether a row below the heads only counts the columns: 1, 2, 3 ..."""
    filled = [texts[column].strip("() ") for column in sorted(texts) if texts[column].strip()]
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _is_head(texts: dict[int, str]) -> bool:
    values = [text for column, text in texts.items() if column > 0 and not is_missing(text)]
    if _are_units(dict(enumerate(values))) and any(map(str.isalpha, "".join(values))):
        return True  # "(1,000) | (%) | (EUR)"
    if len(values) > 1 and not texts.get(0, "").strip() and _are_ages(values):
        return True  # a second row of heads, below "Men | Women"
    if len(values) > 2 and not texts.get(0, "").strip() and sum(bool(_AGES.fullmatch(text)) for text in values) > 1:
        return all(_AGES.fullmatch(text) or not is_value(text) for text in values)  # "All | 16-34 | 35+ | Men"
    return bool(values) and all(_PERIOD.fullmatch(text) or not is_value(text) for text in values)


def _goes_on(head: dict[int, str], follow: dict[int, str]) -> bool:
    """Whether a row without values is a second row of heads: its stub is empty, or it fills what the first left empty."""
    filled = [sum(bool(text.strip()) for text in texts.values()) for texts in (head, follow)]
    return not follow.get(0, "").strip() or filled[0] * 2 <= filled[1]


def _counter_column(body: dict[int, dict[int, str]]) -> int | None:
    """The first column if it only counts the rows (1, 2, 3 ...) and a column of words follows."""
    numbers = [_COUNTER.fullmatch(texts.get(0, "")) for _, texts in sorted(body.items())]
    counted = [int(match[1]) for match in numbers if match]
    if (
        len(counted) < 2
        or len(counted) < len(body) - 1
        or counted != list(range(counted[0], counted[0] + len(counted)))
    ):
        return None
    if counted[0] not in (0, 1):
        return None
    words = sum(not is_value(texts.get(1, "1")) for texts in body.values())
    return 0 if words * 2 > len(body) else None


def _stub_columns(
    body: dict[int, dict[int, str]], counter: int | None, ages: set[int], units: set[int], headed: set[int]
) -> frozenset[int]:
    """The columns at the left that name the rows: the first, and those after it that hold words.

    So do those of `ages`, whose heads speak of ages, where they hold brackets: "Men | 16-24"; those of `units`; and those
    without any head (they are not among `headed`) where they hold nothing but brackets: "Age | 6–12", " | 80 or older".
    """
    found = set() if counter is None else {counter}
    column = 0 if counter is None else counter + 1
    found.add(column)
    while column < _MOST_STUBS:
        column += 1
        texts = [row[column] for row in body.values() if column in row and not is_missing(row[column])]
        aged = column in ages and _are_ages([text for text in texts if any(map(str.isdigit, text))])
        aged = aged or (column not in headed and all(_BRACKET.fullmatch(text) for text in texts))
        if column not in units and (len(texts) < 2 or (any(is_value(text) for text in texts) and not aged)):
            return frozenset(found)
        if not any(is_value(text) for row in body.values() for at, text in row.items() if at > column):
            return frozenset(found)
        found.add(column)
    return frozenset(found)


def _name_columns(grid: Grid, entries: list[tuple[Position, str]]) -> None:
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for cell, text in sorted(entries, key=lambda entry: (entry[0].row, entry[0].column)):
        for row in range(cell.row, cell.row + min(cell.rows, _MOST_HEADS)):
            if row in grid.head_rows:
                rows[row].update(dict.fromkeys(range(cell.column, cell.column + cell.columns), text))
    last = max((column for row, column in grid.cells if row not in grid.head_rows), default=0)
    rows = {row: _moved(texts, last) for row, texts in rows.items()}
    width = max((column for _, column in grid.cells), default=0) + 1
    first = max(grid.stub_columns, default=0) + 1
    headed: set[int] = set()  # columns with a head of their own: what stands lower in other columns is not theirs
    for row in sorted(rows):
        if row + 1 in rows:
            rows[row] = _dealt(rows[row], rows[row + 1], first)
        _carry_years(rows[row])
        _carry_measures(rows[row])
        sparse = len(rows[row]) * 2 <= width - first + 1 and not _are_units(rows[row])
        texts = _spread(rows[row], first, width) if row != max(rows) or sparse else rows[row]
        if not rows[row].get(first):
            texts = {column: text for column, text in texts.items() if column in rows[row] or column not in headed}
        headed |= {column for column, text in rows[row].items() if text}
        for column, text in sorted(texts.items()):
            text = _unmarked(text)
            if grid.heads.setdefault(column, [])[-1:] != [text]:
                grid.heads[column].append(text)


def _unmarked(text: str) -> str:
    """A head or stub without the mark of a note at its end: "Ferries 1)", "Islands (2)", "Reserves 3/", "Loans a/"."""
    match = _NOTE_MARK.search(text, max(0, len(text) - _LONGEST_MARK)) if text[-1:] in (")", "/") else None
    return text[: match.start()].rstrip() if match and match.start() else text


def _moved(texts: dict[int, str], last: int) -> dict[int, str]:
    """A head row that is wider than all rows below (whose `last` column is given), without the empty cells in front."""
    beyond = max(texts) - last
    if beyond <= 0 or any(texts.get(column) for column in range(beyond + 1)):
        return texts
    return {column - beyond: text for column, text in texts.items() if column >= beyond}


def _are_units(texts: dict[int, str]) -> bool:
    """Whether a head row says in brackets in what some of its columns are: "(thousand)", "(R million)"."""
    filled = [text for text in texts.values() if text]
    return len(filled) > 1 and all(text.startswith("(") and text.endswith(")") for text in filled)


def _carry_years(texts: dict[int, str]) -> None:
    """In a head row such as "2019: Q1 | Q2 | 2020: Q1" the parts behind a year are of that year."""
    year = None
    for column in sorted(texts):
        text = texts[column]
        stated = _YEAR.search(text)
        if stated:
            year = stated[0] if _PART.search(text.replace(stated[0], "")) else None
        elif year and _PART.match(text):
            texts[column] = f"{_MARK.sub('', text)} {year}"


def _carry_measures(texts: dict[int, str]) -> None:
    """In a head row such as "Exports, US$ million, 2022 | 2023 | Share %" a year alone is of the measure before it."""
    measure = ""
    for column in sorted(texts):
        text = texts[column]
        if measure and _PERIOD.fullmatch(text):
            texts[column] = f"{measure} {text}"
            continue
        dated = _MEASURE_AND_PERIOD.fullmatch(text) if len(text) <= _LONGEST_HEAD else None
        measure = dated[1] if dated and _PERIOD.fullmatch(dated[2]) else ""


def _dealt(texts: dict[int, str], below: dict[int, str], first: int) -> dict[int, str]:
    """Heads that lost the width of their columns, dealt out over the heads below: a new one where these begin anew.

    "2019 | 2020" above "Men | Women | Men | Women" stand above two each, though a dump writes them side by side.
    """
    filled = sorted(column for column, text in texts.items() if column >= first and text)
    under = sorted(column for column, text in below.items() if column >= first and text)
    aside = len(filled) > 1 and filled == list(range(first, first + len(filled)))
    if not aside or under != list(range(first, first + len(under))) or len(under) <= len(filled):
        return texts
    groups: list[list[int]] = [[]]
    for column in under:
        if below[column] in [below[one] for one in groups[-1]]:
            groups.append([])
        groups[-1].append(column)
    if len(groups) != len(filled):
        return texts
    dealt = {column: text for column, text in texts.items() if column < first}
    for column, group in zip(filled, groups, strict=True):
        dealt.update(dict.fromkeys(group, texts[column]))
    return dealt


def _spread(texts: dict[int, str], first: int, width: int) -> dict[int, str]:
    """A head row above others, whose texts stand for the empty columns around (centred) or behind them."""
    filled = sorted(column for column in texts if column >= first)
    if not filled or len(filled) == width - first:
        return texts
    spread = dict(texts)
    for column in range(first, width):
        if column in texts:
            continue
        if filled[0] > first:
            spread[column] = texts[min(filled, key=lambda at: (abs(at - column), at))]
        elif column > filled[0]:
            spread[column] = texts[max(at for at in filled if at < column)]
    return spread


def _name_rows(grid: Grid, body: dict[int, dict[int, str]], entries: list[tuple[Position, str]]) -> None:
    group = ""
    year: re.Match[str] | None = None
    above: dict[int, str] = {}
    spanning = {(cell.row, cell.column): cell for cell, _ in entries}
    for row in sorted(body):
        texts = body[row]
        filled = [column for column, text in texts.items() if text]
        if filled == [min(texts)] and len(body) > 2 and not is_value(texts[min(texts)]):
            group = _unmarked(texts[min(texts)])
            grid.groups[row] = group
            continue
        _carry_down(texts, above, grid)
        named = [column for column in sorted(texts) if column in grid.stub_columns and column != grid.counter_column]
        parts = [_unmarked(texts[column]) for column in named]
        of_columns = [(column, part) for column, part in zip(named, parts, strict=True) if part]
        grid.stub_parts[row] = ((None, group), *of_columns) if group else tuple(of_columns)
        if len(parts) == 2 and _YEAR.fullmatch(parts[0]) and _PART.match(parts[1]) and not _YEAR.search(parts[1]):
            parts = [f"{_MARK.sub('', parts[1])} {parts[0]}"]  # "2015 | Q3"
        stub = ", ".join(part for part in parts if part)
        year = _YEAR.search(stub) or year if _PART.match(stub) or _YEAR.search(stub) else None
        if year and _PART.match(stub) and not _YEAR.search(stub):
            stub = f"{_MARK.sub('', stub)} {year[0]}"
        grid.stubs[row] = f"{group}, {stub}" if group and stub else stub or group
        for column in filled:
            cell = spanning.get((row, column))  # None where a cell above reaches down
            if cell and cell.rows > 1 and column in grid.stub_columns:
                for below in range(row + 1, row + cell.rows):
                    body.get(below, {}).setdefault(column, texts[column])


def _carry_down(texts: dict[int, str], above: dict[int, str], grid: Grid) -> None:
    """Where the first of several stubs is left empty, that of the row above goes on: "Men | 16-24", " | 25-44"."""
    stubs = sorted(grid.stub_columns - {grid.counter_column})
    if len(stubs) < 2:
        return
    if texts.get(stubs[0]):
        above[stubs[0]] = texts[stubs[0]]
    elif stubs[0] in above and any(texts.get(column) for column in stubs[1:]):
        texts[stubs[0]] = above[stubs[0]]


def _look_inside(first: Sentence, grid: Grid) -> None:
    """What stands in the first cell of a table: its caption ("Table 4. Farm income"), or what is in it ("£ million")."""
    text = " ".join(first.text.split())
    if first.cell is None or first.cell.row or first.cell.column or 0 not in grid.head_rows or is_value(text):
        return
    grid.around.append(text)
    if caption_parts(text):
        grid.caption = first.passage


def _look_around(sentences: list[Sentence], index: int, grid: Grid) -> None:
    """The texts before a table, nearest first: caption, subtitle, "Thousands"."""
    for before in range(index - 1, max(-1, index - _NEAR), -1):
        sentence = sentences[before]
        if sentence.kind is Kind.CAPTION:
            grid.around.append(sentence.text)
            grid.caption = sentence.passage
            return
        if (
            sentence.kind in (Kind.PARAGRAPH, Kind.HEADING)
            and len(sentence.text) <= 60
            and not sentence.text.rstrip().endswith(".")
            and not is_value(sentence.text)
        ):
            grid.around.append(sentence.text)
        elif sentence.kind not in (Kind.RUNNING_HEAD, Kind.MARKUP):
            return
