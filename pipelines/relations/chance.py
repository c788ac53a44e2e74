"""How well one misprinted digit explains numbers that do not add up.

Belongs here: telling a sum with a misprint in it from numbers that were never meant to add up (parts that are left out,
groups that overlap). Does not belong here: verdicts (see `verdicts`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.relations.constraints import add, meet, scale
from pipelines.relations.misprints import digits_of, exchanged_apart, misprints, slips
from pipelines.relations.statement import Relation, full_interval

_MOST_OPERANDS = 400


def chance_of_misprint(
    observations: Sequence[Observation],
    coefficients: Sequence[Fraction],
    slack: Fraction = Fraction(0),
    of: Fraction = Fraction(0),
) -> Fraction | None:
    """How likely it is that one misprint explains by mere chance why terms do not add up to `of`; None if none does.

    A term is a number times its coefficient. Two neighbouring digits exchanged are rarer than one digit misprinted, so where
    that explains it, it tells more. The chance is the share of sums between nothing and twice the largest term
    that a misprint of some number would explain: small for sums of long numbers, large for those of short ones. `slack` is
    room for numbers that are rounded beyond their last digit.
    """
    if len(observations) > _MOST_OPERANDS:
        return None
    terms = [scale(full_interval(one), factor) for one, factor in zip(observations, coefficients, strict=True)]
    missed = add(terms[0], Interval(-slack - of, slack - of))
    for term in terms[1:]:
        missed = add(missed, term)
    if missed.lower is None or missed.upper is None or not _explains(observations, coefficients, missed):
        return None
    weighed = list(zip(observations, coefficients, strict=True))
    swaps = {factor * by * one.quantity.step for one, factor in weighed for by in _swaps(one)}
    digits = {factor * by * one.quantity.step for one, factor in weighed for by in misprints(one)}
    moves = next(
        (tier for tier in (swaps, digits) if any(missed.lower <= -move <= missed.upper for move in tier)), None
    )
    if moves is None:
        moves = (
            swaps | digits | {factor * by * one.quantity.step for one, factor in weighed for by in _swaps_apart(one)}
        )
    finest = min(abs(factor) * one.quantity.significant for one, factor in weighed)
    size = max(missed.upper - missed.lower, finest)
    largest = max(max(abs(factor * one.quantity.value) for one, factor in weighed), of)
    steps = {abs(move) // size for move in moves if abs(move) <= 2 * largest and abs(move) >= size / 2}
    return min(Fraction(1), len(steps) * size / (2 * largest)) if largest else Fraction(1)


def _explains(observations: Sequence[Observation], coefficients: Sequence[Fraction], missed: Interval) -> bool:
    """Whether one misprint of one number moves the sum by what is missed; told by whole numbers of steps, which is fast."""
    for one, factor in zip(observations, coefficients, strict=True):
        step = factor * one.quantity.step
        low, high = sorted(-end / step for end in (missed.lower, missed.upper) if end is not None)
        least, most = ceil(low), floor(high)
        swaps = sorted((*_swaps(one), *_swaps_apart(one))) if least <= most else []
        if least <= most and (_is_among(misprints(one), least, most) or _is_among(swaps, least, most)):
            return True
    return False


def _is_among(moves: Sequence[int], least: int, most: int) -> bool:
    """Whether one of the sorted moves is neither less nor more."""
    first = bisect_left(moves, least)
    return first < len(moves) and moves[first] <= most


def _swaps(observation: Observation) -> list[int]:
    """By how many of its steps a value moves when two neighbouring digits are swapped."""
    quantity = observation.quantity
    if quantity.amount.form != "digits" or quantity.upper is not None:
        return []
    digits = [int(digit) for digit in digits_of(observation)][::-1]
    sign = -1 if quantity.negative else 1
    return [
        sign * (high - low) * (10**place - 10 ** (place + 1))
        for place, (low, high) in enumerate(zip(digits, digits[1:], strict=False))
        if low != high
    ]


def _swaps_apart(observation: Observation) -> list[int]:
    """By how many of its steps a value moves when two digits with one between them are exchanged."""
    value, step = observation.quantity.value, observation.quantity.step
    return [int((other - value) / step) for other in exchanged_apart(observation)]


def is_misprinted(relation: Relation, *, in_length: bool = False, result: bool = False) -> bool:
    """Whether one slip in a number of a relation explains that it does not hold: a digit misprinted, two exchanged.

    A number that ends in zeros may be rounded to them: its repair then need not be exact. With `in_length` a digit too many
    and a shifted point explain it too: they explain much, so only where little else could be meant. With
    `result` one of the numbers was computed from the others, and so rounded.
    """
    return any(_may_be(one.operand.observation, one.interval, in_length, result) for one in relation.repairs)


def _may_be(one: Observation | None, interval: Interval, in_length: bool, result: bool) -> bool:
    if one is None:
        return False
    value, step = one.quantity.value, one.quantity.step
    printed = [value + move * step for move in misprints(one)]
    printed += [other for kind, other in slips(one) if kind == "swapped" or (in_length and kind == "shifted_point")]
    printed += exchanged_apart(one)
    printed += _without_a_digit(one) if in_length else []
    finest = step / 2 if result else Fraction(0)
    room = one.quantity.significant if one.quantity.significant > step else finest
    return any(meet(Interval(each - room, each + room), interval) for each in printed)


def _without_a_digit(one: Observation) -> list[Fraction]:
    """What a number may have been if one of its digits was printed in addition."""
    quantity = one.quantity
    if (
        quantity.amount.form != "digits"
        or quantity.upper is not None
        or quantity.amount.value < 10 * quantity.amount.step
    ):
        return []
    digits, sign = digits_of(one), -1 if quantity.negative else 1
    return [sign * int(digits[:at] + digits[at + 1 :]) * quantity.step for at in range(len(digits))]
