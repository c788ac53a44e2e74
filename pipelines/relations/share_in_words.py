"""`repeat`: a share in words and the per cents that it stands for.

Belongs here: "two in three (66.4%)", "33.4%, or about one third", "more than half (52%)". Does not belong here: other
quantities that are stated twice (see `repeat`).

Words are rough. They are held against the text only if the per cents are far off, or beyond a bound that the words state.
"""

from __future__ import annotations

from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.constraints import Sum
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.parts import HUNDRED
from pipelines.relations.statement import Relation, full_interval, operand
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed
from pipelines.rules import words

_BESIDE = 9  # tokens from words to their per cents in brackets
_LINKS = words("repeat_links") | {",", "(", ".", "–", "—", ":"}
_BREAKS = frozenset((",", "–", "—"))
_ROUGH = (Fraction(3, 4), Fraction(5, 4))  # how far per cents may be from a share in words
_HALF = Fraction(1, 2)
_ABOVE, _BELOW = ("more_than", "at_least"), ("less_than", "at_most")


def find_shares_in_words(context: Context) -> list[Relation]:
    """The shares in words of a document that have their per cents beside them."""
    found = []
    for group in context.sentences:
        for one, other in zip(group.observations, group.observations[1:], strict=False):
            if {one.unit, other.unit} == {"ratio", "percent"} and _restates(group, one, other):
                worded, percent = (one, other) if one.unit == "ratio" else (other, one)
                found.append(_relation(context, group, worded, percent))
    return found


def _restates(group: SentenceGroup, one: Observation, other: Observation) -> bool:
    """Whether the second of two shares says the first once more: in brackets, between commas or dashes, behind "or"."""
    levels = all(each.measure == "level" and each.quantity.upper is None for each in (one, other))
    worded = one if one.unit == "ratio" else other
    low, quantity = group.scan.tokens.low, other.quantity
    gap = low[one.quantity.end + 1 : quantity.begin]
    behind = low[quantity.end + 1 : quantity.end + 2]
    if not levels or not 0 < worded.quantity.value < 1 or not gap or len(gap) > _BESIDE:
        return False
    if gap[-1] == "(":
        of_other = "of" in gap and low[quantity.end + 2 : quantity.end + 3] == ["of"]  # "a third of these (12%) of all"
        return behind == [")"] and not of_other and {",", ";", ":", ")"}.isdisjoint(gap)
    gap = gap[1:] if gap[0] == ")" and one.quantity.enclosed else gap
    if not gap or not {";", ")", "("}.isdisjoint(gap):
        return False
    first = max((at for at, word in enumerate(gap) if word in _BREAKS), default=0)
    linked = all(word in _LINKS for word in gap[first:]) and len(gap) > first + 1
    aside = gap[-1] in _BREAKS and behind in ([","], ["–"], ["—"]) and "and" not in gap
    return linked or gap == ["or"] or aside


def _relation(context: Context, group: SentenceGroup, worded: Observation, percent: Observation) -> Relation:
    operands = [operand(worded, "first"), operand(percent, "second")]

    def explain(outcome: Outcome) -> str:
        fits = "differs" if outcome.verdict == "inconsistent" else "fits"
        return f"The share of {worded.stated} is stated in per cent as {printed(percent)}, which {fits}."

    relation = judge("repeat", operands, Sum((HUNDRED, Fraction(-1))), 1, "", explain)
    relation.stated = context.words(group, operands)
    holds_by = _holds_by(worded, percent)
    if holds_by:
        computed, stated = relation.computed or full_interval(percent), full_interval(percent)
        relation.explanation = explain(Outcome("consistent", holds_by, computed, stated))
        relation.verdict, relation.holds_by, relation.repairs, relation.constraint = "consistent", holds_by, [], None
    return relation


def _holds_by(worded: Observation, percent: Observation) -> str | None:
    """By what words and per cents agree: digit for digit, by rounding to whole per cents, by a hedge, or roughly."""
    share, value = worded.quantity.value * HUNDRED, percent.quantity.value
    qualifier, step = worded.quantity.qualifier, percent.quantity.step
    if qualifier in _ABOVE + _BELOW:
        beyond = value >= share - step * _HALF if qualifier in _ABOVE else value <= share + step * _HALF
        return "hedge" if beyond else None
    if abs(value - share) <= step * _HALF:
        return "face"
    if qualifier == "exact" and abs(value - share) <= _HALF:
        return "rounding"
    if not _ROUGH[0] <= value / share <= _ROUGH[1]:
        return None
    return "loose" if qualifier == "exact" else "hedge"
