"""How far the statement of a change reaches in its sentence, and which levels it can reach.

Belongs here: where a new clause or a new subject begins, what stands right beside ("66%, down 12 points"), what a verb
goes on to ("... to 48% and fell 3 points"). Does not belong here: the choice among the levels (see `binding`).
"""

from __future__ import annotations

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import Level, find_levels, is_when
from pipelines.relations.stated_changes import COMPARISONS, Change, stated_changes
from pipelines.rules import words

SUBUNITS = frozenset(("cent", "penny", "pence"))
_LEVEL_OF = {"percentage_point": ("percent",), "index_point": ("index",), "basis_point": ("percent",)}
_BOUNDARIES = words("binding_boundaries")
_ATTACHING = words("binding_attaching")
_EQUALS = words("binding_equals")
_FINITE = words("indicators_verbs")
_RAN = words("binding_finite")
_THEN = words("binding_then")
_NEXT = words("sole_besides") | _THEN
_SAME = words("binding_same_subject")
_WAS = words("levels_was")
_GOING_ON = ([";", "this"], [";", "that"], [";", "up"], [";", "down"], [";", "an"], [";", "a"])
_AGAINST = frozenset(("whereas", "while", "whilst", ";"))
_IS = frozenset(("is", "are", "was", "were"))
_LEADS_TO = frozenset(("from", "to"))
_JOINED = 6  # tokens before the "and" that joins two changes
_BRACKET = 6  # tokens of a bracket before its number
_SUBJECT = 10  # tokens between the level of a subject and its change
_WHEN = 5  # tokens from "when" to its verb
MOST = 6  # quantities to each side
_FAR = 45  # tokens between neighbouring quantities


class Reach:
    """The changes and levels of one sentence, and which of them belong to one statement."""

    def __init__(self, group: SentenceGroup) -> None:
        self._group = group
        self.tokens: Tokens = group.scan.tokens
        self.changes: list[Change | None] = stated_changes(group)
        self.levels: list[Level | None] = []
        self.bases: set[int] = set()  # what was compared with so far: no level of the next comparison
        self._dated = {at for period in group.scan.periods for at in range(period.first, period.last + 1)}
        if any(self.changes):
            pairs = zip(find_levels(group), self.changes, strict=True)
            self.levels = [None if change and not change.weak else level for level, change in pairs]

    def right(self, change: Change) -> list[Level]:
        """The levels behind a change that its statement can reach."""
        found = []
        for at in range(change.index + 1, min(change.index + 1 + MOST, len(self.levels))):
            if not self._is_open(at) or self._is_closed(change, at):
                break
            other = self.changes[at]
            if other and not other.weak:
                if other.restates and other.form != change.form:
                    continue
                break
            level = self.levels[at]
            if level and (self._has_own_verb(change, level) or not _in_one_area(change, level)):
                break
            if level and change.form == "rate" and _is_elided_rate(change, level):
                break
            if level and level.cue != "none" and fits(change, level.observation):
                found.append(level)
        return found

    def left(self, change: Change) -> list[Level]:
        """The levels before a change that its statement can reach, nearest first."""
        found = []
        for at in range(change.index - 1, max(-1, change.index - 1 - MOST), -1):
            other = self.changes[at]
            level = self.levels[at]
            said = at == change.index - 1 and level is not None and self._is_said_of(level, change)
            said = said or (at == change.index - 1 and change.compares and self.is_joined(change))
            if not self._is_open(at + 1) and not said:
                break
            if other and not other.weak:
                twin = change.restates and at == change.index - 1 and other.form != change.form
                if twin or (change.compares and other.compares):
                    continue
                if change.compares and change.form == "difference" and fits(change, other.observation):
                    found.append(Level(other.observation, at, "", other.observation.quantity.begin))
                break
            if level and self._is_aside_of(level, at, change):
                continue
            if level and not _in_one_area(change, level):
                break
            usable = level is not None and level.cue != "none" and id(level.observation) not in self.bases
            if level and usable and fits(change, level.observation):
                found.append(level)
        return found

    def near(self, change: Change, most: int) -> list[Level]:
        """The levels around a change up to where a clause begins that is set against it: "..., whereas"."""
        found = []
        for step in (-1, 1):
            at = change.index + step
            while 0 <= at < len(self.levels) and abs(at - change.index) <= most:
                left, right = (self._group.observations[one].quantity for one in sorted((at, at - step)))
                if not _AGAINST.isdisjoint(self.tokens.low[left.end + 1 : right.begin]):
                    break
                level = self.levels[at]
                found += [level] if level else []
                at += step
        return found

    def _is_closed(self, change: Change, at: int) -> bool:
        """Whether the bracket that holds a change closes before the next number: "(up 1pp), and 47% ..., from 42%"."""
        if at != change.index + 1:
            return False
        gap = self.tokens.low[change.observation.quantity.end + 1 : self._group.observations[at].quantity.begin]
        if ")" not in gap or "(" in gap[: gap.index(")")]:
            return False
        after = gap[gap.index(")") + 1 :]
        if not _LEADS_TO.isdisjoint(after[:2]):
            return False
        return not change.restates or change.observation.quantity.kind == "point" or after[:1] == ["and"]

    def is_joined(self, change: Change) -> bool:
        """Whether a change is coordinated with what stands before it, no new subject between: "(7.1%) and 1.2 points"."""
        if not change.index:
            return False
        gap = range(self._group.observations[change.index - 1].quantity.end + 1, change.observation.quantity.begin)
        first = next((at for at in gap if self.tokens.low[at] in ("and", "but")), None)
        return first is not None and first - gap.start <= _JOINED and all(self.is_light(at) for at in gap if at > first)

    def _is_elsewhere(self, level: Level, change: Change) -> bool:
        """Whether the bracket of a change stands behind something else: "to 61.7, the largest falls in mining (down 14)"."""
        twin = (
            self.changes[change.index - 1] is not None and level.index < change.index - 1
        )  # "96.4 billion (8.6%) more"
        last = self._group.observations[change.index - 1] if twin else level.observation
        gap = range(last.quantity.end + 1, change.observation.quantity.begin)
        opening = next((at for at in gap if self.tokens.low[at] == "("), None)
        comma = next((at for at in gap if self.tokens.low[at] in (",", ";", ":")), None)
        if opening is None or comma is None or comma > opening:
            return False
        return not all(self.is_light(at) for at in range(comma, opening))

    def is_restating(self, change: Change) -> bool:
        """Whether what says a change once more stands beside it or its levels: "than the 1,099 of 2030 (up 18.8%)"."""
        level = self.levels[change.index - 1] if change.index else None
        return level is None or self.is_attached(level, change)

    def is_behind(self, change: Change) -> bool:
        """Whether a change stands as an apposition directly behind a level: "..., below the 258 of 2010, a drop of 10%"."""
        level = self.levels[change.index - 1] if change.index else None
        if level is None or not self.is_attached(level, change) or self.goes_on(level, change):
            return False
        gap = self.tokens.low[level.observation.quantity.end + 1 : change.observation.quantity.begin]
        return gap[-1:] == ["of"] and any(word in CHANGE_VERBS for word in gap) and not _is_bounded(gap)

    def _is_aside_of(self, level: Level, at: int, change: Change) -> bool:
        """Whether a level without cue stands in a bracket with words of its own: "212,904 (cruise: 1,104,377), up 5%"."""
        quantity = level.observation.quantity
        opening = (
            self.tokens.word(quantity.begin - 1) != "("
            and "(" in self.tokens.low[max(0, quantity.begin - _BRACKET) : quantity.begin]
        )
        closed = ")" in self.tokens.low[quantity.end + 1 : change.observation.quantity.begin]
        if level.cue != "" or not opening or not closed or not at:
            return False
        before = self._group.observations[at - 1]
        return before.unit == level.observation.unit and quantity.begin - before.quantity.end <= _BRACKET

    def _is_said_of(self, level: Level, change: Change) -> bool:
        """Whether a change is the predicate or the apposition of a level: "imports of 5,487 million showed a 7% rise"."""
        gap = range(level.observation.quantity.end + 1, change.observation.quantity.begin)
        light = len(gap) <= _SUBJECT and all(self.is_light(at) for at in gap)
        return light or self._is_predicate(level, change) or self._is_apposition(level, change)

    def _is_predicate(self, level: Level, change: Change) -> bool:
        """ "The 12% satisfied in January was five points above ...": what is compared is the subject of "was"."""
        gap = self.tokens.low[level.observation.quantity.end + 1 : change.observation.quantity.begin]
        verbs = [word for word in gap if word in _FINITE]
        return change.compares and len(gap) <= _SUBJECT and len(verbs) == 1 and gap[-1] in _IS and "," not in gap

    def _is_apposition(self, level: Level, change: Change) -> bool:
        """Whether a change stands behind the clause of a level: "66% of households had access, 12 points more than"."""
        gap = self.tokens.low[level.observation.quantity.end + 1 : change.observation.quantity.begin]
        marked = not {",", ":", ";"}.isdisjoint(gap)
        return marked and not _is_bounded(gap) and self.is_attached(level, change)

    def _is_open(self, at: int) -> bool:
        """Whether one statement can go on from the observation before `at` to it: no new clause, no new subject."""
        left, right = self._group.observations[at - 1].quantity, self._group.observations[at].quantity
        gap = self.tokens.low[left.end + 1 : right.begin]
        if len(gap) > _FAR or _is_bounded(gap) or ["and", "by"] in (gap[at : at + 2] for at in range(len(gap) - 2)):
            return False  # "rose by a third from 2015 to 2018 and by a quarter to 2020, when it stood at"
        for place in range(left.end + 2, right.begin):
            if self.tokens.low[place] in ("when", "which") and is_when(self.tokens.low, place):
                break  # its verb is that of the level: "when the share was 7.9%"
            before = self.tokens.low[place - 1]
            finite = self.tokens.low[place] in _FINITE or self.tokens.low[place] in _RAN
            telling = self.tokens.is_word(place - 1) and before not in _SAME and not before.endswith("ly")
            if finite and telling and place - 1 not in self._dated:
                return False
            if self.tokens.low[place] == "with" and before == ",":
                return False
        return True

    def _has_own_verb(self, change: Change, level: Level) -> bool:
        again = self.tokens.word(level.at) in ("up", "down")  # "doubled, reaching 510, up from 260"
        return not again and self.has_verb(change, level)

    def has_verb(self, change: Change, level: Level) -> bool:
        """Whether a level behind a change has a verb of its own; no participle: "nearly halved, dropping from 212"."""
        verb = level.observation.quantity.verb
        if verb is None or verb <= change.observation.quantity.end + 1:
            return False
        return not (self.tokens.low[verb].endswith("ing") and self.tokens.word(verb - 1) == ",")

    def is_attached(self, level: Level, change: Change) -> bool:
        """Whether a change is said of the level before it: nothing but "a fall of", "up", "in 2020, ..." stands between."""
        end, begin = level.observation.quantity.end, change.observation.quantity.begin
        end = max(end, self._group.observations[change.index - 1].quantity.end)
        if begin - end > _FAR or self._is_elsewhere(level, change):
            return False
        marks = [at for at in range(end + 1, begin) if self._is_mark(at)]
        tail = range((marks[-1] if marks else end) + 1, begin)
        return all(self.is_light(at) for at in tail) or self._is_predicate(level, change)

    def _is_mark(self, at: int) -> bool:
        dash = self.tokens.low[at] in ("–", "—") and not self.tokens.glued(at)  # no range such as "20–49"
        return dash or self.tokens.low[at] in (",", "(", ":", ";")

    def is_light(self, at: int) -> bool:
        """Whether a word begins no statement of its own: a verb of change, "the", "in", a time."""
        word = self.tokens.low[at]
        light = word in _ATTACHING or word in CHANGE_VERBS or word in COMPARISONS or word.endswith("ly")
        return light or at in self._dated

    def goes_on(self, level: Level, change: Change) -> bool:
        """Whether a change happens after the level before it: "... to 48% and fell 3 points"."""
        gap = range(level.observation.quantity.end + 1, change.observation.quantity.begin)
        if level.observation.quantity.enclosed and self.tokens.word(gap.start) == ")":
            return False  # "the rate (7.8%) fell 0.7 points"
        if any(self.tokens.low[at] == "and" and self.tokens.word(at + 1) == "by" for at in gap):
            return True  # "... (from 61% to 65%) and by 6 in Spain"
        return any(
            self.tokens.low[at] in _RAN
            or (self.tokens.low[at] in _THEN and is_then(self.tokens.low[at], self.tokens.word(at + 1)))
            for at in gap
        ) or any(
            self.tokens.low[at].endswith("ed") and self.tokens.low[at] in CHANGE_VERBS
            for at in gap
            if self.tokens.word(at - 1) == "and"
        )

    def fronted(self, change: Change) -> Level | None:
        """The level that opens the sentence before its subject: "From 78% in 2010, the share fell 12 points to 66%"."""
        near = self.levels[change.index - 1] if change.index else None
        if near is None or near.cue != "start" or near.at > 1 or not fits(change, near.observation):
            return None
        gap = self.tokens.low[near.observation.quantity.end + 1 : change.observation.quantity.begin]
        return near if len(gap) <= _FAR and _BOUNDARIES.isdisjoint(gap) and _in_one_area(change, near) else None


def fits(change: Change, level: Observation) -> bool:
    """Whether a level is measured so that the change can be one of its kind."""
    if change.form != "difference":
        return level.quantity.kind != "point"
    own, other = change.observation, level
    if own.quantity.kind == "point":
        if (
            other.unit is None
            and other.quantity.kind is None
            and own.quantity.amount.step == other.quantity.amount.step
        ):
            return True  # "gaining 1.4 points to reach -15.2"
        bare = own.unit == "percentage_point" and own.stated.endswith(("points", "point"))
        bare = bare and "per" not in own.stated and "%" not in own.stated
        return other.unit in _LEVEL_OF.get(own.unit or "", (own.unit,)) or (bare and other.unit == "index")
    if own.unit in SUBUNITS:
        return other.quantity.kind == "money"
    if other.unit is None and own.quantity.kind == "duration" and own.quantity.step < other.quantity.value:
        return own.quantity.amount.step == other.quantity.amount.step  # "stood at 37.0, a gain of 1.4 years"
    counts = {own.quantity.kind, other.quantity.kind} <= {None, "count"}
    led = other.quantity.preposition in ("from", "to")  # "fell by 700 thousand people, from 15.4 million to"
    if led and own.unit is None and own.quantity.scale and other.quantity.kind in ("money", "physical"):
        return own.quantity.preposition == "by"  # "rose by 12.4 million to 630.5 million euros"
    counted = other.quantity.kind == "count" and (own.unit is None or change.compares)
    return own.unit == other.unit or (counts and (led or counted))


def _in_one_area(change: Change, level: Level) -> bool:
    areas = {level.observation.slots.area, change.observation.slots.area}
    return change.compares or change.differs or change.form == "multiple" or len(areas - {None}) < 2


def is_then(word: str, following: str) -> bool:
    """Whether a word says that something else happened next: "before rising", "and"; not the "before" of "a year before"."""
    return word in _NEXT and (word not in ("before", "after") or following.endswith("ing"))


def _is_bounded(gap: list[str]) -> bool:
    """Whether a new clause begins in a gap; "which is", "; this is", "when it was" go on about the number before."""
    return any(
        word in _BOUNDARIES and gap[at : at + 2] not in _GOING_ON and not (word == "which" and _equals(gap, at))
        for at, word in enumerate(gap)
        if not (word in ("when", "which") and is_when(gap, at) and _dates(gap, at))
    )


def _equals(gap: list[str], at: int) -> bool:
    return at + 1 < len(gap) and gap[at + 1] in _EQUALS


def _dates(gap: list[str], at: int) -> bool:
    """Whether "when" says of what time the next level is: "when compared with 614", "when there were 660"."""
    said = len(gap) - at <= _WHEN and "," not in gap[at:]  # "when they employed 660"
    return said or gap[at + 1 : at + 2] == ["compared"] or not _WAS.isdisjoint(gap[at + 1 : at + 1 + _WHEN])


def _is_elided_rate(change: Change, level: Level) -> bool:
    """Whether a share behind a rate is another rate, its verb left out: "rose 3% in 2019 and 4% in 2020, from"."""
    quantity = level.observation.quantity
    return level.cue == "" and level.observation.unit == change.observation.unit and not quantity.enclosed
