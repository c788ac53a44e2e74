"""`bound`: a round mark that a number passed, and a round number that the exact one bears out.

Belongs here: "totalled 22,332,000, topping 20 million for the first time", "an estimated 2,440,800, exceeding the 2 million
mark", "More than 10 million came: a total of 10.71 million". Does not belong here: bounds for all groups (see `bound`),
levels that are compared with those of another time (see `direction`), goals (see `goal`).

A mark is round: it has fewer digits than what passed it, or words say that it is a mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.observations import Observation
from pipelines.relations.constraints import Descending
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import is_member
from pipelines.relations.statement import Relation, operand
from pipelines.relations.ties import Pair, alike
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import printed, with_scale
from pipelines.rules import words

_WAYS = {word: way for way in ("up", "down") for word in words(f"passed_{way}")}
_MARKS = words("passed_marks")
_TOTALS = words("passed_totals")
_BETWEEN = frozenset((",", "and", "thus", "thereby", "so", "again", "already", "the", "a", "to", "just", "well", "for"))
_HEDGES = {"more_than": "up", "at_least": "up", "nearly": "down", "less_than": "down"}
_BEFORE = 3  # tokens from the word to the mark
_BEHIND = 10  # tokens from the number that passed to the word
_TO_EXACT = 6  # tokens from a colon to the exact number
_ROUNDER = 10  # times coarser than what passed it
_WIDEST = 2  # times


def find_passed(context: Context) -> list[Relation]:
    """The marks that the numbers of a document passed."""
    found = []
    for group in context.sentences:
        for reached, mark, way in (*_marks(group), *_borne_out(group)):
            found.append(_relation(group, reached, mark, way))
    return found


def _marks(group: SentenceGroup) -> Iterator[tuple[Observation, Observation, str]]:
    """What a number passed: the number right before the word, or another one of the same clause, and the mark behind it."""
    low = group.scan.tokens.low
    if _WAYS.keys().isdisjoint(group.scan.tokens.words):
        return
    for reached, mark in zip(group.observations, group.observations[1:], strict=False):
        begin = mark.quantity.begin
        at = next((at for at in range(begin - 1, max(-1, begin - 1 - _BEFORE), -1) if low[at] in _WAYS), None)
        gap = low[reached.quantity.end + 1 : at] if at is not None else []
        if at is None or at <= reached.quantity.end or len(gap) > _BEHIND or not _is_said(gap):
            continue
        named = not _MARKS.isdisjoint(low[mark.quantity.end + 1 : mark.quantity.end + 3])
        rounder = mark.quantity.significant >= _ROUNDER * reached.quantity.significant
        plain = rounder and not {"the", "its", "their"} & set(low[at + 1 : begin])
        if (named or plain) and _may_pass(reached, mark):
            yield reached, mark, _WAYS[low[at]]


def _is_said(gap: list[str]) -> bool:
    """Whether a word that says "passed" goes on about the number before it: ", topping", "visitors in May, exceeding"."""
    return gap[-1:] == [","] or all(word in _BETWEEN for word in gap)


def _borne_out(group: SentenceGroup) -> Iterator[tuple[Observation, Observation, str]]:
    """ "More than 10 million came: a total of 10.71 million": a hedged number, and the exact one behind a colon."""
    low = group.scan.tokens.low
    if ":" not in low:
        return
    colon = low.index(":")
    for mark, reached in zip(group.observations, group.observations[1:], strict=False):
        way = _HEDGES.get(mark.quantity.qualifier)
        beside = mark.quantity.end < colon < reached.quantity.begin <= colon + _TO_EXACT
        told = beside and not _TOTALS.isdisjoint(low[colon : reached.quantity.begin])
        finer = reached.quantity.significant < mark.quantity.significant
        if way and told and finer and _may_pass(reached, mark):
            yield reached, mark, way


def _may_pass(reached: Observation, mark: Observation) -> bool:
    """Whether two numbers are of one kind and size."""
    plain = is_member(reached) and mark.quantity.upper is None and mark.measure == "level" and mark.quantity.value > 0
    size = reached.quantity.value / mark.quantity.value if plain else 0
    return plain and alike(Pair(reached, mark)) and 1 < _WIDEST * size < _WIDEST * _WIDEST


def _relation(group: SentenceGroup, reached: Observation, mark: Observation, way: str) -> Relation:
    operands = [operand(reached, "value"), operand(mark, "bound")]
    ordered = operands if way == "up" else operands[::-1]

    def explain(outcome: Outcome) -> str:
        link = "and" if outcome.verdict == "consistent" else "but"
        value, bound = (with_scale(one, printed(one)) for one in (reached, mark))
        size = "more than" if reached.quantity.value > mark.quantity.value else "not more than"
        return f"The text says that {bound} was passed, {link} {value} is {size} that."

    return judge("bound", ordered, Descending(strict=False), 0, group.words(operands), explain)
