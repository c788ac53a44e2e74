"""`feasible_share`: a percentage of a known small number of things must be that of a whole number of them.

Belongs here: "68% of the 47 prefectures" (which is 32), "36 of the 55 member states (65%)", "of the 24 hospitals, 19 (79%)",
"n = 32 ... 40.6%", and percentages of things whose number the world knows. Does not belong here: shares of sums of money
or weights, averages, weighted percentages.

The method is GRIM (Brown and Heathers 2017, doi:10.1177/1948550616673876). A count without scale and hedge is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.observations.intervals import Interval
from pipelines.reading.tokens import Tokens
from pipelines.relations.constraints import add
from pipelines.relations.context import Context, SentenceGroup
from pipelines.relations.misprints import misprint, misprints
from pipelines.relations.repairs import numbered
from pipelines.relations.statement import (
    OPEN,
    Operand,
    Relation,
    Repair,
    face_interval,
    full_interval,
    operand,
    rounding_interval,
    spans,
)
from pipelines.relations.verdicts import undecidable
from pipelines.relations.wording import printed, shown
from pipelines.relations.world import WorldCount, country_of, world_count
from pipelines.rules import words

_LINKS = frozenset(("of", "out", "the", "all", "these", "those", "our", "its", "their", "total", "a"))
_BESIDE = (["("], [","], ["or"], [",", "or"], ["–"], ["—"], ["-"])
_RESTATING = words("feasible_share_restating") | {",", "–", "—", "-", ".", ":", "="}
_OTHER_MEASURES = words("feasible_share_other_measures")
_THOSE = frozenset(("which", "whom", "these", "those", "them"))
_FEW = 3
_NEAR = 8  # tokens from a part to the percentage that restates it
_AVERAGING = words("feasible_share_averaging")
_RESPONDING = words("feasible_share_responding")
_SHARES = words("inheritance_share_words")
_RESTRICTING = frozenset(("that", "which", "who", "with", "without", "having", "where", "whose", "for", "in"))
_HUNDRED = Fraction(100)
_ROUND_BASES = (2, 3, 4, 5, 10, 20, 100)  # "9 out of 10" is a manner of speaking
_REACH = 20  # tokens from "the ratio of" to its value
_FAR_BASES = 10  # how far a base may be off to be suggested
_LARGEST = 10**7


@dataclass(frozen=True, slots=True)
class _Share:
    """A percentage, the number of things that it is of, and how many of them it is if that is stated too."""

    percent: Observation
    base: int
    part: int | None
    operands: tuple[Operand, ...]


def find_feasible_shares(context: Context) -> list[Relation]:
    """The percentages of small counts, each with its base."""
    found: list[Relation] = []
    country = country_of(context.observed)
    before: SentenceGroup | None = None
    for group in context.sentences:
        if not _AVERAGING.isdisjoint(group.scan.tokens.words):
            continue
        percents = [one for one in group.observations if _is_share(one)]
        shares = (list(_shares(group)) or list(_of_these(group, before))) if percents else []
        before = group
        known = {id(share.percent) for share in shares}
        found += [_relation(group, share) for share in shares if share.part is not None or _tells(share)]
        for percent in percents:
            if id(percent) not in known:
                of_the_world = _of_the_world(group, percent, country)
                found += [of_the_world] if of_the_world else []
    return found


def _whole(observation: Observation) -> int:
    """The number that a count states; 0 if it is no plain whole number."""
    quantity = observation.quantity
    lent = quantity.kind == "share" and quantity.unit_from != "stated"  # "65% of states (36 of 55)"
    plain = (quantity.kind in (None, "count") or lent) and quantity.upper is None and quantity.scale is None
    exact = quantity.qualifier == "exact" and quantity.measure != "change"
    value = quantity.value
    if not plain or not exact or quantity.amount.form not in ("digits", "words"):
        return 0
    return value.numerator if value.denominator == 1 and 0 < value.numerator <= _LARGEST else 0


def _is_share(observation: Observation) -> bool:
    quantity = observation.quantity
    exact = quantity.upper is None and quantity.qualifier not in OPEN
    stated = observation.unit == "percent" and quantity.unit_from == "stated"
    return stated and quantity.measure != "change" and exact and 0 <= quantity.value <= _HUNDRED


def _shares(group: SentenceGroup) -> Iterator[_Share]:
    """The percentages of a sentence with their bases; those that state their part first of all."""
    tokens, ones = group.scan.tokens, group.observations
    base_of_all, sample = _base_of_sentence(tokens, ones), _sample(tokens, ones)
    for at, percent in enumerate(ones):
        if not _is_share(percent):
            if at and _is_led(tokens, percent):
                base_of_all = percent  # "...; of the 18 clinics, 7 (39%) did"
            continue
        before, after = ones[max(0, at - 2) : at], ones[at + 1 : at + 3]
        share = _of_ratio(tokens, percent, before) or _paired(tokens, percent, before, after)
        if share is None and after and _is_of(tokens, percent, after[0]):
            share = _made(percent, after[0], None)
        if share is None and base_of_all is not None and base_of_all.number < percent.number:
            part = _part(tokens, percent, before, after)
            nested = _nested(tokens, base_of_all, percent)
            if part is not None and part is not base_of_all and not nested:
                share = _made(percent, base_of_all, part)
            elif (
                part is None and not nested and before and before[-1] is base_of_all and not _of_others(tokens, percent)
            ):
                share = _made(percent, base_of_all, None)  # "Of the 19 firms asked, 53% agreed"
        if share is None and (counted := _counted_in_words(group, percent)):
            share = counted
        if share is None and sample is not None and sample.number < percent.number:
            share = None if _of_others(tokens, percent) else _made(percent, sample, None)
        if share:
            yield share


def _of_these(group: SentenceGroup, before: SentenceGroup | None) -> Iterator[_Share]:
    """ "We wrote to 40 towns. Of these, 26 (65%) replied": the base is the only count of the sentence before."""
    tokens, ones = group.scan.tokens, group.observations
    if before is None or before.index + 1 != group.index or tokens.word(0) != "of" or tokens.word(1) not in _THOSE:
        return
    bases = [one for one in before.observations if _whole(one)]
    if len(bases) != 1:
        return
    for at, percent in enumerate(ones):
        part = _part(tokens, percent, ones[max(0, at - 2) : at], ones[at + 1 : at + 3]) if _is_share(percent) else None
        share = _made(percent, bases[0], part) if part else None
        if share and not _nested(tokens, ones[0], percent):
            yield share


def _counted_in_words(group: SentenceGroup, percent: Observation) -> _Share | None:
    """ "62.5% of the eight pilots", where the number in words points at things named before."""
    tokens = group.scan.tokens
    for amount, role in group.scan.counts:
        if role == "list_count" and _linked(tokens, percent.quantity.end, amount.first) and amount.value >= 2:
            start, end = group.scan.sentence.span(tokens.starts[amount.first], tokens.ends[amount.last])
            return _Share(percent, int(amount.value), None, (operand(percent, "share"), Operand(start, end, "base")))
    return None


def _made(percent: Observation, base: Observation, part: Observation | None) -> _Share | None:
    """A share with its operands; None where a number is not whole or the part is more than the base."""
    operands = [operand(part, "part")] if part else []
    operands += [operand(base, "base"), operand(percent, "share")]
    whole = _whole(base)
    if whole < 2 or (part is not None and not 0 < _whole(part) <= whole):
        return None
    return _Share(percent, whole, _whole(part) if part else None, tuple(operands))


def _of_ratio(tokens: Tokens, percent: Observation, before: list[Observation]) -> _Share | None:
    """ "12 out of 50 (24%)", where both numbers are one observation."""
    ratio = before[-1] if before else None
    if ratio is None or ratio.quantity.amount.form != "ratio" or not _closes(tokens, percent):
        return None
    if not _stands_beside(tokens, ratio, percent) and not _in_brackets(tokens, ratio, percent):
        return None
    numbers = [tokens.texts[at] for at in (ratio.quantity.first, ratio.quantity.last)]
    if not all(number.isdecimal() for number in numbers) or int(numbers[1]) in _ROUND_BASES:
        return None
    return _Share(percent, int(numbers[1]), int(numbers[0]), (operand(ratio, "part"), operand(percent, "share")))


def _stands_beside(tokens: Tokens, left: Observation, right: Observation) -> bool:
    """Whether one restates the other: in brackets, or behind "or", "that is", "a response rate of"."""
    gap = tokens.low[left.quantity.end + 1 : right.quantity.begin]
    return gap in _BESIDE or (bool(gap) and len(gap) <= _NEAR and all(word in _RESTATING for word in gap))


def _in_brackets(tokens: Tokens, left: Observation, right: Observation) -> bool:
    """Whether a number in brackets follows what the other one does ("48 were returned unopened (7.5%)")."""
    gap = tokens.low[left.quantity.end + 1 : right.quantity.begin]
    return gap[-1:] == ["("] and len(gap) <= _NEAR and _OTHER_MEASURES.isdisjoint(gap) and "(" not in gap[:-1]


def _linked(tokens: Tokens, left: int, right: int) -> bool:
    """Whether nothing but "of the", "women among the" or a slash stands between two tokens."""
    between = tokens.low[left + 1 : right]
    among = between[-2:] == ["among", "the"] and len(between) <= _FEW and tokens.is_word(left + 1)
    return between == ["/"] or among or ("of" in between and all(word in _LINKS for word in between))


def _is_of(tokens: Tokens, percent: Observation, base: Observation) -> bool:
    """Whether a percentage is "of the 47 prefectures", and not of what they own ("of the 27 members' GDP")."""
    noun = base.quantity.end
    owned = tokens.text(noun + 1) in ("'", "’") or tokens.text(noun).endswith(("'s", "’s"))
    counted = base.quantity.kind == "count"
    return counted and not owned and _linked(tokens, percent.quantity.end, base.quantity.begin)


def _paired(tokens: Tokens, percent: Observation, before: list[Observation], after: list[Observation]) -> _Share | None:
    """Part and base beside a percentage, in whichever order: "36 of 55 (65%)", "65% (36 of 55)", "36 (65%) of the 55"."""
    for pair in (before, after):
        if len(pair) < 2 or not _linked(tokens, pair[0].quantity.last, pair[1].quantity.first):
            continue
        left, right = (pair[1], percent) if pair is before else (percent, pair[0])
        beside = _stands_beside(tokens, left, right) or _in_brackets(tokens, left, right)
        beside = beside or (pair is before and _at_a_rate_of(tokens, left, percent))
        if beside and _closes(tokens, percent):
            return _made(percent, pair[1], pair[0])
    end = percent.quantity.end
    if before and after and _stands_beside(tokens, before[-1], percent):
        base = after[0].quantity.begin  # "33 (70%) of the 47", "33 (70% of the 47)"
        if (tokens.word(end + 1) == ")" and _linked(tokens, end + 1, base)) or _linked(tokens, end, base):
            return _made(percent, after[0], before[-1])
    if len(after) == 2 and after[0].quantity.enclosed and _stands_beside(tokens, percent, after[0]):
        close = after[0].quantity.last + 1  # "70% (33) of the 47"
        if tokens.word(close) == ")" and _linked(tokens, close, after[1].quantity.begin):
            return _made(percent, after[1], after[0])
    if len(after) == 2 and _is_of(tokens, percent, after[0]) and after[1].quantity.enclosed:
        return _made(percent, after[0], after[1]) if _whole(after[1]) else None  # "70% of the 47 prefectures (33)"
    return None


def _at_a_rate_of(tokens: Tokens, base: Observation, percent: Observation) -> bool:
    """ "18 of 25 schools responded, a response rate of 72%"."""
    gap = tokens.low[base.quantity.end + 1 : percent.quantity.begin]
    comma = next((at for at in range(len(gap) - 1, -1, -1) if gap[at] == ","), None)
    return (
        comma is not None
        and len(gap) <= 2 * _NEAR
        and gap[-1:] == ["of"]
        and all(word in _RESTATING for word in gap[comma:])
    )


def _closes(tokens: Tokens, percent: Observation) -> bool:
    """Whether a percentage in brackets says nothing else than a share: "(79%)", not "(79% men)"."""
    return tokens.word(percent.quantity.begin - 1) != "(" or tokens.word(percent.quantity.end + 1) in (")", ",", ";")


def _part(
    tokens: Tokens, percent: Observation, before: list[Observation], after: list[Observation]
) -> Observation | None:
    """The count beside a percentage: "19 (79%)", "79% (19)"."""
    if before and _whole(before[-1]):
        beside = _stands_beside(tokens, before[-1], percent) or _in_brackets(tokens, before[-1], percent)
        return before[-1] if beside and _closes(tokens, percent) else None
    if after and _whole(after[0]) and after[0].quantity.enclosed and _stands_beside(tokens, percent, after[0]):
        return after[0] if tokens.word(after[0].quantity.end + 1) == ")" else None
    return None


def _base_of_sentence(tokens: Tokens, ones: list[Observation]) -> Observation | None:
    """The count that the parts of a sentence are of: "Of the 24 hospitals visited, ...", "40 towns, 26 of which ..."."""
    if not ones or not _whole(ones[0]):
        return None
    quantity = ones[0].quantity
    if tokens.word(0) in ("of", "among"):
        return ones[0] if _is_led(tokens, ones[0]) and tokens.word(quantity.end + 1) not in ("and", "or") else None
    low = tokens.low
    first = next(
        (at for at in range(quantity.end + 1, len(low) - 1) if low[at] == "of" and low[at + 1] in _THOSE), None
    )
    if first is None:
        return None
    between = [one for one in ones[1:] if one.quantity.end < first]
    beside = all(first - one.quantity.end <= 1 for one in between)  # "26 of which"
    return ones[0] if beside and len(between) <= 1 else None


def _is_led(tokens: Tokens, base: Observation) -> bool:
    """Whether a clause begins with "of the" before a count."""
    at = base.quantity.begin - 1
    while at > 0 and tokens.low[at] in _LINKS and tokens.low[at] != "of":
        at -= 1
    begins = at == 0 or tokens.word(at - 1) in (",", ";", "and", "while", "whereas", "but")
    return bool(_whole(base)) and at >= 0 and tokens.word(at) in ("of", "among") and begins


def _nested(tokens: Tokens, base: Observation, percent: Observation) -> bool:
    """Whether a second "of which" or "of whom" between the two begins a smaller base."""
    between = tokens.low[base.quantity.end + 1 : percent.quantity.begin]
    hits = sum(word == "of" and follow in _THOSE for word, follow in zip(between, between[1:], strict=False))
    return hits > (tokens.word(0) not in ("of", "among"))


def _sample(tokens: Tokens, ones: list[Observation]) -> Observation | None:
    """The only sample of a sentence: "n = 32", "a survey of 31 firms"; not what counts a share ("19% (n = 6)")."""
    samples = [one for one in ones if _is_sample(tokens, one)]
    if len(samples) != 1:
        return None
    opens = samples[0].quantity.first - 3
    return None if any(one.quantity.end == opens - 1 and _is_share(one) for one in ones) else samples[0]


def _is_sample(tokens: Tokens, one: Observation) -> bool:
    first = one.quantity.first
    if tokens.low[max(0, first - 2) : first] == ["n", "="]:
        return True
    counted = one.quantity.kind == "count" and bool(_whole(one))
    named = tokens.word(first - 1) == "of" and tokens.word(first - 2) in ("survey", "sample", "poll", "panel")
    return counted and (named or tokens.word(first - 1) in ("surveyed", "interviewed", "polled", "asked"))


def _of_others(tokens: Tokens, percent: Observation) -> bool:
    """Whether a percentage is of a group of its own ("30% of the girls")."""
    end = percent.quantity.end
    words_after = tokens.low[end + 1 : end + 4]
    return words_after[:1] == ["of"] and _RESPONDING.isdisjoint(words_after)


def _tells(share: _Share) -> bool:
    """Whether some percentages that could be printed cannot be reached; a hedged one may mean any number nearby."""
    width = share.percent.quantity.step
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
    """By what the share holds, None if it does not: by face also if the stated part, rounded, is what is printed."""
    if part is not None and percent.quantity.qualifier == "exact" and _fits(rounding_interval(percent), base, part):
        return "face"
    for name, read in (("face", face_interval), ("rounding", rounding_interval), ("hedge", full_interval)):
        if _fits(read(percent), base, part):
            return name
    return None


def _nearest(percent: Observation, base: int) -> int:
    """The whole number of things whose share is nearest to the percentage."""
    return min(base, round(percent.quantity.value * base / _HUNDRED))


def _relation(group: SentenceGroup, share: _Share) -> Relation:
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


def _explained(share: _Share, part: int, holds: bool) -> str:
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


def _repairs(share: _Share, operands: list[Operand]) -> list[Repair]:
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


def _bases(share: _Share) -> list[int]:
    """The base of which the stated part is the stated percentage, if it is a whole number."""
    value = share.percent.quantity.value
    return [round(_HUNDRED * (share.part or 0) / value)] if value else []


def _whole_repair(one: Operand, number: int) -> Repair:
    value = Fraction(number)
    slip = misprint(one.observation, value) if one.observation else None
    return Repair(one, Interval(value, value), value, shown(value), slip)


def _power(share: _Share) -> Fraction | None:
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
    if known is None or not any(_tells(_Share(percent, count, None, ())) for count in known.counts):
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
    share = _Share(percent, base, None, (operand(percent, "share"),))
    leaning = f"There are {shown(Fraction(base))} {known.words} in all, which the text does not say itself. "
    relation = _relation(group, share)
    if relation.verdict == "inconsistent":
        tokens = group.scan.tokens
        some = tokens.word(known.last + 1) in _RESTRICTING and known.last > percent.quantity.end
        surely = known.dated and len(known.counts) == 1 and not some and _RESPONDING.isdisjoint(tokens.low)
        if not surely:
            why = (
                f"{leaning}No whole number of them is {percent.stated}, but it is not sure that all of them are meant."
            )
            return undecidable("feasible_share", [operand(percent, "share")], relation.stated, why)
    relation.explanation = leaning + relation.explanation
    return relation
