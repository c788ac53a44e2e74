"""`direction`: a verb or a comparison against its two levels, where no amount is stated.

Belongs here: "rose from 2.0% to 2.1%", "up from 2.1% to 2.0%", "was 6.6%, down from 6.8%", "95.1%, higher than the 94.7%
of April", "climbed to 1,574 (previous quarter: 1,544)", "fewer women (9%) than men (15%)". Does not belong here: changes
with an amount (see `change`, `growth`, `fold`), and the words beside a level (see `levels`).

The plainest ties come first; a level that is tied is not tied again. What a sentence leaves open is reported only where
it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.relations.constraints import Descending
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.going_on import find_going_on
from pipelines.relations.levels import Level, find_levels, is_denominator, is_rate_before
from pipelines.relations.listed_directions import dated_tokens, going_on_in_time, paired_lists, undated
from pipelines.relations.measured_from import comparable
from pipelines.relations.sole_direction import find_said
from pipelines.relations.stated_changes import COMPARISONS, verb_before
from pipelines.relations.statement import Relation, operand
from pipelines.relations.ties import Pair, alike
from pipelines.relations.turns import Turns, way_of
from pipelines.relations.twins import parallel_twins
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed_both
from pipelines.rules import words

_DIRECTIONS = ("up", "down")
_REVERSED = words("direction_reversed")
_NEGATIONS = words("direction_negations")
_BOUNDARIES = words("binding_boundaries")
_LIGHT = words("direction_light")
_THEN = frozenset(("before", "then", "later"))
_SURPASSING = frozenset(("exceeding", "surpassing"))
_BY_SIZE = words("direction_by_size")
_CONTRARIES = words("direction_of_contraries")
_PACES = {word: way for way in _DIRECTIONS for word in words(f"direction_paces_{way}")}
_TELLING = (
    CHANGE_VERBS.keys()
    | COMPARISONS.keys()
    | _SURPASSING
    | _PACES.keys()
    | {"fewer", "less", "more", "higher", "lower", "below", "above"}
)  # words without which nothing says up or down
_MARKS = frozenset((",", ";", "–", "—", "("))
_OWNED = frozenset(("the", "its", "that", "their", "those"))
_SIZE = (Fraction(1, 3), Fraction(3))  # a level and the one before it in brackets
_SENTENCES = 2  # that may lend a level
_FAR = 40  # tokens between two levels
_NEAR = 14  # tokens from a level that was reached to the one that it is compared with
_WHEN = 8  # tokens from "than" to the clause with "when" that states the level
_BACK = 6  # numbers
_BRACKET = 16  # tokens of a bracket with words of its own
_DENIED = 4  # tokens from "not" to the verb that it denies
_TO_RATE = 8  # tokens from "at" to the rate
_FEW_TOKENS = 3
_APPOSED = frozenset((",", "(", "–", "up", "down", "from"))
_NAMES = 9  # tokens between two levels in brackets, with the name of the second
_PACED = frozenset(("rate", "pace"))
_LESS = frozenset(("less", "more", "fewer"))
_MAKING = frozenset(("making", "taking", "bringing", "leaving", "putting"))
_VERB = 12  # tokens from a verb to the colon behind which the levels stand


def find_directions(context: Context) -> list[Relation]:
    """Verbs of change with two levels, of those that no stated amount ties already."""
    taken = {
        id(level)
        for bound in context.changes
        if not bound.change.weak and (bound.doubt is None or bound.likely)
        for level in ((bound.pair.before, bound.pair.after) if bound.pair else (bound.only,))
        if level
    }
    groups = context.sentences
    told = (at for at, group in enumerate(groups) if not _TELLING.isdisjoint(group.scan.tokens.words))
    return [
        relation
        for at in told
        for relation in _Directions(groups[at], groups[max(0, at - _SENTENCES) : at], taken).find()
    ]


class _Directions:
    """The verbs and comparisons of one sentence with their levels."""

    def __init__(self, group: SentenceGroup, before: Sequence[SentenceGroup], taken: set[int]) -> None:
        self._group = group
        self._before = before
        self._observations = group.observations
        self._tokens = group.scan.tokens
        self._low = group.scan.tokens.low
        self._taken = {index for index, one in enumerate(group.observations) if id(one) in taken}
        self._used = set(self._taken)
        self._numbers = {at for one in group.observations for at in range(one.quantity.begin, one.quantity.end + 1)}
        self._negated = _is_negated(self._low)
        self._levels: list[Level | None] = []
        self._tied: dict[int, tuple[int, str]] = {}  # the level that a start was set against, and the direction
        self._found: list[Relation] = []

    def find(self) -> list[Relation]:
        """The relations, in the order in which they are plain."""
        if not _REVERSED.isdisjoint(self._tokens.words):
            return []  # "rose from 12 to 8 in the ranking" is up
        self._levels = find_levels(self._group)
        self._twins()
        self._in_lists()
        if "respectively" in self._tokens.words:
            return self._found  # any other two levels may be of two members of a list
        self._appositions()
        self._from_and_to()
        self._enclosed()
        self._compared()
        self._behind_colon()
        self._groups()
        self._turns()
        self._going_on()
        self._sole()
        self._in_brackets_behind()
        return self._found

    # "$56.0m, or $0.83 per share, up from $37.2m, or $0.55"

    def _twins(self) -> None:
        """Levels said in two measures, each against its like; the second measure may have gone another way."""
        turns: Turns | None = None
        for first, second in parallel_twins(self._group):
            level = self._levels[second]
            if level is None or level.cue != "start" or not self._used.isdisjoint((first, second)):
                continue
            turns = turns or Turns(self._group, self._levels, self._used, self._tied)
            told = turns.direction(second, first)
            sure = told is not None and told[1] and self._observations[second].quantity.preposition == "from"
            for at, certain in ((0, sure), (1, False)) if told else ():
                one, other = self._observations[second + at], self._observations[first + at]
                if told and self._judge(one, other, told[0], certain=certain, others=()):
                    self._used |= {first + at, second + at}
                    self._tied[second + at] = first + at, told[0]

    # "5.6%, higher than in Japan (4.9%), Malta (3.1%) and Chad (2.2%)"

    def _in_brackets_behind(self) -> None:
        """The levels in brackets that a list goes on with behind one that another was compared with."""
        for start, (reached, direction) in sorted(self._tied.items()):
            one = self._observations[start]
            at = start + 1
            while at < len(self._observations) and one.quantity.enclosed and reached < start:
                before, other = self._observations[at - 1].quantity, self._observations[at]
                gap = self._low[before.end + 1 : other.quantity.begin]
                listed = gap[:1] == [")"] and gap[1:2] in ([","], ["and"]) and gap[-1:] == ["("] and len(gap) <= _NAMES
                if not listed or other.unit != one.unit or at in self._used or self._levels[at] is None:
                    break
                self._judge(other, self._observations[reached], direction, certain=False, others=(), across=True)
                at += 1

    # "fell to 0.5% and 0.3%, respectively, from 0.7%"

    def _in_lists(self) -> None:
        """Lists of levels against each other, member by member, by the word of direction that governs both."""
        pairs = list(paired_lists(self._group, self._levels, self._used))
        turns = Turns(self._group, self._levels, self._used, self._tied)
        plain = "respectively" in self._low  # else "compared with 99 and 97 for imports" may be of others
        for starts, reached in pairs:
            told = turns.direction(starts[0], reached[0])
            for start, after in zip(starts, reached, strict=True) if told else ():
                one, other = self._observations[start], self._observations[after]
                sure = plain or starts[0] < reached[0] or self._says_from(starts[0])
                if told and self._judge(one, other, told[0], certain=told[1] and sure, others=()):
                    self._used |= {start, after}

    # "was 6.6%, down from 6.8%"

    def _appositions(self) -> None:
        """The verb stands before the level it starts from: "was 6.6%, down from 6.8%", "39%, higher than the 37% of May"."""
        for index in range(1, len(self._observations)):
            told = self._turn(index)
            if told is None or index in self._used:
                continue
            verb, direction = told
            again = self._compared_again(index, verb)
            at, certain = again or self._subject_of(index, verb)
            if at is None or (not again and at in self._used - self._taken):
                continue  # "was 212, up from 187 but 6% short of the 226 of 2019"
            self._add(at, index, direction, certain=certain)
            if self._is_listed(index + 1):  # "up from 54% in 2027 and 49% in 2022", "and from 7.8% in November"
                self._add(at, index + 1, direction, certain=certain)

    def _compared_again(self, index: int, verb: int) -> tuple[int, bool] | None:
        """The level of the comparison before, which one more goes on about: "up from 4.3% in May but down from 4.9%"."""
        if index and self._low[self._observations[index - 1].quantity.end + 1 : verb] == ["(", "revised"]:
            return index - 1, True  # "having risen from 4.6% (revised up from 4.5%)"
        if index - 1 not in self._tied:
            return None
        before, one = self._observations[index - 1], self._observations[index]
        words_between = undated(self._group, before, one, dated_tokens(self._group))
        going_on = words_between[:1] in (["but"], ["and"], ["yet"]) and verb - before.quantity.end <= _NEAR
        told = going_on and words_between[1:] in ([self._low[verb], "from"], [self._low[verb - 1], "from"])
        return (self._tied[index - 1][0], True) if told else None

    def _turn(self, index: int) -> tuple[int, str] | None:
        """Where the words begin that compare a level with one before it, and the direction that they say."""
        quantity, level = self._observations[index].quantity, self._levels[index]
        if quantity.verb is not None and quantity.preposition == "from" and quantity.direction in _DIRECTIONS:
            return quantity.verb, quantity.direction
        if level is None or level.cue != "start":
            return None
        at = level.at
        if self._tokens.word(at) == "when":  # "fewer than in 2014, when the share was 7.9%"
            at = next((back for back in range(at - 1, max(0, at - _WHEN), -1) if self._low[back] == "than"), at)
        word = self._tokens.word(at)
        if word == "from" and self._tokens.word(at - 1).endswith("ly") and self._tokens.word(at - 2) in ("up", "down"):
            return at - 2, self._tokens.word(at - 2)  # "down slightly from a previous estimate of 2.81 billion"
        before = at - 1 if word == "than" else at
        direction = COMPARISONS.get(self._tokens.word(before)) or ("up" if word in _SURPASSING else None)
        if quantity.kind == "share" and word == "than":
            direction = _PACES.get(self._tokens.word(before), direction)  # "grew 4.1%, faster than the 0.6% of May"
        owned = word == "than" or self._tokens.word(at + 1) in _OWNED
        if direction not in _DIRECTIONS or not owned or before - 1 in self._numbers:
            return None  # "12 points lower than" is a change with its amount
        return before, direction

    def _subject_of(self, index: int, verb: int) -> tuple[int | None, bool]:
        """The level that a comparison is said of, and whether that is certain: the nearest one, brackets left out."""
        before = self._observations[index]
        certain = True
        for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
            after = self._observations[at]
            gap = self._low[after.quantity.end + 1 : verb]
            if len(gap) > _FAR or _is_bounded(gap):
                return None, False
            bare = before.unit is None and before.quantity.scale == after.quantity.scale is not None
            if (after.unit != before.unit and not bare) or self._is_aside(at, gap):
                certain = certain and ")" in gap
                continue
            marks = [place for place, word in enumerate(gap) if word in _MARKS]
            tail = gap[marks[-1] + 1 :] if marks else gap
            said = all(word in _LIGHT or word.endswith("ly") for word in tail) and (bool(marks) or len(gap) <= 2)
            return (at, certain) if said and self._may_be_reached(after) else (None, False)
        return None, False

    def _is_aside(self, at: int, gap: Sequence[str]) -> bool:
        """Whether a level stands in a bracket with words of its own: "212,904 (cruise: 1,104,377), up from"."""
        quantity = self._observations[at].quantity
        ahead = self._low[max(0, quantity.begin - _BRACKET) : quantity.begin]
        opened = "(" in ahead[:-1] and ")" not in ahead[len(ahead) - ahead[::-1].index("(") :]
        return at > 0 and opened and ")" in gap and self._observations[at - 1].unit == self._observations[at].unit

    def _may_be_reached(self, after: Observation) -> bool:
        grows = after.measure == "change" and after.quantity.direction in ("up", None) and not after.quantity.negative
        plain = after.measure == "level" or grows  # "rose by 3.1%, up from 2.8% in April"
        return plain and after.quantity.preposition not in ("from", "than")

    def _is_listed(self, index: int) -> bool:
        level = self._levels[index] if index < len(self._levels) else None
        before = self._observations[index - 1]
        if level is None or level.cue != "start" or level.observation.unit != before.unit:
            return False
        quantity = level.observation.quantity
        again = self._low[quantity.begin - 2 : quantity.begin] == ["and", "from"] and quantity.verb is None
        return again or (level.doubtful and quantity.preposition == "and")

    # "rose from 2.0% to 2.1%"

    def _from_and_to(self) -> None:
        """Two levels beside each other of which one says "from" and one "to", in either order; what one verb goes on to."""
        last: tuple[int, str] | None = None
        for index, after in enumerate(self._observations):
            quantity = after.quantity
            reached = quantity.preposition == "to" and self._low[max(0, quantity.begin - 2)] not in (
                "compared",
                "relative",
            )
            level = after.measure == "level" or quantity.kind == "point"  # "from 6.1 to 7.4 points"
            if not reached or not level or index in self._used:
                continue
            start = self._start_of(index)
            if start is None:
                continue
            first, second = sorted((start, index))
            direction = self._direction_of(start, index)
            if direction is None and last is not None and self._goes_on(last[0], first):
                direction = last[1]  # "... from 96.4 to 101.2 among women and from 58.1 to 57.0 among men"
            if direction in _DIRECTIONS:
                self._used.add(start)
                self._add(index, start, direction)
                last = (second, direction)
                for later in going_on_in_time(self._group, start, second) if start < index else ():
                    self._add(later, start, direction, beside=True)

    def _is_parted(self, index: int) -> bool:
        """Whether a new clause begins before a level, and one that it may be set against follows it."""
        before, level = self._observations[index - 1].quantity, self._observations[index].quantity
        follows = index + 1 < len(self._observations) and self._says_from(index + 1)
        return follows and not _BOUNDARIES.isdisjoint(self._low[before.end + 1 : level.begin])

    def _start_of(self, index: int) -> int | None:
        """The level that a level "to ..." starts from: "from ..." beside it, or the level reached before in the sentence."""
        observations = self._observations
        before = index > 0 and self._says_from(index - 1) and not self._is_parted(index)
        for at in (index - 1, index + 1) if before else (index + 1, index - 1):
            if (
                0 <= at < len(observations)
                and at not in self._used
                and not self._is_shut(at, index)
                and (
                    at < index
                    or observations[at].quantity.verb is None
                    or _again(observations[at], observations[index])
                    or self._is_rate_before(at)
                )
                and self._says_from(at)
                and self._may_start(observations[at], observations[index])
                and self._is_near(at, index)
            ):
                return at
        return index - 1 if index > 0 and self._is_chained(index) else None

    def _may_start(self, start: Observation, reached: Observation) -> bool:
        """Whether a number is a level, or as much a level in points as the one reached: "from 1.2 points to 1.6 points"."""
        points = start.quantity.kind == reached.quantity.kind == "point"
        rate = start.measure == "change" and start.quantity.kind == reached.quantity.kind == "share"
        return start.measure == "level" or rate or (points and start.quantity.preposition == "from")

    def _is_rate_before(self, index: int) -> bool:
        """Whether a rate of change is the level of another one: "slowed to 3.1% from an increase of 5.2%"."""
        return is_rate_before(self._tokens, self._observations[index])

    def _is_shut(self, one: int, other: int) -> bool:
        """Whether only the first of two neighbours stands in a bracket: "($6.1bn from $4.9bn), while it rose to $23.7bn"."""
        first, second = sorted((one, other))
        gap = self._low[self._observations[first].quantity.end + 1 : self._observations[second].quantity.begin]
        return ")" in gap and "(" not in gap[: gap.index(")")] and gap[-1:] == ["to"]

    def _says_from(self, index: int) -> bool:
        """Whether "from" stands before a level or its time: "from 52.4", "from July's 52.4"."""
        level = self._levels[index]
        told = level is not None and level.cue == "start" and self._tokens.word(level.at) == "from"
        return told or self._observations[index].quantity.preposition == "from" or self._is_rate_before(index)

    def _is_chained(self, index: int) -> bool:
        """Whether a level goes on from the one reached before: "fell to 146.5 in 2009 but rose to 154.1 in 2010"."""
        previous, one = self._observations[index - 1], self._observations[index]
        gap = self._low[previous.quantity.end + 1 : one.quantity.begin]
        compared = self._low[max(0, previous.quantity.begin - 2)] in ("compared", "relative")
        reached = not compared and previous.quantity.preposition == "to"
        level = self._levels[index - 1]
        reached = reached or (level is not None and level.cue == "reached" and not _THEN.isdisjoint(gap))
        alike = previous.unit == one.unit and previous.slots.area == one.slots.area
        alike = alike and "the" not in gap  # ", and the share who have readers has grown to 24%"
        return reached and alike and previous.measure == "level" and one.quantity.direction in _DIRECTIONS

    def _is_near(self, one: int, other: int) -> bool:
        """Whether no new clause begins between two levels."""
        first, second = sorted((one, other))
        gap = self._low[self._observations[first].quantity.end + 1 : self._observations[second].quantity.begin]
        return len(gap) <= _FAR and _BOUNDARIES.isdisjoint(gap)

    def _direction_of(self, start: int, index: int) -> str | None:
        """What the verb says: at the level it starts from, at the one it reaches, else in their clause."""
        before, after = self._observations[start].quantity, self._observations[index].quantity
        near = before.direction if before.preposition == "from" else after.direction
        found = near or after.direction
        if found is not None:
            return found
        first = min(start, index)
        behind = self._observations[first].quantity
        return verb_before(self._group, first) or self._moved(behind)

    def _moved(self, quantity: Quantity) -> str | None:
        """ "Moved higher, to 3.0 percent": the word before the comma."""
        at = quantity.begin - 1
        while self._tokens.word(at) in ("to", "from", ","):
            at -= 1
        if self._tokens.word(at + 1) != ",":
            return None
        return COMPARISONS.get(self._tokens.word(at)) or CHANGE_VERBS.get(self._tokens.word(at))

    def _goes_on(self, last: int, first: int) -> bool:
        """Whether only a new subject stands between two pairs of levels: "; among males, from 71.2% to 76.0%"."""
        between = self._observations[last + 1 : first]
        gap = self._low[self._observations[last].quantity.end + 1 : self._observations[first].quantity.begin]
        joined = not {"and", ";", ","}.isdisjoint(gap) and not any(word in CHANGE_VERBS for word in gap)
        return joined and len(gap) <= _NEAR and all(is_denominator(self._tokens, one.quantity) for one in between)

    # "higher receipts in income ($2.4 billion from $1.5 billion) and services ($6.1 billion from $4.9 billion)"

    def _enclosed(self) -> None:
        """Two levels that are all of a bracket, and the last word of direction before it."""
        dated = dated_tokens(self._group)
        for index in range(len(self._observations) - 1):
            one, other = (self._observations[at].quantity for at in (index, index + 1))
            gap = undated(self._group, self._observations[index], self._observations[index + 1], dated)
            turned = one.preposition == "from" and gap == ["to"]  # "decreases were in Spain (from 9% to 7%)"
            opened = one.enclosed or self._low[max(0, one.begin - 2) : one.begin] == ["(", "from"]
            alone = opened and self._tokens.word(other.end + 1) == ")" and (turned or gap == ["from"])
            if not alone or {index, index + 1} & self._used:
                continue
            said = [at for at in range(max(0, one.begin - _FAR), one.begin) if self._says(at)]
            if said and _BOUNDARIES.isdisjoint(self._low[said[-1] : one.begin]):
                certain = len(said) == 1 or self._low[said[-1]] in COMPARISONS
                after, before = (index + 1, index) if turned else (index, index + 1)
                self._add(after, before, self._says(said[-1]) or "", certain=certain)

    def _says(self, at: int) -> str | None:
        """Up or down, as a word says."""
        way = COMPARISONS.get(self._low[at]) or CHANGE_VERBS.get(self._low[at])
        return way if way in _DIRECTIONS else None

    # "climbed to 1,574 (previous quarter: 1,544)"

    def _compared(self) -> None:
        """A level that a verb reaches, and the next one, which words put into the past."""
        for index in range(len(self._observations) - 1):
            after, level = self._observations[index], self._levels[index + 1]
            self._bare(index)
            if (
                {index, index + 1} & self._used
                or level is None
                or level.cue != "start"
                or level.beside
                or level.doubtful
            ):
                continue
            direction = after.quantity.direction or verb_before(self._group, index)
            reached = after.quantity.preposition == "to" and after.measure == "level"
            behind = (
                self._tokens.word(level.at) not in ("from", "up", "down") and level.observation.quantity.verb is None
            )
            gap = level.observation.quantity.begin - after.quantity.end
            near = gap <= _NEAR and self._is_near(index, index + 1)
            if direction in _DIRECTIONS and reached and behind and near:
                self._add(index, index + 1, direction)

    def _bare(self, index: int) -> None:
        """A level that a verb reaches, with one of its kind alone in brackets: "rose to SEK 121.7 M (118.2)"."""
        one, other = (self._observations[at] for at in (index, index + 1))
        quantity = other.quantity
        alone = quantity.enclosed and quantity.begin - one.quantity.end == 2
        alone = alone and self._tokens.word(quantity.end + 1) == ")" and not quantity.signed
        level = self._levels[index + 1]
        alike = one.unit == other.unit and one.quantity.amount.step == quantity.amount.step
        direction = one.quantity.direction or verb_before(self._group, index)
        reached = one.quantity.preposition == "to" and one.measure == "level"
        if alone and alike and reached and direction in _DIRECTIONS and not {index, index + 1} & self._used:
            near = bool(quantity.value) and _SIZE[0] < one.quantity.value / quantity.value < _SIZE[1]
            told = level is not None and level.cue == ""
            if near and told:
                self._add(index, index + 1, direction, certain=quantity.kind == "money")

    # "The gap has widened: the index was 3.84, compared with 3.66 in 2019"

    def _behind_colon(self) -> None:
        """A verb whose clause ends in a colon, and two levels behind it, one of which is compared with."""
        if len(self._observations) != 2 or self._used or ":" not in self._low:
            return
        at = self._low.index(":")
        if self._observations[0].quantity.begin < at:
            return
        first, second = self._levels
        if first is None or second is None or second.cue != "start" or second.beside or first.cue == "start":
            return
        verbs = [CHANGE_VERBS[word] for word in self._low[max(0, at - _VERB) : at] if word in CHANGE_VERBS]
        if verbs and verbs[-1] in _DIRECTIONS and self._may_be_reached(first.observation) and self._is_near(0, 1):
            self._add(0, 1, verbs[-1])

    # "Fewer women (9%) than men (15%)"

    def _groups(self) -> None:
        """Two groups that are compared, each with its level in brackets behind it."""
        for index in range(len(self._observations) - 1):
            one, other = self._observations[index], self._observations[index + 1]
            bare = one.quantity.enclosed and other.quantity.enclosed and one.unit == other.unit is not None
            if not bare or {index, index + 1} & self._used or not one.measure == other.measure == "level":
                continue
            floor = self._observations[index - 1].quantity.end + 1 if index else 0
            gap = self._low[one.quantity.end + 1 : other.quantity.begin]
            said = [
                _PACES.get(word, COMPARISONS.get(word, ""))
                for word in (*self._low[floor : one.quantity.begin], *gap)
                if word in COMPARISONS or word in _PACES
            ]
            if gap.count("than") == 1 and len(said) == 1 and said[0] in _DIRECTIONS and _BOUNDARIES.isdisjoint(gap):
                self._add(index, index + 1, said[0], across=True, certain=len(self._observations) == 2)

    def _turns(self) -> None:
        """What a reading of the clauses ties of the levels that are left."""
        for turn in Turns(self._group, self._levels, self._used, self._tied).find():
            sure = turn.certain and not self._is_of_another_clause(turn.reached)
            self._add(turn.reached, turn.start, turn.direction, certain=sure)

    def _is_of_another_clause(self, reached: int) -> bool:
        """Whether a level may not be what the verb moves: "grew at a rate of 10.5%", "rose to 1.3, making the total 8"."""
        quantity = self._observations[reached].quantity
        floor = self._observations[reached - 1].quantity.end + 1 if reached else 0
        lead = self._low[max(floor, quantity.begin - _TO_RATE) : quantity.begin]
        paced = lead[-1:] == ["of"] and not _PACED.isdisjoint(lead) and "at" in lead
        limits = [at for at in range(len(self._low) - 2) if self._low[at] in _LESS and self._low[at + 1] == "than"]
        limited = any(self._is_limit(at + 2) for at in limits)
        return paced or limited or not _MAKING.isdisjoint(self._low[floor : quantity.begin])

    def _is_limit(self, at: int) -> bool:
        """Whether an amount behind "less than" is none of the levels: "adults who earn less than £200 a week"."""
        begins = {one.quantity.begin for level in self._levels if level for one in (level.observation,)}
        numbers = (k for k in range(at, min(len(self._low), at + _FEW_TOKENS)) if self._tokens.is_number(k))
        first = next(numbers, None)
        return first is not None and not any(begin <= first <= begin + _FEW_TOKENS for begin in begins)

    def _going_on(self) -> None:
        """What a clause says of levels stated before."""
        if self._negated:
            return
        taken = {id(self._observations[at]) for at in self._used}
        for said in list(find_going_on(self._group, self._before, self._levels, taken)):
            self._judge(said.start, said.reached, said.direction, certain=said.certain, others=(), alone=True)
            ours = {id(said.start), id(said.reached)}
            self._used |= {at for at, one in enumerate(self._observations) if id(one) in ours}

    # "The rate was 3.4%, compared with 3.9% in May, and has thus fallen"

    def _sole(self) -> None:
        """The only levels of a stretch, or of this sentence and the one before."""
        if self._negated or not self._may_turn():
            return
        taken = {id(self._observations[at]) for at in self._used}
        for said in find_said(self._group, self._before, self._levels, taken):
            self._judge(said.start, said.reached, said.direction, certain=said.certain, others=(), alone=True)

    def _may_turn(self) -> bool:
        """Whether a word of the sentence says a direction at all."""
        return any(word in COMPARISONS or word in CHANGE_VERBS for word in self._low)

    # Relations

    def _add(
        self,
        after: int,
        before: int,
        direction: str,
        *,
        certain: bool = True,
        across: bool = False,
        beside: bool = False,
    ) -> None:
        """Judge two levels; what is not certain, or may be another level of the sentence, is kept only if it holds."""
        one, other = self._observations[before], self._observations[after]
        nearby = self._in_clause(max(0, before - _BACK), max(0, after))
        tied = {id(self._observations[at]) for at in self._used}
        others = [
            near
            for near in nearby
            if near.unit == one.unit and near.measure == "level" and near is not one and id(near) not in tied
        ]
        ends = one.quantity.preposition == "from" and other.quantity.preposition == "to"
        beside = beside or (abs(before - after) == 1 and ends)
        beside = beside or (before == after + 1 and one.quantity.begin - other.quantity.end == 2)
        beside = beside or (before == after + 1 and other.quantity.enclosed and one.quantity.preposition == "from")
        gap = self._low[other.quantity.end + 1 : one.quantity.begin]
        beside = beside or (
            before == after + 1 and set(gap) <= _APPOSED
        )  # "totalled $1.77 billion, up from $1.11 billion"
        told = self._judge(one, other, direction, certain=certain, others=() if beside else others, across=across)
        if told:
            self._used |= {before, after}
            self._tied[before] = after, direction

    def _in_clause(self, first: int, after: int) -> list[Observation]:
        """The numbers before one in its clause: what stands before a semicolon cannot be meant instead."""
        nearby = self._observations[first:after]
        if ";" not in self._tokens.words:
            return nearby
        begin = self._observations[after].quantity.begin
        return [near for near in nearby if ";" not in self._low[near.quantity.end : begin]]

    def _judge(
        self,
        one: Observation,
        other: Observation,
        direction: str,
        *,
        certain: bool,
        others: Sequence[Observation],
        across: bool = False,
        alone: bool = False,
    ) -> bool:
        """Whether two levels can be compared; then their relation is kept if it holds, or is certain.

        `others` are levels that may be meant instead of the one that was reached; `alone` says that there are none, so that
        two counts are of one thing.
        """
        if one.quantity.value < 0 and other.quantity.value < 0:
            if not _BY_SIZE.isdisjoint(self._low):
                direction = "down" if direction == "up" else "up"  # "the deficit widened from -2% to -3%"
            elif not _CONTRARIES.isdisjoint(self._low):
                return False  # "a deficit fell from -5% to -3%" may be either
        ranges = one.quantity.upper is not None or other.quantity.upper is not None
        bare = alone or None in (one.unit, other.unit)
        led = (
            one.quantity.preposition == "from" and other.quantity.preposition == "to"
        )  # "from 142 to 129 per 1,000 km"
        per = led or ("per" in one.stated.split()) == ("per" in other.stated.split())
        same = one.unit == other.unit or (bare and (per or "per" not in self._low) and alike(Pair(one, other)))
        told = same and not is_denominator(self._tokens, other.quantity)
        if ranges or not told or not comparable(self._group, one, other, across_groups=across):
            return False
        relation = _relation(self._group, one, other, direction)
        if relation.verdict == "consistent" or (
            certain
            and not self._negated
            and not any(_relation(self._group, one, near, direction).verdict == "consistent" for near in others)
        ):
            self._found.append(relation)  # else the level that is meant may stand further back
        return True


def _is_negated(low: Sequence[str]) -> bool:
    """Whether a word of direction is denied: "has not fallen: it was 12,410 and is 12,934"."""
    for at in [at for at, word in enumerate(low) if word in _NEGATIONS]:
        near = low[at + 1 : at + 1 + _DENIED]
        mark = next((place for place, one in enumerate(near) if one in _MARKS), len(near))
        if any(way_of(near, place) for place in range(mark)):
            return True
    return False


def _is_bounded(gap: Sequence[str]) -> bool:
    """Whether a new clause begins, brackets, ", which is" and ", this being" left out."""
    depth = 0
    for at, word in enumerate(gap):
        depth += (word == "(") - (word == ")" and depth > 0)
        going_on = word == "which" and at + 1 < len(gap) and gap[at + 1] in ("is", "was", "are", "were")
        going_on = going_on or gap[max(0, at - 2) : at + 1] == [",", "this", "being"]
        if not depth and word in _BOUNDARIES and not going_on:
            return True
    return False


def _again(before: Observation, after: Observation) -> bool:
    """Whether the level behind says the same verb once more: "rose to 3.9 percent, up from 3.6 percent"."""
    return before.quantity.direction == after.quantity.direction


def _relation(group: SentenceGroup, before: Observation, after: Observation, direction: str) -> Relation:
    higher, lower = (after, before) if direction == "up" else (before, after)
    operands = [
        operand(higher, "to" if higher is after else "from"),
        operand(lower, "to" if lower is after else "from"),
    ]

    def explain(outcome: Outcome) -> str:
        way = "up" if direction == "up" else "down"
        fits = "is" if outcome.verdict == "consistent" else "is not"
        levels = printed_both(before, after, "to")
        return f"The text says that it went {way}, and {levels} {fits} {way}."

    return judge("direction", operands, Descending(), 0, group.words(operands), explain)
