"""Several changes with several levels in one sentence: "fell 1.5 and 0.5 points to 6.5% and 5.5%, from 8% and 6%".

Belongs here: lists of changes and of levels that go together in their order. Does not belong here: one change (see
`binding`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import Level
from pipelines.relations.reach import MOST, Reach, fits
from pipelines.relations.stated_changes import Change
from pipelines.relations.ties import BoundChange, Pair

_JOINED = ("and", ",")
_OF_OTHERS = ("for", "among", "of", "at", "by")
_FAR = 6  # tokens between two levels of a list


def bind_respectively(
    group: SentenceGroup,
    reach: Reach,
    changes: Sequence[Change],
    bind: Callable[[Change], BoundChange | None],
) -> dict[int, BoundChange]:
    """The changes of a sentence, by index, whose levels are listed in the order of the changes.

    `changes` are those that do not restate others; `bind` ties one alone. Without the word "respectively" the three lists
    must have one length; with it, changes whose lists do not are marked as sharing their levels.
    """
    told = "respectively" in group.scan.tokens.low
    starts, reached = _listed(group, reach)
    if max(len(starts), len(reached)) < 2 or len(changes) > MOST:
        return {}
    if not told and not all(_is_run([level.index for level in levels]) for levels in (starts, reached)):
        return {}  # "(from 61% to 65%) and by 6 in Spain (58% to 64%)": each has its own
    every = _with_elided(group, changes)
    if len(starts) == len(reached) == len(every):
        ties = zip(every, starts, reached, strict=True)
        if all(fits(change, level.observation) for change, *levels in ties for level in levels):
            doubt = None if told else "The lists of changes and levels may not go together."
            own = group.scan.tokens.word(
                max(starts[-1], reached[-1], key=lambda one: one.index).observation.quantity.end + 1
            )
            likely = own not in _OF_OTHERS  # "compared with 99.0 and 97.0 for imports"
            return {
                change.index: BoundChange(
                    change, group, Pair(one.observation, other.observation), (), doubt, likely=likely
                )
                for change, one, other in zip(every, starts, reached, strict=True)
            }
    if not told or len(changes) < 2:
        return {}
    alone = [bind(change) for change in changes]
    used = [id(end) for one in alone if one and one.pair for end in (one.pair.before, one.pair.after)]
    if len(used) == len(set(used)) == 2 * len(changes):
        return {}
    return {
        one.change.index: BoundChange(one.change, group, None, only=_end_of(one), respectively=True)
        for one in alone
        if one
    }


def _with_elided(group: SentenceGroup, changes: Sequence[Change]) -> list[Change]:
    """The changes, and those whose verb is left out: "dropped by 1.3 percent in February and 2.2 percent in March"."""
    indices = {change.index for change in changes}
    found: list[Change] = []
    for change in changes:
        found.append(change)
        following = change.index + 1
        while following < len(group.observations) and following not in indices:
            one = group.observations[following]
            if one.unit != change.observation.unit or not _is_coordinated(group, following):
                break
            found.append(replace(change, observation=one, index=following))
            following += 1
    return found


def _listed(group: SentenceGroup, reach: Reach) -> tuple[list[Level], list[Level]]:
    """The levels that changes start from and those that they reached, with what is coordinated with each."""
    starts: list[Level] = []
    reached: list[Level] = []
    current: list[Level] | None = None
    for index, level in enumerate(reach.levels):
        if level is None:
            current = None
            continue
        coordinated = index > 0 and _is_coordinated(group, index)
        if level.cue in ("start", "reached") and not (coordinated and current is starts and level.doubtful):
            current = starts if level.cue == "start" else reached
        elif not coordinated:
            current = None
        if current is not None:
            current.append(level)
    return starts, reached


def _is_run(indices: list[int]) -> bool:
    return indices == list(range(indices[0], indices[0] + len(indices))) if indices else False


def _is_coordinated(group: SentenceGroup, index: int) -> bool:
    left, right = group.observations[index - 1].quantity, group.observations[index].quantity
    gap = group.scan.tokens.low[left.end + 1 : right.begin]
    return 0 < len(gap) <= _FAR and gap[-1] in _JOINED


def _end_of(bound: BoundChange) -> Observation | None:
    return bound.pair.after if bound.pair else bound.only
