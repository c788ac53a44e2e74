"""Levels that the sentence before lends to a change: "In 2019 it was 45%. It rose 3 points to 48% in 2020."

Belongs here: when a sentence goes on about the one before, and which of its levels is meant. Does not belong here: the
levels of the sentence itself (see `binding`).
"""

from __future__ import annotations

from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup, points_back
from pipelines.relations.levels import Level, find_levels
from pipelines.relations.measured_from import doubt_of, names_base
from pipelines.relations.reach import MOST, Reach, fits
from pipelines.relations.stated_changes import Change
from pipelines.relations.ties import BoundChange, Pair, alike
from pipelines.rules import words

_EQUALS = words("binding_equals")
_PRONOUNS = words("binding_pronouns")
_SUBJECTS = frozenset(("it", "this", "they", "that"))
_OPENING = 12  # tokens in which a fronted phrase ends and the subject stands: "Based on provisional figures, this was"


class Preceding:
    """The sentence before a change, if it is of one passage."""

    def __init__(self, group: SentenceGroup, previous: SentenceGroup | None) -> None:
        self._group = group
        self._tokens: Tokens = group.scan.tokens
        near = previous is not None and previous.index == group.index - 1
        same = previous is not None and previous.scan.sentence.passage == group.scan.sentence.passage
        self._before = previous if near and same else None

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
        subject = self._subject()
        if subject is None or subject > change.observation.quantity.begin:
            return None
        levels = [one for one in self._levels(change) if alike(Pair(start.observation, one.observation))]
        level = _main(levels)
        if level is None:
            return None
        doubt = doubt_of(self._group, change)
        if doubt is None and (len(levels) > 1 or start.doubtful):
            doubt = "The level that it reached may be another one of the sentence before."
        others = tuple(Pair(start.observation, one.observation) for one in levels if one is not level)
        return BoundChange(change, self._group, Pair(start.observation, level.observation), others, doubt)

    def both_of(self, change: Change, reach: Reach) -> BoundChange | None:
        """ "It rose from 17.1 million in 2003 to 18.2 million in 2013. This is a rise of 7%.": both levels."""
        if self._before is None or len(self._before.observations) > MOST:
            return None
        opens = self._tokens.word(0) in ("this", "that", "it") and self._tokens.word(1) in _EQUALS
        if not opens or change.compares or change.index or reach.right(change):
            return None
        levels = [level for level in find_levels(self._before) if level and fits(change, level.observation)]
        starts, reached = ([one for one in levels if one.cue == cue] for cue in ("start", "reached"))
        if len(levels) != 2 or len(starts) != 1 or len(reached) != 1:
            return None
        pair = Pair(starts[0].observation, reached[0].observation)
        based = names_base(self._group, change)
        doubt = (
            "It may be measured from another time than the levels before." if based else doubt_of(self._group, change)
        )
        return BoundChange(change, self._group, pair, (), doubt) if alike(pair) else None

    def level_of(self, change: Change) -> Observation | None:
        """ "286 people died. This was an increase of 31 people, or 12.2%.": the level that changed, if only one can be."""
        subject = self._subject()
        if subject is None or subject > change.observation.quantity.begin:
            return None
        levels = self._levels(change)
        return levels[0].observation if len(levels) == 1 else None

    def _subject(self) -> int | None:
        """Where a pronoun that stands for what the sentence before is about is the subject of "is", "compares" or a verb.

        At the beginning, or behind a phrase that stands in front: "Compared with the previous year they were 1.9% lower".
        """
        low = self._tokens.low
        for at in range(min(_OPENING, len(low) - 1)):
            if low[at] in (";", "(", ":"):
                return None
            if low[at] in _SUBJECTS and (at == 0 or low[at + 1] in _EQUALS or low[at + 1] in ("are", "were")):
                return at
        return None

    def _levels(self, change: Change) -> list[Level]:
        """The levels that the sentence before leaves: those that it reached or is about, none in brackets."""
        if self._before is None or len(self._before.observations) > MOST:
            return []
        return [
            level
            for level in find_levels(self._before)
            if level
            and level.cue in ("reached", "")
            and level.observation.measure == "level"
            and not level.observation.quantity.enclosed
            and fits(change, level.observation)
        ]


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
