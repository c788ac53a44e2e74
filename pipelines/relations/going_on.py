"""`direction` that a clause says of a level of the clause or sentence before.

Belongs here: "60% in 2015; two years later the share had gone up to 62%", "stood at 21% in 2009 and has since grown to
34%", "the rate is 4.3% and 7.4 million are out of work. Both are up on a year earlier, when ...". Does not belong here:
two levels of one clause (see `turns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import Level, find_levels
from pipelines.relations.sole_direction import Said
from pipelines.relations.stated_changes import verb_before
from pipelines.relations.ties import Pair, alike
from pipelines.relations.turns import way_of
from pipelines.rules import words

_DIRECTIONS = ("up", "down")
_LATER = words("sole_besides") - {"and", "before"} | {"since"}
_POINTERS = words("context_pointers") | {"number", "total", "they"}
_STEPS = (["year"], ["quarter"], ["month"], ["season"], ["week"])
_MOST = 6  # levels of what is gone on about
_CLAUSE = 14  # tokens from the subject of a clause to the level that it reached
_BOTH = 4  # tokens from "both" to its verb
_PAIR = 2


def find_going_on(
    group: SentenceGroup, before: Sequence[SentenceGroup], levels: Sequence[Level | None], taken: set[int]
) -> Iterator[Said]:
    """The directions that a sentence says of levels stated before; `taken` are levels that are tied."""
    yield from _both(group, before, levels)
    for index, level in enumerate(levels):
        if level is None or id(level.observation) in taken or not _reaches(level):
            continue
        direction = level.observation.quantity.direction or verb_before(group, index)
        start = _start(group, before, levels, index) if direction in _DIRECTIONS else None
        if start and direction and id(start) not in taken:
            yield Said(start, level.observation, direction, certain=True)


def _reaches(level: Level) -> bool:
    return level.observation.quantity.preposition == "to" and level.cue == "reached" and not level.doubtful


def _start(
    group: SentenceGroup, before: Sequence[SentenceGroup], levels: Sequence[Level | None], index: int
) -> Observation | None:
    """The only level stated before of what a clause goes on about, if words say that it came later."""
    low, quantity = group.scan.tokens.low, group.observations[index].quantity
    floor = group.observations[index - 1].quantity.end + 1 if index else 0
    clause = low[max(floor, quantity.begin - _CLAUSE) : quantity.begin]
    followed = index + 1 < len(levels) and (after := levels[index + 1]) is not None and after.cue == "start"
    if followed or not _points(clause):
        return None
    own = levels[:index]
    stated = own if any(own) else _previous(group, before)
    ones = [
        one for one in stated if one and one.cue != "none" and alike(Pair(one.observation, group.observations[index]))
    ]
    if len(ones) != 1 or len(stated) > _MOST or ones[0].cue not in ("", "reached"):
        return None
    later = _is_later(clause) or _is_of_later_time(ones[0].observation, group.observations[index])
    return ones[0].observation if later else None


def _is_of_later_time(one: Observation, other: Observation) -> bool:
    """Whether the second level is of a later time: "In 1964 there were 240. By 2005 this had declined to 55."."""
    before, after = one.slots.period, other.slots.period
    if before is None or after is None or before.last_day is None or after.first_day is None:
        return False
    return before.last_day < after.first_day


def _is_later(clause: Sequence[str]) -> bool:
    """Whether a word puts a clause behind what was stated before: "since", "this year"."""
    this = clause.index("this") if "this" in clause else len(clause)
    return not _LATER.isdisjoint(clause) or clause[this + 1 : this + 2] in _STEPS


def _points(clause: Sequence[str]) -> bool:
    """Whether a clause has no subject of its own: "the share had", "it has", "and has since"; not "the share of boys"."""
    places = [at for at, word in enumerate(clause) if word in _POINTERS and clause[at + 1 : at + 2] not in _STEPS]
    if places:
        return clause[places[0] + 1 : places[0] + 2] not in (["of"], ["for"], ["among"], ["in"])
    return (
        clause[-1:] != []
        and "and" in clause
        and clause[clause.index("and") + 1 :][:1] in (["has"], ["had"], ["have"], ["since"])
    )


def _previous(group: SentenceGroup, before: Sequence[SentenceGroup]) -> list[Level | None]:
    """The levels of the sentence right before, in one passage."""
    last = before[-1] if before else None
    if last is None or last.index != group.index - 1 or last.scan.sentence.passage != group.scan.sentence.passage:
        return []
    return find_levels(last)


def _both(group: SentenceGroup, before: Sequence[SentenceGroup], levels: Sequence[Level | None]) -> Iterator[Said]:
    """ "Both are up on a year earlier, when the rate was 4.0% and 6.9 million people were unemployed"."""
    low = group.scan.tokens.low
    if "both" not in low:
        return
    at = low.index("both")
    ways = [way for k in range(at + 1, min(at + 1 + _BOTH, len(low))) if (way := way_of(low, k))]
    starts = [one for one in levels if one and one.observation.quantity.begin > at]
    own = [one for one in levels if one and one.observation.quantity.begin < at]
    reached = [one for one in own or _previous(group, before) if one]
    if len(ways) != 1 or len(starts) != _PAIR or len(reached) != _PAIR or starts[0].cue != "start":
        return
    if any(one.cue == "start" for one in reached):
        return
    if not all(_are_of_one(start, one) for start, one in zip(starts, reached, strict=True)):
        reached.reverse()
    for start, one in zip(starts, reached, strict=True):
        if _are_of_one(start, one):
            yield Said(start.observation, one.observation, ways[0], certain=True)


def _are_of_one(start: Level, reached: Level) -> bool:
    return alike(Pair(start.observation, reached.observation))
