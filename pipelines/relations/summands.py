"""A whole with what may be its parts, and whether a sum that fails is held against the text.

Belongs here: how far a text claims that parts are all of a whole, and what it takes then to call a sum wrong. Does not
belong here: which words say so (see `total`), wholes without such words (see `wholes_nearby`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.observations import Observation
from pipelines.relations.chance import chance_of_misprint
from pipelines.relations.context import SentenceGroup
from pipelines.relations.lists import claims, closed, excludes, is_joined, one_period
from pipelines.relations.parts import adds_up, gap, measured, rounded, sum_of
from pipelines.relations.statement import OPEN
from pipelines.rules import words

_RANKED = words("summands_ranked")
_EACH = frozenset(("each", "apiece", "per", "average"))
_NEAR = 3  # tokens
_LEAST = 2
_FAR = Fraction(3, 10)
_NEAR_MISS = Fraction(1, 10)
_NEAR_EXCESS, _SMALL = Fraction(1, 20), Fraction(1, 20)
_UNLIKELY, _HARDLY = Fraction(1, 40), Fraction(1, 250)
_LIKELY = Fraction(1, 6)
_VERY_NEAR, _SLIGHT = Fraction(1, 50), Fraction(1, 100)
_LARGE = 10_000  # smaller counts of things are not rounded
_FEW_LEFT = Fraction(9_999, 10_000)
_HEDGED = 1 / 8  # of a whole: how far a hedge may put it from its parts
_MISSED = Fraction(2, 3)  # of a whole: by how much a misprint makes its parts miss it
_PLAIN = 100  # in units of the last digit: smaller numbers add up by chance
# How far the text says that the parts are all: not at all; they run on behind it; it lists parts, and what is left may be of
# a misprint; their list stands beside it; perhaps; yes, if a misprint explains what is missing; yes.
NONE, RUN, LISTED, BESIDE, POSSIBLE, EXPLAINED, CLAIMED = range(7)


@dataclass(frozen=True, slots=True)
class Summands:
    """A whole with what may be its parts, and how far the text claims that they are all of it.

    `is_closed` says that parts beside a whole leave nothing out.
    """

    whole: Observation
    parts: list[Observation]
    claim: int
    rest: Observation | None = None
    is_closed: bool = False


def can_add(one: Summands) -> bool:
    """Whether parts may be those of a whole: two or more, none of them a mere bound, of more than a pair."""
    fixed = all(part.quantity.value != 0 and part.quantity.qualifier not in OPEN for part in one.parts)
    open_whole = (
        one.whole.quantity.qualifier in OPEN and gap(one.whole, one.parts) > _NEAR_MISS
    )  # "above 12%" of anything
    return len(one.parts) > 1 and abs(one.whole.quantity.value) > _LEAST and fixed and not open_whole


def is_multiplied(group: SentenceGroup, parts: Sequence[Observation]) -> bool:
    """Whether a part counts more than once ("3 in Norway, and 1 each in Sweden and Denmark")."""
    local = [one.quantity for one in parts if one.sentence == group.index]
    if not local:
        return False
    first, last = min(one.begin for one in local), max(one.end for one in local)
    return not _EACH.isdisjoint(group.scan.tokens.low[first : last + _NEAR])


def is_held(group: SentenceGroup, one: Summands) -> bool:
    """Whether parts that do not add up are held against the text."""
    if one.claim == NONE or not one_period((one.whole, *one.parts)) or "dimension" in group.scan.roles.values():
        return False
    if one.claim < EXPLAINED and _is_ranked(group, one):
        return False
    local = [part for part in one.parts if part.sentence == group.index]
    if local and not claims(group, local):
        return False
    missed = gap(one.whole, one.parts)
    observations, constraint = sum_of(one.whole, one.parts)
    chance = chance_of_misprint(observations, constraint.coefficients)
    if chance is None and one.claim > RUN and (wider := rounded(observations, constraint)) is not None:
        chance = chance_of_misprint(observations, constraint.coefficients, slack=wider.slack)
    largest = max(abs(part.quantity.value) for part in one.parts)
    if chance is not None and _exceeds(one, chance):
        return True
    if missed > _FAR or largest >= abs(one.whole.quantity.value) * (1 + _FAR):
        most = _HARDLY if one.claim == RUN else _SLIGHT
        hardly = one.claim >= RUN and chance is not None and chance <= most
        return hardly or (one.claim >= EXPLAINED and chance is not None and _is_far_misprint(one, chance))
    if chance is None:
        return False
    together = sum(part.quantity.value for part in one.parts)
    if measured(one.whole) == "count" and one.whole.quantity.value * _FEW_LEFT <= together < one.whole.quantity.value:
        return False  # of some it is not known what they are: "710,562 patients, 466,978 women and 243,565 men"
    if one.claim == CLAIMED:
        return True
    exceeds = sum(part.quantity.value for part in one.parts) > one.whole.quantity.value
    many = len(one.parts) > _LEAST
    if one.claim == RUN:
        return chance <= _HARDLY
    if one.claim == BESIDE:
        return chance <= (_SMALL if one.is_closed or many else _UNLIKELY)
    if one.claim == LISTED:
        tight = missed <= _VERY_NEAR and chance <= _SLIGHT
        hardly = chance <= _HARDLY and missed <= _NEAR_MISS  # "this figure includes 31,095 letters and 160 writs"
        return hardly or (many and (tight or (exceeds and missed <= _NEAR_EXCESS and chance <= _SMALL)))
    if one.claim == EXPLAINED or exceeds:
        return True
    return chance <= _SMALL or (missed <= _NEAR_MISS and many)


def _is_ranked(group: SentenceGroup, one: Summands) -> bool:
    """Whether the whole is the first of a ranking: "580,500 from China, followed by Korea with 408,100 and Japan"."""
    behind = one.parts[0].quantity.begin if one.parts[0].sentence == group.index else 0
    return not _RANKED.isdisjoint(group.scan.tokens.low[one.whole.quantity.end + 1 : behind])


def _exceeds(one: Summands, chance: Fraction) -> bool:
    """Whether parts are more than their whole, as none that are left out can be: one that it includes, or a list of it."""
    whole, parts = one.whole.quantity, [part.quantity for part in one.parts]
    if measured(one.whole) == "share" or whole.qualifier in OPEN:
        return False
    if one.claim == LISTED:
        return max(part.value for part in parts) > whole.value and chance <= _SMALL
    listed = one.claim >= POSSIBLE and len(parts) > _LEAST and max(part.value for part in parts) < whole.value
    return listed and sum(part.value for part in parts) > whole.value and chance <= _LIKELY


def _is_far_misprint(one: Summands, chance: Fraction) -> bool:
    """Whether parts that miss their whole by far do so by a misprint: the text says that they are all, in one unit."""
    if measured(one.whole) == "share":
        return False
    largest = max(part.quantity.value for part in one.parts)
    counted = measured(one.whole) == "count"
    long = abs(one.whole.quantity.value) >= one.whole.quantity.step * _PLAIN and chance <= _NEAR_MISS
    return long or largest < one.whole.quantity.value or (not counted and one.claim == CLAIMED)


def claim_of_parts(group: SentenceGroup, parts: Sequence[Observation]) -> int:
    """How far parts "of which" are all: if they leave nothing out, or if the list that ends in "and" may be complete."""
    if not parts:
        return NONE
    if closed(group, parts):
        return CLAIMED
    if len(parts) > _LEAST and is_joined(group, parts) and excludes(group, parts):
        return POSSIBLE
    return LISTED if is_joined(group, parts) else NONE


def is_telling(one: Observation) -> bool:
    """Whether a number has so many digits that it is part of no sum by chance."""
    return abs(one.quantity.value) >= one.quantity.step * _PLAIN


def size_of(whole: Observation, parts: Sequence[Observation]) -> Fraction:
    """How large a whole is in units of the coarsest digit that counts: how little its parts add up to it by chance."""
    return abs(whole.quantity.value) / max(one.quantity.significant for one in (whole, *parts))


def is_near(whole: Observation, terms: Sequence[tuple[int, Observation]]) -> bool:
    """Whether signed terms come so near their whole that it is worth to recompute it."""
    missed = abs(sum(sign * float(one.quantity.value) for sign, one in terms) - float(whole.quantity.value))
    numbers = [whole, *(one for _, one in terms)]
    if any(one.quantity.qualifier != "exact" for one in numbers):
        return missed <= _HEDGED * abs(float(whole.quantity.value))
    return missed <= sum(float(one.quantity.significant) for one in numbers)


def fits_exactly(whole: Observation, parts: Sequence[Observation]) -> bool:
    """Whether parts add up to their whole; small counts of things are not rounded, so they do so to the last digit."""
    holds = adds_up(whole, parts)
    coarsest = max(one.quantity.step for one in (whole, *parts))
    counted = measured(whole) == "count" and all(
        one.quantity.step == 1 and one.quantity.qualifier == "exact" for one in (whole, *parts)
    )
    return holds == "face" or (holds is not None and not (counted and whole.quantity.value < _LARGE * coarsest))


def is_misprint(whole: Observation, terms: Sequence[tuple[int, Observation]], most: Fraction) -> bool:
    """Whether a single misprint, and with no more than this chance, explains that signed terms miss their whole."""
    numbers = [whole, *(one for _, one in terms)]
    factors = (Fraction(-1), *(Fraction(sign) for sign, _ in terms))
    missed = abs(sum((factor * one.quantity.value for factor, one in zip(factors, numbers, strict=True)), Fraction(0)))
    chance = chance_of_misprint(numbers, factors)
    largest = max(abs(one.quantity.value) for one in numbers)
    return chance is not None and chance <= most and missed <= _MISSED * largest


def of_one_time(numbers: Sequence[Observation]) -> bool:
    """Whether the periods that stand with numbers overlap: a month and the year up to it do."""
    periods = [one.slots.period for one in numbers if one.slots.period and one.slots.period_from == "stated"]
    days = [(one.first_day, one.last_day) for one in periods if one.first_day and one.last_day]
    return not days or max(first for first, _ in days) <= min(last for _, last in days)
