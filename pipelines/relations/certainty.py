"""How sure the tie of a change and two levels is, and which other levels could have been meant.

Belongs here: levels that cannot be of one quantity, words that make a tie doubtful, ties with nothing between. Does not
belong here: which levels a change has (see `binding`), from when it is measured (see `measured_from`).
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.numerals.nouns import singular
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import Level
from pipelines.relations.measured_from import (
    comparable,
    contrary,
    doubt_of,
    has_other_base,
    leaves_out,
    names_other_thing,
    per_month,
    step_behind,
)
from pipelines.relations.reach import Reach, fits
from pipelines.relations.stated_changes import Change
from pipelines.relations.ties import OTHER_KIND, OTHER_THINGS, BoundChange, Pair, alike
from pipelines.rules import words

_MISSING = 8  # tokens from a change or goal to the word that sets it against a goal
_MISSED = words("goal_gaps")
_SIDE = 3  # tokens between a level and the change behind it, such as "up" or "an increase of"
_LISTED = 10  # tokens between two levels of a list
_OTHERS = 10  # numbers to each side that may be meant instead


class Certainty:
    """Makes ties of the changes and levels of one sentence, each with its doubt."""

    def __init__(self, group: SentenceGroup, reach: Reach) -> None:
        self._group = group
        self._tokens: Tokens = group.scan.tokens
        self._reach = reach
        self._places = {id(one): index for index, one in enumerate(group.observations)}

    def bound(self, change: Change, start: Level, reached: Level) -> BoundChange | None:
        """The tie of a change and its two levels; None if they cannot be of one quantity and its change."""
        pair = Pair(start.observation, reached.observation)
        related = change.compares or change.differs or change.form == "multiple"
        if not alike(pair) or not comparable(self._group, pair.before, pair.after, across_groups=related):
            return None
        if has_other_base(self._group, change, start):
            return None
        doubt = self._doubt(change, start, reached)
        if doubt is None and max(start.index, reached.index) < change.index and names_other_thing(self._group, change):
            doubt = OTHER_THINGS
        likely = self._is_likely(change, start, reached)
        open_to = doubt is OTHER_KIND or (doubt is not None and per_month(self._group, change))
        likely = likely or (open_to and self._is_from_to(start, reached))
        if doubt is None and start.bare and not _is_of_one_size(pair):
            doubt = "The number in brackets may not be the level before."
        apart = pair.before.unit != pair.after.unit and not self._names_both(change, start)
        if doubt is None and apart and not self._is_tight(change, pair):
            doubt, likely = OTHER_THINGS, not change.weak
        return BoundChange(change, self._group, pair, self._others(change, pair), doubt, likely=likely)

    def _doubt(self, change: Change, start: Level, reached: Level) -> str | None:
        if change.weak:
            return "The number in brackets may be a share."
        tight = self._is_tight(change, Pair(start.observation, reached.observation))
        between = self._tokens.low[change.observation.quantity.end + 1 : start.observation.quantity.begin]
        named = start.index == change.index + 1 and "," not in between
        cued = start.cue == "start" and self._tokens.word(start.at) not in ("after", "following")
        beside = change.compares and (cued or named)
        if min(start.index, reached.index) > change.index and self._is_coordinated_change(change):
            return "Two changes stand before the levels."
        steps = [step_behind(self._tokens, one.observation) for one in (change, start)]
        if start.index < change.index and steps[0] and not steps[1]:
            return "The change is measured from another time than that of the level."
        if change.form != "multiple" and self._reach.has_verb(change, start):
            return "The level that it changed from may be of another time."
        near = self._stands_beside(change, start)
        both = near and start.doubtful  # "a record of 528, an increase of 9.5% over the record of 482"
        doubtful = (start.doubtful and not beside and not near) or (reached.doubtful and not both)
        if doubtful and not tight and not self._is_of_goal(change, start, reached):
            return OTHER_KIND
        gap = (change.differs and start.cue != "start") or self._names_both(change, start)
        if leaves_out(self._group, change, start):
            return "Something may be left out of one of the levels."
        against = None if gap else contrary(self._group, start, reached)
        return against or doubt_of(self._group, change)

    def _is_of_goal(self, change: Change, start: Level, reached: Level) -> bool:
        """Whether a change is what a goal was missed or passed by: "1,199 against a target of 1,268, a shortfall of 69"."""
        goals = [one.observation for one in (start, reached) if one.observation.measure == "goal"]
        goals = goals[:1] if start.doubtful and not reached.doubtful else goals
        begin = min(one.quantity.begin for one in (change.observation, *goals))
        around = self._tokens.low[max(0, begin - _MISSING) : change.observation.quantity.end + 1 + _MISSING]
        return bool(goals) and not _MISSED.isdisjoint(around)

    def _is_from_to(self, start: Level, reached: Level) -> bool:
        """Whether two neighbours say "from" and "to", so that both are of one kind: "from an average of 39 to 43"."""
        told = self._tokens.word(start.at) == "from" and reached.observation.quantity.preposition == "to"
        return told and abs(reached.index - start.index) == 1 and not reached.doubtful

    def _names_both(self, change: Change, start: Level) -> bool:
        """Whether a change names the two things that it compares: "15,300 more deaths than births"."""
        end = change.observation.quantity.end
        return self._tokens.word(end + 1) == "than" and singular(self._tokens.word(end + 2)) == start.observation.unit

    def _stands_beside(self, change: Change, start: Level) -> bool:
        """Whether "from" or "on" follows a change directly, or its noun: "a 4.1% increase from the estimate of 78,250"."""
        gap = self._tokens.low[change.observation.quantity.end + 1 : start.at]
        told = self._tokens.word(start.at) in ("from", "on", "over", "against")
        return told and start.index > change.index and all(word in CHANGE_VERBS for word in gap)

    def _is_likely(self, change: Change, start: Level, reached: Level) -> bool:
        """Whether a doubtful tie is likely all the same: "to 17.8% after 16.5%", a bare number in brackets."""
        word = self._tokens.word(start.at)
        after = word in ("after", "following") and start.index > reached.index and not reached.doubtful
        return (after or start.bare) and not change.weak

    def _is_coordinated_change(self, change: Change) -> bool:
        """Whether another change stands directly before: "up 4% on the quarter and 2% on the year, to 104 from 100"."""
        before = self._reach.changes[change.index - 1] if change.index else None
        if before is None or change.restates or before.observation.unit != change.observation.unit:
            return False
        gap = self._tokens.low[before.observation.quantity.end + 1 : change.observation.quantity.begin]
        closed = before.observation.quantity.enclosed and not change.observation.quantity.enclosed
        return "with" not in gap and not (
            closed and "," in gap
        )  # "from 84 (-14%), including a 9% cut in fires (43 to 39)"

    def _others(self, change: Change, pair: Pair) -> tuple[Pair, ...]:
        """The pairs that other levels of the sentence make with one of the chosen; none of two that stand side by side."""
        if self._is_tight(change, pair):
            return ()
        found = []
        for level in self._reach.near(change, _OTHERS):
            one = level.observation
            if one is pair.before or one is pair.after or not fits(change, one):
                continue
            found += [Pair(one, pair.after), Pair(pair.before, one)]
        if change.compares and min(pair.before.number, pair.after.number) > change.observation.number:
            found.append(Pair(pair.after, pair.before))  # "12% less than men (500 against 440)" names men first
        return tuple(other for other in found if alike(other))

    def _is_tight(self, change: Change, pair: Pair) -> bool:
        """Whether two levels are surely those of a change, because nothing stands between: no other can be meant.

        "By 6 in Spain (58% to 64%)", "from £8m to £11m, in other words it doubled", "39% (up 1 point from 38%)".
        """
        before, after = (self._places.get(id(one), -1) for one in (pair.before, pair.after))
        told = pair.before.quantity.preposition == "from"
        if after == change.index - 1 and before == change.index + 1:
            gaps = (self._gap(after, change.index), self._gap(change.index, before))
            return told and gaps[1] == ["from"] and len(gaps[0]) <= _SIDE
        levels = [at for at in range(before, after + 1) if self._cue(at) != "none"]
        if not told or levels != [before, after] or pair.after.quantity.preposition != "to":
            return False
        restated = after == change.index - 1 and change.restates
        return restated or (before == change.index + 1 and not self._is_listed_behind(after))

    def _is_listed_behind(self, index: int) -> bool:
        """Whether another level follows in a list: "from 78% in 2014 to 70% in 2016 and 66% in 2018"."""
        if self._cue(index + 1) is None:
            return False
        gap = self._gap(index, index + 1)
        return 0 < len(gap) <= _LISTED and gap[-1] in ("and", ",", "then", "to")

    def _cue(self, index: int) -> str | None:
        level = self._reach.levels[index] if 0 <= index < len(self._reach.levels) else None
        return level.cue if level else None

    def _gap(self, index: int, other: int) -> list[str]:
        """The words between two neighbours, brackets left out."""
        left, right = self._group.observations[index].quantity, self._group.observations[other].quantity
        return [word for word in self._tokens.low[left.end + 1 : right.begin] if word not in "()"]


def _is_of_one_size(pair: Pair) -> bool:
    """Whether two amounts or shares are printed to the same digits and not far apart: "to SEK 1,126.3 M (1,084.9)"."""
    before, after = pair.before.quantity, pair.after.quantity
    alike = before.kind == after.kind in ("money", "share") and before.amount.step == after.amount.step
    return alike and after.value > 0 and Fraction(1, 3) < before.value / after.value < 3
