"""`shares_sum`: two shares that leave nothing out, couple after couple in one sentence.

Belongs here: "in the north 54.95% are male and 45.05% female, in the south 50.87% and 49.13%, at college 66.8% and 33.2%".
Does not belong here: one couple (see `shares_sum`), longer lists in brackets (see `bracketed_shares`).

That one couple makes 100% tells what the others are: they are reported too. One that misses it is held against the text
only if it names such groups itself, and a slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.lists import complement, is_member
from pipelines.relations.parts import adds_up, measured

_LEAST = 2
_BETWEEN = 4  # tokens between the shares of a couple


def coupled_shares(group: SentenceGroup) -> Iterator[list[Observation]]:
    """The couples of a sentence that has several, if one that names groups which leave nothing out makes 100%."""
    if "and" not in group.scan.tokens.words or len(group.observations) < 2 * _LEAST:
        return
    couples = list(_couples(group))
    told = any(complement(group, couple, answers=False) and adds_up(None, couple) for couple in couples)
    if len(couples) >= _LEAST and told:
        yield from (one for one in couples if adds_up(None, one) or complement(group, one, answers=False))


def _couples(group: SentenceGroup) -> Iterator[list[Observation]]:
    low, last = group.scan.tokens.low, -1
    for one, other in zip(group.observations, group.observations[1:], strict=False):
        gap = low[one.quantity.end + 1 : other.quantity.begin]
        shares = all(measured(each) == "share" and is_member(each) and each.unit == "percent" for each in (one, other))
        joined = "and" in gap and len(gap) <= _BETWEEN and {",", ";"}.isdisjoint(gap)
        fine = one.quantity.step == other.quantity.step < 1
        if shares and joined and fine and one.number > last:
            last = other.number
            yield [one, other]
