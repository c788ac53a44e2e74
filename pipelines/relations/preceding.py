"""Levels that the sentences before lend to a change: "In 2019 it was 45%. It rose 3 points to 48% in 2020."

Belongs here: when a sentence goes on about the one before, and which of its levels is meant. Does not belong here: the
levels of the sentence itself (see `binding`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup, points_back, stems
from pipelines.relations.levels import Level, find_levels
from pipelines.relations.measured_from import doubt_of, names_base
from pipelines.relations.reach import MOST, Reach, fits
from pipelines.relations.sole import Sole
from pipelines.relations.stated_changes import Change, stated_changes
from pipelines.relations.superlatives import SUPERLATIVES
from pipelines.relations.ties import BoundChange, Pair, alike
from pipelines.rules import words

_EQUALS = words("binding_equals")
_PRONOUNS = words("binding_pronouns")
_SUBJECTS = frozenset(("it", "this", "they", "that", "these"))
_DEFINITE = frozenset(("the", "this", "these", "its", "their", "that", "those", "such"))
_BE = frozenset(("is", "are", "was", "were"))
_OPENING = 12  # tokens in which a fronted phrase ends and the subject stands: "Based on provisional figures, this was"
_SUBJECT = 6  # tokens of a subject such as "the current approval rating"
_NAMING = 8  # tokens around a level that may name it
_MARKS = frozenset((",", ";", ":", "(", ")", "–", "—"))
_FROM = 2  # sentences back


class Preceding:
    """The sentences before a change, of one passage, the nearest first."""

    def __init__(self, group: SentenceGroup, before: Sequence[SentenceGroup]) -> None:
        self._group = group
        self._tokens: Tokens = group.scan.tokens
        passage = group.scan.sentence.passage
        near = [one for one in before if one.scan.sentence.passage == passage and group.index - one.index <= _FROM]
        self._earlier = near[::-1]
        self._before = self._earlier[0] if near and near[-1].index == group.index - 1 else None

    def start_of(self, change: Change, reached: Level) -> BoundChange | None:
        """ "In 2019 it was 45%. It rose 3 points to 48% in 2020.": the only level of the sentence before.

        The tie is certain only if the sentence begins with a pronoun and the two periods are years that follow on each
        other.
        """
        if self._before is None or len(self._before.observations) != 1:
            return None
        level = self._before.observations[0]
        pair = Pair(level, reached.observation)
        pointed = self._tokens.word(0) in _PRONOUNS or points_back(self._group)
        same = level.slots.area == reached.observation.slots.area and _said_of(level) == _said_of(reached.observation)
        if level.measure != "level" or not pointed or not same or not fits(change, level) or not alike(pair):
            return None
        plain = self._tokens.word(0) in _SUBJECTS and _follow_on(pair)
        doubt = None if plain else "The level that it changed from may be that of the sentence before."
        doubt = doubt_of(self._group, change) or doubt
        return BoundChange(change, self._group, pair, (), doubt, reached.observation, "from")

    def reached_of(self, change: Change, start: Level) -> BoundChange | None:
        """ "684 people were killed. This is 61 fewer than the 745 of 2030.": the level that the sentence is about."""
        levels, level = self._told(change, start)
        if level is None:
            return None
        doubt = doubt_of(self._group, change)
        if doubt is None and (len(levels) > 1 or start.doubtful):
            doubt = "The level that it reached may be another one of the sentence before."
        ones = self._before.observations if self._before else []
        meant = [one for one in ones[:MOST] if one is not level.observation and fits(change, one)]
        pairs = [Pair(start.observation, one) for one in meant]
        others = tuple(pair for pair in pairs if alike(pair))
        return BoundChange(change, self._group, Pair(start.observation, level.observation), others, doubt, likely=True)

    def told(self, start: Level) -> tuple[Observation, bool] | None:
        """The level that a sentence goes on about: "This was lower than the 4.0 of May"; and whether it is the only."""
        levels, level = self._told(None, start)
        return (level.observation, len(levels) == 1) if level else None

    def _told(self, change: Change | None, start: Level) -> tuple[list[Level], Level | None]:
        """The levels before that the subject of a sentence may stand for, and the one that it most likely does."""
        begin = (change or start).observation.quantity.begin
        subject, named = self._subject(), self._named(begin)
        exists = self._tokens.word(0) == "there" and self._tokens.word(1) in _BE and change and change.compares
        if exists or (subject is not None and subject < begin):
            levels = self._alike(self._before, change, start)
            same = [one for one in levels if one.observation.unit == start.observation.unit]
            levels = same if len(same) == 1 else levels
            return levels, _main(levels)
        for group in self._earlier if named else ():
            levels = [one for one in self._alike(group, change, start) if _is_named(group, one.observation, named)]
            if levels:
                return levels, _main(levels)
        return [], None

    def both_of(self, change: Change, reach: Reach) -> BoundChange | None:
        """ "It rose from 17.1 million in 2003 to 18.2 million in 2013. This is a rise of 7%.": both levels."""
        if self._before is None or len(self._before.observations) > MOST:
            return None
        opens = self._tokens.word(0) in _SUBJECTS and self._tokens.word(1) in _EQUALS
        opens = opens or self._is_of_change(change)
        if not opens or change.compares or change.index or any(one.cue == "start" for one in reach.right(change)):
            return None
        found = Sole(self._before, find_levels(self._before), stated_changes(self._before)).pair_for(change)
        if found is None:
            return None
        pair = Pair(found[0].observation, found[1].observation)
        based = names_base(self._group, change)
        doubt = (
            "It may be measured from another time than the levels before." if based else doubt_of(self._group, change)
        )
        return BoundChange(change, self._group, pair, (), doubt) if alike(pair) else None

    def _is_of_change(self, change: Change) -> bool:
        """Whether a sentence begins with the change itself: "The increase of 5.05 lakh", "The decline has been"."""
        low, begin = self._tokens.low, change.observation.quantity.begin
        noun = next((at for at in range(1, min(4, begin)) if low[at] in CHANGE_VERBS), None)
        if noun is None or low[0] not in _DEFINITE or begin - noun > _SUBJECT:
            return False
        return not any(SUPERLATIVES.at(low, at) for at in range(1, noun))  # "The largest increases were in the north"

    def level_of(self, change: Change) -> Observation | None:
        """ "286 people died. This was an increase of 31 people, or 12.2%.": the level that changed, if only one can be."""
        subject = self._subject()
        if subject is None or subject > change.observation.quantity.begin:
            return None
        levels = self._levels(self._before, change)
        return levels[0].observation if len(levels) == 1 else None

    def _subject(self) -> int | None:
        """Where a pronoun that stands for what the sentence before is about is the subject of "is", "compares" or a verb.

        At the beginning, or behind a phrase that stands in front: "Compared with the previous year they were 1.9% lower".
        """
        low = self._tokens.low
        for at in range(min(_OPENING, len(low) - 1)):
            if low[at] in (";", "(", ":"):
                return None
            if low[at] in _SUBJECTS and (at == 0 or low[at + 1] in _EQUALS or low[at + 1] in _BE):
                return at
        return None

    def _named(self, begin: int) -> frozenset[str]:
        """The beginnings of the words of a subject that the sentence opens with: "The current approval rating is up"."""
        low = self._tokens.low
        if low[0] not in _DEFINITE:
            return frozenset()
        end = next((at for at in range(1, min(_SUBJECT + 1, begin)) if low[at] in _BE or low[at] in CHANGE_VERBS), None)
        return stems(" ".join(low[1:end])) if end else frozenset()

    def _alike(self, group: SentenceGroup | None, change: Change | None, start: Level) -> list[Level]:
        return [one for one in self._levels(group, change) if alike(Pair(start.observation, one.observation))]

    def _levels(self, group: SentenceGroup | None, change: Change | None) -> list[Level]:
        """The levels that a sentence leaves: those that it reached or is about, none in brackets."""
        if group is None or len(group.observations) > MOST:
            return []
        return [
            level
            for level in find_levels(group)
            if level
            and level.cue in ("reached", "")
            and level.observation.measure == "level"
            and level.observation.quantity.preposition != "by"
            and not level.observation.quantity.enclosed
            and (change is None or fits(change, level.observation))
        ]


def _is_named(group: SentenceGroup, one: Observation, named: frozenset[str]) -> bool:
    """Whether words beside a level, up to a mark or another number, say what a subject is named by."""
    low, quantity = group.scan.tokens.low, one.quantity
    numbers = {at for other in group.observations for at in range(other.quantity.begin, other.quantity.end + 1)}
    before = range(quantity.begin - 1, max(-1, quantity.begin - 1 - _NAMING), -1)
    behind = range(quantity.last + 1, min(len(low), quantity.end + 1 + _NAMING))
    beside: list[str] = []
    for side in (before, behind):
        for at in side:
            if low[at] in _MARKS or (at in numbers and at > quantity.end) or (at in numbers and at < quantity.begin):
                break
            beside.append(low[at])
    return not named.isdisjoint(stems(" ".join(beside)))


def _main(levels: list[Level]) -> Level | None:
    """The level that is reached, else the first."""
    return next((one for one in levels if one.cue == "reached"), levels[0] if levels else None)


def _said_of(observation: Observation) -> str | None:
    return observation.slots.population if "population" in observation.slots.direct else None


def _follow_on(pair: Pair) -> bool:
    before, after = pair.before.slots.period, pair.after.slots.period
    if before is None or after is None or not before.first_day or not after.first_day:
        return False
    whole = len(before.code) == len(after.code) == 4
    return whole and after.first_day.year - before.first_day.year == 1
