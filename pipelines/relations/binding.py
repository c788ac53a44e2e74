"""Which levels a stated change is of: the one that it starts from, and the one that it reached.

Belongs here: "fell 3.9 points from 150.8 to 146.5", "to 80%, up 3 points from 77%", "66%, 12 points lower than in 2010
(78%)", "was 4.1%, compared with 4.5% a year earlier, a fall of 0.4 points", "from 8% and 6% respectively", the level of
the sentence before. Does not belong here: arithmetic, and what makes a word a cue (see `levels`), how far
a statement reaches (see `reach`), how sure a tie is (see `certainty`), levels that nothing but the absence of others ties
(see `sole`).

A wrong tie accuses a sound report. So a change looks for levels only as far as its statement reaches, ties that words
make doubtful are marked so, and all other levels that could have been meant are kept beside the chosen ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.certainty import Certainty
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import Level
from pipelines.relations.measured_from import (
    doubt_of,
    has_other_base,
    names_base,
)
from pipelines.relations.parts import HUNDRED
from pipelines.relations.preceding import Preceding
from pipelines.relations.reach import Reach, fits
from pipelines.relations.readings import goes_the_other_way
from pipelines.relations.respective import bind_respectively
from pipelines.relations.sole import Sole
from pipelines.relations.stated_changes import COMPARISONS, Change
from pipelines.relations.ties import OTHER_THINGS, OTHER_TIME, BoundChange, Pair, alike
from pipelines.rules import words

_THEN = words("binding_then")
_BEHIND = 4  # tokens from a change to the bracket behind its comparison
_BACK = 2  # sentences that may lend levels


def bind_changes(groups: Sequence[SentenceGroup]) -> list[BoundChange]:
    """The changes of the sentences of a document that have at least one level, in order."""
    found: list[BoundChange] = []
    for at, group in enumerate(groups):
        found += _Binder(group, groups[max(0, at - _BACK) : at]).changes()
    return found


class _Binder:
    """Ties the changes of one sentence to its levels; the sentences before may lend some."""

    def __init__(self, group: SentenceGroup, before: Sequence[SentenceGroup]) -> None:
        self._group = group
        self._tokens: Tokens = group.scan.tokens
        self._reach = Reach(group)
        self._preceding = Preceding(group, before)
        self._certainty = Certainty(group, self._reach)
        self._sole = Sole(group, self._reach.levels, self._reach.changes)
        self._places = {id(one): index for index, one in enumerate(group.observations)}

    def changes(self) -> list[BoundChange]:
        """The changes that have levels."""
        wanted = [change for change in self._reach.changes if change]
        plain = [change for change in wanted if not change.restates]
        listed = bind_respectively(self._group, self._reach, plain, self._bind) if plain else {}
        found: list[BoundChange] = []
        for change in wanted:
            bound = listed.pop(change.index, None) or self._carried(change, found) or self._bind(change)
            bound = self._again(change, bound, found) or bound or self._preceding.both_of(change, self._reach)
            if bound:
                found.append(bound)
            if bound and bound.pair and change.compares:
                self._reach.bases.add(id(bound.pair.before))
        netted = self._netted(wanted, [*found, *listed.values()])
        for change in wanted:
            self._alone(change, netted)
        return _without_levels_of_others(sorted(netted.values(), key=lambda one: one.change.index))

    def _alone(self, change: Change, found: dict[int, BoundChange]) -> None:
        """Ties a change that wording leaves without its levels to the only ones that its stretch has."""
        own = found.get(change.index)
        if own and (own.pair or own.amount or own.respectively):
            return
        pairs = {at: one.pair for at, one in found.items() if one.pair}
        taken = {id(level) for one in pairs.values() for level in (one.before, one.after)}
        pair = self._sole.pair_of(change, taken, pairs)
        pair = None if pair and self._leads_to_other(change, pair) else pair
        bound = self._certainty.bound(change, *pair) if pair and not self._is_range(change, pair[1], pair[0]) else None
        if bound and bound.pair and goes_the_other_way(bound, bound.pair):
            likely = bound.likely or not bound.doubt
            bound = replace(bound, doubt=bound.doubt or OTHER_THINGS, likely=likely)
        if bound:
            found[change.index] = replace(bound, sole=True)

    def _leads_to_other(self, change: Change, pair: tuple[Level, Level]) -> bool:
        """Whether a rate leads to a level that is none of a pair: "to 14.4% from 21.0%, sales falling by 44% to 92,627"."""
        reached = next(iter(self._reach.levels[change.index + 1 : change.index + 2]), None)
        if reached is None or change.form != "rate" or reached.index in (pair[0].index, pair[1].index):
            return False
        return self._tokens.low[change.observation.quantity.end + 1 : reached.observation.quantity.begin] == ["to"]

    def _netted(self, wanted: list[Change], found: list[BoundChange]) -> dict[int, BoundChange]:
        """The changes by index; of a rate with its amount and one level, all three: "up 46,127 (8.1%) to 614,231"."""
        bound = {one.change.index: one for one in found}
        for first, second in zip(wanted, wanted[1:], strict=False):
            rate, amount = (first, second) if first.form == "rate" else (second, first)
            told = second.restates and second.index == first.index + 1 and amount.form == "difference"
            tied = [one for one in (bound.get(first.index), bound.get(second.index)) if one]
            if not told or rate.form != "rate" or any(one.pair or one.respectively for one in tied):
                continue
            level, missing = self._only_level(first, tied)
            if level and level.quantity.value > 0 and fits(amount, level):
                weak = second.weak and not _is_small(rate, amount, level)
                doubt = doubt_of(self._group, rate) or (OTHER_TIME if weak else None)
                again = replace(rate, direction=rate.direction or amount.direction)
                bound[rate.index] = BoundChange(
                    again, self._group, None, (), doubt, level, missing, amount=amount.observation
                )
        return bound

    def _only_level(self, first: Change, tied: list[BoundChange]) -> tuple[Observation | None, str]:
        """The one level of a change that is stated as rate and as amount, and which level is missing."""
        only = next((one for one in tied if one.only), None)
        if only:
            return only.only, only.missing or "from"
        near = next(iter(self._reach.left(first)), None)
        if near:
            plain = (
                near.cue != "start" and self._reach.is_attached(near, first) and not self._reach.goes_on(near, first)
            )
            return (near.observation if plain else None), "from"
        return self._preceding.level_of(first), "from"

    # One change

    def _bind(self, change: Change) -> BoundChange | None:
        right, left = self._reach.right(change), self._reach.left(change)
        start, reached = self._choose(change, right, left)
        if start and reached:
            return self._certainty.bound(change, start, reached)
        if change.weak or (start is None and reached is None):
            return None
        if start is None and reached is not None:
            return self._preceding.start_of(change, reached) or self._partial(change, reached, "from", right)
        if start is None or has_other_base(self._group, change, start):
            return None
        return self._preceding.reached_of(change, start) or self._partial(change, start, "to", right)

    def _carried(self, change: Change, found: list[BoundChange]) -> BoundChange | None:
        """ "..., down 0.5 points against May (7.1%) and 1.2 points from a year before (7.7%)": the same level is reached."""
        last = found[-1] if found else None
        if last is None or last.pair is None or last.change.form != change.form or change.restates or change.weak:
            return None
        if self._last_place(last.change, last.pair) != change.index - 1 or not self._reach.is_joined(change):
            return None
        right = self._of_comparison(change, self._reach.right(change))
        start = next((one for one in right if one.cue == "start" and self._counts(change, one)), None)
        if start is None or any(one.cue == "reached" for one in right):
            return None
        direction = change.direction or last.change.direction
        return self._certainty.bound(
            replace(change, direction=direction), start, Level(last.pair.after, 0, "reached", 0)
        )

    def _again(self, change: Change, bound: BoundChange | None, found: list[BoundChange]) -> BoundChange | None:
        """A change that says another one once more has its levels: "207 more than the 1,099 of 2030 (up 18.8%)"."""
        last = found[-1] if found else None
        if last is None or last.pair is None or (bound and bound.pair):
            return None
        if bound or not (self._reach.is_restating(change) if change.restates else self._reach.is_behind(change)):
            return None
        if bound and bound.only and bound.only not in (last.pair.before, last.pair.after):
            return None  # "the largest fall being in mining (down 14.0 billion, to 5.3 billion)" has a level of its own
        near = change.index - 1 in (self._places.get(id(one)) for one in (last.pair.before, last.pair.after))
        near = near or last.change.index == change.index - 1
        other = last.change.form != change.form or last.change.observation.unit != change.observation.unit
        if not near or not other or not all(fits(change, one) for one in (last.pair.before, last.pair.after)):
            return None
        direction = change.direction or last.change.direction
        again = replace(change, direction=direction)
        doubt = last.doubt or doubt_of(self._group, change)
        if doubt is None and not change.restates and names_base(self._group, change):
            doubt = "It may be measured from another time than the change before."
        return BoundChange(again, self._group, last.pair, (), doubt, likely=last.likely)

    def _last_place(self, change: Change, pair: Pair) -> int:
        """The last of a change and its levels in this sentence."""
        return max(self._places.get(id(one), -1) for one in (change.observation, pair.before, pair.after))

    def _choose(self, change: Change, right: list[Level], left: list[Level]) -> tuple[Level | None, Level | None]:
        """The levels that the change starts from and reached: behind it first, then what they leave open before it."""
        if change.form == "multiple":
            right = self._of_multiple(change, right)
        right = self._of_comparison(change, right)
        right = [] if self._is_of_other(change, right) else self._of_bracket(change, right, left)
        if change.restates or self._is_followed_by_other(change, right):
            both = self._both_explicit(change, left)  # "from 52% to 47% (-5 points)"
            if both:
                return both
        start = next((one for one in right if one.cue == "start" and self._counts(change, one)), None)
        reached = next((one for one in right if one.cue == "reached"), None)
        if start and reached and any(one.cue == "reached" and reached.index < one.index < start.index for one in right):
            start = None  # "rose by 14% to 65.4 million and sales to 525.3 million from 487.7 million"
        if reached and self._is_range(change, reached, start):
            return None, None
        if start and reached:
            return start, reached
        if reached:
            return self._start_before(change, left), reached
        near = left[0] if left else None
        attached = near is not None and self._reach.is_attached(near, change)
        both = self._both_explicit(change, left)
        if both and not change.compares and start and self._is_direct(change, start):
            return start, both[1]  # "doubled to 551, against 176 last year, yet was down 9% compared to 607 in June"
        if both and not change.compares:
            return both  # "went from 6.0% to 3.7%, 2.3 points lower, against 4.6%"
        if start:
            near = next((one for one in left if alike(Pair(start.observation, one.observation))), near)
            attached = near is not None and self._reach.is_attached(near, change)
            joined = change.compares or self._is_direct(change, start)
            if near and near.cue == "start" and joined and self._reach.is_joined(change):
                near = next((one for one in left if one.cue != "start"), None)  # "X was A, up from B but 6% short of C"
                return start, near
            own = attached and near and near.cue != "start" and not self._reach.goes_on(near, change)
            return start, near if own else None
        if len(left) > 1 and attached and self._is_bare(left[0], left[1].observation) and left[1].cue != "start":
            both_bare = alike(
                Pair(left[0].observation, left[1].observation)
            )  # "margin 9.8 percent (10.9), down 104 bps"
            return (replace(left[0], bare=True), left[1]) if both_bare else (None, None)
        if near and attached and near.cue == "start" and len(left) == 1 and not change.compares:
            return near, None  # "This compares with 13.8 weeks, an increase of 0.8"
        if near is None or not attached or change.compares or self._reach.goes_on(near, change) or len(left) < 2:
            return self._dated_behind(change, right) if near is None else (None, None)
        return self._both_before(change, near, left[1:])

    def _is_direct(self, change: Change, start: Level) -> bool:
        """Whether a level stands right behind a change with nothing but its cue between: "down 9% compared to 607"."""
        between = self._tokens.low[change.observation.quantity.end + 1 : start.at]
        return start.index == change.index + 1 and not between

    def _is_followed_by_other(self, change: Change, right: list[Level]) -> bool:
        """Whether the levels behind a change have a subject of their own: ", a fall of 59%, and births from 140 to 128"."""
        between = self._tokens.low[change.observation.quantity.end + 1 : right[0].at] if right else []
        return len(between) > 2 and between[0] == "," and between[1] == "and"

    def _is_of_other(self, change: Change, right: list[Level]) -> bool:
        """Whether a noun behind a comma begins the next member of a list: ", a growth of 15%, exports at 2.1 billion"."""
        between = self._tokens.low[change.observation.quantity.end + 1 : right[0].at] if right else []
        noun = change.observation.quantity.preposition == "of" and len(between) == 2 and between[0] == ","
        at = change.observation.quantity.end + 2
        return noun and self._tokens.is_word(at) and not self._reach.is_light(at) and not between[1].endswith("ing")

    def _both_explicit(self, change: Change, left: list[Level]) -> tuple[Level, Level] | None:
        """The two levels directly before a change, if words say of each which it is."""
        if len(left) < 2 or {one.cue for one in left[:2]} != {"start", "reached"}:
            return None
        if not self._reach.is_attached(left[0], change) or self._reach.goes_on(left[0], change):
            return None
        return (left[0], left[1]) if left[0].cue == "start" else (left[1], left[0])

    def _both_before(self, change: Change, near: Level, more: list[Level]) -> tuple[Level | None, Level | None]:
        """The two levels before a change, by their cues, else by their times, else as the two of "a gap of"."""
        other = more[0]
        if near.cue == "start":
            reached = next((one for one in more if one.cue != "start"), None)
            return (near, reached) if reached else (None, None)
        if other.cue == "start" or change.differs:
            return other, near
        told = self._tokens.word(change.observation.quantity.begin - 1) in ("of", "(", "+")
        if other.cue == "" and told and other.index == near.index - 1 and _is_later(other, near):
            return other, near
        return None, None

    def _dated_behind(self, change: Change, right: list[Level]) -> tuple[Level | None, Level | None]:
        """ "multiplied by 2.4 between 1990 (152,000) and 2019 (365,000)": two levels in brackets with their times."""
        if len(right) < 2 or not all(one.cue == "" and one.observation.quantity.enclosed for one in right[:2]):
            return None, None
        return (right[0], right[1]) if "between" in self._between(change, right[0]) else (None, None)

    def _between(self, change: Change, level: Level) -> list[str]:
        return self._tokens.low[change.observation.quantity.end + 1 : level.observation.quantity.begin]

    def _is_range(self, change: Change, reached: Level, start: Level | None) -> bool:
        """Whether "rose by 1% to 3%" may be two ends of a range: only "from" makes the second a level."""
        quantity = change.observation.quantity
        joined = self._tokens.low[quantity.end + 1 : reached.observation.quantity.begin] == ["to"]
        told = start is not None and self._tokens.word(start.at) == "from"
        return joined and change.observation.unit == reached.observation.unit and change.form == "rate" and not told

    def _of_multiple(self, change: Change, right: list[Level]) -> list[Level]:
        """ "twice as many women (40%) as men (20%)", "three times the 7.7 of 2017": levels without cues of their own."""
        tokens, end = self._tokens, change.observation.quantity.end
        if not right or right[0].cue == "reached":
            return right
        if tokens.word(end + 1) == "as":
            second = right[1] if len(right) > 1 else None
            between = tokens.low[right[0].observation.quantity.end + 1 : second.at] if second else []
            if second and "as" in between:
                return [_as(right[0], "reached"), _as(second, "start")]
            again = "as" in tokens.low[end + 2 : right[0].observation.quantity.begin]
            return [_as(right[0], "start"), *right[1:]] if again else right
        if tokens.word(end + 1) in ("the", "that", "its", "their", "those", "what") and right[0].cue == "":
            return [_as(right[0], "start"), *right[1:]]
        return right

    def _of_comparison(self, change: Change, right: list[Level]) -> list[Level]:
        """ "8 points lower than among others (20%)", "above the EU average (12%)": what is compared with, in brackets."""
        if not right or right[0].cue != "" or not right[0].observation.quantity.enclosed:
            return right
        if not change.compares:  # "Compared with the previous year they were 1.9% lower (760)"
            return [_as(right[0], "start"), *right[1:]] if self._is_fronted(change, right[0]) else right
        gap = self._tokens.low[change.observation.quantity.end + 1 : right[0].observation.quantity.begin - 1]
        told = not {"than", "above", "below"}.isdisjoint(gap) and {",", ":", ";", "(", ")"}.isdisjoint(gap)
        return [_as(right[0], "start"), *right[1:]] if told else right

    def _is_fronted(self, change: Change, level: Level) -> bool:
        """Whether the sentence begins with what is compared with, and its level stands in brackets behind the change."""
        behind = level.observation.quantity.begin - change.observation.quantity.end <= _BEHIND
        compared = self._tokens.low[:2] in (["compared", "with"], ["compared", "to"], ["relative", "to"])
        return behind and compared and self._tokens.word(change.observation.quantity.end + 1) in COMPARISONS

    def _of_bracket(self, change: Change, right: list[Level], left: list[Level]) -> list[Level]:
        """ "Rose 40 points to 14.1% (13.7%)", "23.4%, up 1.9 points (21.6%)": a bare number in brackets."""
        if not right or change.form == "multiple":
            return right
        first = right[0]
        if self._is_bare(first, change.observation) and left and self._reach.is_attached(left[0], change):
            same = first.observation.unit == left[0].observation.unit
            return [replace(_as(first, "start"), bare=True), *right[1:]] if same and left[0].cue != "start" else right
        if len(right) > 1 and first.cue == "reached" and self._is_bare(right[1], first.observation):
            return [first, replace(_as(right[1], "start"), bare=True), *right[2:]]
        return right

    def _is_bare(self, level: Level, before: Observation) -> bool:
        """Whether a level without cue stands alone in brackets directly behind a number."""
        quantity = level.observation.quantity
        alone = quantity.enclosed and self._tokens.word(quantity.end + 1) == ")"
        end, verb = before.quantity.end, before.quantity.verb or 0
        end = verb if verb == end + 1 else end  # "a 20% decrease (6,555)"
        return level.cue == "" and alone and quantity.begin - end == _BACK

    def _counts(self, change: Change, level: Level) -> bool:
        """Whether "on" or "over" stands directly behind a change or its noun: "a threefold increase over the 137"."""
        gap = self._tokens.low[change.observation.quantity.end + 1 : level.at]
        unknown = change.observation.unit is None  # "27 mhl below that of the year before"
        return not level.beside or not gap or (len(gap) == 1 and (gap[0] in CHANGE_VERBS or unknown))

    def _start_before(self, change: Change, left: list[Level]) -> Level | None:
        """The start of a change whose reached level follows: "From 78% the share fell 12 points to", "..., then fell"."""
        if not left:
            return self._reach.fronted(change)
        near = left[0]
        gap = self._tokens.low[near.observation.quantity.end + 1 : change.observation.quantity.begin]
        if near.cue == "start":
            return near if self._reach.is_attached(near, change) else self._reach.fronted(change)
        chained = not _THEN.isdisjoint(gap) and self._reach.is_attached(near, change)
        return near if chained else None

    def _partial(self, change: Change, level: Level, missing: str, right: list[Level]) -> BoundChange | None:
        """A change with one level, where that is plainly stated: "rose 0.2 points to 4.1%"."""
        plain = self._tokens.word(level.at) == ("to" if missing == "from" else "from")
        if not plain or level not in right or change.compares:
            return None
        return BoundChange(change, self._group, None, only=level.observation, missing=missing)


def _is_small(rate: Change, amount: Change, level: Observation) -> bool:
    """Whether an amount in brackets is too small to be the level before: "by 21% (279 deaths), to 1,051"."""
    own, moved = amount.observation.quantity, rate.observation.quantity
    told = rate.direction is not None and not rate.weak and own.kind in ("count", "money", "physical") and own.value > 0
    return told and 2 * own.value < level.quantity.value and 0 < 2 * moved.value < HUNDRED


def _without_levels_of_others(found: list[BoundChange]) -> list[BoundChange]:
    """The changes, their other pairs only of levels that no other change has."""
    owners = [(one, level) for one in found if one.pair for level in (one.pair.before, one.pair.after)]
    told = []
    for bound in found:
        own = {id(level) for one, level in owners if one is bound}
        taken = {id(level) for one, level in owners if one is not bound} - own
        others = tuple(one for one in bound.others if id(one.before) not in taken and id(one.after) not in taken)
        told.append(bound if others == bound.others else replace(bound, others=others))
    return told


def _is_later(one: Level, other: Level) -> bool:
    """Whether the second of two levels is of a later time, as their periods say."""
    before, after = one.observation.slots.period, other.observation.slots.period
    if before is None or after is None or before.first_day is None or after.first_day is None:
        return False
    return before.first_day < after.first_day


def _as(level: Level, cue: str) -> Level:
    return replace(level, cue="start" if cue == "start" else "reached", beside=False)
