"""Levels that are said in two measures side by side, twice in one sentence, so that each stands against its like.

Belongs here: "$56.0m, or $0.83 per share, up from $37.2m, or $0.55", "2,882 (21.5%), compared with 2,797 (20.7%)": which
numbers are such twins, and which twins are parallel. Does not belong here: what words say of them (see `direction`).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup

_RESTATING = (["or"], [",", "or"], ["("], [",", "i.e.", ","], [",", "that", "is", ","])
_APART = Fraction(5)  # times: twins in one unit are of two sizes ("$56.0m, or $0.83"), not "5, or 6"
_PAIR = 2


def parallel_twins(group: SentenceGroup) -> Iterator[tuple[int, int]]:
    """Where two pairs of twins begin that stand right behind each other and are alike, measure by measure."""
    ones = group.observations
    for at in range(len(ones) - 3):
        if _is_parallel(ones, at) and _are_twins(group, at) and _are_twins(group, at + _PAIR):
            yield at, at + _PAIR


def is_twin_share(group: SentenceGroup, index: int) -> bool:
    """Whether a share belongs to one of two levels: "to 1.52 million (4.4%) from 1.46 million (4.2%)"; no rate then."""
    if not group.observations[index].quantity.enclosed:
        return False
    pairs = [pair for pair in parallel_twins(group) if index in (pair[0] + 1, pair[1] + 1)]
    return any(group.observations[second].quantity.preposition == "from" for _, second in pairs)


def _is_parallel(ones: list[Observation], at: int) -> bool:
    """Whether the third of four numbers is measured as the first, and the fourth as the second."""
    alike = ones[at].unit == ones[at + 2].unit and ones[at + 1].unit == ones[at + 3].unit
    return alike and all(one.measure == "level" and one.quantity.upper is None for one in ones[at : at + 4])


def _are_twins(group: SentenceGroup, at: int) -> bool:
    """Whether a number says the one before it in another measure, or per one of something."""
    one, other = group.observations[at], group.observations[at + 1]
    gap = [word for word in group.scan.tokens.low[one.quantity.end + 1 : other.quantity.begin] if word not in "$€£"]
    if gap not in _RESTATING or other.quantity.signed:
        return False
    if gap == ["("] and not other.quantity.enclosed:
        return False
    small, large = sorted((abs(one.quantity.value), abs(other.quantity.value)))
    return one.unit != other.unit or (small > 0 and large / small >= _APART)
