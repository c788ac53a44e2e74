"""`shares_sum`: shares side by side that add up to 100% in too many digits for it to be chance.

Belongs here: "In the north 54.95% are male and 45.05% female, in the south 50.87% male and 49.13% female", "(74.50%) and
a second line of 151 (25.50%)", a pair that a sentence splits of one base ("91.2% of shops are open and 9.1% closed"). Does
not belong here: lists that words call complete (see `shares_sum`).

A pair that does not add up is held against the text only where two groups of one base leave nothing out, and hardly anything
but a misprint explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.constraints import total
from pipelines.relations.context import SentenceGroup
from pipelines.relations.lists import claims, complement, is_member, one_period
from pipelines.relations.parts import HUNDRED, adds_up, gap, measured
from pipelines.relations.strands import values_now

_FINE = Fraction(1, 10)  # per cent: the coarsest last digit that tells
_LONGEST, _CROWDED = 8, 40
_NEAR, _APART = 12, 30  # tokens between two shares of a pair, and of any that only their digits tie
_ROOM = Fraction(2)  # per cent of all sums that the runs of a sentence would fit by chance
_FAR, _LIKELY, _HARDLY = Fraction(1, 4), Fraction(1, 20), Fraction(1, 100)
_PLAIN = ("exact", "approximately")
_ARE = frozenset(("are", "were", "is", "was", "whom", "which"))
_OF_ANOTHER = frozenset(("of", "among", "in", "for"))


def telling_shares(group: SentenceGroup) -> Iterator[list[Observation]]:
    """The runs of shares of a sentence that make up one whole, and pairs of groups that should."""
    if len(group.observations) > _CROWDED:
        return
    shares = [one for one in values_now(group) if one.unit == "percent" and one.quantity.qualifier != "more_than"]
    runs = list(_runs(shares))
    fitting = [run for run in runs if _fits(run)]
    chance = sum((sum(one.quantity.step for one in run) for run in runs), Fraction(0))
    taken: set[int] = set()
    for run in sorted(fitting, key=len, reverse=True):
        telling = max(one.quantity.step for one in run) <= _FINE and chance <= _ROOM * len(fitting)
        if telling and taken.isdisjoint(map(id, run)):
            taken.update(map(id, run))
            yield run
    for run in runs:
        if len(run) == 2 and taken.isdisjoint(map(id, run)) and _is_misprint(run, _likely(group, run)):
            taken.update(map(id, run))
            yield run


def _likely(group: SentenceGroup, run: list[Observation]) -> Fraction:
    """How likely by chance a misprint may explain that a pair misses 100%, for it to be one: 0 where no words tie it."""
    if _splits(group, run) or _is_of_counts(group, run):
        return _LIKELY
    return _HARDLY if _contrasts(group, run) else Fraction(0)


def _is_of_counts(group: SentenceGroup, run: Sequence[Observation]) -> bool:
    """Whether two shares stand in brackets behind the counts of groups that leave nothing out: "310 women (62.0%) and"."""
    before = [group.observations[one.number - 1] for one in run if one.number]
    counts = len(before) == len(run) and all(measured(one) == "count" and is_member(one) for one in before)
    enclosed = counts and all(one.quantity.enclosed for one in run)
    return enclosed and (complement(group, run) or complement(group, before))  # "women numbered 3.1 million (62.0%)"


def _contrasts(group: SentenceGroup, run: Sequence[Observation]) -> bool:
    """Whether the first of two shares says what both are of: "held 91.09% of the market, while the others had 8.91%"."""
    low = group.scan.tokens.low
    first, last = run[0].quantity, run[1].quantity
    own = low[first.end + 1 : last.begin]
    opposed = own[:1] == ["of"] and not {"while", "whereas"}.isdisjoint(own) and ";" not in own
    return opposed and low[last.end + 1 : last.end + 2] != ["of"]


def _runs(shares: Sequence[Observation]) -> Iterator[list[Observation]]:
    """Neighbouring shares of one time that do not exceed what there is by far."""
    for start in range(len(shares)):
        total = Fraction(0)
        for end in range(start, min(start + _LONGEST, len(shares))):
            total += shares[end].quantity.value
            if end > start and shares[end].quantity.begin - shares[end - 1].quantity.end > _APART:
                break
            run = list(shares[start : end + 1])
            if end > start and total <= HUNDRED * (1 + _FAR) and one_period(run):
                yield run


def _fits(run: Sequence[Observation]) -> bool:
    missed = abs(total([one.quantity.value for one in run]) - HUNDRED)
    single = all(one.quantity.upper is None for one in run)
    if single and missed > total([one.quantity.step for one in run]):
        return False  # rounding explains no more than half of it
    holds = adds_up(None, run)
    return holds == "face" or (holds == "rounding" and len(run) > 2)


def _splits(group: SentenceGroup, run: list[Observation]) -> bool:
    """Whether two shares of one base are those of groups that leave nothing out: "91% of shops are open and 9% closed"."""
    low = group.scan.tokens.low
    first, last = run[0].quantity, run[1].quantity
    own = low[first.end + 1 : last.begin]
    based = own[:1] == ["of"] and low[last.end + 1 : last.end + 2] != ["of"]
    bare = (
        bool(own)
        and own[0] not in _OF_ANOTHER
        and low[last.end + 1 : last.end + 2] not in [[one] for one in _OF_ANOTHER]
    )
    told = based or (bare and not _ARE.isdisjoint((low[first.begin - 1], own[0])))
    told = told and ";" not in own
    return told and len(own) <= _NEAR and complement(group, run) and claims(group, run)


def _is_misprint(run: Sequence[Observation], likely: Fraction) -> bool:
    if not likely:
        return False
    fine = all(one.quantity.step <= _FINE and one.quantity.qualifier in _PLAIN for one in run)
    chance = chance_of_misprint(run, [Fraction(1)] * len(run), of=HUNDRED) if fine and gap(None, run) <= _FAR else None
    return chance is not None and chance <= likely
