"""`total`: lines of tables that say themselves how they are computed: "(A) minus (B)", "Net (1)-(2)", "Total (a + b)".

Belongs here: the formula in a label, the lines that its letters or numbers stand for, trying it on every cross line. Does
not belong here: totals and balances that are only called so (see `table_totals`, `table_changes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.observations import Observation
from pipelines.relations.context import Context
from pipelines.relations.parts import measured, net_of
from pipelines.relations.sheets import Line, Sheet
from pipelines.relations.statement import Relation

_KEY = r"\(?\s*([ivx]{2,4}|[A-Za-z]|\d{1,2})\s*\)?"
_SIGNS = {"minus": -1, "less": -1, "-": -1, "–": -1, "−": -1, "plus": 1, "+": 1, "and": 1}
_JOIN = r"\s*(minus|less|plus|[-–−+])\s*"
_FORMULA = re.compile(r"(?:\(|\[|=)\s*(?=\(?\s*\w{1,4}\s*\)?\s*(?:minus|less|plus|[-–−+]))(.{3,60})", re.IGNORECASE)
_TERM = re.compile(rf"(?:{_JOIN})?{_KEY}", re.IGNORECASE)
_NAME = re.compile(r"[(\[]\s*([ivx]{2,4}|[A-Za-z]|\d{1,2})\s*[)\]]|^\s*([ivx]{2,4}|[A-Za-z]|\d{1,2})[.)]\s")
_LONGEST = 200  # characters of a label


def find_table_formulas(context: Context) -> list[Relation]:
    """The lines of tables with a formula, on every cross line."""
    return [relation for sheet in context.sheets for one in (sheet, sheet.turn()) for relation in _of_sheet(one)]


def _of_sheet(sheet: Sheet) -> Iterator[Relation]:
    named: dict[str, list[Line]] = {}
    for line in sheet.lines:
        if (name := _name(line.label)) is not None:
            named.setdefault(name, []).append(line)
    if len(named) < 2:
        return
    for line in sheet.lines:
        terms = _formula(line.label)
        if len(terms) > 1 and all(len(named.get(key, ())) == 1 and named[key][0] is not line for _, key in terms):
            yield from _of_line(sheet, line, [(sign, named[key][0]) for sign, key in terms])


def _name(label: str) -> str | None:
    """The letter or number by which other lines call a line; none for one that holds a formula."""
    label = label[:_LONGEST]
    found = [] if len(_formula(label)) > 1 else list(_NAME.finditer(label))
    return next((key for match in found for key in match.groups() if key), None) if len(found) == 1 else None


def _formula(label: str) -> list[tuple[int, str]]:
    """The terms of a formula in a label, each with its sign: "D.I. (A) minus (B)" has A and less B."""
    match = _FORMULA.search(label[:_LONGEST])
    if match is None:
        return []
    terms: list[tuple[int, str]] = []
    at = 0
    text = match.group(1)
    while found := _TERM.match(text, at):
        joined = found.group(1)
        if bool(terms) != bool(joined):
            break
        terms.append((_SIGNS[joined.lower()] if joined else 1, found.group(2)))
        at = found.end()
    ended = text[at : at + 1] in ("", ")", "]", ",", " ", "/")
    return terms if ended else []


def _of_line(sheet: Sheet, line: Line, terms: list[tuple[int, Line]]) -> list[Relation]:
    """What fits on at least as many cross lines as it fails on; a failure alone may be a formula that was not meant so."""
    fits: list[Relation] = []
    fails: list[Relation] = []
    for cross in sheet.crossing:
        result = sheet.at(line, cross)
        values = [(sign, one) for sign, other in terms if (one := sheet.at(other, cross)) is not None]
        if result is None or len(values) < len(terms) or not _comparable(result, [one for _, one in values]):
            continue
        relation, holds = net_of("total", result, values, f"{line.label}: {result.stated}")
        (fits if holds else fails).append(relation)
    return [*fits, *fails] if fits and len(fits) >= len(fails) else []


def _comparable(result: Observation, values: list[Observation]) -> bool:
    numbers = [result, *values]
    single = all(one.quantity.upper is None and one.value is not None for one in numbers)
    units = {measured(one) for one in values}
    points = measured(result) in ("percentage_point", "index", "count") and units == {"share"}
    return single and len(units) == 1 and (points or measured(result) in units)
