"""`implied_base`: amounts stated with their rates imply the base that they are rates of.

Belongs here: "a reduction of 21.4% (-83,739 million yen) ... of 29.4% (-115,269 million yen)", both against one fixed
level; "of total revenue, 21.4% (€642 million) from lorries and 12.8% (€384 million) from coaches"; "3.1% of GDP (€15.5
billion)" and "€300 billion, or 60% of GDP" in one passage. Does not belong here: rates of bases that differ (other
groups, other years).

Shares that fit one base are reported. Shares that do not are held against the text only where it names their base once,
and one misprint explains it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.observations.quantities import CHANGE_VERBS
from pipelines.reading.tokens import Tokens
from pipelines.relations.chance import is_misprinted
from pipelines.relations.constraints import ANYTHING, SameBase, SameQuotient, divide, meet, narrow, scale
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.lists import is_member, one_period, reopens, times
from pipelines.relations.misprints import slips
from pipelines.relations.parts import HUNDRED, measured
from pipelines.relations.shares_nearby import parts_beside
from pipelines.relations.statement import Operand, Relation, face_interval, full_interval, operand, rounding_interval
from pipelines.relations.verdicts import Outcome, judge
from pipelines.relations.wording import scaled, shown, shown_interval, with_scale
from pipelines.rules import words

_COMPARING = frozenset(("compared", "against", "versus", "vis-à-vis"))  # with what was so at another time
_CHANGES = words("implied_base_changes")
_FIXED = (("level",), ("base",), ("baseline",), ("compared", "with"), ("compared", "to"), ("relative", "to"))
_NEAR = 3
_PAIR, _SEVERAL = 2, 3
_BESIDE = 7  # tokens from an amount to its share in brackets
_PLACE = 3  # tokens
_WHOLE = Fraction(101)
_DIGITS = 4
_MOST = 30
_RESTATING = ([",", "or"], ["or"], [",", "i", ".", "e", "."], [",", "that", "is"], ["–"], ["—"])
_ENDING = frozenset(("in", "and", "was", "were", "is", "are", "came", "for", "on", "at", "by", "to", "from", "while"))
_REST = frozenset(("rest", "remainder", "remaining", "latter", "former"))
_PARTIAL = _REST | {"which", "these", "those", "its", "their"}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A rate with its amount in brackets, and the noun of change that both are of."""

    rate: Observation
    amount: Observation
    noun: str
    group: SentenceGroup


def find_implied_bases(context: Context) -> list[Relation]:
    """Pairs of rate and amount in one passage that are of one base."""
    found: list[Relation] = []
    told: set[int] = set()
    for group in context.sentences:
        shares = _of_shares(context, group)
        told |= {id(one.observation) for relation in shares for one in relation.operands}
        found += shares
    for groups in context.passages.values():
        found += _of_one_name(context, groups, told)
        pairs = [pair for group in groups for pair in _pairs(group)]
        if len(pairs) < 2 or not any(_names_fixed_level(group) for group in groups):
            continue
        for one, other in zip(pairs, pairs[1:], strict=False):
            if _one_base(one, other):
                found.append(_relation(context, one, other))
    return found


def _pairs(group: SentenceGroup) -> list[_Pair]:
    found = []
    for rate, amount in zip(group.observations, group.observations[1:], strict=False):
        quantity = amount.quantity
        beside = quantity.enclosed and quantity.begin - rate.quantity.end == 2
        if (
            rate.unit == "percent"
            and beside
            and quantity.kind in ("money", "count", "physical")
            and quantity.value != 0
        ):
            low, verb = group.scan.tokens.low, rate.quantity.verb
            noun = next((word for word in reversed(low[: rate.quantity.begin]) if word in _CHANGES), None)
            noun = noun or (None if verb is None else CHANGE_VERBS.get(low[verb]))
            if noun and rate.quantity.value != 0:
                found.append(_Pair(rate, amount, noun, group))
    return found


def _names_fixed_level(group: SentenceGroup) -> bool:
    """Whether a sentence names the level that rates are measured from ("from the FY2013 level")."""
    words = group.scan.tokens.low
    return any(tuple(words[at : at + len(fixed)]) == fixed for fixed in _FIXED for at in range(len(words)))


def _one_base(one: _Pair, other: _Pair) -> bool:
    slots, others = one.rate.slots, other.rate.slots
    near = other.group.index - one.group.index <= _NEAR
    apart = one.group.index != other.group.index
    same = slots.area == others.area and slots.population == others.population
    return near and apart and same and one.noun == other.noun and one.amount.unit == other.amount.unit


def _relation(context: Context, one: _Pair, other: _Pair) -> Relation:
    operands = [
        operand(one.amount, "amount"),
        operand(one.rate, "rate"),
        operand(other.amount, "amount"),
        operand(other.rate, "rate"),
    ]
    first, second = _base(one), _base(other)

    def explain(outcome: Outcome) -> str:
        unit = " ".join(filter(None, (one.amount.quantity.scale, one.amount.unit)))
        both = f"{_in_scale(first, one)} and {_in_scale(second, other)} {unit}"
        if outcome.verdict == "consistent":
            return f"The two rates with their amounts imply bases of {both}, which fit one base."
        return f"The two rates with their amounts imply bases of {both}, which no single base fits."

    relation = judge("implied_base", operands, SameQuotient(), 0, context.quote(operands), explain)
    relation.computed = _common(first, second)
    return relation


def _base(pair: _Pair) -> Interval:
    """The base in the unit of the amount, without sign: amount over rate."""
    base = divide(full_interval(pair.amount), scale(full_interval(pair.rate), Fraction(1, 100)))
    return scale(base, Fraction(-1)) if base.upper is not None and base.upper < 0 else base


def _common(one: Interval, other: Interval) -> Interval:
    lowers = [end for end in (one.lower, other.lower) if end is not None]
    uppers = [end for end in (one.upper, other.upper) if end is not None]
    lower, upper = max(lowers, default=None), min(uppers, default=None)
    return Interval(lower, upper) if lower is None or upper is None or lower <= upper else one


def _in_scale(interval: Interval, pair: _Pair) -> str:
    factor = pair.amount.quantity.factor
    ends = [None if end is None else Fraction(round(end / factor)) for end in (interval.lower, interval.upper)]
    return f"{shown(ends[0])} to {shown(ends[1])}"


def _of_shares(context: Context, group: SentenceGroup) -> list[Relation]:
    """The shares of a sentence with their amounts, if all may be of one base; clause by clause where they are not."""
    pairs = _share_pairs(group)
    relation = _of_pairs(context, group, pairs)
    if relation is not None or ";" not in group.scan.tokens.words:
        return [relation] if relation else []
    marks = [at for at, word in enumerate(group.scan.tokens.low) if word == ";"]
    clauses: dict[int, list[tuple[Observation, Observation]]] = {}
    for pair in pairs:
        clauses.setdefault(bisect_left(marks, pair[0].quantity.begin), []).append(pair)
    found = (_of_pairs(context, group, clause) for clause in clauses.values())
    return [one for one in found if one]


def _of_pairs(
    context: Context, group: SentenceGroup, pairs: Sequence[tuple[Observation, Observation]]
) -> Relation | None:
    if len(pairs) < 2 or len({measured(amount) for amount, _ in pairs}) > 1:
        return None
    if (
        not one_period([one for pair in pairs for one in pair])
        or sum(rate.quantity.value for _, rate in pairs) > _WHOLE
    ):
        return None
    enclosed = all(max(pair, key=lambda one: one.number).quantity.enclosed for pair in pairs)
    sure = (
        enclosed
        and times(group) <= 1
        and _COMPARING.isdisjoint(group.scan.tokens.words)
        and _names_base_once(group, pairs)
    )
    sure = sure or _is_one_slipped(pairs)
    return _of_shares_of_one(pairs, lambda operands: context.words(group, operands), sure=sure)


def _is_one_slipped(pairs: Sequence[tuple[Observation, Observation]]) -> bool:
    """Whether all pairs but one are of one base, and digits exchanged in that one part it from them."""
    if len(pairs) < _SEVERAL:
        return False
    for at, pair in enumerate(pairs):
        base = ANYTHING
        for amount, rate in (*pairs[:at], *pairs[at + 1 :]):
            quotient = divide(full_interval(amount), scale(full_interval(rate), 1 / HUNDRED))
            if not meet(base, quotient):
                break
            base = narrow(base, quotient)
        else:
            if _swapped_fits(pair, base):
                return True
    return False


def _swapped_fits(pair: tuple[Observation, Observation], base: Interval) -> bool:
    """Whether digits exchanged in an amount or its share make them fit a base."""
    for at, one in enumerate(pair):
        for kind, value in slips(one) if one.quantity.qualifier == "exact" else ():
            half = one.quantity.step / 2
            numbers = [full_interval(each) for each in pair]
            numbers[at] = Interval(value - half, value + half)
            if kind == "swapped" and value > 0 and meet(base, divide(numbers[0], scale(numbers[1], 1 / HUNDRED))):
                return True
    return False


def _of_shares_of_one(
    pairs: Sequence[tuple[Observation, Observation]], quote: Callable[[list[Operand]], str], *, sure: bool
) -> Relation | None:
    """Amounts with their shares as one relation; None where they do not fit and may be of several bases."""
    operands = [operand(one, role) for pair in pairs for one, role in zip(pair, ("amount", "rate"), strict=True)]
    bases = [divide(full_interval(amount), scale(full_interval(rate), Fraction(1, 100))) for amount, rate in pairs]

    def explain(outcome: Outcome) -> str:
        shown_bases = " and ".join(
            with_scale(pairs[0][0], shown_interval(scaled(pairs[0][0], _rough(one)))) for one in bases
        )
        fit = "which fit one base" if outcome.verdict == "consistent" else "which no single base fits"
        return f"The amounts with their shares imply bases of {shown_bases}, {fit}."

    relation = judge("implied_base", operands, SameBase(), 0, quote(operands), explain)
    if relation.verdict == "consistent" and _holds_as_printed(pairs):
        relation.holds_by = "face"
    return None if relation.verdict == "inconsistent" and not (sure and is_misprinted(relation)) else relation


def _holds_as_printed(pairs: Sequence[tuple[Observation, Observation]]) -> bool:
    """Whether one base gives all shares, rounded as printed, of the amounts as printed: a share is a result."""
    base = ANYTHING
    for amount, rate in pairs:
        quotient = divide(face_interval(amount), scale(rounding_interval(rate), 1 / HUNDRED))
        if not meet(base, quotient):
            return False
        base = narrow(base, quotient)
    return True


def _of_one_name(context: Context, groups: Sequence[SentenceGroup], told: set[int]) -> Iterator[Relation]:
    """The shares of a passage that name the same whole ("of GDP"), at the same time and place."""
    found: dict[tuple[object, ...], list[tuple[Observation, Observation]]] = defaultdict(list)
    sure = all(times(group) <= 1 and _COMPARING.isdisjoint(group.scan.tokens.words) for group in groups)
    for group in groups:
        for whole, amount, rate in _named_shares(group):
            slots = rate.slots
            dated = amount.slots.period or slots.period
            period = dated.code if dated else None
            if id(rate) not in told:
                key = (whole, period, slots.area, slots.population, measured(amount), amount.unit)
                found[key].append((amount, rate))
    for pairs in found.values():
        relation = _of_shares_of_one(pairs[:_MOST], context.quote, sure=sure) if len(pairs) > 1 else None
        if relation:
            yield relation


def _named_shares(group: SentenceGroup) -> Iterator[tuple[str, Observation, Observation]]:
    """Amounts with a share that names its whole: "3.1% of GDP (€15.5 billion)", "€15.5 billion, or 3.1% of GDP"."""
    tokens = group.scan.tokens
    for one, other in zip(group.observations, group.observations[1:], strict=False):
        gap = tokens.low[one.quantity.end + 1 : other.quantity.begin]
        rate, amount = (one, other) if one.unit == "percent" else (other, one)
        if rate.unit != "percent" or amount.quantity.kind not in ("money", "physical") or len(gap) > _BESIDE:
            continue
        whole = _whole_of(tokens, rate)
        bracket = gap[-1:] == ["("] and "(" not in gap[:-1] and "," not in gap and (rate is one or len(gap) == 1)
        restated = rate is other and (gap in _RESTATING or (gap[:1] == [","] and gap[-1:] == ["to"]))
        if whole and (bracket or restated) and all(is_member(at) and at.quantity.value > 0 for at in (one, other)):
            yield whole, amount, rate


def _whole_of(tokens: Tokens, rate: Observation) -> str:
    """What a percentage says that it is of: "gdp", "total revenue"; '' if nothing."""
    at = rate.quantity.end + 1
    words: list[str] = []
    for k in range(at + 1, at + 1 + _BESIDE if tokens.word(at) == "of" else at):
        if not tokens.is_word(k) or tokens.low[k] in _ENDING:
            break
        words += [tokens.low[k]] if tokens.low[k] != "the" else []
    return "" if _PARTIAL.intersection(words) else " ".join(words)


def _share_pairs(group: SentenceGroup) -> list[tuple[Observation, Observation]]:
    """Amounts with their shares beside them, all in the same order; the first may be told as "a 16.5% share at $907"."""
    pairs = [(part, rate) for rate, part in parts_beside(group) if rate.unit == "percent"]
    alike = [pair for pair in pairs if _is_rate_first(pair) == _is_rate_first(pairs[0])]
    first = min(one.number for one in alike[0]) if alike else 0
    if first < _PAIR or len(alike) < _PAIR or not _is_rate_first(alike[0]):
        return alike
    rate, amount = group.observations[first - _PAIR : first]
    gap = group.scan.tokens.low[rate.quantity.end + 1 : amount.quantity.begin]
    told = rate.unit == "percent" and measured(amount) == measured(alike[0][0]) and gap[:1] == ["share"]
    return [(amount, rate), *alike] if told and len(gap) <= _NEAR and is_member(amount) else alike


def _is_rate_first(pair: tuple[Observation, Observation]) -> bool:
    return pair[1].number < pair[0].number


def _names_base_once(group: SentenceGroup, pairs: Sequence[tuple[Observation, Observation]]) -> bool:
    """Whether a sentence opens with what the shares are of ("Of the catch, ..."), or says it of one of them alone."""
    low = group.scan.tokens.low
    rates = [rate for _, rate in pairs]
    placed = any(
        "in" in low[max(0, one.quantity.begin - _PLACE) : one.quantity.begin] for pair in pairs for one in pair
    )
    if (
        not _REST.isdisjoint(low)
        or placed
        or reopens(group, rates)
        or len({one.slots.area for pair in pairs for one in pair}) > 1
    ):
        return False  # "and in Sweden 12.8%"
    if sum(rate.quantity.value for rate in rates) == HUNDRED:
        return True
    named = [rate for _, rate in pairs if "of" in low[rate.quantity.end + 1 : rate.quantity.end + 2]]
    return (low[0] == "of" and not named) or (len(named) == 1 and low[0] != "of")


def _rough(interval: Interval) -> Interval:
    """An interval with ends of four digits, as much as shares of three can tell."""

    def rounded(end: Fraction | None) -> Fraction | None:
        if end is None or not end:
            return end
        unit = Fraction(10) ** (len(str(abs(int(end)))) - _DIGITS)
        return round(end / unit) * unit

    return Interval(rounded(interval.lower), rounded(interval.upper))
