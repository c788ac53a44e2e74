"""`direction`: a verb against its two levels.

Belongs here: "rose from 2.0% to 2.1%", "up from 2.1% to 2.0%", "fell to 146.5 in 2009 but increased to 154.1 in 2010". Does
not belong here: changes with an amount (see `change`, `growth`, `fold`).
"""

from __future__ import annotations

from pipelines.observations import Observation
from pipelines.relations.constraints import Descending
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.levels import is_denominator
from pipelines.relations.measured_from import comparable
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed_both
from pipelines.rules import words

_DIRECTIONS = ("up", "down")
_REVERSED = words("direction_reversed")
_BOUNDARIES = words("binding_boundaries")
_LIGHT = frozenset(("a", "an", "well", "still", "sharply", "slightly", "significantly", "and"))
_FAR = 40  # tokens
_BACK = 6  # numbers


def find_directions(context: Context) -> list[Relation]:
    """Verbs of change with two levels, of those that no stated amount ties already."""
    taken = {
        id(level)
        for bound in context.changes
        for level in ((bound.pair.before, bound.pair.after) if bound.pair else (bound.only,))
        if level
    }
    found = []
    for group in context.sentences:
        found += _directions(group, {index for index, one in enumerate(group.observations) if id(one) in taken})
    return found


def _directions(group: SentenceGroup, used: set[int]) -> list[Relation]:
    """Verbs of change with two levels and no amount; `used` are the levels of changes with an amount, and grows."""
    found = []
    observations = group.observations
    low = group.scan.tokens.low
    if "respectively" in low or not _REVERSED.isdisjoint(low):
        return []  # "rose from 12 to 8 in the ranking" is up
    for index, after in enumerate(observations):
        quantity = after.quantity
        reached = quantity.preposition == "to" and low[max(0, quantity.begin - 2)] not in ("compared", "relative")
        if not reached or after.measure != "level" or index in used or quantity.upper is not None:
            continue
        start = _start_of(observations, index, used)
        if start is None:
            continue
        used.add(start)
        before = observations[start]
        direction = before.quantity.direction if before.quantity.preposition == "from" else quantity.direction
        direction = direction or quantity.direction
        negative = before.quantity.value < 0 and quantity.value < 0  # "a deficit fell from -5% to -3%" may be either
        if direction in _DIRECTIONS and before.unit == after.unit and not negative and comparable(group, before, after):
            found.append(_direction(group, before, after, direction))
    return found + _appositions(group, used)


def _appositions(group: SentenceGroup, used: set[int]) -> list[Relation]:
    """ "was 6.6%, down from 6.8%", "39% say so, a decline from 52%": the verb stands before the level it starts from."""
    found = []
    tokens, observations = group.scan.tokens, group.observations
    for index, before in enumerate(observations[1:], 1):
        quantity, after = before.quantity, observations[index - 1]
        verb, direction = quantity.verb, quantity.direction
        if verb is None or quantity.preposition != "from" or direction not in _DIRECTIONS or index in used:
            continue
        plain = after.measure == before.measure == "level" and after.quantity.preposition not in ("from", "than")
        if not plain or index - 1 in used or after.unit != before.unit or quantity.upper or after.quantity.upper:
            continue
        gap = tokens.low[after.quantity.end + 1 : verb]
        tail = gap[len(gap) - gap[::-1].index(",") :] if "," in gap else None
        if tail is None or len(gap) > _FAR or not _BOUNDARIES.isdisjoint(gap) or not set(tail) <= _LIGHT:
            continue
        negative = min(quantity.value, after.quantity.value) < 0
        if negative or is_denominator(tokens, after.quantity) or not comparable(group, before, after):
            continue
        used |= {index, index - 1}
        relation = _direction(group, before, after, direction)
        nearby = [one for one in observations[max(0, index - _BACK) : index - 1] if one.unit == before.unit]
        others = [_direction(group, before, one, direction) for one in nearby if one.measure == "level"]
        if relation.verdict == "consistent" or all(one.verdict == "inconsistent" for one in others):
            found.append(relation)  # else the level that is meant may stand further back
    return found


def _again(before: Observation, after: Observation) -> bool:
    """Whether the level behind says the same verb once more: "rose to 3.9 percent, up from 3.6 percent"."""
    return before.quantity.direction == after.quantity.direction


def _start_of(observations: list[Observation], index: int, used: set[int]) -> int | None:
    """The level that a level "to ..." starts from: "from ..." beside it, or the level reached before in the sentence."""
    before = index > 0 and observations[index - 1].quantity.preposition == "from"
    for at in (index - 1, index + 1) if before else (index + 1, index - 1):
        if (
            0 <= at < len(observations)
            and at not in used
            and (at < index or observations[at].quantity.verb is None or _again(observations[at], observations[index]))
            and observations[at].quantity.preposition == "from"
            and observations[at].measure == "level"
        ):
            return at
    previous = observations[index - 1] if index > 0 else None
    chained = (
        previous is not None and previous.quantity.preposition == "to" and previous.unit == observations[index].unit
    )
    same = chained and previous is not None and previous.slots.area == observations[index].slots.area
    return index - 1 if same and observations[index].quantity.direction else None


def _direction(group: SentenceGroup, before: Observation, after: Observation, direction: str) -> Relation:
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
