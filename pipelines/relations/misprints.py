"""Misprints: how a printed number turns into another one by a single slip.

Belongs here: the slips that are known (vocabulary `misprint`), as numbers. Does not belong here: which numbers a relation
would need (see `repairs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from pipelines.observations import Observation

_SHIFTS = tuple(Fraction(10) ** places for places in (-3, -2, -1, 1, 2, 3))  # of the point; three places are a thousand


def misprints(observation: Observation) -> tuple[int, ...]:
    """By how many of its steps a value moves when one of its digits is misprinted, sorted; none for numbers in words."""
    quantity = observation.quantity
    if quantity.amount.form != "digits" or quantity.upper is not None:
        return ()
    return _moves(digits_of(observation), -1 if quantity.negative else 1)


@lru_cache(maxsize=10_000)
def _moves(digits: str, sign: int) -> tuple[int, ...]:
    count = len(digits)
    moves = (
        sign * (other - int(digit)) * 10**place
        for place, digit in enumerate(reversed(digits))
        for other in range(10)
        if other != int(digit) and not (other == 0 and place == count - 1 and count > 1)  # no leading zero
    )
    return tuple(sorted(moves))


def slips(observation: Observation) -> Iterator[tuple[str, Fraction]]:
    """What else the number may have been, by the slip that made it: rarer slips than a digit, so they tell more."""
    quantity = observation.quantity
    if quantity.amount.form != "digits" or quantity.upper is not None or not quantity.value:
        return
    digits = digits_of(observation)
    sign = -1 if quantity.value < 0 else 1
    for at in range(len(digits) - 1):
        exchanged = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if exchanged != digits and (exchanged[0] != "0" or quantity.amount.step < 1):
            yield "swapped", sign * int(exchanged) * quantity.step
    for factor in _SHIFTS:
        yield "shifted_point", quantity.value * factor
    directed = observation.measure == "change" and quantity.direction is not None  # "fell by" has its sign in the verb
    if quantity.value > 0 and not directed and quantity.kind != "count":
        yield "lost_minus", -quantity.value


def exchanged_apart(observation: Observation) -> list[Fraction]:
    """What else the number may have been if two digits with one between them were exchanged, which is rarer still."""
    quantity = observation.quantity
    if quantity.amount.form != "digits" or quantity.upper is not None:
        return []
    digits, sign = digits_of(observation), -1 if quantity.value < 0 else 1
    return [
        sign * int(digits[:at] + digits[at + 2] + digits[at + 1] + digits[at] + digits[at + 3 :]) * quantity.step
        for at in range(len(digits) - 2)
        if digits[at] != digits[at + 2] and (at or digits[2] != "0")
    ]


def misprint(observation: Observation, value: Fraction) -> str | None:
    """The slip that made the printed number out of `value`, as the vocabulary calls it; None if it takes more than one."""
    quantity = observation.quantity
    steps = (value - quantity.value) / quantity.step
    if steps.denominator == 1 and steps.numerator in misprints(observation):
        return "digit"
    known = next((kind for kind, other in slips(observation) if other == value), None)
    return known or ("swapped" if value in exchanged_apart(observation) else None)


def digits_of(observation: Observation) -> str:
    """The digits as printed, from the first that is not zero; at least as many as the decimals need."""
    value, step = observation.quantity.amount.value, observation.quantity.amount.step
    return str(value.numerator * step.denominator // (value.denominator * step.numerator))
