"""An overall value that a text breaks down right behind it: by brackets, a colon, or groups that leave nothing out.

Belongs here: "23.6% (males 24.5%, females 22.7%)", "fell 6.4%: murder was down 5.7%, rape 5.1%", "grew by 0.4%: 377
million on domestic flights, 0.1% more, and 58 million on international ones, up 2.7%", rates of change too. Does not belong
here: overall values that their words mark (see `within_groups`), verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.observations import Observation
from pipelines.relations.context import SentenceGroup
from pipelines.relations.lists import one_period
from pipelines.rules import table, words

_EACH = frozenset(("both", "each"))
_COMPLEMENTS = sorted(
    (tuple(row["words"].split(" | ")) for row in table("complements") if not row["answers"]), key=len, reverse=True
)
_GROUPS = frozenset(word for parts in _COMPLEMENTS for word in parts)
_AVERAGING = words("within_groups_averaging")
_SHARES = ("percent", "index")
_POINT = ("exact", "approximately", "nearly", "slightly_above")
_STARTS = ("from", "than", "with", "against")
_STOPS = frozenset((",", ";", ".", ":", "(", ")", "and", "while", "whereas", "but", "compared", "than", "against"))
_AHEAD, _BEHIND = 20, 5  # tokens before and behind a value that may name its group
_OPENING = 5  # tokens from a colon or a bracket to the first value
_MOST = 12  # values of a breakdown
_FAR = 40  # tokens from an overall value to its first group
_DIRECTIONS = ("up", "down")
_UNION = "eu"  # a group only where "non-EU" stands beside it
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Breakdown:
    """An overall value with those of its groups; `closed` if these leave nothing out and no other value can be meant."""

    whole: Observation
    parts: list[Observation]
    closed: bool


def find_breakdowns(
    group: SentenceGroup, following: SentenceGroup | None, lines: Sequence[SentenceGroup] = ()
) -> Iterator[Breakdown]:
    """The overall values of a sentence that it, or the next one, breaks down; each with its nearest breakdown.

    `lines` are those behind it, of a list that names one group in each.
    """
    averaged = not _AVERAGING.isdisjoint(group.scan.tokens.words)
    values = [one for one in group.observations if _is_value(one, averaged=averaged)]
    later = [one for one in following.observations if _is_value(one, averaged=averaged)] if following else []
    for at, whole in enumerate(values):
        own = _alike(whole, values[at + 1 : at + 1 + _MOST])
        if group.scan.tokens.word(whole.quantity.begin - 1) in _EACH:
            continue  # "Luxembourg and Denmark (both 97%)"
        found = _by_groups(group, whole, own, own) or _listed(group, whole, own)
        if found is None and following is not None and not own:
            found = _by_groups(following, whole, _alike(whole, later[:_MOST]), [])
            found = found and Breakdown(whole, found.parts, closed=False)
            found = found or _respective(following, whole, _alike(whole, later))
        found = found or (None if own else _of_lines(whole, lines))
        if found and _is_comparable(whole, found.parts):
            yield found


def _is_value(one: Observation, *, averaged: bool) -> bool:
    """Whether a value can be an overall one or that of a group: a rate, or an average of anything."""
    quantity = one.quantity
    plain = quantity.upper is None and quantity.qualifier in _POINT and quantity.preposition not in _STARTS
    rate = one.unit in _SHARES or (averaged and one.unit is not None and quantity.kind not in ("count", "duration"))
    return plain and rate and one.measure in ("level", "change")


def _alike(whole: Observation, values: Sequence[Observation]) -> list[Observation]:
    """The values in the unit of a whole; of rates of change also those whose verb is left out."""
    return [
        one for one in values if one.unit == whole.unit and (one.measure == whole.measure or whole.measure == "change")
    ]


def _by_groups(
    group: SentenceGroup, whole: Observation, values: Sequence[Observation], own: Sequence[Observation]
) -> Breakdown | None:
    """The first values of groups that leave nothing out: "17.1% among males and 27.5% among females"."""
    if len(values) < 2 or _GROUPS.isdisjoint(group.scan.tokens.words):
        return None
    named = [(one, _names(group, one, values)) for one in values]
    spoken = frozenset().union(*(names for _, names in named))
    of_whole = _names(group, whole, own) if own else frozenset()
    for names in _COMPLEMENTS:
        if not spoken.issuperset(names) or not of_whole.isdisjoint(names):
            continue
        rows = [[one for one, said in named if said & set(names) == {name}] for name in names]
        if all(rows):
            parts = sorted((row[0] for row in rows), key=lambda one: one.number)
            closed = all(len(row) == 1 for row in rows) and parts[0] is values[0] and _is_beside(group, whole, parts[0])
            return Breakdown(whole, parts, closed)
    return None


def _respective(group: SentenceGroup, whole: Observation, values: Sequence[Observation]) -> Breakdown | None:
    """ "Arrivals from EU and non-EU countries went up by 15.6% and 23.2% respectively"."""
    if len(values) < 2 or "respectively" not in group.scan.tokens.words:
        return None
    low = group.scan.tokens.low
    places = [at for at in range(values[0].quantity.begin) if low[at] in _GROUPS or low[at] == _UNION]
    named = [low[at] for at in places if "non" not in low[max(0, at - _PAIR) : at]]  # "non-EU" is one
    told = named == [_UNION, "non"] or tuple(named[:2]) in _COMPLEMENTS or tuple(named[1::-1]) in _COMPLEMENTS
    return Breakdown(whole, list(values), closed=False) if told and len(named) == len(values) == _PAIR else None


def _of_lines(whole: Observation, lines: Sequence[SentenceGroup]) -> Breakdown | None:
    """Two lines behind a value that name a group each: "- Domestic: 24.4 million, +9.1%; - International: ..., +5.7%"."""
    pair = lines[:_PAIR]
    if len(pair) < _PAIR or any(_GROUPS.isdisjoint(one.scan.tokens.low[:_OPENING]) for one in pair):
        return None
    named = tuple(next(word for word in one.scan.tokens.low[:_OPENING] if word in _GROUPS) for one in pair)
    if named not in _COMPLEMENTS and named[::-1] not in _COMPLEMENTS:
        return None
    rows = [_alike(whole, [one for one in line.observations if _is_value(one, averaged=False)]) for line in pair]
    if any(len(row) != 1 for row in rows):
        return None
    return Breakdown(whole, [row[0] for row in rows], closed=True)


def _is_beside(group: SentenceGroup, whole: Observation, first: Observation) -> bool:
    gap = group.scan.tokens.low[whole.quantity.end + 1 : first.quantity.begin]
    return len(gap) <= _FAR and ";" not in gap and first.sentence == whole.sentence


def _names(group: SentenceGroup, one: Observation, values: Sequence[Observation]) -> frozenset[str]:
    """The group that a value is of: named behind it, else nearest before it, up to another of the values."""
    low, quantity = group.scan.tokens.low, one.quantity
    for at in range(quantity.end + 1, min(len(low), quantity.end + 1 + _BEHIND)):
        if low[at] in _STOPS:
            break
        if low[at] in _GROUPS:
            return _one_of(low[at : at + 2])
    floor = max((other.quantity.end for other in values if other.number < one.number), default=-1)
    for at in range(quantity.begin - 1, max(floor, quantity.begin - 1 - _AHEAD), -1):
        if low[at] == ";":
            break
        if low[at] in _GROUPS:
            return _one_of(low[max(0, at - 2) : at + 1])
    return frozenset()


def _one_of(said: Sequence[str]) -> frozenset[str]:
    """The groups that a few words name; "non-residents" are no residents."""
    named = frozenset(said) & _GROUPS
    return frozenset(("non",)) if "non" in named else named


def _listed(group: SentenceGroup, whole: Observation, values: Sequence[Observation]) -> Breakdown | None:
    """All values of its kind in the bracket, or behind the colon, that a whole is followed by."""
    low, end = group.scan.tokens.low, whole.quantity.end
    if len(values) < 2 or group.in_brackets(whole):
        return None
    opening = next((at for at in range(end + 1, values[0].quantity.begin) if low[at] in ("(", ":", ";", ",")), None)
    if opening is not None and low[opening] == ",":
        opening = next((at for at in range(opening, values[0].quantity.begin) if low[at] in (":", ";", "(")), None)
    others = (
        sum(opening < one.quantity.begin < values[0].quantity.begin for one in group.observations) if opening else 0
    )
    room = _OPENING * (1 + min(others, 1))  # "crop: the North 1,005.8 thousand hectares, equal to 98.3%, the South ..."
    if opening is None or low[opening] == ";" or values[0].quantity.begin - opening - 1 > room:
        return None
    closing = ")" if low[opening] == "(" else ";"
    stop = next((at for at in range(opening, len(low)) if low[at] == closing), len(low))
    parts = [one for one in values if one.quantity.end < stop and (closing == ")" or not group.in_brackets(one))]
    return Breakdown(whole, parts, closed=False) if len(parts) > 1 else None


def _is_comparable(whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether values are of one time and went one way, and the parts do not make up the whole."""
    ones = (whole, *parts)
    ways = {one.quantity.direction for one in ones} & set(_DIRECTIONS)
    signed = any(one.quantity.value < 0 for one in ones)
    left = sum((one.quantity.value for one in parts), -whole.quantity.value)
    composed = abs(left) <= sum(one.quantity.step for one in ones)
    return len(ways) < 2 and not (signed and "down" in ways) and _is_of_one_time(whole, parts) and not composed


def _is_of_one_time(whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether values are of one time, or the parts of times within that of the whole: of the months of a quarter."""
    if one_period((whole, *parts)):
        return True
    own = whole.slots.period
    if own is None or own.first_day is None or own.last_day is None:
        return False
    days = [(one.slots.period.first_day, one.slots.period.last_day) for one in parts if one.slots.period]
    first, last = own.first_day, own.last_day
    inside = [begin is not None and end is not None and first <= begin and end <= last for begin, end in days]
    return len(inside) == len(parts) and all(inside) and len(set(days)) == len(parts)
