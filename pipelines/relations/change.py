"""`change` and `direction`: a stated difference against its two levels, and a verb against its levels.

Belongs here: which levels a change governs. "fell 3.9 points from 150.8 to 146.5", "up 3 points to 80% from 77%",
"by 2 points (65% to 67%)", "from 78% to 66%, a fall of 12 points". Does not belong here: growth in per cent (a
rate of change is no difference).
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.constraints import Descending, Sum
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge, recompute, shown, shown_interval, undecidable

_LEVEL_OF = {"percentage_point": ("percent",), "index_point": ("index",), "basis_point": ("percent",)}
_UP, _DOWN = "up", "down"
_BESIDE = 10  # tokens between a level and the change that led to it
_UNRELATED = frozenset((";", "while", "whereas", "but", "which", "whose"))


def find_changes(context: Context) -> list[Relation]:
    """The changes of a document with their levels, and verbs of change with levels but without an amount."""
    found: list[Relation] = []
    for group in context.sentences:
        used: set[int] = set()
        for index, observation in enumerate(group.observations):
            if observation.measure == "change" and observation.quantity.upper is None:
                relation = _change(group, index, used)
                if relation:
                    found.append(relation)
        found += _directions(group, used)
    return found


def _fits(change: Observation, level: Observation) -> bool:
    """Whether a level is measured so that the change can be the difference of two like it."""
    if level.measure not in ("level", "goal") or level.quantity.upper is not None:
        return False
    wanted = _LEVEL_OF.get(change.unit or "", (change.unit,))
    return level.unit in wanted and change.quantity.kind in (
        "point",
        "count",
        "money",
        "physical",
        "duration",
    )


def _levels(group: SentenceGroup, index: int) -> tuple[Observation | None, Observation | None, list[int]]:
    """The level before and after the change at `index`, and which observations they are.

    Levels behind the change come first, up to the next verb of change; what they leave open may stand before it:
    "to 80%, up 3 points from 77%", "rose to 3.1%, then fell by 0.5 points to 2.6%".
    """
    observations = group.observations
    change = observations[index]
    found: dict[str, int] = {}
    for at in _until_next_change(observations, range(index + 1, len(observations))):
        level = observations[at]
        own_verb = level.quantity.verb is not None and level.quantity.verb > change.quantity.end
        if own_verb or level.slots.area != change.slots.area:
            break
        if _fits(change, level) and level.quantity.preposition in ("from", "to"):
            found.setdefault(level.quantity.preposition, at)
    if len(found) < 2:
        _look_back(group, index, found)
    start, finish = found.get("from"), found.get("to")
    return _at(observations, start), _at(observations, finish), sorted(found.values())


def _look_back(group: SentenceGroup, index: int, found: dict[str, int]) -> None:
    """Fill in what stands before the change: both levels, or the one that was reached just before."""
    observations = group.observations
    change = observations[index]
    preceding = [
        at for at in _until_next_change(observations, range(index - 1, -1, -1)) if _fits(change, observations[at])
    ]
    named = {observations[at].quantity.preposition: at for at in reversed(preceding)}
    if not found and "from" in named and "to" in named:
        found |= {"from": named["from"], "to": named["to"]}
    elif "from" not in found and "from" in named and "to" in found:
        found["from"] = named["from"]
    elif preceding and len(found) == 1:
        near = observations[preceding[0]]
        gap = group.scan.tokens.low[near.quantity.end + 1 : change.quantity.begin]
        reached = near.quantity.preposition in ("to", "was", "is", "were", "at", "of")
        if "from" in found and reached and len(gap) <= _BESIDE and _UNRELATED.isdisjoint(gap):
            found["to"] = preceding[0]
        elif "to" in found and near.quantity.preposition == "to" and not {"then", "before", "but"}.isdisjoint(gap):
            found["from"] = preceding[0]


def _at(observations: list[Observation], index: int | None) -> Observation | None:
    return None if index is None else observations[index]


def _until_next_change(observations: list[Observation], reach: range) -> list[int]:
    found = []
    for at in reach:
        if observations[at].measure == "change":
            break
        found.append(at)
    return found


def _change(group: SentenceGroup, index: int, used: set[int]) -> Relation | None:
    change = group.observations[index]
    before, after, chosen = _levels(group, index)
    if before is None and after is None:
        return None
    if before and after and not comparable(group, before, after):
        return None
    used.update(chosen)
    operands = [operand(change, "change")]
    operands += [operand(before, "from")] if before else []
    operands += [operand(after, "to")] if after else []
    stated = group.words(operands)
    changes = [one for one in group.observations if one.measure == "change"]
    if "respectively" in group.scan.tokens.low and len(changes) > 1:
        return undecidable("change", operands, stated, "Several changes share their levels (respectively).")
    if before is None or after is None:
        missing = "from" if before is None else "to"
        return undecidable("change", operands, stated, f"The level that it changed {missing} is not stated.")
    direction = change.quantity.direction
    if direction not in (_UP, _DOWN):
        direction = _UP if after.quantity.value >= before.quantity.value else _DOWN
    sign = Fraction(1) if direction == _UP or change.quantity.negative else Fraction(-1)
    unit = Fraction(100) if change.unit == "basis_point" else Fraction(1)
    constraint = Sum((Fraction(1), sign * unit, -sign * unit))
    if before.quantity.value < 0 and after.quantity.value < 0:
        mirrored = Sum((Fraction(1), -sign * unit, sign * unit))  # "the deficit narrowed by 2 points from -5% to -3%"
        stands = [one.observation for one in operands if one.observation]
        if recompute(stands, mirrored, 0).verdict == "consistent":
            constraint = mirrored

    def explain(outcome: Outcome) -> str:
        return _explain(change, before, after, outcome)

    return judge("change", operands, constraint, 0, stated, explain)


def _explain(change: Observation, before: Observation, after: Observation, outcome: Outcome) -> str:
    difference = shown(abs(after.quantity.value - before.quantity.value))
    levels = f"{shown(before.quantity.value)} to {shown(after.quantity.value)}"
    way = after.quantity.value - before.quantity.value
    wrong_way = change.quantity.direction == (_DOWN if way > 0 else _UP) and not change.quantity.negative
    if outcome.verdict == "inconsistent" and wrong_way and way:
        went = "down" if change.quantity.direction == _DOWN else "up"
        moved = "up" if way > 0 else "down"
        return f"The text says that it went {went} by {change.stated}, but {levels} is {moved} by {difference}."
    link = "and" if outcome.verdict == "consistent" else "but"
    computed = shown_interval(outcome.computed)
    return f"The text says {change.stated}, {link} {levels} is {difference} ({computed} with rounding)."


def comparable(group: SentenceGroup, one: Observation, other: Observation) -> bool:
    """Whether two levels can be one quantity at two times: of one group, and per the same time."""
    populations = (one.slots.population, other.slots.population)
    direct = "population" in one.slots.direct and "population" in other.slots.direct
    if direct and populations[0] != populations[1]:
        return False
    rates = (_rate(group.scan.tokens, one), _rate(group.scan.tokens, other))
    return None in rates or rates[0] == rates[1]


def _rate(tokens: Tokens, level: Observation) -> str | None:
    """What a level is stated for: "a week", "per month"; None where it is not said."""
    end = level.quantity.end
    return tokens.word(end + 2) if tokens.word(end + 1) in ("a", "an", "per", "each", "every") else None


def _directions(group: SentenceGroup, used: set[int]) -> list[Relation]:
    """Verbs of change with two levels and no amount: "rose from 2.0% to 2.1%", "... to 146.5 but increased to 154.1"."""
    found = []
    observations = group.observations
    for index, after in enumerate(observations):
        if (
            after.quantity.preposition != "to"
            or after.measure != "level"
            or index in used
            or after.quantity.upper is not None
        ):
            continue
        start = _start_of(observations, index, used)
        if start is None:
            continue
        used.add(start)
        before = observations[start]
        direction = before.quantity.direction if before.quantity.preposition == "from" else after.quantity.direction
        direction = direction or after.quantity.direction
        negative = (
            before.quantity.value < 0 and after.quantity.value < 0
        )  # "a deficit fell from -5% to -3%" may be either
        if (
            direction in (_UP, _DOWN)
            and before.unit == after.unit
            and not negative
            and comparable(group, before, after)
        ):
            found.append(_direction(group, before, after, direction))
    return found


def _start_of(observations: list[Observation], index: int, used: set[int]) -> int | None:
    """The level that a level "to ..." starts from: "from ..." beside it, or the level reached before in the sentence."""
    for at in (index + 1, index - 1):
        if (
            0 <= at < len(observations)
            and at not in used
            and (at < index or observations[at].quantity.verb is None)
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
    higher, lower = (after, before) if direction == _UP else (before, after)
    operands = [
        operand(higher, "to" if higher is after else "from"),
        operand(lower, "to" if lower is after else "from"),
    ]

    def explain(outcome: Outcome) -> str:
        way = "up" if direction == _UP else "down"
        fits = "is" if outcome.verdict == "consistent" else "is not"
        levels = f"{shown(before.quantity.value)} to {shown(after.quantity.value)}"
        return f"The text says that it went {way}, and {levels} {fits} {way}."

    return judge("direction", operands, Descending(), 0, group.words(operands), explain)
