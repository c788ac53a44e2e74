"""Which levels a stated change is of: the one that it starts from, and the one that it reached.

Belongs here: "fell 3.9 points from 150.8 to 146.5", "to 80%, up 3 points from 77%", "66%, 12 points lower than in 2010
(78%)", "was 4.1%, compared with 4.5% a year earlier, a fall of 0.4 points", "from 8% and 6% respectively", the level of
the sentence before. Does not belong here: arithmetic, and what makes a word a cue (see `levels`).

A wrong tie accuses a sound report. So a change looks for levels only as far as its statement reaches, ties that words
make doubtful are marked so, and all other levels that could have been meant are kept beside the chosen ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.numerals.periods import Period
from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup, points_back
from pipelines.relations.levels import COMPARISONS, Change, Level, find_change, find_levels
from pipelines.rules import words

_LEVEL_OF = {"percentage_point": ("percent",), "index_point": ("index",), "basis_point": ("percent",)}
_BOUNDARIES = words("binding_boundaries")
_ATTACHING = words("binding_attaching")
_SPANS = words("binding_rates_of_time")
_ON_AVERAGE = words("binding_on_average")
_ADJUSTED = words("growth_adjusted")
_EQUALS = words("binding_equals")
_FINITE = words("indicators_verbs")
_RAN = words("binding_finite")
_THEN = words("binding_then")
_SAME = words("binding_same_subject")
_PRONOUNS = words("binding_pronouns")
_EACH = frozenset(("a", "an", "per", "each", "every"))
_STEP_BEFORE = frozenset(("the", "a", "previous", "prior", "preceding", "last"))
_STEP_AFTER = frozenset(("on", "-", "over", "earlier", "ago", "before"))
_FROM = frozenset(("from", "on", "since", "than", "over", "with"))
_MOST = 6  # quantities to each side
_FAR = 45  # tokens between neighbouring quantities
_OTHERS = 10  # levels that may be meant instead
_MOST_PERIODS = 40
_NEAR_BASE = 6  # tokens from a change to the time that it is measured from


@dataclass(frozen=True, slots=True)
class Pair:
    """The level before and the level after a change."""

    before: Observation
    after: Observation


@dataclass(frozen=True, slots=True)
class BoundChange:
    """A change with its levels.

    `pair` is None if only one level (`only`, reached or start as `missing` says the other) is stated. `others` are pairs
    that could have been meant instead. `doubt` says in a clause why the tie is not certain.
    """

    change: Change
    group: SentenceGroup
    pair: Pair | None
    others: tuple[Pair, ...] = ()
    doubt: str | None = None
    only: Observation | None = None
    missing: str | None = None
    respectively: bool = False


def bind_changes(groups: Sequence[SentenceGroup]) -> list[BoundChange]:
    """The changes of the sentences of a document that have at least one level, in order."""
    found: list[BoundChange] = []
    previous: SentenceGroup | None = None
    for group in groups:
        found += _Binder(group, previous).changes()
        previous = group
    return found


class _Binder:
    """Ties the changes of one sentence to its levels; the sentence before may lend the level that one starts from."""

    def __init__(self, group: SentenceGroup, previous: SentenceGroup | None) -> None:
        self._group = group
        self._previous = previous
        self._tokens: Tokens = group.scan.tokens
        self._changes = [find_change(group, index) for index in range(len(group.observations))]
        self._levels: list[Level | None] = []
        if any(self._changes):
            levels = find_levels(group)
            pairs = zip(levels, self._changes, strict=True)
            self._levels = [None if change and not change.weak else level for level, change in pairs]
        self._bases: set[int] = set()  # what was compared with so far: no level of the next comparison
        self._dated = {at for period in group.scan.periods for at in range(period.first, period.last + 1)}

    def changes(self) -> list[BoundChange]:
        """The changes that have levels."""
        wanted = [change for change in self._changes if change]
        respective = self._respectively([change for change in wanted if not change.restates])
        found = []
        for change in wanted:
            bound = respective.get(change.index) or self._bind(change) or self._of_before(change)
            if bound:
                found.append(bound)
            if bound and bound.pair and change.compares:
                self._bases.add(id(bound.pair.before))
        return found

    # One change

    def _bind(self, change: Change) -> BoundChange | None:
        right, left = self._right(change), self._left(change)
        start, reached = self._choose(change, right, left)
        if start and reached:
            return self._bound(change, start, reached)
        if change.weak or (start is None and reached is None):
            return None
        if start is None and reached is not None:
            return self._from_before(change, reached) or self._partial(change, reached, "from", right)
        return self._partial(change, start, "to", right) if start else None

    def _choose(self, change: Change, right: list[Level], left: list[Level]) -> tuple[Level | None, Level | None]:
        """The levels that the change starts from and reached: behind it first, then what they leave open before it."""
        if change.form == "multiple":
            right = self._of_multiple(change, right)
        if change.compares:
            right = self._of_comparison(change, right)
        if change.restates:
            both = self._both_explicit(change, left)  # "from 52% to 47% (-5 points)"
            if both:
                return both
        start = next((one for one in right if one.cue == "start" and self._counts(change, one)), None)
        reached = next((one for one in right if one.cue == "reached"), None)
        if reached and self._is_range(change, reached, start):
            return None, None
        if start and reached:
            return start, reached
        if reached:
            return self._start_before(change, left), reached
        near = left[0] if left else None
        attached = near is not None and self._is_attached(near, change)
        both = self._both_explicit(change, left)
        if both and not change.compares:
            return both  # "went from 6.0% to 3.7%, 2.3 points lower, against 4.6%"
        if start:
            own = attached and near and near.cue != "start" and not self._goes_on(near, change)
            return start, near if own else None
        if near is None or not attached or change.compares or self._goes_on(near, change) or len(left) < 2:
            return self._dated_behind(change, right) if near is None else (None, None)
        return self._both_before(change, near, left[1:])

    def _both_explicit(self, change: Change, left: list[Level]) -> tuple[Level, Level] | None:
        """The two levels directly before a change, if words say of each which it is."""
        if len(left) < 2 or {one.cue for one in left[:2]} != {"start", "reached"}:
            return None
        if not self._is_attached(left[0], change) or self._goes_on(left[0], change):
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
        gap = self._tokens.low[change.observation.quantity.end + 1 : right[0].observation.quantity.begin - 1]
        told = not {"than", "above", "below"}.isdisjoint(gap) and {",", "(", ")"}.isdisjoint(gap)
        return [_as(right[0], "start"), *right[1:]] if told else right

    def _counts(self, change: Change, level: Level) -> bool:
        return not level.beside or level.at == change.observation.quantity.end + 1

    def _start_before(self, change: Change, left: list[Level]) -> Level | None:
        """The start of a change whose reached level follows: "From 78% the share fell 12 points to", "..., then fell"."""
        if not left:
            return self._fronted(change)
        near = left[0]
        gap = self._tokens.low[near.observation.quantity.end + 1 : change.observation.quantity.begin]
        if near.cue == "start":
            return near if self._is_attached(near, change) else self._fronted(change)
        chained = not _THEN.isdisjoint(gap) and self._is_attached(near, change)
        return near if chained else None

    def _fronted(self, change: Change) -> Level | None:
        """The level that opens the sentence before its subject: "From 78% in 2010, the share fell 12 points to 66%"."""
        near = self._levels[change.index - 1] if change.index else None
        if near is None or near.cue != "start" or near.at > 1 or not _fits(change, near.observation):
            return None
        gap = self._tokens.low[near.observation.quantity.end + 1 : change.observation.quantity.begin]
        return near if len(gap) <= _FAR and _BOUNDARIES.isdisjoint(gap) and _in_one_area(change, near) else None

    def _right(self, change: Change) -> list[Level]:
        """The levels behind a change that its statement can reach."""
        found = []
        for at in range(change.index + 1, min(change.index + 1 + _MOST, len(self._levels))):
            if not self._is_open(at) or self._is_closed(change, at):
                break
            other = self._changes[at]
            if other and not other.weak:
                if other.restates and other.form != change.form:
                    continue
                break
            level = self._levels[at]
            if level and (self._has_own_verb(change, level) or not _in_one_area(change, level)):
                break
            if level and change.form == "rate" and _is_elided_rate(change, level):
                break
            if level and level.cue != "none" and _fits(change, level.observation):
                found.append(level)
        return found

    def _is_closed(self, change: Change, at: int) -> bool:
        """Whether the bracket that holds a change closes before the next number: "(up 1pp), and 47% ..., from 42%"."""
        if at != change.index + 1:
            return False
        gap = self._tokens.low[change.observation.quantity.end + 1 : self._group.observations[at].quantity.begin]
        if ")" not in gap or "(" in gap[: gap.index(")")]:
            return False
        after = gap[gap.index(")") + 1 :][:1]
        return after == ["and"] if change.restates else not {"from", "to"} & set(after)

    def _left(self, change: Change) -> list[Level]:
        """The levels before a change that its statement can reach, nearest first."""
        found = []
        for at in range(change.index - 1, max(-1, change.index - 1 - _MOST), -1):
            other = self._changes[at]
            level = self._levels[at]
            said = at == change.index - 1 and level is not None and self._is_apposition(level, change)
            if not self._is_open(at + 1) and not said:
                break
            if other and not other.weak:
                twin = change.restates and at == change.index - 1 and other.form != change.form
                if twin or (change.compares and other.compares):
                    continue
                break
            if level and not _in_one_area(change, level):
                break
            usable = level is not None and level.cue != "none" and id(level.observation) not in self._bases
            if level and usable and _fits(change, level.observation):
                found.append(level)
        return found

    def _is_apposition(self, level: Level, change: Change) -> bool:
        """Whether a change stands behind the clause of a level: "66% of households had access, 12 points more than"."""
        gap = self._tokens.low[level.observation.quantity.end + 1 : change.observation.quantity.begin]
        marked = not {",", ":", ";"}.isdisjoint(gap)
        return marked and not _is_bounded(gap) and self._is_attached(level, change)

    def _is_open(self, at: int) -> bool:
        """Whether one statement can go on from the observation before `at` to it: no new clause, no new subject."""
        left, right = self._group.observations[at - 1].quantity, self._group.observations[at].quantity
        gap = self._tokens.low[left.end + 1 : right.begin]
        if len(gap) > _FAR or _is_bounded(gap):
            return False
        for place in range(left.end + 2, right.begin):
            before = self._tokens.low[place - 1]
            finite = self._tokens.low[place] in _FINITE or self._tokens.low[place] in _RAN
            telling = self._tokens.is_word(place - 1) and before not in _SAME and not before.endswith("ly")
            if finite and telling and place - 1 not in self._dated:
                return False
            if self._tokens.low[place] == "with" and before == ",":
                return False
        return True

    def _has_own_verb(self, change: Change, level: Level) -> bool:
        again = self._tokens.word(level.at) in ("up", "down")  # "doubled, reaching 510, up from 260"
        return not again and self._has_verb(change, level)

    def _has_verb(self, change: Change, level: Level) -> bool:
        quantity = level.observation.quantity
        return quantity.verb is not None and quantity.verb > change.observation.quantity.end + 1

    def _is_attached(self, level: Level, change: Change) -> bool:
        """Whether a change is said of the level before it: nothing but "a fall of", "up", "in 2020, ..." stands between."""
        end, begin = level.observation.quantity.end, change.observation.quantity.begin
        end = max(end, self._group.observations[change.index - 1].quantity.end)
        if begin - end > _FAR:
            return False
        marks = [at for at in range(end + 1, begin) if self._tokens.low[at] in (",", "(", ":", ";", "–", "—")]
        tail = range((marks[-1] if marks else end) + 1, begin)
        return all(self._is_light(at) for at in tail)

    def _is_light(self, at: int) -> bool:
        word = self._tokens.low[at]
        light = word in _ATTACHING or word in CHANGE_VERBS or word in COMPARISONS or word.endswith("ly")
        return light or at in self._dated

    def _goes_on(self, level: Level, change: Change) -> bool:
        """Whether a change happens after the level before it: "... to 48% and fell 3 points"."""
        gap = range(level.observation.quantity.end + 1, change.observation.quantity.begin)
        if level.observation.quantity.enclosed and self._tokens.word(gap.start) == ")":
            return False  # "the rate (7.8%) fell 0.7 points"
        if any(self._tokens.low[at] == "and" and self._tokens.word(at + 1) == "by" for at in gap):
            return True  # "... (from 61% to 65%) and by 6 in Spain"
        return any(self._tokens.low[at] in _RAN or self._tokens.low[at] in _THEN for at in gap) or any(
            self._tokens.low[at].endswith("ed") and self._tokens.low[at] in CHANGE_VERBS
            for at in gap
            if self._tokens.word(at - 1) == "and"
        )

    # What the levels make

    def _bound(self, change: Change, start: Level, reached: Level) -> BoundChange | None:
        pair = Pair(start.observation, reached.observation)
        related = change.compares or change.differs or change.form == "multiple"
        if not _alike(pair) or not comparable(self._group, pair.before, pair.after, across_groups=related):
            return None
        if self._has_other_base(change, start):
            return None
        doubt = self._doubt(change, start, reached)
        return BoundChange(change, self._group, pair, self._others(change, pair), doubt)

    def _doubt(self, change: Change, start: Level, reached: Level) -> str | None:
        if change.weak:
            return "The number in brackets may be a share."
        beside = change.compares and start.cue == "start"
        end = change.observation.quantity.end + 1
        if start.index < change.index and self._step(end, end + _NEAR_BASE) and not self._steps_back(start):
            return "The change is measured from another time than that of the level."
        if self._has_verb(change, start):
            return "The level that it changed from may be of another time."
        if (start.doubtful and not beside) or reached.doubtful:
            return "One of the levels may be of another kind (a peak, a target, a forecast)."
        return self._doubt_of(change)

    def _is_rate_of_time(self, end: int, around: list[str]) -> bool:
        each = self._tokens.word(end + 1) in _EACH and self._tokens.word(end + 2) in _SPANS
        return each or not _ON_AVERAGE.isdisjoint(around)

    def _has_other_base(self, change: Change, start: Level) -> bool:
        """Whether the change is measured from another time than the level: "3 points on the month", "a year earlier"."""
        end, level = change.observation.quantity.end, start.observation.quantity
        steps = (self._step(end + 1, end + 1 + _NEAR_BASE), self._step(level.end + 1, level.end + 1 + _NEAR_BASE))
        if None not in steps and steps[0] != steps[1]:
            return True
        base = self._period_in(end + 1, min(end + 1 + _NEAR_BASE, level.begin if level.begin > end else end + 99))
        own = self._period_in(level.end + 1, level.end + 4)
        if own is None and start.index < change.index:
            own = start.observation.slots.period
        if base is None or own is None or level.begin - base.last == 2:
            return False
        before = self._tokens.low[end + 1 : base.first]
        return not _FROM.isdisjoint(before) and "," not in before and _apart(base, own)

    def _steps_back(self, start: Level) -> str | None:
        end = start.observation.quantity.end + 1
        return self._step(end, end + _NEAR_BASE)

    def _step(self, first: int, stop: int) -> str | None:
        """The step in time that a change or a level is compared over: "on the month", "a year earlier"."""
        low = self._tokens.low
        for at in range(first, min(stop, len(low))):
            if low[at] in (",", ";", ")", "(") or self._tokens.is_number(at):
                return None
            said = self._tokens.word(at + 1) in _STEP_AFTER or low[at - 1] in _STEP_BEFORE
            if low[at] in _SPANS and said:
                return low[at]
        return None

    def _period_in(self, first: int, stop: int) -> Period | None:
        periods = self._group.scan.periods[:_MOST_PERIODS]
        return next((period for period in periods if first <= period.first < stop), None)

    def _others(self, change: Change, pair: Pair) -> tuple[Pair, ...]:
        """The pairs that other levels of the sentence make with one of the chosen."""
        found = []
        for level in [level for level in self._levels if level][:_OTHERS]:
            one = level.observation
            if one is pair.before or one is pair.after or not _fits(change, one):
                continue
            found += [Pair(one, pair.after), Pair(pair.before, one)]
        if change.compares and min(pair.before.number, pair.after.number) > change.observation.number:
            found.append(Pair(pair.after, pair.before))  # "12% less than men (500 against 440)" names men first
        return tuple(other for other in found if _alike(other))

    def _partial(self, change: Change, level: Level, missing: str, right: list[Level]) -> BoundChange | None:
        """A change with one level, where that is plainly stated: "rose 0.2 points to 4.1%"."""
        plain = self._tokens.word(level.at) == ("to" if missing == "from" else "from")
        if not plain or level not in right or change.compares:
            return None
        return BoundChange(change, self._group, None, only=level.observation, missing=missing)

    # The sentence before

    def _from_before(self, change: Change, reached: Level) -> BoundChange | None:
        """ "In 2019 it was 45%. It rose 3 points to 48% in 2020.": the only level of the sentence before.

        The tie is certain only if the sentence begins with a pronoun and the two periods are years that follow on each
        other.
        """
        before = self._previous
        if before is None or before.index != self._group.index - 1 or len(before.observations) != 1:
            return None
        if before.scan.sentence.passage != self._passage:
            return None
        level = before.observations[0]
        pair = Pair(level, reached.observation)
        pointed = self._tokens.word(0) in _PRONOUNS or points_back(self._group)
        same = level.slots.area == reached.observation.slots.area and _said_of(level) == _said_of(reached.observation)
        if level.measure != "level" or not pointed or not same or not _fits(change, level) or not _alike(pair):
            return None
        plain = self._tokens.word(0) in ("it", "this", "they", "that") and _follow_on(pair)
        doubt = None if plain else "The level that it changed from may be that of the sentence before."
        doubt = self._doubt_of(change) or doubt
        return BoundChange(change, self._group, pair, (), doubt, reached.observation, "from")

    def _of_before(self, change: Change) -> BoundChange | None:
        """ "It rose from 17.1 million in 2003 to 18.2 million in 2013. This is a rise of 7%.": both levels."""
        before = self._previous
        if before is None or before.index != self._group.index - 1 or len(before.observations) > _MOST:
            return None
        opens = self._tokens.word(0) in ("this", "that", "it") and self._tokens.word(1) in _EQUALS
        if not opens or change.compares or change.index or self._right(change):
            return None
        levels = [level for level in find_levels(before) if level and _fits(change, level.observation)]
        starts, reached = ([one for one in levels if one.cue == cue] for cue in ("start", "reached"))
        if len(levels) != 2 or len(starts) != len(reached) or before.scan.sentence.passage != self._passage:
            return None
        pair = Pair(starts[0].observation, reached[0].observation)
        end = change.observation.quantity.end + 1
        based = self._step(end, end + _NEAR_BASE) or self._period_in(end, end + _NEAR_BASE)
        doubt = "It may be measured from another time than the levels before." if based else self._doubt_of(change)
        return BoundChange(change, self._group, pair, (), doubt) if _alike(pair) else None

    @property
    def _passage(self) -> int:
        return self._group.scan.sentence.passage

    def _doubt_of(self, change: Change) -> str | None:
        quantity = change.observation.quantity
        around = self._tokens.low[max(0, quantity.begin - 5) : quantity.end + 7]
        if self._is_rate_of_time(quantity.end, around):
            return "The change may be per year or on average."
        if change.form != "difference" and not _ADJUSTED.isdisjoint(around):
            return "The rate may be adjusted for prices, seasons or the like."
        return None

    # Several at once

    def _respectively(self, changes: list[Change]) -> dict[int, BoundChange]:
        """ "fell 1.5 and 0.5 points to 6.5% and 5.5%, from 8% and 6% respectively": three lists of one length."""
        if "respectively" not in self._tokens.low or not 2 <= len(changes) <= _MOST:
            return {}
        starts, reached = self._listed()
        if not starts and not reached:
            return {}
        if len(starts) == len(reached) == len(changes):
            return {
                change.index: BoundChange(change, self._group, Pair(one.observation, other.observation))
                for change, one, other in zip(changes, starts, reached, strict=True)
                if _fits(change, one.observation) and _fits(change, other.observation)
            }
        alone = [self._bind(change) for change in changes]
        used = [id(end) for one in alone if one and one.pair for end in (one.pair.before, one.pair.after)]
        if len(used) == len(set(used)) == 2 * len(changes):
            return {}
        shared = [one for one in alone if one]
        return {
            one.change.index: BoundChange(one.change, self._group, None, only=_end_of(one), respectively=True)
            for one in shared
        }

    def _listed(self) -> tuple[list[Level], list[Level]]:
        """The levels that changes start from and those that they reached, with what is coordinated with each."""
        starts: list[Level] = []
        reached: list[Level] = []
        current: list[Level] | None = None
        for index, level in enumerate(self._levels):
            if level is None:
                current = None
                continue
            if level.cue in ("start", "reached"):
                current = starts if level.cue == "start" else reached
            elif not self._is_coordinated(index):
                current = None
            if current is not None:
                current.append(level)
        return starts, reached

    def _is_coordinated(self, index: int) -> bool:
        if index == 0:
            return False
        left, right = self._group.observations[index - 1].quantity, self._group.observations[index].quantity
        gap = self._tokens.low[left.end + 1 : right.begin]
        return 0 < len(gap) <= 6 and gap[-1] in ("and", ",")


def _is_bounded(gap: list[str]) -> bool:
    """Whether a new clause begins in a gap; "which is", "; this is" go on about the number before."""
    for at, word in enumerate(gap):
        after = gap[at + 1] if at + 1 < len(gap) else ""
        if word in _BOUNDARIES and not (word == "which" and after in _EQUALS) and not (word == ";" and after == "this"):
            return True
    return False


def _is_elided_rate(change: Change, level: Level) -> bool:
    """Whether a share behind a rate is another rate, its verb left out: "rose 3% in 2019 and 4% in 2020, from"."""
    quantity = level.observation.quantity
    return level.cue == "" and level.observation.unit == change.observation.unit and not quantity.enclosed


def _is_later(one: Level, other: Level) -> bool:
    """Whether the second of two levels is of a later time, as their periods say."""
    before, after = one.observation.slots.period, other.observation.slots.period
    if before is None or after is None or before.first_day is None or after.first_day is None:
        return False
    return before.first_day < after.first_day


def _as(level: Level, cue: str) -> Level:
    return replace(level, cue="start" if cue == "start" else "reached", beside=False)


def _end_of(bound: BoundChange) -> Observation | None:
    return bound.pair.after if bound.pair else bound.only


def _fits(change: Change, level: Observation) -> bool:
    """Whether a level is measured so that the change can be one of its kind."""
    if change.form != "difference":
        return level.quantity.kind != "point"
    own, other = change.observation, level
    if own.quantity.kind == "point":
        return other.unit in _LEVEL_OF.get(own.unit or "", (own.unit,))
    return own.unit == other.unit or (own.unit is None and other.quantity.kind == "count")


def _alike(pair: Pair) -> bool:
    """Whether two levels can be of one quantity: in one unit, or one of them without any beside a count."""
    one, other = pair.before, pair.after
    if one.unit == other.unit:
        return True
    kinds = {one.quantity.kind, other.quantity.kind}
    return None in (one.unit, other.unit) and kinds <= {None, "count"}


def _in_one_area(change: Change, level: Level) -> bool:
    areas = {level.observation.slots.area, change.observation.slots.area}
    return change.compares or change.differs or change.form == "multiple" or len(areas - {None}) < 2


def comparable(group: SentenceGroup, one: Observation, other: Observation, *, across_groups: bool = False) -> bool:
    """Whether two levels can be one quantity at two times: of one group (unless groups are compared), per one time."""
    direct = "population" in one.slots.direct and "population" in other.slots.direct
    if direct and not across_groups and one.slots.population != other.slots.population:
        return False
    rates = (_rate(group.scan.tokens, one), _rate(group.scan.tokens, other))
    return None in rates or rates[0] == rates[1]


def _rate(tokens: Tokens, level: Observation) -> str | None:
    """What a level is stated for: "a week", "per month"; None where it is not said."""
    end = level.quantity.end
    said = tokens.word(end + 1) in _EACH
    return tokens.word(end + 2) if said and tokens.word(end + 3) not in ("earlier", "ago", "before") else None


def _said_of(observation: Observation) -> str | None:
    return observation.slots.population if "population" in observation.slots.direct else None


def _apart(one: Period, other: Period) -> bool:
    """Whether two periods are surely not the same time."""
    if not (one.first_day and one.last_day and other.first_day and other.last_day):
        return False
    return one.last_day < other.first_day or other.last_day < one.first_day


def _follow_on(pair: Pair) -> bool:
    before, after = pair.before.slots.period, pair.after.slots.period
    if before is None or after is None or not before.first_day or not after.first_day:
        return False
    whole = len(before.code) == len(after.code) == 4
    return whole and after.first_day.year - before.first_day.year == 1
