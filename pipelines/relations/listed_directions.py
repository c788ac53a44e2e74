"""`direction` of levels in lists: what one word of direction says of several.

Belongs here: "fell to 0.5% and 0.3%, respectively, from 0.7%", "to be 1.2% and 0.4% this year, before rising to 1.9% and
0.7%", "rose from 5.4% in June to 5.7% in July and 5.9% in August". Does not belong here: how the word of direction is found
(see `turns`), whether the levels can be compared, and the verdict (see `direction`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.numerals.period import MONTHS
from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.levels import Level
from pipelines.relations.ties import Pair, alike

_THEN = frozenset(("before", "then", "later"))
_JOINED = (["and"], [","], [",", "and"])
_PAIR = 2
_FAR = 6  # tokens between two members of a list
_CLAUSE = 40  # tokens between two lists
_TIMED = 3  # tokens behind a number
_THROUGH = 5  # tokens from "before" to the list that a verb reached


def dated_tokens(group: SentenceGroup) -> set[int]:
    """The tokens of a sentence that name times."""
    months = {at for at, word in enumerate(group.scan.tokens.low) if word in MONTHS}
    return months | {at for period in group.scan.periods for at in range(period.first, period.last + 1)}


def undated(group: SentenceGroup, one: Observation, other: Observation, dated: set[int]) -> list[str]:
    """The words between two numbers without the times."""
    between = range(one.quantity.end + 1, other.quantity.begin)
    return [group.scan.tokens.low[at] for at in between if at not in dated and group.scan.tokens.low[at] != "in"]


def paired_lists(
    group: SentenceGroup, levels: Sequence[Level | None], used: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The starts and what they are set against, member by member, of lists that stand beside each other.

    A list stands against one of the same length, or, where the text says "respectively", against a single level.
    """
    told = "respectively" in group.scan.tokens.low
    lists = _lists(group, levels, used, told=told)
    for first, second in zip(lists, lists[1:], strict=False):
        gap = _gap(group, first[-1], second[0])
        if len(gap) > _CLAUSE or ";" in gap or max(len(first), len(second)) < _PAIR:
            continue
        if len(first) != len(second) and (not told or min(len(first), len(second)) > 1):
            continue
        most = max(len(first), len(second))
        one, other = (members * most if len(members) == 1 else members for members in (first, second))
        if _starts(levels, second[0], gap) and not _starts(levels, first[0], []):
            yield other, one
        elif _is_reached(group, second[0]) and (_starts(levels, first[0], []) or not _THEN.isdisjoint(gap[-_THROUGH:])):
            yield one, other


def _lists(group: SentenceGroup, levels: Sequence[Level | None], used: set[int], *, told: bool) -> list[list[int]]:
    dated = dated_tokens(group)
    lists: list[list[int]] = []
    for index, level in enumerate(levels):
        if level is None or index in used:
            continue
        one = level.observation
        joined = False
        if lists and lists[-1][-1] == index - 1:
            before = group.observations[index - 1]
            gap = undated(group, before, one, dated)
            named = told and len(gap) <= _FAR and gap[:1] == ["and"] and one.quantity.preposition not in ("from", "to")
            joined = (gap in _JOINED or named) and alike(Pair(before, one))
        if joined:
            lists[-1].append(index)
        else:
            lists.append([index])
    return lists


def _gap(group: SentenceGroup, first: int, second: int) -> list[str]:
    begin, stop = group.observations[first].quantity.end + 1, group.observations[second].quantity.begin
    return group.scan.tokens.low[begin:stop]


def _starts(levels: Sequence[Level | None], index: int, gap: Sequence[str]) -> bool:
    """Whether words put the first member of a list into the past, or its bracket stands behind "than"."""
    level = levels[index]
    if level is None or level.cue == "none":
        return False
    behind = level.observation.quantity.enclosed and "than" in gap and ")" not in gap
    return behind or (level.cue == "start" and not level.beside)


def _is_reached(group: SentenceGroup, index: int) -> bool:
    return group.observations[index].quantity.preposition == "to" or "to" in _gap(group, index - 1, index)[-_FAR:]


def going_on_in_time(group: SentenceGroup, start: int, reached: int) -> Iterator[int]:
    """The levels of later times behind one that was reached: "from 5.4% in June to 5.7% in July and 5.9% in August"."""
    dated = dated_tokens(group)
    ones = group.observations
    for index in range(reached + 1, len(ones)):
        before, one = ones[index - 1], ones[index]
        joined = undated(group, before, one, dated) in _JOINED and one.unit == before.unit
        timed = all(_is_dated(level, dated) for level in (ones[start], before, one))
        if not joined or not timed or one.measure != "level" or not _is_later(ones[start], before, one):
            return
        yield index


def _is_dated(one: Observation, dated: set[int]) -> bool:
    """Whether a time stands right behind a number: "5.4% in June"."""
    return not dated.isdisjoint(range(one.quantity.end + 1, one.quantity.end + 1 + _TIMED))


def _is_later(*ones: Observation) -> bool:
    """Whether the times of levels are in order, as far as they are known."""
    periods = (one.slots.period for one in ones)
    days = [period.first_day for period in periods if period and period.first_day]
    return len(days) < len(ones) or all(one < other for one, other in zip(days, days[1:], strict=False))
