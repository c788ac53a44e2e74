"""`feasible_share`: a percentage of a known small number of things must be that of a whole number of them.

Belongs here: "68% of the 47 prefectures" (which is 32), "36 of the 55 member states (65%)", "of the 24 hospitals, 19 (79%)",
"n = 32 ... 40.6%", and percentages of things whose number the world knows. Does not belong here: shares of sums of money
or weights, averages, weighted percentages.

The method is GRIM (Brown and Heathers 2017, doi:10.1177/1948550616673876). A count without scale and hedge is exact.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.reading.tokens import Tokens
from pipelines.relations.chance import is_misprinted
from pipelines.relations.constraints import ANYTHING, PartOf, add
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.misprints import misprint, misprints
from pipelines.relations.repairs import numbered
from pipelines.relations.shares_nearby import NearShare, fits, is_exchanged, shares_nearby
from pipelines.relations.shares_of import Share, is_share, shares_in, shares_of_these, whole_number
from pipelines.relations.shares_of_parts import shares_of_parts
from pipelines.relations.stated_changes import COMPARISONS
from pipelines.relations.statement import (
    Operand,
    Relation,
    Repair,
    face_interval,
    full_interval,
    operand,
    rounding_interval,
    spans,
)
from pipelines.relations.verdicts import Outcome, judge, undecidable
from pipelines.relations.wording import printed, shown
from pipelines.relations.world import WorldCount, country_of, world_count
from pipelines.rules import words

_AVERAGING = words("feasible_share_averaging")
_ESTIMATING = frozenset(("estimated",))  # of what is counted, however roughly, a stated part is a share all the same
_RESPONDING = words("feasible_share_responding")
_SHARES = words("inheritance_share_words")
_RESTRICTING = frozenset(("that", "which", "who", "with", "without", "having", "where", "whose", "for", "in"))
_AMOUNTS = ("money", "physical")  # what is measured and not counted
_OF_BASE = {"share": "rate", "part": "amount", "base": "level"}
_HUNDRED = Fraction(100)
_FEWEST = 5
_REACH = 20  # tokens from "the ratio of" to its value
_BACK = 2  # sentences
_FAR_BASES = 10  # how far a base may be off to be suggested


def find_feasible_shares(context: Context) -> list[Relation]:
    """The percentages of small counts, each with its base, and those that restate a part of a stated whole."""
    found: list[Relation] = []
    country = country_of(context.observed)
    for groups in context.passages.values():
        for at, group in enumerate(groups):
            if any(one.unit in ("percent", "ratio") for one in group.observations):
                after = groups[at + 1] if at + 1 < len(groups) else None
                found += _of_sentence(context, group, groups[max(0, at - _BACK) : at], after, country)
    told = (_of_near(context, group, near) for group, near in shares_of_parts(context))
    return found + [relation for relation in told if relation]


def _of_sentence(
    context: Context,
    group: SentenceGroup,
    before: list[SentenceGroup],
    after: SentenceGroup | None,
    country: str | None,
) -> list[Relation]:
    found: list[Relation] = []
    known: set[int] = set()
    if _AVERAGING.isdisjoint(group.scan.tokens.words):
        shares = list(shares_in(group)) or list(shares_of_these(group, before[-1] if before else None))
        shares = [share for share in shares if share.part is not None or _tells(share)]
        known = {id(share.percent) for share in shares}
        found += [_relation(group, share) for share in shares]
        of_world = [one for one in group.observations if id(one) not in known and is_share(one)]
        told = [_of_the_world(group, percent, country) for percent in of_world]
        found += [relation for relation in told if relation]
    for near in shares_nearby(group, before, after):
        relation = None if id(near.percent) in known else _of_near(context, group, near)
        if relation:
            found.append(relation)
        if relation and relation.verdict == "consistent" and near.part.quantity.kind in _AMOUNTS:
            found.append(as_base(relation))
    return found


def _of_near(context: Context, group: SentenceGroup, near: NearShare) -> Relation | None:
    """A part of a whole nearby; held against the text only where the whole is sure and a misprint explains it."""
    counts = (whole_number(near.part), whole_number(near.whole))
    if all(counts) and near.percent.unit == "percent":
        roles = (operand(near.part, "part"), operand(near.whole, "base"), operand(near.percent, "share"))
        relation = _relation(group, Share(near.percent, counts[1], counts[0], roles))
        relation.stated = context.words(group, list(roles))
    else:
        relation = _of_amounts(context, group, near)
    if relation.verdict == "inconsistent":
        if _is_of_difference(group, near.percent):
            return None
        averaged = not (_AVERAGING - _ESTIMATING).isdisjoint(group.scan.tokens.words)
        explained = any(repair.misprint for repair in relation.repairs) or is_misprinted(relation)
        explained = explained or is_exchanged(near.percent, near.part, near.whole)
        return relation if near.sure and explained and not averaged else None
    return relation


def as_base(relation: Relation) -> Relation:
    """An amount with its rate of a printed amount as what it says of the base, whichever a reader looks for."""
    again = replace(relation, kind="implied_base", operands=list(relation.operands), repairs=[], constraint=None)
    again.operands = [replace(one, role=_OF_BASE.get(one.role, one.role)) for one in relation.operands]
    return again


def _is_of_difference(group: SentenceGroup, percent: Observation) -> bool:
    """Whether a share in brackets belongs to a difference: "90 (20 per cent) more than in 2007"."""
    tokens, end = group.scan.tokens, percent.quantity.end
    return tokens.word(end + 1) == ")" and tokens.word(end + 2) in COMPARISONS


def _of_amounts(context: Context, group: SentenceGroup, near: NearShare) -> Relation:
    percent, part, whole = near.percent, near.part, near.whole
    scale = _HUNDRED if percent.unit == "percent" else Fraction(1)
    operands = [operand(percent, "share"), operand(part, "part"), operand(whole, "base")]

    def explain(outcome: Outcome) -> str:
        link = "and" if outcome.verdict == "consistent" else "but"
        exact = shown(Fraction(round(_HUNDRED * part.quantity.value / whole.quantity.value * 100), 100))
        return f"The text says {percent.stated}, {link} {part.stated} of {whole.stated} is {exact}%."

    quote = context.words(group, operands)
    relation = judge("feasible_share", operands, PartOf(scale), 0, quote, explain, result=True)
    if relation.verdict == "inconsistent" and fits(percent, part, whole):
        relation.verdict, relation.repairs, relation.constraint = "consistent", [], None
        relation.explanation = explain(Outcome("consistent", None, relation.computed or ANYTHING, ANYTHING))
    if not near.sure:
        relation.constraint = None  # that it fits is all that tells the whole: nothing else is concluded from it
    if relation.verdict == "consistent" and percent.unit == "ratio":
        relation.holds_by = "face" if percent.quantity.qualifier == "exact" else "hedge"
    return relation


def _tells(share: Share) -> bool:
    """Whether some percentages that could be printed cannot be reached; a hedged one may mean any number nearby."""
    width = share.percent.quantity.step
    if share.base < _FEWEST:
        return False  # "took 70 per cent of the two auctions": of their sum
    return share.percent.quantity.qualifier == "exact" and share.base * width < _HUNDRED


def _reached(interval: Interval, base: int) -> bool:
    """Whether a whole number of `base` things is a percentage in the interval."""
    if interval.lower is None or interval.upper is None:
        return True
    return -(-interval.lower * base // _HUNDRED) <= interval.upper * base // _HUNDRED


def _fits(interval: Interval, base: int, part: int | None) -> bool:
    if part is None:
        return _reached(interval, base)
    share = _HUNDRED * part / base
    return (interval.lower is None or interval.lower <= share) and (interval.upper is None or share <= interval.upper)


def _grounds(percent: Observation, base: int, part: int | None) -> str | None:
    """By what the share holds, None if it does not: by face if what is reached, rounded, is what is printed."""
    if percent.quantity.qualifier == "exact" and _fits(rounding_interval(percent), base, part):
        return "face"
    for name, read in (("face", face_interval), ("rounding", rounding_interval), ("hedge", full_interval)):
        if _fits(read(percent), base, part):
            return name
    return None


def _nearest(percent: Observation, base: int) -> int:
    """The whole number of things whose share is nearest to the percentage."""
    return min(base, round(percent.quantity.value * base / _HUNDRED))


def _relation(group: SentenceGroup, share: Share) -> Relation:
    holds_by = _grounds(share.percent, share.base, share.part)
    part = _nearest(share.percent, share.base) if share.part is None else share.part
    reached = _HUNDRED * part / share.base
    operands = sorted(share.operands, key=lambda one: one.start)
    return Relation(
        "feasible_share",
        operands,
        *spans(operands),
        _said(group, operands),
        "consistent" if holds_by else "inconsistent",
        _explained(share, part, holds_by is not None),
        holds_by,
        Interval(reached, reached),
        _power(share),
        [] if holds_by else numbered([one] for one in _repairs(share, operands)),
        target=next(at for at, one in enumerate(operands) if one.role == "share"),
    )


def _said(group: SentenceGroup, operands: list[Operand]) -> str:
    return group.words([one for one in operands if one.observation and one.observation.sentence == group.index])


def _explained(share: Share, part: int, holds: bool) -> str:
    is_share = f"{shown(Fraction(part))} of {shown(Fraction(share.base))} is {_percent(part, share.base)}%"
    if share.part is not None:
        return f"The text says {share.percent.stated}, {'and' if holds else 'but'} {is_share}."
    if holds:
        return f"The text says {share.percent.stated}, which a whole number reaches: {is_share}."
    value = share.percent.quantity.value
    other = part - 1 if _HUNDRED * part / share.base > value else part + 1
    beside = f"{is_share}, {other} is {_percent(other, share.base)}%"
    return f"The text says {share.percent.stated}, but no whole number reaches that: {beside}."


def _percent(part: int, base: int) -> str:
    return shown(Fraction(round(_HUNDRED * part / base * 100), 100))


def _repairs(share: Share, operands: list[Operand]) -> list[Repair]:
    """What each number would have to be: a percentage as it would be printed, the nearest part or base that fits."""
    found = []
    percent, interval = share.percent, full_interval(share.percent)
    for one in operands:
        if one.observation is percent:
            part = _nearest(percent, share.base) if share.part is None else share.part
            exact = _HUNDRED * part / share.base
            suggestion = round(exact / percent.quantity.step) * percent.quantity.step
            as_printed, slip = printed(percent, suggestion), misprint(percent, suggestion)
            found.append(Repair(one, Interval(exact, exact), suggestion, as_printed, slip))
        elif one.observation is None or one.observation.quantity.amount.form == "ratio":
            continue
        elif one.role == "part":
            part = _nearest(percent, share.base)
            found += [_whole_repair(one, part)] if part and _fits(interval, share.base, part) else []
        else:
            near = sorted(range(-_FAR_BASES, _FAR_BASES + 1), key=abs)
            bases = [share.base + step for step in near] if share.part is None else _bases(share)
            fitting = (base for base in bases if base >= max(2, share.part or 0) and _fits(interval, base, share.part))
            found += [_whole_repair(one, base) for base in list(fitting)[:1]]
    return found


def _bases(share: Share) -> list[int]:
    """The base of which the stated part is the stated percentage, if it is a whole number."""
    value = share.percent.quantity.value
    return [round(_HUNDRED * (share.part or 0) / value)] if value else []


def _whole_repair(one: Operand, number: int) -> Repair:
    value = Fraction(number)
    slip = misprint(one.observation, value) if one.observation else None
    return Repair(one, Interval(value, value), value, shown(value), slip)


def _power(share: Share) -> Fraction | None:
    """The share of one-digit misprints of all numbers that would not fit."""
    interval = full_interval(share.percent)
    step = share.percent.quantity.step
    moves = (Interval(distance * step, distance * step) for distance in misprints(share.percent))
    fits = [_fits(add(interval, move), share.base, share.part) for move in moves]
    for one in share.operands:
        if one.observation is None or one.observation is share.percent:
            continue
        for distance in misprints(one.observation):
            base = share.base + distance if one.role == "base" else share.base
            part = share.part + distance if one.role == "part" and share.part is not None else share.part
            fits.append(base >= max(1, part or 0) and _fits(interval, base, part))
    return Fraction(fits.count(False), len(fits)) if fits else None


def _of_the_world(group: SentenceGroup, percent: Observation, country: str | None) -> Relation | None:
    """A percentage of things whose number the text does not state but the world knows.

    It is called wrong only where the sentence is dated and does not speak of respondents.
    """
    tokens, slots = group.scan.tokens, percent.slots
    of = _of_noun(tokens, percent)
    known = world_count(tokens, of, (slots.area, country), slots.period) if of is not None else None
    if known is None or not any(_tells(Share(percent, count, None, ())) for count in known.counts):
        return None
    return _judged(group, percent, known)


def _of_noun(tokens: Tokens, percent: Observation) -> int | None:
    """The "of" of "68% of prefectures" or "the ratio of prefectures that ... 68%"."""
    if tokens.word(percent.quantity.end + 1) == "of":
        return percent.quantity.end + 1
    for at in range(percent.quantity.begin - 1, max(0, percent.quantity.begin - _REACH), -1):
        if tokens.low[at] == "of" and tokens.word(at - 1) in _SHARES:
            return at
    return None


def _judged(group: SentenceGroup, percent: Observation, known: WorldCount) -> Relation | None:
    base = next((count for count in known.counts if _grounds(percent, count, None)), known.counts[0])
    share = Share(percent, base, None, (operand(percent, "share"),))
    leaning = f"There are {shown(Fraction(base))} {known.words} in all, which the text does not say itself. "
    relation = _relation(group, share)
    if relation.verdict == "inconsistent":
        tokens = group.scan.tokens
        some = tokens.word(known.last + 1) in _RESTRICTING and known.last > percent.quantity.end
        surely = known.dated and len(known.counts) == 1 and not some and _RESPONDING.isdisjoint(tokens.words)
        if not surely:
            why = (
                f"{leaning}No whole number of them is {percent.stated}, but it is not sure that all of them are meant."
            )
            return undecidable("feasible_share", [operand(percent, "share")], relation.stated, why)
    relation.explanation = leaning + relation.explanation
    return relation
