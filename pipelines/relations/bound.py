"""`bound`: a bound that is stated for all against each.

Belongs here: "over 60% of respondents of all countries", then the values of the countries. Does not belong here: an
overall value without "all" (see `within_groups`).
"""

from __future__ import annotations

from pipelines.numerals.nouns import singular
from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.constraints import Limit
from pipelines.relations.context import Context, SentenceGroup, points_back
from pipelines.relations.statement import Relation, full_interval, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, with_scale
from pipelines.rules import Phrases, table, words

_GROUPS = Phrases(table("grouping_words"), "word")
_ALL = words("bound_all")
_ABOVE = ("more_than", "at_least")
_BELOW = ("less_than", "at_most")
_REACH = 8  # tokens to "all"
_FAR = 12  # sentences


def find_bounds(context: Context) -> list[Relation]:
    """Bounds for all groups, against the values that the same passage gives for them afterwards."""
    found = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            for bound in group.observations:
                if _is_bound(group, bound):
                    found += _against(context, bound, groups[at + 1 : at + 1 + _FAR])
    return found


def _is_bound(group: SentenceGroup, bound: Observation) -> bool:
    """Whether a hedged value is said of all groups ("over 60% ... of all countries", "in every region above 5%").

    "86% of all requests" is said of the whole of requests, not of groups.
    """
    if bound.quantity.qualifier not in _ABOVE + _BELOW or bound.measure != "level":
        return False
    tokens = group.scan.tokens
    places = [*range(bound.quantity.end + 1, bound.quantity.end + _REACH)]
    places += range(max(0, bound.quantity.begin - _REACH), bound.quantity.begin)
    return any(tokens.word(at) in _ALL and _names_groups(tokens, at + 1) for at in places)


def _names_groups(tokens: Tokens, at: int) -> bool:
    """Whether "all" is followed by groups: "all countries", "every age group", "all four regions"."""
    return any(_GROUPS.at([singular(word) for word in tokens.low[start : start + 3]], 0) for start in (at, at + 1))


def _against(context: Context, bound: Observation, following: list[SentenceGroup]) -> list[Relation]:
    """One relation for each area or population with a value of its own: its latest one."""
    latest: dict[tuple[str | None, str | None], Observation] = {}
    for group in following:
        if not points_back(group):
            break
        for one in group.observations:
            named = one.slots.area or one.slots.population
            comparable = (
                one.unit == bound.unit
                and one.figure is bound.figure
                and one.measure == "level"
                and one.quantity.upper is None
            )
            if named and comparable and one.quantity.preposition != "from":
                latest[(one.slots.area, None if one.slots.area else one.slots.population)] = one
    return [_relation(context, bound, one) for one in latest.values()]


def _relation(context: Context, bound: Observation, value: Observation) -> Relation:
    operands = [operand(bound, "bound"), operand(value, "value")]

    def explain(outcome: Outcome) -> str:
        keeps = "keeps" if outcome.verdict == "consistent" else "breaks"
        return f"The text says {bound.stated} for all, and {with_scale(value, printed(value))} {keeps} that."

    floor = bound.quantity.qualifier in _ABOVE
    relation = judge("bound", operands, Limit(floor), 1, context.quote(operands), explain)
    relation.computed = full_interval(bound)
    return relation
