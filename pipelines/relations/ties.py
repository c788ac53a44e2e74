"""Changes with their levels, as plain data.

Belongs here: what binding hands to the kinds of relations. Does not belong here: how levels are chosen (see `binding`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.stated_changes import Change

_WITHOUT_SCALE = 10_000  # a larger number is written out
_LIKELY_SCALE = 50  # times: levels further apart of which only one has a scale ("512 million", "565") say nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """The level before and the level after a change."""

    before: Observation
    after: Observation


@dataclass(frozen=True, slots=True)
class BoundChange:
    """A change with its levels.

    `pair` is None if only one level (`only`, reached or start as `missing` says the other) is stated. `others` are pairs
    that could have been meant instead. `doubt` says in a clause why the tie is not certain; if it is `likely` all the same,
    a single misprint that explains the numbers counts as certainty. `amount` is the difference
    that a rate states as well, where one level only is stated: "rose by 2.1 billion (4.2%) to 52.6 billion". `fitted` says
    that only the numbers tell the levels, not the words; `sole` that they are tied as the only ones of their stretch.
    """

    change: Change
    group: SentenceGroup
    pair: Pair | None
    others: tuple[Pair, ...] = ()
    doubt: str | None = None
    only: Observation | None = None
    missing: str | None = None
    respectively: bool = False
    amount: Observation | None = None
    likely: bool = False
    fitted: bool = False
    sole: bool = False


def alike(pair: Pair) -> bool:
    """Whether two levels can be of one quantity: in one unit, both counts, or one of them without any unit."""
    one, other = pair.before, pair.after
    kinds = {one.quantity.kind, other.quantity.kind}
    counts = kinds == {"count"}  # "684 people were killed, 61 fewer than the 745 deaths of 2030"
    bare = None in (one.unit, other.unit) and kinds <= {None, "none", "count", "physical"}
    return (one.unit == other.unit or counts or bare) and not _is_out_of_scale(one, other)


def _is_out_of_scale(one: Observation, other: Observation) -> bool:
    """Whether one of two levels seems to have lost its scale: "512 million tons, compared with 565 MMst"."""
    low, high = sorted((abs(one.quantity.value), abs(other.quantity.value)))
    scaled = (one.quantity.scale is None) != (other.quantity.scale is None)
    return scaled and low < _WITHOUT_SCALE and 0 < low * _LIKELY_SCALE < high
