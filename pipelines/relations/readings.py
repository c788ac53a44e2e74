"""From a change with its levels to a verdict, where its words can be read in more than one way.

Belongs here: what `change`, `growth` and `fold` have in common. A statement is accused only if no reading of its words
and no other level of its sentence makes it true. Does not belong here: the readings themselves (one module each).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.relations.chance import is_misprinted
from pipelines.relations.constraints import Constraint, Grown, Sum, meet
from pipelines.relations.misprints import misprint, slips
from pipelines.relations.repairs import repairs_alone
from pipelines.relations.statement import (
    Operand,
    Relation,
    Repair,
    face_interval,
    operand,
    rounding_interval,
)
from pipelines.relations.ties import OTHER_THINGS, BoundChange, Pair
from pipelines.relations.verdicts import Outcome, held_by, judge, undecidable
from pipelines.relations.wording import printed_both

_DIGITS = (2, 7)  # of the shortest number and of all together: shorter ones are a misprint apart by chance
_HUNDRED, _THOUSAND = 100, 1000
_HARDLY = Fraction(1, 12)  # how likely two digits exchanged may explain by chance that numbers do not fit
_HARDLY_BESIDE = Fraction(1, 30)  # the same, of a doubtful rate beside "from ... to ..."
_HARDLY_APART = Fraction(1, 80)  # the same, of levels that stand apart
_HARDLY_AT_ALL = Fraction(1, 60)  # the same, of a share that need not be a rate
_STRICTEST = ("face", "rounding", "hedge", "loose")

Readings = Callable[[Pair], Sequence[Constraint]]
Explain = Callable[[Pair, Constraint, Outcome], str]
Other = Callable[[Pair], str | None]


def weigh(
    kind: str, bound: BoundChange, readings: Readings, explain: Explain, other_meaning: Other = lambda _: None
) -> Relation | None:
    """The relation of a change: by the reading of its words that needs least in order to hold.

    The constraints of `readings` are over change, level before, level after, in this order, the plainest reading first;
    none if the pair says nothing about the change. A doubtful tie is never held against the text. `other_meaning` names
    what else than is printed would make an inconsistent statement true; the explanation ends with it.
    """
    pair = bound.pair
    if pair is None:
        return _without_pair(kind, bound)
    operands = _operands(bound, pair)
    stated = bound.group.words(operands)
    constraints = readings(pair)
    if not constraints:
        return None
    holding = _holding(operands, constraints)
    if holding is None and bound.change.weak and not _is_rate_swapped(bound, pair, constraints[0]):
        return None
    if holding is None and bound.doubt and bound.missing:
        return _without_pair(kind, bound)
    slipped = holding is None and bound.doubt and bound.likely and _is_misprint(operands, constraints)
    slipped = slipped or (holding is None and bound.open_doubt and _is_swapped(operands, constraints))
    slipped = slipped or (holding is None and bound.change.weak)
    slipped = slipped or (holding is None and bool(bound.doubt) and _is_swapped_between(bound, pair, constraints[0]))
    if holding is None and bound.doubt and not slipped:
        return undecidable(kind, operands, stated, bound.doubt)
    if holding is None:
        other = next((one for one in bound.others if _holding(_operands(bound, one), readings(one))), None)
        if other:
            levels = printed_both(other.before, other.after, "to")
            why = f"It does not fit the levels beside it, but other levels of its sentence, {levels}, would fit."
            return undecidable(kind, operands, stated, why)
    chosen = holding or constraints[0]

    def explained(outcome: Outcome) -> str:
        return explain(pair, chosen, outcome)

    relation = judge(
        kind, operands, chosen, 0, stated, explained, result=True, zeros=_may_end_in_zeros(operands, chosen)
    )
    if relation.verdict == "inconsistent" and bound.sole and not is_misprinted(relation, result=True):
        return undecidable(kind, operands, stated, OTHER_THINGS)
    if bound.fitted:
        relation.constraint = None  # what only the numbers tie must not contradict what words say
    relation.repairs = [repair for repair in relation.repairs if not _turns(bound, repair)]
    relation.reading = other_meaning(pair) if relation.verdict == "inconsistent" else None
    if relation.reading:
        printed = "percentage points" if relation.reading == "per cent" else "per cent"
        relation.explanation = f"{relation.explanation[:-1]}: true as {relation.reading}, false as {printed}."
    return relation


def _may_end_in_zeros(operands: Sequence[Operand], constraint: Constraint) -> bool:
    """Whether zeros at the end of long levels may stand for digits that were rounded away.

    Of a rate at least three zeros behind three digits: "down 11% to 315,000 from 356,000".
    """
    if isinstance(constraint, Sum):
        return True
    levels = [one.observation.quantity for one in operands[1:] if one.observation]
    long = all(abs(one.value) / _HUNDRED >= one.significant >= _THOUSAND * one.step for one in levels)
    return isinstance(constraint, Grown) and long


def _is_misprint(operands: list[Operand], constraints: Sequence[Constraint]) -> bool:
    """Whether one misprint explains numbers that do not fit; short numbers it explains by chance."""
    observations = [one.observation for one in operands if one.observation]
    if held_by(observations, constraints[0], 0, result=True, zeros=True):
        return False  # the levels may be rounded further than they are written
    explained = any(
        repair.operand.observation and misprint(repair.operand.observation, repair.suggestion)
        for repair in repairs_alone(operands, constraints[0])
    )
    digits = sorted(len(str(abs(int(one.quantity.amount.value / one.quantity.amount.step)))) for one in observations)
    return explained and digits[0] >= _DIGITS[0] and sum(digits) >= _DIGITS[1]


def _is_swapped(operands: list[Operand], constraints: Sequence[Constraint]) -> bool:
    """Whether two digits exchanged in one number explain that numbers do not fit, and hardly would by chance."""
    observations = [one.observation for one in operands if one.observation]
    if len(observations) < len(operands) or any(one.quantity.qualifier != "exact" for one in observations):
        return False
    tried = _swapped(observations)
    fits = _swaps_that_fit(observations, constraints[0], tried)
    return bool(fits) and len(tried) * _room(observations) <= _HARDLY


def _swapped(observations: Sequence[Observation]) -> list[tuple[int, Interval]]:
    """The values that two digits exchanged in one of the numbers make of it, each with its place."""
    slipped = ((at, kind, value) for at, one in enumerate(observations) for kind, value in slips(one))
    return [(at, Interval(value, value)) for at, kind, value in slipped if kind == "swapped"]


def chance_of_swap(bound: BoundChange, pair: Pair, constraint: Constraint) -> Fraction | None:
    """How likely two digits exchanged in one number explain by chance why a change misses its levels; None if none do."""
    observations = [bound.change.observation, pair.before, pair.after]
    if any(one.quantity.qualifier != "exact" for one in observations):
        return None
    tried = _swapped(observations)
    return len(tried) * _room(observations) if _swaps_that_fit(observations, constraint, tried) else None


def _is_rate_swapped(bound: BoundChange, pair: Pair, constraint: Constraint) -> bool:
    """Whether digits exchanged in a share right behind "from ... to ..." make it their rate: "to 460.57 (3.28%)"."""
    at, led = bound.change.observation.number, pair.before.quantity.preposition == "from"
    if (
        not led
        or pair.after.quantity.preposition != "to"
        or {pair.before.number, pair.after.number} != {at - 1, at - 2}
    ):
        return False
    observations = [bound.change.observation, pair.before, pair.after]
    tried = [(place, value) for place, value in _swapped(observations) if place == 0]
    fits = bound.change.form == "rate" and _swaps_that_fit(observations, constraint, tried)
    return bool(fits) and len(tried) * _room(observations) <= _HARDLY_AT_ALL


def _is_swapped_between(bound: BoundChange, pair: Pair, constraint: Constraint) -> bool:
    """Whether exchanged digits part a doubtful rate from its levels, hardly by chance: less so of "from ... to ..."."""
    if bound.change.form != "rate":
        return False
    told = pair.before.quantity.preposition == "from" and pair.after.quantity.preposition == "to"
    beside = told and abs(pair.before.number - pair.after.number) == 1
    chance = chance_of_swap(bound, pair, constraint)
    return chance is not None and chance <= (_HARDLY_BESIDE if beside else _HARDLY_APART)


def _swaps_that_fit(
    observations: Sequence[Observation], constraint: Constraint, tried: Sequence[tuple[int, Interval]]
) -> int:
    """How many of the values that exchanged digits make of one number satisfy a constraint."""
    face = [face_interval(one) for one in observations]
    fits = 0
    for at, value in tried:
        numbers = [value if place == at else each for place, each in enumerate(face)]
        numbers[0] = rounding_interval(observations[0]) if at else _around(value, observations[0])
        fits += meet(constraint.allowed(0, numbers), numbers[0])
    return fits


def _around(value: Interval, one: Observation) -> Interval:
    """A value as if it were printed to the digits of a number."""
    half = one.quantity.step / 2
    return Interval((value.lower or 0) - half, (value.upper or 0) + half)


def _room(observations: Sequence[Observation]) -> Fraction:
    """The part of its size by which a change may be off, as its digits and those of its levels leave it open."""
    own, before, after = (one.quantity for one in observations)
    if own.kind == "share":
        levels = sum((one.step / abs(one.value) for one in (before, after) if one.value), Fraction(0)) * _HUNDRED
    else:
        levels = (before.step + after.step) * (_HUNDRED if own.unit == "basis_point" else 1)
    return (own.step + levels) / max(abs(own.value), _HUNDRED * own.step)


def _turns(bound: BoundChange, repair: Repair) -> bool:
    """Whether a repair would turn the sign of the change: then its verb is wrong, not its digits."""
    return repair.operand.role == "change" and repair.suggestion * bound.change.observation.quantity.value < 0


def holds(bound: BoundChange, pair: Pair, constraint: Constraint) -> bool:
    """Whether a change and its levels satisfy a constraint."""
    return _holding(_operands(bound, pair), [constraint]) is not None


def goes_the_other_way(bound: BoundChange, pair: Pair) -> bool:
    """Whether the words say up and the levels went down, or the reverse."""
    before, after = pair.before.quantity.value, pair.after.quantity.value
    if before == after or bound.change.direction is None or bound.change.observation.quantity.negative:
        return False
    return bound.change.direction != ("up" if after > before else "down")


def _operands(bound: BoundChange, pair: Pair) -> list[Operand]:
    return [operand(bound.change.observation, "change"), operand(pair.before, "from"), operand(pair.after, "to")]


def _holding(operands: list[Operand], constraints: Sequence[Constraint]) -> Constraint | None:
    """The constraint that holds by the strictest means, None if none holds."""
    observations = [one.observation for one in operands if one.observation]
    best: tuple[int, Constraint] | None = None
    for constraint in constraints:
        by = held_by(observations, constraint, 0, result=True, zeros=_may_end_in_zeros(operands, constraint))
        rank = _STRICTEST.index(by) if by else None
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, constraint)
    return best[1] if best else None


def _without_pair(kind: str, bound: BoundChange) -> Relation | None:
    """A change of which only one level is stated, or which shares its levels with others."""
    if bound.only is None:
        return None
    role = "from" if bound.missing == "to" else "to"
    operands = [operand(bound.change.observation, "change"), operand(bound.only, role)]
    stated = bound.group.words(operands)
    if bound.respectively:
        return undecidable(kind, operands, stated, "Several changes share their levels (respectively).")
    return undecidable(kind, operands, stated, f"The level that it changed {bound.missing} is not stated.")
