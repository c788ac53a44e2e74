"""Changes and balances in tables: `change` and `growth` columns against their two levels, `total` for a net of two.

Belongs here: which two lines a line of changes is computed from, known by the cross lines on which it fits. Does not belong
here: changes in sentences (see `change`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.constraints import Constraint, Grown, Sum, meet
from pipelines.relations.context import Context
from pipelines.relations.misprints import misprint
from pipelines.relations.parts import as_difference, measured
from pipelines.relations.sheets import Line, Sheet
from pipelines.relations.statement import Relation, face_interval, full_interval, operand, rounding_interval
from pipelines.relations.verdicts import Outcome, held_by, judge
from pipelines.relations.wording import printed, printed_both, scaled, shown_interval, with_scale

_ONE = Fraction(1)
_LEVELS = 6  # lines before a line of changes that it may be computed from
_TWO, _MANY = 2, 3  # telling lines that fit for each that does not
_CHANCE = Fraction(15, 100)
_ORDER = Fraction(50)  # times: a level that far off is misread
_POINTS = ("percentage_point", "index_point")


@dataclass(frozen=True, slots=True)
class _Formula:
    """How a line may be computed from two others: its kind, its constraint, the roles of the two."""

    kind: str
    constraint: Constraint
    roles: tuple[str, str, str]


_DIFFERENCE = _Formula("change", Sum((_ONE, _ONE, -_ONE)), ("change", "from", "to"))
_GROWTH = _Formula("growth", Grown(_ONE, _ONE / 100), ("change", "from", "to"))
_BALANCE = _Formula("total", Sum((_ONE, -_ONE, _ONE)), ("whole", "part", "less"))


@dataclass(slots=True, eq=False)
class _Fit:
    """A formula for a line of changes with the cross lines on which it holds and fails."""

    formula: _Formula
    holds: list[list[Observation]]
    fails: list[list[Observation]]


_Triple = tuple[Observation | None, Observation | None, Observation | None]
"""A change, the level before and the level after, as far as the table has them."""


def find_table_changes(context: Context) -> list[Relation]:
    """The changes that rows and columns of tables state between others."""
    found: list[Relation] = []
    for sheet in context.sheets:
        for one in (sheet, sheet.turn()):
            for at, line in enumerate(one.lines):
                if line.is_change or line.is_balance or line.may_be_change:
                    found += _of_line(one, at)
    return found


def _of_line(sheet: Sheet, at: int) -> list[Relation]:
    """The relations of the formula that fits a line best, if it fits most of its cross lines."""
    line = sheet.lines[at]
    fits = [
        _fit(formula, _across(sheet, line, pair, formula)) for pair in _pairs(sheet, at) for formula in _formulas(line)
    ]
    if line.is_change:
        fits += [_fit(formula, _steps(sheet, line, one, step)) for one in _levels(sheet, at) for formula in _formulas(line)
                 for step in (-1, 1)]  # fmt: skip
    fits = [fit for fit in fits if fit.holds]
    if not fits:
        return []
    best = max(fits, key=lambda fit: (len(fit.holds), -len(fit.fails)))
    telling = sum(_is_telling(best.formula, one) for one in best.holds)
    least = 1 if line.is_change or line.is_balance else _TWO
    if len(best.holds) < least * len(best.fails) or telling < least:
        return []
    found = [_relation(line, best.formula, one) for one in best.holds]
    if best.formula is _BALANCE:
        found += [as_difference(one) for one in found]
    for values in best.fails:
        other = _other_formula(best, values)
        if other is not None:
            found.append(_relation(line, other, values))
        elif _is_accused(best, values):
            found.append(_relation(line, best.formula, values))
    return found


def _other_formula(fit: _Fit, values: list[Observation]) -> _Formula | None:
    """The formula that fits one cross line of its own: the points of a rate in a column of per cents."""
    others = [one for one in (_DIFFERENCE, _GROWTH) if one is not fit.formula and fit.formula is not _BALANCE]
    return next((one for one in others if held_by(values, one.constraint, 0)), None)


def _formulas(line: Line) -> list[_Formula]:
    """A balance may be either less the other; a change is of the later level less the earlier, or a rate."""
    if line.is_balance:
        return [_BALANCE]
    return [_DIFFERENCE, _GROWTH] if line.is_change else [_GROWTH]


def _pairs(sheet: Sheet, at: int) -> list[tuple[Line, Line]]:
    """Pairs of lines of levels near a line of changes, earlier first: before it, or behind it if none stand before."""
    before, behind = _beside(sheet, at)
    levels = before if len(before) > 1 else behind
    both = [(one, other) for index, one in enumerate(levels) for other in levels[index + 1 :]]
    return [*both, *((other, one) for one, other in both)]


def _beside(sheet: Sheet, at: int) -> tuple[list[Line], list[Line]]:
    """The lines of levels before a line and behind it."""
    lines = sheet.lines
    before, behind = lines[max(0, at - _LEVELS) : at], lines[at + 1 : at + 1 + _LEVELS]
    return [line for line in before if _is_level(line)], [line for line in behind if _is_level(line)]


def _levels(sheet: Sheet, at: int) -> list[Line]:
    """The nearest lines of levels whose own changes from cross line to cross line a line may hold."""
    before, behind = _beside(sheet, at)
    return [*before[-1:], *behind[:1]]


def _steps(sheet: Sheet, line: Line, levels: Line, step: int) -> Iterator[_Triple]:
    """A line of changes beside one line of levels from time to time: "Deaths | 130 | 163", "Change | | 25%"."""
    for at, cross in enumerate(sheet.crossing):
        if 0 <= at + step < len(sheet.crossing):
            yield sheet.at(line, cross), sheet.at(levels, sheet.crossing[at + step]), sheet.at(levels, cross)


def _across(sheet: Sheet, line: Line, pair: tuple[Line, Line], formula: _Formula) -> Iterator[_Triple]:
    """A line of changes beside two lines of levels; a balance is none of their rates of change."""
    for cross in sheet.crossing:
        if formula is _BALANCE and (cross.is_rate_of_change or cross.may_be_change):
            continue
        yield sheet.at(line, cross), sheet.at(pair[0], cross), sheet.at(pair[1], cross)


def _is_level(line: Line) -> bool:
    return not (line.is_change or line.is_balance or line.is_aside or line.may_be_change)


def _fit(formula: _Formula, triples: Iterable[_Triple]) -> _Fit:
    """How changes fit the levels that stand with them, those left out that cannot be compared."""
    fit = _Fit(formula, [], [])
    for change, before, after in triples:
        if change is None or before is None or after is None or not _comparable(formula, change, before, after):
            continue
        values = [change, before, after]
        holds = held_by(values, formula.constraint, 0)
        (fit.holds if holds else fit.fails).append(values)
    return fit


def _comparable(formula: _Formula, change: Observation, before: Observation, after: Observation) -> bool:
    if formula is _BALANCE and measured(before) == measured(after) == measured(change) == "count":
        return True  # live births less deaths
    if before.unit != after.unit or any(one.quantity.upper is not None for one in (change, before, after)):
        return False
    if formula is _GROWTH:
        return change.unit in ("percent", None) and before.quantity.value > 0
    if change.unit in _POINTS or (change.unit == "percent" and before.unit == "percent"):
        return before.unit in ("percent", "index", None) or change.unit == before.unit
    return change.unit == before.unit or (change.unit is None and change.quantity.factor == before.quantity.factor)


def _is_telling(formula: _Formula, values: list[Observation]) -> bool:
    """Whether a change that fits could easily not have done so: it is larger than what rounding makes of it."""
    computed = formula.constraint.allowed(0, [full_interval(one) for one in values])
    if computed.lower is None or computed.upper is None:
        return False
    return abs(values[0].quantity.value) > computed.upper - computed.lower


def _is_accused(fit: _Fit, values: list[Observation]) -> bool:
    """Whether a change that does not fit is held against the table: most others fit, or a misprint explains it."""
    if _is_misread(fit, values):
        return False
    telling = sum(_is_telling(fit.formula, one) for one in fit.holds)
    wrong = 1 if _share_a_number(fit.fails) else len(fit.fails)
    if telling >= _MANY * wrong or (telling >= _TWO and wrong == 1):
        return True
    if len(fit.fails) > 1 or not isinstance(fit.formula.constraint, Sum):
        return False
    chance = chance_of_misprint(values, fit.formula.constraint.coefficients)
    return telling >= 1 and chance is not None and chance <= _CHANCE


def _share_a_number(fails: list[list[Observation]]) -> bool:
    """Whether one wrong number may be behind all that does not fit: the level of two steps."""
    return bool(set.intersection(*({id(one) for one in values} for values in fails)))


def _is_misread(fit: _Fit, values: list[Observation]) -> bool:
    """Whether one level is of another order than its change says, as no misprint makes it: "6" of a "6 768" with a note."""
    allowed = [fit.formula.constraint.allowed(at, [full_interval(one) for one in values]) for at in (1, 2)]
    for level, needed in zip(values[1:], allowed, strict=True):
        if needed.lower is None or not level.quantity.value or needed.lower <= 0:
            continue
        times = needed.lower / abs(level.quantity.value)
        if not 1 / _ORDER < times < _ORDER and misprint(level, needed.lower) is None:
            return True
    return False


def _relation(line: Line, formula: _Formula, values: list[Observation]) -> Relation:
    operands = [operand(one, role) for one, role in zip(values, formula.roles, strict=True)]
    change, before, after = values

    def explain(outcome: Outcome) -> str:
        link = "and" if outcome.verdict == "consistent" else "but"
        first, second = (before, after) if formula is not _BALANCE else (after, before)
        levels = printed_both(first, second, "to")
        what = "a growth in per cent of" if formula is _GROWTH else "a change of"
        if formula is _BALANCE:
            levels, what = printed_both(before, after, "less"), ""
        value = with_scale(change, printed(change))
        computed = with_scale(change, shown_interval(scaled(change, outcome.computed)))
        return " ".join(f"The table says {value}, {link} {levels} is {what} {computed} with rounding.".split())

    stated = f"{change.indicator or line.label}: {change.stated}"
    relation = judge(formula.kind, operands, formula.constraint, 0, stated, explain)
    exact = formula.constraint.allowed(0, [face_interval(one) for one in values])
    if relation.holds_by == "rounding" and formula is _GROWTH and meet(exact, rounding_interval(change)):
        relation.holds_by = "face"  # a rate is always rounded: the printed levels give its printed digits
    return relation
