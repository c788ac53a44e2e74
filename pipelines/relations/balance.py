"""`total` and `change`: a balance and the two flows that it is the difference of, in prose.

Belongs here: "exports of 30 and imports of 20, a surplus of 10", "Births numbered 700. Deaths came to 900, a natural
decline of 200", "by 312 votes to 246, a majority of 66". The flows and their balances are in `rules/flows.csv`. Does not
belong here: sums (see `total`), changes that add up (see `net_change`), tables (see `table_changes`).

Differences that fit are reported. One that does not is held against the text only where each flow has one number, all
are of one time, and a single misprint explains it.

A balance completes the smaller flow to the greater one, and is a difference of two levels: one that holds is reported as
both, whichever a reader looks for. One that does not is held against the text once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.constraints import Sum
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import is_member, one_period, phrases
from pipelines.relations.parts import as_difference, measured, net_of, rounded
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
_BY = ("on", "naturally", "exceeded", "outnumbered", "exceeding", "outnumbering")  # "deaths exceeded births by 200"
_FLOWING = ("net", "natural", "on", "naturally")  # "a net gain of": balances of flows, which read as changes
_LEAD = 40  # tokens before a number that may name its flow
_MOST_PAIRS = 24
_STARTS = frozenset(("from", "than", "against", "with"))
_LATER = 12  # tokens from a balance to the one that it is compared with
_MOST, _FOLLOWING = 12, 4  # numbers before a balance, and behind it
_APART = frozenset((",", ";", ".", "in", "and", "of", "(", ")", "a", "an", "the"))


@dataclass(frozen=True, slots=True)
class _Stated:
    """A balance as stated: its number, the flows that it may be of, where its words stand, and if they say "thus".

    One of another time, from which it changed or with which it is compared, is not `held` against the text.
    """

    result: Observation
    flows: frozenset[str]
    first: int
    concludes: bool
    held: bool = True


class _Numbers:
    """The numbers of a sentence, those that are measured alike in rows, so that the neighbours of each are at hand."""

    def __init__(self, group: SentenceGroup) -> None:
        self.group = group

    @cached_property
    def begins(self) -> list[int]:
        """Where the numbers begin."""
        return [one.quantity.begin for one in self.group.observations]

    @cached_property
    def _alike(self) -> dict[str | None, list[Observation]]:
        rows: dict[str | None, list[Observation]] = {}
        for one in self.group.observations:
            rows.setdefault(measured(one), []).append(one)
        return rows

    @cached_property
    def _at(self) -> dict[int, int]:
        return {id(one): place for row in self._alike.values() for place, one in enumerate(row)}

    def row_of(self, one: Observation) -> list[Observation]:
        """The numbers of the sentence that are measured like one."""
        return self._alike[measured(one)]

    def around(self, one: Observation) -> tuple[int, int]:
        """Where the number before ends, and the next begins, that is measured like one of the sentence."""
        row, at = self._alike[measured(one)], self._at[id(one)]
        floor = row[at - 1].quantity.end if at else -1
        return floor, row[at + 1].quantity.begin if at + 1 < len(row) else len(self.group.scan.tokens)

    def near(self, result: Observation) -> tuple[list[Observation], list[Observation]]:
        """The levels before and behind a balance that may be its flows; of another sentence its last."""
        row = self._alike.get(measured(result), [])
        at = self._at.get(id(result))
        before = row[max(0, at - _MOST) : at] if at is not None else row[-_MOST:]
        behind = row[at + 1 : at + 1 + _FOLLOWING] if at is not None else []
        return _levels(before), _levels(behind)


def _levels(numbers: Sequence[Observation]) -> list[Observation]:
    return [one for one in numbers if one.quantity.value > 0 and one.measure == "level" and one.quantity.upper is None]


def find_balances(context: Context) -> list[Relation]:
    """The balances that sentences state with their two flows."""
    found: list[Relation] = []
    for groups in context.passages.values():
        window: list[_Numbers] = []
        taken: set[int] = set()
        for group in groups:
            window = [one for one in window[-_BACK:] if group.index - one.group.index <= _BACK]
            window.append(_Numbers(group))
            for relation in (*_of_words(window, taken), *_of_flows_behind(window, taken), *_of_votes(window[-1])):
                relation.stated = context.words(group, relation.operands)
                found.append(relation)
                if relation.verdict == "consistent":
                    found.append(as_difference(relation))
    return found


def _of_words(window: Sequence[_Numbers], taken: set[int]) -> Iterator[Relation]:
    """The balances of the last sentence of a window, with flows of all its sentences."""
    for stated in _stated(window[-1]):
        pair = None if id(stated.result) in taken else _pair(stated, window)
        if pair:
            yield from _netted(stated, pair, taken)


def _of_flows_behind(window: Sequence[_Numbers], taken: set[int]) -> Iterator[Relation]:
    """ "The deficit was 44 billion. Exports came to 190 billion and imports to 235 billion.": flows told after it."""
    last = window[-1]
    if len(window) < 2 or _FLOWS.first_words.isdisjoint(last.group.scan.tokens.words):
        return
    for numbers in window[:-1]:
        for stated in _stated(numbers):
            pair = None if id(stated.result) in taken else _pair(stated, [numbers, last])
            if pair and pair[0].sentence == pair[1].sentence == last.group.index:
                yield from _netted(stated, pair, taken)


def _netted(stated: _Stated, pair: tuple[Observation, Observation, bool], taken: set[int]) -> Iterator[Relation]:
    """A balance with its flows, if it holds or is held against the text."""
    more, less, alone = pair
    relation, holds = net_of("total", stated.result, [(1, more), (-1, less)])
    if (relation.verdict == "consistent" and holds) or (alone and stated.held and _is_held(stated, more, less)):
        taken.add(id(stated.result))
        yield relation


def _stated(numbers: _Numbers) -> Iterator[_Stated]:
    """The balances of a sentence: "a surplus of 12.5", "a €12.5 bn surplus"; not the one that they are compared with."""
    tokens = numbers.group.scan.tokens
    if _RESULTS.longest_words.isdisjoint(tokens.words):
        return
    for at, phrase in _RESULTS.all_in(tokens.low):
        if _says(tokens.low[max(0, at - _CLAUSE) : at][::-1], _COMPARED, stop=(",", ";")):
            continue
        last = at + len(phrase.words) - 1
        result = _result(numbers, at, last)
        if result is None:
            continue
        clause = tokens.low[max(0, min(at, result.quantity.begin) - _CLAUSE) : max(last, result.quantity.end) + _CLAUSE]
        told = [word for place, word in enumerate(clause) if clause[place - 2 : place] != ["goods", "and"]]
        if _OTHER_SCOPE.is_in(told):
            continue  # of "goods and services" the flows are told
        flows = frozenset(flow for flow, side in _SIDES[" ".join(phrase.words)] if side == "result")
        led = tokens.low[max(0, min(at, result.quantity.begin) - _CLAUSE) : max(last, result.quantity.begin)]
        starts = result.quantity.preposition == "from"
        concludes = _LINKS.is_in(led) or " ".join(phrase.words) == "on balance"
        yield _Stated(result, flows, at, concludes, held=not starts)
        other = _compared(numbers, result)
        if other is not None:
            yield _Stated(other, flows, at, concludes=False, held=False)


def _compared(numbers: _Numbers, result: Observation) -> Observation | None:
    """The balance that one is compared with: "a deficit of 4.1 billion, up 5% from 3.9 billion"."""
    row = numbers.row_of(result)
    at = next(place for place, one in enumerate(row) if one is result)
    other = row[at + 1] if at + 1 < len(row) else None
    if other is None or other.quantity.upper is not None:
        return None
    gap = numbers.group.scan.tokens.low[result.quantity.end + 1 : other.quantity.begin]
    told = other.quantity.preposition in ("from", "to", "than") or _COMPARED.is_in(gap) or gap[-2:-1] == ["("]
    return other if told and len(gap) <= _LATER and ";" not in gap else None


def _result(numbers: _Numbers, first: int, last: int) -> Observation | None:
    """The number of a balance: directly before its words, else the next behind them."""
    low = numbers.group.scan.tokens.low
    place = bisect_left(numbers.begins, first)
    before, behind = (
        numbers.group.observations[max(0, place - 1) : place],
        _past_rate(numbers.group.observations[place : place + 2]),
    )
    for one in before:
        gap = low[one.quantity.end + 1 : first]
        beside = len(gap) < _DIRECTLY and _APART.isdisjoint(gap) and one.quantity.end < first
        if beside and one.quantity.upper is None:
            return one if one.measure == "level" and one.quantity.preposition not in ("from", "than") else None
    for one in behind:
        gap = low[last + 1 : one.quantity.begin]
        turned = gap[-1:] == ["from"] or gap[-2:-1] == ["from"]  # "the deficit went from 29.9 to 33.9 billion"
        near = len(gap) <= (_BEHIND if one is numbers.group.observations[place] else _LATER)
        told = (turned or not _COMPARED.is_in(gap)) and near and {";", "than"}.isdisjoint(gap)
        flowing = one.measure == "level" or low[first] in _FLOWING
        grown = one.quantity.preposition == "by" and low[first] not in _BY
        return one if told and flowing and not grown and one.quantity.upper is None else None
    return None


def _past_rate(numbers: Sequence[Observation]) -> Sequence[Observation]:
    """The first number, or the one behind a rate of change: "the deficit narrowed by 9.1% and stood at 3.0 billion"."""
    moved = numbers and numbers[0].measure == "change" and measured(numbers[0]) == "share"
    return numbers[1:] if moved else numbers[:1]


def _says(words: Sequence[str], wanted: Phrases, stop: Sequence[str] = ()) -> bool:
    for word in words:
        if word in stop:
            return False
        if word in wanted.first_words:
            return True
    return False


def _pair(stated: _Stated, window: Sequence[_Numbers]) -> tuple[Observation, Observation, bool] | None:
    """The nearest numbers of two opposite flows, the greater first, and whether they are the only ones of their flow.

    They are looked for before the balance, and else around it ("a surplus of 1.3 million: income was 14.8 million ...").
    """
    near = [(numbers, numbers.near(stated.result)) for numbers in window]
    before = [(numbers, one) for numbers, (earlier, _) in near for one in earlier]
    behind = [(numbers, one) for numbers, (_, later) in near for one in later]
    for listed in (before[-_MOST:], [*before, *behind][-_MOST:]):
        for flow in sorted(stated.flows):
            firsts = {id(numbers): one for numbers, one in reversed(listed)}
            named = [(one, _side(numbers, one, firsts[id(numbers)], flow)) for numbers, one in listed]
            more = [one for one, side in named if side == "more"]
            less = [one for one, side in named if side == "less"]
            alone = len(more) == len(less) == 1 and all(map(is_member, (*more, *less)))
            carried = _carried(named)
            rows = ([one for one, side in carried if side == wanted] for wanted in ("more", "less"))
            tried = _nearest(more, less) if alone and stated.held else _nearest(*rows)
            fit = next((both for both in tried if _is_difference(stated.result, *both)), None)
            if fit or (more and less and more[-1].quantity.value != less[-1].quantity.value):
                both = fit or (more[-1], less[-1])
                pair = sorted(both, key=lambda one: -one.quantity.value)
                return pair[0], pair[1], alone
    return None


def _carried(named: Sequence[tuple[Observation, str | None]]) -> list[tuple[Observation, str | None]]:
    """Numbers with their sides, those without words of their own on the side of the one before in their sentence."""
    found: list[tuple[Observation, str | None]] = []
    for one, side in named:
        last = found[-1] if found else None
        carried = last[1] if last and last[0].sentence == one.sentence else None
        found.append((one, side or carried))
    return found


def _nearest(more: Sequence[Observation], less: Sequence[Observation]) -> list[tuple[Observation, Observation]]:
    """The pairs of two opposite flows that differ, the last first."""
    both = [(one, other) for one in reversed(more) for other in reversed(less)]
    return [pair for pair in both if pair[0].quantity.value != pair[1].quantity.value][:_MOST_PAIRS]


def _is_difference(result: Observation, one: Observation, other: Observation) -> bool:
    """Whether a balance is the difference of two flows, as far as its digits tell."""
    left = abs(abs(one.quantity.value - other.quantity.value) - abs(result.quantity.value))
    return left <= sum(each.quantity.step for each in (result, one, other)) / 2


def _side(numbers: _Numbers, one: Observation, first: Observation, flow: str) -> str | None:
    """Which of two opposite flows a number is of: by its own words, those before it, or those behind it.

    Where both stand, a list that names a flow before its `first` number does so before each.
    """
    low, quantity = numbers.group.scan.tokens.low, one.quantity
    _, ceiling = numbers.around(one)
    own = _sides(low[quantity.begin : quantity.end + 1], flow)
    if own:
        return own[0] if len(set(own)) == 1 else None
    ahead = _ahead(numbers, one, flow)
    if not ahead and quantity.preposition in _STARTS:
        return None  # "exports rose to 6.0 from 5.0 billion, and imports": of the flow that is told before
    after = _clause(low[quantity.end + 1 : min(ceiling, quantity.end + 1 + _AFTER)])
    behind = _sides(after[: after.index(",")] if "," in after else after, flow) or _sides(after, flow)
    if len(set(ahead)) == 1 and (not behind or len(set(_ahead(numbers, first, flow))) == 1):
        return ahead[-1]
    return behind[0] if len(set(behind)) == 1 else None


def _ahead(numbers: _Numbers, one: Observation, flow: str) -> list[str]:
    """The sides of a flow that are named before a number and behind the one before."""
    floor, _ = numbers.around(one)
    begin = one.quantity.begin
    return _sides(_clause(numbers.group.scan.tokens.low[max(floor + 1, begin - _LEAD) : begin][::-1])[::-1], flow)


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
    for _, phrase in _FLOWS.all_in(words):
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


def _of_votes(sentence: _Numbers) -> Iterator[Relation]:
    """ "by 312 votes to 246, a majority of 66", "won with 512 votes against 480, a margin of 32"."""
    group = sentence.group
    low = group.scan.tokens.low
    if "votes" not in low:
        return
    for at in range(len(low)):
        if low[at] not in ("majority", "margin") or low[at + 1 : at + 2] != ["of"]:
            continue
        place = bisect_left(sentence.begins, at)
        numbers = [
            one for one in group.observations[max(0, place - 2) : place + 1]
            if is_member(one) and measured(one) == "count"
        ]  # fmt: skip
        result = next((one for one in numbers if one.quantity.begin == at + 2), None)
        votes = [one for one in numbers if one.quantity.end < at][-2:]
        if result is None or len(votes) < 2 or votes[0].quantity.value == votes[1].quantity.value:
            continue
        gap = low[votes[0].quantity.end + 1 : votes[1].quantity.begin]
        if len(gap) > _DIRECTLY or not {"to", "against"} & set(gap) or at - votes[1].quantity.end > _DIRECTLY + 1:
            continue
        more, less = sorted(votes, key=lambda one: -one.quantity.value)
        yield net_of("total", result, [(1, more), (-1, less)])[0]
