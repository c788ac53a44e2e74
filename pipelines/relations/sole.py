"""The only levels that a change can be of: what wording leaves open, the absence of other numbers decides.

Belongs here: "was 3.3% in August, a figure 0.2 points below that of the month before (3.5%)", "551,204 in 2018 and 538,976
in 2019, decreasing by 2.2%", "12% fewer than in 2011, when it employed 100,000": one change and two levels of one unit in a
stretch of a sentence, whatever words stand between. Words or times say which level came first; where they do not, nothing
is tied. Does not belong here: levels that stand right beside a change (see `binding`), other sentences (see `preceding`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pipelines.numerals.nouns import singular
from pipelines.numerals.period import Period
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import RECORDS, Level
from pipelines.relations.reach import fits, is_then
from pipelines.relations.stated_changes import Change
from pipelines.relations.ties import Pair, alike
from pipelines.rules import words

_APART = words("sole_boundaries")
_LATEST = words("sole_latest")
_MOST = 12  # numbers of a stretch
_FAR = 45  # tokens between neighbouring numbers
_MOST_PERIODS = 40
_ASIDE = 8  # tokens from a level and its time to a change in brackets
_BESIDE = 4  # tokens around a level that date it
_WHERE = frozenset(("when", "where", "which", "at"))
_THAN = 14  # tokens from "than" to the level that is compared with
_BESIDES = frozenset(("or", "(", ",", "i", ".", "e", "i.e", "ie", "that", "is", ")", "equivalent", "to", "about", "by"))
_RAN = words("binding_finite")
_SAME = words("binding_same_subject")
_GOING_ON = frozenset(("this", "that", "it", "they", "up", "down", "a", "an"))
_BEING = frozenset(("was", "were", "is", "are"))
_SPELL = frozenset(("over", "in", "within", "for", "during", "past", "last", "than", "every", "the", "first", "next"))


class Sole:
    """The levels of one sentence, stretch by stretch."""

    def __init__(self, group: SentenceGroup, levels: Sequence[Level | None], changes: Sequence[Change | None]) -> None:
        self._group = group
        self._all = levels
        self._changes = changes
        self._low = group.scan.tokens.low
        self._brackets = _brackets(self._low)

    def pair_of(self, change: Change, taken: set[int], bound: Collection[int]) -> tuple[Level, Level] | None:
        """The levels that a change starts from and reached, if its stretch leaves no choice.

        `taken` are the levels of other changes, `bound` the indices of those.
        """
        if change.weak or self._is_elsewhere(change):
            return None
        around = self.stretch(change.index)
        if any(self._is_rival(change, at, bound) for at in around):
            return None
        open_to = set() if self._is_said_again(change) else taken
        pairs = self._pairs(change, self._levels(change, around, open_to))
        found = [pair for pair in pairs if self._is_one_statement(change, pair)]
        return found[0] if len(found) == 1 else None

    def pair_for(self, change: Change) -> tuple[Level, Level] | None:
        """The only two levels of the sentence that a change of the next one can be of."""
        pairs = self._pairs(change, self._levels(change, range(min(_MOST, len(self._all))), set()))
        return pairs[0] if len(pairs) == 1 else None

    def plain_pairs(self, taken: set[int]) -> Iterator[tuple[Level, Level]]:
        """Of each stretch the levels of one unit that are two and whose order is told, where no change is stated."""
        at = 0
        while at < len(self._group.observations):
            around = self.stretch(at)
            if len(around) > 1 and not any(self._group.observations[k].measure == "change" for k in around):
                yield from self._pairs(None, self._levels(None, around, taken))
            at = max(around.stop, at + 1)

    def _pairs(self, change: Change | None, levels: Iterable[Level]) -> list[tuple[Level, Level]]:
        """Of each unit the levels, if there are two whose order is told."""
        levels = list(levels)
        if change and change.compares and (named := self._by_nouns(change, levels)):
            return [named]
        rows: list[list[Level]] = []
        for level in levels:
            row = next((one for one in rows if alike(Pair(one[0].observation, level.observation))), None)
            if row is None:
                rows.append([level])
            else:
                row.append(level)
        return [pair for row in rows if len(row) == 2 and (pair := self._ordered(change, row))]

    def _is_elsewhere(self, change: Change) -> bool:
        """Whether a change in brackets stands behind other words than a level: "the first since 2011 (-£4.1 billion)"."""
        if not change.observation.quantity.enclosed:
            return False
        if not change.index:
            return True
        end = self._group.observations[change.index - 1].quantity.end
        return change.observation.quantity.begin - end > _ASIDE

    def _is_said_again(self, change: Change) -> bool:
        """Whether a change stands beside another one, so that both have the same levels: "of 4.9% or 10,342"."""
        for at in (change.index - 1, change.index + 1):
            other = self._changes[at] if 0 <= at < len(self._changes) else None
            if other and other.form != change.form:
                left, right = sorted((other.observation.quantity, change.observation.quantity), key=lambda q: q.begin)
                return set(self._low[left.end + 1 : right.begin]) <= _BESIDES
        return False

    def _is_one_statement(self, change: Change, pair: tuple[Level, Level]) -> bool:
        """Whether nothing says that a change happened besides that between the levels: "from 41 to 39, before rising 3"."""
        first, last = sorted(pair, key=lambda level: level.index)
        quantity = change.observation.quantity
        if last.index < change.index:
            gap = self._low[last.observation.quantity.end + 1 : quantity.begin]
        elif first.index > change.index:
            gap = self._low[quantity.end + 1 : first.observation.quantity.begin]
        else:
            gap = []
        between = self._low[first.observation.quantity.end + 1 : last.observation.quantity.begin]
        own = last.index < change.index and self._has_own_subject(change)
        return not own and not any(map(is_then, gap, [*gap[1:], ""])) and RECORDS.isdisjoint(between)

    def _has_own_subject(self, change: Change) -> bool:
        """Whether a finite verb with a noun before it governs a change: "..., so that the deficit narrowed by a quarter"."""
        verb = change.observation.quantity.verb
        if verb is None or verb < 1 or not (self._low[verb].endswith("ed") or self._low[verb] in _RAN):
            return False
        return self._group.scan.tokens.is_word(verb - 1) and self._low[verb - 1] not in _SAME

    def stretch(self, index: int) -> range:
        """The numbers around one up to where a clause begins that is set against it."""
        first = last = index
        while first > 0 and index - first < _MOST and self._is_open(first):
            first -= 1
        while last + 1 < len(self._group.observations) and last - index < _MOST and self._is_open(last + 1):
            last += 1
        return range(first, last + 1)

    def _is_open(self, at: int) -> bool:
        left, right = (self._group.observations[one].quantity for one in (at - 1, at))
        gap = range(left.end + 1, right.begin)
        return len(gap) <= _FAR and not any(self._is_apart(k) for k in gap)

    def _is_apart(self, at: int) -> bool:
        """Whether a clause begins that is set against the one before; "; this is 6.1% less" goes on about it."""
        going_on = self._low[at] == ";" and at + 1 < len(self._low) and self._low[at + 1] in _GOING_ON
        return self._low[at] in _APART and not self._brackets[at] and not going_on

    def _is_rival(self, change: Change, at: int, bound: Collection[int]) -> bool:
        """Whether another change of the same form might have the levels instead."""
        other = self._changes[at] if at not in bound else None
        return other is not None and at != change.index and not other.weak and other.form == change.form

    def _levels(self, change: Change | None, around: Sequence[int], taken: set[int]) -> Iterator[Level]:
        for at in around:
            level, other = self._all[at], self._changes[at]
            if level is None or level.cue == "none" or (other and not other.weak):
                continue
            one = level.observation
            bracket = self._brackets[one.quantity.begin]
            if bracket and bracket != self._bracket_of(change) and self._holds_several(at):
                continue  # "80% (men 82%; women 78%), up 5 points"
            spell = one.quantity.kind == "duration" and self._low[max(0, one.quantity.begin - 1)] in _SPELL
            if id(one) not in taken and not spell and (change is None or fits(change, one)):
                yield level

    def _bracket_of(self, change: Change | None) -> int:
        """The bracket that a change of this sentence stands in."""
        here = change is not None and change.observation.sentence == self._group.index
        return self._brackets[change.observation.quantity.begin] if change and here else 0

    def _holds_several(self, at: int) -> bool:
        """Whether the bracket of a number holds another one of its unit."""
        ones = self._group.observations
        bracket = self._brackets[ones[at].quantity.begin]
        return any(
            0 <= near < len(ones)
            and ones[near].unit == ones[at].unit
            and self._brackets[ones[near].quantity.begin] == bracket
            for near in (at - 1, at + 1)
        )

    def _ordered(self, change: Change | None, row: list[Level]) -> tuple[Level, Level] | None:
        """The earlier and the later of two levels: by their cues, by "than", by their times."""
        one, other = row
        cued = [level for level in row if level.cue == "start"]
        if len(cued) == 2:
            cued = [level for level in cued if level.at < level.observation.quantity.begin]
        if len(cued) == 1:
            start = cued[0]
            return start, other if start is one else one
        if change and change.form == "multiple" and one.index < change.index < other.index and other.cue == "":
            return other, one  # "at 48%, the share was twice as high as among managers (24%)"
        if change and change.compares and (named := self._compared(change, row)):
            return named, other if named is one else one
        if change and change.differs and other.index < change.index:
            return one, other
        told = one.observation.quantity.preposition in _BEING and other.cue == "reached"
        if change and one.cue == "" and told and one.index < change.index < other.index:
            return one, other  # "was 24,388 in April, it increased 2.3 times and became 56,092 in May"
        for before, after in ((one, other), (other, one)):
            if self._is_earlier(before, after) or self._is_latest(after, before):
                return before, after
        return None

    def _by_nouns(self, change: Change, levels: Sequence[Level]) -> tuple[Level, Level] | None:
        """The levels of two things that are counted: "62,200 deaths, 46,900 births, 15,300 more deaths than births"."""
        end = change.observation.quantity.end
        if self._low[end + 1 : end + 2] != ["than"] or end + 2 >= len(self._low):
            return None
        less = [one for one in levels if one.observation.unit == singular(self._low[end + 2])]
        more = [one for one in levels if one.observation.unit == change.observation.unit]
        return (less[0], more[0]) if len(less) == len(more) == 1 and less != more else None

    def _compared(self, change: Change, row: list[Level]) -> Level | None:
        """The level behind "than": "3.3 points higher than in the south, where it was 5.8%"."""
        end = change.observation.quantity.end
        behind = [level for level in row if level.index > change.index]
        gap = self._low[end + 1 : behind[0].observation.quantity.begin] if len(behind) == 1 else []
        commas = [at for at, word in enumerate(gap) if word == ","]
        told = "and" not in gap and all(gap[at + 1 : at + 2] and gap[at + 1] in _WHERE for at in commas)
        return behind[0] if "than" in gap and len(gap) <= _THAN and told else None

    def _is_latest(self, one: Level, other: Level) -> bool:
        """Whether one of two levels is of now, and the other of a year: "in 2011 there were ..., and ... this year"."""
        period = self._period(other)
        return self._is_now(one) and not self._is_now(other) and period is not None and period.first_day is not None

    def _is_earlier(self, one: Level, other: Level) -> bool:
        """Whether the first of two levels is surely of an earlier time, as the periods beside them say."""
        before, after = self._period(one), self._period(other)
        if before is None or after is None or before.first == after.first:
            return False
        if not (before.first_day and before.last_day and after.first_day):
            return False
        return before.last_day < after.first_day

    def _period(self, level: Level) -> Period | None:
        """The period that stands behind a level up to the next number or comma, else the nearest before it."""
        ones, at = self._group.observations, level.index
        floor = ones[at - 1].quantity.end if at else -1
        stop = ones[at + 1].quantity.begin if at + 1 < len(ones) else len(self._low)
        end = level.observation.quantity.end
        comma = next((k for k in range(end + 1, stop) if self._low[k] in (",", ";", ")")), stop)
        periods = self._group.scan.periods[:_MOST_PERIODS]
        behind = next((one for one in periods if end < one.first < comma), None)
        return behind or next(
            (one for one in reversed(periods) if floor < one.first < level.observation.quantity.begin), None
        )

    def _is_now(self, level: Level) -> bool:
        quantity = level.observation.quantity
        if quantity.preposition in ("is", "are"):
            return True
        beside = (
            self._low[max(0, quantity.begin - _BESIDE) : quantity.begin]
            + self._low[quantity.end + 1 : quantity.end + 1 + _BESIDE]
        )
        return any(" ".join(beside[at : at + 2]) in _NOW or word in _LATEST for at, word in enumerate(beside))


_NOW = frozenset(("this year", "this month", "this week", "this quarter", "this season"))


def _brackets(low: Sequence[str]) -> list[int]:
    """For each token the number of the bracket that it stands in, 0 outside; brackets in brackets count as one."""
    found, depth, number = [0] * len(low), 0, 0
    for at in range(low.index("("), len(low)) if "(" in low else ():
        if low[at] == "(":
            number += not depth
            depth += 1
        found[at] = number if depth else 0
        if low[at] == ")" and depth:
            depth -= 1
    return found
