"""`total`: a balance and the two flows that it is the difference of, in prose.

Belongs here: "exports of 30 and imports of 20, a surplus of 10", "Births numbered 700. Deaths came to 900, a natural
decline of 200", "by 312 votes to 246, a majority of 66". The flows and their balances are in `rules/flows.csv`. Does not
belong here: sums (see `total`), changes that add up (see `net_change`), tables (see `table_changes`).

Differences that fit are reported. One that does not is held against the text only where each flow has one number, all
are of one time, and a single misprint explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.constraints import Sum
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import is_member, one_period, phrases
from pipelines.relations.parts import measured, net_of, rounded
from pipelines.relations.statement import OPEN, Relation
from pipelines.rules import Phrases, table

_FLOWS = Phrases(
    {"words": words} for words in sorted({row["words"] for row in table("flows") if row["side"] != "result"})
)
_RESULTS = Phrases(
    {"words": words} for words in sorted({row["words"] for row in table("flows") if row["side"] == "result"})
)
_LINKS, _OTHER_SCOPE, _COMPARED = phrases("links"), phrases("other_scope"), phrases("compared")
_SIDES: dict[str, list[tuple[str, str]]] = {}
for _row in table("flows"):
    _SIDES.setdefault(_row["words"], []).append((_row["flow"], _row["side"]))
_BACK = 2  # sentences
_BEHIND, _DIRECTLY = 7, 3  # tokens from the words of a balance to its number, and from a number to them
_AFTER = 8  # tokens behind a number that may name its flow
_CLAUSE = 8  # tokens before the words of a balance
_CHANCE = Fraction(1, 20)
_FAR = Fraction(2, 5)
_FLOWING = ("net", "natural", "on")  # "a net gain of": balances of flows, which read as changes
_MOST = 24  # numbers


@dataclass(frozen=True, slots=True)
class _Stated:
    """A balance as stated: its number, the flows that it may be of, where its words stand, and if they say "thus"."""

    result: Observation
    flows: frozenset[str]
    first: int
    concludes: bool


def find_balances(context: Context) -> list[Relation]:
    """The balances that sentences state with their two flows."""
    found: list[Relation] = []
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            near = [one for one in groups[max(0, at - _BACK) : at] if group.index - one.index <= _BACK]
            for relation in (*_of_words(group, near), *_of_votes(group)):
                relation.stated = context.words(group, relation.operands)
                found.append(relation)
    return found


def _of_words(group: SentenceGroup, before: Sequence[SentenceGroup]) -> Iterator[Relation]:
    taken: set[int] = set()
    for stated in _stated(group):
        if id(stated.result) in taken:
            continue
        pair = _pair(stated, group, before)
        if pair is None:
            continue
        more, less, alone = pair
        relation, holds = net_of("total", stated.result, [(1, more), (-1, less)])
        if (relation.verdict == "consistent" and holds) or (alone and _is_held(stated, more, less)):
            taken.add(id(stated.result))
            yield relation


def _stated(group: SentenceGroup) -> Iterator[_Stated]:
    """The balances of a sentence: "a surplus of 12.5", "a €12.5 bn surplus"; not the one that they are compared with."""
    tokens = group.scan.tokens
    if _RESULTS.first_words.isdisjoint(tokens.low):
        return
    for at, word in enumerate(tokens.low):
        phrase = _RESULTS.at(tokens.low, at) if word in _RESULTS.first_words else None
        if phrase is None or _says(tokens.low[max(0, at - _CLAUSE) : at][::-1], _COMPARED, stop=(",", ";")):
            continue
        last = at + len(phrase.words) - 1
        result = _result(group, at, last)
        if result is None:
            continue
        clause = tokens.low[max(0, min(at, result.quantity.begin) - _CLAUSE) : max(last, result.quantity.end) + _CLAUSE]
        if _finds(clause, _OTHER_SCOPE):
            continue
        flows = frozenset(flow for flow, side in _SIDES[" ".join(phrase.words)] if side == "result")
        led = tokens.low[max(0, min(at, result.quantity.begin) - _CLAUSE) : max(last, result.quantity.begin)]
        yield _Stated(result, flows, at, _finds(led, _LINKS) or " ".join(phrase.words) == "on balance")


def _result(group: SentenceGroup, first: int, last: int) -> Observation | None:
    """The number of a balance: directly before its words, else the next behind them."""
    low = group.scan.tokens.low
    for one in group.observations:
        quantity = one.quantity
        if quantity.end < first:
            gap = low[quantity.end + 1 : first]
            if (
                len(gap) < _DIRECTLY
                and {",", ";", ".", "in", "and", "of", "(", ")"}.isdisjoint(gap)
                and one.quantity.upper is None
            ):
                return one if one.measure == "level" and quantity.preposition not in ("from", "than") else None
        elif quantity.begin > last:
            gap = low[last + 1 : quantity.begin]
            told = len(gap) <= _BEHIND and not _finds(gap, _COMPARED) and {";", "from", "than"}.isdisjoint(gap)
            flowing = one.measure == "level" or low[first] in _FLOWING
            grown = quantity.preposition == "by" and low[first : last + 1] != ["on", "balance"]
            return one if told and flowing and not grown and quantity.upper is None else None
    return None


def _says(words: Sequence[str], wanted: Phrases, stop: Sequence[str] = ()) -> bool:
    for word in words:
        if word in stop:
            return False
        if word in wanted.first_words:
            return True
    return False


def _finds(words: Sequence[str], wanted: Phrases) -> bool:
    return any(wanted.at(words, at) is not None for at in range(len(words)))


def _pair(
    stated: _Stated, group: SentenceGroup, before: Sequence[SentenceGroup]
) -> tuple[Observation, Observation, bool] | None:
    """The nearest numbers of two opposite flows, the greater first, and whether they are the only ones of their flow."""
    numbers = [(one, other) for other in (*before, group) for one in _levels(other, stated.result)][-_MOST:]
    levels = [one for one, _ in numbers]
    for flow in sorted(stated.flows):
        named = [(one, _side(other, one, levels, flow)) for one, other in numbers]
        more = [one for one, side in named if side == "more"]
        less = [one for one, side in named if side == "less"]
        if more and less and more[-1].quantity.value != less[-1].quantity.value:
            pair = sorted((more[-1], less[-1]), key=lambda one: -one.quantity.value)
            return pair[0], pair[1], len(more) == len(less) == 1
    return None


def _levels(group: SentenceGroup, result: Observation) -> list[Observation]:
    return [
        one for one in group.observations
        if is_member(one) and one is not result and measured(one) == measured(result) and one.quantity.value > 0
    ]  # fmt: skip


def _side(group: SentenceGroup, one: Observation, numbers: Sequence[Observation], flow: str) -> str | None:
    """Which of two opposite flows a number is of: by its own words, those before it, or those behind it."""
    low, quantity = group.scan.tokens.low, one.quantity
    alike = [other.quantity for other in group.observations if measured(other) == measured(one)]
    floor = max((other.end for other in alike if other.end < quantity.begin), default=-1)
    ceiling = min((other.begin for other in alike if other.begin > quantity.end), default=len(low))
    own = _sides(low[quantity.begin : quantity.end + 1], flow)
    lead = _clause(low[floor + 1 : quantity.begin][::-1])[::-1]
    tail = _clause(low[quantity.end + 1 : min(ceiling, quantity.end + 1 + _AFTER)])
    if own:
        return own[0] if len(set(own)) == 1 else None
    ahead, behind = _sides(lead, flow), _sides(tail, flow)
    if ahead and (not behind or _names_flow_first(group, numbers, flow)) and len(set(ahead)) == 1:
        return ahead[-1]
    return behind[0] if behind and len(set(behind)) == 1 else None


def _names_flow_first(group: SentenceGroup, numbers: Sequence[Observation], flow: str) -> bool:
    """Whether a sentence names one flow before the first of its numbers, as a list does that goes on so before each."""
    first = next(one.quantity for one in numbers if one.sentence == group.index)
    before = [one.quantity.end for one in group.observations if one.quantity.end < first.begin]
    return len(set(_sides(group.scan.tokens.low[max(before, default=-1) + 1 : first.begin], flow))) == 1


def _clause(words: Sequence[str]) -> list[str]:
    """The words up to the end of a clause."""
    found: list[str] = []
    for word in words:
        if word in (";", "compared"):
            break
        found.append(word)
    return found


def _sides(words: Sequence[str], flow: str) -> list[str]:
    """The sides of a flow that words name, in their order."""
    found = []
    for at, word in enumerate(words):
        phrase = _FLOWS.at(words, at) if word in _FLOWS.first_words else None
        if phrase is not None:
            found += [side for own, side in _SIDES[" ".join(phrase.words)] if own == flow and side != "result"]
    return found


def _is_held(stated: _Stated, more: Observation, less: Observation) -> bool:
    """Whether a balance that is not the difference of its flows is held against the text."""
    numbers = (stated.result, more, less)
    areas = {one.slots.area for one in numbers if one.slots.area}
    if not one_period(numbers) or len(areas) > 1 or any(one.quantity.qualifier in OPEN for one in numbers):
        return False
    missed = abs(more.quantity.value - less.quantity.value - abs(stated.result.quantity.value))
    sign = 1 if stated.result.quantity.value < 0 else -1
    factors = (Fraction(sign), Fraction(1), Fraction(-1))
    wider = rounded(numbers, Sum(factors))
    chance = chance_of_misprint(numbers, factors, wider.slack if wider else Fraction(0))
    return chance is not None and missed <= _FAR * more.quantity.value and (stated.concludes or chance <= _CHANCE)


def _of_votes(group: SentenceGroup) -> Iterator[Relation]:
    """ "by 312 votes to 246, a majority of 66", "won with 512 votes against 480, a margin of 32"."""
    low = group.scan.tokens.low
    for at in range(len(low)):
        if low[at] not in ("majority", "margin") or low[at + 1 : at + 2] != ["of"]:
            continue
        numbers = [one for one in group.observations if is_member(one) and measured(one) == "count"]
        result = next((one for one in numbers if one.quantity.begin == at + 2), None)
        votes = [one for one in numbers if one.quantity.end < at][-2:]
        if result is None or len(votes) < 2 or "votes" not in low or votes[0].quantity.value == votes[1].quantity.value:
            continue
        gap = low[votes[0].quantity.end + 1 : votes[1].quantity.begin]
        if len(gap) > _DIRECTLY or not {"to", "against"} & set(gap) or at - votes[1].quantity.end > _DIRECTLY + 1:
            continue
        more, less = sorted(votes, key=lambda one: -one.quantity.value)
        yield net_of("total", result, [(1, more), (-1, less)])[0]
