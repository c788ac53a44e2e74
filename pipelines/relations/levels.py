"""Levels among the numbers of a sentence, and what the words beside each say about it.

Belongs here: "from 78%", "compared with 45% in 2019", "(1,452 a year earlier)" are where a change starts; "to 66%",
"reaching 5" are what it reached. The words are in `rules/level_cues.csv`. Does not belong here: changes (see
`stated_changes`), which level goes with which change (see `binding`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipelines.numerals.period import Period
from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS, Quantity
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.rules import Phrases, table, words

Cue = Literal["start", "reached", "none", ""]

_BEFORE = Phrases([row for row in table("level_cues") if row["place"] == "before"])
_AFTER = Phrases([row for row in table("level_cues") if row["place"] == "after"])
_CUES: dict[str, Cue] = {"start": "start", "doubtful": "start", "reached": "reached", "none": "none"}
_SKIPPED = words("levels_skipped")
_DOUBTFUL = words("levels_doubtful")
_TIMES = words("levels_times")
_WAS = words("levels_was")
_OPENED = 2  # tokens from a number to one in the bracket right behind it
_REACH = 12  # tokens from a level back to its cue
_BESIDE = 5  # tokens from a level to "a year earlier"
_WHEN = 5  # tokens from "when" to its verb
_LISTED = 6  # tokens between two levels of a list
_BRACKET = 20  # tokens in a bracket that holds a level and its time
RECORDS = words("levels_records")
_WHOLES = (["of", "the"], ["of", "its"], ["of", "all"], ["out", "of"], ["of", "their"])
_ADJECTIVES = frozenset(("high", "low"))
_INSIDE = 8  # tokens from a bracket to its level
_MOST_PERIODS = 40
_RATE = 7  # tokens from "from" to the rate that was before
_NAME = 12  # tokens of the name of what is compared with
_TAKING = frozenset(("take", "takes", "took", "taken", "taking"))
_AFTER_ALL = frozenset(("after", "following", "having"))
_GOING = words("levels_going")
_DASHES = frozenset("-–—‑")
_OWNERS = ("'s", "’s")  # "from January's 28%", "the last election's 63.2%"
_NAMING = Phrases(
    {"words": phrase}
    for phrase in (
        "than",
        "compared with",
        "compared to",
        "versus",
        "relative to",
        "up from",
        "down from",
        "against",
        "short of",
        "shy of",
    )
)
_CLOSING = frozenset((",", ";", ":", ")", ".", "and", "but", "while", "is", "was", "were", "are", "has", "had", "have"))
_PARTS = frozenset(("which", "whom", "them", "these"))


@dataclass(slots=True)
class Level:
    """A level, its place among the observations of its sentence, and what the words beside it say of it.

    `at` is the token where its cue begins. A `beside` cue counts only directly behind a change ("4% on the 28.9 of
    2019"). `doubtful` says that a word such as "peak" or "forecast" stands between: it may be of another kind. `bare`
    says that nothing but its bracket makes it the level before.
    """

    observation: Observation
    index: int
    cue: Cue
    at: int
    beside: bool = False
    doubtful: bool = False
    bare: bool = False


def find_levels(group: SentenceGroup) -> list[Level | None]:
    """For each observation of a sentence its level, None where it is none."""
    if group.levels is None:
        group.levels = _levels(group)
    return group.levels


def _levels(group: SentenceGroup) -> list[Level | None]:
    dated = {at for period in group.scan.periods for at in range(period.first, period.last + 1)}
    found: list[Level | None] = []
    floor = -1
    for index, observation in enumerate(group.observations):
        quantity = observation.quantity
        restates = index > 0 and is_in_other_scale(group.observations[index - 1], observation)
        is_level = (
            not restates
            and observation.measure in ("level", "goal")
            and quantity.upper is None
            and quantity.kind != "multiple"
        )
        found.append(_level(group, index, floor, dated) if is_level else None)
        floor = quantity.end
    return _in_pairs(group, found)


def is_in_other_scale(one: Observation, other: Observation) -> bool:
    """Whether a number in brackets says the one before it in another scale: "4.94 lakh (494,000)"."""
    left, right = one.quantity, other.quantity
    beside = right.enclosed and right.begin - left.end == _OPENED and right.upper is None and left.upper is None
    if not beside or left.scale == right.scale or left.kind in ("share", "point") or not left.value:
        return False
    return 2 * abs(right.value - left.value) <= max(left.step, right.step) < left.value


def is_rate_before(tokens: Tokens, observation: Observation) -> bool:
    """Whether a rate of change is what another one is compared with: "from the previous month's expansion of 16.0%"."""
    quantity = observation.quantity
    if observation.measure != "change" or quantity.kind != "share" or quantity.preposition != "of":
        return False
    lead = tokens.low[max(0, quantity.begin - _RATE) : quantity.begin]
    return "from" in lead and _CLOSING.isdisjoint(lead[lead.index("from") :])


def _in_pairs(group: SentenceGroup, levels: list[Level | None]) -> list[Level | None]:
    """What two neighbours say of each other: "(12% against 3%)", "compared with 40% in 2019 and 35% in 2018"."""
    low = group.scan.tokens.low
    for index, level in enumerate(levels[1:], 1):
        before = levels[index - 1]
        if level is None or before is None:
            continue
        gap = low[before.observation.quantity.end + 1 : level.at]
        opens = before.observation.quantity.enclosed or (
            before.cue == "" and low[max(0, before.observation.quantity.begin - 1)] in (":", "–", "—")
        )
        if level.cue == "start" and opens and gap in ([], [","]):
            levels[index - 1] = replace(before, cue="reached", beside=False)  # "(12% against 3%)", ": 12 against 3"
        free = before.cue == "" or before.beside  # "since 2026 (18,420 tonnes then, 12,690 tonnes in 2031)"
        if level.cue == "" and free and _is_dated_pair(group, before.observation, level.observation):
            levels[index - 1] = replace(before, cue="start", beside=False)
            levels[index] = replace(level, cue="reached", beside=False)
            continue
        leads = level.cue == "reached" and level.observation.quantity.preposition == "to"
        stood = before.cue == "reached" and before.observation.quantity.preposition != "to"
        if leads and stood and before.observation.unit == level.observation.unit and _was_before(group, index - 1):
            levels[index - 1] = replace(before, cue="start")  # "which stood at 45% in the previous survey, rose to 46%"
            continue
        joined = 0 < len(gap) <= _LISTED and gap[-1] in ("and", ",") and ")" not in gap
        listed = level.cue == "" and before.cue == "start" and joined
        if listed and before.observation.unit == level.observation.unit:
            levels[index] = replace(level, cue="start", doubtful=True)
    return levels


def _is_dated_pair(group: SentenceGroup, one: Observation, other: Observation) -> bool:
    """Two levels in one bracket, the later one last: "(18,420 tonnes then, 12,690 tonnes in 2031)"."""
    gap = group.scan.tokens.low[one.quantity.end + 1 : other.quantity.begin]
    if not one.quantity.enclosed or one.unit != other.unit or len(gap) > _BRACKET or {"(", ")"} & set(gap):
        return False
    before, after = one.slots.period, other.slots.period
    if before and after and before.first_day and after.first_day and before.first_day < after.first_day:
        return True
    return "then" in gap[:1] or "now" in group.scan.tokens.low[other.quantity.end + 1 : other.quantity.end + 2]


def _level(group: SentenceGroup, index: int, floor: int, dated: set[int]) -> Level:
    tokens, observation = group.scan.tokens, group.observations[index]
    doubtful = observation.measure == "goal"
    begin = observation.quantity.begin
    whole = floor >= begin or (floor == begin - 3 and tokens.low[max(0, begin - 2) : begin] in _WHOLES)
    if (whole and index) or is_denominator(tokens, observation.quantity):
        return Level(observation, index, "none", observation.quantity.begin)
    at = observation.quantity.begin - 1
    while at > max(floor, observation.quantity.begin - _REACH):
        phrase = _BEFORE.before(tokens.low, at + 1)
        if phrase and phrase.words == ("up", "to") and tokens.word(at - 2) in _GOING | CHANGE_VERBS.keys():
            return Level(
                observation, index, "reached", at - 1, doubtful=doubtful
            )  # "went up to 7.8%", "– up to 38,417"
        if phrase and phrase.row["level"] == "reached" and _is_of_other(tokens, at + 1, observation.quantity.begin):
            break
        if phrase and phrase.row["level"] == "reached" and _is_earlier(tokens, at + 1 - len(phrase.words), floor):
            return Level(observation, index, "start", at + 1 - len(phrase.words))
        if phrase and phrase.row["level"] == "reached" and tokens.word(at - len(phrase.words)) in _AFTER_ALL:
            return Level(observation, index, "start", at + 1 - len(phrase.words), doubtful=True)  # "after standing at"
        if phrase and phrase.words == ("on",) and tokens.word(at - 1) in _TAKING:
            break  # "took on 173,994 cases"
        if phrase:
            doubtful = doubtful or phrase.row["level"] == "doubtful"
            beside = phrase.row["beside"] == "yes"
            begin = at + 1 - len(phrase.words)
            return Level(observation, index, _CUES[phrase.row["level"]], begin, beside, doubtful)
        word = tokens.low[at]
        if word in _PARTS and tokens.word(at - 1) == "of":
            return Level(observation, index, "none", at)  # "(of which 3 billion ...)"
        plain = (word == "record" and tokens.word(at - 1) in ("to", "a")) or (
            word in _ADJECTIVES and at == observation.quantity.begin - 1  # "still at a high 24.0%"
        )
        doubtful = doubtful or (word in _DOUBTFUL and not plain)
        since = _when(tokens, at, floor)
        if since is not None:
            return Level(observation, index, "start", since, doubtful=doubtful)  # "since 2019, when it was 47%"
        apart = word == ":" and _opening(tokens, observation.quantity) is None  # "higher than a year ago: 243 against"
        apart = apart or (word == "and" and tokens.word(at - 1) == ",")  # "more than its benchmark, and 4.8% a year"
        spanned = word in _DASHES and {at - 1, at + 1} <= dated  # "above the 1991–2020 average"
        joined = word == "-" and tokens.word(at - 1) == "long"  # "above the long-term average"
        known = joined or word in _SKIPPED or word in _DOUBTFUL or at in dated or spanned or word.endswith(_OWNERS)
        if apart or not known:
            break
        at -= 1
    named = _named(tokens, at, floor)
    if named is not None:
        return Level(observation, index, "start", named, doubtful=doubtful)
    paired = observation.quantity.preposition == "from"  # "by 3 points (65% to 68%)"
    cue: Cue = "start" if paired or _was_before(group, index) else ""
    return Level(observation, index, cue, observation.quantity.begin, doubtful=doubtful)


def _is_earlier(tokens: Tokens, begin: int, floor: int) -> bool:
    """Whether the clause of "stood at" is of an earlier time: "since March, when it stood at 49%", "having kept it at"."""
    clause = tokens.low[max(floor + 1, begin - _NAME) : begin]
    if "having" in clause and "from" not in clause:
        return True
    when = next((at for at in range(len(clause) - 1, -1, -1) if clause[at] in ("when", "where")), None)
    if when is None or len(clause) - when > _WHEN or not RECORDS.isdisjoint(clause):
        return False
    return not {"than", "since", "from", "before"}.isdisjoint(clause[:when])


def _is_of_other(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether "to" or "at" belongs to a time: "at year-end (2021: 13,871)", "in the year to July and 4.3 per cent"."""
    return not {"(", "and"}.isdisjoint(tokens.low[first:stop])


def is_when(low: Sequence[str], at: int) -> bool:
    """Whether a clause that states the level of a time begins: "when", "where", "in 2011, for which 660 were counted"."""
    if low[at] == "which":
        return at > 0 and low[at - 1] in ("for", "in")
    return low[at] in ("when", "where")


def _when(tokens: Tokens, at: int, floor: int) -> int | None:
    """The "when" or "where" of a clause that states a level: "than in 2011, when it employed 660", "where it was 5.8%"."""
    first = max(floor + 1, at - _WHEN)
    found = next((k for k in range(at, first - 1, -1) if is_when(tokens.low, k)), None)
    if found is None or "," in tokens.low[found:at]:
        return None
    if not RECORDS.isdisjoint(tokens.low[max(floor + 1, found - _NAME) : found]):
        return None  # "the lowest number since 1997, when 606 were recorded"
    compared = found > 0 and not {"than", "since", "from", "before", "after"}.isdisjoint(tokens.low[floor + 1 : found])
    told = tokens.low[found] != "where" and (found == at or not _WAS.isdisjoint(tokens.low[found : at + 1]))
    return found if told or compared else None


def _named(tokens: Tokens, at: int, floor: int) -> int | None:
    """Where "than", "compared with" or the like begins, that names in words of its own what a level is of."""
    for back in range(at, max(floor, at - _NAME), -1):
        phrase = _NAMING.before(tokens.low, back + 1)
        if phrase and tokens.is_number(back + 1):
            return None  # "with less than 3 million apiece (North 2.5)"
        if phrase:
            return back + 1 - len(phrase.words)
        which = tokens.low[max(0, back - 2) : back + 1]  # "lower than in May, which was 61.8%"
        if tokens.low[back] in _CLOSING and not (which[:2] == [",", "which"] or which[1:] == [",", "which"]):
            closed = tokens.low[back] != "," or tokens.word(back + 1) != "which"
            if closed:
                return None
    return None


def is_denominator(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number only says per how many: "25 deaths per 1,000 live births"."""
    return tokens.word(quantity.begin - 1) in ("per", "every", "each")


def _was_before(group: SentenceGroup, index: int) -> bool:
    """Whether words beside a level put it into the past: "(4.5% a year earlier)", "4.5% in May", "(2019: 45%)"."""
    tokens, observation = group.scan.tokens, group.observations[index]
    quantity = observation.quantity
    following = group.observations[index + 1].quantity.begin if index + 1 < len(group.observations) else len(tokens)
    for at in range(quantity.end + 1, min(quantity.end + 1 + _BESIDE, following)):
        if tokens.low[at] in (",", ")", ";", "(", "and", "to", "from"):
            break
        if _AFTER.at(tokens.low, at):
            return True
    opening = _opening(tokens, quantity)
    if opening is None or index == 0 or group.observations[index - 1].quantity.begin > opening:
        return False
    if any(_AFTER.at(tokens.low, at) for at in range(opening, quantity.begin)):
        return True
    inside = tokens.low[opening : min(opening + _BRACKET, following)]
    if not _TIMES.isdisjoint(inside[: inside.index(")") if ")" in inside else 0]):
        return group.observations[index - 1].unit == observation.unit
    own, other = _period_within(group, opening, following, quantity.begin), group.observations[index - 1].slots.period
    if other is not None and other.first >= opening:
        other = None  # "to 7.9 million (Q1 2024: 8.0 million)": the period is not that of the level before
    before = [one for one in group.observations[max(0, index - 2) : index] if one.quantity.begin < opening]
    if own is None or observation.unit not in [one.unit for one in before]:
        return False
    if other is None or other.first == own.first or own.first_day is None or other.first_day is None:
        return True
    return own.first_day < other.first_day


def _opening(tokens: Tokens, quantity: Quantity) -> int | None:
    """The bracket that opens shortly before a number and holds it."""
    for at in range(quantity.begin - 1, max(-1, quantity.begin - 1 - _INSIDE), -1):
        if tokens.low[at] in (")", "]"):
            return None
        if tokens.low[at] in ("(", "["):
            return at
    return None


def _period_within(group: SentenceGroup, opening: int, following: int, begin: int) -> Period | None:
    """The period that stands in one bracket with a level: "(2021: 13.4%)", "(66.7% in May)", "(2021: 12 or 13.4%)"."""
    low = group.scan.tokens.low
    closing = next((at for at in range(opening, min(opening + _BRACKET, following)) if low[at] in (")", "]")), None)
    periods = group.scan.periods[:_MOST_PERIODS]
    closing = closing or begin - 1  # another number follows in the bracket: the period stands before the level
    return next((one for one in periods if opening < one.first and one.last <= closing), None)
