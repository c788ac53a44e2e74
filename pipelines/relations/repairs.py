"""Repairs: what numbers would have to be for all relations that share them to hold.

Belongs here: observations as the numbers of a system, how sure their reading is, and for a set of numbers the interval
and the likeliest value of each. Does not belong here: which sets these are (see `localisation`), verdicts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval, stated_interval
from pipelines.relations.constraints import ANYTHING, Constraint, meet
from pipelines.relations.localisation import smallest_sets
from pipelines.relations.misprints import misprint, slips
from pipelines.relations.statement import Operand, Repair, face_interval, full_interval
from pipelines.relations.system import System, Tie, holds, reach
from pipelines.relations.wording import printed

_SURE = 10
_DOUBTS = {"hedged": 4, "words": 3, "inherited unit": 2, "inherited slots": 1, "cell": 1}
_MOST_TIES = 20  # of a number that are asked which value would fit exactly
_WHOLE = Fraction(100)  # per cent
_NARROW = 6  # times the width of an interval is a value that it would be no coincidence to meet


class Numbers:
    """The observations of some relations as one system; `operands` has for each number the place where it stands."""

    def __init__(self, related: Iterable[tuple[Sequence[Operand], Constraint]]) -> None:
        self.observations: list[Observation] = []
        self.operands: list[Operand] = []
        self._index: dict[int, int] = {}
        ties = [Tie(constraint, tuple(map(self._number, operands))) for operands, constraint in related]
        intervals = [full_interval(observation) for observation in self.observations]
        self.system = System(intervals, [_likely(observation) for observation in self.observations], ties)

    def _number(self, operand: Operand) -> int:
        observation = operand.observation
        if observation is None:
            raise ValueError("an operand of a relation that is recomputed must be an observation")
        if id(observation) not in self._index:
            self._index[id(observation)] = len(self.observations)
            self.observations.append(observation)
            self.operands.append(operand)
        return self._index[id(observation)]

    def sureness(self, number: int) -> int:
        """How sure the reading of a number is; the weight in error localisation."""
        observation = self.observations[number]
        origins = (
            observation.indicator_from,
            observation.slots.area_from,
            observation.slots.population_from,
            observation.slots.period_from,
        )
        doubts = {
            "hedged": observation.quantity.qualifier != "exact",
            "words": observation.quantity.amount.form != "digits",
            "inherited unit": observation.quantity.unit_from != "stated",
            "inherited slots": any(origin and origin.startswith("inherited") for origin in origins),
            "cell": observation.indicator_from == "inherited:table",
        }
        return _SURE - sum(_DOUBTS[doubt] for doubt, applies in doubts.items() if applies)

    def is_suspect(self, number: int) -> bool:
        """Whether another value could be suggested: not for a range."""
        return self.observations[number].quantity.upper is None


def alternatives(numbers: Numbers, ties: Sequence[int], conflicts: Sequence[Sequence[int]]) -> list[list[Repair]]:
    """The smallest sets of changes that let the ties hold, given their contradictions; each with its suggestions."""
    sets = smallest_sets(numbers.system, ties, conflicts, numbers.sureness, numbers.is_suspect)
    if sets and len(sets[0]) == 1:
        sets = sorted(sets)  # one change each: in the order of the operands
    found = [_mending(numbers, ties, chosen) for chosen in sets]
    return [changes for changes in found if changes]


def repairs_alone(operands: Sequence[Operand], constraint: Constraint) -> list[Repair]:
    """The repairs of an inconsistent relation whose numbers no other relation shares."""
    numbers = Numbers([(operands, constraint)])
    return numbered(alternatives(numbers, [0], [[0]]))


def numbered(found: Iterable[Sequence[Repair]]) -> list[Repair]:
    """Alternatives one behind the other, with their numbers from 1."""
    return [replace(one, alternative=at) for at, changes in enumerate(found, 1) for one in changes]


def _likely(observation: Observation) -> Fraction:
    quantity = observation.quantity
    return quantity.value if quantity.upper is None else (quantity.value + quantity.upper) / 2


def _mending(numbers: Numbers, ties: Sequence[int], chosen: tuple[int, ...]) -> list[Repair]:
    """Changes of the chosen numbers that together let the ties hold; none if no value is found."""
    free = dict.fromkeys(chosen, ANYTHING)
    limits = {number: reach(numbers.system, ties, free, number) for number in chosen}
    for order in permutations(chosen):
        attempt = _Attempt(numbers, ties, dict(free))
        values = {number: attempt.settle(number, limits[number] if number == order[0] else None) for number in order}
        suggested = {number: value for number, value in values.items() if value is not None}
        if len(suggested) == len(chosen):
            return [_repair(numbers, number, limits[number], suggested[number]) for number in chosen]
    return []


def _repair(numbers: Numbers, number: int, limit: Interval, value: Fraction) -> Repair:
    observation = numbers.observations[number]
    return Repair(numbers.operands[number], limit, value, printed(observation, value), misprint(observation, value))


@dataclass(slots=True)
class _Attempt:
    """Changed numbers are settled one by one; `changed` are the free and the settled ones."""

    numbers: Numbers
    ties: Sequence[int]
    changed: dict[int, Interval]

    def settle(self, number: int, known: Interval | None) -> Fraction | None:
        """Choose the likeliest value of a free number and keep it; None if there is none.

        `known` is how far the number reaches, if that is known already.
        """
        allowed = known or reach(self.numbers.system, self.ties, self.changed, number)
        if allowed == ANYTHING:
            return None
        observation = self.numbers.observations[number]
        for value in self._candidates(number, allowed):
            interval = _restated(observation, value)
            if _rounds_into(observation, value, allowed) and holds(
                self.numbers.system, self.ties, {**self.changed, number: interval}
            ):
                self.changed[number] = interval
                return value
        return None

    def _candidates(self, number: int, allowed: Interval) -> list[Fraction]:
        """Values worth trying, likeliest first.

        A slip that gives what fits the other numbers as printed comes first; then a rare slip within a narrow interval,
        which is no coincidence; else what fits the other numbers as printed, with the digits of the number; more digits
        only where these do not suffice. A sign changes only where a minus was lost.
        """
        observation = self.numbers.observations[number]
        value, step = observation.quantity.value, observation.quantity.step
        exact = [self._exact(tie, number) for tie in self._ties_of(number)]
        nearest = [_nearest(value, one if one != ANYTHING else allowed) for one in [*exact, allowed]]
        grid = _has_steps(observation)
        found = dict.fromkeys(one for near in nearest for one in ((*_printed(near, step), near) if grid else (near,)))
        rare = dict.fromkeys(other for _, other in slips(observation) if _is_telling(other, allowed))
        found |= rare

        def unlikely(one: Fraction) -> tuple[bool, bool, bool, int, bool]:
            astray = sum(not _contains(interval, one) for interval in exact)
            off = one not in rare and grid and one % step != 0
            unexplained = misprint(observation, one) is None
            return off, astray > 0 or unexplained, one not in rare, astray, unexplained

        return sorted((one for one in found if one in rare or _can_be(observation, one)), key=unlikely)

    def _ties_of(self, number: int) -> list[int]:
        among = set(self.ties)
        return [tie for tie in self.numbers.system.ties_of[number] if tie in among][:_MOST_TIES]

    def _exact(self, tie: int, number: int) -> Interval:
        """What a tie allows a number if all others are exactly as printed."""
        constraint, tied = self.numbers.system.ties[tie].constraint, self.numbers.system.ties[tie].numbers
        faces = [
            self.changed[other] if other in self.changed else face_interval(self.numbers.observations[other])
            for other in tied
        ]
        return constraint.allowed(tied.index(number), faces)


def _restated(observation: Observation, value: Fraction) -> Interval:
    """The interval that a number would state if it were printed as `value` with its hedge."""
    quantity = observation.quantity
    if not _has_steps(observation):
        return stated_interval(value, quantity.step, quantity.significant, quantity.qualifier)
    if value % quantity.step:
        tiny = quantity.step / 10**12
        return stated_interval(value, tiny, tiny, quantity.qualifier)
    return stated_interval(value, quantity.step, _significant(observation, value), quantity.qualifier)


def _rounds_into(observation: Observation, value: Fraction, allowed: Interval) -> bool:
    """Whether a value, printed with the digits of the number or with more, is the rounding of an allowed one."""
    step = observation.quantity.step
    half = step / 2 if _has_steps(observation) and value % step == 0 else Fraction(0)
    return meet(Interval(value - half, value + half), allowed)


def _significant(observation: Observation, value: Fraction) -> Fraction:
    """One unit of the last significant digit of another value, printed like the number."""
    quantity = observation.quantity
    if quantity.amount.step < 1 or not value:
        return quantity.step
    digits = str(abs(value / quantity.step).numerator)
    return quantity.step * Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def _nearest(value: Fraction, interval: Interval) -> Fraction:
    if interval.lower is not None and interval.upper is not None and interval.lower > interval.upper:
        return interval.upper
    if interval.lower is not None and value < interval.lower:
        return interval.lower
    if interval.upper is not None and value > interval.upper:
        return interval.upper
    return value


def _printed(value: Fraction, step: Fraction) -> tuple[Fraction, ...]:
    """The values around one that have the digits of the number as printed, the nearest first."""
    parts = value / step
    return tuple(one * step for one in dict.fromkeys((round(parts), math.floor(parts), math.ceil(parts))))


def _has_steps(observation: Observation) -> bool:
    """Whether a number is counted in steps: digits and cardinals are, "tripled" and "a third" are not."""
    return observation.quantity.amount.form in ("digits", "words")


def _can_be(observation: Observation, value: Fraction) -> bool:
    """Whether a number can be meant to be another value: on the same side of nothing, a share still within its whole."""
    before = observation.quantity.value
    least = 1 if observation.measure == "change" else 0  # nothing "rose by 0"
    beyond = observation.unit == "percent" and observation.measure == "level" and before <= _WHOLE < value
    return value != before and not beyond and _sign(value) * (_sign(before) or 1) >= least


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _contains(interval: Interval, value: Fraction) -> bool:
    return meet(interval, Interval(value, value))


def _is_telling(value: Fraction, allowed: Interval) -> bool:
    """Whether it would be no coincidence that a slip gives a value within an interval: the interval is narrow."""
    if allowed.lower is None or allowed.upper is None:
        return False
    return (allowed.upper - allowed.lower) * _NARROW <= abs(value)
