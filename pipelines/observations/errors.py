"""Standard errors, margins and numbers of cases that tables print beside or below what they are of, often in brackets.

Belongs here: which columns and rows hold them, of which column they are, brackets that are no minus. Does not belong here:
the units of cells (see `cells`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.reading.layout import Position
from pipelines.reading.tables import Grid, is_period

_ERROR = re.compile(
    r"\b(?:standard (?:errors?|deviations?)|std\.? (?:err(?:or)?s?|dev)|s\.\s?[ed]\.|margins? of (?:sampling )?error"
    r"|sampling errors?|coefficients? of variation|confidence (?:intervals?|limits?)|z-?scores?|p-?values?|relative errors?"
    r"|t-?(?:statistics?|stats?|values?|ratios?))(?![^\W\d_])",
    re.IGNORECASE,
)
_SHORT_ERROR = re.compile(
    r"[\s(±]*(?:S\.?E\.?M?|s\.?e\.?|R\.?S\.?E\.?|S\.?D\.?|C\.?V\.?|95\s?% CI)(?:\s(?:of|in)\s[^()]{1,30})?"
    r"[\s,)%]*(?:\([^()]*\))?\s*"
)
_CASES = re.compile(r"[\s(]*[nN][\s)]*")
_ENCLOSED = re.compile(r"\s*\([^()]*\)[\s*]*")
_KEPT = 2000


@lru_cache(maxsize=_KEPT)
def names_error(text: str) -> bool:
    """Whether a head or stub says that its numbers are errors: "(Standard error)", "SE", "95% CI"."""
    return _ERROR.search(text) is not None or _SHORT_ERROR.fullmatch(text) is not None


def measured_column(grid: Grid, column: int) -> int:
    """The column that a column of errors is of: the nearest to its left that has none; itself if it holds no errors."""
    at = column
    while at > 0 and any(map(names_error, grid.heads.get(at, ()))) and at not in grid.stub_columns:
        at -= 1
    return column if at in grid.stub_columns else at


def encloses_errors(grid: Grid, cell: Position) -> bool:
    """Whether the brackets of a cell are no minus: its head or stub names errors, or its head is a year in brackets.

    Nor are they in a row that has no stub and nothing but brackets, below the values that these are of.
    """
    texts = (*grid.heads.get(cell.column, ()), grid.stubs.get(cell.row, ""))
    if any(names_error(text) or _CASES.fullmatch(text) for text in texts):
        return True
    lowest = grid.heads.get(cell.column, ())[-1:]
    if any(_ENCLOSED.fullmatch(text) and is_period(text.strip(" ()*")) for text in lowest):
        return True
    return _is_below_values(grid, cell.row)


def _is_below_values(grid: Grid, row: int) -> bool:
    if any(grid.cells.get((row, column), "").strip() for column in grid.stub_columns):
        return False
    columns = sorted({column for _, column in grid.cells} - grid.stub_columns)
    here = [text for column in columns if (text := grid.cells.get((row, column), "").strip())]
    above = [text for column in columns if (text := grid.cells.get((row - 1, column), "").strip())]
    enclosed = [_ENCLOSED.fullmatch(text) is not None for text in here]
    return bool(here) and all(enclosed) and bool(above) and not all(map(_ENCLOSED.fullmatch, above))
