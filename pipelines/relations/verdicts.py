"""From a constraint and its operands to a verdict: by exact intervals, with repairs and power.

Belongs here: what is the same for every kind of relation. Does not belong here: the grammar of any kind.

A relation is consistent if the intervals meet (closed, as in XBRL Calculations 1.1). It holds by `face` if the printed
values fit, by `rounding` if the intervals of the printed digits do, by `hedge` if the stated intervals do, else by `loose`.

`loose` is a generous reading of words such as "doubled", "halved" or "a third": a tenth of their value to each side (the
row `loose` of `rules/qualifiers.csv`), if they are not hedged. What makes "doubled" true only by the hedge of a level
("double ... from 550 to about 1000" is 1.8 times) is loose as well: the word itself was not hedged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval, stated_interval
from pipelines.relations.constraints import Constraint, allowed_each, meet
from pipelines.relations.statement import (
    Operand,
    Relation,
    Repair,
    face_interval,
    full_interval,
    is_multiple_in_words,
    loose_interval,
    rounding_interval,
    spans,
)

_EXACT = Context(prec=80)  # a context of its own: other programs in the process may set a coarser one
Sentence = Callable[["Outcome"], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What recomputing gave: verdict, by what it holds, the interval for the operand that is compared (`target`)."""

    verdict: str
    holds_by: str | None
    computed: Interval
    stated: Interval


def judge(
    kind: str,
    operands: list[Operand],
    constraint: Constraint,
    target: int,
    stated: str,
    explain: Sentence,
    *,
    result: bool = False,
) -> Relation:
    """Recompute a relation whose operands are all observations.

    `target` is the operand whose stated interval is compared with the recomputed one; `explain` puts the outcome in a
    sentence. `result` says that the target is a result of the others, such as a rate: see `recompute`.
    """
    observations = [one.observation for one in operands if one.observation is not None]
    outcome = recompute(observations, constraint, target, result=result)
    repairs = _repairs(operands, observations, constraint) if outcome.verdict == "inconsistent" else []
    start, end = spans(operands)
    return Relation(
        kind,
        operands,
        start,
        end,
        stated,
        outcome.verdict,
        explain(outcome),
        outcome.holds_by,
        outcome.computed,
        power(observations, constraint),
        repairs,
    )


def undecidable(kind: str, operands: list[Operand], stated: str, why: str) -> Relation:
    """A relation that cannot be recomputed, and why."""
    start, end = spans(operands)
    return Relation(kind, operands, start, end, stated, "undecidable", why)


def recompute(
    observations: Sequence[Observation], constraint: Constraint, target: int, *, result: bool = False
) -> Outcome:
    """Verdict on a constraint over observations.

    If the target is a `result` of the others, it holds by face also where it is what they give as printed, rounded to
    the digits in which it is written: 28.9 to 30.1 is 4.15%, printed 4.2%.
    """
    full = [full_interval(observation) for observation in observations]
    computed = constraint.allowed(target, full)
    for name, intervals in _stages(observations, full):
        if name == "face" and result and observations[target].quantity.qualifier == "exact":
            intervals[target] = rounding_interval(observations[target])
        if meet(constraint.allowed(target, intervals), intervals[target], strict=constraint.strict):
            return Outcome("consistent", name, computed, full[target])
    return Outcome("inconsistent", None, computed, full[target])


def _stages(observations: Sequence[Observation], full: list[Interval]) -> Iterator[tuple[str, list[Interval]]]:
    """The intervals under ever more generous readings of the numbers, each with what then makes the relation hold."""
    yield "face", [face_interval(observation) for observation in observations]
    rounding = [rounding_interval(observation) for observation in observations]
    yield "rounding", rounding
    worded = [is_multiple_in_words(observation) for observation in observations]
    if any(worded):
        yield "hedge", [one if word else other for word, one, other in zip(worded, full, rounding, strict=True)]
    else:
        yield "hedge", full
    yield "loose", [loose_interval(observation) for observation in observations]


def _repairs(operands: list[Operand], observations: list[Observation], constraint: Constraint) -> list[Repair]:
    """For each operand the interval that would mend the relation, and its value as it would have been printed."""
    full = [full_interval(observation) for observation in observations]
    faces = [face_interval(observation) for observation in observations]
    found = []
    bounds = zip(allowed_each(constraint, full), allowed_each(constraint, faces), strict=True)
    for index, (one, observation, (allowed, exact)) in enumerate(zip(operands, observations, bounds, strict=True)):
        if (allowed.lower is None and allowed.upper is None) or observation.quantity.upper is not None:
            continue
        value = _nearest(observation.quantity.value, exact if (exact.lower, exact.upper) != (None, None) else allowed)
        in_digits = observation.quantity.amount.form == "digits"
        suggestion = _as_printed(value, observation.quantity.step, allowed) if in_digits else value
        quantity = observation.quantity
        restated = stated_interval(suggestion, quantity.step, quantity.significant, quantity.qualifier)
        if hasattr(constraint, "allowed_each"):  # a sum holds for all if it holds for one
            mends = meet(restated, allowed)
        else:
            mends = _holds(constraint, [*full[:index], restated, *full[index + 1 :]])
        if mends:
            found.append(Repair(one, allowed, suggestion))
    return found


def _holds(constraint: Constraint, intervals: list[Interval]) -> bool:
    """Whether every operand meets what the others allow."""
    return all(
        meet(constraint.allowed(at, intervals), interval, strict=constraint.strict)
        for at, interval in enumerate(intervals)
    )


def _nearest(value: Fraction, interval: Interval) -> Fraction:
    if interval.lower is not None and interval.upper is not None and interval.lower > interval.upper:
        return interval.upper
    if interval.lower is not None and value < interval.lower:
        return interval.lower
    if interval.upper is not None and value > interval.upper:
        return interval.upper
    return value


def _as_printed(value: Fraction, step: Fraction, allowed: Interval) -> Fraction:
    """The value rounded to the digits that the number was printed with."""
    rounded = round(value / step) * step
    return rounded if meet(Interval(rounded - step / 2, rounded + step / 2), allowed) else value


def power(observations: Sequence[Observation], constraint: Constraint) -> Fraction | None:
    """The share of one-digit misprints of the operands that would make the relation inconsistent."""
    full = [full_interval(observation) for observation in observations]
    caught = tried = 0
    for observation, interval, allowed in zip(observations, full, allowed_each(constraint, full), strict=True):
        moves = misprints(observation)
        if moves:
            least, most = _leeway(interval, allowed, observation.quantity.step, strict=constraint.strict)
            tried += len(moves)
            caught += sum((least is not None and move < least) or (most is not None and move > most) for move in moves)
    return Fraction(caught, tried) if tried else None


def _leeway(interval: Interval, allowed: Interval, step: Fraction, *, strict: bool) -> tuple[int | None, int | None]:
    """By how many steps, at least and at most, an interval may move and still meet `allowed`; None is no limit."""
    least = most = None
    if allowed.lower is not None and interval.upper is not None:
        down = (allowed.lower - interval.upper) / step
        least = floor(down) + 1 if strict else ceil(down)
    if allowed.upper is not None and interval.lower is not None:
        up = (allowed.upper - interval.lower) / step
        most = ceil(up) - 1 if strict else floor(up)
    return least, most


def misprints(observation: Observation) -> tuple[int, ...]:
    """By how many of its steps a value moves when one of its digits is misprinted; none for numbers in words."""
    quantity = observation.quantity
    if quantity.amount.form != "digits" or quantity.upper is not None:
        return ()
    return _moves(str(int(quantity.amount.value / quantity.amount.step)), -1 if quantity.negative else 1)


@lru_cache(maxsize=10_000)
def _moves(digits: str, sign: int) -> tuple[int, ...]:
    count = len(digits)
    return tuple(
        sign * (other - int(digit)) * 10**place
        for place, digit in enumerate(reversed(digits))
        for other in range(10)
        if other != int(digit) and not (other == 0 and place == count - 1 and count > 1)  # no leading zero
    )


def shown(value: Fraction | None) -> str:
    """A number as a reader expects it: no exponent, no needless zeros, at most six decimals."""
    if value is None:
        return "open"
    decimal = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = decimal.quantize(Decimal(1).scaleb(-6), context=_EXACT)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_interval(interval: Interval) -> str:
    """An interval as a reader expects it: "4.2 to 4.4", "4.2 or more"."""
    if interval.lower is None and interval.upper is None:
        return "anything"
    if interval.lower is None:
        return f"at most {shown(interval.upper)}"
    if interval.upper is None:
        return f"at least {shown(interval.lower)}"
    return f"{shown(interval.lower)} to {shown(interval.upper)}"
