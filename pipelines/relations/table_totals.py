"""Totals in tables: `total`, `shares_sum` and `within_groups` of rows and columns, and `subset` of their "of which".

Belongs here: which sums of a table are reported, and when one that fails is held against the table. Does not belong here:
candidates for parts (see `partitions`), changes between columns (see `table_changes`).

A table does not say what its totals are made of. That its numbers are parts is known from the other lines that add up; a
line is accused only if those are many, or if one misprinted digit explains the failure and chance does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.constraints import Amid
from pipelines.relations.context import Context
from pipelines.relations.partitions import Partition, Trial, find_partitions, is_closed
from pipelines.relations.parts import HUNDRED, add_up, adds_up, gap, incomplete, measured, sum_of, within
from pipelines.relations.sheets import Line, Sheet
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, scaled, shown_interval

_TWO, _MANY = 2, 3  # lines that add up for each that does not
_FAR, _FARTHEST = Fraction(1, 4), Fraction(1, 2)
_SMALL_CHANCE, _CHANCE, _SLIGHT_CHANCE = Fraction(5, 100), Fraction(15, 100), Fraction(1, 4)
_NEAR_HUNDRED = Fraction(15, 100)
_SLACK = Fraction(4)  # how many points rounding may make of 100%
_EVEN = Fraction(2, 100)
_CLOSED_SLACK = Fraction(10)  # the same, of lines that end in a rest
_RATES = ("percent", "ratio", "index", "fold")
_MOST = 1_000


def find_table_totals(context: Context) -> list[Relation]:
    """The totals of the rows and columns of every table."""
    found: list[Relation] = []
    for sheet in context.sheets:
        for one in (sheet, sheet.turn()):
            totals = [made for candidates in find_partitions(one) for made in _of_candidates(one, candidates)]
            summed = {id(part.observation) for made in totals for part in made.operands if made.kind == "shares_sum"}
            found += [*totals, *_of_hundred(one, summed), *_of_which(one)]
    return found


def _of_candidates(sheet: Sheet, candidates: list[Partition]) -> list[Relation]:
    """The relations of a line of totals: of every partition that lines bear out, else of the likeliest one."""
    borne = [one for one in candidates if one.support and one.support >= len(one.of("off"))]
    if borne:
        return [relation for one in borne for relation in _of_partition(sheet, one)]
    likeliest = next((one for one in candidates if one.trials), None)
    return _of_partition(sheet, likeliest) if likeliest else []


def _of_partition(sheet: Sheet, partition: Partition) -> list[Relation]:
    found = []
    proven = partition.support > 0
    for trial in partition.trials:
        label = _label(partition.whole, trial.cross)
        stated = f"{label}: {trial.whole.stated}"
        shares = trial.whole.unit == "percent" or (trial.whole.unit is None and sheet.is_of_shares)
        kind = "shares_sum" if shares and trial.whole.quantity.value == HUNDRED else "total"
        if trial.state == "adds" and (proven or partition.whole.is_plain_total):
            found.append(add_up(kind, trial.whole, trial.parts, stated, to=trial.to))
        elif trial.state == "open" and proven:
            made = incomplete(kind, trial.whole, trial.parts, trial.missing, stated)
            if made.verdict == "undecidable" or (partition.support >= _TWO and not sheet.is_loose):
                found.append(made)
        elif trial.state != "adds" and _fails(sheet, partition, trial):
            found.append(add_up(kind, trial.whole, trial.parts, stated, to=trial.to))
        elif _is_rate(trial, partition, sheet):
            found.append(_amid(trial, stated))
    return found


def _label(line: Line, cross: Line) -> str:
    return ", ".join(part for part in (*line.group, line.label, *cross.group, cross.label) if part)


def _fails(sheet: Sheet, partition: Partition, trial: Trial) -> bool:
    """Whether a sum that does not add up is held against the table."""
    off = partition.of("off")
    if trial.state == "off" and not trial.is_near:
        off = [one for one in off if not one.is_near]  # what is off by a last digit or two was rounded on the way
    missed = gap(trial.whole, trial.parts)
    if partition.support == 0 and trial.state != "off":
        return False  # a whole between its parts is their average
    if sheet.is_loose and partition.support < _MANY:
        return False
    observations, constraint = sum_of(trial.whole, trial.parts)
    chance = chance_of_misprint(observations, constraint.coefficients)
    if trial.state == "amid":
        alike = any(one.whole.unit == trial.whole.unit for one in partition.of("adds"))
        most = _CHANCE if partition.support >= _MANY else _SMALL_CHANCE
        named = partition.support >= _MANY or _is_only_total(partition, trial)
        return alike and not off and named and chance is not None and chance <= most
    if partition.support >= _MANY and partition.support >= _MANY * len(off):
        return missed <= _FARTHEST
    if partition.support >= _TWO and len(off) == 1 and missed <= _FAR:
        return any(measured(one.whole) == measured(trial.whole) for one in partition.of("adds"))
    averaged = any(measured(one.whole) == measured(trial.whole) for one in partition.of("amid"))
    if len(off) > 1 or chance is None or averaged:
        return False
    if not (partition.support or partition.whole.is_plain_total):
        return False
    if partition.is_closed or partition.support:
        return missed <= _FARTHEST and chance <= _SLIGHT_CHANCE
    return missed <= _FAR and chance <= _CHANCE


def _is_only_total(partition: Partition, trial: Trial) -> bool:
    """Whether a whole that lies between its parts is called a total, is no rate, and adds up on all other lines."""
    adds = len(partition.of("adds")) == len(partition.trials) - 1
    return (
        adds and partition.whole.is_plain_total and measured(trial.whole) != "share" and trial.whole.unit not in _RATES
    )


def _is_rate(trial: Trial, partition: Partition, sheet: Sheet) -> bool:
    """Whether a whole is an average of its parts: it lies between them, or the partition is proven and it nearly does."""
    if trial.whole.unit not in _RATES or not partition.whole.is_total or trial.cross.is_change:
        return False
    if trial.state == "amid":
        return True
    if trial.state != "off" or sheet.is_loose or not partition.support or len(partition.of("off")) > 1:
        return False
    values = [one.quantity.value for one in trial.parts]
    low, high, value = min(values), max(values), trial.whole.quantity.value
    return low > 0 and low * 2 / 3 <= value <= high * 3 / 2 and not adds_up(None, trial.parts)


def _amid(trial: Trial, stated: str) -> Relation:
    operands = [operand(trial.whole, "whole"), *(operand(one, "group") for one in trial.parts)]

    def explain(outcome: Outcome) -> str:
        lies = "lies" if outcome.verdict == "consistent" else "does not lie"
        value, groups = printed(trial.whole), shown_interval(scaled(trial.whole, outcome.computed))
        return f"The overall {value} {lies} between the values of its groups ({groups})."

    return judge("within_groups", operands, Amid(), 0, stated, explain)


def _of_hundred(sheet: Sheet, summed: set[int]) -> list[Relation]:
    """Shares that add up to 100% though no total says so."""
    found: list[Relation] = []
    for block in _blocks(sheet):
        fit: list[tuple[Line, list[Observation]]] = []
        miss: list[tuple[Line, list[Observation]]] = []
        closed = is_closed(block)
        slack = _CLOSED_SLACK if closed else _SLACK
        for cross in sheet.crossing:
            values = [sheet.at(line, cross) for line in block]
            parts = [one for one in values if one is not None]
            if cross.is_aside or cross.is_change or len(parts) < len(block) or not _are_shares(parts, slack):
                continue
            if any(id(one) in summed for one in parts):
                continue
            (fit if adds_up(None, parts) else miss).append((cross, parts))
        enough = len(fit) > 1 or len(block) > 2 or closed
        if enough and len(fit) >= len(miss):
            found += [_hundred(cross, parts) for cross, parts in fit]
            strong = len(fit) >= _MANY and len(fit) >= _MANY * len(miss) and not sheet.is_loose
            found += [_hundred(cross, parts) for cross, parts in miss if strong and gap(None, parts) <= _NEAR_HUNDRED]
            if not strong and len(miss) == 1 and _is_misprinted(block, fit, miss[0][1]):
                found.append(_hundred(*miss[0]))
    return found


def _is_misprinted(block: list[Line], fit: list[tuple[Line, list[Observation]]], parts: Sequence[Observation]) -> bool:
    """Whether the only column of shares that misses 100% does so by a misprint: its lines end in a rest, others are even."""
    even = len(fit) >= _TWO and all(gap(None, other) <= _EVEN for _, other in fit)
    chance = chance_of_misprint(parts, [Fraction(1)] * len(parts), of=HUNDRED)
    return even and block[-1].is_rest and len(block) > _MANY and chance is not None and gap(None, parts) <= _FARTHEST


def _hundred(cross: Line, parts: Sequence[Observation]) -> Relation:
    label = ", ".join(part for part in (*cross.group, cross.label) if part)
    return add_up("shares_sum", None, parts, f"{label}: {', '.join(one.stated for one in parts)}"[:500])


def _are_shares(parts: Sequence[Observation], most: Fraction) -> bool:
    slack = sum((one.quantity.step for one in parts), Fraction(0))
    return slack <= most and all(
        one.unit == "percent" and one.quantity.upper is None and one.quantity.value >= 0 and one.measure == "level"
        for one in parts
    )


def _blocks(sheet: Sheet) -> list[list[Line]]:
    """The lines of per cents under one heading, without totals and asides."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in sheet.lines:
        plain = not (line.is_total or line.is_part or line.is_aside or line.is_change)
        if plain and any(one.unit == "percent" for one in sheet.along(line)):
            groups.setdefault(line.group, []).append(line)
    return [block for block in groups.values() if 2 <= len(block) <= _MOST]


def _of_which(sheet: Sheet) -> list[Relation]:
    """Lines "of which ..." against the line that they are parts of."""
    found: list[Relation] = []
    parent: Line | None = None
    for line in sheet.lines:
        if not line.is_part:
            parent = line
            continue
        if parent is None or parent.is_aside:
            continue
        made = []
        for cross in sheet.crossing:
            whole, part = sheet.at(parent, cross), sheet.at(line, cross)
            if whole and part and _may_exceed(whole, part) and not (cross.is_aside or cross.is_change):
                made.append(within("subset", whole, [part], f"{_label(line, cross)}: {part.stated}"))
        found += _sound(sheet, made)
    return found


def _sound(sheet: Sheet, made: list[Relation]) -> list[Relation]:
    """The relations of a line "of which": what exceeds its whole is left out unless nothing but an error explains it.

    Shares may be of another base, and of flows that can be negative a part may exceed the whole.
    """
    beyond = [one for one in made if one.verdict == "inconsistent"]
    if not beyond:
        return made
    counted = all(measured(part.observation) == "count" for one in beyond for part in one.operands if part.observation)
    signed = any(one.quantity.value < 0 for one in sheet.values.values())
    if len(beyond) == 1 and not signed and (counted or len(made) > _TWO):
        return made
    return [one for one in made if one.verdict == "consistent"] if len(beyond) * 2 <= len(made) else []


def _may_exceed(whole: Observation, part: Observation) -> bool:
    """Whether two values can be compared: of one unit, single, and not a balance."""
    single = whole.quantity.upper is None and part.quantity.upper is None
    return single and whole.unit == part.unit and whole.quantity.value >= 0
