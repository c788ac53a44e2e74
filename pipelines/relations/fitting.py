"""Changes whose levels the wording leaves open, but the numbers tell: the pair of levels that fits.

Belongs here: looking for a pair of levels of which a stated difference, rate or multiple is true, where hardly any pair
would fit by chance. Does not belong here: levels that words tell (see `binding`), verdicts (see `change`, `growth`, `fold`).

What is found here holds: order, ellipsis and unknown words cost a relation its wording, not its numbers. A statement that
is false has to be found by its wording, but for differences of numbers with so many digits that only a slip explains them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.relations import change as changes
from pipelines.relations import fold, growth
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.constraints import Constraint, Sum
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import find_levels
from pipelines.relations.measured_from import doubt_of, names_base, per_month
from pipelines.relations.reach import fits
from pipelines.relations.readings import chance_of_swap, holds
from pipelines.relations.stated_changes import COMPARISONS, Change, stated_changes
from pipelines.relations.statement import OPEN
from pipelines.relations.ties import BoundChange, Pair, alike
from pipelines.relations.twins import is_twin_share
from pipelines.rules import words

_CUES = words("fitting_cues") | COMPARISONS.keys() | CHANGE_VERBS.keys()
_READINGS = {"difference": changes.readings_of, "rate": growth.readings_of, "multiple": fold.readings_of}
_NEAR = 3  # tokens between a number and the word that makes it a change
_LOOKED_AT = 40  # numbers to either side
_MOST_LEVELS = 10  # of a sentence or of its neighbours, nearest first
_MOST_CHANCE = Fraction(1, 5)  # that one of the nearest pairs fits by chance
_MOST_CHANCE_UNTOLD = Fraction(1, 8)  # the same, of a number whose words say no direction
_MOST_CHANCE_APART = Fraction(1, 20)  # the same, of levels that stand in two sentences, or of a base that words name
_MOST_CHANCE_SLIPPED = Fraction(1, 200)  # that a slip explains by chance why one of the pairs does not fit
_MOST_CHANCE_SWAPPED = Fraction(1, 30)  # that exchanged digits explain by chance why a rate misses the levels beside it
_MOST_CHANCE_SWAPPED_APART = Fraction(1, 50)  # the same, of a start behind the rate and a level elsewhere
_RATES = frozenset(("rate", "pace", "growth"))
_MIXED = 2  # a level in the sentence, the other in one beside it
_NEAR_BOUND = (Fraction(3, 4), Fraction(4, 3))
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
    moved = {id(one.change.observation) for one in bound if one.pair and one.change.form == "difference"}
    found: list[BoundChange] = []
    for at, group in enumerate(groups):
        near = [other for other in groups[max(0, at - 1) : at + 2] if other is not group and _is_beside(group, other)]
        for index, observation in enumerate(group.observations):
            own = known.get(id(observation))
            settled = _is_settled(own) if own else id(observation) in levels
            tied = _turned(own) if own and settled else own if settled else _fitted(group, index, near, moved) or own
            if tied:
                found.append(tied)
    return found


def _turned(bound: BoundChange) -> BoundChange:
    """A change with the other level of the sentence before that may have been meant, if only that one fits."""
    own = bound.pair is not None and bound.pair.after.sentence == bound.group.index
    if bound.pair is None or own or not bound.others or _fits(bound, bound.pair):
        return bound
    fit = [pair for pair in bound.others if _fits(bound, pair)]
    sure = len(fit) == 1 and len(bound.others) * _chance(bound.change, fit[0]) <= _MOST_CHANCE
    return replace(bound, pair=fit[0], others=(), doubt=None, fitted=True) if sure else bound


def _is_beside(group: SentenceGroup, other: SentenceGroup) -> bool:
    return group.scan.sentence.passage == other.scan.sentence.passage and abs(group.index - other.index) == 1


def _is_settled(bound: BoundChange) -> bool:
    """Whether words tie a change to its levels, or several changes share them."""
    return bound.respectively or bound.amount is not None or bound.pair is not None


def _fits(bound: BoundChange, pair: Pair) -> bool:
    constraints: Sequence[Constraint] = _READINGS[bound.change.form](bound, pair)
    return any(holds(bound, pair, constraint) for constraint in constraints)


def _fitted(group: SentenceGroup, index: int, near: Sequence[SentenceGroup], moved: set[int]) -> BoundChange | None:
    """A change with the nearest pair of levels that fits, None if none does before one might by chance."""
    for change in _changes(group, index):
        told = stated_changes(group)[index] is not None
        pairs = _candidates(group, change, near, told=told)
        based = names_base(group, change)  # "a decrease of 6pp from 2022": the level before may not be stated
        others = moved if change.compares else _others(group, index) | moved
        pairs = [one for one in pairs if others.isdisjoint((id(one.pair.before), id(one.pair.after)))]
        candidates = sorted(pairs, key=lambda one: (one.apart, one.distance))
        most = _MOST_CHANCE if change.direction else _MOST_CHANCE_UNTOLD
        chance = Fraction(0)
        for one in candidates:
            chance += _chance(change, one.pair)
            if chance > (_MOST_CHANCE_APART if based or one.apart == _MIXED else most):
                break
            if _fits(BoundChange(change, group, one.pair), one.pair) and not _is_far_beyond(change, one.pair):
                return BoundChange(change, group, one.pair, fitted=True)
        slipped = _slipped(group, change, candidates) if told and not based else None
        slipped = slipped or _swapped(group, change, candidates)
        if slipped:
            return slipped
    return None


def _slipped(group: SentenceGroup, change: Change, candidates: Sequence[_Candidate]) -> BoundChange | None:
    """A difference with the pair that one slip parts from it, where so many digits hardly fit but for one by chance."""
    if change.form != "difference" or change.direction is None or doubt_of(group, change):
        return None
    for one in candidates:
        bound = BoundChange(change, group, one.pair, fitted=True, sole=True)
        constraint = changes.readings_of(bound, one.pair)[0]
        numbers = [change.observation, one.pair.before, one.pair.after]
        if isinstance(constraint, Sum):
            chance = chance_of_misprint(numbers, constraint.coefficients)
            if chance is not None and chance * len(candidates) <= _MOST_CHANCE_SLIPPED:
                return bound
    return None


def _swapped(group: SentenceGroup, change: Change, candidates: Sequence[_Candidate]) -> BoundChange | None:
    """A rate with the nearest "from ... to ...", where two digits exchanged in one number part them, hardly by chance."""
    if change.form != "rate" or change.observation.unit != "percent":
        return None
    if doubt_of(group, change) and not per_month(group, change):
        return None
    near = next((one.pair for one in candidates if one.apart == 0 and _is_from_to(one.pair)), None)
    if near is None:
        return _swapped_apart(group, change, candidates)
    bound = BoundChange(change, group, near, fitted=True, sole=True)
    chance = chance_of_swap(bound, near, growth.readings_of(bound, near)[0])
    return bound if chance is not None and chance <= _MOST_CHANCE_SWAPPED else None


def _swapped_apart(group: SentenceGroup, change: Change, candidates: Sequence[_Candidate]) -> BoundChange | None:
    """A rate with the level that words call its start and the only other one that exchanged digits part from them.

    "Exports went up by 60.78% on the second quarter (6.435) and by 74.36% on the third (5.934)", behind "valued at 10.346".
    """
    levels = find_levels(group)
    starts = [
        at for at in range(change.index + 1, len(group.observations)) if (one := levels[at]) and one.cue == "start"
    ]
    if not starts or change.direction is None or any(levels[at] is None for at in range(change.index + 1, starts[0])):
        return None
    start = group.observations[starts[0]]
    found, chance = [], Fraction(0)
    for pair in (one.pair for one in candidates if one.pair.before is start and _is_no_start(group, one.pair.after)):
        bound = BoundChange(change, group, pair, fitted=True, sole=True)
        constraints = growth.readings_of(bound, pair)
        slip = chance_of_swap(bound, pair, constraints[0]) if constraints else None
        found += [bound] if slip is not None else []
        chance += slip or _chance(change, pair)
    return found[0] if len(found) == 1 and chance <= _MOST_CHANCE_SWAPPED_APART else None


def _is_no_start(group: SentenceGroup, one: Observation) -> bool:
    level = find_levels(group)[one.number] if one.sentence == group.index else None
    return level is None or level.cue != "start"


def _is_from_to(pair: Pair) -> bool:
    """Whether two neighbours say from what and to what: "from 624.38 million to 642.37 million", "to 8.6 from 7.2"."""
    told = pair.before.quantity.preposition == "from" and pair.after.quantity.preposition == "to"
    return told and abs(pair.before.number - pair.after.number) == 1


def _others(group: SentenceGroup, index: int) -> set[int]:
    """The numbers beside a change that state changes of their own: "rose by 120,000, 30,000 fewer than in May"."""
    near = range(max(0, index - 2), min(len(group.observations), index + 3))
    found = [(at, stated_changes(group)[at]) for at in near if at != index]
    return {id(group.observations[at]) for at, other in found if other and other.form == "difference"}


def _changes(group: SentenceGroup, index: int) -> Iterator[Change]:
    """What a number may state as a change: what its words say, else what its unit and a word nearby allow."""
    worded = stated_changes(group)[index]
    if worded is not None:
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
    elif quantity.kind == "share" and not (_RATES | CHANGE_VERBS.keys()).isdisjoint(around):
        if is_twin_share(group, index):
            return
        yield Change(observation, index, "rate", None)
    elif quantity.kind == "point" or (quantity.kind != "share" and not _CUES.isdisjoint(around)):
        yield Change(observation, index, "difference", None)


def _candidates(group: SentenceGroup, change: Change, near: Sequence[SentenceGroup], *, told: bool) -> list[_Candidate]:
    """All pairs that the change may be of: in its sentence, in one beside it, or, if words tell it, one level in each."""
    at = change.observation.start
    own = _levels(group, change, at)
    others = [_levels(other, change, at) for other in near]
    pools = [(list(combinations(own, 2)), 0)] if own else [(list(combinations(levels, 2)), 1) for levels in others]
    pools += [(list(product(own, levels)), _MIXED) for levels in others if told]
    found: list[_Candidate] = []
    for pairs, apart in pools:
        for one, two in pairs:
            distance = max(abs(one.start - at), abs(two.start - at))
            for pair in (Pair(one, two), Pair(two, one)):
                if alike(pair) and _is_ordered(change, pair):
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


def _is_far_beyond(change: Change, pair: Pair) -> bool:
    """Whether a difference is far from one that is only said to be more or less than a number: "at least 4.2 million"."""
    quantity = change.observation.quantity
    open_ended = change.form == "difference" and quantity.qualifier in OPEN and quantity.value
    if not open_ended or change.observation.unit == "basis_point":
        return False
    moved = abs(pair.after.quantity.value - pair.before.quantity.value)
    return not _NEAR_BOUND[0] <= moved / abs(quantity.value) <= _NEAR_BOUND[1]


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
