"""Which level stands against which, and the word of direction that governs both, wherever in the clause it stands.

Belongs here: the reading of a clause. A level that words put into the past is the start; what it is set against is the
nearest level of its kind before it, else the one behind it that is reached; the direction is said between the two, else
before them, else by the pair before that is carried on ("..., of personal failures to 91,500 (2013: 96,608)"). Does not
belong here: whether the levels can be compared, and the verdict (see `direction`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import RECORDS, Level, is_denominator
from pipelines.relations.stated_changes import COMPARISONS
from pipelines.relations.ties import Pair, alike
from pipelines.rules import Phrases, table, words

_DIRECTIONS = ("up", "down")
_BOUNDARIES = words("binding_boundaries") | words("sole_boundaries")
_VALUED = {row["words"]: row["cue"] for row in table("goal_words") if row["cue"] in ("better", "worse")}
_LESS = Phrases(
    row
    for row in table("goal_words")
    if row["cue"] == "lower_better" and row["words"] not in CHANGE_VERBS.keys() | COMPARISONS
)
_MORE = Phrases(row for row in table("goal_words") if row["cue"] == "higher_better")
_MAKING = words("quantities_making") - {"picked"}
_QUANTITIES = words("direction_quantities")
_SEASONAL = frozenset(
    ("last", "this", "next", "early", "late", "previous", "every")
)  # before "fall": a time of the year
_FAR = 40  # tokens between two levels
_BACK = 6  # numbers
_PAIR = 2
_CARRIED = 12  # tokens of a new subject that a verb is carried over to
_FORWARD = frozenset(("to", "at"))
_SURPASSING = {"exceeding": "up", "exceeded": "up", "surpassing": "up", "surpassed": "up"}
_SIZE = (Fraction(1, 3), Fraction(3))  # a level and the one before it in brackets
_CONTRASTING = frozenset(("whereas", "while", "but", "although", "though", "however"))
_JOINING = frozenset(("and", ",", ";"))
_SAME_SUBJECT = frozenset(("it", "this", "they", "the", "in", ",", "figure", "rate", "share", "number", "total"))
_MARKS = frozenset((",", ";", ":", "(", ")", "–", "—"))
_BEING = frozenset(("is", "was", "are", "were"))
_PASSED = frozenset(("above", "below", "exceeding", "surpassing"))
_OWNED = (["the"], ["its"], ["that"], ["their"], ["those"])
_SEEN = frozenset(
    ("expected", "projected", "forecast", "predicted", "recorded", "seen", "noted", "observed", "reported")
)
_COPULAS = frozenset(("is", "was", "are", "were", "has", "had", "have"))
_FINITE = words("indicators_verbs")  # a clause with one of them has a verb of its own


@dataclass(frozen=True, slots=True)
class Turn:
    """Two levels by their index, the direction from `start` to `reached`, and whether the words leave no choice."""

    start: int
    reached: int
    direction: str
    certain: bool


def way_of(low: Sequence[str], at: int) -> str | None:
    """Up or down, as a word says."""
    word = low[at]
    if word == "fall" and at and low[at - 1] in _SEASONAL:
        return None  # "9 percent last fall"
    if (
        word == "growth"
        and at + 3 < len(low)
        and low[at + 1] in _BEING
        and low[at + 2] in _SEEN
        and low[at + 3] == "in"
    ):
        return "up"  # "growth is projected in the EU - to 145 (142.5)"
    if word in _QUANTITIES or (word == "up" and at and low[at - 1] in _MAKING):
        return None  # "a loss of EUR 0.4 million", "growth slowed", "made up 31.8 percent"
    way = COMPARISONS.get(word) or CHANGE_VERBS.get(word) or _SURPASSING.get(word)
    return way if way in _DIRECTIONS else None


class Turns:
    """The levels of one sentence that are set against each other.

    `used` are those that are tied already, `tied` the starts among them with what they are set against.
    """

    def __init__(
        self,
        group: SentenceGroup,
        levels: Sequence[Level | None],
        used: set[int],
        tied: Mapping[int, tuple[int, str]],
    ) -> None:
        self._group = group
        self._levels = levels
        self._used = used
        self._low = group.scan.tokens.low
        self._tied = dict(tied)
        self._numbers = {at for one in group.observations for at in range(one.quantity.begin, one.quantity.end + 1)}
        self._is_sure = False
        self._last: tuple[int, str] | None = None  # the end of the pair before, and its direction

    def find(self) -> Iterator[Turn]:
        """The pairs in the order of the text, without those that are tied."""
        for index, level in enumerate(self._levels):
            if index in self._tied:
                self._last = max(index, self._tied[index][0]), self._tied[index][1]
                yield from self._beside(index, certain=True)
            chained = self._chained(index)
            if chained is not None:
                self._tied[chained] = index, self._tied[chained - 1][1]
                yield Turn(chained, index, self._tied[chained][1], certain=True)
                continue
            bare = self._is_bare(index)
            if level is None or index in self._used or not (bare or self._is_start(level)):
                continue
            listed = not bare and self._is_listed(index)
            told = self._tied[index - 1] if listed else self._told(index - 1 if bare else self._reached(index), index)
            if told is None:
                continue
            self._tied[index] = told[0], told[1]
            self._last = max(index, told[0]), told[1]
            first = self._levels[index - 1] if listed else None
            if listed:
                self._is_sure = first is not None and not first.doubtful
            sure = (
                self._is_sure
                and not (bare and level.observation.quantity.kind != "money")
                and (listed or not level.doubtful or self._is_after(index, told[0]))
            )
            yield Turn(index, told[0], told[1], sure)
            yield from self._beside(index, certain=sure)

    def _beside(self, start: int, *, certain: bool) -> Iterator[Turn]:
        """What a pair of levels says of those beside both: an earlier one of a series, and shares in brackets."""
        reached, direction = self._tied[start]
        if 0 < reached < start and self._is_of_series(reached):
            yield Turn(start, reached - 1, direction, certain)
        if self._is_enclosed_behind(start) and self._is_enclosed_behind(reached):
            yield Turn(start + 1, reached + 1, direction, certain=False)

    def _chained(self, index: int) -> int | None:
        """The level that a pair reached and a verb goes on from: "from 23% in 2021 to 21% in 2022 and to 20% in 2023"."""
        if index < _PAIR or index in self._used or self._tied.get(index - _PAIR, (-1, ""))[0] != index - 1:
            return None
        one, other = self._group.observations[index - 1], self._group.observations[index]
        going_on = other.quantity.preposition == "to" and self._undated(one, other) in (["and", "to"], [",", "to"])
        return index - 1 if going_on and one.unit == other.unit else None

    def _is_of_series(self, reached: int) -> bool:
        """Whether a level of an earlier time is said in one breath: "22% in 2022 and 24% in 2023, up from 20%"."""
        one, other = self._group.observations[reached - 1], self._group.observations[reached]
        level = self._levels[reached - 1]
        if level is None or level.cue not in ("", "reached") or one.unit != other.unit or reached - 1 in self._used:
            return False
        periods = self._group.scan.periods
        begin, stop = other.quantity.end, self._group.observations[reached + 1].quantity.begin
        dated = any(one.quantity.end < period.first < other.quantity.begin for period in periods) and any(
            begin < period.first < stop for period in periods
        )
        gap = self._undated(one, other)
        return (
            dated
            and gap[-1:] == ["and"]
            and _MARKS.isdisjoint(gap)
            and not self._said(one.quantity.end + 1, other.quantity.begin)
        )

    def _is_enclosed_behind(self, index: int) -> bool:
        """Whether a level of another unit stands alone in brackets right behind one: "28.6 million (11.46 percent)"."""
        if index + 1 >= len(self._levels) or self._levels[index + 1] is None:
            return False
        one, other = self._group.observations[index], self._group.observations[index + 1]
        alone = other.quantity.enclosed and other.quantity.begin - one.quantity.end == _PAIR
        return alone and one.unit != other.unit and self._low[other.quantity.end + 1 : other.quantity.end + 2] == [")"]

    def _undated(self, one: Observation, other: Observation) -> list[str]:
        """The words between two numbers without the times."""
        dated = {at for period in self._group.scan.periods for at in range(period.first, period.last + 1)}
        between = range(one.quantity.end + 1, other.quantity.begin)
        return [self._low[at] for at in between if at not in dated and self._low[at] != "in"]

    def _is_start(self, level: Level) -> bool:
        """Whether words put a level into the past, or compare with it as something known: "stayed above the 11.8%"."""
        if level.cue != "start":
            return False
        return not level.beside or (self._low[level.at] in _PASSED and self._low[level.at + 1 : level.at + 2] in _OWNED)

    def _is_after(self, start: int, reached: int) -> bool:
        """Whether "after" stands right between two levels: "to 34%, after 37%"."""
        one, other = (self._group.observations[at] for at in (reached, start))
        return [word for word in self._undated(one, other) if word != ","] in (["after"], ["following"])

    def _told(self, reached: int | None, start: int) -> tuple[int, str] | None:
        """The level that a start is set against with the direction, if one is said."""
        told = self.direction(start, reached) if reached is not None else None
        if reached is None or told is None:
            return None
        self._is_sure = told[1]
        return reached, told[0]

    def _is_bare(self, index: int) -> bool:
        """Whether a level of the year before stands alone in brackets: "to SEK 312 million (287)"."""
        if not index or self._levels[index - 1] is None or self._levels[index] is None or index - 1 in self._used:
            return False
        one, other = (self._group.observations[at] for at in (index - 1, index))
        quantity = other.quantity
        alone = quantity.enclosed and quantity.begin - one.quantity.end == 2 and one.quantity.preposition == "to"
        alone = alone and self._low[quantity.end + 1 : quantity.end + 2] == [")"] and not quantity.signed
        alike = one.unit == other.unit and one.quantity.kind in ("money", "physical", None)
        size = alike and bool(quantity.value) and _SIZE[0] < one.quantity.value / quantity.value < _SIZE[1]
        plain = one.quantity.kind != "money"  # "to 50 (52.1) million tons": reported only where it holds
        return alone and size and (plain or one.quantity.amount.step == quantity.amount.step)

    def _is_listed(self, index: int) -> bool:
        """Whether a start is one more after another: "than the 2.58 million in July and the 2.63 million a year ago"."""
        if index - 1 not in self._tied or self._tied[index - 1][0] > index - 1:
            return False
        before, one = self._group.observations[index - 1], self._group.observations[index]
        gap = self._low[before.quantity.end + 1 : one.quantity.begin]
        return alike(Pair(before, one)) and "and" in gap and not any(way_of(gap, at) for at in range(len(gap)))

    def _reached(self, start: int) -> int | None:
        """The level that a start is set against: the nearest before it, else the one that is reached behind it."""
        before = self._before(start)
        level = self._levels[start]
        follows = start + 1 < len(self._levels) and self._is_reached(start + 1) and self._is_open(start, start + 1)
        if level and follows and self._low[level.at] == "from":
            gap = self._low[self._group.observations[before].quantity.end + 1 : level.at] if before is not None else []
            if before is None or before in self._used or len(gap) > 1:
                return start + 1  # "from 23% to 21%"
        return before if before is not None else (start + 1 if follows else None)

    def _before(self, start: int) -> int | None:
        one = self._group.observations[start]
        brackets = 0
        for at in range(start - 1, max(-1, start - 1 - _BACK), -1):
            other, level = self._group.observations[at], self._levels[at]
            if not self._is_open(at, start):
                return None
            brackets = self._closed(at, start)
            if (
                level is None
                or brackets
                or not alike(Pair(one, other))
                or is_denominator(self._group.scan.tokens, other.quantity)
            ):
                continue
            if level.cue == "start" and at in self._tied:
                return self._tied[at][0] if self._is_compared_again(at, start) else None
            elided = other.quantity.preposition == "and" and self._is_behind_change(at)
            told = level.cue not in ("start", "none") and other.quantity.preposition != "by"
            return at if told and not elided else None
        return None

    def _is_behind_change(self, index: int) -> bool:
        """Whether a number may be a rate whose verb is left out: "rose 3% in the first quarter and 2% in the second"."""
        ones = self._group.observations
        return any(one.measure == "change" and one.unit == ones[index].unit for one in ones[max(0, index - 2) : index])

    def _is_compared_again(self, tied: int, start: int) -> bool:
        """Whether a comparison goes on about the level before: "rose to 12.9% from 12.4%, and so stayed above the 11.8%"."""
        first = self._group.observations[tied].quantity.end + 1
        gap = self._low[first : self._group.observations[start].quantity.begin]
        return gap[:1] != [";"] and any(word in COMPARISONS for word in gap)

    def _closed(self, at: int, start: int) -> bool:
        """Whether a level stands in a bracket that closes before the start."""
        low = self._low[self._group.observations[at].quantity.end + 1 : self._group.observations[start].quantity.begin]
        depth = 0
        for word in low:
            depth += (word == "(") - (word == ")")
            if depth < 0:
                return True
        return False

    def _is_reached(self, index: int) -> bool:
        level = self._levels[index]
        if level is None or index in self._used:
            return False
        alike_before = alike(Pair(self._group.observations[index - 1], level.observation))
        return alike_before and (level.cue == "reached" or level.observation.quantity.preposition in _FORWARD)

    def _is_open(self, first: int, last: int) -> bool:
        """Whether no clause begins between two levels that is set against the first."""
        gap = self._low[
            self._group.observations[first].quantity.end + 1 : self._group.observations[last].quantity.begin
        ]
        if len(gap) > _FAR:
            return False
        depth = 0
        for at, word in enumerate(gap):
            depth += (word == "(") - (word == ")" and depth > 0)
            going_on = word in ("which", "when", "where") or (
                word == "which" and gap[at + 1 : at + 2] and gap[at + 1] in _COPULAS
            )
            if not depth and word in _BOUNDARIES and not going_on and not self._had_been(last, word):
                return False
        return True

    def _had_been(self, start: int, mark: str) -> bool:
        """Whether a clause only says what a level was before: "widened to 48.7; it had been 42.1 in October"."""
        level = self._levels[start]
        if mark != ";" or level is None or self._low[level.at : level.at + 2] != ["had", "been"]:
            return False
        dated = {at for period in self._group.scan.periods for at in range(period.first, period.last + 1)}
        begin = next((at for at in range(level.at, -1, -1) if self._low[at] == ";"), level.at)
        return {self._low[at] for at in range(begin + 1, level.at) if at not in dated} <= _SAME_SUBJECT

    def direction(self, start: int, reached: int) -> tuple[str, bool] | None:
        """What the words between two levels say, else those before, else the verb of the pair before."""
        first, last = sorted((start, reached))
        one, other = (self._group.observations[at].quantity for at in (first, last))
        floor = self._group.observations[first - 1].quantity.end + 1 if first else 0
        before = self._governing(floor, one.begin)
        if start < reached:  # "from 23% to 21%": what stands between may compare something else
            between = [said for said in self._said(one.end + 1, other.begin) if self._low[said[0]] in CHANGE_VERBS]
            told = before + between
            if told:
                return (told[-1][1], self._is_plain(told[-1][0])) if len({way for _, way in told}) == 1 else None
        else:
            nearest = self._group.observations[last - 1].quantity.end + 1
            between = self._said(nearest, other.begin) or self._said(one.end + 1, other.begin)
            if between:
                return (between[-1][1], True) if len({way for _, way in between}) == 1 else None
            if before:
                return before[-1][1], (
                    len({way for _, way in before}) == 1
                    and self._is_aimed(before[-1][0], one)
                    and self._is_plain(before[-1][0])
                )
        return self._carried(floor, one.begin, first)

    def _governing(self, first: int, stop: int) -> list[tuple[int, str]]:
        """The words of direction before a level in whose clause it stands; "the decrease was 7.5" is a level of its own."""
        begin = next((at + 1 for at in range(stop - 1, first - 1, -1) if self._low[at] in _BOUNDARIES), first)
        said = self._said(begin, stop)
        return said if said and not self._is_level_of(said[-1][0], stop) else []

    def _is_level_of(self, word: int, stop: int) -> bool:
        """Whether a noun of change has a level of its own: "the decrease was 7.5", not "a reduction is expected, to 7.5"."""
        return any(self._low[at] in _BEING and self._low[at + 1] not in _SEEN for at in range(word, stop))

    def _is_aimed(self, word: int, level: Quantity) -> bool:
        """Whether a word of direction leads to a level: by "to" or "at", or with no mark between."""
        return level.preposition in _FORWARD or _MARKS.isdisjoint(self._low[word : level.begin])

    def _carried(self, floor: int, stop: int, first: int) -> tuple[str, bool] | None:
        """The verb of the pair before, where only a new subject stands between."""
        gap = self._low[floor:stop]
        if not first or len(gap) > _CARRIED or _JOINING.isdisjoint(gap) or not _FINITE.isdisjoint(gap):
            return None
        if not _CONTRASTING.isdisjoint(gap):
            return None  # "..., whereas shops created 25.3 thousand (27.9 thousand in 2007)"
        if self._last is not None:
            return self._last[1], True
        begin = next((at + 1 for at in range(floor - 1, -1, -1) if self._low[at] in _BOUNDARIES), 0)
        before = self._said(begin, floor)
        return (before[-1][1], True) if len({way for _, way in before}) == 1 else None

    def _valued(self, at: int) -> str | None:
        """What "improved" and "worsened" say, where the sentence tells whether less or more is better."""
        value = _VALUED.get(self._low[at])
        if value is None:
            return None
        less, more = self._better()
        return "up" if (value == "better") == (more or not less) else "down"

    def _is_plain(self, at: int) -> bool:
        """Whether a word of direction is not "improved" of something of which nothing tells whether more is better."""
        less, more = self._better()
        return self._low[at] not in _VALUED or less != more

    def _better(self) -> tuple[bool, bool]:
        """Whether the sentence names something of which less is better, and something of which more is."""
        return _LESS.is_in(self._low), _MORE.is_in(self._low)

    def _said(self, first: int, stop: int) -> list[tuple[int, str]]:
        """The words of direction in a stretch, but for those that are part of a number or of a record."""
        if not RECORDS.isdisjoint(self._low[first:stop]):
            return []
        found = []
        for at in range(first, stop):
            way = (way_of(self._low, at) or self._valued(at)) if at not in self._numbers else None
            if way:
                found.append((at, way))
        return found
