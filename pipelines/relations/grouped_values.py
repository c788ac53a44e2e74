"""Values of groups that together are all there is: of men and of women, the ends of a range, the highest and the lowest.

Belongs here: finding them in a sentence or in two that follow each other. Does not belong here: which overall value they are
compared with (see `within_groups`), lists of shares that add up (see `lists`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.rules import table, words

_COMPLEMENTS = sorted(
    (tuple(row["words"].split(" | ")) for row in table("complements") if not row["answers"]), key=len, reverse=True
)
_NAMING = frozenset(word for groups in _COMPLEMENTS for word in groups)
_END_WORDS = {word: end for end in ("top", "bottom") for word in words(f"within_groups_{end}")}
_SPANNING = words("within_groups_ranging")
_STARTS = ("from", "than")
_STOPS = frozenset((",", ";", ".", "(", ")", "and", "while", "whereas", "but", "compared", "than", "against"))
_LEAD, _TAIL = 12, 5  # tokens before and behind a value that say whose it is
_TO_VALUE = 14  # tokens from "ranging" to its first value, and between the two
_NEAR_END = 9  # tokens between "highest" and its value


def values_like(group: SentenceGroup, like: Observation, *, starts: bool = False) -> list[Observation]:
    """The values of a sentence in the unit of one: those that were reached, or those that changes start from."""
    unit, measure = like.unit, like.measure
    return [
        one
        for one in group.observations
        if (quantity := one.quantity).unit == unit
        and quantity.measure == measure
        and quantity.upper is None
        and one is not like
        and (quantity.preposition in _STARTS) == starts
    ]


def complements(groups: Sequence[SentenceGroup], like: Observation, *, starts: bool = False) -> list[Observation]:
    """The values of groups that leave nothing out, one for each: of men and women, of small, medium and large firms.

    Where a sentence names the groups apart from their values, there are just as many of both: "women are more likely than
    men (54% compared with 41%)".
    """
    values_of = [values_like(group, like, starts=starts) for group in groups]
    named = [(one, names_of(group, one)) for group, values in zip(groups, values_of, strict=True) for one in values]
    spoken = frozenset().union(*(own for _, own in named)) if named else frozenset()
    for parts in _COMPLEMENTS if len(spoken) > 1 else ():
        if spoken.issuperset(parts):
            found = [[one for one, own in named if own & set(parts) == {part}] for part in parts]
            if all(len(one) == 1 for one in found):
                return [one[0] for one in found]
    for group, values in zip(groups, values_of, strict=True):
        said = _NAMING & group.scan.tokens.words if len(values) > 1 else frozenset()
        if len(said) > 1 and any(len(parts) == len(values) and said.issuperset(parts) for parts in _COMPLEMENTS):
            return values
    return []


def names_of(group: SentenceGroup, one: Observation, *, told: bool = False) -> frozenset[str]:
    """The groups that a value may be of: by the words behind it, else those before it, else its population.

    With `told` its population does not count, which may be that of the value before.
    """
    low, quantity = group.scan.tokens.low, one.quantity
    behind = low[quantity.end + 1 : quantity.end + 1 + _TAIL]
    stop = next((at for at, word in enumerate(behind) if word in _STOPS), len(behind))
    if named := _NAMING.intersection(behind[:stop]):
        return frozenset(named)
    floor = max((other.quantity.end for other in group.observations if other.number < one.number), default=-1)
    if named := _NAMING.intersection(low[max(floor + 1, quantity.begin - _LEAD) : quantity.begin]):
        return frozenset(named)
    if told:
        return frozenset()
    return frozenset(_NAMING.intersection((one.slots.population or "").lower().split()))


def ranges(group: SentenceGroup, like: Observation) -> Iterator[list[Observation]]:
    """The ends of a range between groups: "ranging from 33% in rural to 52% in urban", ", from 67% in A to 80% in B"."""
    low = group.scan.tokens.low
    for left, right in zip(group.observations, group.observations[1:], strict=False):
        if not left.unit == right.unit == like.unit or left is like or right is like or left.measure != like.measure:
            continue
        first = left.quantity.first
        cue = max((at for at in range(max(0, first - _TO_VALUE), first) if low[at] in _SPANNING), default=None)
        gap = low[left.quantity.end + 1 : right.quantity.first]
        if not 1 <= len(gap) <= _TO_VALUE or ";" in gap or not _single_time(left, right):
            continue
        told = left.quantity.preposition == "from" and "to" in gap
        between = cue is not None and "between" in low[cue:first] and "and" in gap
        aside = first > 1 and low[first - 1] == "from" and low[first - 2] in (",", "(", "–") and len(gap) > 2
        if (told and (cue is not None or aside)) or between:
            yield [left, right]


def _single_time(one: Observation, other: Observation) -> bool:
    return one.slots.period == other.slots.period


def ends(groups: Sequence[SentenceGroup], like: Observation) -> list[Observation]:
    """The values that are called the highest and the lowest."""
    found: dict[str, Observation] = {}
    for group in groups:
        tokens = group.scan.tokens
        for one in values_like(group, like):
            end = _end_of(tokens, group, one)
            if end:
                found.setdefault(end, one)
    return [found["top"], found["bottom"]] if len(found) > 1 and found["top"] is not found["bottom"] else []


def _end_of(tokens: Tokens, group: SentenceGroup, one: Observation) -> str | None:
    """Whether a value is called the highest or the lowest: by the words before it up to the value before, or behind it."""
    floor = max((other.quantity.end for other in group.observations if other.number < one.number), default=-1)
    for at in range(one.quantity.begin - 1, max(floor, one.quantity.begin - 1 - _NEAR_END), -1):
        if tokens.low[at] in (";", "."):
            break
        if tokens.low[at] in _END_WORDS:
            return _END_WORDS[tokens.low[at]]
    ceiling = min(
        (other.quantity.begin for other in group.observations if other.number > one.number), default=len(tokens)
    )
    for at in range(one.quantity.end + 1, min(ceiling, one.quantity.end + _NEAR_END)):
        if tokens.low[at] in (",", ";", "."):
            break
        if tokens.low[at] in _END_WORDS:
            return _END_WORDS[tokens.low[at]]
    return None
