"""Parts that add up to a whole, or do not exceed it: what `total`, `shares_sum` and `subset` have in common.

Belongs here: the constraint, roles and sentence of such relations, in prose and tables. Does not belong here: which numbers
are parts of which whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.relations.constraints import Constraint, Row, Sum, add, add_all, meet, scale, sums_of_others, term
from pipelines.relations.statement import Operand, Relation, Repair, full_interval, operand
from pipelines.relations.verdicts import Outcome, held_by, judge, undecidable
from pipelines.relations.wording import printed, scaled, shown, shown_interval, with_scale

HUNDRED = Fraction(100)
_ONE, _MINUS = Fraction(1), Fraction(-1)
_SHARES, _COUNTED = ("percent", "ratio"), ("count", None)
_LONGEST_SPAN = 2_000  # characters: a longer statement (a column of a large table) is quoted by its whole alone
_MOST_REPAIRS = 12
_COARSE, _FINE = 10, 100  # digits that are zero in all numbers tell rounding if the largest has more before them


@dataclass(frozen=True, slots=True)
class SumTo:
    """The numbers times their coefficients add up to a constant that is not stated as a number of its own (100%)."""

    coefficients: tuple[Fraction, ...]
    constant: Fraction
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The constant less the sum of the others, over the coefficient of the one."""
        terms = [term(interval, factor) for factor, interval in zip(self.coefficients, others, strict=True)]
        rest = term(add_all(terms[:index] + terms[index + 1 :]), -_ONE)
        return scale(add(rest, Interval(self.constant, self.constant)), 1 / self.coefficients[index])

    def allowed_each(self, intervals: Sequence[Interval]) -> list[Interval]:
        """`allowed` for every index, in linear time."""
        terms = [scale(interval, factor) for factor, interval in zip(self.coefficients, intervals, strict=True)]
        lows = sums_of_others([term.lower for term in terms])
        highs = sums_of_others([term.upper for term in terms])
        return [
            scale(
                Interval(
                    None if high is None else self.constant - high,
                    None if low is None else self.constant - low,
                ),
                1 / factor,
            )
            for low, high, factor in zip(lows, highs, self.coefficients, strict=True)
        ]  # fmt: skip

    def rows(self, count: int) -> list[Row]:
        """The sum, which equals the constant."""
        return [Row(tuple(enumerate(self.coefficients[:count])), constant=self.constant)]


@dataclass(frozen=True, slots=True)
class Covers:
    """The first number is at least the sum of the others."""

    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """For the first at least the least sum of the others; for any other at most what those leave of the first."""
        return self.allowed_each(others)[index]

    def allowed_each(self, intervals: Sequence[Interval]) -> list[Interval]:
        """`allowed` for every index, in linear time."""
        lows = [interval.lower for interval in intervals[1:]]
        most = intervals[0].upper
        least = None if any(low is None for low in lows) else sum((low for low in lows if low is not None), Fraction(0))
        rests = [None if most is None or low is None else most - low for low in sums_of_others(lows)]
        return [Interval(least, None), *(Interval(None, rest) for rest in rests)]

    def rows(self, count: int) -> list[Row]:
        """The first less the others, which is not negative."""
        return [Row(((0, _ONE), *((at, -_ONE) for at in range(1, count))), "at_least")]


def measured(observation: Observation) -> str | None:
    """What a number can be added to: numbers of the same currency or unit; counts of whatever is counted; shares."""
    quantity = observation.quantity
    if quantity.unit in _SHARES:
        return "share"
    return "count" if quantity.kind in _COUNTED else quantity.unit


def _weights(observations: Sequence[Observation]) -> list[Fraction]:
    """Coefficients that bring shares to per cent ("half" and "17%"); 1 for all that is of one unit."""
    if len({one.quantity.unit for one in observations}.intersection(_SHARES)) < len(_SHARES):
        return [_ONE] * len(observations)
    return [HUNDRED if one.unit == "ratio" else _ONE for one in observations]


def sum_of(whole: Observation | None, parts: Sequence[Observation]) -> tuple[list[Observation], Sum | SumTo]:
    """The operands and the constraint of parts that add up to `whole`, or to 100% where that is not stated."""
    if whole is not None:
        weights = _weights([whole, *parts])
        return [whole, *parts], Sum((weights[0], *(_MINUS if weight is _ONE else -weight for weight in weights[1:])))
    weights = [HUNDRED if one.unit == "ratio" else _ONE for one in parts]
    return list(parts), SumTo(tuple(weights), HUNDRED)


def adds_up(whole: Observation | None, parts: Sequence[Observation], to: Fraction | None = None) -> str | None:
    """By what parts add up to `whole` (or 100%): `face`, `rounding`, `hedge`; None if they do not.

    `to` is what all numbers are rounded to, if the text says so.
    """
    operands, constraint = sum_of(whole, parts)
    return holds_by(operands, constraint, to)


def fitting_tail(whole: Observation, parts: Sequence[Observation]) -> Sequence[Observation] | None:
    """The longest run of at least two parts up to the last that adds up to `whole`; one pass tells which may."""
    lower = upper = Fraction(0)
    starts = []
    stated = full_interval(whole)
    for at in range(len(parts) - 1, -1, -1):
        interval = full_interval(parts[at])
        if interval.lower is None or interval.upper is None:
            break
        lower, upper = lower + interval.lower, upper + interval.upper
        room = max(abs(lower), abs(upper)) * len(parts) / _FINE  # for numbers rounded beyond their last digit
        if at < len(parts) - 1 and meet(Interval(lower - room, upper + room), stated):
            starts.append(at)
    return next((parts[at:] for at in reversed(starts) if adds_up(whole, parts[at:])), None)


def holds_by(observations: Sequence[Observation], constraint: Sum | SumTo, to: Fraction | None = None) -> str | None:
    """By what a sum holds; by `rounding` also where all its numbers end in zeros and differ no further than those."""
    found = held_by(observations, constraint, 0)
    wider = None if found else rounded(observations, constraint, to)
    return "rounding" if wider is not None and held_by(observations, wider, 0) else found


def rounded(observations: Sequence[Observation], constraint: Sum | SumTo, to: Fraction | None = None) -> Sum | None:
    """A sum of numbers that are rounded beyond their last digit: `to` a multiple, or as far as all end in zeros."""
    unit = to or _common_zeros(observations)
    if unit is None or not isinstance(constraint, Sum):
        return None
    return Sum(constraint.coefficients, slack=unit * len(observations) / 2)


def _common_zeros(observations: Sequence[Observation]) -> Fraction | None:
    """What all numbers are a multiple of: 100 for 301,700 and 171,900; None if few digits stand before the zeros."""
    units = []
    for one in observations:
        quantity, unit = one.quantity, one.quantity.step
        if quantity.amount.form != "digits" or not quantity.value or quantity.step != quantity.factor:
            return None
        steps = quantity.value / unit
        if steps.denominator > 1 or steps.numerator % _COARSE:
            return None
        digits = str(steps.numerator)
        units.append(unit * 10 ** (len(digits) - len(digits.rstrip("0"))))
    least = min(units)
    coarse = all(least >= one.quantity.step * _COARSE for one in observations)
    return least if coarse and max(abs(one.quantity.value) for one in observations) >= least * _FINE else None


def judge_sum(
    kind: str,
    operands: list[Operand],
    constraint: Sum | SumTo,
    target: int,
    stated: str,
    explain: Callable[[Outcome], str],
    to: Fraction | None = None,
) -> Relation:
    """`judge`, with room for numbers that are rounded beyond their last digit (`to` a multiple that the text names)."""
    relation = judge(kind, operands, constraint, target, stated, explain)
    observations = [one.observation for one in operands if one.observation is not None]
    wider = rounded(observations, constraint, to) if relation.verdict == "inconsistent" else None
    if wider is None or not held_by(observations, wider, target):
        return relation
    relation = judge(kind, operands, wider, target, stated, explain)
    relation.holds_by = "rounding"
    return relation


def net_of(
    kind: str, result: Observation, terms: Sequence[tuple[int, Observation]], stated: str = ""
) -> tuple[Relation, str | None]:
    """The relation of a balance: `result` is the sum of terms, each with its sign. The result is taken without its own."""
    constraint, observations = _net(result, terms)
    roles = ["whole", *("part" if sign > 0 else "less" for sign, _ in terms)]
    operands = [operand(one, role) for one, role in zip(observations, roles, strict=True)]

    def explain(outcome: Outcome) -> str:
        shown_terms = [with_scale(one, printed(one)) for _, one in terms]
        links = ["less" if sign < 0 else "plus" for sign, _ in terms[1:]]
        sum_shown = shown_terms[0] + "".join(
            f" {link} {term}" for link, term in zip(links, shown_terms[1:], strict=True)
        )
        value, computed = with_scale(result, printed(result)), shown_interval(scaled(result, outcome.computed))
        link = "and" if outcome.verdict == "consistent" else "but"
        return f"The text says {value}, {link} {sum_shown} is {with_scale(result, computed)} with rounding."

    return judge_sum(kind, operands, constraint, 0, stated, explain), holds_by(observations, constraint)


def as_difference(relation: Relation) -> Relation:
    """A balance as the difference of its flows; what is solved together knows it as a total already."""
    roles = ("change", "to", "from")
    operands = [replace(one, role=role) for one, role in zip(relation.operands, roles, strict=True)]
    return replace(relation, kind="change", operands=operands, constraint=None)


def _net(result: Observation, terms: Sequence[tuple[int, Observation]]) -> tuple[Sum, list[Observation]]:
    """The sum of a balance and its operands, result first; its sign is that of what the terms give."""
    value = sum((sign * one.quantity.value for sign, one in terms), Fraction(0))
    turned = -1 if value * result.quantity.value < 0 else 1
    factors = tuple(Fraction(-sign) for sign, _ in terms)
    return Sum((Fraction(turned), *factors)), [result, *(one for _, one in terms)]


def gap(whole: Observation | None, parts: Sequence[Observation]) -> Fraction:
    """How far parts miss `whole` (or 100%), as a share of it and without sign."""
    operands, constraint = sum_of(whole, parts)
    terms = [factor * one.quantity.value for factor, one in zip(constraint.coefficients, operands, strict=True)]
    size = HUNDRED if whole is None else abs(terms[0])
    return abs(sum(terms, Fraction(0)) - (HUNDRED if whole is None else 0)) / size if size else Fraction(10)


def add_up(
    kind: str,
    whole: Observation | None,
    parts: Sequence[Observation],
    stated: str,
    rest: Observation | None = None,
    to: Fraction | None = None,
) -> Relation:
    """The relation of parts that add up to `whole`, or to 100% where none is stated; `rest` is among the parts.

    `to` is what all numbers are rounded to, if the text says so.
    """
    observations, constraint = sum_of(whole, parts)
    operands = [operand(one, "whole" if one is whole else "rest" if one is rest else "part") for one in observations]
    target = 0 if whole is not None else parts.index(rest) if rest is not None else 0

    def explain(outcome: Outcome) -> str:
        return _explain(whole, parts, constraint, outcome)

    relation = judge_sum(kind, operands, constraint, target, stated, explain, to)
    if whole is None and rest is None:
        relation.computed = _sum(parts, constraint)
    return _tidy(relation, whole or rest or parts[-1])


def _sum(parts: Sequence[Observation], constraint: Sum | SumTo) -> Interval:
    lower = upper = Fraction(0)
    for part, factor in zip(parts, constraint.coefficients, strict=True):
        interval = full_interval(part)
        if interval.lower is None or interval.upper is None:
            return Interval(None, None)
        lower, upper = lower + factor * interval.lower, upper + factor * interval.upper
    return Interval(lower, upper)


def _explain(whole: Observation | None, parts: Sequence[Observation], constraint: Sum | SumTo, outcome: Outcome) -> str:
    factors = constraint.coefficients if whole is None else constraint.coefficients[1:]
    total = sum((abs(factor) * one.quantity.value for factor, one in zip(factors, parts, strict=True)), Fraction(0))
    interval = outcome.computed
    if whole is None:
        interval = _sum(parts, constraint)
    elif constraint.coefficients[0] != 1:
        total /= constraint.coefficients[0]
    aim = f"the stated {with_scale(whole, printed(whole))}" if whole is not None else "100%"
    if whole is not None:
        total, interval = total / whole.quantity.factor, scaled(whole, interval)
    count = f"The {len(parts)} parts add up to {shown(total)} ({shown_interval(interval)} with rounding)"
    return f"{count}, {'which fits' if outcome.verdict == 'consistent' else 'not to'} {aim}."


def within(kind: str, whole: Observation, parts: Sequence[Observation], stated: str) -> Relation:
    """The relation of parts that do not exceed `whole`, each of its own or together."""
    operands = [operand(whole, "whole"), *(operand(one, "part") for one in parts)]
    constraint: Constraint = Covers()

    def explain(outcome: Outcome) -> str:
        known = with_scale(parts[0], printed(parts[0])) if len(parts) == 1 else _known(whole, parts)
        fits = "does not exceed" if outcome.verdict == "consistent" else "exceeds"
        what = "The part" if len(parts) == 1 else f"The sum of {len(parts)} parts"
        return f"{what} of {known} {fits} its whole of {with_scale(whole, printed(whole))}."

    return _tidy(judge(kind, operands, constraint, 0, stated, explain), whole)


def incomplete(kind: str, whole: Observation, parts: Sequence[Observation], missing: int, stated: str) -> Relation:
    """The relation of parts of which some are missing: undecidable, unless those known exceed the whole."""
    if all(one.quantity.value >= 0 for one in parts):
        known = within(kind, whole, parts, stated)
        if known.verdict == "inconsistent":
            return known
    operands = [operand(whole, "whole"), *(operand(one, "part") for one in parts)]
    known_sum = _known(whole, parts)
    parts_missing = "A part is missing" if missing == 1 else f"{missing} parts are missing"
    why = f"{parts_missing}; those known add up to {known_sum} of {with_scale(whole, printed(whole))}."
    return _tidy(undecidable(kind, operands, stated, why), whole)


def _known(whole: Observation, parts: Sequence[Observation]) -> str:
    """What the known parts add up to, in the scale of their whole."""
    return shown(sum((one.quantity.value for one in parts), Fraction(0)) / whole.quantity.factor)


def _tidy(relation: Relation, main: Observation) -> Relation:
    """A span that is no longer than a reader wants, and only repairs that can be."""
    if relation.end - relation.start > _LONGEST_SPAN:
        relation.start, relation.end = main.start, main.end
    relation.repairs = [one for one in relation.repairs if _can_be(one)]
    if len(relation.operands) > _MOST_REPAIRS:
        relation.repairs = [one for one in relation.repairs if one.operand.role != "part"]
    return relation


def _can_be(repair: Repair) -> bool:
    """Whether a repair stays on its side of nothing and, for a share of a whole, below it."""
    one = repair.operand.observation
    if one is None:
        return True
    beyond = one.unit == "percent" and one.quantity.value <= HUNDRED < repair.suggestion
    return not beyond and (one.quantity.value < 0) == (repair.suggestion < 0)
