"""`implied_base`: an amount of change and its rate imply the level before, which the level reached bears out.

Belongs here: "62.4 million, a decrease of 5.8 million or 8.5%", "the index averaged 214.8, down 9.4 points, or 4.2%". Does
not belong here: shares of a whole (see `implied_base`), a rate against both of its levels (see `growth`).

They are reported where they fit. Where they do not, `growth` tells if the words tie the level to its change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.relations.constraints import Net, meet
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import is_member
from pipelines.relations.parts import measured
from pipelines.relations.stated_changes import COMPARISONS
from pipelines.relations.statement import Relation, full_interval, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import scaled, shown_interval, with_scale

_GAP = 12  # tokens between an amount and its rate
_BACK = 2  # sentences
_MOST = 6  # levels nearby
_VAGUE = Fraction(1, 3)
_OPENING = 2  # tokens
_BRACKET = 2  # tokens from a level to the number in the bracket behind it
_POINTING = frozenset(("this", "that", "it", "they", "these"))
_POINTS = frozenset(("index_point", "point"))


def find_bases_of_changes(context: Context) -> list[Relation]:
    """The changes of a document that are stated as amount and rate, with the level that they reached or left."""
    found = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            for amount, rate in (*_changes(group), *_around(group), *_across(groups[at - 1 : at], group)):
                levels = _levels(group, groups[max(0, at - _BACK) : at], amount, rate)
                way = _compared(group.scan.tokens.low, max(amount.quantity.end, rate.quantity.end))
                fit = next((made for level in levels if (made := _fitting(rate, amount, level, way))), None)
                if fit:
                    found.append(_relation(context, rate, amount, *fit))
    return found


def _changes(group: SentenceGroup) -> Iterator[tuple[Observation, Observation]]:
    """Amount and rate of one change, side by side: "490 thousand (0.7%)", "down 3 percent or 3.17 million acres"."""
    low = group.scan.tokens.low
    for one, other in zip(group.observations, group.observations[1:], strict=False):
        rate, amount = (one, other) if one.unit == "percent" else (other, one)
        if rate.unit != "percent" or rate.measure not in ("change", "level") or measured(amount) == "share":
            continue
        gap = low[one.quantity.end + 1 : other.quantity.begin]
        moves = "change" in (rate.measure, amount.measure) or _compared(low, other.quantity.end) is not None
        moves = moves or (one.quantity.preposition == "by" and gap[-1:] == ["("])  # "exceeding it by 1,120 (6.5%)"
        moves = moves and amount.unit != "percentage_point"
        told = gap[-1:] in (["("], ["or"]) or gap[-2:] in ([",", "or"], ["that", "is"])
        told = told or (other is rate and _is_apposed(gap))
        near = len(gap) <= _GAP and {";", ")"}.isdisjoint(gap)
        single = all(each.quantity.upper is None and each.quantity.value for each in (rate, amount))
        vague = abs(rate.quantity.value) * _VAGUE < rate.quantity.step
        if moves and told and near and single and not vague:
            yield amount, rate


def _is_apposed(gap: Sequence[str]) -> bool:
    """Whether a rate stands behind a comparison as its noun: "27 fewer than in 2018, a decrease of 8%"."""
    compared = gap[:1] != [] and COMPARISONS.get(gap[0]) in ("up", "down") and "," in gap
    return compared and gap[-1] == "of" and len(gap) > 1 and gap[-2] in CHANGE_VERBS


def _around(group: SentenceGroup) -> Iterator[tuple[Observation, Observation]]:
    """Amount and rate of one change to both sides of the level that it reached: "fell by 1,203 to 15,310 (-7.3%)"."""
    low, ones = group.scan.tokens.low, group.observations
    for amount, level, rate in zip(ones, ones[1:], ones[2:], strict=False):
        beside = rate.quantity.enclosed and rate.quantity.begin - level.quantity.end == _BRACKET
        told = amount.measure == "change" and rate.unit == "percent" and level.quantity.preposition == "to"
        alone = low[amount.quantity.end + 1 : level.quantity.begin] == ["to"] and measured(amount) == measured(level)
        single = all(each.quantity.upper is None and each.quantity.value for each in (amount, rate))
        if beside and told and alone and single and measured(amount) != "share":
            yield amount, rate


def _across(before: Sequence[SentenceGroup], group: SentenceGroup) -> Iterator[tuple[Observation, Observation]]:
    """ "... an increase of 341,421. This represents an increase of 8.1%.": amount and rate in two sentences."""
    if not before or _POINTING.isdisjoint(group.scan.tokens.low[:_OPENING]):
        return
    told, own = ([one for one in each.observations if one.measure == "change"] for each in (before[0], group))
    for one, other in ((told, own), (own, told)):
        amounts = [each for each in one if measured(each) not in ("share", None) and each.unit != "percentage_point"]
        rates = [each for each in other if each.unit == "percent"]
        single = all(each.quantity.upper is None and each.quantity.value for each in (*amounts, *rates))
        if len(amounts) == len(rates) == 1 and single and rates[0].quantity.value * _VAGUE >= rates[0].quantity.step:
            yield amounts[0], rates[0]


def _compared(low: Sequence[str], end: int) -> str | None:
    """The way of a comparison behind amount and rate: "52 (18%) more than", "10,400, or 6 per cent, fewer than"."""
    at = end + 1
    at += low[at : at + 1] in ([")"], [","])
    way = COMPARISONS.get(low[at]) if at < len(low) else None
    return way if way in ("up", "down") else None


def _levels(
    group: SentenceGroup, before: Sequence[SentenceGroup], amount: Observation, rate: Observation
) -> list[Observation]:
    """The levels that may be those of a change, the nearest first."""
    here = [one for one in group.observations if one not in (amount, rate)]
    near = [one for one in reversed(here) if one.number < amount.number]
    near += [one for one in here if one.number > amount.number][:2]
    near += [one for other in reversed(before) for one in reversed(other.observations)]
    unit = "index" if amount.unit in _POINTS else None
    alike = [one for one in near if measured(one) == measured(amount) or (unit is not None and one.unit == unit)]
    levels = [one for one in alike if one.quantity.value > abs(amount.quantity.value)]
    return [one for one in levels if is_member(one) or one.quantity.preposition == "from"][:_MOST]


def _fitting(
    rate: Observation, amount: Observation, level: Observation, compared: str | None
) -> tuple[Observation, Net] | None:
    """The level with the constraint under which it fits: reached by the change, or left by it."""
    signs = tuple(-1 if one.quantity.value < 0 else 1 for one in (rate, amount))
    down = -1 in signs or "down" in (rate.quantity.direction, amount.quantity.direction, compared)
    reached = level.quantity.preposition != "from"
    constraint = Net((-1 if down else 1) if reached else 0, rate=signs[0], amount=signs[1])
    computed = constraint.allowed(0, [full_interval(one) for one in (rate, amount, level)])
    return (level, constraint) if meet(computed, full_interval(rate)) else None


def _relation(
    context: Context, rate: Observation, amount: Observation, level: Observation, constraint: Net
) -> Relation:
    operands = [operand(amount, "amount"), operand(rate, "rate"), operand(level, "base")]
    ordered = [operands[1], operands[0], operands[2]]

    def explain(outcome: Outcome) -> str:  # noqa: ARG001, it is only made where it holds
        base = constraint.allowed(2, [full_interval(one) for one in (rate, amount, level)])
        implied = with_scale(level, shown_interval(scaled(level, base)))
        return f"{amount.stated} that are {rate.stated} imply a level of {implied}, which fits {level.stated}."

    made = judge("implied_base", ordered, constraint, 0, "", explain, result=True)
    made.stated = context.quote(operands)
    made.constraint = None  # `growth` holds it
    return made
