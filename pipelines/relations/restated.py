"""`repeat` between prose and tables: a cell of a table that a sentence restates.

Belongs here: which cell a sentence speaks of: all words of its row or column stand in the sentence, the unit and the
period agree, and the table says what is measured. Does not belong here: the same quantity twice in prose (see `repeat`).

Sentences round, and speak of other breakdowns: another value is called wrong only if one misprinted digit explains it and
no other cell of the table is meant as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipelines.observations import Observation
from pipelines.relations.constraints import meet
from pipelines.relations.context import Context, SentenceGroup, stems
from pipelines.relations.misprints import misprint
from pipelines.relations.sheets import Line, Sheet
from pipelines.relations.statement import full_interval

_NEAR = 8  # passages between a sentence and its table
_LARGEST = 600  # cells of a table that is looked at
_NAMING = 2  # words that caption and heads must share with the sentence; one less if both have the same date
_TELLING = 20  # in units of the last digit
_GENERAL = frozenset(("total", "all", "overa"))

Stems = frozenset[str]


def find_restated(context: Context) -> Iterator[tuple[Observation, Observation]]:
    """Pairs of an observation of a sentence and the cell that it restates, in the order of the text."""
    near: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in context.sheets:
        if sheet.values and len(sheet.values) <= _LARGEST:
            first = next(iter(sheet.values.values()))
            passage = context.scans[first.sentence].sentence.passage
            for at in range(passage - _NEAR, passage + len(sheet.values) + _NEAR):
                near[at].append(sheet)
    for group in context.sentences:
        for sheet in near.get(group.scan.sentence.passage, ()):
            spoken = stems(group.scan.sentence.text)
            for one in group.observations:
                cell = _restated(group, one, sheet, spoken)
                if cell:
                    yield one, cell


def _restated(group: SentenceGroup, one: Observation, sheet: Sheet, spoken: Stems) -> Observation | None:
    """The only cell that an observation of a sentence can restate."""
    if one.measure != "level" or one.quantity.upper is not None or one.unit is None:
        return None
    alike = [other for other in group.observations if other.unit == one.unit and other.measure == "level"]
    found = []
    lines = [line for line in sheet.lines if _is_spoken(line, spoken)]
    crossing = [line for line in sheet.crossing if _is_spoken(line, spoken)] or sheet.crossing
    for line in lines:
        for cross in crossing:
            cell = sheet.at(line, cross)
            if cell is None or not _is_comparable(one, cell):
                continue
            dated = one.slots.period is not None and cell.slots.period is not None
            if _shared(sheet, line, cross, spoken) >= (_NAMING - 1 if dated else _NAMING):
                found.append(cell)
    same = [cell for cell in found if meet(full_interval(one), full_interval(cell))]
    if len(same) == 1 and (len(alike) == 1 or _is_telling(one)):
        return same[0]
    return found[0] if len(found) == len(alike) == 1 and not same and misprinted(one, found[0]) else None


def _is_telling(one: Observation) -> bool:
    """Whether a number has enough digits for it to be no chance that a cell shows it as well."""
    return abs(one.quantity.value) >= one.quantity.step * _TELLING


def _is_spoken(line: Line, spoken: Stems) -> bool:
    """Whether all words of a line's label stand in the sentence; a total says too little."""
    own = stems(line.label) - _GENERAL
    return bool(own) and own <= spoken


def _shared(sheet: Sheet, line: Line, cross: Line, spoken: Stems) -> int:
    """How many words of the table's caption, corner and heads say what the sentence measures."""
    names = stems(" ".join((*sheet.around, cross.label, *cross.heading, *line.heading))) - stems(line.label)
    return len(names & spoken)


def _is_comparable(one: Observation, cell: Observation) -> bool:
    kinds = {one.quantity.kind, cell.quantity.kind}
    named = (
        kinds == {"count"} and cell.quantity.unit_from == "inherited:stub"
    )  # "Residents": of whom, not what is counted
    alike = one.unit == cell.unit or kinds == {"count", None} or named
    dates = {at.slots.period.code for at in (one, cell) if at.slots.period}
    return alike and cell.measure == "level" and len(dates) <= 1


def misprinted(one: Observation, other: Observation) -> bool:
    """Whether two values printed to the same digits differ in one of them, or in two neighbours that are swapped."""
    exact = one.quantity.qualifier == other.quantity.qualifier == "exact"
    alike = exact and one.quantity.step == other.quantity.step and one.quantity.value != other.quantity.value
    return alike and misprint(one, other.quantity.value) in ("digit", "swapped")
