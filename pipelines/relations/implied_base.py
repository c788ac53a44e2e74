"""`implied_base`: amounts stated with their rates imply the base that they are rates of.

Belongs here: "a reduction of 21.4% (-83,739 million yen) ... of 29.4% (-115,269 million yen)", both against one fixed
level. Does not belong here: rates of bases that differ (other groups, other years).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.relations.constraints import SameQuotient, divide, scale
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.statement import Relation, full_interval, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import shown
from pipelines.rules import words

_CHANGES = words("implied_base_changes")
_FIXED = (("level",), ("base",), ("baseline",), ("compared", "with"), ("compared", "to"), ("relative", "to"))
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    """A rate with its amount in brackets, and the noun of change that both are of."""

    rate: Observation
    amount: Observation
    noun: str
    group: SentenceGroup


def find_implied_bases(context: Context) -> list[Relation]:
    """Pairs of rate and amount in one passage that are of one base."""
    found = []
    for groups in context.passages.values():
        pairs = [pair for group in groups for pair in _pairs(group)]
        if len(pairs) < 2 or not any(_names_fixed_level(group) for group in groups):
            continue
        for one, other in zip(pairs, pairs[1:], strict=False):
            if _one_base(one, other):
                found.append(_relation(context, one, other))
    return found


def _pairs(group: SentenceGroup) -> list[_Pair]:
    found = []
    for rate, amount in zip(group.observations, group.observations[1:], strict=False):
        quantity = amount.quantity
        beside = quantity.enclosed and quantity.begin - rate.quantity.end == 2
        if (
            rate.unit == "percent"
            and beside
            and quantity.kind in ("money", "count", "physical")
            and quantity.value != 0
        ):
            noun = next(
                (word for word in reversed(group.scan.tokens.low[: rate.quantity.begin]) if word in _CHANGES),
                None,
            )
            if noun and rate.quantity.value != 0:
                found.append(_Pair(rate, amount, noun, group))
    return found


def _names_fixed_level(group: SentenceGroup) -> bool:
    """Whether a sentence names the level that rates are measured from ("from the FY2013 level")."""
    words = group.scan.tokens.low
    return any(tuple(words[at : at + len(fixed)]) == fixed for fixed in _FIXED for at in range(len(words)))


def _one_base(one: _Pair, other: _Pair) -> bool:
    slots, others = one.rate.slots, other.rate.slots
    near = other.group.index - one.group.index <= _NEAR
    apart = one.group.index != other.group.index
    same = slots.area == others.area and slots.population == others.population
    return near and apart and same and one.noun == other.noun and one.amount.unit == other.amount.unit


def _relation(context: Context, one: _Pair, other: _Pair) -> Relation:
    operands = [
        operand(one.amount, "amount"),
        operand(one.rate, "rate"),
        operand(other.amount, "amount"),
        operand(other.rate, "rate"),
    ]
    first, second = _base(one), _base(other)

    def explain(outcome: Outcome) -> str:
        unit = " ".join(filter(None, (one.amount.quantity.scale, one.amount.unit)))
        both = f"{_in_scale(first, one)} and {_in_scale(second, other)} {unit}"
        if outcome.verdict == "consistent":
            return f"The two rates with their amounts imply bases of {both}, which fit one base."
        return f"The two rates with their amounts imply bases of {both}, which no single base fits."

    relation = judge("implied_base", operands, SameQuotient(), 0, context.quote(operands), explain)
    relation.computed = _common(first, second)
    return relation


def _base(pair: _Pair) -> Interval:
    """The base in the unit of the amount, without sign: amount over rate."""
    base = divide(full_interval(pair.amount), scale(full_interval(pair.rate), Fraction(1, 100)))
    return scale(base, Fraction(-1)) if base.upper is not None and base.upper < 0 else base


def _common(one: Interval, other: Interval) -> Interval:
    lowers = [end for end in (one.lower, other.lower) if end is not None]
    uppers = [end for end in (one.upper, other.upper) if end is not None]
    lower, upper = max(lowers, default=None), min(uppers, default=None)
    return Interval(lower, upper) if lower is None or upper is None or lower <= upper else one


def _in_scale(interval: Interval, pair: _Pair) -> str:
    factor = pair.amount.quantity.factor
    ends = [None if end is None else Fraction(round(end / factor)) for end in (interval.lower, interval.upper)]
    return f"{shown(ends[0])} to {shown(ends[1])}"
