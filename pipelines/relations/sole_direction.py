"""`direction` of the only two levels of a stretch: what wording leaves open, the absence of other numbers decides.

Belongs here: "the rate was 3.4%, compared with 3.9% in May, and has thus fallen", "attendance increased, with 312,000
visitors compared to 287,000", "a level lower than that of May, which was 61.8%", and levels of the sentence before: "This
is a slight decrease from 71%". Does not belong here: verbs right beside their levels (see `direction`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import RECORDS, Level
from pipelines.relations.preceding import Preceding
from pipelines.relations.sole import Sole
from pipelines.relations.turns import way_of
from pipelines.rules import words

_APART = words("sole_boundaries")
_CONCLUDING = frozenset(("thus", "therefore", "hence", "so"))
_OTHER_CLAUSE = frozenset(("with", "as", "because", "despite", "following", "where", "which", "who", "since"))
_HEDGES = frozenset(("more", "less", "up", "down", "fewer"))  # also parts of hedges: "more than 40%", "up to 5"
_NEAR = 3  # tokens from "thus" to its verb


@dataclass(frozen=True, slots=True)
class Said:
    """Two levels and the direction that the words say from the first to the second; `certain` if no doubt is left."""

    start: Observation
    reached: Observation
    direction: str
    certain: bool


def find_said(
    group: SentenceGroup, before: Sequence[SentenceGroup], levels: Sequence[Level | None], taken: set[int]
) -> Iterator[Said]:
    """The directions that a sentence says of the only levels of its stretches; `taken` are levels that are tied."""
    pairs = list(Sole(group, levels, [None] * len(levels)).plain_pairs(taken))
    for start, reached in pairs:
        told = _direction(group, start, reached)
        if told:
            yield Said(start.observation, reached.observation, *told)
    if not pairs:
        yield from _of_before(group, before, levels, taken)


def _is_explicit(start: Level) -> bool:
    return start.cue == "start" and not start.doubtful


def _direction(group: SentenceGroup, start: Level, reached: Level) -> tuple[str, bool] | None:
    """The only direction that the words up to two levels say, and whether its word is surely said of them."""
    low = group.scan.tokens.low
    first, last = sorted((start.observation.quantity, reached.observation.quantity), key=lambda one: one.begin)
    begin = next((at + 1 for at in range(first.begin - 1, -1, -1) if low[at] in _APART), 0)
    places = [at for at in range(begin, last.begin) if not first.begin <= at <= first.end]
    concluding = next((at for at in range(last.end + 1, len(low)) if low[at] in _CONCLUDING), None)
    if concluding is not None:
        places += range(concluding, min(concluding + 1 + _NEAR, len(low)))
    trailing = _trailing(group, last.end + 1)
    if trailing is not None:
        places.append(trailing)
    said = [(at, way) for at in places if (way := _way(low, at))]
    if len({way for _, way in said}) != 1 or not RECORDS.isdisjoint(low[begin : last.begin]):
        return None
    at, direction = said[-1]
    if any(said[0][0] < one.quantity.begin < first.begin for one in group.observations):
        return None  # the word is said of another number
    if at == trailing:
        return direction, True
    between = low[at : first.begin] if at < first.begin else []
    return direction, _is_explicit(start) and _OTHER_CLAUSE.isdisjoint(between) and "," not in between


def _trailing(group: SentenceGroup, first: int) -> int | None:
    """The noun of an apposition that ends the clause: "138 in 2016 and 142 in 2017, a slight increase."."""
    low = group.scan.tokens.low
    dated = {at for period in group.scan.periods for at in range(period.first, period.last + 1)}
    at = first
    while at < len(low) and (at in dated or low[at] in (")", "in")):
        at += 1
    if low[at : at + 1] != [","]:
        return None
    noun = next((k for k in range(at + 1, min(at + 1 + _NEAR + 1, len(low))) if _way(low, k)), None)
    ends = noun is not None and low[noun + 1 : noun + 2] in ([], ["."], [";"], [","])
    return noun if ends and low[at + 1] in ("a", "an") else None


def _way(low: Sequence[str], at: int) -> str | None:
    """Up or down, as a word says that is no part of a hedge."""
    word = low[at]
    if word in _HEDGES and low[at + 1 : at + 2] in (["than"], ["to"]) and word not in ("fewer", "less", "more"):
        return None
    return way_of(low, at)


def _of_before(
    group: SentenceGroup, before: Sequence[SentenceGroup], levels: Sequence[Level | None], taken: set[int]
) -> Iterator[Said]:
    """ "This is a slight decrease from 71%": one level here, the other one in the sentence before."""
    starts = [one for one in levels if one and one.cue == "start" and id(one.observation) not in taken]
    changed = any(one.measure == "change" for one in group.observations)
    if len(starts) != 1 or len(starts) != len(group.observations) or changed:
        return
    start = starts[0]
    low = group.scan.tokens.low
    ways = {way for at in range(start.observation.quantity.begin) if (way := _way(low, at))}
    reached = Preceding(group, before).told(start) if len(ways) == 1 else None
    if reached:
        yield Said(start.observation, reached[0], ways.pop(), reached[1] and _is_explicit(start))
