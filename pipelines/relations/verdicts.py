"""From a constraint and its operands to a verdict: by exact intervals, with power.

Belongs here: what is the same for every kind of relation. Does not belong here: the grammar of any kind, repairs.

A relation is consistent if the intervals meet (closed, as in XBRL Calculations 1.1). It holds by `face` if the printed
values fit, by `rounding` if the intervals of the printed digits do, by `hedge` if the stated intervals do, else by `loose`.

`loose` is a generous reading of words such as "doubled", "halved" or "a third": a tenth of their value to each side (the
row `loose` of `rules/qualifiers.csv`), if they are not hedged. What makes "doubled" true only by the hedge of a level
("double ... from 550 to about 1000" is 1.8 times) is loose as well: the word itself was not hedged. Of differences, numbers
of many digits that all end in zeros are read loosely as rounded ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval, stated_interval
from pipelines.relations.constraints import Constraint, allowed_each, meet
from pipelines.relations.misprints import misprints
from pipelines.relations.repairs import repairs_alone
from pipelines.relations.statement import (
    Operand,
    Relation,
    face_interval,
    full_interval,
    is_multiple_in_words,
    is_plain,
    loose_interval,
    rounding_interval,
    spans,
)

_LONG, _ZEROS = 1000, 100  # numbers of four digits and more, two zeros at their end
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
    zeros: bool = False,
) -> Relation:
    """Recompute a relation whose operands are all observations.

    `target` is the operand whose stated interval is compared with the recomputed one; `explain` puts the outcome in a
    sentence. `result` says that the target is a result of the others, such as a rate, and `zeros` that zeros may stand
    for digits that were rounded away: see `recompute`.
    """
    observations = [one.observation for one in operands if one.observation is not None]
    outcome = recompute(observations, constraint, target, result=result, zeros=zeros)
    repairs = repairs_alone(operands, constraint) if outcome.verdict == "inconsistent" else []
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
        constraint=constraint,
        target=target,
    )


def undecidable(kind: str, operands: list[Operand], stated: str, why: str) -> Relation:
    """A relation that cannot be recomputed, and why."""
    start, end = spans(operands)
    return Relation(kind, operands, start, end, stated, "undecidable", why)


def recompute(
    observations: Sequence[Observation],
    constraint: Constraint,
    target: int,
    *,
    result: bool = False,
    zeros: bool = False,
) -> Outcome:
    """Verdict on a constraint over observations.

    If the target is a `result` of the others, it holds by face also where it is what they give as printed, rounded to
    the digits in which it is written: 28.9 to 30.1 is 4.15%, printed 4.2%. With `zeros` it holds loosely where long
    numbers that all end in zeros fit as rounded ones: "21,000 more: 243,000 against 221,000".
    """
    full = [full_interval(observation) for observation in observations]
    computed = constraint.allowed(target, full)
    by = held_by(observations, constraint, target, result=result, zeros=zeros)
    return Outcome("consistent" if by else "inconsistent", by, computed, full[target])


def held_by(
    observations: Sequence[Observation],
    constraint: Constraint,
    target: int,
    *,
    result: bool = False,
    zeros: bool = False,
) -> str | None:
    """By what a constraint over observations holds, None if it does not; see `recompute`."""
    for name, intervals in _stages(observations):
        if name == "face" and result and observations[target].quantity.qualifier in ("exact", "approximately"):
            intervals[target] = rounding_interval(observations[target])
        if _meets(constraint, target, intervals):
            return name
    rounded = _rounded_to_zeros(observations) if zeros else []
    return "loose" if rounded and _meets(constraint, target, rounded) else None


def _meets(constraint: Constraint, target: int, intervals: list[Interval]) -> bool:
    return meet(constraint.allowed(target, intervals), intervals[target], strict=constraint.strict)


def _stages(observations: Sequence[Observation]) -> Iterator[tuple[str, list[Interval]]]:
    """The intervals under ever more generous readings of the numbers, each with what then makes the relation hold."""
    yield "face", [face_interval(observation) for observation in observations]
    full = [full_interval(observation) for observation in observations]
    if all(is_plain(observation) for observation in observations):
        yield "rounding", full  # and no reading is more generous
        return
    rounding = [rounding_interval(observation) for observation in observations]
    yield "rounding", rounding
    worded = [is_multiple_in_words(observation) for observation in observations]
    if any(worded):
        yield "hedge", [one if word else other for word, one, other in zip(worded, full, rounding, strict=True)]
    else:
        yield "hedge", full
    yield "loose", [loose_interval(observation) for observation in observations]


def _rounded_to_zeros(observations: Sequence[Observation]) -> list[Interval]:
    """The intervals of long numbers as if their zeros stood for rounded digits; none unless all of them end in zeros."""
    quantities = [one.quantity for one in observations]
    long = [one for one in quantities if one.amount.form == "digits" and abs(one.value) >= _LONG * one.step]
    if len(long) < 2 or any(one.significant < _ZEROS * one.step or one.upper is not None for one in long):
        return []
    step = min(one.significant for one in long)
    return [
        stated_interval(one.quantity.value, step, step, "exact")
        if one.quantity in long and one.quantity.qualifier == "exact"
        else full_interval(one)
        for one in observations
    ]


def power(observations: Sequence[Observation], constraint: Constraint) -> Fraction | None:
    """The share of one-digit misprints of the operands that would make the relation inconsistent."""
    full = [full_interval(observation) for observation in observations]
    allowed = allowed_each(constraint, full)
    caught = tried = 0
    for observation, interval, limit in zip(observations, full, allowed, strict=True):
        moves = misprints(observation)
        if moves:
            least, most = _leeway(interval, limit, observation.quantity.step, strict=constraint.strict)
            tried += len(moves)
            first = 0 if least is None else bisect_left(moves, least)
            behind = len(moves) if most is None else bisect_right(moves, most)
            caught += len(moves) - max(0, behind - first)
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
