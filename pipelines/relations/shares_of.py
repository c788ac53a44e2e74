"""Which percentage is of which count of things, as the words of a sentence say it.

Belongs here: constructions that name the count, so that a misprint is held against the text ("36 of the 55 member states
(65%)", "of the 24 hospitals, 19 (79%)", "n = 32 ... 40.6%"). Does not belong here: wholes that stand elsewhere and are known
by what fits (see `shares_nearby`), what is recomputed (see `feasible_share`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.reading.tokens import Tokens
from pipelines.relations.context import SentenceGroup
from pipelines.relations.statement import OPEN, Operand, operand
from pipelines.rules import words

_LINKS = frozenset(("of", "out", "the", "all", "these", "those", "our", "its", "their", "total", "a"))
_BESIDE = (["("], [","], ["or"], [",", "or"], ["–"], ["—"], ["-"])
_RESTATING = (
    words("feasible_share_restating") | words("feasible_share_accounting") | {",", "–", "—", "-", ".", ":", "="}
)
_OTHER_MEASURES = words("feasible_share_other_measures")
_THOSE = frozenset(("which", "whom", "these", "those", "them"))
_ASIDE = (",", "–", "—")
_FEW = 3
_NEAR = 8  # tokens from a part to the percentage that restates it
_RESPONDING = words("feasible_share_responding")
_HUNDRED = Fraction(100)
_ROUND_BASES = (2, 3, 4, 5, 10, 20, 100)  # "9 out of 10" is a manner of speaking
_LARGEST = 10**7


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, the number of things that it is of, and how many of them it is if that is stated too."""

    percent: Observation
    base: int
    part: int | None
    operands: tuple[Operand, ...]


def whole_number(observation: Observation) -> int:
    """The number that a count states; 0 if it is no plain whole number."""
    quantity = observation.quantity
    lent = quantity.kind == "share" and quantity.unit_from != "stated"  # "65% of states (36 of 55)"
    plain = (quantity.kind in (None, "count") or lent) and quantity.upper is None and quantity.scale is None
    exact = quantity.qualifier == "exact" and quantity.measure != "change"
    value = quantity.value
    if not plain or not exact or quantity.amount.form not in ("digits", "words"):
        return 0
    return value.numerator if value.denominator == 1 and 0 < value.numerator <= _LARGEST else 0


def is_share(observation: Observation) -> bool:
    """Whether an observation is a percentage of something: a level, stated as such, no bound."""
    quantity = observation.quantity
    exact = quantity.upper is None and quantity.qualifier not in OPEN
    stated = observation.unit == "percent" and quantity.unit_from == "stated"
    return stated and quantity.measure != "change" and exact and 0 <= quantity.value <= _HUNDRED


def shares_in(group: SentenceGroup) -> Iterator[Share]:
    """The percentages of a sentence with their bases; those that state their part first of all."""
    tokens, ones = group.scan.tokens, group.observations
    base_of_all, sample = _base_of_sentence(tokens, ones), _sample(tokens, ones)
    for at, percent in enumerate(ones):
        if not is_share(percent):
            if at and _is_led(tokens, percent):
                base_of_all = percent  # "...; of the 18 clinics, 7 (39%) did"
            continue
        before, after = ones[max(0, at - 2) : at], ones[at + 1 : at + 3]
        share = _of_ratio(tokens, percent, before, after) or _paired(tokens, percent, before, after)
        if share is None and after and _is_of(tokens, percent, after[0]):
            share = _made(percent, after[0], None)
        if share is None and base_of_all is not None and base_of_all.number < percent.number:
            part = _part(tokens, percent, [one for one in before if one is not base_of_all], after)
            nested = _nested(tokens, base_of_all, percent)
            if part is not None and not nested:
                share = _made(percent, base_of_all, part)
            elif (
                part is None and not nested and _only_shares(ones, base_of_all, at) and not _of_others(tokens, percent)
            ):
                share = _made(percent, base_of_all, None)  # "Of the 19 firms asked, 53% agreed and 42% did not"
        if share is None and (counted := _counted_in_words(group, percent)):
            share = counted
        if share is None and sample is not None and sample.number < percent.number:
            share = None if _of_others(tokens, percent) else _made(percent, sample, None)
        if share:
            yield share


def _only_shares(ones: Sequence[Observation], base: Observation, at: int) -> bool:
    """Whether nothing but percentages stands between a base and the number at `at`."""
    return all(is_share(one) for one in ones[base.number + 1 : at])


def shares_of_these(group: SentenceGroup, before: SentenceGroup | None) -> Iterator[Share]:
    """ "We wrote to 40 towns. Of these, 26 (65%) replied": the base is the only count of the sentence before."""
    tokens, ones = group.scan.tokens, group.observations
    if before is None or before.index + 1 != group.index or tokens.word(0) != "of" or tokens.word(1) not in _THOSE:
        return
    bases = [one for one in before.observations if whole_number(one)]
    if len(bases) != 1:
        return
    for at, percent in enumerate(ones):
        part = _part(tokens, percent, ones[max(0, at - 2) : at], ones[at + 1 : at + 3]) if is_share(percent) else None
        share = _made(percent, bases[0], part) if part else None
        if share and not _nested(tokens, ones[0], percent):
            yield share


def _counted_in_words(group: SentenceGroup, percent: Observation) -> Share | None:
    """ "62.5% of the eight pilots", where the number in words points at things named before."""
    tokens = group.scan.tokens
    for amount, role in group.scan.counts:
        if role == "list_count" and _linked(tokens, percent.quantity.end, amount.first) and amount.value >= 2:
            start, end = group.scan.sentence.spot(tokens.starts[amount.first], tokens.ends[amount.last])
            return Share(percent, int(amount.value), None, (operand(percent, "share"), Operand(start, end, "base")))
    return None


def _made(percent: Observation, base: Observation, part: Observation | None) -> Share | None:
    """A share with its operands; None where a number is not whole or the part is more than the base."""
    operands = [operand(part, "part")] if part else []
    operands += [operand(base, "base"), operand(percent, "share")]
    whole = whole_number(base)
    if whole < 2 or (part is not None and not 0 < whole_number(part) <= whole):
        return None
    return Share(percent, whole, whole_number(part) if part else None, tuple(operands))


def _of_ratio(
    tokens: Tokens, percent: Observation, before: list[Observation], after: list[Observation]
) -> Share | None:
    """ "12 out of 50 (24%)", where both numbers are one observation."""
    ratio = next((one for one in (*before[-1:], *after[:1]) if one.quantity.amount.form == "ratio"), None)
    if ratio is None or not _closes(tokens, percent):
        return None
    if ratio in before:
        told = _stands_beside(tokens, ratio, percent) or _in_brackets(tokens, ratio, percent)
        told = told or _at_a_rate_of(tokens, ratio, percent)
    else:
        told = ratio.quantity.enclosed and _stands_beside(tokens, percent, ratio)
    if not told:
        return None
    numbers = [tokens.texts[at] for at in (ratio.quantity.first, ratio.quantity.last)]
    if not all(number.isdecimal() for number in numbers) or int(numbers[1]) in _ROUND_BASES:
        return None
    return Share(percent, int(numbers[1]), int(numbers[0]), (operand(ratio, "part"), operand(percent, "share")))


def _stands_beside(tokens: Tokens, left: Observation, right: Observation) -> bool:
    """Whether one restates the other: in brackets, or behind "or", "that is", "a response rate of"."""
    gap = tokens.low[left.quantity.end + 1 : right.quantity.begin]
    return gap in _BESIDE or (bool(gap) and len(gap) <= _NEAR and all(word in _RESTATING for word in gap))


def _in_brackets(tokens: Tokens, left: Observation, right: Observation) -> bool:
    """Whether a number in brackets follows what the other one does ("48 were returned unopened (7.5%)")."""
    gap = tokens.low[left.quantity.end + 1 : right.quantity.begin]
    plain = {"(", ":"}.isdisjoint(gap[:-1]) and _OTHER_MEASURES.isdisjoint(gap)
    return gap[-1:] == ["("] and len(gap) <= _NEAR and plain


def _linked(tokens: Tokens, left: int, right: int) -> bool:
    """Whether nothing but "of the", "women among the" or a slash stands between two tokens."""
    between = tokens.low[left + 1 : right]
    among = between[-2:] == ["among", "the"] and len(between) <= _FEW and tokens.is_word(left + 1)
    return between == ["/"] or among or ("of" in between and all(word in _LINKS for word in between))


def _is_of(tokens: Tokens, percent: Observation, base: Observation) -> bool:
    """Whether a percentage is "of the 47 prefectures", and not of what they own ("of the 27 members' GDP")."""
    noun = base.quantity.end
    owned = tokens.text(noun + 1) in ("'", "’") or tokens.text(noun).endswith(("'s", "’s"))
    all_of = tokens.word(base.quantity.begin - 1) in ("all", "the") and base.quantity.kind is None
    counted = base.quantity.kind == "count" or all_of
    return counted and not owned and _linked(tokens, percent.quantity.end, base.quantity.begin)


def _paired(tokens: Tokens, percent: Observation, before: list[Observation], after: list[Observation]) -> Share | None:
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
        return (
            _made(percent, after[0], after[1]) if whole_number(after[1]) else None
        )  # "70% of the 47 prefectures (33)"
    return None


def _at_a_rate_of(tokens: Tokens, base: Observation, percent: Observation) -> bool:
    """ "18 of 25 schools responded, a response rate of 72%"."""
    gap = tokens.low[base.quantity.end + 1 : percent.quantity.begin]
    comma = next((at for at in range(len(gap) - 1, -1, -1) if gap[at] == ","), None)
    return (
        comma is not None
        and len(gap) <= 2 * _NEAR
        and (gap[-1:] == ["of"] or comma < len(gap) - 1)
        and all(word in _RESTATING for word in gap[comma:])
    )


def _closes(tokens: Tokens, percent: Observation) -> bool:
    """Whether a percentage in brackets says nothing else than a share: "(79%)", not "(79% men)"."""
    return tokens.word(percent.quantity.begin - 1) != "(" or tokens.word(percent.quantity.end + 1) in (")", ",", ";")


def _part(
    tokens: Tokens, percent: Observation, before: list[Observation], after: list[Observation]
) -> Observation | None:
    """The count beside a percentage: "19 (79%)", "79% (19)"."""
    if before and whole_number(before[-1]) and not _is_taken(tokens, before):
        beside = _stands_beside(tokens, before[-1], percent) or _in_brackets(tokens, before[-1], percent)
        if beside and _closes(tokens, percent):
            return before[-1]
    if not after or not whole_number(after[0]) or not _stands_beside(tokens, percent, after[0]):
        return None
    part = after[0].quantity
    first, *gap = tokens.low[percent.quantity.end + 1 : part.begin]
    if not part.enclosed and (first not in _ASIDE or gap != ["or"]):
        return None
    closing = ")" if part.enclosed else first  # "43% (210)", "43%, or 210, were large"
    return after[0] if tokens.word(part.end + 1) == closing else None


def _is_taken(tokens: Tokens, before: list[Observation]) -> bool:
    """Whether the count before a percentage restates another one: "30% (40) smoke and 46% do not"."""
    return (
        len(before) > 1
        and is_share(before[-2])
        and before[-1].quantity.enclosed
        and (_stands_beside(tokens, before[-2], before[-1]))
    )


def _base_of_sentence(tokens: Tokens, ones: list[Observation]) -> Observation | None:
    """The count that the parts of a sentence are of: "Of the 24 hospitals visited, ...", "40 towns, 26 of which ..."."""
    if not ones or not whole_number(ones[0]):
        return None
    quantity = ones[0].quantity
    if tokens.word(0) in ("of", "among") or tokens.low[:2] == ["out", "of"]:
        return ones[0] if _is_led(tokens, ones[0]) and tokens.word(quantity.end + 1) not in ("and", "or") else None
    if tokens.low[:3] == ["a", "total", "of"] and quantity.begin == _FEW:
        return ones[0]
    if tokens.word(0) == "all" and quantity.begin <= _FEW and ";" in tokens.low[quantity.end : quantity.end + _NEAR]:
        return ones[0]  # "All 19 cities answered; 42% of them have a plan"
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
    start = at - (tokens.word(at - 1) == "out")
    begins = start <= 0 or tokens.word(start - 1) in (",", ";", "and", "while", "whereas", "but")
    return bool(whole_number(base)) and at >= 0 and tokens.word(at) in ("of", "among") and begins


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
    return None if any(one.quantity.end == opens - 1 and is_share(one) for one in ones) else samples[0]


def _is_sample(tokens: Tokens, one: Observation) -> bool:
    first = one.quantity.first
    if tokens.low[max(0, first - 2) : first] == ["n", "="]:
        return True
    counted = one.quantity.kind == "count" and bool(whole_number(one))
    named = tokens.word(first - 1) == "of" and tokens.word(first - 2) in ("survey", "sample", "poll", "panel")
    return counted and (named or tokens.word(first - 1) in ("surveyed", "interviewed", "polled", "asked"))


def _of_others(tokens: Tokens, percent: Observation) -> bool:
    """Whether a percentage is of a group of its own ("30% of the girls")."""
    end = percent.quantity.end
    words_after = tokens.low[end + 1 : end + 4]
    return words_after[:1] == ["of"] and _RESPONDING.isdisjoint(words_after)
