"""Changes whose levels the wording leaves open, but the numbers tell: the pair of levels that fits.

Belongs here: looking for a pair of levels of which a stated difference, rate or multiple is true, where hardly any pair
would fit by chance. Does not belong here: levels that words tell (see `binding`), verdicts (see `change`, `growth`, `fold`).

What is found here always holds, so that it accuses nobody: order, ellipsis and unknown words cost a relation its wording,
not its numbers. A statement that is false has to be found by its wording.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.relations import change as changes
from pipelines.relations import fold, growth
from pipelines.relations.constraints import Constraint
from pipelines.relations.context import SentenceGroup
from pipelines.relations.measured_from import names_base
from pipelines.relations.reach import fits
from pipelines.relations.readings import holds
from pipelines.relations.stated_changes import COMPARISONS, Change, stated_changes
from pipelines.relations.ties import BoundChange, Pair, alike
from pipelines.rules import words

_CUES = words("fitting_cues") | COMPARISONS.keys() | CHANGE_VERBS.keys()
_READINGS = {"difference": changes.readings_of, "rate": growth.readings_of, "multiple": fold.readings_of}
_NEAR = 3  # tokens between a number and the word that makes it a change
_LOOKED_AT = 40  # numbers to either side
_MOST_LEVELS = 10  # of a sentence or of its neighbours, nearest first
_MOST_CHANCE = Fraction(1, 5)  # that one of the nearest pairs fits by chance
_MOST_CHANCE_UNTOLD = Fraction(1, 8)  # the same, of a number whose words say no direction
_CLOSED = frozenset(("exact", "approximately", "nearly", "slightly_above"))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A pair of levels with the number of sentences that it reaches over and its distance in characters."""

    pair: Pair
    apart: int
    distance: int


def fit_changes(groups: Sequence[SentenceGroup], bound: Sequence[BoundChange]) -> list[BoundChange]:
    """The changes of a document, those without certain levels tied to the pair that fits, in the order of the text."""
    known = {id(one.change.observation): one for one in bound}
    levels = {id(level) for one in bound if one.pair for level in (one.pair.before, one.pair.after)}
    found: list[BoundChange] = []
    for at, group in enumerate(groups):
        near = [other for other in groups[max(0, at - 1) : at + 2] if other is not group and _is_beside(group, other)]
        for index, observation in enumerate(group.observations):
            own = known.get(id(observation))
            settled = _is_settled(own) if own else id(observation) in levels
            tied = own if settled else _fitted(group, index, near) or own
            if tied:
                found.append(tied)
    return found


def _is_beside(group: SentenceGroup, other: SentenceGroup) -> bool:
    return group.scan.sentence.passage == other.scan.sentence.passage and abs(group.index - other.index) == 1


def _is_settled(bound: BoundChange) -> bool:
    """Whether words tie a change to its levels, or several changes share them."""
    return bound.respectively or bound.amount is not None or bound.pair is not None


def _fits(bound: BoundChange, pair: Pair) -> bool:
    constraints: Sequence[Constraint] = _READINGS[bound.change.form](bound, pair)
    return any(holds(bound, pair, constraint) for constraint in constraints)


def _fitted(group: SentenceGroup, index: int, near: Sequence[SentenceGroup]) -> BoundChange | None:
    """A change with the nearest pair of levels that fits, None if none does before one might by chance."""
    for change in _changes(group, index):
        candidates = sorted(_candidates(group, change, near), key=lambda one: (one.apart, one.distance))
        chance = Fraction(0)
        for one in candidates:
            chance += _chance(change, one.pair)
            if chance > (_MOST_CHANCE if change.direction else _MOST_CHANCE_UNTOLD):
                break
            if _fits(BoundChange(change, group, one.pair), one.pair):
                return BoundChange(change, group, one.pair, fitted=True)
    return None


def _changes(group: SentenceGroup, index: int) -> Iterator[Change]:
    """What a number may state as a change: what its words say, else what its unit and a word nearby allow."""
    worded = stated_changes(group)[index]
    if worded is not None:
        if names_base(group, worded):
            return  # "a decrease of 6pp from 2022": the level before is not stated
        yield replace(worded, weak=False)
        if worded.direction is not None:
            yield replace(worded, weak=False, direction=None)  # "higher than X by 2 points and lower than Y"
        return
    observation = group.observations[index]
    quantity = observation.quantity
    if quantity.qualifier not in _CLOSED or quantity.value == 0 or quantity.preposition in ("from", "to"):
        return
    tokens = group.scan.tokens
    around = (
        tokens.low[max(0, quantity.begin - _NEAR) : quantity.begin]
        + tokens.low[quantity.end + 1 : quantity.end + 1 + _NEAR]
    )
    if quantity.kind == "multiple":
        yield Change(observation, index, "multiple", None)
    elif quantity.kind == "point" or (quantity.kind != "share" and not _CUES.isdisjoint(around)):
        yield Change(observation, index, "difference", None)


def _candidates(group: SentenceGroup, change: Change, near: Sequence[SentenceGroup]) -> list[_Candidate]:
    """All pairs that the change may be of: in its sentence, or in one beside it if its own holds no level."""
    at = change.observation.start
    own = _levels(group, change, at)
    pools = [(own, 0)] if own else [(_levels(other, change, at), 1) for other in near]
    found: list[_Candidate] = []
    for levels, apart in pools:
        for one, two in combinations(levels, 2):
            distance = max(abs(one.start - at), abs(two.start - at))
            for pair in (Pair(one, two), Pair(two, one)):
                if one.unit == two.unit and alike(pair) and _is_ordered(change, pair):
                    found.append(_Candidate(pair, apart, distance))
    return found


def _levels(group: SentenceGroup, change: Change, at: int) -> list[Observation]:
    """The nearest numbers of a sentence that the change can be of."""
    begin = bisect_left(group.observations, at, key=lambda one: one.start)
    levels = [
        one
        for one in group.observations[max(0, begin - _LOOKED_AT) : begin + _LOOKED_AT]
        if one is not change.observation
        and one.quantity.qualifier in _CLOSED
        and one.quantity.value
        and one.quantity.kind != "multiple"
        and fits(change, one)
    ]
    return sorted(levels, key=lambda one: abs(one.start - at))[:_MOST_LEVELS]


def _is_ordered(change: Change, pair: Pair) -> bool:
    """Whether a pair goes the way that the change says; of a change that says none, from the earlier or smaller level."""
    low, high = abs(pair.before.quantity.value), abs(pair.after.quantity.value)
    if change.direction is not None:
        return (low <= high) == (change.direction == "up") or pair.before.quantity.value < 0
    before, after = pair.before.slots.period, pair.after.slots.period
    if before and after and before.first_day and after.first_day and before.first_day != after.first_day:
        return before.first_day < after.first_day
    return pair.before.quantity.value <= pair.after.quantity.value


def _chance(change: Change, pair: Pair) -> Fraction:
    """How likely it is that two numbers of this size and precision fit by chance."""
    one, two = pair.before.quantity, pair.after.quantity
    low, high = sorted((abs(one.value), abs(two.value)))
    own = change.observation.quantity
    if change.form == "difference":
        unit = Fraction(100) if change.observation.unit == "basis_point" else Fraction(1)
        room = own.significant / unit + one.step + two.step
        return min(Fraction(1), room / high)
    quotient = high / low
    room = quotient * (one.step / abs(one.value) + two.step / abs(two.value))
    room += own.significant / (100 if change.form == "rate" and change.observation.unit == "percent" else 1)
    return min(Fraction(1), room / max(quotient - 1, Fraction(1, 2)))
