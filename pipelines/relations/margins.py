"""`implied_base` of margins: a profit, its revenue, and the margin that the one is of the other.

Belongs here: "The net margin rose to 5.6% from 2.1%, net income being 35.0 million, up from 14.7 million. Revenue was 625.9
million, from 695.3 million": each margin with the profit and the revenue of its own time, by their names, in its sentence
and those beside it. Does not belong here: other shares of amounts (see `feasible_share`), what words call profit and
revenue (`rules/word_lists.csv`).

A margin that does not fit is held against the text only where one profit and one revenue can be meant, and a single slip
explains it: two digits exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.constraints import PartOf
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.levels import find_levels
from pipelines.relations.parts import HUNDRED
from pipelines.relations.statement import Relation, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import shown
from pipelines.rules import words

_PROFITS, _REVENUES = words("margins_profits"), words("margins_revenues")
_SORTS = words("margins_sorts")  # "gross", "operating": a margin is of a profit of its own sort
_MARGIN = ("margin", "margins")
_LEAD, _TAIL = 10, 3  # tokens before and behind a margin that call it so
_NAME = 14  # tokens before an amount that name it
_BESIDE = 1  # sentences

Named = tuple[
    SentenceGroup, Observation, str, bool
]  # an amount, what it is called, and whether it is of the time before


def find_margins(context: Context) -> list[Relation]:
    """The margins of a document with their profits and revenues."""
    return [
        relation
        for groups in context.passages.values()
        for at, group in enumerate(groups)
        if not group.scan.tokens.words.isdisjoint(_MARGIN)
        for relation in _of_sentence(context, group, groups[max(0, at - _BESIDE) : at + 1 + _BESIDE])
    ]


def _of_sentence(context: Context, group: SentenceGroup, near: Sequence[SentenceGroup]) -> Iterator[Relation]:
    amounts = [one for other in near if abs(other.index - group.index) <= _BESIDE for one in _amounts(other)]
    for margin, before in _margins(group):
        profits = [(each, one) for each, one, name, start in amounts if start == before and name in _PROFITS]
        revenues = [(each, one) for each, one, name, start in amounts if start == before and name in _REVENUES]
        pairs = [(each, one, other) for each, one in profits for _, other in revenues if one.unit == other.unit]
        found = [_relation(context, margin, profit, revenue) for _, profit, revenue in pairs]
        holding = next((one for one in found if one.verdict == "consistent"), None)
        if holding is not None:
            yield holding
        else:
            own = [one for one, pair in zip(found, pairs, strict=True) if _is_of_sort(group, margin, *pair[:2])]
            yield from own if len(own) == 1 and _is_swapped(own[0]) else ()


def _margins(group: SentenceGroup) -> Iterator[tuple[Observation, bool]]:
    """The margins of a sentence, each with whether it is that of the time before."""
    low, levels = group.scan.tokens.low, find_levels(group)
    last: Observation | None = None
    for one, level in zip(group.observations, levels, strict=True):
        floor = group.observations[one.number - 1].quantity.end if one.number else -1
        lead = low[max(floor + 1, one.quantity.begin - _LEAD) : one.quantity.begin]
        tail = low[one.quantity.end + 1 : one.quantity.end + 1 + _TAIL]
        started = level is not None and level.cue == "start"
        goes_on = last is not None and last.number == one.number - 1 and started
        if one.unit == "percent" and level is not None and (goes_on or not set(_MARGIN).isdisjoint((*lead, *tail))):
            last = one
            yield one, started


def _amounts(group: SentenceGroup) -> Iterator[Named]:
    """The amounts of money of a sentence with what they are called, those of the time before by the amount they follow."""
    low, levels = group.scan.tokens.low, find_levels(group)
    last, floor = "", -1
    for one, level in zip(group.observations, levels, strict=True):
        if level is None or one.quantity.kind != "money":
            continue
        started = level.cue == "start"
        lead = low[max(floor + 1, one.quantity.begin - _NAME) : one.quantity.begin]
        floor = one.quantity.end
        named = next((word for word in reversed(lead) if word in _PROFITS | _REVENUES), "")
        last = named or (last if started else "")
        if last and one.quantity.value > 0:
            yield group, one, last, started


def _is_of_sort(group: SentenceGroup, margin: Observation, other: SentenceGroup, profit: Observation) -> bool:
    """Whether a margin and a profit are called of one sort, or none is."""

    def sorts(sentence: SentenceGroup, one: Observation) -> frozenset[str]:
        begin = one.quantity.begin
        return _SORTS.intersection(sentence.scan.tokens.low[max(0, begin - _NAME) : begin])

    return sorts(group, margin) == sorts(other, profit)


def _is_swapped(relation: Relation) -> bool:
    """Whether two digits exchanged in one number explain that a margin does not fit."""
    return any(repair.misprint == "swapped" for repair in relation.repairs)


def _relation(context: Context, margin: Observation, profit: Observation, revenue: Observation) -> Relation:
    operands = [operand(margin, "rate"), operand(profit, "amount"), operand(revenue, "level")]

    def explain(outcome: Outcome) -> str:
        link = "and" if outcome.verdict == "consistent" else "but"
        exact = shown(Fraction(round(HUNDRED * HUNDRED * profit.quantity.value / revenue.quantity.value), 100))
        return f"The text says a margin of {margin.stated}, {link} {profit.stated} of {revenue.stated} is {exact}%."

    return judge("implied_base", operands, PartOf(HUNDRED), 0, context.quote(operands), explain, result=True)
