"""Exact arithmetic with closed intervals, and the constraints that relations put on their operands.

Belongs here: for each form of constraint, the interval that one operand must lie in given the others. Fractions
throughout; an open end is None. Does not belong here: which operands are tied (one module for each kind), several
constraints at once (see `system`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Literal, Protocol, cast, runtime_checkable

from pipelines.numerals.exact import Exact
from pipelines.observations.intervals import Interval

ANYTHING = Interval(None, None)
ONE = Interval(Fraction(1), Fraction(1))


class Constraint(Protocol):
    """Something that must hold between numbers; `strict` if intervals that only touch do not satisfy it."""

    @property
    def strict(self) -> bool:
        """Whether touching is not enough."""

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The interval that number `index` must lie in, given the intervals of all (its own is ignored)."""


class AllAtOnce(Protocol):
    """A constraint that gives what it allows every number in one pass; others are asked for one number at a time."""

    def allowed_each(self, intervals: Sequence[Interval]) -> list[Interval]:
        """For each number what `allowed` gives for it."""


@cache
def is_at_once(kind: type[Constraint]) -> bool:
    """Whether constraints of a class give what they allow every number in one pass."""
    return hasattr(kind, "allowed_each")


@dataclass(frozen=True, slots=True)
class Row:
    """A linear form of some numbers that equals a constant, is at least that or above it."""

    coefficients: tuple[tuple[int, Fraction], ...]
    sign: Literal["equal", "at_least", "above"] = "equal"
    constant: Fraction = Fraction(0)


@runtime_checkable
class Linear(Protocol):
    """A constraint that is nothing but linear forms, so that circles of such constraints can be solved exactly."""

    def rows(self, count: int) -> list[Row]:
        """The linear forms over `count` numbers."""


def allowed_each(constraint: Constraint, intervals: Sequence[Interval]) -> list[Interval]:
    """The interval that each number must lie in given the others; linear in their count where the constraint can."""
    if is_at_once(type(constraint)):
        return cast(AllAtOnce, constraint).allowed_each(intervals)
    return [constraint.allowed(index, intervals) for index in range(len(intervals))]


def linear_rows(constraint: Constraint, count: int) -> list[Row] | None:
    """The linear forms of a constraint over `count` numbers; None if it is more than that."""
    return constraint.rows(count) if isinstance(constraint, Linear) else None


def intersect(one: Interval, other: Interval) -> Interval:
    """The common part of two intervals, `one` itself if it lies inside; the ends are crossed if there is none."""
    lower, upper = one.lower, one.upper
    higher = other.lower is not None and (lower is None or other.lower > lower)
    less = other.upper is not None and (upper is None or other.upper < upper)
    return Interval(other.lower if higher else lower, other.upper if less else upper) if higher or less else one


def add(one: Interval, other: Interval) -> Interval:
    """The sums of numbers of two intervals."""
    lower = None if one.lower is None or other.lower is None else one.lower + other.lower
    upper = None if one.upper is None or other.upper is None else one.upper + other.upper
    return Interval(lower, upper)


def scale(interval: Interval, factor: Fraction) -> Interval:
    """An interval times a number other than zero."""
    if factor == 1:
        return interval
    if factor == -1:
        return Interval(
            None if interval.upper is None else -interval.upper, None if interval.lower is None else -interval.lower
        )
    lower = None if interval.lower is None else interval.lower * factor
    upper = None if interval.upper is None else interval.upper * factor
    return Interval(lower, upper) if factor > 0 else Interval(upper, lower)


def divide(one: Interval, other: Interval) -> Interval:
    """The quotients of numbers of two intervals; anything where the divisor may be zero or an end is open.

    Of numbers that are not negative an open end leaves the quotient open on one side only.
    """
    if one.lower is not None and one.lower >= 0 and other.lower is not None and other.lower > 0:
        lower = Fraction(0) if other.upper is None else one.lower / other.upper
        return Interval(lower, None if one.upper is None else one.upper / other.lower)
    ends = (one.lower, one.upper, other.lower, other.upper)
    if any(end is None for end in ends) or (
        other.lower is not None and other.upper is not None and other.lower <= 0 <= other.upper
    ):
        return ANYTHING
    quotients = [
        a / b for a in (one.lower, one.upper) for b in (other.lower, other.upper) if a is not None and b is not None
    ]
    return Interval(min(quotients), max(quotients))


def multiply(one: Interval, other: Interval) -> Interval:
    """The products of numbers of two intervals; bounded, or not negative."""
    if one.lower is not None and one.lower >= 0 and other.lower is not None and other.lower >= 0:
        upper = None if one.upper is None or other.upper is None else one.upper * other.upper
        return Interval(one.lower * other.lower, upper)
    products = [
        a * b for a in (one.lower, one.upper) for b in (other.lower, other.upper) if a is not None and b is not None
    ]
    return Interval(min(products), max(products)) if len(products) == 4 else ANYTHING


def meet(one: Interval, other: Interval, *, strict: bool = False) -> bool:
    """Whether two closed intervals have a number in common; if `strict`, more than a common end."""
    return not (_below(one, other, strict) or _below(other, one, strict))


def _below(one: Interval, other: Interval, strict: bool) -> bool:
    if one.upper is None or other.lower is None:
        return False
    return one.upper < other.lower or (strict and one.upper == other.lower)


def total(values: Iterable[Fraction]) -> Fraction:
    """The sum of fractions, reduced once: added one by one, each step would be."""
    ratios = [value.as_integer_ratio() for value in values]
    common = lcm(*{below for _, below in ratios})
    return Exact(sum([above * (common // below) for above, below in ratios]), common)


def add_all(intervals: Sequence[Interval]) -> Interval:
    """The sums of numbers of all intervals."""
    lowers = [one.lower for one in intervals if one.lower is not None]
    uppers = [one.upper for one in intervals if one.upper is not None]
    lower = total(lowers) if len(lowers) == len(intervals) else None
    if lowers == uppers:
        return Interval(lower, lower)  # of numbers as printed
    return Interval(lower, total(uppers) if len(uppers) == len(intervals) else None)


def sums_of_others(ends: Sequence[Fraction | None]) -> list[Fraction | None]:
    """For each end the sum of all others, in linear time; None if one of those is open."""
    whole = total(end for end in ends if end is not None)
    open_ends = sum(end is None for end in ends)
    return [None if open_ends > (end is None) else whole - (end or 0) for end in ends]


def term(interval: Interval, factor: Fraction) -> Interval:
    """An interval times a coefficient; nearly all are one or minus one, which is fast."""
    if factor == 1:
        return interval
    if factor != -1:
        return scale(interval, factor)
    upper = None if interval.upper is None else -interval.upper
    if interval.lower is interval.upper:
        return Interval(upper, upper)  # of a number as printed
    return Interval(upper, None if interval.lower is None else -interval.lower)


def _turned(factor: Fraction) -> Fraction:
    """What the sum of all other terms is multiplied with to give the number that has this coefficient."""
    return -factor if factor in (1, -1) else -1 / factor


class _HullOfOthers:
    """The least or greatest of ends without one of them; None if any other is open."""

    def __init__(self, ends: list[Fraction | None], *, greatest: bool) -> None:
        self._ends = ends
        self._open = sum(end is None for end in ends)
        self._extreme = _ExtremeOfOthers(ends, greatest=greatest)

    def without(self, index: int) -> Fraction | None:
        return None if self._open > (self._ends[index] is None) else self._extreme.without(index)


class _ExtremeOfOthers:
    """The least or greatest of ends without one of them; open ends do not count."""

    def __init__(self, ends: Sequence[Fraction | None], *, greatest: bool) -> None:
        known = sorted(((end, at) for at, end in enumerate(ends) if end is not None), reverse=greatest)
        self._known = known[:2]

    def without(self, index: int) -> Fraction | None:
        return next((end for end, at in self._known if at != index), None)


@dataclass(frozen=True, slots=True)
class Sum:
    """The numbers times their coefficients add up to zero, give or take `slack`."""

    coefficients: tuple[Fraction, ...]
    strict: bool = False
    slack: Fraction = Fraction(0)

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """Minus the sum of the others, over the coefficient of the one."""
        terms = [term(interval, factor) for factor, interval in zip(self.coefficients, others, strict=True)]
        rest = add_all(terms[:index] + terms[index + 1 :])
        factor = self.coefficients[index]
        return term(add(rest, Interval(-self.slack, self.slack)) if self.slack else rest, _turned(factor))

    def allowed_each(self, intervals: Sequence[Interval]) -> list[Interval]:
        """The total of all, less the one."""
        terms = [term(interval, factor) for factor, interval in zip(self.coefficients, intervals, strict=True)]
        lows, highs = sums_of_others([one.lower for one in terms]), sums_of_others([one.upper for one in terms])
        slack = Interval(-self.slack, self.slack)
        return [
            term(add(Interval(low, high), slack), _turned(factor))
            for low, high, factor in zip(lows, highs, self.coefficients, strict=True)
        ]

    def rows(self, count: int) -> list[Row]:
        """The sum itself, or that it is neither below nor above the slack."""
        form = tuple(enumerate(self.coefficients[:count]))
        if not self.slack:
            return [Row(form)]
        turned = tuple((at, -factor) for at, factor in form)
        return [Row(one, "at_least", -self.slack) for one in (form, turned)]


@dataclass(frozen=True, slots=True)
class SameQuotient:
    """Of four numbers the first over the second is the third over the fourth."""

    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The product of the neighbours over the number opposite."""
        opposite = (3, 2, 1, 0)[index]
        left, right = [at for at in range(4) if at not in (index, opposite)]
        return divide(multiply(others[left], others[right]), others[opposite])


@dataclass(frozen=True, slots=True)
class SameBase:
    """Of pairs of an amount and its rate, all positive, every amount over its rate is the same base."""

    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The base that all other pairs leave, times the rate of the pair; or the amount of the pair over that base."""
        base = ANYTHING
        for at in range(0, len(others), 2):
            if at != index - index % 2:
                base = narrow(base, divide(others[at], others[at + 1]))
        own = others[index + 1 if index % 2 == 0 else index - 1]
        return multiply(base, own) if index % 2 == 0 else divide(own, base)


@dataclass(frozen=True, slots=True)
class PartOf:
    """Of a share, a part and its whole, none negative: the share is part over whole, times `scale` (100 for per cent)."""

    scale: Fraction
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The share from part and whole; either of those from the other and the share."""
        share, part, whole = others
        if index == 0:
            return scale(divide(part, whole), self.scale)
        ratio = scale(share, 1 / self.scale)
        return multiply(whole, ratio) if index == 1 else divide(part, ratio)


def narrow(one: Interval, other: Interval) -> Interval:
    """What two intervals have in common; where that is nothing, the gap between them turned round."""
    lowers = [end for end in (one.lower, other.lower) if end is not None]
    uppers = [end for end in (one.upper, other.upper) if end is not None]
    return Interval(max(lowers, default=None), min(uppers, default=None))


@dataclass(frozen=True, slots=True)
class Grown:
    """Of a rate, a level before and a level after: after = before × (offset + slope × rate).

    A rate in per cent has offset 1 and slope 1/100 (-1/100 if it fell), a multiple offset 0 and slope 1.
    """

    offset: Fraction
    slope: Fraction
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The rate from the quotient of the levels; a level from the other one and the factor."""
        rate, before, after = others
        if index == 0:
            grown = divide(after, before)
            return scale(add(grown, Interval(-self.offset, -self.offset)), 1 / self.slope)
        factor = add(scale(rate, self.slope), Interval(self.offset, self.offset))
        return divide(after, factor) if index == 1 else multiply(before, factor)


@dataclass(frozen=True, slots=True)
class Net:
    """Of a rate in per cent, the amount of the same change and one level: the rate is the amount over the level before.

    The level before is the stated level less `sign` times the amount: 1 if the stated one was reached by a rise, -1 if by a
    fall, 0 if it is the level before itself. `rate` and `amount` are -1 where the number is printed with a minus.
    """

    sign: int
    rate: int = 1
    amount: int = 1
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The rate from level and amount; the amount and the level from the other two."""
        rate, amount, level = term(others[0], Fraction(self.rate)), term(others[1], Fraction(self.amount)), others[2]
        if index == 0:
            times = add(divide(level, amount), Interval(Fraction(-self.sign), Fraction(-self.sign)))
            return term(scale(divide(ONE, times), Fraction(100)), Fraction(self.rate))
        times = add(scale(divide(ONE, rate), Fraction(100)), Interval(Fraction(self.sign), Fraction(self.sign)))
        return term(divide(level, times), Fraction(self.amount)) if index == 1 else multiply(amount, times)


@dataclass(frozen=True, slots=True)
class Swapped:
    """A constraint over three numbers with the last two exchanged: "fell 4-fold" is before = after × 4."""

    constraint: Grown
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """What the constraint allows to the number in the other place."""
        return self.constraint.allowed((0, 2, 1)[index], (others[0], others[2], others[1]))


@dataclass(frozen=True, slots=True)
class Descending:
    """Every number is less than the one before it: "up from 2.1 to 2.0" is wrong though both may be 2.05."""

    strict: bool = True

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """Between the greatest lower end behind it and the least upper end before it."""
        uppers = [interval.upper for interval in others[:index] if interval.upper is not None]
        lowers = [interval.lower for interval in others[index + 1 :] if interval.lower is not None]
        return Interval(max(lowers) if lowers else None, min(uppers) if uppers else None)

    def allowed_each(self, intervals: Sequence[Interval]) -> list[Interval]:
        """One pass for the uppers before, one back for the lowers behind."""
        ceilings, floors = [], []
        ceiling: Fraction | None = None
        floor: Fraction | None = None
        for interval in intervals:
            ceilings.append(ceiling)
            if interval.upper is not None and (ceiling is None or interval.upper < ceiling):
                ceiling = interval.upper
        for interval in reversed(intervals):
            floors.append(floor)
            if interval.lower is not None and (floor is None or interval.lower > floor):
                floor = interval.lower
        return [Interval(low, high) for low, high in zip(reversed(floors), ceilings, strict=True)]

    def rows(self, count: int) -> list[Row]:
        """Each number less the next is above zero."""
        sign: Literal["at_least", "above"] = "above" if self.strict else "at_least"
        return [Row(((at, Fraction(1)), (at + 1, Fraction(-1))), sign) for at in range(count - 1)]


@dataclass(frozen=True, slots=True)
class Limit:
    """The second number does not pass the first: a floor, or a ceiling.

    A stated bound is no value of its own ("over 60% in all countries"): it may limit many that differ.
    """

    floor: bool
    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """From the least floor up, down from the greatest ceiling; a limit just as far from the other side."""
        lower, upper = others[1 - index].lower, others[1 - index].upper
        return Interval(lower, None) if self.floor == (index == 1) else Interval(None, upper)

    def rows(self, count: int) -> list[Row]:  # noqa: ARG002, there are always two
        """The number less its floor, or the ceiling less the number."""
        sign = 1 if self.floor else -1
        return [Row(((1, Fraction(sign)), (0, Fraction(-sign))), "at_least")]


@dataclass(frozen=True, slots=True)
class Equal:
    """All numbers are the same."""

    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """The intersection of the others."""
        rest = [interval for at, interval in enumerate(others) if at != index]
        lowers = [interval.lower for interval in rest if interval.lower is not None]
        uppers = [interval.upper for interval in rest if interval.upper is not None]
        return Interval(max(lowers) if lowers else None, min(uppers) if uppers else None)

    def allowed_each(self, intervals: Sequence[Interval]) -> list[Interval]:
        """The greatest lower and least upper end of the others."""
        lowers = _ExtremeOfOthers([interval.lower for interval in intervals], greatest=True)
        uppers = _ExtremeOfOthers([interval.upper for interval in intervals], greatest=False)
        return [Interval(lowers.without(at), uppers.without(at)) for at in range(len(intervals))]

    def rows(self, count: int) -> list[Row]:
        """The difference of neighbours is zero."""
        return [Row(((at, Fraction(1)), (at + 1, Fraction(-1)))) for at in range(count - 1)]


@dataclass(frozen=True, slots=True)
class Amid:
    """The first number lies between the least and the greatest of the others."""

    strict: bool = False

    def allowed(self, index: int, others: Sequence[Interval]) -> Interval:
        """For the first its hull; any other is free as long as one of the rest keeps the first within."""
        if index == 0:
            return _hull(others[1:])
        rest = [interval for at, interval in enumerate(others) if at not in (0, index)]
        return self._beside(others[0], _hull(rest)) if rest else ANYTHING

    def allowed_each(self, intervals: Sequence[Interval]) -> list[Interval]:
        """The hull of all groups, less the one."""
        groups = intervals[1:]
        if len(groups) < 2:
            return [self.allowed(index, intervals) for index in range(len(intervals))]
        lowers = _HullOfOthers([interval.lower for interval in groups], greatest=False)
        uppers = _HullOfOthers([interval.upper for interval in groups], greatest=True)
        beside = (Interval(lowers.without(at), uppers.without(at)) for at in range(len(groups)))
        return [_hull(groups), *(self._beside(intervals[0], hull) for hull in beside)]

    @staticmethod
    def _beside(whole: Interval, hull: Interval) -> Interval:
        """What a group is allowed where the others have this hull."""
        if hull.lower is None or hull.upper is None or whole.lower is None or whole.upper is None:
            return ANYTHING
        if whole.lower > hull.upper:
            return Interval(whole.lower, None)
        return Interval(None, whole.upper) if whole.upper < hull.lower else ANYTHING


def _hull(intervals: Sequence[Interval]) -> Interval:
    lowers = [interval.lower for interval in intervals]
    uppers = [interval.upper for interval in intervals]
    lower = None if any(end is None for end in lowers) else min(end for end in lowers if end is not None)
    upper = None if any(end is None for end in uppers) else max(end for end in uppers if end is not None)
    return Interval(lower, upper)
