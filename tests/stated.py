"""Observations and relations without a text: what a number states, and what must hold between numbers.

Belongs here: making them. Does not belong here: what is expected of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipelines.numerals.amounts import Amount
from pipelines.observations import Observation
from pipelines.observations.intervals import stated_interval
from pipelines.observations.quantities import Quantity
from pipelines.observations.slots import Slots
from pipelines.relations import Relation
from pipelines.relations.constraints import Constraint, Sum
from pipelines.relations.statement import operand
from pipelines.relations.verdicts import judge

DIFFERENCE = Sum((Fraction(1), Fraction(-1), Fraction(1)))  # change, from, to: it fell
RISE = Sum((Fraction(1), Fraction(1), Fraction(-1)))


def stated(printed: str, qualifier: str = "exact", place: int = 0, form: str = "digits") -> Observation:
    """An observation of a printed number ("150.8") that stands at `place`; nothing else is known of it."""
    value = Fraction(printed.replace(",", ""))
    step = Fraction(1, 10 ** len(printed.partition(".")[2]))
    digits = str(abs(value / step).numerator)
    significant = step * 10 ** (len(digits) - len(digits.rstrip("0"))) if step == 1 and value else step
    amount = Amount(0, 0, abs(value), step, significant, form)
    quantity = Quantity(amount, 0, 0, 0, 0, value, step, significant, qualifier=qualifier, negative=value < 0)
    interval = stated_interval(value, step, significant, qualifier)
    return Observation(place, 0, place, place + 1, printed, quantity, interval.lower, interval.upper, Slots())


def numbers(*printed: str) -> list[Observation]:
    """Observations one behind the other; a word before a number is its qualifier: "approximately 12"."""
    found = []
    for place, one in enumerate(printed):
        qualifier, _, digits = one.rpartition(" ")
        found.append(stated(digits, qualifier or "exact", place))
    return found


def related(constraint: Constraint, *observations: Observation, kind: str = "change") -> Relation:
    """A relation over observations, judged on its own."""
    operands = [operand(one, "number") for one in observations]
    words = " ".join(one.stated for one in observations)
    return judge(kind, operands, constraint, 0, words, lambda outcome: outcome.verdict)


def changed(observation: Observation, value: Fraction) -> Observation:
    """The same with another number, printed with as many digits, or with all of its own if it has more."""
    quantity = observation.quantity
    decimals = len(observation.stated.partition(".")[2])
    if value % quantity.step:
        decimals = 12
    printed = f"{Decimal(round(value * 10**decimals)).scaleb(-decimals):f}"
    return stated(printed, quantity.qualifier, observation.start, quantity.amount.form)


def printed_repairs(relation: Relation) -> list[tuple[tuple[str, str], ...]]:
    """The ways to mend a relation, each as (printed, suggested) of the numbers that change together."""
    ways: dict[int, list[tuple[str, str]]] = {}
    for repair in relation.repairs:
        assert repair.operand.observation is not None
        ways.setdefault(repair.alternative, []).append((repair.operand.observation.stated, repair.as_printed))
    return [tuple(way) for way in ways.values()]


def mended(relations: Sequence[Relation], told: Relation, alternative: int) -> list[Relation]:
    """The relations judged again after one way to mend `told` was followed."""
    suggested = {
        id(repair.operand.observation): repair.suggestion
        for repair in told.repairs
        if repair.alternative == alternative
    }
    copies: dict[int, Observation] = {}

    def copy(one: Observation) -> Observation:
        if id(one) not in copies:
            copies[id(one)] = changed(one, suggested[id(one)]) if id(one) in suggested else one
        return copies[id(one)]

    again = []
    for relation in relations:
        assert relation.constraint is not None
        observations = [copy(one.observation) for one in relation.operands if one.observation]
        again.append(related(relation.constraint, *observations, kind=relation.kind))
    return again
