"""What a stated number means: the interval of true values that it is compatible with.

Belongs here: intervals from digits and qualifiers (SPEC 5), the bounds of units. Does not belong here: arithmetic with
intervals (see `relations.arithmetic`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipelines.rules import table


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of `rules/qualifiers.csv`: how many steps to each side, of which kind, and which sides are open."""

    below: Fraction
    above: Fraction
    open_below: bool
    open_above: bool
    written: bool
    even: bool  # as far to both sides, neither of them open


_RULES = {
    row["qualifier"]: _Rule(
        Fraction(row["below_steps"]),
        Fraction(row["above_steps"]),
        row["open_below"] == "yes",
        row["open_above"] == "yes",
        row["step"] == "written",
        row["below_steps"] == row["above_steps"] and "yes" not in (row["open_below"], row["open_above"]),
    )
    for row in table("qualifiers")
}
_LARGEST_STEP = Fraction(1, 10)
_NOTHING, _ONE, _HUNDRED = Fraction(0), Fraction(1), Fraction(100)
_NOT_NEGATIVE = frozenset(("percent", "ratio", "fold"))


@dataclass(slots=True)
class Interval:
    """A closed interval; None is an open end."""

    lower: Fraction | None
    upper: Fraction | None


def stated_interval(
    value: Fraction,
    step: Fraction,
    significant: Fraction,
    qualifier: str,
    upper_bound: Fraction | None = None,
    lower_bound: Fraction | None = None,
) -> Interval:
    """The interval of a number with its qualifier.

    `step` is one unit of the last digit written, `significant` one unit of the last significant digit, all in base
    units. An exact number reaches half a `step` to each side; a hedged one reaches one `significant` step, at most a
    tenth of its value.
    """
    rule = _RULES[qualifier]
    if rule.written or not value:
        size = step if rule.written else significant
    else:
        size = min(significant, abs(value * _LARGEST_STEP))
    if rule.even:
        reach = rule.below * size
        return Interval(value - reach, value + reach)
    below, above = (rule.below, rule.open_below), (rule.above, rule.open_above)
    if value.numerator < 0:
        below, above = above, below  # "more than -5", "nearly -5" are meant of the size, as of a fall
    lower = lower_bound if below[1] else value - below[0] * size
    upper = upper_bound if above[1] else value + above[0] * size
    return Interval(lower, upper)


def unit_bounds(
    unit: str | None, value: Fraction, *, change: bool, counted: bool
) -> tuple[Fraction | None, Fraction | None]:
    """Lower and upper bound of a unit: a share lies between 0 and 100, a count is not negative.

    A change has no upper bound, nor has a percentage that is said to be beyond 100 ("more than 100%").
    """
    if change or value.numerator < 0:
        return None, None
    if unit == "percent":
        return _NOTHING, _HUNDRED if value < 100 else None
    if unit == "ratio":
        return _NOTHING, _ONE if value < 1 else None
    return (_NOTHING, None) if counted or unit in _NOT_NEGATIVE else (None, None)
