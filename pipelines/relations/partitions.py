"""Which lines of a table are the parts of a line of totals.

Belongs here: candidates by the layout of a sheet, and trying them on every cross line. Does not belong here: what is said of
those that fit or fail (see `table_totals`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.constraints import Amid, meet
from pipelines.relations.parts import adds_up, measured
from pipelines.relations.sheets import Line, Sheet
from pipelines.relations.statement import full_interval
from pipelines.rules import table

_COMPLEMENTS = [tuple(row["words"].split(" | ")) for row in table("complements")]
_CURRENCIES = frozenset(row["code"] for row in table("currencies"))
_MOST_PARTS = 1_000
_UNNAMED, _BORNE = 4, 2  # lines of a table without a total, and cross lines on which the others add up to one
_RATES = ("share", "percentage_point", "index_point", "fold")
_TELLING = Fraction(1, 4)
_LAST_DIGITS = 2


@dataclass(slots=True, eq=False)
class Trial:
    """The parts on one cross line against their whole.

    `state` is `adds`, `amid` (between the parts), `open` (parts missing), `nested` (a run of the parts is counted twice) or
    `off`. `to` is what a note says that the numbers are rounded to.
    """

    cross: Line
    whole: Observation
    parts: list[Observation]
    missing: int
    state: str
    telling: bool = False
    to: Fraction | None = None

    @property
    def is_near(self) -> bool:
        """Whether the parts miss the whole by a last digit or two."""
        numbers = (self.whole, *self.parts)
        missed = abs(sum((one.quantity.value for one in self.parts), -self.whole.quantity.value))
        return missed <= _LAST_DIGITS * max(one.quantity.step for one in numbers)


@dataclass(slots=True, eq=False)
class Partition:
    """A line of totals with the lines that may be its parts, tried on every cross line."""

    whole: Line
    parts: list[Line]
    trials: list[Trial] = field(default_factory=list)

    def of(self, state: str) -> list[Trial]:
        """The trials in a state."""
        return [trial for trial in self.trials if trial.state == state]

    @property
    def support(self) -> int:
        """How many cross lines add up in a way that can hardly be chance."""
        return sum(trial.telling for trial in self.of("adds"))

    @property
    def is_closed(self) -> bool:
        """Whether the parts name everything: with a rest, with an open end, or two that complement each other."""
        return is_closed(self.parts)


def is_closed(lines: list[Line]) -> bool:
    """Whether lines leave nothing out: "Other", "65 and over", men and women."""
    if any(line.is_rest or line.is_open_end for line in lines):
        return True
    words = frozenset[str]().union(*(line.words for line in lines))
    return any(words.issuperset(groups) for groups in _COMPLEMENTS)


def find_partitions(sheet: Sheet) -> list[list[Partition]]:
    """For each line of totals its candidates, likeliest first; those of different groups are each a partition."""
    lines = [line for line in sheet.lines if not line.is_part]
    totals = [at for at, line in enumerate(lines) if line.is_total]
    found = []
    for order, at in enumerate(totals):
        ends = order in (0, len(totals) - 1)
        before = totals[order - 1] + 1 if order else 0
        after = totals[order + 1] if order + 1 < len(totals) else len(lines)
        sets = [lines[before:at], lines[at + 1 : after]]
        sets = [[line for line in block if line.group == lines[at].group] for block in sets]
        if ends:
            sets += _wide(lines, at, totals)
        tried: list[Partition] = []
        seen: set[tuple[int, ...]] = set()
        for block in sets:
            key = tuple(line.at for line in block)
            if 2 <= len(block) <= _MOST_PARTS and key not in seen:
                seen.add(key)
                tried.append(_tried(sheet, lines[at], block))
        found.append(tried)
    return found or _unnamed(sheet, lines)


def _unnamed(sheet: Sheet, lines: list[Line]) -> list[list[Partition]]:
    """The last or the first line as a total that no word calls so: it is what the others add up to on most cross lines."""
    if not _UNNAMED <= len(lines) <= _MOST_PARTS or len(sheet.crossing) < _BORNE:
        return []
    for at, others in ((len(lines) - 1, lines[:-1]), (0, lines[1:])):
        tried = _tried(sheet, lines[at], others)
        if tried.support >= max(_BORNE, len(tried.trials) - 1):
            return [[tried]]
    return []


def _wide(lines: list[Line], at: int, totals: list[int]) -> list[list[Line]]:
    """For the first and the last total: the lines of each other group, all lines, all other totals."""
    taken = set(totals)
    plain = [line for index, line in enumerate(lines) if index not in taken]
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in plain:
        if line.group != lines[at].group:
            groups.setdefault(line.group, []).append(line)
    subtotals = [lines[index] for index in totals if index != at]
    return [*groups.values(), plain, subtotals]


def _tried(sheet: Sheet, whole: Line, parts: list[Line]) -> Partition:
    beside = [line for line in parts if not line.is_aside]
    parts = [line for line in beside if _alike(sheet, whole, line)]
    signed = len(parts) == 1 and parts[0] is beside[0]  # only the first amount and the total bear a sign
    if signed:
        parts = [line for line in beside if _alike(sheet, whole, line, signed=True)]
    partition = Partition(whole, parts)
    if len(parts) < 2:
        return partition
    dashed: list[Trial] = []  # nothing but dashes is missing
    for cross in sheet.crossing:
        stated = sheet.at(whole, cross)
        if (
            stated is None
            or cross.is_aside
            or (cross.is_change and measured(stated) in _RATES)
            or stated.quantity.upper is not None
            or stated.value is None
        ):
            continue
        known = [one for one in (sheet.at(line, cross) for line in parts) if one is not None]
        known = [one for one in known if _adds_to(stated, one, signed=signed) and one.quantity.upper is None]
        nil = sum((line.at, cross.at) in sheet.nil for line in parts)
        if known:
            partition.trials.append(_trial(cross, stated, known, len(parts) - len(known), nil, sheet.rounded_to))
            dashed += [partition.trials[-1]] if nil and len(parts) - len(known) == nil else []
    if any(one.state == "adds" for one in dashed):  # then a dash is nothing in the others too
        for one in dashed:
            if one.state == "open":
                one.state, one.missing = _missed(one.whole, one.parts), 0
    return partition


def _adds_to(whole: Observation, part: Observation, *, signed: bool) -> bool:
    """Whether a number is measured like its whole, or bears no sign where its whole bears that of a currency."""
    return measured(part) == measured(whole) or (signed and measured(part) == "count" and whole.unit in _CURRENCIES)


def _alike(sheet: Sheet, whole: Line, part: Line, *, signed: bool = False) -> bool:
    """Whether most values of two lines are measured alike."""
    pairs = [(sheet.at(whole, cross), sheet.at(part, cross)) for cross in sheet.crossing]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    return not both or sum(_adds_to(one, other, signed=signed) for one, other in both) * 2 > len(both)


def _trial(
    cross: Line, whole: Observation, parts: list[Observation], missing: int, nil: int, rounded_to: Fraction | None
) -> Trial:
    """A dash may stand for nothing: it does where the others add up without it."""
    to = rounded_to * whole.quantity.factor if rounded_to and measured(whole) != "share" else None
    adds = adds_up(whole, parts, to)
    if missing and not (missing == nil and adds):
        return Trial(cross, whole, parts, missing, "open", to=to)
    if adds:
        return Trial(cross, whole, parts, 0, "adds", _is_telling(whole, parts), to)
    return Trial(cross, whole, parts, 0, _missed(whole, parts), to=to)


def _missed(whole: Observation, parts: list[Observation]) -> str:
    """The state of parts that do not add up."""
    hull = Amid().allowed(0, [full_interval(whole), *(full_interval(one) for one in parts)])
    amid = len(parts) > 1 and meet(full_interval(whole), hull)
    return "amid" if amid else "nested" if _is_nested(whole, parts) else "off"


def _is_nested(whole: Observation, parts: list[Observation]) -> bool:
    """Whether the parts add up without a run of them, which are parts of another then ("60+", "90+")."""
    excess = sum((one.quantity.value for one in parts), Fraction(0)) - whole.quantity.value
    slack = sum((one.quantity.step for one in (whole, *parts)), Fraction(0)) / 2
    if excess <= slack or any(one.quantity.value < 0 for one in parts):
        return False
    first, run = 0, Fraction(0)
    for last, one in enumerate(parts):
        run += one.quantity.value
        while run > excess + slack and first <= last:
            run -= parts[first].quantity.value
            first += 1
        if run and abs(run - excess) <= slack:
            return True
    return False


def _is_telling(whole: Observation, parts: list[Observation]) -> bool:
    """Whether parts that add up could easily not have done so."""
    slack = sum((one.quantity.step for one in (whole, *parts)), Fraction(0))
    filled = sum(one.quantity.value != 0 for one in parts)
    return filled >= 2 and slack <= abs(whole.quantity.value) * _TELLING
